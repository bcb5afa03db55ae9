"""Credit notes (API, section 15): corrections of our own invoices, with positive amounts."""

from __future__ import annotations

from typing import ClassVar

from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_checks import DECIDED, PRICED, UNDISCOUNTED
from lexoffice.sales_fields import Unsent
from lexoffice.sales_parts import LineItem, TaxAmount, TotalPrice
from lexoffice.sales_resource import PursuingSalesResource
from lexoffice.transport import Transport


class CreditNote(SalesDocument):
    """A credit note: `draft`, `open`, `paidoff` or `voided`.

    One that follows an invoice is `paidoff` at once and lowers what is open on that invoice, of which there can be one
    only; one on its own stays `open`. The print does not name the invoice: write it into `introduction`.
    """

    kind: ClassVar[SalesKind] = SalesKind.CREDIT_NOTE
    line_items: tuple[LineItem, ...]
    total_price: TotalPrice = TotalPrice()
    tax_amounts: Unsent[tuple[TaxAmount, ...]] = ()


class CreditNotes(PursuingSalesResource[CreditNote]):
    """`/v1/credit-notes`."""

    line_rules = (PRICED, DECIDED, UNDISCOUNTED)

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/v1/credit-notes", CreditNote)
