"""Event subscriptions and deliveries of the sandbox, against receivers that misbehave."""

from __future__ import annotations

import base64
import ipaddress
import json
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from lexoffice.event_subscriptions import EventType
from lexoffice.sandbox.delivery_rules import PAUSES
from lexoffice.sandbox.events import EVENT_TYPES
from lexoffice.sandbox.store import Store
from lexoffice.webhooks import SignatureRefused, load_key, read_event

PATH = "/v1/event-subscriptions"
VOUCHER = {
    "type": "purchaseinvoice",
    "voucherNumber": "R-1",
    "voucherDate": "2026-02-27",
    "totalGrossAmount": 119,
    "totalTaxAmount": 19,
    "taxType": "gross",
    "useCollectiveContact": True,
    "voucherItems": [
        {
            "amount": 119,
            "taxAmount": 19,
            "taxRatePercent": 19,
            "categoryId": "16d04a21-fd91-11e1-a21f-0800200c9a66",
        }
    ],
}


class Receiver:
    """A receiver of webhooks on a free port. `script`: what it answers to the next POSTs, one after the other; a number is a
    status, a text the place that it redirects to."""

    def __init__(self, port=0, tls=None):
        self.script = []
        self.otherwise = 204
        self.head = 200
        self.silence = 0.0
        self.got = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self):
                time.sleep(receiver.silence)
                self.answer(receiver.head)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((time.monotonic(), self.path, dict(self.headers), body))
                time.sleep(receiver.silence)
                self.answer(receiver.script.pop(0) if receiver.script else receiver.otherwise)

            def answer(self, answer):
                self.send_response(answer if isinstance(answer, int) else 307)
                if isinstance(answer, str):
                    self.send_header("Location", answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # who asks may have given up

        self._server = Server(("127.0.0.1", port), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def events(self):
        return [json.loads(body) for _, _, _, body in self.got]

    def wait_for(self, count, within=5.0):
        eventually(lambda: len(self.got) >= count, within)
        return self.got[:count]


def eventually(true, within=5.0):
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.01)


@pytest.fixture
def receivers():
    """Starts receivers and stops them."""
    started = []

    def start(**how):
        started.append(Receiver(**how))
        return started[-1]

    yield start
    for receiver in started:
        receiver.stop()


@pytest.fixture
def receiver(receivers):
    return receivers()


@pytest.fixture
def box(sandbox):
    """The sandbox with addresses on this machine allowed, and pauses that end at once."""
    sandbox.switch(https_callbacks_only=False, webhook_time_scale=0)
    return sandbox


def subscribe(sandbox, url, event_type="voucher.changed"):
    return sandbox.raw("POST", PATH, json={"eventType": event_type, "callbackUrl": url})


def subscribed(sandbox, url, event_type="voucher.changed"):
    answer = subscribe(sandbox, url, event_type)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def tell(sandbox, event_type="voucher.changed", resource_id="v-1", **more):
    sandbox.control("events", {"event_type": event_type, "resource_id": resource_id, **more})


def deliveries(sandbox):
    return sandbox.http.get("/sandbox/deliveries").json()


def outcomes(sandbox):
    return [delivery["outcome"] for delivery in deliveries(sandbox)]


def ended(sandbox, count=1):
    """The deliveries, once `count` of them have ended and none is under way."""
    eventually(lambda: len(outcomes(sandbox)) >= count and "pending" not in outcomes(sandbox))
    return deliveries(sandbox)


def public_key(sandbox):
    return load_key(sandbox.http.get("/webhookSignature/public/public_key.pub").content)


# Subscriptions


def test_a_subscription_is_made_read_listed_and_deleted(box, receiver):
    answer = subscribe(box, receiver.url)
    made = answer.json()
    assert set(made) == {"id", "resourceUri", "createdDate", "updatedDate", "version"}
    assert (answer.status_code, made["version"]) == (201, 0)
    assert answer.headers["Location"] == made["resourceUri"] == f"{box.url}{PATH}/{made['id']}"
    shown = box.raw("GET", f"{PATH}/{made['id']}").json()
    assert shown == {
        "subscriptionId": made["id"],
        "organizationId": box.raw("GET", "/v1/profile").json()["organizationId"],
        "createdDate": made["createdDate"],
        "eventType": "voucher.changed",
        "callbackUrl": receiver.url,
    }
    assert box.raw("GET", PATH).json() == {"content": [shown]}
    assert box.raw("DELETE", f"{PATH}/{made['id']}").status_code == 204
    assert box.raw("GET", PATH).json() == {"content": []}
    for method in ("GET", "DELETE"):
        assert box.raw(method, f"{PATH}/{made['id']}").status_code == 404
    assert box.raw("PUT", f"{PATH}/{made['id']}", json={}).status_code == 404


def test_only_the_42_event_names_can_be_subscribed_to(box, receiver):
    assert len(EVENT_TYPES) == 42
    assert set(EventType) == EVENT_TYPES
    for event_type in EVENT_TYPES:
        subscribed(box, receiver.url, event_type)
    for invented in ("invoice.updated", "file.uploaded", "payment.received", "voucher.status-changed"):
        answer = subscribe(box, receiver.url, invented)
        assert (answer.status_code, answer.json()["details"][0]["field"]) == (406, "eventType")
    box.switch(unknown_event_as_400=True)
    assert subscribe(box, receiver.url, "invoice.updated").status_code == 400


@pytest.mark.parametrize("missing", ["eventType", "callbackUrl"])
def test_a_subscription_needs_event_type_and_address(box, receiver, missing):
    body = {"eventType": "voucher.changed", "callbackUrl": receiver.url, missing: None}
    answer = box.raw("POST", PATH, json=body)
    assert (answer.status_code, answer.json()["path"]) == (406, PATH)
    [detail] = answer.json()["details"]
    assert (detail["violation"], detail["field"]) == ("NOTNULL", missing)


def test_addresses_must_be_https_where_nobody_switched_that_off(box, receiver):
    for address in ("ftp://127.0.0.1/", "https://", "hook", "http://[::1/", 7):
        assert subscribe(box, address).status_code == 406
    subscribed(box, receiver.url)
    box.switch(https_callbacks_only=True)
    assert subscribe(box, receiver.url, "voucher.created").json()["details"][0]["field"] == "callbackUrl"


def test_the_command_line_can_allow_addresses_on_this_machine(receiver, tmp_path):
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from cli.main import app; app()",
        "sandbox",
        "--allow-http-callbacks",
        "--key",
        "k",
    ]
    server = subprocess.Popen([*command, "--port", str(port), "--database", str(tmp_path / "sandbox.sqlite")])
    try:
        body = {"eventType": "voucher.changed", "callbackUrl": receiver.url}
        transport = httpx.HTTPTransport(retries=8)  # pauses of up to 0.5, 1, 2 ... seconds until it answers
        with httpx.Client(transport=transport, headers={"Authorization": "Bearer k"}, timeout=30) as client:
            assert client.post(f"http://127.0.0.1:{port}{PATH}", json=body).status_code == 201
    finally:
        server.terminate()
        assert server.wait(timeout=10) in (0, -signal.SIGTERM)


