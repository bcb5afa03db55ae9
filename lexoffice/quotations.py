"""Quotations (API, section 16): the beginning of every chain."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_checks import PRICED
from lexoffice.sales_fields import Unsent
from lexoffice.sales_parts import LineItem, PaymentConditions, TaxAmount, TotalPrice
from lexoffice.sales_resource import CreatableSalesResource
from lexoffice.transport import Transport
from lexoffice.wire import ActionResult, SalesDay


class AlternativeLineItem(LineItem):
    """What the customer may choose instead of the line above it; never in the totals."""

    alternative: bool = True


class QuotationLineItem(LineItem):
    """A line that may be optional and may have alternatives. A quotation with either cannot be followed by anything."""

    optional: bool | None = None
    sub_items: tuple[AlternativeLineItem, ...] = ()


class Quotation(SalesDocument):
    """A quotation: `draft`, `open`, and by the web app only `accepted` or `rejected`. Valid until `expiration_date`."""

    kind: ClassVar[SalesKind] = SalesKind.QUOTATION
    line_items: tuple[QuotationLineItem, ...]
    expiration_date: SalesDay
    total_price: TotalPrice = TotalPrice()
    payment_conditions: PaymentConditions | None = None
    tax_amounts: Unsent[tuple[TaxAmount, ...]] = ()


class Quotations(CreatableSalesResource[Quotation]):
    """`/v1/quotations`."""

    line_rules = (PRICED,)

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/quotations", Quotation)

    def create(self, quotation: Quotation, *, finalize: bool = False) -> ActionResult:
        """A new quotation, as `Invoices.create`; it follows nothing."""
        return self._create(quotation, finalize=finalize)
