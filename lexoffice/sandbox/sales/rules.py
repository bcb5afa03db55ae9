"""What must be there and how long it may be (API notes, 4.1 and 14 to 20): the document's head, without its lines."""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.requests import day_of
from lexoffice.sandbox.sales.flaws import invalid, missing, too_long
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.shapes import Flaw
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.terms import layouts

LONGEST = {"introduction": 2000, "remark": 2000, "deliveryTerms": 255, "title": 25}
"""Characters that the texts of the head may have."""

_REQUIRED_WITHIN = {
    "totalPrice": ("currency",),
    "taxConditions": ("taxType",),
    "shippingConditions": ("shippingType",),
}


def flaws_of_head(box: Box, kind: Kind, document: Record) -> Iterator[Flaw]:
    """Everything wrong with the head of a document that has been read."""
    for field in kind.required:
        if document.get(field) in (None, []):
            yield missing(field)
    for outer, inner_fields in _REQUIRED_WITHIN.items():
        for inner in inner_fields:
            if document.get(outer) is not None and document[outer].get(inner) is None:
                yield missing(f"{outer}.{inner}")
    for field, limit in LONGEST.items():
        if len(document.get(field) or "") > limit:
            yield too_long(field, limit)
    yield from _shipping(document.get("shippingConditions") or {})
    yield from _payment(document.get("paymentConditions") or {})
    yield from _discount(document.get("totalPrice") or {})
    layout = document.get("printLayoutId")
    if layout and layout not in {row["id"] for row in layouts(box)}:
        yield invalid("printLayoutId", "The print layout does not exist")


def shipping_days(shipping_type: str) -> tuple[str, ...]:
    """The days that belong to a type of shipping."""
    if shipping_type == "none":
        return ()
    return ("shippingDate", "shippingEndDate") if shipping_type.endswith("period") else ("shippingDate",)


def _shipping(conditions: Record) -> Iterator[Flaw]:
    """A day unless there is no shipping, and for periods an end that is not before it."""
    days = [conditions.get(name) for name in shipping_days(conditions.get("shippingType", "none"))]
    for name, day in zip(("shippingDate", "shippingEndDate"), days, strict=False):
        if day is None:
            yield missing(f"shippingConditions.{name}")
    if len(days) == 2 and all(days) and day_of(days[1]) < day_of(days[0]):
        yield invalid(
            "shippingConditions.shippingEndDate", "The shipping end date must not be before the shipping date"
        )


def _payment(conditions: Record) -> Iterator[Flaw]:
    discount = conditions.get("paymentDiscountConditions")
    for field in ("discountPercentage", "discountRange"):
        if discount is not None and discount.get(field) is None:
            yield missing(f"paymentConditions.paymentDiscountConditions.{field}")
    if discount and not 0 <= discount.get("discountPercentage", 0) <= 100:
        field = "paymentConditions.paymentDiscountConditions.discountPercentage"
        yield invalid(field, "The discount must be between 0 and 100 percent")


def _discount(total: Record) -> Iterator[Flaw]:
    """A discount on the total is an amount or a percentage, never both."""
    absolute, percentage = total.get("totalDiscountAbsolute"), total.get("totalDiscountPercentage")
    if absolute is not None and percentage is not None:
        yield invalid("totalPrice", "Only one of totalDiscountAbsolute and totalDiscountPercentage is allowed")
    if absolute is not None and absolute < 0:
        yield invalid("totalPrice.totalDiscountAbsolute", "The discount must not be negative")
    if percentage is not None and not 0 <= percentage <= 100:
        yield invalid("totalPrice.totalDiscountPercentage", "The discount must be between 0 and 100 percent")
