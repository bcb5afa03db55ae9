"""Articles, countries, terms of payment, layouts, subscriptions and the rest, as they go over the wire."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice import permalinks
from lexoffice.articles import Article, ArticlePrice, ArticleType, LeadingPrice, is_gtin
from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.contacts import Company, Contact, Role, Roles, XRechnung
from lexoffice.countries import TaxClassification
from lexoffice.errors import (
    AnswerNotUnderstood,
    Conflict,
    FixTheData,
    NotAllowed,
    NotFound,
    PlanLacksFeature,
    TooManyRows,
)
from lexoffice.event_subscriptions import SUBJECTS, EventType, resource_of
from lexoffice.payment_conditions import PaymentCondition, organisation_default
from lexoffice.permalinks import Linked
from lexoffice.profile import BusinessFeature, DistanceSalesPrinciple
from lexoffice.ratelimit import ProcessBudget
from lexoffice.sandbox.events import EVENT_TYPES
from lexoffice.vouchers import Voucher, VoucherType
from lexoffice.wire import read_json

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
RESULT = {"id": ID, "resourceUri": "https://api.lexware.io/v1/x/" + ID, "version": 0}


class Recorder:
    """A server that stands in for Lexware: it answers what a test has put in, in order, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[tuple[str, str, Any]] = []
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                recorder.asked.append((self.command, self.path, read_json(body) if body else None))
                status, content = recorder.answers.pop(0)
                if status == 0:  # the connection is cut instead
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                raw = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            do_GET = do_POST = do_PUT = do_DELETE = _answer

            def do_HEAD(self) -> None:
                self.send_response(200 if self.path == "/there" else 404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture(scope="module")
def _recorder() -> Iterator[tuple[Recorder, LexwareClient]]:
    recorder = Recorder()
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    with LexwareClient("key", recorder.url, budget=budget, sleep=lambda _: None) as client:
        yield recorder, client
    recorder.stop()


@pytest.fixture
def recorder(_recorder: tuple[Recorder, LexwareClient]) -> Recorder:
    _recorder[0].answers.clear()
    _recorder[0].asked.clear()
    return _recorder[0]


@pytest.fixture
def client(_recorder: tuple[Recorder, LexwareClient]) -> LexwareClient:
    return _recorder[1]


# --- articles -------------------------------------------------------------------------------------------------------


def article(title="Sensor", **more):
    price = more.pop(
        "price", ArticlePrice(leading_price=LeadingPrice.NET, net_price=Decimal("61.90"), tax_rate=Decimal(19))
    )
    return Article(title=title, type=ArticleType.PRODUCT, unit_name="Stück", price=price, **more)


def test_an_article_is_made_read_changed_and_deleted(lexware):
    created = lexware.articles.create(article(article_number="S-1", gtin="4006381333931"))
    read = lexware.articles.get(created.id)
    assert (read.title, read.type, read.version, read.article_number) == ("Sensor", ArticleType.PRODUCT, 0, "S-1")
    assert (read.price.net_price, read.price.gross_price) == (Decimal("61.9"), Decimal("73.66"))
    changed = lexware.articles.update(read.replaced(title="Fühler"))
    assert changed.version == 1
    assert lexware.articles.get(created.id).title == "Fühler"
    assert lexware.articles.delete(created.id)
    with pytest.raises(NotFound):
        lexware.articles.get(created.id)


def test_deleting_what_is_gone_is_no_error(lexware):
    created = lexware.articles.create(article())
    assert [lexware.articles.delete(created.id) for _ in range(2)] == [True, False]


def test_a_delete_whose_answer_was_lost_is_repeated_and_done(recorder, client):
    recorder.answers = [(0, None), (404, {"message": "Not Found"})]
    assert not client.articles.delete(ID)
    assert [(method, path) for method, path, _ in recorder.asked] == [("DELETE", f"/v1/articles/{ID}")] * 2


def test_a_delete_without_permission_is_not_taken_for_done(recorder, client):
    recorder.answers = [(403, {"message": "Forbidden"}), (405, {"message": "Method Not Allowed"})]
    with pytest.raises(NotAllowed):
        client.articles.delete(ID)
    with pytest.raises(NotFound):
        client.articles.delete(ID)


def test_a_stale_article_is_a_conflict(lexware):
    created = lexware.articles.create(article())
    read = lexware.articles.get(created.id)
    lexware.articles.update(read.replaced(title="Eins"))
    with pytest.raises(Conflict) as conflict:
        lexware.articles.update(read.replaced(title="Zwei"))
    assert conflict.value.status == 409
    assert not conflict.value.own_change_possible
    assert lexware.articles.get(created.id).title == "Eins"


def test_an_update_needs_what_was_read(lexware, sandbox):
    with pytest.raises(FixTheData, match="was not sent"):
        lexware.articles.update(article())
    assert sandbox.requests() == []


def test_only_the_leading_price_and_nothing_of_lexwares_own_is_written(recorder, client):
    recorder.answers = [(201, RESULT), (200, RESULT)]
    price = ArticlePrice(
        leading_price="GROSS", gross_price=Decimal("119.00"), net_price=Decimal("1.00"), tax_rate=Decimal(19)
    )
    read = Article.model_validate(
        {
            **article(price=price, note="alt").to_wire(),
            "id": ID,
            "version": 3,
            "organizationId": ID,
            "createdDate": "2026-03-02T09:14:05.118+01:00",
            "updatedDate": "2026-03-02T09:14:05.118+01:00",
            "archived": True,
            "futureField": "x",
        }
    )
    client.articles.create(read)
    client.articles.update(read)
    body = {
        "title": "Sensor",
        "type": "PRODUCT",
        "unitName": "Stück",
        "note": "alt",
        "futureField": "x",
        "price": {"leadingPrice": "GROSS", "taxRate": 19, "grossPrice": 119},
    }
    assert recorder.asked == [
        ("POST", "/v1/articles", body),
        ("PUT", f"/v1/articles/{ID}", {**body, "id": ID, "version": 3}),
    ]


def test_more_articles_than_a_page_are_found_by_number_gtin_and_type(lexware, sandbox):
    for number in range(30):
        lexware.articles.create(article(f"Artikel {number:02}", article_number=f"A-{number}"))
    service = article("Wartung", gtin="40123455").replaced(type=ArticleType.SERVICE)
    lexware.articles.create(service)
    assert [found.title for found in lexware.articles.find()][:2] == ["Artikel 00", "Artikel 01"]
    assert len(list(lexware.articles.find(type=ArticleType.PRODUCT))) == 30
    assert [found.title for found in lexware.articles.find(article_number="A-7")] == ["Artikel 07"]
    assert [found.title for found in lexware.articles.find(gtin="40123455", type="SERVICE")] == ["Wartung"]
    assert {entry["status"] for entry in sandbox.requests()} <= {200, 201}


def test_pages_of_articles_are_walked_to_the_end(recorder, client):
    row = {**article().to_wire(), "id": ID, "version": 0, "price": {"leadingPrice": "NET", "taxRate": 19}}
    page = {"content": [row], "last": False, "totalElements": 2, "totalPages": 2}
    recorder.answers = [(200, page), (200, {**page, "last": True, "number": 1})]
    assert len(list(client.articles.find())) == 2
    assert [path for _, path, _ in recorder.asked] == [f"/v1/articles?page={page}&size=250" for page in (0, 1)]


def test_a_page_that_does_not_say_that_it_is_the_last_is_followed_by_another_request(recorder, client):
    row = {**article().to_wire(), "id": ID, "price": {"leadingPrice": "NET", "taxRate": 19}}
    recorder.answers = [(200, {"content": [row]}), (200, {"content": [row]}), (200, {"content": []})]
    assert len(list(client.articles.find())) == 2


def test_rows_beyond_the_search_window_are_said_and_not_cut_off(recorder, client):
    row = {**article().to_wire(), "id": ID, "price": {"leadingPrice": "NET", "taxRate": 19}}
    recorder.answers = [(200, {"content": [row], "last": False})] * 40
    with pytest.raises(TooManyRows):
        list(client.articles.find())
    assert len(recorder.asked) == 40


@pytest.mark.parametrize("answer", [{}, {"message": None}, {"content": None, "last": True}])
def test_an_answer_that_is_no_page_is_not_taken_for_an_empty_one(recorder, client, answer):
    recorder.answers = [(200, answer)]
    with pytest.raises(AnswerNotUnderstood):
        list(client.articles.find())


def test_a_number_in_use_and_a_wrong_gtin_name_their_field(lexware, sandbox):
    lexware.articles.create(article(article_number="S-1"))
    with pytest.raises(FixTheData) as refused:
        lexware.articles.create(article(article_number="S-1"))
    assert refused.value.concerns("materialNumber", "MATERIAL_NUMBER_ALREADY_EXISTS")
    before = len(sandbox.requests())
    with pytest.raises(FixTheData) as refused:
        lexware.articles.create(article(gtin="40123456"))
    assert refused.value.concerns("gtin", "VALIDGTIN")
    assert len(sandbox.requests()) == before


@given(st.sampled_from([8, 12, 13, 14]).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length)))
def test_of_ten_check_digits_one_is_right(digits):
    assert [is_gtin(digits[:-1] + digit) for digit in "0123456789"].count(True) == 1