def test_the_address_must_answer_head_with_2xx(box, receivers):
    receiver = receivers()
    for status in (302, 404, 405, 500):
        receiver.head = status
        assert subscribe(box, receiver.url).status_code == 406
    receiver.head = 204
    box.switch(webhook_timeout_seconds=0.1)
    receiver.silence = 0.3
    assert subscribe(box, receiver.url).status_code == 406
    receiver.silence = 0
    subscribed(box, receiver.url)
    assert subscribe(box, "http://127.0.0.1:1/").status_code == 406
    assert subscribe(box, "http://no-such-host.invalid/").status_code == 406
    assert len(box.raw("GET", PATH).json()["content"]) == 1


def test_the_certificate_of_the_address_is_checked(box, receivers, tmp_path, monkeypatch):
    receiver = receivers(tls=self_signed(tmp_path))
    box.switch(https_callbacks_only=True)
    assert subscribe(box, receiver.url).status_code == 406
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    subscribed(box, receiver.url)
    tell(box)
    receiver.wait_for(1)


def self_signed(folder):
    key = generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "receiver")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def test_the_same_event_to_the_same_address_again_is_a_conflict(box, receiver):
    subscribed(box, receiver.url)
    again = subscribe(box, receiver.url)
    assert (again.status_code, again.json()["status"]) == (409, 409)
    subscribed(box, f"{receiver.url}/other")
    subscribed(box, receiver.url, "voucher.created")


