"""The sandbox, served for real on a free port, and a client that waits for nobody's patience."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import ProcessBudget
from lexoffice.sandbox.serving import ServedSandbox

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
