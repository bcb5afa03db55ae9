"""Event subscriptions of the sandbox: what can be subscribed to, from where, and how long it lives."""

from __future__ import annotations

import ipaddress
import signal
import socket
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from lexoffice.event_subscriptions import EventType
from lexoffice.sandbox.events import EVENT_TYPES

PATH = "/v1/event-subscriptions"


def test_a_subscription_is_made_read_listed_and_deleted(box, receiver):
    answer = box.subscribe(receiver.url)
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
        box.subscribed(receiver.url, event_type)
    for invented in ("invoice.updated", "file.uploaded", "payment.received", "voucher.status-changed"):
        answer = box.subscribe(receiver.url, invented)
        assert (answer.status_code, answer.json()["details"][0]["field"]) == (406, "eventType")
    box.switch(unknown_event_as_400=True)
    assert box.subscribe(receiver.url, "invoice.updated").status_code == 400


@pytest.mark.parametrize("missing", ["eventType", "callbackUrl"])
def test_a_subscription_needs_event_type_and_address(box, receiver, missing):
    body = {"eventType": "voucher.changed", "callbackUrl": receiver.url, missing: None}
    answer = box.raw("POST", PATH, json=body)
    assert (answer.status_code, answer.json()["path"]) == (406, PATH)
    [detail] = answer.json()["details"]
    assert (detail["violation"], detail["field"]) == ("NOTNULL", missing)


def test_addresses_must_be_https_where_nobody_switched_that_off(box, receiver):
    for address in ("ftp://127.0.0.1/", "https://", "hook", "http://[::1/", 7):
        assert box.subscribe(address).status_code == 406
    box.subscribed(receiver.url)
    box.switch(https_callbacks_only=True)
    assert box.subscribe(receiver.url, "voucher.created").json()["details"][0]["field"] == "callbackUrl"


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
        assert box.subscribe(receiver.url).status_code == 406
    receiver.head = 204
    box.switch(webhook_timeout_seconds=0.1)
    receiver.silence = 0.3
    assert box.subscribe(receiver.url).status_code == 406
    receiver.silence = 0
    box.subscribed(receiver.url)
    assert box.subscribe("http://127.0.0.1:1/").status_code == 406
    assert box.subscribe("http://no-such-host.invalid/").status_code == 406
    assert len(box.raw("GET", PATH).json()["content"]) == 1


def test_the_certificate_of_the_address_is_checked(box, receivers, tmp_path, monkeypatch):
    receiver = receivers(tls=self_signed(tmp_path))
    box.switch(https_callbacks_only=True)
    assert box.subscribe(receiver.url).status_code == 406
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    box.subscribed(receiver.url)
    box.tell()
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
    box.subscribed(receiver.url)
    again = box.subscribe(receiver.url)
    assert (again.status_code, again.json()["status"]) == (409, 409)
    box.subscribed(f"{receiver.url}/other")
    box.subscribed(receiver.url, "voucher.created")


@pytest.mark.parametrize("told", [True, False])
def test_subscriptions_die_with_their_key(box, receiver, told):
    box.switch(tell_revoked_key=told)
    for event_type in ("voucher.changed", "token.revoked"):
        box.subscribed(receiver.url, event_type)
    box.control("webhooks/faults", {"kind": "late", "seconds": 60, "event_type": "voucher.changed"})
    box.tell()
    box.control("key", {"revoked": True})
    box.control("key", {"revoked": False})
    assert box.raw("GET", PATH).json() == {"content": []}
    connection = box.raw("GET", "/v1/profile").json()["connectionId"]
    assert [(row["eventType"], row["outcome"]) for row in box.ended()] == [
        ("voucher.changed", "unsubscribed"),
        *([("token.revoked", "delivered")] if told else []),
    ]
    assert [event["resourceId"] for event in receiver.events] == ([connection] if told else [])
