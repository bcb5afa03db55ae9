"""The sandbox, served for real on a free port, and a client that waits for nobody's patience."""

from __future__ import annotations

import io
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import ProcessBudget
from lexoffice.sandbox.serving import ServedSandbox
from lexoffice.webhooks import load_key

API_KEY = "sandbox-key-for-tests"


class RunningSandbox(ServedSandbox):
    """A served sandbox, and its control API."""

    def __init__(self, database: Path | None) -> None:
        super().__init__(database, key=API_KEY)
        self.http = httpx.Client(base_url=self.url, timeout=20)

    def stop(self) -> None:
        self.http.close()
        super().stop()

    def control(self, path: str, body: Any) -> Any:
        answer = self.http.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def fail(self, kind: str, path: str = "/v1/*", method: str = "*", **more: Any) -> None:
        self.control("faults", {"kind": kind, "path": path, "method": method, **more})

    def switch(self, **switches: Any) -> None:
        self.control("switches", switches)

    def requests(self) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self.http.get("/sandbox/requests").json()
        return answer

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A request as any client could send it."""
        headers = {"Authorization": f"Bearer {API_KEY}", **more.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **more)

    def subscribe(self, url: object, event_type: str = "voucher.changed") -> httpx.Response:
        return self.raw("POST", "/v1/event-subscriptions", json={"eventType": event_type, "callbackUrl": url})

    def subscribed(self, url: str, event_type: str = "voucher.changed") -> str:
        answer = self.subscribe(url, event_type)
        assert answer.status_code == 201, answer.text
        subscription_id: str = answer.json()["id"]
        return subscription_id

    def tell(self, event_type: str = "voucher.changed", resource_id: str = "v-1", **more: Any) -> None:
        self.control("events", {"event_type": event_type, "resource_id": resource_id, **more})

    def deliveries(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.http.get("/sandbox/deliveries").json()
        return rows

    def ended(self, count: int = 1) -> list[dict[str, Any]]:
        """The deliveries, once there are `count` of them and none is under way."""
        self.until(lambda: len(self.deliveries()) >= count and "pending" not in self.outcomes())
        return self.deliveries()

    def outcomes(self) -> list[str]:
        return [delivery["outcome"] for delivery in self.deliveries()]

    def until(self, true: Callable[[], object], within: float = 5.0) -> None:
        eventually(true, within)

    def public_key(self) -> RSAPublicKey:
        return load_key(self.http.get("/webhookSignature/public/public_key.pub").content)


class Receiver:
    """Somebody who gets webhooks, on a free port. `script`: what it answers to the next POSTs, then `otherwise`; a number is
    a status, a text the place that it redirects to."""

    def __init__(self, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.script: list[int | str] = []
        self.otherwise: int | str = 204
        self.head = 200
        self.silence = 0.0
        self.got: list[tuple[float, str, dict[str, str], bytes]] = []
        """Moment, path, headers and body of each POST."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                time.sleep(receiver.silence)
                self._answer(receiver.head)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((time.monotonic(), self.path, dict(self.headers), body))
                time.sleep(receiver.silence)
                self._answer(receiver.script.pop(0) if receiver.script else receiver.otherwise)

            def _answer(self, answer: int | str) -> None:
                self.send_response(answer if isinstance(answer, int) else 307)
                if isinstance(answer, str):
                    self.send_header("Location", answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Who asks may have given up."""

        self._server = Server(("127.0.0.1", port), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, _, _, body in self.got]

    def wait_for(self, count: int, within: float = 5.0) -> list[tuple[float, str, dict[str, str], bytes]]:
        eventually(lambda: len(self.got) >= count, within)
        return self.got[:count]


def eventually(true: Callable[[], object], within: float = 5.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.01)


@pytest.fixture
def receivers() -> Iterator[Callable[..., Receiver]]:
    """Starts receivers."""
    started: list[Receiver] = []

    def start(**how: Any) -> Receiver:
        started.append(Receiver(**how))
        return started[-1]

    yield start
    for receiver in started:
        receiver.stop()


@pytest.fixture
def receiver(receivers: Callable[..., Receiver]) -> Receiver:
    """One that does as it should."""
    return receivers()


@pytest.fixture
def box(sandbox: RunningSandbox) -> RunningSandbox:
    """The sandbox with webhooks to this machine, and pauses between deliveries that end at once."""
    sandbox.switch(https_callbacks_only=False, webhook_time_scale=0)
    return sandbox


@pytest.fixture(scope="session")
def _server() -> Iterator[RunningSandbox]:
    running = RunningSandbox(None)
    yield running
    running.stop()


@pytest.fixture
def sandbox(_server: RunningSandbox) -> RunningSandbox:
    """One server for all tests, emptied before each; its rate limit is off and it reads uploads at once."""
    _server.control("reset", {})
    _server.switch(rate_per_second=0, reading_seconds=0, webhook_key_bits=2048)
    return _server


class SalesDesk:
    """Sales documents as a program would write them, through HTTP; numbers as strings, for no float may come near them."""

    DAY = "2026-03-02T00:00:00.000+01:00"
    PARTS: ClassVar[dict[str, Any]] = {
        "voucherDate": DAY,
        "address": {"name": "Nordlicht Messtechnik GmbH", "countryCode": "DE"},
        "taxConditions": {"taxType": "net"},
        "totalPrice": {"currency": "EUR"},
        "shippingConditions": {"shippingType": "service", "shippingDate": DAY},
    }

    def __init__(self, sandbox: RunningSandbox) -> None:
        self._sandbox = sandbox

    @staticmethod
    def line(price: str = "100", rate: int = 19, quantity: str = "1", side: str = "net", **more: Any) -> dict[str, Any]:
        unit = {"currency": "EUR", f"{side}Amount": price, "taxRatePercentage": rate}
        whole = {"type": "custom", "name": "Kalibrierung", "quantity": quantity, "unitName": "Stück", "unitPrice": unit}
        return without_dots(whole | more)

    def body(self, resource: str, *lines: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """A complete body; a change to `...` leaves the field out."""
        whole = {**self.PARTS, "lineItems": list(lines) or [self.line()]}
        if resource == "quotations":
            whole["expirationDate"] = "2026-04-01T00:00:00.000+02:00"
        return without_dots(whole | changes)

    def post(self, resource: str, body: dict[str, Any], **query: Any) -> httpx.Response:
        return self._sandbox.raw("POST", f"/v1/{resource}", json=body, params=query)

    def get(self, resource: str, document_id: str) -> dict[str, Any]:
        answer = self._sandbox.raw("GET", f"/v1/{resource}/{document_id}")
        assert answer.status_code == 200, answer.text
        document: dict[str, Any] = answer.json()
        return document

    def made(
        self, resource: str, *lines: dict[str, Any], final: bool = True, after: str | None = None, **changes: Any
    ) -> dict[str, Any]:
        """A new document as it reads."""
        query = {"finalize": str(final).lower()} | ({"precedingSalesVoucherId": after} if after else {})
        answer = self.post(resource, self.body(resource, *lines, **changes), **query)
        assert answer.status_code == 201, answer.text
        return self.get(resource, answer.json()["id"])

    def refused(self, resource: str, *lines: dict[str, Any], after: str | None = None, **changes: Any) -> set[Any]:
        """Field and violation of everything that Lexware says against a document; empty if it takes it."""
        query = {"precedingSalesVoucherId": after} if after else {}
        answer = self.post(resource, self.body(resource, *lines, **changes), **query)
        if answer.status_code == 201:
            return set()
        assert answer.status_code == 406, answer.text
        return {(detail["field"], detail["violation"]) for detail in answer.json()["details"]}

    def customer(self, **more: Any) -> str:
        """The id of a new customer with one billing address."""
        place = {"street": "Am Deich 4", "zip": "26721", "city": "Emden", "countryCode": "DE"}
        whole = {"version": 0, "roles": {"customer": {}}, "company": {"name": "Nordlicht Messtechnik GmbH"}}
        sent = without_dots(whole | {"addresses": {"billing": [place]}} | more)
        answer = self._sandbox.raw("POST", "/v1/contacts", json=sent)
        assert answer.status_code == 201, answer.text
        contact_id: str = answer.json()["id"]
        return contact_id


def without_dots(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not ...}


@pytest.fixture
def desk(sandbox: RunningSandbox) -> SalesDesk:
    """Someone who writes invoices and the like."""
    return SalesDesk(sandbox)


@pytest.fixture
def start_sandbox() -> Iterator[Callable[[Path | None], RunningSandbox]]:
    """Servers of a test's own."""
    running: list[RunningSandbox] = []

    def start(database: Path | None) -> RunningSandbox:
        running.append(RunningSandbox(database))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def _client(_server: RunningSandbox) -> Iterator[tuple[LexwareClient, list[float]]]:
    # One for all tests: making an httpx client loads the certificates, 50 ms each time.
    slept: list[float] = []
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    with LexwareClient(API_KEY, _server.url, budget=budget, sleep=slept.append) as client:
        yield client, slept


@pytest.fixture
def sleeps(_client: tuple[LexwareClient, list[float]]) -> list[float]:
    """What the client would have slept in this test."""
    _client[1].clear()
    return _client[1]


@pytest.fixture
def lexware(sandbox: RunningSandbox, _client: tuple[LexwareClient, list[float]], sleeps: list[float]) -> LexwareClient:
    """A client of the sandbox that notes its pauses instead of making them."""
    return _client[0]


@pytest.fixture
def pdf() -> Callable[[str], bytes]:
    """A small PDF that says something."""

    def make(text: str = "Rechnung") -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, invariant=True)
        canvas.drawString(72, 720, text)
        canvas.save()
        return target.getvalue()

    return make


@pytest.fixture
def image() -> Callable[[str], bytes]:
    """A small picture, PNG or JPEG."""

    def make(kind: str) -> bytes:
        target = io.BytesIO()
        Image.new("RGB", (8, 8), "white").save(target, kind)
        return target.getvalue()

    return make
