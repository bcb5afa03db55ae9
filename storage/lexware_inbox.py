"""The inbox of webhooks: one writer for all deliveries of this process, one transaction for all that wait (group commit).

Lexware waits five seconds for an answer, and ours is only honest after the commit. On SQLite there is one writer at a time,
and who waits for it by SQLite's own rule sleeps longer and longer, up to 0.1 s between two looks: forty deliveries that
wait side by side would lose against busy workers and hold up the pages' threads too. So one thread waits for all, looks
every few milliseconds, and brings everything that has come meanwhile in one commit (figures: docs/benchmarks.md).
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from sqlalchemy.exc import OperationalError

from storage.lexware_events import EventSource, StoredEvent, store
from storage.sessions import Sessions, make_engine, make_sessions

LONGEST_WAIT = 3.0
"""Seconds for the database, less than Lexware waits: then the sender is told to come again."""

LOOK_EVERY = 0.003


class EventInbox:
    """Takes events from any thread. Its thread and its connection are made with the first event; `close` ends both."""

    def __init__(self, database: str, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: list[StoredEvent] = []
        self._stored: Future[None] = Future()
        self._writer = ThreadPoolExecutor(1, "lexware-inbox")
        self._sessions: Sessions | None = None

    def put(self, event: StoredEvent) -> Future[None]:
        """Have it stored. The future ends when it is committed, or with the database's error; what was refused may be put
        again. It is the same for all that go in one commit, so that whoever waits for them is woken once."""
        with self._lock:
            self._waiting.append(event)
            if len(self._waiting) == 1:
                self._writer.submit(self._write)
            return self._stored

    def close(self) -> None:
        """Store what waits and let the connection go."""
        self._writer.shutdown()
        if self._sessions is not None:
            self._sessions.kw["bind"].dispose()

    def _write(self) -> None:
        with self._lock:
            events, self._waiting = self._waiting, []
            stored, self._stored = self._stored, Future()
        stored.set_running_or_notify_cancel()  # from here on nobody takes it back
        try:
            self._commit(events)
        except Exception as error:  # whoever delivered waits for an answer, whatever went wrong
            stored.set_exception(error)
        else:
            stored.set_result(None)

    def _commit(self, events: list[StoredEvent]) -> None:
        if self._sessions is None:
            self._sessions = make_sessions(make_engine(self._database, busy_timeout_ms=0))
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                with self._sessions.begin() as session:
                    store(session, events, at=self._clock(), source=EventSource.WEBHOOK)
                return
            except OperationalError as error:
                if not _is_busy(error) or time.monotonic() > end:
                    raise
                time.sleep(LOOK_EVERY)


def _is_busy(error: OperationalError) -> bool:
    """Whether SQLite's only writer is somebody else just now."""
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY  # the upper bits say why: another process recovers the log after a crash
