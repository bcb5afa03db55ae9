"""The sandbox, served for real on a free port, and a client that waits for nobody's patience."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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
