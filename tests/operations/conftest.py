"""Lexware's books as a served sandbox, with a clock that both sides share, and a desk that looks after them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import ProcessBudget
from lexoffice.retries import Patience
from lexoffice.sandbox.serving import ServedSandbox
from lexoffice.wire import instant_text, write_json
from operations.lexware_desk import SWEEPS, WEBHOOKS, Desk, in_turn
from operations.lexware_events import work_off
from operations.lexware_mirror import Change, Mirrored, value_of
from operations.lexware_sweep import full, poll
from operations.paid_documents import follow_payment
from storage.lexware_events import EventSource, StoredEvent, store
from storage.sessions import make_reading_sessions, make_sessions
from storage.tables.lexware import LexwareDocument, LexwareEvent

API_KEY = "sandbox-key-for-operations"
JSON = {"Content-Type": "application/json"}
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Books:
    """What is in Lexware, and what a person does there. The clock stands until the test lets time pass."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=20)
        self.now = MORNING
        self.records: dict[str, dict[str, Any]] = {}

    def empty(self) -> None:
        self.control("reset", {})
        self.switch(rate_per_second=0, reading_seconds=0)
        self.records.clear()
        self.set_clock(MORNING)
        self.organization_id: str = self._http.get("/sandbox/state").json()["profile"]["organizationId"]

    def close(self) -> None:
        self._http.close()

    def control(self, path: str, body: Any) -> Any:
        answer = self._http.post(f"/sandbox/{path}", content=write_json(body), headers=JSON)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def switch(self, **switches: Any) -> None:
        self.control("switches", switches)

    def fail(self, kind: str, path: str = "/v1/*", times: int = 1) -> None:
        self.control("faults", {"kind": kind, "path": path, "times": times})

    def set_clock(self, now: datetime) -> None:
        self.now = now
        self.control("clock", {"now": instant_text(now), "frozen": True})

    def later(self, **passed: float) -> None:
        self.set_clock(self.now + timedelta(**passed))

    def put(self, *records: dict[str, Any]) -> None:
        """Records as they stand from now on, whatever they were."""
        for record in records:
            self.records[record["id"]] = record
        self.control("records/voucher", list(records))

    def voucher(self, **facts: Any) -> str:
        """A new bookkeeping voucher, changed now; its id."""
        record = self.record(**facts)
        self.put(record)
        return str(record["id"])

    def vouchers(self, count: int) -> list[str]:
        """So many new ones; their ids."""
        records = [self.record(voucherNumber=f"R-{number}") for number in range(count)]
        self.put(*records)
        return [record["id"] for record in records]

    def record(self, **facts: Any) -> dict[str, Any]:
        """A bookkeeping voucher as Lexware keeps it, not put in yet."""
        return {
            "id": str(uuid.uuid4()),
            "type": "purchaseinvoice",
            "voucherStatus": "open",
            "voucherNumber": "R-1",
            "voucherDate": "2026-02-27",
            "dueDate": "2026-03-13",
            "totalGrossAmount": Decimal("238.00"),
            "createdDate": instant_text(self.now),
            "updatedDate": instant_text(self.now),
            **facts,
        }

    def change(self, voucher_id: str, **facts: Any) -> None:
        """Another state of it, changed now (unless told otherwise)."""
        self.put({**self.records[voucher_id], "updatedDate": instant_text(self.now), **facts})

    def pay(self, voucher_id: str, amount: str = "238.00") -> None:
        self.control("payments", {"voucher_id": voucher_id, "amount": amount})

    def delete(self, voucher_id: str) -> None:
        assert self._http.delete(f"/sandbox/documents/{voucher_id}").status_code == 204

    def requests(self, path: str = "/v1/") -> list[str]:
        """Paths asked for, oldest first."""
        asked = self._http.get("/sandbox/requests").json()
        return [entry["path"] for entry in asked if entry["path"].startswith(path)]


class Watch:
    """One installation that looks after the books, by hand: what it stored, did and told."""

    def __init__(self, engine: Engine, books: Books, client: LexwareClient) -> None:
        self.books = books
        self.changes: list[Change] = []
        self.desk = Desk(
            sessions=make_sessions(engine),
            reading=make_reading_sessions(engine),
            client=client,
            clock=lambda: books.now,
            worker="tester",
            listeners=(self._notice, follow_payment),
        )

    def _notice(self, _session: Session, change: Change, _at: datetime) -> None:
        self.changes.append(change)

    def hear(self, event_type: str, *resource_ids: str, at: datetime | None = None, **more: Any) -> None:
        """Webhooks, as the receiver stores them."""
        whose = more.get("organization_id", self.books.organization_id)
        events = [StoredEvent(whose, event_type, resource_id, at or self.books.now) for resource_id in resource_ids]
        with self.desk.sessions.begin() as session:
            store(session, events, at=self.books.now, source=EventSource.WEBHOOK)

    def events(self) -> bool:
        """One round of working off what webhooks told."""
        return in_turn(self.desk, WEBHOOKS, lambda: work_off(self.desk, WEBHOOKS))

    def poll(self) -> None:
        """One look at what changed."""

        def look() -> bool:
            poll(self.desk)
            return work_off(self.desk, SWEEPS)

        in_turn(self.desk, SWEEPS, look)

    def full(self) -> None:
        """The whole list, and what it no longer shows."""
        while in_turn(self.desk, SWEEPS, lambda: full(self.desk)):
            pass
        while in_turn(self.desk, SWEEPS, lambda: work_off(self.desk, SWEEPS)):
            pass

    def mirror(self) -> dict[str, Mirrored]:
        with self.desk.reading() as session:
            return {row.id: value_of(row) for row in session.scalars(select(LexwareDocument))}

    def stored_events(self) -> list[LexwareEvent]:
        with self.desk.reading() as session:
            return list(session.scalars(select(LexwareEvent).order_by(LexwareEvent.id)))

    def open_events(self) -> list[LexwareEvent]:
        return [event for event in self.stored_events() if event.done_at is None]


@pytest.fixture(scope="session")
def _books() -> Iterator[tuple[Books, LexwareClient]]:
    sandbox = ServedSandbox(None, key=API_KEY)
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    books = Books(sandbox.url)
    with LexwareClient(API_KEY, sandbox.url, budget=budget, patience=Patience(2, 0.01, 0.02)) as client:
        yield books, client
    books.close()
    sandbox.stop()


@pytest.fixture
def books(_books: tuple[Books, LexwareClient]) -> Books:
    """Empty books on a Monday morning."""
    _books[0].empty()
    return _books[0]


@pytest.fixture
def make_watch(books: Books, _books: tuple[Books, LexwareClient]) -> Callable[[Engine], Watch]:
    """Another installation over the same books."""
    return lambda engine: Watch(engine, books, _books[1])


@pytest.fixture
def watch(make_watch: Callable[[Engine], Watch], engine: Engine) -> Watch:
    """On SQLite and on PostgreSQL."""
    return make_watch(engine)
