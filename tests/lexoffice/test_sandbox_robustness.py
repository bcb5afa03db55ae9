"""What a hostile or broken request does to the sandbox: nothing. And what has been answered has been kept."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.server import create_app
from lexoffice.sandbox.store import Store
from lexoffice.sandbox.switches import Switches
from tests.lexoffice.conftest import API_KEY

DAY = "2026-03-02T00:00:00.000+01:00"
CONTACT = {
    "version": 0,
    "roles": {"customer": {}},
    "company": {"name": "Nordlicht Messtechnik GmbH", "contactPersons": [{"lastName": "Wulf"}]},
    "addresses": {"billing": [{"countryCode": "DE"}]},
    "emailAddresses": {"business": ["rechnung@nordlicht.example"]},
}
ARTICLE = {"title": "Sensor", "type": "PRODUCT", "unitName": "Stück"} | {
    "price": {"netPrice": 10, "leadingPrice": "NET", "taxRate": 19}
}
VOUCHER = {
    "type": "purchaseinvoice",
    "voucherNumber": "R-1",
    "voucherDate": "2026-03-02",
    "taxType": "gross",
    "totalGrossAmount": 119,
    "totalTaxAmount": 19,
    "useCollectiveContact": False,
    "contactId": "nobody",
    "files": [],
    "voucherItems": [
        {"amount": 119, "taxAmount": 19, "taxRatePercent": 19, "categoryId": "16d04a21-fd91-11e1-a21f-0800200c9a66"}
    ],
}
TEMPLATE = {
    "address": {"name": "Solms", "countryCode": "DE"},
    "totalPrice": {"currency": "EUR"},
    "taxConditions": {"taxType": "net"},
    "lineItems": [{"type": "text", "name": "Wartung"}],
}
NONSENSE = [None, True, -1, 1e3, "", "x", [], {}, [1], [None], {"a": 1}, {"a": [1]}, [{}], "1e999999", 10**400]
NONSENSE += ["0001-01-01T00:00:00.000+14:00", "9999-12-31T23:59:59.999-14:00"]


def damaged(body):
    """The body with each of its values replaced by each kind of nonsense."""
    for name, value in body.items():
        yield from ({**body, name: nonsense} for nonsense in NONSENSE)
        if isinstance(value, dict):
            yield from ({**body, name: inner} for inner in damaged(value))
        elif isinstance(value, list) and value:
            inside = damaged(value[0]) if isinstance(value[0], dict) else ()
            yield from ({**body, name: [inner]} for inner in (*NONSENSE, *inside))


@pytest.mark.parametrize(
    ("path", "body", "failures"),
    [
        ("/v1/contacts", CONTACT, {"technical_error"}),
        ("/v1/articles", ARTICLE, set()),
        ("/v1/vouchers", VOUCHER, set()),
        ("/v1/event-subscriptions", {"eventType": "voucher.changed", "callbackUrl": "http://x.example/"}, set()),
        ("/sandbox/recurring-templates", TEMPLATE, set()),
        ("/sandbox/down-payment-invoices", {**TEMPLATE, "voucherDate": DAY}, set()),
        ("/sandbox/clock", {"now": "2026-03-02T00:00:00Z", "frozen": False, "advance_seconds": 0}, set()),
        ("/sandbox/key", {"revoked": False, "expires": None}, set()),
    ],
)
def test_no_nonsense_in_a_body_is_more_than_refused(sandbox, path, body, failures):
    answers = [sandbox.raw("POST", path, json=nonsense) for nonsense in damaged(body)]
    failed = [answer.json()["IssueList"][0]["i18nKey"] for answer in answers if answer.status_code >= 500]
    assert set(failed) == failures
    sandbox.control("key", {"revoked": False})
    for page in ("/", "/kontakte", "/einstellungen", "/sandbox/state"):
        assert sandbox.http.get(page).status_code == 200


def test_damage_to_the_structure_of_a_contact_is_a_failure_and_a_wrong_value_is_not(sandbox):
    broken = sandbox.raw("POST", "/v1/contacts", json={**CONTACT, "addresses": {"billing": "Am Deich 4"}})
    assert (broken.status_code, broken.json()["IssueList"][0]["source"]) == (500, "contact_has_not_mappable_address")
    wrong = sandbox.raw("POST", "/v1/contacts", json={**CONTACT, "note": 7})
    assert (wrong.status_code, wrong.json()["IssueList"][0]["source"]) == (406, "note")


def test_what_is_no_object_is_refused_in_the_form_of_the_endpoint(sandbox):
    assert "IssueList" in sandbox.raw("POST", "/v1/contacts", json=[]).json()
    for path in ("/v1/articles", "/v1/invoices", "/v1/event-subscriptions"):
        answer = sandbox.raw("POST", path, json=[])
        assert (answer.status_code, answer.json()["path"]) == (400, path)


def test_many_wildcards_take_no_time(sandbox):
    sandbox.raw("POST", "/v1/contacts", json={**CONTACT, "company": {"name": "a" * 5000}})
    began = time.perf_counter()
    for pattern, count in (("a%" * 60 + "b", 0), ("a%" * 60 + "a", 1), ("a_a%a_a", 1)):
        found = sandbox.raw("GET", "/v1/contacts", params={"name": pattern}).json()
        assert found["totalElements"] == count
    assert time.perf_counter() - began < 5


def test_a_form_that_cannot_be_read_is_a_bad_request(sandbox):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = sandbox.raw("POST", "/v1/files", content=b"--x\r\nbroken", headers=headers)
    assert answer.status_code in (400, 500) and answer.json()
    parts = b'--x\r\nContent-Disposition: form-data; name="type"\r\n\r\n' + b"v" * 2_000_000 + b"\r\n--x--\r\n"
    answer = sandbox.raw("POST", "/v1/files", content=parts, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["message"]


def endless_pdf():
    """Some kilobytes that keep a reader of texts busy for minutes."""
    instructions = zlib.compress(b"BT /F 9 Tf " + b"(a)'\n" * 180_000 + b"ET", 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(instructions), instructions),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%sendobj\n" % entry for entry in enumerate(objects, 1))
    return body + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def test_a_hostile_upload_holds_nobody_up_and_ends_unread(sandbox):
    def upload():
        file = {"file": ("endless.pdf", endless_pdf(), "application/pdf")}
        return sandbox.raw("POST", "/v1/files", data={"type": "voucher"}, files=file)

    with ThreadPoolExecutor(2) as threads:
        began = time.monotonic()
        uploads = [threads.submit(upload) for _ in range(2)]
        waits = []
        while not all(sent.done() for sent in uploads):
            asked = time.monotonic()
            assert sandbox.raw("GET", "/v1/profile").status_code == 200
            waits.append(time.monotonic() - asked)
        assert time.monotonic() - began < 15
    assert len(waits) > 3
    assert max(waits) < 2
    first, second = (sent.result().json() for sent in uploads)
    assert first == second, "the same bytes are one voucher, even if they come at once"
    assert "voucherNumber" not in sandbox.raw("GET", f"/v1/vouchers/{first['voucherId']}").json()


def test_two_attachments_that_come_at_once_are_both_kept(sandbox):
    voucher = {**VOUCHER, "useCollectiveContact": True, "contactId": None}
    voucher_id = sandbox.raw("POST", "/v1/vouchers", json=voucher).json()["id"]
    begun = threading.Barrier(2)

    def attach(name):
        def content():
            body = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}.pdf"\r\n\r\n'.encode()
            yield body
            begun.wait(5)  # both requests are inside before either is whole
            time.sleep(0.05)
            yield b"%PDF-1.4 " + name.encode() + b"\nstartxref\n0\n%%EOF\n\r\n--x--\r\n"

        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        return sandbox.raw("POST", f"/v1/vouchers/{voucher_id}/files", content=content(), headers=headers)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(attach, ("one", "two")))
    assert [answer.status_code for answer in answers] == [202, 202]
    files = sandbox.raw("GET", f"/v1/vouchers/{voucher_id}").json()["files"]
    assert sorted(files) == sorted(answer.json()["id"] for answer in answers)


def test_what_is_answered_has_been_kept_and_nothing_is_open_while_a_request_waits(tmp_path):
    """Asked through ASGI, because only there one stands between the answer and its way out."""
    database = tmp_path / "sandbox.sqlite3"
    app = create_app(database, api_key=API_KEY, switches=Switches(rate_per_second=0))
    content = json.dumps({**VOUCHER, "useCollectiveContact": True}).encode()
    headers = [(b"authorization", f"Bearer {API_KEY}".encode()), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/v1/vouchers", "headers": headers, "query_string": b""}
    scope |= {"scheme": "http", "server": ("127.0.0.1", 80), "root_path": "", "http_version": "1.1", "asgi": {}}
    kept: list[int] = []

    def vouchers():
        with sqlite3.connect(database, timeout=0.1) as other:
            other.execute("BEGIN IMMEDIATE")  # refused as long as the sandbox has a transaction open
            [[count]] = other.execute("SELECT count(*) FROM record WHERE kind = 'voucher'")
        other.close()
        return count

    async def receive():
        kept.append(vouchers())
        return {"type": "http.request", "body": content}

    async def send(message):
        if message["type"] == "http.response.start":
            assert message["status"] == 201
            kept.append(vouchers())

    asyncio.run(app(scope, receive, send))
    assert kept == [0, 1]


def test_what_a_button_does_not_finish_it_has_not_begun(sandbox):
    sandbox.control("profile", {"taxType": "net", "smallBusiness": False})
    sandbox.control("records/contact", [{"id": "c-1", "roles": {"customer": "damaged"}}])
    before = sandbox.http.get("/sandbox/state").json()["contacts"]
    sandbox.control("clock", {"now": "2020-09-01T12:00:00+02:00", "frozen": True})  # 19 % are no rate of that day
    answer = sandbox.http.post("/sandbox/page/scene", data={"back": "/"}, follow_redirects=False)
    assert "art=fehler" in answer.headers["Location"]
    assert sandbox.http.get("/sandbox/state").json()["contacts"] == before


def test_a_reset_leaves_what_the_command_line_has_fixed(tmp_path):
    app = create_app(tmp_path / "s.sqlite3", api_key=API_KEY, changes={"https_callbacks_only": False})
    with TestClient(app) as client:
        client.post("/sandbox/switches", json={"rate_per_second": 0})
        assert client.post("/sandbox/reset").status_code == 204
        switches = client.get("/sandbox/switches").json()
    assert (switches["https_callbacks_only"], switches["rate_per_second"]) == (False, 2)


def test_nobody_waits_for_long_work_with_a_transaction_open(tmp_path):
    database = tmp_path / "sandbox.sqlite3"
    box = Box(Store(database), API_KEY, lambda: datetime.now(UTC))
    box.set("profile", {"companyName": "Deichgraf Bootsbau GmbH"})

    def stored():
        with sqlite3.connect(database, timeout=0.1) as other:
            return other.execute("SELECT count(*) FROM record").fetchone()

    assert asyncio.run(box.aside(stored)) == (1,)
    box.store.close()
