"""What can be created and changed. Each test says what it sends; what Lexware can delete again is deleted.

Everything made bears a name beginning with "Kontorist Vertrag", so a person finds it in the test account. The upload has
always the same bytes, which Lexware knows by their checksum: however often the suite runs, there is one of it.
"""

from __future__ import annotations

import io
import uuid
from datetime import datetime
from decimal import Decimal

import pytest
from reportlab.pdfgen.canvas import Canvas

from lexoffice.articles import Article, ArticlePrice, ArticleType, LeadingPrice
from lexoffice.contacts import Address, Addresses, Company, Contact, Role, Roles
from lexoffice.errors import Conflict, FixTheData, NotFound, StillADraft
from lexoffice.invoices import Invoice
from lexoffice.sales_parts import (
    LineItem,
    PaymentConditions,
    SalesAddress,
    ShippingConditions,
    ShippingType,
    TaxConditions,
    TotalPrice,
    UnitPrice,
)
from lexoffice.sales_totals import differences, predicted
from lexoffice.tax import item, totals
from lexoffice.vouchers import Voucher, VoucherStatus, VoucherType
from lexoffice.wire import BERLIN

NAME = "Kontorist Vertragsprüfung GmbH"
OFFICE = "16d04a21-fd91-11e1-a21f-0800200c9a66"
TODAY = datetime.now(BERLIN).date()


def company(lexware):
    """The customer and vendor of this suite, made once in the life of a test account."""
    known = lexware.contacts.named(NAME)
    if known:
        return known[0]
    contact = Contact(
        roles=Roles(customer=Role(), vendor=Role()),
        company=Company(name=NAME),
        addresses=Addresses(billing=(Address(street="Am Deich 4", zip="26721", city="Emden", country_code="DE"),)),
    )
    return lexware.contacts.get(lexware.contacts.create(contact).id)


def a_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.drawString(72, 720, "Kontorist Vertragspruefung, kein Beleg")
    canvas.save()
    return target.getvalue()


@pytest.mark.creates({"POST /v1/contacts": 1, "PUT /v1/contacts/{id}": 2})
def test_a_contact_is_made_changed_and_guarded_by_its_version(lexware):
    contact = company(lexware)
    assert contact.roles.customer.number >= 10000
    assert contact.roles.vendor.number >= 10000
    result = lexware.contacts.update(contact.replaced(note=f"geprüft am {TODAY.isoformat()} {uuid.uuid4()}"))
    assert result.version > contact.version
    with pytest.raises(Conflict):
        lexware.contacts.update(contact.replaced(note="veraltet"))


@pytest.mark.creates({"POST /v1/contacts": 1})
def test_a_contact_without_role_is_refused_with_its_field(lexware):
    with pytest.raises(FixTheData) as refused:
        lexware.contacts.create(Contact(roles=Roles(), company=Company(name=NAME)))
    assert any(issue.code == "missing_entity" for issue in refused.value.issues)


@pytest.mark.creates({"POST /v1/articles": 1, "PUT /v1/articles/{id}": 2, "DELETE /v1/articles/{id}": 2})
def test_an_article_is_made_changed_and_deleted(lexware):
    price = ArticlePrice(leading_price=LeadingPrice.NET, net_price=Decimal("9.99"), tax_rate=Decimal(19))
    made = lexware.articles.create(
        Article(title="Kontorist Vertrag: Bohrer", type=ArticleType.PRODUCT, unit_name="Stück", price=price)
    )
    try:
        article = lexware.articles.get(made.id)
        assert article.price.gross_price == Decimal("11.89")
        lexware.articles.update(article.replaced(note="geändert"))
        with pytest.raises(Conflict):
            lexware.articles.update(article)
    finally:
        lexware.articles.delete(made.id)
    with pytest.raises(NotFound):
        lexware.articles.get(made.id)
    lexware.articles.delete(made.id)


@pytest.mark.creates({"POST /v1/contacts": 1, "POST /v1/vouchers": 1, "PUT /v1/vouchers/{id}": 2})
def test_a_voucher_is_booked_changed_and_guarded_by_its_version(lexware):
    rate = Decimal(0) if lexware.profile.get().vat_free else Decimal(19)
    line = item(Decimal("175.37"), rate, OFFICE)
    sums = totals([line])
    voucher = Voucher(
        type=VoucherType.PURCHASE_INVOICE,
        voucher_number=f"KV-{uuid.uuid4().hex[:8]}",
        voucher_date=TODAY,
        tax_type="gross",
        contact_id=company(lexware).id,
        use_collective_contact=False,
        remark="Kontorist Vertrag, kein echter Beleg",
        voucher_items=(line,),
        total_gross_amount=sums.gross,
        total_tax_amount=sums.tax,
    )
    made = lexware.vouchers.get(lexware.vouchers.create(voucher).id)
    assert made.voucher_status == VoucherStatus.OPEN
    assert (made.total_gross_amount, made.total_tax_amount) == (sums.gross, sums.tax)
    assert (made.voucher_date, made.due_date) == (TODAY, TODAY)
    [row] = lexware.voucherlist.by_number(voucher.voucher_number.lower())
    assert (row.id, row.total_amount, row.open_amount) == (made.id, sums.gross, sums.gross)
    payment = lexware.payments.get(made.id)
    assert (payment.open_amount, payment.payment_status) == (sums.gross, "openExpense")
    lexware.vouchers.update(made.replaced(remark="Kontorist Vertrag, geändert"))
    with pytest.raises(Conflict):
        lexware.vouchers.update(made)


