"""What happens by the clock: something done again and again in a thread of its own, whatever goes wrong with one round.

It replaces Celery's beat, which would be one more process to run and to lose. Every round looks at the database or at the
outside and finds what is due, so a round too many does no harm and a missed one costs seconds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from pipeline.failures import where

log = structlog.get_logger(__name__)


class Periodic:
    """Calls `act` at once and then every `every` seconds, until stopped or until the process ends. `on_end` tells a round
    under way that it shall come to its end."""

    def __init__(
        self, name: str, every: float, act: Callable[[], object], on_end: Callable[[], object] = lambda: None
    ) -> None:
        self._name = name
        self._every = every
        self._act = act
        self._on_end = on_end
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """Begin no new round."""
        self._stop.set()
        self._on_end()

    def stop(self, longest: float = 30.0) -> None:
        """Begin no new round and wait for the one under way."""
        self.end()
        self._thread.join(longest)

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                self._act()
            except Exception as error:  # the next round tries again; only the place is logged, never the content
                log.warning("periodic.failed", name=self._name, error=type(error).__name__, where=where(error))
            self._stop.wait(self._every)