@pytest.mark.parametrize("text", ["", "1", "4006381333932", "400638133393x", "٤٠٠٦٣٨١٣٣٣٩٣١", "0" * 15])
def test_other_texts_are_no_gtin(text):
    assert not is_gtin(text)


# --- countries, terms of payment, layouts, profile ------------------------------------------------------------------


def test_countries_say_how_sales_to_them_are_taxed(lexware):
    countries = {country.country_code: country for country in lexware.countries.list()}
    assert countries["DE"].tax_classification is TaxClassification.GERMANY
    assert countries["AT"].tax_classification is TaxClassification.INTRA_COMMUNITY
    assert countries["CH"].tax_classification is TaxClassification.THIRD_PARTY_COUNTRY
    assert (countries["AT"].country_name_de, countries["AT"].country_name_en) == ("Österreich", "Austria")
    assert len(countries) > 200


def test_unknown_values_and_fields_of_countries_are_kept(recorder, client):
    row = {"countryCode": "ES_CN", "countryNameDE": "Kanaren", "taxClassification": "island", "rate": 7}
    recorder.answers = [(200, [row])]
    [country] = client.countries.list()
    assert country.tax_classification == "island"
    assert country.to_wire() == row


def test_terms_of_payment_have_a_default_and_a_text(lexware):
    conditions = lexware.payment_conditions.list()
    default = organisation_default(conditions)
    assert default is not None
    assert [condition.organization_default for condition in conditions].count(True) == 1
    assert all("{" not in condition.label() for condition in conditions)


