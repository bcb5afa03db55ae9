"""Two installations look after the same books: one is told every event once and in order, the other as badly as can be.

The second gets its events late and shuffled, 30 % of them twice and 5 % never, through the real receiver. After one sweep
its mirror must be that of the first, row by row. `python -m bench.lexware_shuffle` prints how long it took.
"""

from __future__ import annotations

import base64
import random
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import select

from api.main import create_app
from bench.lexware_history import Record, Step, Told, unfold
from lexoffice.bucket import Rate
from lexoffice.sandbox.serving import ServedSandbox
from lexoffice.wire import instant_text, write_json
from operations.lexware_desk import SWEEPS, WEBHOOKS, Desk, in_turn
from operations.lexware_events import work_off
from operations.lexware_identity import identify
from operations.lexware_mirror import Mirrored, from_row, value_of
from operations.lexware_sweep import full, poll
from runtime.services import build_services
from runtime.settings import Settings
from storage.lexware_events import StoredEvent
from storage.lexware_inbox import EventInbox
from storage.migrate import upgrade
from storage.tables.lexware import LexwareDocument, LexwareEvent

KEY = "sandbox-key"
PATH = "/webhooks/lexware"
DOUBLED, DROPPED = 0.3, 0.05
BEGINS = datetime(2026, 3, 2, 6, tzinfo=UTC)
JSON = {"Content-Type": "application/json"}
SENDERS = 8


@dataclass(slots=True)
class Outcome:
    """What came of it: the books, both mirrors, and seconds."""

    told: int = 0
    delivered: int = 0
    by_http: int = 0
    dropped: int = 0
    books: dict[str, Mirrored] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    in_order: dict[str, Mirrored] = field(default_factory=dict)
    before_sweep: dict[str, Mirrored] = field(default_factory=dict)
    shuffled: dict[str, Mirrored] = field(default_factory=dict)
    left_open: int = 0
    requests_in_order: int = 0
    seconds_receiving: float = 0.0
    seconds_working_off: float = 0.0
    seconds_sweeping: float = 0.0


def measure() -> dict[str, object]:
    """10,000 events, all of them by HTTP."""
    outcome = play(events=10_000, http_share=1.0)
    return {
        "events told, delivered (30 % doubled, 5 % dropped, shuffled)": f"{outcome.told}, {outcome.delivered}",
        "rows that differ from the in-order run: before the sweep": differing(outcome.in_order, outcome.before_sweep),
        "rows that differ: after one sweep": differing(outcome.in_order, outcome.shuffled),
        "deliveries a second through the receiver": outcome.by_http / outcome.seconds_receiving,
        "events worked off a second, without a rate limit": outcome.delivered / outcome.seconds_working_off,
        "requests to Lexware for the 10,000 events in order": outcome.requests_in_order,
        "seconds of the sweep": outcome.seconds_sweeping,
    }


def differing(one: dict[str, Mirrored], other: dict[str, Mirrored]) -> int:
    """How many rows are not the same in both."""
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())


def play(
    *, events: int, http_share: float, dropped: float = DROPPED, seed: int = 24, steps: int = 25, stock: int = 300
) -> Outcome:
    """The whole story on SQLite. `http_share` of the deliveries go over HTTP with a signature; the rest is put where the
    receiver puts what it has verified. `dropped`: the share of events that the second house never gets."""
    first, course = unfold(BEGINS, stock=stock, events=events, steps=steps, seed=seed)
    outcome = Outcome(told=sum(len(step.told) for step in course))
    chance = random.Random(seed)
    slots = _spread(course, chance, dropped, outcome)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        books = stack.enter_context(_Books())
        in_order = stack.enter_context(_House(directory / "one", books))
        shuffled = stack.enter_context(_House(directory / "two", books))
        books.put(first)
        for house in (in_order, shuffled):
            house.begin()
        for step, slot in zip(course, slots, strict=True):
            books.take_on(step)
            before = books.requests
            in_order.hear(step.told)
            in_order.work_off()
            outcome.requests_in_order += books.requests - before
            _deliver(shuffled, slot, chance, http_share, outcome)
            outcome.seconds_working_off += _timed(shuffled.work_off)
        outcome.before_sweep = shuffled.mirror()
        outcome.seconds_sweeping = _timed(shuffled.sweep)
        outcome.in_order, outcome.shuffled = in_order.mirror(), shuffled.mirror()
        outcome.books = {row.id: from_row(row) for row in in_order.services.lexware.voucherlist.rows()}
        outcome.deleted = {document_id for step in course for document_id in step.deleted}
        outcome.left_open = shuffled.open_events()
    return outcome


def _spread(course: list[Step], chance: random.Random, dropped: float, outcome: Outcome) -> list[list[Told]]:
    """When each event is delivered to the second house: with its step or any later one, twice, or never."""
    slots: list[list[Told]] = [[] for _ in course]
    for number, step in enumerate(course):
        for told in step.told:
            if chance.random() < dropped:
                outcome.dropped += 1
                continue
            for _ in range(2 if chance.random() < DOUBLED else 1):
                slots[chance.randrange(number, len(course))].append(told)
    for slot in slots:
        chance.shuffle(slot)
    return slots


def _deliver(house: _House, slot: list[Told], chance: random.Random, http_share: float, outcome: Outcome) -> None:
    by_http = [told for told in slot if chance.random() < http_share]
    sent = {id(told) for told in by_http} if http_share < 1 else set()
    signed = [house.signed(told) for told in by_http]
    outcome.seconds_receiving += _timed(lambda: house.receive(signed))
    if http_share < 1:
        house.hear(told for told in slot if id(told) not in sent)
    outcome.delivered += len(slot)
    outcome.by_http += len(signed)


