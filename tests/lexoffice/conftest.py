"""The sandbox, served for real on a free port, and a client that waits for nobody's patience."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import ProcessBudget
from lexoffice.sandbox.server import create_app

API_KEY = "sandbox-key-for-tests"


class RunningSandbox:
    """A uvicorn server in a thread, and its control API."""

    def __init__(self, database: Path | None) -> None:
        # With the protocol named: asyncio switches Nagle's algorithm off (40 ms a request) only where it is.
        self._socket = socket.socket(proto=socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(create_app(database, api_key=API_KEY), log_level="error", lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()
        self.http = httpx.Client(base_url=self.url, timeout=20)
        while not self._server.started:
            time.sleep(0.005)

    def stop(self) -> None:
        self.http.close()
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

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
    _server.switch(rate_per_second=0, reading_seconds=0)
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
