"""A server that stands in for Lexware where the sandbox would be in the way: it answers what a test has put in, keeps what
it was asked, and cuts the connection where the status is 0.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import ProcessBudget
from lexoffice.wire import read_json

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
CREATED = {
    "id": ID,
    "resourceUri": f"https://api.lexware.io/v1/x/{ID}",
    "createdDate": "2026-03-02T09:14:05.118+01:00",
    "updatedDate": "2026-03-02T09:14:05.118+01:00",
    "version": 1,
}


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query)

    @property
    def json(self) -> Any:
        return read_json(self.body) if self.body else None


@dataclass
class Recorder:
    """`answers` are given first, in order; then `answer`'s, as often as it is asked."""

    answers: list[tuple[int, Any]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    status: int = 201
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        self.answers.clear()
        self.received.clear()
        self.answer(201, CREATED)

    def answer(self, status: int, body: Any, **headers: str) -> None:
        self.status, self.body = status, body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    @property
    def asked(self) -> list[tuple[str, str, Any]]:
        return [(request.method, request.target, request.json) for request in self.received]


class Handler(BaseHTTPRequestHandler):
    recorder: Recorder
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        recorder = self.recorder
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        recorder.received.append(Received(self.command, self.path, headers, body))
        status, content = recorder.answers.pop(0) if recorder.answers else (recorder.status, recorder.body)
        if status == 0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **recorder.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def do_HEAD(self) -> None:
        """The test of a callback address: there is one."""
        self.send_response(200 if self.path == "/there" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen of a test."""


@pytest.fixture(scope="session")
def _recorded() -> Iterator[tuple[Recorder, LexwareClient, str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    recorder = Handler.recorder = Recorder()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    with LexwareClient("key", url, budget=budget, sleep=lambda _: None) as client:
        yield recorder, client, url
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def recorder(_recorded: tuple[Recorder, LexwareClient, str]) -> Recorder:
    """What stands in for Lexware."""
    _recorded[0].forget()
    return _recorded[0]


@pytest.fixture
def client(_recorded: tuple[Recorder, LexwareClient, str]) -> LexwareClient:
    """A client of it."""
    return _recorded[1]


@pytest.fixture
def recorder_url(_recorded: tuple[Recorder, LexwareClient, str]) -> str:
    """Its address."""
    return _recorded[2]
