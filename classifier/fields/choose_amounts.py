"""The amounts of a document, chosen together: net + tax = gross, per rate; gross - prepaid = due.

Equations are soft: a clear label may outvote them, and then a warning says that the sums do not add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from classifier.fields.choice import Choice, Pooled, Scored, best, choice_of, pool
from models.fields import FieldName
from models.pages import ReadingWarning
from models.vouchers import TaxLine

USUAL_RATES = tuple(
    Decimal(rate)
    for rate in (
        "19",
        "7",
        "16",
        "5",
        "20",
        "10",
        "13",
        "21",
        "8.1",
        "7.7",
        "2.6",
        "2.5",
        "25",
        "22",
        "17",
        "23",
        "5.5",
    )
)
"""Germany (with 2020), Austria, Switzerland and neighbours; only to judge, never to compute a value."""

MOST = 7
ADDS_UP = 3.2
RATE_FITS = 0.9
RATE_PRINTED = 0.9
DOES_NOT_ADD_UP = -3.0
NO_TAX = 1.2
LINES_FIT = 0.8
GROSS_BELOW_NET = -4.0
SAME_PLACE = -2.5
DUE_IS_GROSS = 0.6
PREPAID_FITS = 2.8

NO_GROSS = -2.5
"""Score of finding no total at all; a weak guess stands until calibration silences it."""

_NET, _TAX, _GROSS = FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.GROSS_TOTAL
_PREPAID, _DUE = FieldName.PREPAID_TOTAL, FieldName.AMOUNT_DUE


@dataclass(frozen=True, slots=True)
class _Triple:
    net: Pooled | None
    tax: Pooled | None
    gross: Pooled | None
    score: float
    adds_up: bool


def choose_amounts(
    scored: Sequence[Scored], percents: Sequence[Decimal]
) -> tuple[dict[FieldName, Choice], list[ReadingWarning]]:
    """The best joint reading of all amounts, and a warning where the chosen sums contradict each other."""
    pools = pool(scored)
    printed = frozenset(percents)
    choices: dict[FieldName, Choice] = {}
    warnings: list[ReadingWarning] = []
    lines = _tax_lines(pools, printed)
    triple = _best_triple(pools, printed, lines)
    for name, chosen in ((_NET, triple.net), (_TAX, triple.tax), (_GROSS, triple.gross)):
        if chosen is not None:
            choice = choices[name] = choice_of(pools, chosen, name, 2.0 if triple.adds_up else 0.0)
            choice.agrees = triple.adds_up
            if triple.adds_up:
                choice.why.append("net + VAT = gross")
    if triple.net and triple.tax and triple.gross and not triple.adds_up:
        warnings.append(
            ReadingWarning(
                "sums_differ", "Netto und Steuer ergeben nicht den Bruttobetrag. Bitte Beträge prüfen.", str(_GROSS)
            )
        )
    if triple.gross is not None:
        _choose_due(pools, triple.gross, choices)
        breakdown = _breakdown(triple, lines, printed)
        if breakdown:
            choices[FieldName.TAX_BREAKDOWN] = Choice(
                breakdown,
                choices[_GROSS].logit,
                choices[_GROSS].margin,
                choices[_GROSS].candidate,
                True,
                ["rates × bases = VAT"],
            )
    return choices, warnings


def _cents(value: str) -> int:
    return int(Decimal(value) * 100)


def rate_fits(base: int, tax: int, rate: Decimal) -> bool:
    """Whether `tax` is `rate` per cent of `base` (cents), a cent of rounding allowed, two for large sums of lines."""
    return abs(base * float(rate) / 100 - tax) <= (1.01 if abs(base) < 100_000 else 2.01)


def _best_triple(pools: Sequence[Pooled], printed: frozenset[Decimal], lines: _Lines) -> _Triple:
    options = {
        name: [None, *(one for one in best(pools, name, MOST) if one.logit(name) > -5.0)]
        for name in (_NET, _TAX, _GROSS)
    }
    cents = {id(one): _cents(one.value) for group in options.values() for one in group if one is not None}
    sums = _line_sums(lines)
    top = _Triple(None, None, None, NO_GROSS, False)
    for net, tax, gross in product(options[_NET], options[_TAX], options[_GROSS]):
        if gross is None and (net is not None or tax is not None):
            continue
        score = sum(one.logit(name) for name, one in ((_NET, net), (_TAX, tax), (_GROSS, gross)) if one is not None)
        if score <= top.score - ADDS_UP - RATE_FITS - RATE_PRINTED - 2:
            continue
        bonus, adds_up = _relation(
            (
                None if net is None else cents[id(net)],
                None if tax is None else cents[id(tax)],
                None if gross is None else cents[id(gross)],
            ),
            printed,
            sums,
        )
        if score + bonus > top.score:
            top = _Triple(net, tax, gross, score + bonus, adds_up)
    return top


_Sums = frozenset[tuple[int, int]]


def _relation(
    triple: tuple[int | None, int | None, int | None], printed: frozenset[Decimal], sums: _Sums
) -> tuple[float, bool]:
    """What net, tax and gross (cents) say of each other: a bonus, and whether they add up."""
    net, tax, gross = triple
    if gross is None or (net is None and tax is None):
        return 0.0, False
    if net is not None and tax is not None:
        return _all_three(net, tax, gross, printed, sums)
    if net is not None:
        return _net_and_gross(net, gross, printed, sums)
    return _tax_and_gross(tax or 0, gross, printed)


def _all_three(net: int, tax: int, gross: int, printed: frozenset[Decimal], sums: _Sums) -> tuple[float, bool]:
    if tax == 0:
        return (NO_TAX, True) if net == gross else (DOES_NOT_ADD_UP, False)
    if abs(net + tax - gross) <= 1 and net != gross:
        return ADDS_UP + _rate_bonus(net, tax, printed) + (LINES_FIT if (net, tax) in sums else 0.0), True
    fits = any(rate_fits(net, tax, rate) for rate in printed if rate)
    below = GROSS_BELOW_NET if abs(net) > abs(gross) else 0.0
    return (RATE_PRINTED if fits else DOES_NOT_ADD_UP) + below, False


def _net_and_gross(net: int, gross: int, printed: frozenset[Decimal], sums: _Sums) -> tuple[float, bool]:
    """The tax between them may stand nowhere as one number, but in lines by rate."""
    if net == gross:
        return SAME_PLACE, False
    if abs(net) > abs(gross):
        return GROSS_BELOW_NET, False
    if (net, gross - net) in sums:
        return ADDS_UP, True
    return _rate_bonus(net, gross - net, printed) - 0.5, False


def _tax_and_gross(tax: int, gross: int, printed: frozenset[Decimal]) -> tuple[float, bool]:
    """Receipts print the tax contained in the total and no net amount."""
    if tax == gross or abs(tax) * 3 > abs(gross):
        return GROSS_BELOW_NET, False
    bonus = _rate_bonus(gross - tax, tax, printed)
    return (bonus, True) if bonus > RATE_FITS else (0.0, False)


def _rate_bonus(net: int, tax: int, printed: frozenset[Decimal]) -> float:
    bonus = 0.0
    if any(rate_fits(net, tax, rate) for rate in printed if rate):
        bonus += RATE_FITS + RATE_PRINTED
    elif any(rate_fits(net, tax, rate) for rate in USUAL_RATES):
        bonus += RATE_FITS
    return bonus


_Lines = dict[Decimal, list[tuple[int, int, bool]]]
"""Per printed rate: base, tax (cents), whether both stand in one row."""


def _tax_lines(pools: Sequence[Pooled], printed: frozenset[Decimal]) -> _Lines:
    """Pairs of printed amounts of which one is the printed rate's tax on the other."""
    values = {_cents(one.value): one for one in pools}
    lines: _Lines = {}
    for rate in printed:
        if rate <= 0 or rate > 30:
            continue
        found = []
        for base, one in values.items():
            tax = round(base * float(rate) / 100)
            for printed_tax in (tax, tax - 1, tax + 1):
                other = values.get(printed_tax)
                if other is None or printed_tax <= 4 or other.logit(_TAX) < -5.5:
                    continue
                found.append((base, printed_tax, _share_row(one, other)))
                break
        lines[rate] = sorted(found, key=lambda line: (line[2], line[0]), reverse=True)[:6]
    return lines


