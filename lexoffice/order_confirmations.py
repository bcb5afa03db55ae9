"""Order confirmations (API, section 17)."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_fields import Unsent
from lexoffice.sales_parts import LineItem, PaymentConditions, ShippingConditions, TaxAmount, TotalPrice
from lexoffice.sales_resource import PursuingSalesResource
from lexoffice.transport import Transport


class OrderConfirmation(SalesDocument):
    """An order confirmation: `draft` or `open`. A draft cannot be followed by anything (since 12.12.2024)."""

    kind: ClassVar[SalesKind] = SalesKind.ORDER_CONFIRMATION
    line_items: tuple[LineItem, ...]
    total_price: TotalPrice = TotalPrice()
    shipping_conditions: ShippingConditions
    payment_conditions: PaymentConditions | None = None
    delivery_terms: str | None = None
    tax_amounts: Unsent[tuple[TaxAmount, ...]] = ()


class OrderConfirmations(PursuingSalesResource[OrderConfirmation]):
    """`/v1/order-confirmations`."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/order-confirmations", OrderConfirmation)