class _Books:
    """Lexware's books and clock, for both houses."""

    def __init__(self) -> None:
        self._sandbox = ServedSandbox(None, key=KEY)
        self.url = self._sandbox.url
        self._http = httpx.Client(base_url=self.url, timeout=60)
        self.now = BEGINS
        self._post("switches", {"rate_per_second": 0})
        self._set_clock(BEGINS)
        self.organization_id: str = self._http.get("/v1/profile", headers=_key()).json()["organizationId"]

    def __enter__(self) -> _Books:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()
        self._sandbox.stop()

    def put(self, records: Iterable[Record]) -> None:
        """These records stand there now."""
        self._post("records/voucher", list(records))

    def take_on(self, step: Step) -> None:
        """The books as they stand when the step ends."""
        self._set_clock(step.ends)
        self.put(step.records.values())
        for document_id in step.deleted:
            answer = self._http.delete(f"/sandbox/documents/{document_id}")
            answer.raise_for_status()

    @property
    def requests(self) -> int:
        """How many the sandbox remembers: the last 2,000."""
        return len(self._http.get("/sandbox/requests").json())

    def _set_clock(self, now: datetime) -> None:
        self.now = now
        self._post("clock", {"now": instant_text(now), "frozen": True})

    def _post(self, path: str, body: object) -> None:
        self._http.post(f"/sandbox/{path}", content=write_json(body), headers=JSON).raise_for_status()


class _House:
    """One installation: its receiver behind a web server, its mirror, and its work done by hand."""

    def __init__(self, data: Path, books: _Books) -> None:
        self._books = books
        self._stack = ExitStack()
        self._private = generate_private_key(public_exponent=65537, key_size=2048)
        data.mkdir()
        pem = data / "webhooks.pem"
        pem.write_bytes(self._private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        settings = Settings(data=data, lexware_url=books.url, lexware_key=SecretStr(KEY), lexware_webhook_key=pem)
        self.services = self._stack.enter_context(
            build_services(settings, rate=Rate(10_000, 1000), clock=lambda: books.now)
        )
        upgrade(self.services.engine)
        self._url = self._stack.enter_context(served(create_app(self.services)))
        self._client = self._stack.enter_context(httpx.Client(base_url=self._url, timeout=60))
        self._inbox = EventInbox(settings.database, self.services.clock)
        self._stack.callback(self._inbox.close)
        self._desk = Desk(
            self.services.sessions, self.services.reading, self.services.lexware, self.services.clock, str(data)
        )

    def __enter__(self) -> _House:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(self) -> None:
        """Read everything once."""
        in_turn(self._desk, SWEEPS, lambda: identify(self._desk, SWEEPS) is not None or full(self._desk))

    def signed(self, told: Told) -> tuple[bytes, dict[str, str]]:
        """An event as Lexware delivers it."""
        facts = {
            "organizationId": self._books.organization_id,
            "eventType": told.event_type,
            "resourceId": told.resource_id,
            "eventDate": instant_text(told.at),
        }
        return delivery(facts, self._private)

    def receive(self, deliveries: list[tuple[bytes, dict[str, str]]]) -> None:
        """Post them, several at a time."""

        def post(one: tuple[bytes, dict[str, str]]) -> int:
            return self._client.post(PATH, content=one[0], headers=one[1]).status_code

        with ThreadPoolExecutor(SENDERS) as senders:
            answers = set(senders.map(post, deliveries))
        if answers - {204}:
            raise RuntimeError(f"the receiver answered {answers}")

    def hear(self, events: Iterable[Told]) -> None:
        """Put them where the receiver puts what it has verified."""
        whose = self._books.organization_id
        stored = [self._inbox.put(StoredEvent(whose, told.event_type, told.resource_id, told.at)) for told in events]
        wait(stored)
        for future in stored:
            future.result()

    def work_off(self) -> None:
        """Until nothing is open."""
        while in_turn(self._desk, WEBHOOKS, lambda: work_off(self._desk, WEBHOOKS)):
            pass

    def sweep(self) -> None:
        """What changed, and then the whole list with what it no longer shows."""

        def sweep() -> bool:
            poll(self._desk)
            return full(self._desk)

        in_turn(self._desk, SWEEPS, sweep)
        while in_turn(self._desk, SWEEPS, lambda: work_off(self._desk, SWEEPS)):
            pass

    def mirror(self) -> dict[str, Mirrored]:
        with self.services.reading() as session:
            return {row.id: value_of(row) for row in session.scalars(select(LexwareDocument))}

    def open_events(self) -> int:
        with self.services.reading() as session:
            return len(session.scalars(select(LexwareEvent.id).where(LexwareEvent.done_at.is_(None))).all())


def delivery(facts: dict[str, str], key: RSAPrivateKey) -> tuple[bytes, dict[str, str]]:
    """Body and headers of one delivery."""
    raw = write_json(facts).encode()
    signature = base64.b64encode(key.sign(raw, PKCS1v15(), SHA512())).decode()
    return raw, {**JSON, "X-Lxo-Signature": signature}


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """`app` behind a real server on a free port; its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _key() -> dict[str, str]:
    return {"Authorization": f"Bearer {KEY}"}


def _timed(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(measure())