@pytest.mark.parametrize("told", [True, False])
def test_subscriptions_die_with_their_key(box, receiver, told):
    box.switch(tell_revoked_key=told)
    for event_type in ("voucher.changed", "token.revoked"):
        subscribed(box, receiver.url, event_type)
    box.control("webhooks/faults", {"kind": "late", "seconds": 60, "event_type": "voucher.changed"})
    tell(box)
    box.control("key", {"revoked": True})
    box.control("key", {"revoked": False})
    assert box.raw("GET", PATH).json() == {"content": []}
    connection = box.raw("GET", "/v1/profile").json()["connectionId"]
    assert [(row["eventType"], row["outcome"]) for row in ended(box)] == [
        ("voucher.changed", "unsubscribed"),
        *([("token.revoked", "delivered")] if told else []),
    ]
    assert [event["resourceId"] for event in receiver.events] == ([connection] if told else [])


# What is delivered


def test_a_delivery_is_compact_json_of_four_fields_with_a_signature_over_its_bytes(box, receiver):
    subscribed(box, receiver.url)
    box.control("clock", {"now": "2026-03-19T10:02:44.107Z", "frozen": True})
    tell(box, resource_id="9d2c7f4e-7a35-4a52-b1f4-0c1e6d8f2a33")
    [(_, path, headers, body)] = receiver.wait_for(1)
    organization = box.raw("GET", "/v1/profile").json()["organizationId"]
    assert (path, headers["Content-Type"]) == ("/hook", "application/json")
    assert body.decode() == (
        f'{{"organizationId":"{organization}","eventType":"voucher.changed",'
        '"resourceId":"9d2c7f4e-7a35-4a52-b1f4-0c1e6d8f2a33","eventDate":"2026-03-19T11:02:44.107+01:00"}'
    )
    event = read_event(body, headers["X-Lxo-Signature"], public_key(box))
    assert event.event_type is EventType.VOUCHER_CHANGED
    with pytest.raises(SignatureRefused):
        read_event(body.replace(b"9d2c", b"9d2d"), headers["X-Lxo-Signature"], public_key(box))


def test_the_key_lies_where_lexwares_does_with_a_sample_beside_it_and_outlives_a_reset(box):
    place = "/webhookSignature/public"
    pem = box.http.get(f"{place}/public_key.pub").content
    assert pem.startswith(b"-----BEGIN PUBLIC KEY-----")
    payload = box.http.get(f"{place}/sample_payload.json").content
    signature = box.http.get(f"{place}/sample_signature_base64").text
    assert read_event(payload, signature, load_key(pem)).event_type is EventType.CONTACT_CHANGED
    assert box.http.get(f"{place}/sample_signature_decoded").content == base64.b64decode(signature)
    box.control("reset", {})
    assert box.http.get(f"{place}/public_key.pub").content == pem


def test_a_new_sandbox_has_a_key_as_long_as_lexwares(start_sandbox):
    assert public_key(start_sandbox(None)).key_size == 4096


def test_every_change_of_a_voucher_is_told(box, receiver):
    for happening in ("created", "changed", "status.changed"):
        subscribed(box, receiver.url, f"voucher.{happening}")
    made = box.raw("POST", "/v1/vouchers", json={**VOUCHER, "voucherStatus": "unchecked"}).json()
    box.raw("PUT", f"/v1/vouchers/{made['id']}", json={**VOUCHER, "voucherStatus": "open", "version": made["version"]})
    receiver.wait_for(3)
    assert [event["eventType"] for event in receiver.events] == [
        "voucher.created",
        "voucher.changed",
        "voucher.status.changed",
    ]
    assert {event["resourceId"] for event in receiver.events} == {made["id"]}


