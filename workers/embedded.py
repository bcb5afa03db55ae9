"""The workers of the embedded default: threads of the one process, each looping `advance` with a fenced reader of its own.

They sleep only when nothing is due, and are woken when something arrives or is approved. A kill leaves claims behind; the
next start voids them at once, because a lock on the data directory proves that their process is gone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import socket
import threading
from typing import IO

import structlog

from pipeline import claims
from pipeline.failures import where
from pipeline.flow import advance
from runtime.services import Services
from storage import outbox
from workers.signs import SignOfLife

log = structlog.get_logger(__name__)

IDLE_SECONDS = 1.0
"""How long a worker with nothing to do sleeps if nobody wakes it: then a time to think or a pause may have ended."""


class EmbeddedWorkers:
    """Start once, wake at will, stop at the end. `stop` waits for the steps under way."""

    def __init__(self, services: Services, *, idle_seconds: float = IDLE_SECONDS) -> None:
        self._services = services
        self._idle_seconds = idle_seconds
        self._condition = threading.Condition()
        self._calls = 0
        self._stopped = False
        self._threads: list[threading.Thread] = []
        self._lock_file: IO[str] | None = None
        place = f"{socket.gethostname()}:{services.settings.data.absolute()}"
        self._prefix = f"embedded-{hashlib.sha256(place.encode()).hexdigest()[:8]}:"

    def start(self) -> None:
        """Void the claims of a killed predecessor and start the threads."""
        self._take_over()
        for number in range(1, self._services.settings.workers + 1):
            name = f"{self._prefix}{os.getpid()}:{number}"
            thread = threading.Thread(target=self._loop, args=(name,), name=f"worker-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def wake(self) -> None:
        """Something is due now. Never blocks for long; may be called from any thread."""
        with self._condition:
            self._calls += 1
            self._condition.notify_all()

    def end(self) -> None:
        """Begin nothing new."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()

    def stop(self, longest: float = 30.0) -> None:
        """Begin nothing new and wait for what is under way, at most `longest` seconds a thread."""
        self.end()
        for thread in self._threads:
            thread.join(longest)
        if self._lock_file is not None:
            self._lock_file.close()

    def _take_over(self) -> None:
        """With the lock, no other process works on this data directory: claims of this place are leftovers of a kill."""
        self._lock_file = (self._services.settings.data / "workers.lock").open("w")
        try:
            fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.warning("workers.another_process")  # works too: claims keep the two apart
            return
        with self._services.sessions.begin() as session:
            released = claims.release(session, self._prefix) + outbox.release(session, self._prefix)
        if released:
            log.info("workers.released_claims", count=released)

    def _loop(self, name: str) -> None:
        services = self._services.with_own_reader()
        sign = SignOfLife(services, name)
        try:
            while not self._stopped:
                seen = self._calls
                sign.give()
                if not self._advance(services, name):
                    self._sleep(seen)
        finally:
            sign.withdraw()
            services.reader.close()

    def _advance(self, services: Services, name: str) -> bool:
        """One thing; a failure of the house itself (the database away) must not end the thread."""
        try:
            return advance(services, name)
        except Exception as error:
            log.error("worker.failed", error=type(error).__name__, where=where(error))
            return False

    def _sleep(self, seen: int) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopped or self._calls != seen, self._idle_seconds)
