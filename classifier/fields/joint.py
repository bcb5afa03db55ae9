"""The joint choice over all types of fields, from scored candidates to one Choice a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from classifier.fields.candidates import Candidate, CandidateType
from classifier.fields.choice import Choice, Scored
from classifier.fields.choose_amounts import choose_amounts
from classifier.fields.choose_others import choose_dates, choose_numbers, choose_one, choose_parties
from classifier.fields.labels import fold
from classifier.fields.line_items import count_lines, totals_of
from classifier.layout import Layout, Segment
from classifier.values.currencies import MARKS, currency_of
from models.fields import FieldName
from models.pages import ReadingWarning

_SINGLE = (
    (CandidateType.IBAN, FieldName.IBAN),
    (CandidateType.BIC, FieldName.BIC),
    (CandidateType.VAT_ID, FieldName.SUPPLIER_VAT_ID),
    (CandidateType.TAX_NUMBER, FieldName.SUPPLIER_TAX_NUMBER),
)


def choose(
    scored: Mapping[CandidateType, list[Scored]], percents: list[Decimal], layout: Layout
) -> tuple[dict[FieldName, Choice], list[ReadingWarning]]:
    """One choice a field where any candidate deserves it, and warnings about sums. Thresholds come later (calibration)."""
    choices, warnings = choose_amounts(scored[CandidateType.AMOUNT], percents)
    choices.update(choose_dates(scored[CandidateType.DATE]))
    choices.update(choose_numbers(scored[CandidateType.NUMBER]))
    choices.update(choose_parties(scored[CandidateType.NAME]))
    for kind, name in _SINGLE:
        choice = choose_one(scored[kind], name)
        if choice is not None:
            choices[name] = choice
    lines = count_lines(scored[CandidateType.AMOUNT], totals_of(choices))
    if lines is not None:
        choices[FieldName.LINE_COUNT] = lines
    _choose_period(scored[CandidateType.PERIOD], choices)
    _choose_currency(scored[CandidateType.AMOUNT], choices, layout)
    _same_day(layout, choices)
    return choices, warnings


def _choose_period(scored: list[Scored], choices: dict[FieldName, Choice]) -> None:
    """A period is one candidate with two ends: both fields or none."""
    choice = choose_one(scored, FieldName.PERIOD_START)
    if choice is None:
        return
    first, last = str(choice.value).split("/")
    for name, value in ((FieldName.PERIOD_START, first), (FieldName.PERIOD_END, last)):
        choices[name] = Choice(value, choice.logit, choice.margin, choice.candidate, why=list(choice.why))


CURRENCY_OF_TOTAL = 2.5
_ALONE = re.compile(r"(?:(?<=[\s/(\[])|^)(?:" + "|".join(re.escape(mark) for mark in MARKS) + r")(?=$|[\s/):.,\]])")
_SAME_DAY = re.compile(
    r"(?:rechnungs|beleg|ausstellungs)\s?datum\s(?:ist\s)?(?:gleich|entspricht|zugleich|auch)?\s?(?:das|dem|der|auch)?\s?(?:liefer|leistungs)"
    r"|(?:liefer|leistungs)\S*\s?(?:bzw|und|oder)?\s?(?:leistungs|liefer)?\S*\s(?:ist\s)?(?:gleich|entspricht|wie|zugleich|identisch)\s(?:mit\s)?(?:das|dem|der)?\s?(?:rechnungs|beleg|ausstellungs)"
)


def _choose_currency(scored: list[Scored], choices: dict[FieldName, Choice], layout: Layout) -> None:
    """The mark beside the chosen total, else the most frequent mark of the pages (also in headings: `Gesamt/€`)."""
    votes: dict[str, float] = {}
    places: dict[str, Candidate] = {}
    gross = choices.get(FieldName.GROSS_TOTAL)
    for one in scored:
        currency = one.candidate.currency
        if currency is None:
            continue
        near = gross is not None and one.candidate.value == gross.value
        votes[currency] = votes.get(currency, 0.0) + (3.0 if near else 1.0)
        if near or currency not in places:
            places[currency] = one.candidate
    for segment in layout.segments if gross is not None else ():
        for match in _ALONE.finditer(segment.text):
            code = currency_of(match[0])
            if code is not None:
                votes[code] = votes.get(code, 0.0) + 0.8
                places.setdefault(code, _mark(segment, match.start(), match.end(), code))
    if votes:
        code = max(votes, key=lambda currency: votes[currency])
        share = votes[code] / sum(votes.values())
        choices[FieldName.CURRENCY] = Choice(code, CURRENCY_OF_TOTAL + 3 * (share - 0.5), 3.0 * share, places[code])


def _mark(segment: Segment, start: int, end: int, code: str) -> Candidate:
    return Candidate(CandidateType.AMOUNT, code, segment, start, end, {}, currency=code)


def _same_day(layout: Layout, choices: dict[FieldName, Choice]) -> None:
    """`Das Leistungsdatum entspricht dem Rechnungsdatum`: then one printed date is both (§ 14 (4) no. 6 UStG)."""
    issued = choices.get(FieldName.DOCUMENT_DATE)
    if issued is None or (FieldName.DELIVERY_DATE in choices and choices[FieldName.DELIVERY_DATE].logit > 1.0):
        return
    if _SAME_DAY.search(fold(layout.text)):
        choices[FieldName.DELIVERY_DATE] = Choice(
            issued.value,
            issued.logit,
            issued.margin,
            issued.candidate,
            True,
            ["the page says: day of delivery = day of issue"],
        )