def test_a_refused_change_is_not_told(box, receiver):
    subscribed(box, receiver.url, "voucher.created")
    assert box.raw("POST", "/v1/vouchers", json={**VOUCHER, "totalGrossAmount": 1}).status_code == 406
    assert outcomes(box) == []


def test_an_upload_is_told_once_it_has_been_read_though_nobody_asks(box, receiver, pdf):
    box.switch(reading_seconds=0.3)
    subscribed(box, receiver.url, "voucher.created")
    uploaded = box.raw("POST", "/v1/files", files={"file": ("a.pdf", pdf())}, data={"type": "voucher"}).json()
    assert receiver.got == []
    receiver.wait_for(1)
    assert receiver.events[0]["resourceId"] == uploaded["voucherId"]


def test_an_event_told_by_hand_may_be_old_and_of_another_organisation(box, receiver):
    subscribed(box, receiver.url)
    tell(box, event_date="2020-01-01T00:00:00Z", organization_id="o-2")
    tell(box, "voucher.created")
    receiver.wait_for(1)
    assert [(event["eventDate"], event["organizationId"]) for event in receiver.events] == [
        ("2020-01-01T01:00:00.000+01:00", "o-2")
    ]
    assert len(ended(box)) == 1


# What follows from the answer


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_these_answers_end_a_delivery(box, receiver, status):
    receiver.otherwise = status
    subscribed(box, receiver.url)
    tell(box)
    [delivery] = ended(box)
    assert (delivery["outcome"], delivery["answers"]) == ("delivered", [status])


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_after_these_answers_it_is_tried_again(box, receiver, status):
    receiver.script = [status, status]
    subscribed(box, receiver.url)
    tell(box)
    [delivery] = ended(box)
    assert (delivery["outcome"], delivery["answers"]) == ("delivered", [status, status, 204])
    assert len({body for _, _, _, body in receiver.got}) == 1


@pytest.mark.parametrize("status", [203, 304, 400, 405, 406, 415, 422])
def test_after_these_answers_it_is_not(box, receiver, status):
    receiver.otherwise = status
    subscribed(box, receiver.url)
    tell(box)
    [delivery] = ended(box)
    assert (delivery["outcome"], delivery["answers"]) == ("given up", [status])
    assert len(box.raw("GET", PATH).json()["content"]) == 1


def test_410_ends_the_subscription_at_once_and_what_was_under_way_with_it(box, receiver):
    receiver.otherwise = 410
    subscribed(box, receiver.url)
    box.control("webhooks/faults", {"kind": "late", "seconds": 60})
    tell(box)
    tell(box)
    assert [row["outcome"] for row in ended(box, 2)] == ["unsubscribed", "unsubscribed"]
    assert len(receiver.got) == 1
    assert box.raw("GET", PATH).json() == {"content": []}


@pytest.mark.parametrize(("status", "outcome", "left"), [(404, "unsubscribed", 0), (503, "given up", 1)])
def test_the_whole_plan_is_tried_before_404_ends_the_subscription_and_503_the_delivery(
    box, receiver, status, outcome, left
):
    receiver.otherwise = status
    subscribed(box, receiver.url)
    tell(box)
    [delivery] = ended(box)
    assert (delivery["outcome"], delivery["answers"]) == (outcome, [status] * 26)
    assert len(box.raw("GET", PATH).json()["content"]) == left


def test_the_plan_is_five_retries_half_an_hour_and_twenty_retries_two_hours_apart():
    seconds = [pause.total_seconds() for pause in PAUSES]
    assert seconds == [10, 20, 40, 80, 160, 1800, *([7200] * 19)]


def test_the_pauses_between_attempts_are_those_of_the_plan_on_their_scale(box, receiver):
    box.switch(webhook_time_scale=0.01)
    receiver.script = [503, 503, 503]
    subscribed(box, receiver.url)
    tell(box)
    times = [moment for moment, *_ in receiver.wait_for(4)]
    pauses = [later - sooner for sooner, later in pairwise(times)]
    for pause, planned in zip(pauses, (0.1, 0.2, 0.4), strict=True):
        assert planned - 0.02 <= pause <= planned + 0.5


