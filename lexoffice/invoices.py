"""Invoices (API, section 14)."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_fields import ReadOnly, Unsent
from lexoffice.sales_parts import LineItem, PaymentConditions, ShippingConditions, TaxAmount, TotalPrice
from lexoffice.sales_resource import PursuingSalesResource
from lexoffice.transport import Transport
from lexoffice.wire import Amount, SalesDay, Wire


class XRechnung(Wire):
    """Overrides the contact's Leitweg-ID for this invoice; an empty one makes a plain invoice of it (section 14.6)."""

    buyer_reference: str | None = None


class DownPaymentDeduction(Wire):
    """A down payment that a closing invoice subtracts."""

    id: str
    voucher_type: str | None = None
    title: str | None = None
    voucher_number: str | None = None
    voucher_date: SalesDay | None = None
    received_gross_amount: Amount | None = None
    received_net_amount: Amount | None = None
    received_tax_amount: Amount | None = None
    tax_rate_percentage: Amount | None = None


class Invoice(SalesDocument):
    """An invoice: `draft`, `open`, `paid` or `voided`, never `overdue`. Drafts have a number and no `due_date` yet.

    A closing invoice (`closing_invoice`) subtracts down payments; it can be read, but only the web app makes them.
    """

    kind: ClassVar[SalesKind] = SalesKind.INVOICE
    line_items: tuple[LineItem, ...]
    total_price: TotalPrice = TotalPrice()
    shipping_conditions: ShippingConditions
    payment_conditions: PaymentConditions | None = None
    x_rechnung: XRechnung | None = None
    due_date: ReadOnly[SalesDay] = None
    tax_amounts: Unsent[tuple[TaxAmount, ...]] = ()
    closing_invoice: ReadOnly[bool] = None
    claimed_gross_amount: ReadOnly[Amount] = None
    down_payment_deductions: Unsent[tuple[DownPaymentDeduction, ...]] = ()
    recurring_template_id: ReadOnly[str] = None


class Invoices(PursuingSalesResource[Invoice]):
    """`/v1/invoices`."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/invoices", Invoice)
