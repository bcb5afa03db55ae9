"""Which purchase orders could belong to a document at all: few of thousands, before any of them is scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from matching import evidence
from matching.evidence import Evidence, Finding
from matching.facts import DocumentFacts
from models.orders import PurchaseOrder

_SAME_AMOUNT = frozenset({Finding.GROSS_EQUAL, Finding.NET_EQUAL})


class Candidate(NamedTuple):
    """An order and what was found about it; None where nothing was."""

    order: PurchaseOrder
    reference: Evidence | None
    supplier: Evidence | None
    amount: Evidence | None
    date: Evidence | None


def candidates(facts: DocumentFacts, orders: Iterable[PurchaseOrder]) -> Iterator[Candidate]:
    """Orders that the paper names, of its supplier, or of exactly its amount, in the order given."""
    for order in orders:
        reference = evidence.of_reference(facts, order)
        supplier = evidence.of_supplier(facts, order)
        amount = evidence.of_amount(facts, order)
        same_supplier = supplier is not None and supplier.strength > 0
        same_amount = amount is not None and amount.finding in _SAME_AMOUNT
        if reference or same_supplier or same_amount:
            yield Candidate(order, reference, supplier, amount, evidence.of_date(facts, order))