def test_a_term_of_payment_with_discount_tells_its_days_and_its_text():
    condition = PaymentCondition.model_validate(
        {
            "id": ID,
            "paymentTermLabelTemplate": "{discount} % bis {discountRange} Tage, {paymentRange} Tage netto",
            "paymentTermDuration": 30,
            "paymentDiscountConditions": {"discountPercentage": Decimal("2.50"), "discountRange": 10},
        }
    )
    assert condition.label() == "2,5 % bis 10 Tage, 30 Tage netto"
    assert condition.due(date(2026, 1, 31)) == date(2026, 3, 2)
    assert condition.payment_discount_conditions.until(date(2026, 1, 31)) == date(2026, 2, 10)
    assert organisation_default([condition]) is None


def test_layouts_need_the_larger_plan(lexware, sandbox):
    assert [layout.default for layout in lexware.print_layouts.list()].count(True) == 1
    sandbox.control("profile", {"businessFeatures": ["INVOICING"]})
    with pytest.raises((PlanLacksFeature, NotAllowed)):
        lexware.print_layouts.list()


def test_the_profile_is_read_with_what_it_may_hold(recorder, client):
    recorder.answers = [
        (
            200,
            {
                "organizationId": ID,
                "companyName": "Werft GmbH",
                "created": {"userId": ID, "userName": "Wulf", "date": "2026-03-02T09:14:05.118+01:00"},
                "connectionId": "c",
                "taxType": "vatfree",
                "distanceSalesPrinciple": "ORIGIN",
                "businessFeatures": ["INVOICING_PRO", "ROBOTS"],
                "smallBusiness": False,
                "subscriptionStatus": "active",
            },
        )
    ]
    profile = client.profile.get()
    assert profile.business_features == (BusinessFeature.INVOICING_PRO, "ROBOTS")
    assert profile.distance_sales_principle is DistanceSalesPrinciple.ORIGIN
    assert profile.created.user_name == "Wulf"
    assert profile.vat_free
    assert profile.to_wire()["subscriptionStatus"] == "active"


@pytest.mark.parametrize(
    ("change", "vat_free"),
    [({"taxType": "net"}, False), ({"smallBusiness": True}, True), ({"taxType": "vatfree"}, True)],
)
def test_a_small_business_and_a_vat_free_one_write_no_tax(lexware, sandbox, change, vat_free):
    sandbox.control("profile", change)
    assert lexware.profile.get().vat_free is vat_free


# --- event subscriptions --------------------------------------------------------------------------------------------


def test_there_are_42_event_types_and_the_sandbox_knows_the_same():
    assert len(EventType) == 42
    assert {str(event) for event in EventType} == EVENT_TYPES