@pytest.mark.creates({"POST /v1/vouchers": 1})
def test_a_total_one_cent_off_is_refused_with_its_field(lexware):
    line = item(Decimal("100.00"), Decimal(0), OFFICE)
    voucher = Voucher(
        type=VoucherType.PURCHASE_INVOICE,
        voucher_number="KV-falsch",
        voucher_date=TODAY,
        tax_type="gross",
        use_collective_contact=True,
        voucher_items=(line,),
        total_gross_amount=Decimal("100.01"),
        total_tax_amount=Decimal("0.00"),
    )
    with pytest.raises(FixTheData) as refused:
        lexware.vouchers.create(voucher)
    assert refused.value.concerns("totalGrossAmount")


@pytest.mark.creates({"POST /v1/files": 2})
def test_an_upload_is_known_again_by_its_bytes(lexware):
    first = lexware.files.upload(a_pdf(), "kontorist-vertrag.pdf")
    again = lexware.files.upload(a_pdf(), "anderer-name.pdf")
    assert (first.id, first.voucher_id) == (again.id, again.voucher_id)
    assert first.id in lexware.vouchers.wait_until_read(first.voucher_id).files
    assert lexware.files.download(first.id).content == a_pdf()


@pytest.mark.creates({"POST /v1/files": 1})
def test_an_upload_of_another_kind_is_refused(lexware):
    with pytest.raises(FixTheData) as refused:
        lexware.files.upload(b"GIF89a", "bild.gif")
    assert any(issue.code == "inacceptable_file_extension" for issue in refused.value.issues)


def an_invoice(lexware) -> Invoice:
    """Two rates and a discounted line, so that the column method shows."""
    vat_free = lexware.profile.get().vat_free
    full, reduced = (Decimal(0), Decimal(0)) if vat_free else (Decimal(19), Decimal(7))

    def line(name: str, quantity: str, price: str, rate: Decimal, discount: str | None = None) -> LineItem:
        return LineItem(
            name=name,
            quantity=Decimal(quantity),
            unit_name="Stück",
            unit_price=UnitPrice(net_amount=Decimal(price), tax_rate_percentage=rate),
            discount_percentage=Decimal(discount) if discount else None,
        )

    return Invoice(
        voucher_date=TODAY,
        address=SalesAddress(contact_id=company(lexware).id),
        line_items=(
            line("Kontorist Vertrag: Kalibrierung", "2.5", "33.3333", full),
            line("Kontorist Vertrag: Handbuch", "3", "19.99", reduced, "5"),
        ),
        total_price=TotalPrice(currency="EUR"),
        tax_conditions=TaxConditions(tax_type="vatfree" if vat_free else "net"),
        payment_conditions=PaymentConditions(payment_term_label="14 Tage netto", payment_term_duration=14),
        shipping_conditions=ShippingConditions(shipping_type=ShippingType.SERVICE, shipping_date=TODAY),
        introduction="Kontorist Vertrag, kein echter Beleg",
    )


@pytest.mark.creates({"POST /v1/contacts": 1, "POST /v1/invoices": 1})
def test_a_draft_invoice_has_the_totals_that_we_predicted_and_no_file(lexware):
    invoice = an_invoice(lexware)
    made = lexware.invoices.get(lexware.invoices.create(invoice).id)
    assert made.voucher_status == "draft"
    assert made.voucher_number
    assert made.due_date is None
    assert differences(predicted(invoice.to_wire()), made.to_wire()) == ()
    with pytest.raises(StillADraft):
        lexware.invoices.file(made.id)
    assert lexware.payments.get(made.id) is None
    for other in (lexware.quotations, lexware.credit_notes):
        with pytest.raises(NotFound):
            other.get(made.id)


@pytest.mark.creates({"POST /v1/invoices": 1})
def test_an_invoice_without_shipping_conditions_is_refused(target):
    body = {
        "voucherDate": f"{TODAY.isoformat()}T00:00:00.000+01:00",
        "address": {"name": "Kontorist Vertrag", "countryCode": "DE"},
        "lineItems": [],
        "totalPrice": {"currency": "EUR"},
        "taxConditions": {"taxType": "net"},
    }
    answer = target.raw("POST", "/v1/invoices", json=body)
    assert answer.status_code == 406
    assert answer.json()["status"] == 406


@pytest.mark.creates({"POST /v1/dunnings": 1})
def test_a_dunning_needs_its_invoice(target):
    assert target.raw("POST", "/v1/dunnings", json={}).status_code in (400, 406)


@pytest.mark.creates({"POST /v1/event-subscriptions": 1})
def test_a_subscription_to_an_address_that_nobody_answers_is_refused(lexware):
    with pytest.raises(FixTheData):
        lexware.event_subscriptions.create("invoice.created", "https://kontorist-vertrag.invalid/webhooks")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.creates({"PUT /v1/invoices/{id}": 1, "DELETE /v1/invoices/{id}": 1})
def test_sales_documents_cannot_be_changed_or_deleted(target, method):
    assert target.raw(method, f"/v1/invoices/{uuid.UUID(int=0)}", json={}).status_code in (403, 404, 405)
