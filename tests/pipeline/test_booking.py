"""From values to a voucher that Lexware accepts to the cent, or a German list of what is missing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice.posting_categories import PostingCategory
from lexoffice.tax import VOUCHER_RATES
from models.documents import Medium
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.money import cents
from models.vouchers import TaxLine, VoucherKind
from pipeline.booking import LONGEST_REMARK, Booking, book
from pipeline.values import Current, Decided, merge

Now = Callable[..., Current]


def booked(now: Current, categories: list[PostingCategory]) -> Booking:
    return book(now, categories, order="B-1", reference="Kontorist 7")


def line(rate: str, base: str, tax: str) -> TaxLine:
    return TaxLine(Decimal(rate), Decimal(base), Decimal(tax))


def test_a_complete_invoice_is_booked_gross(now: Now, categories: list[PostingCategory]) -> None:
    booking = booked(now(), categories)
    assert booking.missing == ()
    assert booking.voucher is not None
    assert (booking.voucher.gross.amount, booking.voucher.tax.amount) == (Decimal("238.00"), Decimal("38.00"))
    assert booking.voucher.kind is VoucherKind.PURCHASE_INVOICE
    assert booking.voucher.remark == "Bestellung B-1 · Kontorist 7"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"document_number": None}, "Die Belegnummer fehlt."),
        ({"document_date": None}, "Das Belegdatum fehlt."),
        ({"supplier_name": None}, "Der Lieferant fehlt."),
        ({"gross_total": None}, "Der Bruttobetrag fehlt."),
        ({"category": None}, "Die Buchungskategorie fehlt."),
        ({"category": "Gibt es nicht"}, "gibt es in Lexware nicht"),
        ({"category": "Dienstleistungen"}, "gibt es in Lexware nicht"),  # an income category is none for a purchase
        ({"kind": "letter"}, "Nur Rechnungen, Gutschriften und Quittungen"),
        ({"currency": "USD"}, "lautet auf USD"),
        ({"gross_total": "0.00", "tax_breakdown": None}, "es gibt nichts zu buchen"),
        ({"gross_total": "-238.00"}, "Der Bruttobetrag ist negativ"),
        ({"tax_breakdown": None}, "Der Steuersatz fehlt"),
        ({"gross_total": "240.00"}, "Die Steuerzeilen ergeben 238,00 €, der Bruttobetrag ist 240,00 €"),
        ({"tax_breakdown": (line("20", "200.00", "40.00"),)}, "Den Steuersatz 20 % bucht Lexware nicht"),
        ({"tax_breakdown": (line("19", "220.00", "18.00"),)}, "passen bei 19 % nicht zusammen"),
        ({"category": "Zu prüfen"}, "erlaubt den Satz 19 % nicht"),
        ({"category": "Fremdleistungen §13b"}, "gilt für Belege ohne Umsatzsteuer"),
    ],
)
def test_what_is_missing_is_said_in_german(
    now: Now, categories: list[PostingCategory], changes: dict[str, object], sentence: str
) -> None:
    booking = booked(now(**changes), categories)
    assert booking.voucher is None
    assert any(sentence in missing for missing in booking.missing), booking.missing


def test_a_single_rate_follows_from_gross_and_net(now: Now, categories: list[PostingCategory]) -> None:
    booking = booked(now(tax_breakdown=None, gross_total="107.00", net_total="100.00"), categories)
    assert booking.voucher is not None
    assert [(item.rate, item.tax.amount) for item in booking.voucher.items] == [(Decimal(7), Decimal("7.00"))]


def test_a_single_rate_follows_from_gross_and_tax(now: Now, categories: list[PostingCategory]) -> None:
    booking = booked(now(tax_breakdown=None, gross_total="119.00", tax_total="19.00"), categories)
    assert booking.voucher is not None
    assert [item.rate for item in booking.voucher.items] == [Decimal(19)]


def test_a_reverse_charge_category_is_booked_with_19_percent_and_no_tax(
    now: Now, categories: list[PostingCategory]
) -> None:
    lines = (line("0", "500.00", "0.00"),)
    booking = booked(now(category="Fremdleistungen §13b", gross_total="500.00", tax_breakdown=lines), categories)
    assert booking.voucher is not None
    item = booking.voucher.items[0]
    assert (item.gross.amount, item.rate, item.tax.amount) == (Decimal("500.00"), Decimal(19), Decimal("0.00"))


def test_a_category_for_one_rate_refuses_two(now: Now, categories: list[PostingCategory]) -> None:
    lines = (line("19", "100.00", "19.00"), line("7", "100.00", "7.00"))
    booking = booked(now(category="Bewirtungskosten", gross_total="226.00", tax_breakdown=lines), categories)
    assert any("erlaubt nur einen Steuersatz" in missing for missing in booking.missing)


def test_lines_of_one_rate_become_one_item_and_free_lines_none(now: Now, categories: list[PostingCategory]) -> None:
    lines = (line("19", "100.00", "19.00"), line("19", "100.00", "19.00"), line("7", "0.00", "0.00"))
    booking = booked(now(tax_breakdown=lines), categories)
    assert booking.voucher is not None
    assert [(item.rate, item.gross.amount) for item in booking.voucher.items] == [(Decimal(19), Decimal("238.00"))]


def test_a_cent_between_lines_and_total_goes_to_the_largest_line(now: Now, categories: list[PostingCategory]) -> None:
    lines = (line("19", "200.00", "38.00"), line("7", "10.00", "0.70"))
    booking = booked(now(gross_total="248.72", tax_breakdown=lines), categories)
    assert booking.voucher is not None
    assert booking.voucher.gross.amount == Decimal("248.72")
    assert [item.gross.amount for item in booking.voucher.items] == [Decimal("238.02"), Decimal("10.70")]


def test_who_books_no_tax_needs_no_rates_and_still_a_total(now: Now, categories: list[PostingCategory]) -> None:
    untaxed = book(now(tax_breakdown=None), categories, order=None, reference="Kontorist 7", vat_free=True)
    assert untaxed.voucher is not None
    [item] = untaxed.voucher.items
    assert (item.gross.amount, item.tax.amount, item.rate) == (Decimal("238.00"), Decimal("0.00"), Decimal(0))
    without = book(now(gross_total=None), categories, order=None, reference="Kontorist 7", vat_free=True)
    assert "Ohne Bruttobetrag gibt es nichts zu buchen." in without.missing


def test_the_remark_stays_within_lexwares_length(now: Now, categories: list[PostingCategory]) -> None:
    booking = book(now(), categories, order="B" * 300, reference="Kontorist 7")
    assert booking.voucher is not None
    assert len(booking.voucher.remark) == LONGEST_REMARK


def test_a_decision_of_a_person_outweighs_the_proposal(
    proposal: Callable[..., Prediction], categories: list[PostingCategory]
) -> None:
    decided = [Decided("document_number", "A"), Decided("document_number", "B"), Decided("due_date", None)]
    booking = booked(merge(proposal(due_date="2026-03-30"), decided), categories)
    assert booking.voucher is not None
    assert (booking.voucher.number, booking.voucher.due_on) == ("B", None)


amounts = st.decimals(min_value="0.01", max_value="99999.99", places=2)


@given(st.dictionaries(st.sampled_from(VOUCHER_RATES), amounts, min_size=1))
def test_every_voucher_satisfies_lexwares_arithmetic_and_the_printed_total(bases: dict[Decimal, Decimal]) -> None:
    """REQ-C1: gross as printed, tax by the column method, for any mix of rates."""
    lines = tuple(TaxLine(rate, base, cents(base * rate / 100)) for rate, base in bases.items())
    gross = sum((entry.gross for entry in lines), Decimal(0))
    prediction = Prediction(
        kind=LabelPrediction("invoice", 0.99),
        direction=LabelPrediction("incoming", 0.99),
        category=LabelPrediction("Bürobedarf", 0.99),
        medium=Medium.BORN_DIGITAL,
        fields={
            FieldName(name): FieldPrediction(value, 0.99, Source.MODEL)
            for name, value in {
                "supplier_name": "Süd KG",
                "document_number": "1",
                "document_date": "2026-02-27",
                "gross_total": f"{gross}",
                "tax_breakdown": lines,
            }.items()
        },
    )
    voucher = booked(merge(prediction, []), [PostingCategory(id="c", name="Bürobedarf", type="outgo")]).voucher
    assert voucher is not None
    assert voucher.gross.amount == gross
    for item in voucher.items:
        assert item.tax.amount == cents(item.gross.amount * item.rate / (100 + item.rate))
    assert voucher.tax.amount == sum((item.tax.amount for item in voucher.items), Decimal(0))
