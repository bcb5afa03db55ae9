"""Orders from our customers, and purchase orders that we gave to suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class OrderStatus(StrEnum):
    """Where a customer's order stands between order and cash."""

    ORDERED = "ordered"
    DELIVERED = "delivered"
    INVOICED = "invoiced"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    OVERDUE = "overdue"
    DUNNED = "dunned"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"


_O = OrderStatus

ORDER_TRANSITIONS: dict[OrderStatus, frozenset[OrderStatus]] = {
    _O.ORDERED: frozenset({_O.DELIVERED, _O.INVOICED, _O.CANCELLED}),
    _O.DELIVERED: frozenset({_O.INVOICED, _O.CANCELLED}),
    _O.INVOICED: frozenset({_O.PARTLY_PAID, _O.PAID, _O.OVERDUE, _O.CANCELLED}),
    _O.PARTLY_PAID: frozenset({_O.PAID, _O.OVERDUE, _O.CANCELLED}),
    _O.OVERDUE: frozenset({_O.PARTLY_PAID, _O.PAID, _O.DUNNED, _O.CANCELLED}),
    _O.DUNNED: frozenset({_O.PARTLY_PAID, _O.PAID, _O.HANDED_OVER, _O.CANCELLED}),
    _O.HANDED_OVER: frozenset({_O.PARTLY_PAID, _O.PAID, _O.CANCELLED}),
    _O.PAID: frozenset({_O.PARTLY_PAID, _O.OVERDUE}),  # a returned direct debit reopens what was paid
    _O.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """An order that we gave to a supplier; incoming invoices are matched to it. Amounts in euro."""

    number: str
    supplier_name: str
    ordered_on: date
    net_total: Decimal
    gross_total: Decimal
    supplier_vat_id: str | None = None
    supplier_number: str | None = None
