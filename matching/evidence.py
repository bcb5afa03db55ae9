"""What speaks for and against one purchase order, each piece measured by itself."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from matching import names, numbers
from matching.facts import DocumentFacts
from matching.numbers import Likeness
from models.orders import PurchaseOrder

NEAR = Decimal("0.03")
"""Share by which an amount may differ and still be the ordered one: early payment discount of 2 or 3 %, freight."""

NEAR_AT_LEAST = Decimal("1.00")
"""Euro that never matter: rounding by line."""

LONGEST_DELIVERY = timedelta(days=730)
"""Framework orders run a year, building orders two; after that an equal amount is rather another order."""


class Finding(StrEnum):
    """What was found. matching.explain says each in German."""

    REFERENCE_EQUAL = "reference_equal"
    REFERENCE_MISREAD = "reference_misread"
    REFERENCE_PART = "reference_part"
    REFERENCE_SLIP = "reference_slip"
    REFERENCE_OTHER = "reference_other"
    VAT_ID_EQUAL = "vat_id_equal"
    VAT_ID_DIFFERS = "vat_id_differs"
    SUPPLIER_NUMBER_EQUAL = "supplier_number_equal"
    NAME_EQUAL = "name_equal"
    NAME_ALIKE = "name_alike"
    GROSS_EQUAL = "gross_equal"
    NET_EQUAL = "net_equal"
    AMOUNT_NEAR = "amount_near"
    AMOUNT_PART = "amount_part"
    AMOUNT_ABOVE = "amount_above"
    BEFORE_ORDER = "before_order"
    LONG_AFTER_ORDER = "long_after_order"


class Evidence(NamedTuple):
    """A finding, its strength from 0 (speaks against, or only worth saying) to 1, and both sides as strings or amounts."""

    finding: Finding
    strength: float
    paper: str | Decimal = ""
    order: str | Decimal = ""


_REFERENCE = {
    Likeness.EQUAL: Finding.REFERENCE_EQUAL,
    Likeness.MISREAD: Finding.REFERENCE_MISREAD,
    Likeness.PART: Finding.REFERENCE_PART,
    Likeness.SLIP: Finding.REFERENCE_SLIP,
}


def of_reference(facts: DocumentFacts, order: PurchaseOrder) -> Evidence | None:
    """Whether the paper names the order; None if it does not (it may name the supplier's own number instead)."""
    if not facts.order_reference:
        return None
    found = numbers.named_in(facts.order_reference, order.number)
    if found.likeness is Likeness.NONE:
        return None
    return Evidence(_REFERENCE[found.likeness], found.strength, facts.order_reference, order.number)


def of_supplier(facts: DocumentFacts, order: PurchaseOrder) -> Evidence | None:
    """Whether it is the supplier: by VAT id, else by number at the supplier, else by name. None: nothing says so.

    Two different VAT ids halve what an equal name is worth: companies of one group, or a branch of the same name.
    """
    vat = _same_id(facts.supplier_vat_id, order.supplier_vat_id)
    if vat and facts.supplier_vat_id:
        return Evidence(Finding.VAT_ID_EQUAL, vat, facts.supplier_vat_id)
    like = names.likeness(facts.supplier_name, order.supplier_name) if facts.supplier_name else 0.0
    if vat == 0.0:
        strength = like / 2 if like >= names.ALIKE else 0.0
        return Evidence(Finding.VAT_ID_DIFFERS, strength, facts.supplier_vat_id or "", order.supplier_vat_id or "")
    if like >= names.ALIKE:
        finding = Finding.NAME_EQUAL if like == 1.0 else Finding.NAME_ALIKE
        return Evidence(finding, like, facts.supplier_name or "", order.supplier_name)
    if _same_id(facts.supplier_number, order.supplier_number) == 1.0:
        return Evidence(Finding.SUPPLIER_NUMBER_EQUAL, 0.8, facts.supplier_number or "")
    if like >= names.PART_OF_NAME:
        return Evidence(Finding.NAME_ALIKE, like, facts.supplier_name or "", order.supplier_name)
    return None


def of_amount(facts: DocumentFacts, order: PurchaseOrder) -> Evidence | None:
    """How the amount on the paper fits the ordered one. None: there is no amount on the paper."""
    if facts.gross is not None and facts.gross == order.gross_total:
        return Evidence(Finding.GROSS_EQUAL, 1.0, facts.gross, order.gross_total)
    if facts.net is not None and facts.net == order.net_total:
        return Evidence(Finding.NET_EQUAL, 1.0, facts.net, order.net_total)
    paper, ordered = facts.gross, order.gross_total
    if paper is None:
        paper, ordered = facts.net, order.net_total
    if paper is None:
        return None
    if abs(paper - ordered) <= max(NEAR * ordered, NEAR_AT_LEAST):
        return Evidence(Finding.AMOUNT_NEAR, 0.7, paper, ordered)
    if 0 < paper < ordered:
        return Evidence(Finding.AMOUNT_PART, 0.3, paper, ordered)
    return Evidence(Finding.AMOUNT_ABOVE, 0.0, paper, ordered)


def of_date(facts: DocumentFacts, order: PurchaseOrder) -> Evidence | None:
    """What is implausible about the dates; None if nothing is."""
    if facts.issued_on is None:
        return None
    sides = facts.issued_on.isoformat(), order.ordered_on.isoformat()
    if facts.issued_on < order.ordered_on:
        return Evidence(Finding.BEFORE_ORDER, 0.0, *sides)
    if facts.issued_on - order.ordered_on > LONGEST_DELIVERY:
        return Evidence(Finding.LONG_AFTER_ORDER, 0.0, *sides)
    return None


def _same_id(one: str | None, other: str | None) -> float | None:
    """1.0 or 0.95 (misread) for the same id, 0.0 for another; None where one side is unknown."""
    if not one or not other:
        return None
    found = numbers.alike(one, other)
    return found.strength if found.likeness in (Likeness.EQUAL, Likeness.MISREAD) else 0.0
