"""Every pair of statuses of documents, orders and invoices: what is written here is allowed, everything else raises.

The tables are written out a second time on purpose, from the design's text and not from the code: a changed arrow must be
changed in two places, by somebody who meant it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import product

import pytest

from models.documents import TRANSITIONS, DocumentStatus, IllegalTransition, check_transition
from models.invoices import INVOICE_TRANSITIONS, InvoiceStatus
from models.orders import ORDER_TRANSITIONS, OrderStatus

DOCUMENT = """
received    -> read rejected split
read        -> classified
classified  -> matched
matched     -> in_review approved archived
in_review   -> approved archived rejected split classified
approved    -> filed in_review
filed       -> paid in_review
paid        -> filed
"""

ORDER = """
ordered     -> delivered invoiced cancelled
delivered   -> invoiced cancelled
invoiced    -> partly_paid paid overdue cancelled
partly_paid -> paid overdue cancelled
overdue     -> partly_paid paid dunned cancelled
dunned      -> partly_paid paid handed_over cancelled
handed_over -> partly_paid paid cancelled
paid        -> partly_paid overdue
"""

INVOICE = """
intended    -> draft open abandoned
draft       -> open abandoned
open        -> partly_paid paid voided draft
partly_paid -> open paid voided
paid        -> partly_paid open voided
"""


def allowed(text: str) -> set[tuple[str, str]]:
    lines = (line.split("->") for line in text.strip().splitlines())
    return {(old.strip(), new) for old, news in lines for new in news.split()}


Table = Mapping[StrEnum, frozenset[StrEnum]]
TABLES: list[tuple[type[StrEnum], Table, str]] = [
    (DocumentStatus, TRANSITIONS, DOCUMENT),
    (OrderStatus, ORDER_TRANSITIONS, ORDER),
    (InvoiceStatus, INVOICE_TRANSITIONS, INVOICE),
]
PAIRS = [
    pytest.param(table, old, new, (old.value, new.value) in allowed(text), id=f"{statuses.__name__}: {old} -> {new}")
    for statuses, table, text in TABLES
    for old, new in product(statuses, repeat=2)
]


@pytest.mark.parametrize(("table", "old", "new", "is_allowed"), PAIRS)
def test_a_step_is_taken_only_where_the_table_allows_it(
    table: Table, old: StrEnum, new: StrEnum, is_allowed: bool
) -> None:
    if is_allowed:
        check_transition(table, old, new)
    else:
        with pytest.raises(IllegalTransition, match=f"{old} -> {new}"):
            check_transition(table, old, new)


@pytest.mark.parametrize(("statuses", "table", "text"), TABLES)
def test_the_tables_name_every_status_and_nothing_else(statuses: type[StrEnum], table: Table, text: str) -> None:
    assert set(table) == set(statuses)
    assert {word for pair in allowed(text) for word in pair} <= {status.value for status in statuses}


@pytest.mark.parametrize(("statuses", "table", "start"), [(s, t, next(iter(s))) for s, t, _ in TABLES])
def test_every_status_can_be_reached_from_the_first(statuses: type[StrEnum], table: Table, start: StrEnum) -> None:
    reached, open_ = {start}, [start]
    while open_:
        new = table[open_.pop()] - reached
        reached |= new
        open_ += new
    assert reached == set(statuses)
