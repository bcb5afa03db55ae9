"""Down payment invoices (API, section 19): made in the web app, only read here."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_fields import ReadOnly, Unsent
from lexoffice.sales_parts import LineItem, PaymentConditions, ShippingConditions, TaxAmount, TotalPrice
from lexoffice.sales_resource import SalesResource
from lexoffice.transport import Transport
from lexoffice.wire import SalesDay


class DownPaymentInvoice(SalesDocument):
    """Like an invoice, with exactly one line; `closing_invoice_id` once the closing invoice has been written."""

    kind: ClassVar[SalesKind] = SalesKind.DOWN_PAYMENT_INVOICE
    line_items: tuple[LineItem, ...]
    total_price: TotalPrice = TotalPrice()
    shipping_conditions: ShippingConditions | None = None
    payment_conditions: PaymentConditions | None = None
    due_date: ReadOnly[SalesDay] = None
    tax_amounts: Unsent[tuple[TaxAmount, ...]] = ()
    closing_invoice_id: ReadOnly[str] = None


class DownPaymentInvoices(SalesResource[DownPaymentInvoice]):
    """`/v1/down-payment-invoices`."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/down-payment-invoices", DownPaymentInvoice)
