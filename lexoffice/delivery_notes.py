"""Delivery notes (API, section 18): what was handed over, without sums; prices may be left out."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_checks import DECIDED
from lexoffice.sales_parts import LineItem, ShippingConditions
from lexoffice.sales_resource import PursuingSalesResource
from lexoffice.transport import Transport


class DeliveryNote(SalesDocument):
    """A delivery note: `draft` or `open`. A contact's shipping address goes before its billing address."""

    kind: ClassVar[SalesKind] = SalesKind.DELIVERY_NOTE
    line_items: tuple[LineItem, ...]
    shipping_conditions: ShippingConditions
    delivery_terms: str | None = None


class DeliveryNotes(PursuingSalesResource[DeliveryNote]):
    """`/v1/delivery-notes`."""

    line_rules = (DECIDED,)

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/delivery-notes", DeliveryNote)
