"""Sales documents as they are posted."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice.client import LexwareClient
from lexoffice.credit_notes import CreditNote
from lexoffice.delivery_notes import DeliveryNote
from lexoffice.dunnings import Dunning
from lexoffice.errors import AnswerNotUnderstood, OutcomeUnknown
from lexoffice.invoices import Invoice, XRechnung
from lexoffice.order_confirmations import OrderConfirmation
from lexoffice.payment_conditions import PaymentDiscount
from lexoffice.quotations import AlternativeLineItem, Quotation, QuotationLineItem
from lexoffice.sales_parts import (
    LineItem,
    PaymentConditions,
    SalesAddress,
    ShippingConditions,
    TaxConditions,
    TotalPrice,
    UnitPrice,
)
from lexoffice.wire import BERLIN, instant_text

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
BEFORE = "5a1f8f50-7b1c-4d0c-8a5e-1d5be1f3a001"
CONTACT = "7f0f6a7e-9b86-4a0c-8d53-0f6a3f7d9b11"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\.000\+0[12]:00")


def line(**changes: Any) -> LineItem:
    price = UnitPrice(net_amount=Decimal("150.00"), tax_rate_percentage=Decimal(19))
    return LineItem(
        **{"name": "Kalibrierung", "quantity": Decimal(2), "unit_name": "Stück", "unit_price": price, **changes}
    )


COMMON: dict[str, Any] = {
    "voucher_date": date(2026, 3, 2),
    "address": SalesAddress(contact_id=CONTACT),
    "tax_conditions": TaxConditions(tax_type="net"),
    "introduction": "Auftrag A-1188",
}
SHIPPING = ShippingConditions(shipping_type="service", shipping_date=date(2026, 3, 1))


def invoice(**changes: Any) -> Invoice:
    return Invoice(**{**COMMON, "line_items": (line(),), "shipping_conditions": SHIPPING, **changes})


DOCUMENTS = {
    "invoices": invoice(),
    "credit_notes": CreditNote(**COMMON, line_items=(line(),)),
    "order_confirmations": OrderConfirmation(**COMMON, line_items=(line(),), shipping_conditions=SHIPPING),
    "delivery_notes": DeliveryNote(**COMMON, line_items=(line(unit_price=None),), shipping_conditions=SHIPPING),
    "quotations": Quotation(
        **COMMON, line_items=(QuotationLineItem(**line().model_dump()),), expiration_date=date(2026, 4, 1)
    ),
    "dunnings": Dunning(**COMMON, line_items=(line(),), shipping_conditions=SHIPPING),
}
PATHS = {name: f"/v1/{name.replace('_', '-')}" for name in DOCUMENTS}


def create(client: LexwareClient, name: str, **parameters: Any) -> Any:
    needed = {"preceding": BEFORE} if name == "dunnings" else {}
    return getattr(client, name).create(DOCUMENTS[name], **needed, **parameters)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_kind_is_posted_to_its_own_address_and_answers_with_the_action_result(recorder, client, name):
    result = create(client, name)
    [request] = recorder.received
    assert (request.method, request.path) == ("POST", PATHS[name])
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == "Bearer key"
    assert (result.id, result.version) == (ID, 1)
    assert request.json["introduction"] == "Auftrag A-1188"


def test_the_body_of_an_invoice_is_the_example_of_the_notes(recorder, client):
    client.invoices.create(
        invoice(
            payment_conditions=PaymentConditions(
                payment_term_label="14 Tage netto",
                payment_term_duration=14,
                payment_discount_conditions=PaymentDiscount(discount_percentage=Decimal("2.50"), discount_range=7),
            ),
            total_price=TotalPrice(total_discount_percentage=Decimal("1.5")),
            remark="Vielen Dank.",
        )
    )
    assert recorder.received[0].json == {
        "voucherDate": "2026-03-02T00:00:00.000+01:00",
        "address": {"contactId": CONTACT},
        "lineItems": [
            {
                "type": "custom",
                "name": "Kalibrierung",
                "quantity": 2,
                "unitName": "Stück",
                "unitPrice": {"currency": "EUR", "netAmount": 150, "taxRatePercentage": 19},
            }
        ],
        "totalPrice": {"currency": "EUR", "totalDiscountPercentage": Decimal("1.5")},
        "taxConditions": {"taxType": "net"},
        "paymentConditions": {
            "paymentTermLabel": "14 Tage netto",
            "paymentTermDuration": 14,
            "paymentDiscountConditions": {"discountPercentage": Decimal("2.5"), "discountRange": 7},
        },
        "shippingConditions": {"shippingType": "service", "shippingDate": "2026-03-01T00:00:00.000+01:00"},
        "introduction": "Auftrag A-1188",
        "remark": "Vielen Dank.",
    }


@pytest.mark.parametrize("name", ["invoices", "credit_notes", "order_confirmations", "delivery_notes"])
def test_finalising_and_following_are_the_two_parameters_by_their_exact_names(recorder, client, name):
    create(client, name)
    create(client, name, finalize=True)
    create(client, name, preceding=BEFORE)
    create(client, name, finalize=True, preceding=BEFORE)
    assert [request.query for request in recorder.received] == [
        {},
        {"finalize": ["true"]},
        {"precedingSalesVoucherId": [BEFORE]},
        {"finalize": ["true"], "precedingSalesVoucherId": [BEFORE]},
    ]
    assert all(b"recedingSalesVoucher" not in request.body for request in recorder.received)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("invoices", {"finalized": True}),
        ("quotations", {"preceding": BEFORE}),
        ("dunnings", {"finalize": True}),
    ],
)
def test_a_parameter_that_lexware_would_ignore_without_a_word_does_not_exist(recorder, client, name, parameters):
    with pytest.raises(TypeError):
        create(client, name, **parameters)
    assert not recorder.received


def test_a_dunning_always_names_its_invoice(recorder, client):
    with pytest.raises(TypeError):
        client.dunnings.create(DOCUMENTS["dunnings"])
    create(client, "dunnings")
    assert [request.query for request in recorder.received] == [{"precedingSalesVoucherId": [BEFORE]}]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        # Summer time begins in the night to Sunday, 29 March 2026, and ends in the night to Sunday, 25 October 2026.
        (date(2026, 3, 28), "2026-03-28T00:00:00.000+01:00"),
        (date(2026, 3, 29), "2026-03-29T00:00:00.000+01:00"),
        (date(2026, 3, 30), "2026-03-30T00:00:00.000+02:00"),
        (date(2026, 10, 25), "2026-10-25T00:00:00.000+02:00"),
        (date(2026, 10, 26), "2026-10-26T00:00:00.000+01:00"),
        # An hour that does not exist is that day nevertheless.
        (datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN), "2026-03-29T00:00:00.000+01:00"),
        ("2026-03-29T02:30:00", "2026-03-29T00:00:00.000+01:00"),
        ("2026-03-28T23:30:00.000Z", "2026-03-29T00:00:00.000+01:00"),
    ],
)
def test_days_go_out_as_midnight_in_berlin_in_the_only_form_that_lexware_takes(recorder, client, day, text):
    period = ShippingConditions(shipping_type="deliveryperiod", shipping_date=day, shipping_end_date=day)
    client.invoices.create(invoice(voucher_date=day, shipping_conditions=period))
    body = recorder.received[0].json
    assert body["voucherDate"] == text
    assert body["shippingConditions"] == {
        "shippingType": "deliveryperiod",
        "shippingDate": text,
        "shippingEndDate": text,
    }


def test_an_instant_in_the_hour_that_does_not_exist_is_written_as_the_clocks_show_it():
    assert instant_text(datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN)) == "2026-03-29T03:30:00.000+02:00"
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert instant_text(twice) == "2026-10-25T02:30:00.000+02:00"
    assert instant_text(twice.replace(fold=1)) == "2026-10-25T02:30:00.000+01:00"


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_day_survives_the_way_there_and_back(day):
    sent = instant_text(invoice(voucher_date=day).to_wire()["voucherDate"])
    assert INSTANT.fullmatch(sent)
    assert Invoice.model_validate({**invoice().to_wire(), "voucherDate": sent}).voucher_date == day
    assert invoice(voucher_date=day).replaced(title="Rechnung").voucher_date == day


@pytest.mark.parametrize(
    ("tax_type", "sent"),
    [
        ("net", "netAmount"),
        ("gross", "grossAmount"),
        ("vatfree", "netAmount"),
        ("thirdPartyCountryService", "netAmount"),
    ],
)
def test_only_the_side_of_a_price_that_leads_is_sent(recorder, client, tax_type, sent):
    rate = Decimal(19 if tax_type in ("net", "gross") else 0)
    both = UnitPrice(net_amount=Decimal("10.5042"), gross_amount=Decimal("12.5"), tax_rate_percentage=rate)
    client.invoices.create(
        invoice(line_items=(line(unit_price=both),), tax_conditions=TaxConditions(tax_type=tax_type))
    )
    price = recorder.received[0].json["lineItems"][0]["unitPrice"]
    assert {"netAmount", "grossAmount"} & price.keys() == {sent}


def test_a_quotation_carries_options_alternatives_and_its_last_day(recorder, client):
    chosen = QuotationLineItem(
        **line().model_dump(), optional=True, sub_items=(AlternativeLineItem(**line(name="Größer").model_dump()),)
    )
    quotation = DOCUMENTS["quotations"].replaced(line_items=(chosen,), expiration_date=date(2026, 10, 25))
    client.quotations.create(quotation, finalize=True)
    body = recorder.received[0].json
    assert body["expirationDate"] == "2026-10-25T00:00:00.000+02:00"
    [sent] = body["lineItems"]
    assert sent["optional"] is True
    assert [(sub["name"], sub["alternative"]) for sub in sent["subItems"]] == [("Größer", True)]
    assert recorder.received[0].query == {"finalize": ["true"]}


def test_an_empty_leitweg_id_is_sent_because_it_forces_a_plain_invoice(recorder, client):
    client.invoices.create(invoice(x_rechnung=XRechnung(buyer_reference="")))
    assert recorder.received[0].json["xRechnung"] == {"buyerReference": ""}


def test_a_delivery_note_has_neither_sums_nor_prices(recorder, client):
    create(client, "delivery_notes")
    body = recorder.received[0].json
    assert "totalPrice" not in body
    assert "unitPrice" not in body["lineItems"][0]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("status", [500, 503, 504, None])
def test_no_document_is_ever_posted_twice_without_a_look_up(recorder, client, name, status):
    recorder.answer(status or 0, {"message": "Endpoint request timed out"})
    with pytest.raises(OutcomeUnknown):
        create(client, name)
    assert len(recorder.received) == 1


def test_a_success_that_nobody_can_read_is_an_unknown_outcome(recorder, client):
    recorder.answer(201, b"<html>")
    with pytest.raises(OutcomeUnknown):
        create(client, "invoices")
    recorder.answer(200, b"<html>")
    with pytest.raises(AnswerNotUnderstood):
        client.invoices.get(ID)


def test_what_was_refused_for_haste_is_posted_again(recorder, client):
    recorder.answer(429, {"message": "Too Many Requests"})
    with pytest.raises(Exception, match="429"):
        create(client, "invoices")
    assert len(recorder.received) > 1
