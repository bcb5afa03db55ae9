"""What Lexware would refuse anyway is refused before a request is spent, with Lexware's own names of the fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lexoffice.credit_notes import CreditNote
from lexoffice.delivery_notes import DeliveryNote
from lexoffice.errors import FixTheData
from lexoffice.invoices import Invoice
from lexoffice.order_confirmations import OrderConfirmation
from lexoffice.quotations import AlternativeLineItem, Quotation, QuotationLineItem
from lexoffice.sales_parts import (
    LineItem,
    SalesAddress,
    SalesTaxType,
    ShippingConditions,
    TaxConditions,
    TotalPrice,
    UnitPrice,
)
from lexoffice.wire import write_json

PRICE = UnitPrice(net_amount=Decimal("9.99"), tax_rate_percentage=Decimal(19))
LINE: dict[str, Any] = {"name": "Sensor", "quantity": Decimal(1), "unit_name": "Stück", "unit_price": PRICE}
COMMON: dict[str, Any] = {
    "voucher_date": date(2026, 3, 2),
    "address": SalesAddress(name="Nordlicht Messtechnik GmbH", country_code="DE"),
    "tax_conditions": TaxConditions(tax_type="net"),
}


def invoice(**changes: Any) -> Invoice:
    lines = {"line_items": (LineItem(**LINE),), "shipping_conditions": ShippingConditions()}
    return Invoice(**{**COMMON, **lines, **changes})


def with_line(**changes: Any) -> Invoice:
    return invoice(line_items=(LineItem(**{**LINE, **changes}),))


def with_price(tax_type: str = "net", **changes: Any) -> Invoice:
    price = UnitPrice(**{"net_amount": Decimal(1), "tax_rate_percentage": Decimal(19), **changes})
    return with_line(unit_price=price).replaced(tax_conditions=TaxConditions(tax_type=tax_type))


def period(**days: date) -> Invoice:
    return invoice(shipping_conditions=ShippingConditions(shipping_type="serviceperiod", **days))


REFUSED = [
    (invoice(line_items=()), "lineItems", "NOTNULL"),
    (invoice(line_items=(LineItem(**LINE),) * 301), "lineItems", "SIZE"),
    (invoice(title="x" * 26), "title", "SIZE"),
    (invoice(introduction="x" * 2001), "introduction", "SIZE"),
    (invoice(remark="x" * 2001), "remark", "SIZE"),
    (invoice(address=SalesAddress(name="Ohne Land")), "address.countryCode", "NOTNULL"),
    (invoice(address=SalesAddress(country_code="DE")), "address.name", "NOTNULL"),
    (with_line(id="5a1f8f50"), "lineItems[0].id", "INVALID"),
    (with_line(type="text", id="5a1f8f50"), "lineItems[0].id", "INVALID"),
    (with_line(type="material"), "lineItems[0].id", "NOTNULL"),
    (with_line(type="service"), "lineItems[0].id", "NOTNULL"),
    (with_line(name=None), "lineItems[0].name", "NOTNULL"),
    (with_line(quantity=None), "lineItems[0].quantity", "NOTNULL"),
    (with_line(unit_name=None), "lineItems[0].unitName", "NOTNULL"),
    (with_line(unit_price=None), "lineItems[0].unitPrice", "NOTNULL"),
    (invoice(line_items=(LineItem(type="text"),)), "lineItems[0].name", "NOTNULL"),
    (with_line(name="x" * 256), "lineItems[0].name", "SIZE"),
    (with_line(description="x" * 2001), "lineItems[0].description", "SIZE"),
    (with_line(quantity=Decimal("1.00001")), "lineItems[0].quantity", "DIGITS"),
    (with_line(discount_percentage=Decimal("1.125")), "lineItems[0].discountPercentage", "DIGITS"),
    (with_price(net_amount=Decimal("0.00001")), "lineItems[0].unitPrice.netAmount", "DIGITS"),
    (with_price("gross"), "lineItems[0].unitPrice.grossAmount", "NOTNULL"),
    (with_price(currency="CHF"), "lineItems[0].unitPrice.currency", "INVALID"),
    (with_price("vatfree"), "lineItems[0].unitPrice.taxRatePercentage", "INVALID"),
    (invoice(total_price=TotalPrice(currency="USD")), "totalPrice.currency", "INVALID"),
    (
        invoice(total_price=TotalPrice(total_discount_absolute=Decimal("0.125"))),
        "totalPrice.totalDiscountAbsolute",
        "DIGITS",
    ),
    (
        invoice(
            total_price=TotalPrice(total_discount_absolute=Decimal(1), total_discount_percentage=Decimal(1)),
        ),
        "totalPrice",
        "INVALID",
    ),
    (
        invoice(shipping_conditions=ShippingConditions(shipping_type="service")),
        "shippingConditions.shippingDate",
        "NOTNULL",
    ),
    (period(shipping_date=date(2026, 3, 29)), "shippingConditions.shippingEndDate", "NOTNULL"),
    (
        period(shipping_date=date(2026, 3, 30), shipping_end_date=date(2026, 3, 29)),
        "shippingConditions.shippingEndDate",
        "INVALID",
    ),
]


@pytest.mark.parametrize(("document", "field", "code"), REFUSED, ids=[f"{row[1]} {row[2]}" for row in REFUSED])
def test_what_lexware_would_refuse_is_refused_without_a_request(lexware, sandbox, document, field, code):
    with pytest.raises(FixTheData) as refusal:
        lexware.invoices.create(document)
    assert refusal.value.concerns(field, code)
    assert len(refusal.value.issues) == 1
    assert refusal.value.status is None
    assert "was not sent" in str(refusal.value)
    assert not sandbox.requests()


@pytest.mark.parametrize("tax_type", sorted(set(SalesTaxType) - {"net", "gross", "vatfree"}))
def test_every_reason_for_no_tax_but_one_needs_a_contact(lexware, tax_type):
    free = UnitPrice(net_amount=Decimal(1), tax_rate_percentage=Decimal(0))
    document = with_line(unit_price=free).replaced(tax_conditions=TaxConditions(tax_type=tax_type))
    with pytest.raises(FixTheData) as refusal:
        lexware.invoices.create(document)
    assert [(issue.field, issue.code) for issue in refusal.value.issues] == [("address.contactId", "NOTNULL")]


def test_all_faults_are_named_at_once_and_none_of_the_words(lexware):
    document = invoice(title="Vertraulich " * 3, line_items=(LineItem(**LINE), LineItem(type="text", id="1", name="x")))
    with pytest.raises(FixTheData) as refusal:
        lexware.invoices.create(document)
    assert [issue.field for issue in refusal.value.issues] == ["title", "lineItems[1].id"]
    assert "höchstens 25 Zeichen" in refusal.value.message
    assert "Vertraulich" not in refusal.value.message + str(refusal.value)


def test_alternatives_are_looked_at_like_lines(lexware):
    alternative = AlternativeLineItem(**{**LINE, "quantity": None})
    line = QuotationLineItem(**LINE, sub_items=(AlternativeLineItem(**LINE), alternative))
    with pytest.raises(FixTheData) as refusal:
        lexware.quotations.create(Quotation(**COMMON, line_items=(line,), expiration_date=date(2026, 4, 2)))
    assert refusal.value.concerns("lineItems[0].subItems[1].quantity", "NOTNULL")


def test_a_discount_on_a_line_that_lexware_would_drop_without_a_word_is_refused(lexware, sandbox):
    discounted = LineItem(**LINE, discount_percentage=Decimal(10))
    with pytest.raises(FixTheData) as refusal:
        lexware.credit_notes.create(CreditNote(**COMMON, line_items=(discounted,)))
    assert refusal.value.concerns("lineItems[0].discountPercentage", "INVALID")
    assert not sandbox.requests()


def test_the_lines_of_an_invoice_can_be_credited_as_they_were_read(lexware):
    read = lexware.invoices.get(lexware.invoices.create(invoice(), finalize=True).id)
    assert read.line_items[0].discount_percentage in (None, 0)
    lines = tuple(line.replaced(discount_percentage=Decimal(0)) for line in read.line_items)
    created = lexware.credit_notes.create(CreditNote(**COMMON, line_items=lines), preceding=read.id)
    assert lexware.credit_notes.get(created.id).total_price == read.total_price


CHOICES = [{"optional": True}, {"sub_items": (AlternativeLineItem(**LINE),)}]


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", ["invoices", "order_confirmations", "delivery_notes", "credit_notes"])
def test_a_line_that_the_customer_has_not_chosen_does_not_get_into_an_invoice(lexware, sandbox, name, choice):
    shipping = {} if name == "credit_notes" else {"shipping_conditions": ShippingConditions()}
    record = {"invoices": Invoice, "order_confirmations": OrderConfirmation, "delivery_notes": DeliveryNote}
    lines = (QuotationLineItem(**LINE, **choice),)
    with pytest.raises(FixTheData) as refusal:
        getattr(lexware, name).create(record.get(name, CreditNote)(**COMMON, **shipping, line_items=lines))
    assert refusal.value.concerns("lineItems[0].optional", "INVALID")
    assert not sandbox.requests()


def test_the_lines_of_a_quotation_go_into_the_invoice_as_they_were_read(lexware):
    offered = Quotation(**COMMON, line_items=(QuotationLineItem(**LINE),), expiration_date=date(2026, 4, 2))
    read = lexware.quotations.get(lexware.quotations.create(offered, finalize=True).id)
    created = lexware.invoices.create(invoice(line_items=read.line_items), preceding=read.id)
    assert lexware.invoices.get(created.id).total_price == read.total_price


def test_delivery_terms_have_a_limit_too(lexware):
    parts = {"line_items": (LineItem(**LINE),), "shipping_conditions": ShippingConditions()}
    for resource, record in ((lexware.order_confirmations, OrderConfirmation), (lexware.delivery_notes, DeliveryNote)):
        with pytest.raises(FixTheData) as refusal:
            resource.create(record(**COMMON, **parts, delivery_terms="x" * 256))
        assert refusal.value.concerns("deliveryTerms", "SIZE")


LIMITS = [
    invoice(line_items=(LineItem(**LINE),) * 300, title="x" * 25, introduction="x" * 2000, remark="ß" * 2000),
    with_line(name="x" * 255, description="x" * 2000, quantity=Decimal("1.2345")),
    with_price(net_amount=Decimal("0.00010")),
    with_price("vatfree", tax_rate_percentage=Decimal(0)),
    with_line(discount_percentage=Decimal("12.50")),
    invoice(line_items=(LineItem(**LINE), LineItem(type="text", description="nur Text"))),
    period(shipping_date=date(2026, 3, 29), shipping_end_date=date(2026, 3, 29)),
    invoice(total_price=TotalPrice(total_discount_percentage=Decimal("2.5"))),
]


@pytest.mark.parametrize("document", LIMITS)
def test_what_stays_within_the_limits_is_sent_and_taken(lexware, document):
    created = lexware.invoices.create(document)
    assert lexware.invoices.get(created.id).voucher_status == "draft"


def test_a_delivery_note_needs_no_price(lexware):
    note = DeliveryNote(
        **COMMON, line_items=(LineItem(**{**LINE, "unit_price": None}),), shipping_conditions=ShippingConditions()
    )
    assert lexware.delivery_notes.get(lexware.delivery_notes.create(note).id).line_items[0].unit_price is None


@pytest.mark.parametrize(("document", "field", "code"), REFUSED, ids=[f"{row[1]} {row[2]}" for row in REFUSED])
def test_the_same_document_is_refused_by_the_server_as_well(sandbox, document, field, code):
    answer = sandbox.raw(
        "POST", "/v1/invoices", content=write_json(document.to_post()), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 406
    assert (field, code) in [(detail["field"], detail["violation"]) for detail in answer.json()["details"]]
