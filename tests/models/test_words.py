"""Small rules among the words of the domain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.documents import BOOKABLE, DocumentKind
from models.money import Money
from models.vouchers import TaxLine, Voucher, VoucherItem, VoucherKind


@pytest.mark.parametrize(
    ("base", "rate", "tax", "adds_up"),
    [
        ("100.00", "19", "19.00", True),
        ("100.00", "19", "19.01", True),  # rounded by line
        ("100.00", "19", "19.02", False),
        ("0.50", "7", "0.04", True),
        ("-100.00", "19", "-19.00", True),
        ("100.00", "0", "0.00", True),
    ],
)
def test_a_tax_line_adds_up_to_the_cent_or_one_beside(base: str, rate: str, tax: str, adds_up: bool) -> None:
    line = TaxLine(Decimal(rate), Decimal(base), Decimal(tax))
    assert line.adds_up() is adds_up
    assert line.gross == Decimal(base) + Decimal(tax)


def test_a_vouchers_totals_are_the_sums_of_its_items() -> None:
    items = tuple(
        VoucherItem(Money(Decimal(gross)), Money(Decimal(tax)), Decimal(rate), "c")
        for gross, tax, rate in [("119.00", "19.00", 19), ("10.70", "0.70", 7)]
    )
    voucher = Voucher(VoucherKind.PURCHASE_INVOICE, "RE-1", date(2026, 3, 2), None, "Öhler", items)
    assert (voucher.gross, voucher.tax) == (Money(Decimal("129.70")), Money(Decimal("19.70")))


def test_only_invoices_credit_notes_and_receipts_are_booked() -> None:
    assert set(DocumentKind) - BOOKABLE >= {DocumentKind.DELIVERY_NOTE, DocumentKind.DUNNING, DocumentKind.OFFER}
    assert len(BOOKABLE) == 3