def _share_row(one: Pooled, two: Pooled) -> bool:
    return any(
        a.segment.page == b.segment.page and a.segment.row == b.segment.row
        for a in one.places.values()
        for b in two.places.values()
    )


def _line_sums(lines: _Lines) -> frozenset[tuple[int, int]]:
    """Net and tax of all sets of lines with different rates."""
    groups = [found for found in lines.values() if found][:4]
    sums: set[tuple[int, int]] = set()
    for chosen in product(*([None, *group] for group in groups)):
        taken = [line for line in chosen if line is not None]
        if taken:
            sums.add((sum(line[0] for line in taken), sum(line[1] for line in taken)))
    return frozenset(sums)


def _breakdown(triple: _Triple, lines: _Lines, printed: frozenset[Decimal]) -> tuple[TaxLine, ...]:
    """Tax lines that explain the whole tax; empty if the printed amounts do not."""
    if triple.gross is None:
        return ()
    gross = _cents(triple.gross.value)
    if triple.net is None and triple.tax is None:
        return ()
    if triple.tax is not None:
        tax = _cents(triple.tax.value)
    else:
        tax = 0 if triple.net is None else gross - _cents(triple.net.value)
    net = gross - tax
    if tax == 0:
        return (TaxLine(Decimal(0), Decimal(net) / 100, Decimal("0.00")),) if triple.adds_up else ()
    groups = [(rate, found) for rate, found in lines.items() if found][:4]
    for count in (2, 3, 1):
        for chosen in product(*([None, *((rate, *line) for line in found)] for rate, found in groups)):
            taken = [line for line in chosen if line is not None]
            if (
                len(taken) != count
                or sum(line[2] for line in taken) != tax
                or abs(sum(line[1] for line in taken) - net) > 1
            ):
                continue
            if count > 1 and not all(line[3] for line in taken):
                continue
            return tuple(
                TaxLine(rate, _euro(base), _euro(amount))
                for rate, base, amount, _ in sorted(taken, key=lambda line: -line[0])
            )
    fitting = [rate for rate in (*sorted(printed, reverse=True), *USUAL_RATES) if rate and rate_fits(net, tax, rate)]
    return (TaxLine(fitting[0], _euro(net), _euro(tax)),) if fitting and triple.adds_up else ()