def test_a_name_that_is_unknown_for_the_whole_plan_ends_the_subscription(start_sandbox, receiver, tmp_path):
    before = start_sandbox(tmp_path / "sandbox.sqlite")
    before.switch(https_callbacks_only=False, webhook_time_scale=0, webhook_key_bits=2048)
    subscription = subscribed(before, receiver.url)
    before.stop()
    # Its name was good when it was tried, and is not any longer.
    store = Store(tmp_path / "sandbox.sqlite")
    moved = {**store.get("subscription", subscription), "callbackUrl": "http://no-such-host.invalid/"}
    store.save("subscription", subscription, moved)
    store.commit()
    store.close()

    after = start_sandbox(tmp_path / "sandbox.sqlite")
    tell(after)
    [delivery] = ended(after)
    assert (delivery["outcome"], delivery["answers"]) == ("unsubscribed", ["name unknown"] * 26)
    assert after.raw("GET", PATH).json() == {"content": []}


def test_a_receiver_that_is_silent_too_long_is_tried_again(box, receiver):
    subscribed(box, receiver.url)
    box.switch(webhook_timeout_seconds=0.15, webhook_time_scale=0.01)
    receiver.silence = 0.4
    tell(box)
    eventually(lambda: deliveries(box)[0]["answers"])
    receiver.silence = 0
    [delivery] = ended(box)
    assert delivery["answers"][0] == "too slow"
    assert delivery["answers"][-1] == 204


def test_a_receiver_that_was_away_gets_it_when_it_is_back(box, receivers):
    away = Receiver()
    subscribed(box, away.url)
    away.stop()
    box.switch(webhook_time_scale=0.01)
    tell(box)
    eventually(lambda: deliveries(box)[0]["answers"])
    receivers(port=away.port)
    [delivery] = ended(box)
    assert delivery["outcome"] == "delivered"
    assert set(delivery["answers"][:-1]) == {"not reached"}


def test_three_redirects_are_followed_and_no_fourth(box, receiver):
    subscribed(box, receiver.url)
    receiver.script = ["/a", "/b", "/c", 204]
    tell(box)
    ended(box)
    assert [path for _, path, _, _ in receiver.got] == ["/hook", "/a", "/b", "/c"]
    assert len({body for _, _, _, body in receiver.got}) == 1
    receiver.script = ["/a", "/b", "/c", "/d", 204]
    tell(box)
    eventually(lambda: len(ended(box)) == 2)
    assert [(row["outcome"], row["answers"]) for row in deliveries(box)] == [("delivered", [204]), ("given up", [307])]
    assert len(receiver.got) == 8


def test_a_redirect_leads_to_no_address_that_could_not_be_subscribed(box, receiver):
    subscribed(box, receiver.url)
    receiver.script = ["ftp://127.0.0.1/"]
    tell(box)
    assert ended(box)[0]["answers"] == [307]


def test_a_slow_receiver_holds_no_other_up(box, receivers):
    slow, quick = receivers(), receivers()
    for receiver in (slow, quick):
        subscribed(box, receiver.url)
    slow.silence = 0.5
    for number in range(4):
        tell(box, resource_id=f"v-{number}")
    quick.wait_for(4, within=1.0)
    assert len(slow.got) <= 2
    assert [event["resourceId"] for event in quick.events] == ["v-0", "v-1", "v-2", "v-3"]
    slow.silence = 0
    slow.wait_for(4)


def test_a_restart_loses_no_delivery(start_sandbox, receiver, tmp_path):
    before = start_sandbox(tmp_path / "sandbox.sqlite")
    before.switch(https_callbacks_only=False, webhook_time_scale=0.05, webhook_key_bits=2048)
    subscribed(before, receiver.url)
    receiver.script = [503]
    tell(before)
    receiver.wait_for(1)
    before.stop()
    after = start_sandbox(tmp_path / "sandbox.sqlite")
    receiver.wait_for(2)
    assert ended(after)[0]["answers"][-1] == 204
    assert receiver.events[0] == receiver.events[1]
    _, _, headers, body = receiver.got[1]
    assert read_event(body, headers["X-Lxo-Signature"], public_key(after))


