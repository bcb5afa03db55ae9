"""The address that Lexware delivers to: what it answers decides whether Lexware repeats, gives up, or unsubscribes."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select

from api.main import create_app
from lexoffice.bucket import Rate
from lexoffice.sandbox.serving import ServedSandbox
from lexoffice.webhooks import KeyUnusable
from models.documents import DocumentStatus
from models.people import Role
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage.lexware_turn import mirror
from storage.tables.documents import Document
from storage.tables.lexware import LexwareEvent
from workers.lexware_watch import LexwareWatch

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OURS = "3b0e5a0c-51d2-4f0b-9f52-8a6f5d0c7e10"
PATH = "/webhooks/lexware"


def payload(number: int = 0, **changes: Any) -> bytes:
    facts = {
        "organizationId": OURS,
        "eventType": "payment.changed",
        "resourceId": f"9d2c7f4e-7a35-4a52-b1f4-{number:012}",
        "eventDate": "2026-03-19T11:02:44.107+01:00",
    }
    return json.dumps(facts | changes, separators=(",", ":")).encode()


def sign(raw: bytes) -> str:
    return base64.b64encode(KEY.sign(raw, PKCS1v15(), SHA512())).decode()


class Door:
    """The receiver behind a real server, and what it stored."""

    def __init__(self, services: Services, url: str) -> None:
        self.services = services
        self.http = httpx.Client(base_url=url, timeout=20)

    def deliver(self, raw: bytes, signature: str | None = None) -> httpx.Response:
        """As Lexware posts it; without a cookie, a token or a form's secret."""
        headers = {"Content-Type": "application/json", "X-Lxo-Signature": sign(raw) if signature is None else signature}
        return self.http.post(PATH, content=raw, headers=headers)

    def stored(self) -> list[LexwareEvent]:
        with self.services.reading() as session:
            return list(session.scalars(select(LexwareEvent).order_by(LexwareEvent.id)))

    def know_who_we_are(self) -> None:
        with self.services.sessions.begin() as session:
            mirror(session).organization_id = OURS


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("key") / "webhooks.pem"
    file.write_bytes(KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return file


@pytest.fixture
def settings(tmp_path: Path, database_url: str, key_file: Path) -> Settings:
    return Settings(
        data=tmp_path / "var", database_url=database_url, lexware_webhook_key=key_file, lexware_url="http://127.0.0.1:9"
    )


@pytest.fixture
def door(settings: Settings) -> Iterator[Door]:
    """On SQLite and on PostgreSQL; Lexware itself cannot be reached, and nobody needs it."""
    with build_services(settings) as services, served(create_app(services)) as url:
        door = Door(services, url)
        yield door
        door.http.close()


def test_head_is_answered_so_that_lexware_accepts_the_address(door: Door) -> None:
    answer = door.http.head(PATH)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_signed_event_is_stored_and_answered_without_a_session(door: Door) -> None:
    answer = door.deliver(payload())
    assert (answer.status_code, answer.content) == (204, b"")
    assert "set-cookie" not in answer.headers
    (event,) = door.stored()
    assert (event.event_type, event.resource_id) == ("payment.changed", "9d2c7f4e-7a35-4a52-b1f4-000000000000")
    assert (event.organization_id, event.source, event.done_at) == (OURS, "webhook", None)
    assert event.event_date.isoformat() == "2026-03-19T10:02:44.107000+00:00"


def test_a_repeat_is_answered_alike_and_stored_once(door: Door) -> None:
    assert [door.deliver(payload()).status_code for _ in range(3)] == [204, 204, 204]
    assert len(door.stored()) == 1


def test_an_event_type_of_tomorrow_is_stored_too(door: Door) -> None:
    assert door.deliver(payload(eventType="reminder.sent")).status_code == 204
    assert [event.event_type for event in door.stored()] == ["reminder.sent"]


@pytest.mark.parametrize("signature", ["", "???", sign(b"something else")])
def test_a_bad_signature_is_a_401_which_lexware_repeats(door: Door, signature: str) -> None:
    answer = door.deliver(payload(), signature)
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_refused")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "KONTORIST_LEXWARE_WEBHOOK_KEY" in answer.json()["detail"]
    assert door.stored() == []


def test_a_missing_signature_is_a_401(door: Door) -> None:
    assert door.http.post(PATH, content=payload()).status_code == 401
    assert door.stored() == []


def test_signed_nonsense_is_a_400_which_lexware_does_not_repeat(door: Door) -> None:
    for raw in (b"{}", b"[]", payload(resourceId="../profile")):
        assert door.deliver(raw).status_code == 400
    assert door.stored() == []


def test_another_organisations_event_is_refused_as_soon_as_we_know_who_we_are(door: Door) -> None:
    stranger = "11111111-2222-4333-8444-555555555555"
    assert door.deliver(payload(1, organizationId=stranger)).status_code == 204, "who are we? sorted out later"
    door.know_who_we_are()
    time.sleep(0.5)
    answer = door.deliver(payload(2, organizationId=stranger))
    assert (answer.status_code, answer.json()["code"]) == (400, "other_organisation")
    assert door.deliver(payload(3)).status_code == 204
    assert len(door.stored()) == 2


def test_a_body_larger_than_any_event_is_refused_before_it_is_read(door: Door) -> None:
    raw = b'{"a":"' + b"x" * 70_000 + b'"}'
    assert door.deliver(raw).status_code == 413
    chunked = door.http.post(PATH, content=iter([raw]), headers={"X-Lxo-Signature": sign(raw)})
    assert chunked.status_code == 413


def test_nobody_is_ever_told_that_there_is_nothing_here(door: Door) -> None:
    """404 and 410 end the subscription."""
    for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = door.http.request(method, PATH)
        assert answer.status_code == 405
        assert answer.headers["content-type"] == "application/problem+json"


def test_while_the_database_has_a_busy_writer_the_answer_is_503_and_lexware_comes_again(
    tmp_path: Path, sqlite_url: str, key_file: Path
) -> None:
    settings = Settings(data=tmp_path / "var", database_url=sqlite_url, lexware_webhook_key=key_file)
    with build_services(settings) as services, served(create_app(services)) as url:
        door = Door(services, url)
        writer = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        answer = door.deliver(payload())
        assert (answer.status_code, answer.json()["code"]) == (503, "not_stored")
        assert time.monotonic() - began < 5, "Lexware hangs up after five seconds"
        writer.execute("ROLLBACK")
        writer.close()
        assert door.deliver(payload()).status_code == 204
        assert len(door.stored()) == 1
        door.http.close()


def test_without_a_database_the_answer_is_503(tmp_path: Path, key_file: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'nowhere' / 'kontorist.sqlite3'}"
    settings = Settings(data=tmp_path / "var", database_url=nowhere, lexware_webhook_key=key_file)
    with build_services(settings) as services, served(create_app(services)) as url:
        door = Door(services, url)
        assert door.deliver(payload()).status_code == 503
        assert door.http.head(PATH).status_code == 204
        door.http.close()


def test_a_burst_of_two_hundred_is_stored_to_the_last(door: Door) -> None:
    """From twenty connections at once, some of them twice."""
    signed = [(raw, sign(raw)) for raw in (payload(number % 150) for number in range(200))]

    def deliver(one: tuple[bytes, str]) -> int:
        return door.deliver(*one).status_code

    with ThreadPoolExecutor(20) as senders:
        assert set(senders.map(deliver, signed)) == {204}
    assert len(door.stored()) == 150


def test_a_connection_that_is_cut_before_the_answer_loses_no_event(door: Door) -> None:
    raw = payload(7)
    with (
        httpx.Client(base_url=str(door.http.base_url), timeout=0.0005) as impatient,
        pytest.raises(httpx.TimeoutException),
    ):
        impatient.post(PATH, content=raw, headers={"X-Lxo-Signature": sign(raw)})
    assert door.deliver(raw).status_code == 204
    assert len(door.stored()) == 1


def test_a_sender_that_never_comes_to_an_end_is_let_go_in_time(door: Door, capfd: pytest.CaptureFixture[str]) -> None:
    host = door.http.base_url.host, door.http.base_url.port
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\n".encode()
    began = time.monotonic()
    with socket.create_connection(host) as slow, socket.create_connection(host) as gone:
        slow.sendall(head + b"{")
        gone.sendall(head + b"{")
        gone.close()
        slow.settimeout(10)
        assert b" 503 " in slow.recv(4096).partition(b"\r\n")[0]
    assert 3 < time.monotonic() - began < 5
    assert "Traceback" not in capfd.readouterr().err


def test_a_key_that_cannot_be_read_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pem"
    broken.write_text("no key")
    with (
        build_services(settings.model_copy(update={"lexware_webhook_key": broken})) as services,
        pytest.raises(KeyUnusable),
    ):
        create_app(services)


VOUCHER = {
    "id": "9d2c7f4e-7a35-4a52-b1f4-0c1e6d8f2a33",
    "type": "purchaseinvoice",
    "voucherStatus": "open",
    "voucherNumber": "R-1",
    "voucherDate": "2026-02-27",
    "dueDate": "2026-03-13",
    "totalGrossAmount": "238",
}


def test_a_payment_in_lexware_ends_as_a_word_on_the_page(
    tmp_path: Path, peopled_template: tuple[Path, dict[Role, str]]
) -> None:
    """Subscribed, signed and delivered by the sandbox; verified, stored, followed, mirrored; the document is paid."""
    template, tokens = peopled_template
    database = shutil.copy(template, tmp_path / "kontorist.sqlite3")
    with ServedSandbox(None, key="k") as sandbox, httpx.Client(base_url=sandbox.url, timeout=20) as lexware:
        switches = {"rate_per_second": 0, "https_callbacks_only": False, "webhook_key_bits": 2048}
        assert lexware.post("/sandbox/switches", json=switches).is_success
        assert lexware.post("/sandbox/records/voucher", json=[VOUCHER]).is_success
        pem = tmp_path / "lexware.pem"
        pem.write_bytes(lexware.get("/webhookSignature/public/public_key.pub").content)
        settings = Settings(
            data=tmp_path / "var",
            database_url=f"sqlite:///{database}",
            lexware_url=sandbox.url,
            lexware_key=SecretStr("k"),
            lexware_webhook_key=pem,
        )
        with build_services(settings, rate=Rate(1000, 1000)) as services, served(create_app(services)) as url:
            door = Door(services, url)
            _file(services)
            subscription = {"eventType": "payment.changed", "callbackUrl": f"{url}{PATH}"}
            key = {"Authorization": "Bearer k"}
            assert lexware.post("/v1/event-subscriptions", json=subscription, headers=key).status_code == 201
            watch = LexwareWatch(services, "test")
            watch.sweep()
            assert "Bezahlt" not in _list(door, tokens)
            reviewer = {"Authorization": f"Bearer {tokens[Role.REVIEWER]}"}
            for told, amount in enumerate(("100", "138"), start=1):
                assert lexware.post(
                    "/sandbox/payments", json={"voucher_id": VOUCHER["id"], "amount": amount}
                ).is_success
                _until(lambda: len(door.stored()) == told)  # noqa: B023  asked at once
                watch.events()
                assert all(event.done_at for event in door.stored())
                if told == 1:
                    assert "Bezahlt" not in _list(door, tokens)
                    page = door.http.get("/belege/1", headers=reviewer).text
                    assert "dort noch 138,00 € offen, fällig am 13.03.2026" in page
                    shown = door.http.get("/api/v1/documents/1", headers=reviewer).json()
                    assert Decimal(shown["still_open"]) == Decimal(138)
            assert "Bezahlt" in _list(door, tokens)
            sheet = door.http.get("/belege/1", headers=reviewer)
            assert "In Lexware gebucht" in sheet.text
            assert "dort bezahlt" in sheet.text
            assert "offen" not in sheet.text.split("dort bezahlt")[1][:40]
            door.http.close()


def _file(services: Services) -> None:
    """A document of ours that stands behind the voucher."""
    at = services.clock()
    with services.sessions.begin() as session:
        session.add(
            Document(
                sha256="0" * 64,
                file_name="rechnung.pdf",
                size=1,
                channel="upload",
                received_at=at,
                changed_at=at,
                status=DocumentStatus.FILED.value,
                filed_at=at,
                voucher_id=VOUCHER["id"],
            )
        )


def _list(door: Door, tokens: dict[Role, str]) -> str:
    """What stands in the rows of the list (the word also names a choice above it)."""
    answer = door.http.get("/belege?ansicht=gebucht", headers={"Authorization": f"Bearer {tokens[Role.REVIEWER]}"})
    assert answer.status_code == 200
    return answer.text.split("<tbody")[-1]


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)
