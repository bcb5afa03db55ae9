"""From the quotation to the dunning, against the sandbox; and both sides agree on what may follow what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from lexoffice.contacts import Address, Addresses, Company, Contact, Role, Roles
from lexoffice.credit_notes import CreditNote
from lexoffice.delivery_notes import DeliveryNote
from lexoffice.dunnings import Dunning
from lexoffice.errors import FixTheData, NotFound
from lexoffice.invoices import Invoice
from lexoffice.order_confirmations import OrderConfirmation
from lexoffice.quotations import AlternativeLineItem, Quotation, QuotationLineItem
from lexoffice.sales import SalesDocument, SalesKind
from lexoffice.sales_chain import may_follow, may_follow_document
from lexoffice.sales_parts import (
    LineItem,
    PaymentConditions,
    SalesAddress,
    ShippingConditions,
    TaxConditions,
    UnitPrice,
)
from lexoffice.sales_totals import differences, predicted

DAY = date(2026, 3, 2)
PRICE = UnitPrice(net_amount=Decimal("150.5555"), tax_rate_percentage=Decimal(19))
LINE: dict[str, Any] = {"name": "Kalibrierung", "quantity": Decimal(2), "unit_name": "Stück", "unit_price": PRICE}
RESOURCES = {
    SalesKind.QUOTATION: "quotations",
    SalesKind.ORDER_CONFIRMATION: "order_confirmations",
    SalesKind.DELIVERY_NOTE: "delivery_notes",
    SalesKind.INVOICE: "invoices",
    SalesKind.CREDIT_NOTE: "credit_notes",
    SalesKind.DUNNING: "dunnings",
    SalesKind.DOWN_PAYMENT_INVOICE: "down_payment_invoices",
}
RECORDS: dict[SalesKind, type[SalesDocument]] = {
    SalesKind.QUOTATION: Quotation,
    SalesKind.ORDER_CONFIRMATION: OrderConfirmation,
    SalesKind.DELIVERY_NOTE: DeliveryNote,
    SalesKind.INVOICE: Invoice,
    SalesKind.CREDIT_NOTE: CreditNote,
    SalesKind.DUNNING: Dunning,
}


@pytest.fixture
def contact_id(lexware: Any) -> str:
    address = Address(street="Am Deich 4", zip="26721", city="Emden", country_code="DE")
    company = Company(name="Nordlicht Messtechnik GmbH")
    contact = Contact(roles=Roles(customer=Role()), company=company, addresses=Addresses(billing=(address,)))
    created: str = lexware.contacts.create(contact).id
    return created


def document(kind: SalesKind, contact_id: str, **changes: Any) -> Any:
    """A document of the kind, with just what it needs."""
    fields: dict[str, Any] = {
        "voucher_date": DAY,
        "address": SalesAddress(contact_id=contact_id),
        "tax_conditions": TaxConditions(tax_type="net"),
        "line_items": ((QuotationLineItem if kind is SalesKind.QUOTATION else LineItem)(**LINE),),
    }
    if kind is SalesKind.QUOTATION:
        fields["expiration_date"] = DAY + timedelta(days=30)
    elif kind is not SalesKind.CREDIT_NOTE:
        fields["shipping_conditions"] = ShippingConditions()
    return RECORDS[kind](**fields | changes)


def resource(lexware: Any, kind: SalesKind) -> Any:
    return getattr(lexware, RESOURCES[kind])


def test_a_chain_from_the_quotation_to_the_dunning(lexware, contact_id):
    kinds = [SalesKind.QUOTATION, SalesKind.ORDER_CONFIRMATION, SalesKind.DELIVERY_NOTE, SalesKind.INVOICE]
    before = None
    for kind in kinds:
        follows = {"preceding": before.id} if before is not None else {}
        created = resource(lexware, kind).create(document(kind, contact_id), finalize=True, **follows)
        read = resource(lexware, kind).get(created.id)
        assert (read.voucher_status, read.kind, read.voucher_date) == ("open", kind, DAY)
        if before is not None:
            assert before.id in [related.id for related in read.related_vouchers]
        before = read
    dunned = lexware.dunnings.create(document(SalesKind.DUNNING, contact_id, title="Mahnung"), preceding=before.id)
    dunning = lexware.dunnings.get(dunned.id)
    assert (dunning.voucher_status, dunning.voucher_number, dunning.title) == ("draft", None, "Mahnung")
    credited = lexware.credit_notes.create(
        document(SalesKind.CREDIT_NOTE, contact_id), finalize=True, preceding=before.id
    )
    assert lexware.credit_notes.get(credited.id).voucher_status == "paidoff"


def test_what_lexware_adds_is_read(lexware, contact_id):
    wanted = document(
        SalesKind.INVOICE,
        contact_id,
        payment_conditions=PaymentConditions(payment_term_label="x", payment_term_duration=30),
    )
    read = lexware.invoices.get(lexware.invoices.create(wanted, finalize=True).id)
    assert read.due_date == date(2026, 4, 1)
    assert (read.address.name, read.address.city) == ("Nordlicht Messtechnik GmbH", "Emden")
    assert read.line_items[0].line_item_amount == Decimal("301.11")
    assert read.line_items[0].unit_price.gross_amount == Decimal("179.161")
    assert [(row.tax_rate_percentage, row.net_amount, row.tax_amount) for row in read.tax_amounts] == [
        (Decimal(19), Decimal("301.11"), Decimal("57.21"))
    ]
    assert read.total_price.total_gross_amount == Decimal("358.32")
    assert read.voucher_number.startswith("RE")
    [row] = lexware.voucherlist.rows()
    assert (row.id, row.total_amount, row.contact_id) == (read.id, Decimal("358.32"), contact_id)


def test_a_draft_is_made_anew_and_open(lexware, contact_id):
    draft = lexware.invoices.get(lexware.invoices.create(document(SalesKind.INVOICE, contact_id)).id)
    assert (draft.voucher_status, draft.due_date) == ("draft", None)
    again = lexware.invoices.get(lexware.invoices.create(draft, finalize=True).id)
    assert again.voucher_status == "open"
    assert again.id != draft.id
    assert again.total_price == draft.total_price


@pytest.mark.parametrize("kind", RECORDS)
def test_the_id_of_one_kind_is_unknown_to_all_others(lexware, contact_id, kind):
    invoice = lexware.invoices.create(document(SalesKind.INVOICE, contact_id), finalize=True)
    follows = {"preceding": invoice.id} if kind is SalesKind.DUNNING else {}
    created = resource(lexware, kind).create(document(kind, contact_id), **follows)
    for other in set(RECORDS) - {kind}:
        with pytest.raises(NotFound):
            resource(lexware, other).get(created.id)


STATES = {
    SalesKind.QUOTATION: ["draft", "open", "accepted", "rejected"],
    SalesKind.ORDER_CONFIRMATION: ["draft", "open"],
    SalesKind.DELIVERY_NOTE: ["draft", "open"],
    SalesKind.INVOICE: ["draft", "open", "paid", "voided"],
    SalesKind.DOWN_PAYMENT_INVOICE: ["draft", "open", "paid", "voided"],
    SalesKind.CREDIT_NOTE: ["draft", "open", "paidoff", "voided"],
    SalesKind.DUNNING: ["draft"],
}
PAIRS = [
    (kind, before, state)
    for kind, before in product(set(RECORDS) - {SalesKind.QUOTATION}, STATES)
    for state in STATES[before]
]


def put_in(sandbox: Any, kind: SalesKind, contact_id: str, **fields: Any) -> str:
    """A document in a state that only the web application gives."""
    document_id = "0d1f0f8e-0000-4000-8000-000000000001"
    price = {"currency": "EUR", "netAmount": 100, "grossAmount": 119, "taxRatePercentage": 19}
    line = {
        "type": "custom",
        "name": "x",
        "quantity": 1,
        "unitName": "Stück",
        "unitPrice": price,
        "lineItemAmount": 100,
    }
    total = {"currency": "EUR", "totalNetAmount": 100, "totalGrossAmount": 119, "totalTaxAmount": 19}
    body = {
        "id": document_id,
        "voucherNumber": "X0001",
        "voucherDate": "2026-03-02T00:00:00.000+01:00",
        "expirationDate": "2026-04-02T00:00:00.000+02:00",
        "address": {"contactId": contact_id, "name": "Nordlicht Messtechnik GmbH"},
        "lineItems": [line],
        "totalPrice": total,
        "taxConditions": {"taxType": "net"},
        "shippingConditions": {"shippingType": "none"},
    }
    sandbox.control(f"records/{kind}", [{**body, **fields}])
    return document_id


@pytest.mark.parametrize(("kind", "before", "state"), sorted(PAIRS))
def test_the_client_says_may_where_the_server_says_yes(lexware, sandbox, contact_id, kind, before, state):
    preceding = put_in(sandbox, before, contact_id, voucherStatus=state)
    assert may_follow_document(kind, resource(lexware, before).get(preceding)) is may_follow(kind, before, state)
    try:
        resource(lexware, kind).create(document(kind, contact_id), preceding=preceding)
    except FixTheData as refusal:
        assert refusal.concerns("precedingSalesVoucherId")
        assert not may_follow(kind, before, state)
    else:
        assert may_follow(kind, before, state)


def test_a_paid_invoice_gets_its_credit_note_only_where_the_account_lets_it(lexware, sandbox, contact_id):
    sandbox.switch(credit_note_after_payment=False)
    paid = put_in(sandbox, SalesKind.INVOICE, contact_id, voucherStatus="paid")
    with pytest.raises(FixTheData) as refusal:
        lexware.credit_notes.create(document(SalesKind.CREDIT_NOTE, contact_id), preceding=paid)
    assert refusal.value.status == 406
    sandbox.switch(credit_note_after_payment=True)
    assert lexware.credit_notes.create(document(SalesKind.CREDIT_NOTE, contact_id), preceding=paid).id


def test_both_sides_refuse_what_only_the_content_forbids(lexware, sandbox, contact_id):
    closing = put_in(sandbox, SalesKind.INVOICE, contact_id, closingInvoice=True)
    assert not may_follow_document(SalesKind.CREDIT_NOTE, lexware.invoices.get(closing))
    with pytest.raises(FixTheData):
        lexware.credit_notes.create(document(SalesKind.CREDIT_NOTE, contact_id), preceding=closing)
    choice = QuotationLineItem(**LINE, sub_items=(AlternativeLineItem(**LINE),))
    offered = document(SalesKind.QUOTATION, contact_id, line_items=(QuotationLineItem(**LINE), choice))
    quotation = lexware.quotations.get(lexware.quotations.create(offered, finalize=True).id)
    assert quotation.line_items[1].sub_items[0].alternative
    assert not may_follow_document(SalesKind.INVOICE, quotation)
    with pytest.raises(FixTheData):
        lexware.invoices.create(document(SalesKind.INVOICE, contact_id), preceding=quotation.id)


def test_down_payment_invoices_are_read(lexware, sandbox, contact_id):
    read = lexware.down_payment_invoices.get(put_in(sandbox, SalesKind.DOWN_PAYMENT_INVOICE, contact_id))
    assert (read.kind, read.voucher_number, read.closing_invoice_id) == (SalesKind.DOWN_PAYMENT_INVOICE, "X0001", None)


@pytest.mark.parametrize("text", ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"])
def test_days_around_the_changes_of_the_clocks_come_back_as_they_were_sent(lexware, contact_id, text):
    day = date.fromisoformat(text)
    wanted = document(
        SalesKind.INVOICE,
        contact_id,
        voucher_date=day,
        shipping_conditions=ShippingConditions(
            shipping_type="serviceperiod", shipping_date=day - timedelta(days=1), shipping_end_date=day
        ),
        payment_conditions=PaymentConditions(payment_term_label="x", payment_term_duration=1),
    )
    read = lexware.invoices.get(lexware.invoices.create(wanted, finalize=True).id)
    shipping = read.shipping_conditions
    assert (read.voucher_date, shipping.shipping_date, shipping.shipping_end_date) == (
        day,
        day - timedelta(days=1),
        day,
    )
    assert read.due_date == day + timedelta(days=1)
    [row] = lexware.voucherlist.rows()
    assert row.voucher_date == day


@pytest.mark.parametrize("tax_type", ["net", "gross"])
def test_the_totals_are_those_that_were_predicted(lexware, contact_id, tax_type):
    prices = [("150.5555", 19, "2"), ("0.3333", 7, "17.25"), ("12.99", 0, "1")]
    side = "gross_amount" if tax_type == "gross" else "net_amount"
    lines = [
        LineItem(
            **{**LINE, "quantity": Decimal(quantity), "discount_percentage": Decimal("2.5")},
        ).replaced(unit_price=UnitPrice(**{side: Decimal(price)}, tax_rate_percentage=Decimal(rate)))
        for price, rate, quantity in prices
    ]
    wanted = document(
        SalesKind.INVOICE, contact_id, line_items=tuple(lines), tax_conditions=TaxConditions(tax_type=tax_type)
    )
    read = lexware.invoices.get(lexware.invoices.create(wanted).id)
    assert differences(predicted(wanted.to_post()), read.to_wire()) == ()