def test_a_deleted_subscription_gets_nothing_more(box, receiver):
    subscription = subscribed(box, receiver.url)
    box.control("webhooks/faults", {"kind": "late", "seconds": 0.2})
    tell(box)
    box.raw("DELETE", f"{PATH}/{subscription}")
    assert outcomes(box) == ["unsubscribed"]
    tell(box)
    time.sleep(0.3)
    assert (receiver.got, len(deliveries(box))) == ([], 1)


# What goes astray


def test_a_delivery_can_be_lost_doubled_or_late_once(box, receiver):
    subscribed(box, receiver.url)
    for fault in ({"kind": "lost"}, {"kind": "doubled", "times": 2}, {"kind": "late", "seconds": 0.3}):
        box.control("webhooks/faults", fault)
    start = time.monotonic()
    for number in range(5):
        tell(box, resource_id=f"v-{number}")
    assert [row["outcome"] for row in ended(box, 7)] == ["lost", *["delivered"] * 6]
    assert [event["resourceId"] for event in receiver.events] == ["v-1", "v-1", "v-2", "v-2", "v-4", "v-3"]
    assert receiver.events[0] == receiver.events[1]
    assert receiver.got[-1][0] - start >= 0.3
    assert box.http.get("/sandbox/webhooks/faults").json() == []


def test_a_delivery_can_be_overtaken_by_the_next(box, receiver):
    subscribed(box, receiver.url)
    box.control("webhooks/faults", {"kind": "shuffled"})
    tell(box, resource_id="v-1")
    tell(box, resource_id="v-2")
    receiver.wait_for(2, within=1.5)
    assert [event["resourceId"] for event in receiver.events] == ["v-2", "v-1"]


def test_a_wrong_signature_looks_right_and_is_not(box, receiver):
    subscribed(box, receiver.url)
    box.control("webhooks/faults", {"kind": "wrong_signature", "event_type": "voucher.*"})
    tell(box)
    tell(box)
    [(*_, wrong, body), (*_, right, again)] = receiver.wait_for(2)
    with pytest.raises(SignatureRefused):
        read_event(body, wrong["X-Lxo-Signature"], public_key(box))
    assert read_event(again, right["X-Lxo-Signature"], public_key(box))
    assert len(base64.b64decode(wrong["X-Lxo-Signature"], validate=True)) == 256


def test_faults_can_be_disarmed_and_hit_only_their_events(box, receiver):
    subscribed(box, receiver.url)
    box.control("webhooks/faults", {"kind": "lost", "event_type": "invoice.*"})
    assert [fault["kind"] for fault in box.http.get("/sandbox/webhooks/faults").json()] == ["lost"]
    tell(box)
    receiver.wait_for(1)
    box.control("webhooks/faults", {"kind": "lost"})
    assert box.http.delete("/sandbox/webhooks/faults").status_code == 204
    tell(box)
    receiver.wait_for(2)
    assert box.http.post("/sandbox/webhooks/faults", json={"kind": "eaten"}).status_code == 422


SHARES = {
    "webhook_lost": 0.2,
    "webhook_doubled": 0.3,
    "webhook_wrong_signature": 0.2,
    "webhook_shuffled": 0.3,
    "webhook_late_seconds": 0.05,
}


def fate(sandbox, receiver, seed):
    """What became of sixteen deliveries under this seed."""
    sandbox.control("reset", {})
    sandbox.switch(https_callbacks_only=False, webhook_seed=seed, **SHARES)
    subscribed(sandbox, receiver.url)
    for number in range(16):
        tell(sandbox, resource_id=f"v-{number}")
    sandbox.switch(**dict.fromkeys(SHARES, 0))
    tell(sandbox, resource_id="last")  # lets those go that wait to be overtaken
    return [(row["resourceId"], row["outcome"], row["wrongSignature"]) for row in ended(sandbox, 17)]


def test_the_same_seed_sends_the_same_deliveries_astray(box, receiver):
    first, again, other = (fate(box, receiver, seed) for seed in (7, 7, 8))
    assert first == again != other
    assert {outcome for _, outcome, _ in first} == {"lost", "delivered"}
    assert len(first) > 17
    told = [event["resourceId"] for event in receiver.events]
    assert told != sorted(told)