def test_an_event_says_what_it_speaks_of_and_what_happened():
    event = EventType.CREDIT_NOTE_STATUS_CHANGED
    assert (event.resource, event.happening) == ("credit-note", "status.changed")
    assert (event.subject.path, event.subject.listed_as) == ("/v1/credit-notes", ("creditnote",))
    assert EventType.TOKEN_REVOKED.subject.path is None
    assert {event.resource for event in EventType} == set(SUBJECTS)
    assert resource_of("receipt.created") == "receipt"


ADDRESS = "https://kontorist.example/webhooks/lexware"
ROW = {"subscriptionId": ID, "organizationId": ID, "eventType": "invoice.created", "callbackUrl": ADDRESS}


def test_a_subscription_is_made_listed_and_read_under_its_two_names_of_the_id(recorder, client):
    future = {**ROW, "subscriptionId": "s-2", "eventType": "robot.created"}
    recorder.answers = [(201, RESULT), (200, {"content": [ROW, future]}), (200, {**ROW, "id": ID})]
    assert client.event_subscriptions.create(EventType.INVOICE_CREATED, ADDRESS).id == ID
    listed = client.event_subscriptions.list()
    assert [entry.subscription_id for entry in listed] == [ID, "s-2"]
    assert [entry.event_type for entry in listed] == [EventType.INVOICE_CREATED, "robot.created"]
    assert client.event_subscriptions.get(ID).callback_url == ADDRESS
    assert recorder.asked == [
        ("POST", "/v1/event-subscriptions", {"eventType": "invoice.created", "callbackUrl": ADDRESS}),
        ("GET", "/v1/event-subscriptions", None),
        ("GET", f"/v1/event-subscriptions/{ID}", None),
    ]


def test_a_subscription_with_the_plain_name_of_the_id_is_read_too(recorder, client):
    recorder.answers = [(200, {"id": ID, "eventType": "invoice.created", "callbackUrl": ADDRESS})]
    assert client.event_subscriptions.get(ID).subscription_id == ID


@pytest.mark.parametrize("answer", [{}, [], {"rows": []}])
def test_an_answer_that_is_no_list_is_not_taken_for_an_empty_one(recorder, client, answer):
    recorder.answers = [(200, answer)]
    with pytest.raises(AnswerNotUnderstood):
        client.event_subscriptions.list()


def test_a_pair_that_exists_is_a_conflict_and_after_a_lost_answer_perhaps_ours(recorder, client):
    recorder.answers = [(409, {"message": "exists"}), (0, None), (409, {"message": "exists"})]
    with pytest.raises(Conflict) as known:
        client.event_subscriptions.create(EventType.INVOICE_CREATED, ADDRESS)
    with pytest.raises(Conflict) as lost:
        client.event_subscriptions.create(EventType.INVOICE_CREATED, ADDRESS)
    assert (known.value.own_change_possible, lost.value.own_change_possible) == (False, True)


def test_ensuring_finds_makes_or_finds_after_all(recorder, client):
    nothing, listed = (200, {"content": []}), (200, {"content": [ROW]})

    def ensure():
        found = client.event_subscriptions.ensure(EventType.INVOICE_CREATED, ADDRESS)
        methods = [method for method, _, _ in recorder.asked]
        recorder.asked.clear()
        return found.subscription_id, methods

    recorder.answers = [listed]
    assert ensure() == (ID, ["GET"])
    recorder.answers = [nothing, (201, RESULT), (200, ROW)]
    assert ensure() == (ID, ["GET", "POST", "GET"])
    recorder.answers = [nothing, (0, None), (409, {}), listed]
    assert ensure() == (ID, ["GET", "POST", "POST", "GET"])
    recorder.answers = [nothing, (409, {}), nothing]
    with pytest.raises(Conflict):
        ensure()


def test_the_subscriptions_of_the_sandbox_live_and_end(lexware, sandbox, recorder):
    sandbox.switch(https_callbacks_only=False)
    with pytest.raises(FixTheData) as refused:  # nothing there answers a HEAD
        lexware.event_subscriptions.create(EventType.VOUCHER_CREATED, f"{recorder.url}/nobody")
    assert refused.value.status == 406
    with pytest.raises(FixTheData):
        lexware.event_subscriptions.create("robot.created", f"{recorder.url}/there")
    made = lexware.event_subscriptions.ensure(EventType.VOUCHER_CREATED, f"{recorder.url}/there")
    assert lexware.event_subscriptions.ensure(EventType.VOUCHER_CREATED, f"{recorder.url}/there") == made
    assert lexware.event_subscriptions.list() == (made,)
    assert [lexware.event_subscriptions.delete(made.subscription_id) for _ in range(2)] == [True, False]
    assert lexware.event_subscriptions.list() == ()


