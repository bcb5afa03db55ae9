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
NO_TAX_PRINTED = 2.4
"""The same where a rate of 0 % is printed beside."""

TABLE_FITS = 4.0
"""The tax table's rows, bases and taxes together, give the total."""

LINES_FIT = 0.8
GROSS_BELOW_NET = -4.0
SAME_PLACE = -2.5
DUE_IS_GROSS = 0.6
PREPAID_FITS = 2.8
PREPAID_CLEAR = 5.6
"""The same where the amount due is named so and differs from the total: the rest must have been paid, label or not."""

CLEARLY_DUE = 1.0

ROW_OF_TABLE = 7.0
"""Against a total where the rows of a tax table give another printed amount: it is one of the rows itself."""

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
        breakdown = _breakdown(triple, lines, printed, frozenset(_cents(one.value) for one in pools))
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
    tables = _table_totals(lines)
    totals = tables & frozenset(_cents(one.value) for one in pools)
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
            tables,
        )
        if totals and gross is not None and cents[id(gross)] not in totals:
            bonus -= ROW_OF_TABLE
        if score + bonus > top.score:
            top = _Triple(net, tax, gross, score + bonus, adds_up)
    return top


_Sums = frozenset[tuple[int, int]]


def _relation(
    triple: tuple[int | None, int | None, int | None], printed: frozenset[Decimal], sums: _Sums, tables: frozenset[int]
) -> tuple[float, bool]:
    """What net, tax and gross (cents) say of each other: a bonus, and whether they add up."""
    net, tax, gross = triple
    if gross is None:
        return 0.0, False
    if net is None and tax is None:
        return (TABLE_FITS, True) if gross in tables else (0.0, False)
    if net is not None and tax is not None:
        return _all_three(net, tax, gross, printed, sums)
    if net is not None:
        return _net_and_gross(net, gross, printed, sums)
    return _tax_and_gross(tax or 0, gross, printed)


def _all_three(net: int, tax: int, gross: int, printed: frozenset[Decimal], sums: _Sums) -> tuple[float, bool]:
    if tax == 0:
        if net != gross:
            return DOES_NOT_ADD_UP, False
        return NO_TAX_PRINTED if Decimal(0) in printed else NO_TAX, True
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


def _table_totals(lines: _Lines) -> frozenset[int]:
    """Totals that two or three rows of a printed tax table give, one for each rate."""
    groups = [[line for line in found if line[2]] for found in lines.values()]
    groups = [group for group in groups if group][:4]
    totals = set()
    for chosen in product(*([None, *group] for group in groups)):
        taken = [line for line in chosen if line is not None]
        if len(taken) > 1:
            totals.add(sum(line[0] + line[1] for line in taken))
    return frozenset(totals)


def _breakdown(
    triple: _Triple, lines: _Lines, printed: frozenset[Decimal], values: frozenset[int]
) -> tuple[TaxLine, ...]:
    """Tax lines that explain the whole tax; empty if the printed amounts do not."""
    if triple.gross is None:
        return ()
    gross = _cents(triple.gross.value)
    net = None if triple.net is None else _cents(triple.net.value)
    tax = None if triple.tax is None else _cents(triple.tax.value)
    if tax is None and net is not None:
        tax = gross - net
    if tax == 0 and triple.adds_up:
        return (TaxLine(Decimal(0), _euro(gross), Decimal("0.00")),)
    found = _explained(gross, tax, lines, exempt=values if Decimal(0) in printed else frozenset())
    if found or tax is None or not tax or not triple.adds_up:
        return found
    net = gross - tax
    fitting = [rate for rate in (*sorted(printed, reverse=True), *USUAL_RATES) if rate and rate_fits(net, tax, rate)]
    return (TaxLine(fitting[0], _euro(net), _euro(tax)),) if fitting else ()


def _explained(gross: int, tax: int | None, lines: _Lines, exempt: frozenset[int]) -> tuple[TaxLine, ...]:
    """Rows of a tax table that give the total, and the tax where it is known; one may be free of tax."""
    groups = [(rate, found) for rate, found in lines.items() if found][:4]
    for count in (2, 3, 1):
        for chosen in product(*([None, *((rate, *line) for line in found)] for rate, found in groups)):
            taken = [line for line in chosen if line is not None]
            taxes = sum(line[2] for line in taken)
            if len(taken) != count or (tax is not None and taxes != tax) or (tax is None and count == 1):
                continue
            if count > 1 and not all(line[3] for line in taken):
                continue
            free = gross - taxes - sum(line[1] for line in taken)
            rows = [TaxLine(rate, _euro(base), _euro(amount)) for rate, base, amount, _ in sorted(taken, key=_falling)]
            if abs(free) <= 1:
                return tuple(rows)
            if free > 0 and free in exempt:
                return (*rows, TaxLine(Decimal(0), _euro(free), Decimal("0.00")))
    return ()


def _falling(line: tuple[Decimal, int, int, bool]) -> Decimal:
    return -line[0]


def _euro(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _choose_due(pools: Sequence[Pooled], gross: Pooled, choices: dict[FieldName, Choice]) -> None:
    """Amount due and prepayments: due = gross unless a payment between them says otherwise."""
    g = _cents(gross.value)
    top_score, top_due, top_prepaid, fits = max(DUE_IS_GROSS, gross.logit(_DUE)), gross, None, False
    dues = [one for one in best(pools, _DUE, 6) if one.logit(_DUE) > -3.0]
    rests = {abs(g - _cents(one.value)) for one in dues if one is not gross and one.logit(_DUE) > CLEARLY_DUE}
    prepaids: list[Pooled | None] = [None, *(one for one in best(pools, _PREPAID, 6) if one.logit(_PREPAID) > -2.0)]
    prepaids += [one for one in pools if abs(_cents(one.value)) in rests and one not in prepaids]
    for due, prepaid in product([gross, *(one for one in dues if one is not gross)], prepaids):
        score = max(DUE_IS_GROSS, due.logit(_DUE)) if due is gross else due.logit(_DUE)
        related = False
        if prepaid is not None:
            p = abs(_cents(prepaid.value))
            score += prepaid.logit(_PREPAID)
            related = g - p == _cents(due.value)
            clear = due is not gross and due.logit(_DUE) > CLEARLY_DUE
            fit = PREPAID_CLEAR if clear else PREPAID_FITS
            score += fit if related and p else (0.0 if p == 0 and due is gross else -2.5)
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
        clear = top_due is not gross and top_due.logit(_DUE) > CLEARLY_DUE
        bonus = (PREPAID_CLEAR if clear else PREPAID_FITS) if fits else 0.0
        choices[_PREPAID] = choice_of(pools, top_prepaid, _PREPAID, bonus)
        choices[_PREPAID].agrees = fits
        choices[_PREPAID].value = f"{abs(Decimal(top_prepaid.value)):.2f}"
