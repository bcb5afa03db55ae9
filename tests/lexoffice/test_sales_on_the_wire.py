"""Sales documents as they go over the wire, to a small server that records requests and answers as the API notes say."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.credit_notes import CreditNote
from lexoffice.delivery_notes import DeliveryNote
from lexoffice.dunnings import Dunning
from lexoffice.errors import AnswerNotUnderstood, FixTheData, NotFound, OutcomeUnknown, StillADraft
from lexoffice.invoices import Invoice, XRechnung
from lexoffice.order_confirmations import OrderConfirmation
from lexoffice.payment_conditions import PaymentDiscount
from lexoffice.quotations import AlternativeLineItem, Quotation, QuotationLineItem
from lexoffice.ratelimit import Priority, ProcessBudget
from lexoffice.recurring_templates import ExecutionInterval, TemplateOrder
from lexoffice.sales_parts import (
    LineItem,
    PaymentConditions,
    SalesAddress,
    ShippingConditions,
    TaxConditions,
    TotalPrice,
    UnitPrice,
)
from lexoffice.sales_resource import Accept
from lexoffice.wire import BERLIN, instant_text

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
BEFORE = "5a1f8f50-7b1c-4d0c-8a5e-1d5be1f3a001"
CONTACT = "7f0f6a7e-9b86-4a0c-8d53-0f6a3f7d9b11"
RESULT = {
    "id": ID,
    "resourceUri": f"https://api.lexware.io/v1/invoices/{ID}",
    "createdDate": "2026-03-02T09:14:05.118+01:00",
    "updatedDate": "2026-03-02T09:14:05.118+01:00",
    "version": 1,
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\.000\+0[12]:00")


@dataclass
class Received:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body, parse_float=Decimal)


@dataclass
class Recorder:
    """What stands in for Lexware: an answer for everything, or what a test has put in."""

    url: str
    received: list[Received] = field(default_factory=list)
    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hang_up: bool = False

    def answer(self, status: int, body: Any, **headers: str) -> None:
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()


class Handler(BaseHTTPRequestHandler):
    recorder: Recorder
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        recorder = self.recorder
        recorder.received.append(Received(self.command, url.path, parse_qs(url.query), headers, body))
        if recorder.hang_up:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        self.send_response(recorder.status)
        for name, value in {"Content-Type": "application/json", **recorder.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(recorder.body)))
        self.end_headers()
        self.wfile.write(recorder.body)

    do_GET = do_POST = answer

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen of a test."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Recorder, LexwareClient]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    recorder = Handler.recorder = Recorder(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    with LexwareClient("key", recorder.url, budget=budget, sleep=lambda _: None) as client:
        yield recorder, client
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def wire(served: tuple[Recorder, LexwareClient]) -> Recorder:
    recorder, _ = served
    recorder.received.clear()
    recorder.hang_up = False
    recorder.answer(201, RESULT)
    return recorder


@pytest.fixture
def lexware(served: tuple[Recorder, LexwareClient]) -> LexwareClient:
    return served[1]


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
PATHS = {name: f"/v1/{name.replace('_', '-')}" for name in [*DOCUMENTS, "down_payment_invoices"]}


def create(client: LexwareClient, name: str, **parameters: Any) -> Any:
    needed = {"preceding": BEFORE} if name == "dunnings" else {}
    return getattr(client, name).create(DOCUMENTS[name], **needed, **parameters)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_kind_is_posted_to_its_own_address_and_answers_with_the_action_result(wire, lexware, name):
    result = create(lexware, name)
    [request] = wire.received
    assert (request.method, request.path) == ("POST", PATHS[name])
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == "Bearer key"
    assert (result.id, result.version) == (ID, 1)
    assert request.json["introduction"] == "Auftrag A-1188"


def test_the_body_of_an_invoice_is_the_example_of_the_notes(wire, lexware):
    lexware.invoices.create(
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
    assert wire.received[0].json == {
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
def test_finalising_and_following_are_the_two_parameters_by_their_exact_names(wire, lexware, name):
    create(lexware, name)
    create(lexware, name, finalize=True)
    create(lexware, name, preceding=BEFORE)
    create(lexware, name, finalize=True, preceding=BEFORE)
    assert [request.query for request in wire.received] == [
        {},
        {"finalize": ["true"]},
        {"precedingSalesVoucherId": [BEFORE]},
        {"finalize": ["true"], "precedingSalesVoucherId": [BEFORE]},
    ]
    assert all(b"recedingSalesVoucher" not in request.body for request in wire.received)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("invoices", {"finalized": True}),
        ("quotations", {"preceding": BEFORE}),
        ("dunnings", {"finalize": True}),
    ],
)
def test_a_parameter_that_lexware_would_ignore_without_a_word_does_not_exist(wire, lexware, name, parameters):
    with pytest.raises(TypeError):
        create(lexware, name, **parameters)
    assert not wire.received


def test_a_dunning_always_names_its_invoice(wire, lexware):
    with pytest.raises(TypeError):
        lexware.dunnings.create(DOCUMENTS["dunnings"])
    create(lexware, "dunnings")
    assert [request.query for request in wire.received] == [{"precedingSalesVoucherId": [BEFORE]}]


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
def test_days_go_out_as_midnight_in_berlin_in_the_only_form_that_lexware_takes(wire, lexware, day, text):
    period = ShippingConditions(shipping_type="deliveryperiod", shipping_date=day, shipping_end_date=day)
    lexware.invoices.create(invoice(voucher_date=day, shipping_conditions=period))
    body = wire.received[0].json
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


READ = {
    "id": ID,
    "organizationId": "3b0e5a0c-51d2-4f0b-9f52-8a6f5d0c7e10",
    "createdDate": "2026-03-02T09:14:05.118+01:00",
    "updatedDate": "2026-03-02T09:14:05.118+01:00",
    "version": 2,
    "language": "de",
    "archived": False,
    "voucherStatus": "open",
    "voucherNumber": "RE0007",
    "voucherDate": "2026-03-29T00:00:00.000+01:00",
    "dueDate": "2026-04-12T00:00:00.000+02:00",
    "address": {
        "contactId": CONTACT,
        "name": "Nordlicht Messtechnik GmbH",
        "street": "Am Deich 4",
        "zip": "26721",
        "city": "Emden",
        "countryCode": "DE",
        "contactPerson": "Jana Wulf",
    },
    "electronicDocumentProfile": "EN16931",
    "lineItems": [
        {
            "id": None,
            "type": "custom",
            "name": "Kalibrierung",
            "description": None,
            "quantity": 2,
            "unitName": "Stück",
            "unitPrice": {"currency": "EUR", "netAmount": 150.5555, "grossAmount": 179.161, "taxRatePercentage": 19},
            "discountPercentage": 0,
            "lineItemAmount": 301.11,
        },
        {"type": "text", "name": "Hinweis", "unitPrice": None},
    ],
    "totalPrice": {"currency": "EUR", "totalNetAmount": 301.11, "totalGrossAmount": 358.32, "totalTaxAmount": 57.21},
    "taxAmounts": [{"taxRatePercentage": 19, "taxAmount": 57.21, "netAmount": 301.11}],
    "taxConditions": {"taxType": "net", "taxTypeNote": None},
    "paymentConditions": {
        "paymentTermLabel": "14 Tage netto",
        "paymentTermLabelTemplate": "{paymentRange} Tage netto",
        "paymentTermDuration": 14,
    },
    "shippingConditions": {"shippingType": "service", "shippingDate": "2026-03-01T00:00:00.000+01:00"},
    "closingInvoice": False,
    "claimedGrossAmount": None,
    "downPaymentDeductions": None,
    "recurringTemplateId": None,
    "relatedVouchers": [{"id": BEFORE, "voucherNumber": "AG0001", "voucherType": "quotation"}],
    "title": "Rechnung",
    "introduction": "Auftrag A-1188",
    "files": {"documentFileId": "75b0e3c2-9a3f-4d4e-a1ea-6a5b4f0d5f10"},
}


def test_an_invoice_is_read_with_exact_amounts_and_berlin_days(wire, lexware):
    wire.answer(200, READ)
    read = lexware.invoices.get(ID)
    assert wire.received[0].path == f"/v1/invoices/{ID}"
    assert (read.voucher_status, read.voucher_number, read.version) == ("open", "RE0007", 2)
    assert (read.voucher_date, read.due_date) == (date(2026, 3, 29), date(2026, 4, 12))
    assert read.line_items[0].unit_price.net_amount == Decimal("150.5555")
    assert read.total_price.total_gross_amount == Decimal("358.32")
    assert type(read.tax_amounts[0].tax_amount) is Decimal
    assert read.down_payment_deductions == ()
    assert [related.voucher_type for related in read.related_vouchers] == ["quotation"]


def test_a_document_that_was_read_is_posted_anew_without_what_is_lexwares_own(wire, lexware):
    wire.answer(200, READ)
    read = lexware.invoices.get(ID)
    wire.answer(201, RESULT)
    lexware.invoices.create(read, finalize=True)
    assert wire.received[1].json == {
        "language": "de",
        "voucherDate": "2026-03-29T00:00:00.000+01:00",
        "address": {name: value for name, value in READ["address"].items() if name != "contactPerson"},
        "lineItems": [
            {
                "type": "custom",
                "name": "Kalibrierung",
                "quantity": 2,
                "unitName": "Stück",
                "unitPrice": {"currency": "EUR", "netAmount": Decimal("150.5555"), "taxRatePercentage": 19},
                "discountPercentage": 0,
            },
            {"type": "text", "name": "Hinweis"},
        ],
        "totalPrice": {"currency": "EUR"},
        "taxConditions": {"taxType": "net"},
        "paymentConditions": {"paymentTermLabel": "14 Tage netto", "paymentTermDuration": 14},
        "shippingConditions": {"shippingType": "service", "shippingDate": "2026-03-01T00:00:00.000+01:00"},
        "title": "Rechnung",
        "introduction": "Auftrag A-1188",
    }


@pytest.mark.parametrize(
    ("tax_type", "sent"),
    [
        ("net", "netAmount"),
        ("gross", "grossAmount"),
        ("vatfree", "netAmount"),
        ("thirdPartyCountryService", "netAmount"),
    ],
)
def test_only_the_side_of_a_price_that_leads_is_sent(wire, lexware, tax_type, sent):
    rate = Decimal(19 if tax_type in ("net", "gross") else 0)
    both = UnitPrice(net_amount=Decimal("10.5042"), gross_amount=Decimal("12.5"), tax_rate_percentage=rate)
    lexware.invoices.create(
        invoice(line_items=(line(unit_price=both),), tax_conditions=TaxConditions(tax_type=tax_type))
    )
    price = wire.received[0].json["lineItems"][0]["unitPrice"]
    assert {"netAmount", "grossAmount"} & price.keys() == {sent}


def test_a_quotation_carries_options_alternatives_and_its_last_day(wire, lexware):
    chosen = QuotationLineItem(
        **line().model_dump(), optional=True, sub_items=(AlternativeLineItem(**line(name="Größer").model_dump()),)
    )
    quotation = DOCUMENTS["quotations"].replaced(line_items=(chosen,), expiration_date=date(2026, 10, 25))
    lexware.quotations.create(quotation, finalize=True)
    body = wire.received[0].json
    assert body["expirationDate"] == "2026-10-25T00:00:00.000+02:00"
    [sent] = body["lineItems"]
    assert sent["optional"] is True
    assert [(sub["name"], sub["alternative"]) for sub in sent["subItems"]] == [("Größer", True)]
    assert wire.received[0].query == {"finalize": ["true"]}


def test_an_empty_leitweg_id_is_sent_because_it_forces_a_plain_invoice(wire, lexware):
    lexware.invoices.create(invoice(x_rechnung=XRechnung(buyer_reference="")))
    assert wire.received[0].json["xRechnung"] == {"buyerReference": ""}


def test_a_delivery_note_has_neither_sums_nor_prices(wire, lexware):
    create(lexware, "delivery_notes")
    body = wire.received[0].json
    assert "totalPrice" not in body
    assert "unitPrice" not in body["lineItems"][0]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("status", [500, 503, 504, None])
def test_no_document_is_ever_posted_twice_without_a_look_up(wire, lexware, name, status):
    wire.hang_up = status is None
    wire.answer(status or 201, {"message": "Endpoint request timed out"})
    with pytest.raises(OutcomeUnknown):
        create(lexware, name)
    assert len(wire.received) == 1


def test_a_success_that_nobody_can_read_is_an_unknown_outcome(wire, lexware):
    wire.answer(201, b"<html>")
    with pytest.raises(OutcomeUnknown):
        create(lexware, "invoices")
    wire.answer(200, b"<html>")
    with pytest.raises(AnswerNotUnderstood):
        lexware.invoices.get(ID)


def test_what_was_refused_for_haste_is_posted_again(wire, lexware):
    wire.answer(429, {"message": "Too Many Requests"})
    with pytest.raises(Exception, match="429"):
        create(lexware, "invoices")
    assert len(wire.received) > 1


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("accept", Accept)
def test_the_file_is_asked_for_in_the_wanted_form_and_bears_its_name(wire, lexware, name, accept):
    wire.answer(200, b"%PDF-1.7", Content_Type="application/pdf", Content_Disposition='inline; filename="RE0001.pdf"')
    file = getattr(lexware, name).file(ID, accept)
    [request] = wire.received
    assert (request.path, request.headers["accept"]) == (f"{PATHS[name]}/{ID}/file", str(accept.value))
    assert (file.content, file.media_type, file.file_name) == (b"%PDF-1.7", "application/pdf", "RE0001.pdf")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename=Rechnung_RE0001.pdf", "Rechnung_RE0001.pdf"),
        ('inline; filename="Rechnung RE0001.pdf"', "Rechnung RE0001.pdf"),
        ("inline; filename*=UTF-8''Auftragsbest%C3%A4tigung_AB0001.pdf", "Auftragsbestätigung_AB0001.pdf"),
        (
            "inline; filename=\"Bestaetigung.pdf\"; filename*=UTF-8''Best%C3%A4tigung.pdf",
            "Bestätigung.pdf",
        ),
        ('inline; filename="../../etc/passwd"', "passwd"),
        ('inline; filename="C:\\\\Belege\\\\RE1.pdf"', "RE1.pdf"),
        ('inline; filename=".."', None),
        ("inline", None),
    ],
)
def test_the_name_of_a_file_is_a_name_and_never_a_path(wire, lexware, header, name):
    wire.answer(200, b"%PDF-1.7", Content_Type="application/pdf", Content_Disposition=header)
    assert lexware.invoices.file(ID).file_name == name


def test_a_draft_has_no_file_and_says_so_by_either_way(wire, lexware):
    refusal = {"status": 409, "message": "is in status 'draft' and therefore cannot be downloaded", "traceId": "5f0c"}
    wire.answer(409, refusal)
    with pytest.raises(StillADraft) as draft:
        lexware.invoices.file(ID)
    assert (draft.value.status, draft.value.trace_id) == (409, "5f0c")
    wire.answer(406, {"status": 406, "message": "draft"})
    with pytest.raises(StillADraft):
        lexware.invoices.document_file_id(ID)
    assert len(wire.received) == 2


@pytest.mark.parametrize(("status", "error"), [(404, NotFound), (406, FixTheData)])
def test_a_form_that_a_file_does_not_have_is_no_draft(wire, lexware, status, error):
    wire.answer(status, {"status": status})
    with pytest.raises(error):
        lexware.quotations.file(ID, Accept.XML)


def test_the_deprecated_way_to_the_file_still_tells_its_id(wire, lexware):
    wire.answer(200, {"documentFileId": BEFORE})
    assert lexware.dunnings.document_file_id(ID) == BEFORE
    assert wire.received[0].path == f"/v1/dunnings/{ID}/document"


def test_down_payment_invoices_can_only_be_read(wire, lexware):
    wire.answer(200, {**READ, "closingInvoiceId": BEFORE, "shippingConditions": None})
    read = lexware.down_payment_invoices.get(ID)
    assert (read.closing_invoice_id, read.due_date) == (BEFORE, date(2026, 4, 12))
    assert not hasattr(lexware.down_payment_invoices, "create")
    assert not hasattr(lexware.down_payment_invoices, "document_file_id")


def test_what_we_do_not_know_is_kept(wire, lexware):
    wire.answer(200, {**READ, "voucherStatus": "pondering", "someday": {"amount": 1.10}})
    read = lexware.invoices.get(ID)
    assert read.voucher_status == "pondering"
    assert read.to_wire()["someday"] == {"amount": Decimal("1.1")}


TEMPLATE = {
    "id": ID,
    "title": "Wartung",
    "createdDate": "2026-01-02T09:14:05.118+01:00",
    "updatedDate": "2026-03-02T09:14:05.118+01:00",
    "address": {"contactId": CONTACT, "name": "Nordlicht Messtechnik GmbH"},
    "totalPrice": {"currency": "EUR", "totalNetAmount": 100, "totalGrossAmount": 119, "totalTaxAmount": 19},
    "paymentConditions": None,
    "recurringTemplateSettings": {
        "id": BEFORE,
        "startDate": "2026-03-29",
        "endDate": None,
        "finalize": True,
        "shippingType": "serviceperiod",
        "executionInterval": "MONTHLY",
        "nextExecutionDate": "2026-10-25",
        "lastExecutionFailed": False,
        "executionStatus": "ACTIVE",
    },
}


def test_recurring_templates_are_listed_page_by_page_in_the_wanted_order(wire, lexware):
    wire.answer(200, {"content": [TEMPLATE], "last": True, "totalElements": 1, "totalPages": 1, "number": 0})
    [row] = lexware.recurring_templates.rows()
    [*_] = lexware.recurring_templates.rows(TemplateOrder.NEXT_EXECUTION, descending=False)
    assert [request.query["sort"] for request in wire.received] == [["updatedDate,DESC"], ["nextExecutionDate,ASC"]]
    assert wire.received[0].query | {"page": ["0"], "size": ["250"]} == wire.received[0].query
    settings = row.recurring_template_settings
    assert (settings.start_date, settings.next_execution_date) == (date(2026, 3, 29), date(2026, 10, 25))
    assert settings.execution_interval is ExecutionInterval.MONTHLY
    assert row.to_wire()["recurringTemplateSettings"]["startDate"] == date(2026, 3, 29)


def test_a_recurring_template_is_read_whole(wire, lexware):
    wire.answer(200, {**TEMPLATE, "lineItems": READ["lineItems"], "taxConditions": {"taxType": "net"}})
    template = lexware.recurring_templates.get(ID)
    assert wire.received[0].path == f"/v1/recurring-templates/{ID}"
    assert template.line_items[0].name == "Kalibrierung"
    assert not hasattr(lexware.recurring_templates, "create")


def test_every_resource_is_there_at_every_priority(lexware):
    other = lexware.at(Priority.NIGHTLY_SYNC)
    assert {name for name in vars(lexware) if not name.startswith("_")} >= {*PATHS, "recurring_templates"}
    assert vars(other).keys() == vars(lexware).keys()