# --- small additions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"status": "converted", "pages": 2}, "converted"),
        ({"fileStatus": "x"}, None),
        ({"status": {"code": 1}}, None),
        ("done", "done"),
        ([1], None),
        (b"", None),
        (b"<html>", None),
    ],
)
def test_the_status_of_a_file_is_read_whatever_its_shape(recorder, client, content, status):
    recorder.answers = [(200, content)]
    answer = client.files.status(ID)
    assert answer.status == status
    assert recorder.asked == [("GET", f"/v1/files/{ID}/status", None)]
    if isinstance(content, dict) and "pages" in content:
        assert answer.model_extra == {"pages": 2}


def test_vouchers_are_found_whole_by_their_number(lexware, sandbox):
    sandbox.control(
        "records/voucher",
        [
            {"type": "purchaseinvoice", "voucherNumber": number, "totalGrossAmount": "1.00"}
            for number in ("<A & B>", "A")
        ],
    )
    [voucher] = lexware.vouchers.by_number("<A & B>")
    assert isinstance(voucher, Voucher)
    assert (voucher.type, voucher.total_gross_amount) == (VoucherType.PURCHASE_INVOICE, Decimal(1))


def test_the_number_of_a_voucher_is_encoded_as_html_and_as_an_address(recorder, client):
    recorder.answers = [(200, {"content": [], "last": True})]
    assert list(client.vouchers.by_number("a & b")) == []
    assert recorder.asked[0][1] == "/v1/vouchers?voucherNumber=a%20%26amp%3B%20b&page=0&size=250"


def test_a_contact_keeps_its_xrechnung_data_and_a_half_one_is_not_sent(lexware, sandbox):
    whole = XRechnung(buyer_reference="04011000-12345-67", vendor_number_at_customer="L-7")
    body = Contact(roles=Roles(customer=Role()), company=Company(name="Amt"), x_rechnung=whole)
    created = lexware.contacts.create(body)
    assert lexware.contacts.get(created.id).x_rechnung == whole
    before = len(sandbox.requests())
    half = XRechnung(buyer_reference="04011000-12345-67")
    for send in (
        lambda: lexware.contacts.create(body.replaced(x_rechnung=half)),
        lambda: lexware.contacts.update(body.replaced(id=created.id, version=1, x_rechnung=half)),
    ):
        with pytest.raises(FixTheData) as refused:
            send()
        assert refused.value.concerns("xRechnung.vendorNumberAtCustomer")
    assert len(sandbox.requests()) == before


def contact_page(names, total):
    rows = [{"id": name, "roles": {"customer": {"number": 1}}, "company": {"name": name}} for name in names]
    return (200, {"content": rows, "last": True, "totalElements": total})


def test_more_contacts_than_the_search_window_are_read_by_their_roles(recorder, client):
    recorder.answers = [
        contact_page(["cut off"], 10_000),
        contact_page(["cut off"], 10_000),
        contact_page(["both"], 1),
        contact_page(["customer"], 1),
        contact_page(["vendor"], 1),
    ]
    assert [contact.name for contact in client.contacts.find()] == ["both", "customer", "vendor"]
    asked = [path.removeprefix("/v1/contacts?").removesuffix("page=0&size=250") for _, path, _ in recorder.asked]
    assert asked == [
        "",
        "customer=true&",
        "customer=true&vendor=true&",
        "customer=true&vendor=false&",
        "customer=false&",
    ]


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "path"),
    [
        (permalinks.view(Linked.INVOICE, ID), f"invoices/view/{ID}"),
        (permalinks.edit(Linked.DUNNING, ID), f"dunnings/edit/{ID}"),
        (permalinks.edit(Linked.CONTACT, ID), f"contacts/view/{ID}"),
        (permalinks.view(Linked.RECURRING_TEMPLATE, ID), f"recurring-templates/edit/{ID}"),
        (permalinks.of_voucher_type("downpaymentinvoice", ID), f"invoices/view/{ID}"),
        (permalinks.of_voucher_type("purchasecreditnote", ID), f"vouchers/view/{ID}"),
        (permalinks.inbox(), "files/view"),
    ],
)
def test_links_lead_into_the_web_application(link, path):
    assert link == f"https://app.lexware.de/permalink/{path}"


def test_links_follow_another_address_and_know_no_unknown_type():
    assert permalinks.inbox("http://127.0.0.1:8080/") == "http://127.0.0.1:8080/permalink/files/view"
    assert permalinks.of_voucher_type("robot", ID) is None
    assert permalinks.view(Linked.VOUCHER, "../x").endswith("/vouchers/view/..%2Fx")
