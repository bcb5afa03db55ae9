"""Between our voucher and Lexware's: what to send, whether what is there is ours, and what a refusal means in German."""

from __future__ import annotations

from dataclasses import dataclass

from lexoffice.errors import FixTheData
from lexoffice.vouchers import Voucher as LexwareVoucher
from lexoffice.vouchers import VoucherItem as LexwareItem
from lexoffice.vouchers import VoucherStatus, VoucherTaxType, VoucherType
from models.problems import Problem
from models.vouchers import Voucher

NOT_BOOKED = frozenset({VoucherStatus.BLANK, VoucherStatus.UNCHECKED})

FIELD_NAMES = {
    "voucherNumber": "Belegnummer",
    "voucherDate": "Belegdatum",
    "dueDate": "Fälligkeitsdatum",
    "totalGrossAmount": "Bruttobetrag",
    "totalTaxAmount": "Steuerbetrag",
    "taxRatePercent": "Steuersatz",
    "taxAmount": "Steuerbetrag",
    "amount": "Betrag",
    "categoryId": "Buchungskategorie",
    "contactId": "Lieferant",
    "contactName": "Lieferant",
    "type": "Art des Belegs",
    "voucherStatus": "Status",
    "files": "Originaldatei",
    "file": "Originaldatei",
}
"""Lexware's names of voucher fields as its users know them."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """The vendor contact of this name, or none: then the collective contact shows the name."""

    name: str
    contact_id: str | None = None


def wanted(read: LexwareVoucher, voucher: Voucher, supplier: Supplier) -> LexwareVoucher:
    """The voucher as read with everything that we book; version and files are those that were read."""
    return read.replaced(
        type=VoucherType(voucher.kind.value),
        voucher_status=VoucherStatus.OPEN,
        voucher_number=voucher.number,
        voucher_date=voucher.issued_on,
        due_date=voucher.due_on,
        total_gross_amount=voucher.gross.amount,
        total_tax_amount=voucher.tax.amount,
        tax_type=VoucherTaxType.GROSS,
        use_collective_contact=supplier.contact_id is None,
        contact_id=supplier.contact_id,
        contact_name=None if supplier.contact_id else supplier.name,
        remark=voucher.remark,
        voucher_items=tuple(
            LexwareItem(
                amount=item.gross.amount,
                tax_amount=item.tax.amount,
                tax_rate_percent=item.rate,
                category_id=item.category_id,
            )
            for item in voucher.items
        ),
    )


def booked(read: LexwareVoucher) -> bool:
    """Whether somebody, we or a person, has booked the voucher."""
    return read.voucher_status not in NOT_BOOKED


def agrees(read: LexwareVoucher, voucher: Voucher) -> bool:
    """Whether a booked voucher says what we wanted to book: number, day, type, totals, and every rate × category."""
    if read.voucher_status == VoucherStatus.VOIDED:
        return False
    there = sorted(
        (item.amount, item.tax_amount, item.tax_rate_percent, item.category_id) for item in read.voucher_items
    )
    ours = sorted((item.gross.amount, item.tax.amount, item.rate, item.category_id) for item in voucher.items)
    return there == ours and (
        read.voucher_number,
        read.voucher_date,
        read.type,
        read.total_gross_amount,
        read.total_tax_amount,
    ) == (voucher.number, voucher.issued_on, voucher.kind.value, voucher.gross.amount, voucher.tax.amount)


def refusal(error: FixTheData) -> Problem:
    """What Lexware complains about, in German, with its own names and codes for support."""
    names = [FIELD_NAMES.get(issue.field.rsplit(".", 1)[-1], issue.field) for issue in error.issues]
    about = ", ".join(dict.fromkeys(name for name in names if name)) or "ohne nähere Angabe"
    codes = "; ".join(str(issue) for issue in error.issues) or f"HTTP {error.status}"
    return Problem(
        "lexware_refused",
        f"Lexware nimmt den Beleg so nicht an: {about}. Bitte diese Angaben prüfen und erneut freigeben. ({codes})",
    )