def _euro(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _choose_due(pools: Sequence[Pooled], gross: Pooled, choices: dict[FieldName, Choice]) -> None:
    """Amount due and prepayments: due = gross unless a payment between them says otherwise."""
    g = _cents(gross.value)
    top_score, top_due, top_prepaid, fits = max(DUE_IS_GROSS, gross.logit(_DUE)), gross, None, False
    dues = [one for one in best(pools, _DUE, 6) if one.logit(_DUE) > -3.0]
    prepaids: list[Pooled | None] = [None, *(one for one in best(pools, _PREPAID, 6) if one.logit(_PREPAID) > -2.0)]
    for due, prepaid in product([gross, *(one for one in dues if one is not gross)], prepaids):
        score = max(DUE_IS_GROSS, due.logit(_DUE)) if due is gross else due.logit(_DUE)
        related = False
        if prepaid is not None:
            p = abs(_cents(prepaid.value))
            score += prepaid.logit(_PREPAID)
            related = g - p == _cents(due.value)
            score += PREPAID_FITS if related and p else (0.0 if p == 0 and due is gross else -2.5)
        elif due is not gross:
            score -= 1.2
        if score > top_score:
            top_score, top_due, top_prepaid, fits = score, due, prepaid, related
    due_choice = choice_of(pools, top_due, _DUE, PREPAID_FITS if fits else 0.0)
    if top_due is gross and due_choice.logit < choices[_GROSS].logit - 1.0:
        due_choice.logit = choices[_GROSS].logit - 1.0
        due_choice.margin = choices[_GROSS].margin
        due_choice.candidate = choices[_GROSS].candidate
        due_choice.why.append("nothing paid before, so the gross amount is due")
    choices[_DUE] = due_choice
    due_choice.agrees = fits or top_due is gross
    if top_prepaid is not None:
        choices[_PREPAID] = choice_of(pools, top_prepaid, _PREPAID, PREPAID_FITS if fits else 0.0)
        choices[_PREPAID].agrees = fits
        choices[_PREPAID].value = f"{abs(Decimal(top_prepaid.value)):.2f}"
