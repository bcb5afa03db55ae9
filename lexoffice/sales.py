"""What every sales document has (API, sections 14 to 20); each kind adds its own fields in its module."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from lexoffice.sales_fields import ReadOnly, Unsent, writable
from lexoffice.sales_parts import ElectronicDocumentProfile, SalesAddress, TaxConditions, leading_side, lines_of
from lexoffice.wire import Instant, OrText, SalesDay, Wire


class SalesKind(StrEnum):
    """The kinds, by the words of the voucherlist and of `related_vouchers`. Dunnings are not in the voucherlist."""

    QUOTATION = "quotation"
    ORDER_CONFIRMATION = "orderconfirmation"
    DELIVERY_NOTE = "deliverynote"
    INVOICE = "invoice"
    DOWN_PAYMENT_INVOICE = "downpaymentinvoice"
    CREDIT_NOTE = "creditnote"
    DUNNING = "dunning"


class SalesStatus(StrEnum):
    """All states; which of them a kind can have stands in its module. `overdue` exists in the voucherlist only."""

    DRAFT = "draft"
    OPEN = "open"
    PAID = "paid"
    PAID_OFF = "paidoff"
    VOIDED = "voided"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RelatedVoucher(Wire):
    """A document that this one follows, or that follows it."""

    id: str
    voucher_number: str | None = None
    voucher_type: OrText[SalesKind] | None = None


class DocumentFiles(Wire):
    """The deprecated id of the finished file (since 13.08.2025 there is `/file`)."""

    document_file_id: str | None = None


class SalesDocument(Wire):
    """What every sales document has. `title`, `introduction` and `remark` default to the organisation's own texts; there is
    no field for an order number of ours: put it there."""

    kind: ClassVar[SalesKind]
    id: ReadOnly[str] = None
    organization_id: ReadOnly[str] = None
    version: ReadOnly[int] = None
    created_date: ReadOnly[Instant] = None
    updated_date: ReadOnly[Instant] = None
    archived: ReadOnly[bool] = None
    voucher_number: ReadOnly[str] = None
    voucher_status: ReadOnly[OrText[SalesStatus]] = None
    electronic_document_profile: ReadOnly[OrText[ElectronicDocumentProfile]] = None
    related_vouchers: Unsent[tuple[RelatedVoucher, ...]] = ()
    files: ReadOnly[DocumentFiles] = None
    voucher_date: SalesDay
    address: SalesAddress
    tax_conditions: TaxConditions
    language: str | None = None
    title: str | None = None
    introduction: str | None = None
    remark: str | None = None
    print_layout_id: str | None = None

    def to_post(self) -> dict[str, object]:
        """The body of a POST: without what is Lexware's own, and each price on the side that the tax type names."""
        leading = leading_side(self.tax_conditions.tax_type)
        body = writable(self)
        for _, line in lines_of(body):
            price = line.get("unitPrice")
            if isinstance(price, dict) and leading in price:
                price.pop("netAmount" if leading == "grossAmount" else "grossAmount", None)
        return body
