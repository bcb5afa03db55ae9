"""How many lines an invoice has: the amounts of one column that add up to a total. Said only if they do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from classifier.fields.candidates import Candidate
from classifier.fields.choice import Choice, Scored
from models.fields import FieldName

FLUSH = 0.012
"""Right edges of one column differ by no more than this share of the page's width."""

SURE = 3.5
"""Logit of a count whose amounts add up."""

WHOLE = 0.6
"""Share of a column's amounts that must belong to the run: two of forty give a total by chance."""

_EXTRA = re.compile(
    r"versand|porto|fracht|rabatt|nachlass|verpackung|mindermenge|lieferkosten|lieferpauschale|shipping|discount|handling"
)
"""Surcharges and discounts between the lines and the sum: part of the sum, but no lines."""

_SUMS = ("net_total", "tax_total", "gross_total", "prepaid_total", "amount_due", "other_carry")
_NAMED = 1.5
"""Label weight from which a row is a sum and no line."""


def count_lines(scored: Sequence[Scored], totals: Sequence[Choice]) -> Choice | None:
    """The count as a choice whose place is the first line's amount; None where no column adds up to a total."""
    exact = [one.candidate for one in scored if one.candidate.facts["exact"]]
    tables = _tax_rows(exact)
    lines = [one for one in exact if not _is_sum(one) and _place(one) not in tables]
    edges = {id(one): one.box.right for one in lines}
    for total in totals:
        if total.candidate is None:
            continue
        below = _place(total.candidate)
        above = [one for one in lines if _place(one) < below]
        for edge in sorted({round(edges[id(one)] / FLUSH) for one in above}, reverse=True):
            column = [one for one in above if abs(edges[id(one)] - edge * FLUSH) <= FLUSH]
            run = _run(column, Decimal(str(total.value)))
            count = sum(not _EXTRA.search(one.words["left"] + one.words["before"]) for one in run)
            if count:
                why = f"{len(run)} amounts of one column add up to {total.value}"
                return Choice(str(count), SURE, SURE, run[0], True, [why])
    return None


def _is_sum(candidate: Candidate) -> bool:
    return any(
        found.get(role, 0.0) > _NAMED
        for context, found in candidate.evidence.items()
        if context in ("before", "left")
        for role in _SUMS
    )


def _tax_rows(amounts: Sequence[Candidate]) -> set[tuple[int, int]]:
    """Rows in which one amount is the sum of two others: base, tax and total by rate."""
    rows: dict[tuple[int, int], list[Decimal]] = {}
    for one in amounts:
        rows.setdefault(_place(one), []).append(Decimal(one.value))
    return {
        place
        for place, values in rows.items()
        if any(one and two and one + two in values for one, two in combinations(values, 2))
    }


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.segment.page, candidate.segment.row


def _run(column: Sequence[Candidate], total: Decimal) -> Sequence[Candidate]:
    """The first run of amounts in successive order that gives `total`; a single one only beside a text of its own."""
    values = [Decimal(one.value) for one in column]
    for start in range(len(values)):
        rest = total
        for end in range(start, len(values)):
            rest -= values[end]
            if rest == 0 and values[end]:
                run = column[start : end + 1]
                whole = len(run) >= WHOLE * len(column) if len(run) > 1 else len(column) == 1
                return run if whole and run[0].segment.left is not None else ()
    return ()


def totals_of(choices: dict[FieldName, Choice]) -> list[Choice]:
    """Net before gross: most tables of lines are net."""
    return [choices[name] for name in (FieldName.NET_TOTAL, FieldName.GROSS_TOTAL) if name in choices]
