"""Looking after Lexware by the clock: what webhooks told is worked off within seconds, sweeps find what they did not tell.

Both look at the database first and ask Lexware only for what is due. They take turns with all other processes, and a turn
that a kill left behind ends by itself (storage.lexware_turn).
"""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from operations.lexware_desk import SWEEPS, WEBHOOKS, Desk, in_turn
from operations.lexware_events import work_off
from operations.lexware_identity import identify
from operations.lexware_sweep import full, full_is_due, poll, poll_is_due
from runtime.handlers import ON_LEXWARE_CHANGE
from runtime.services import Services
from storage.lexware_events import EventSource, any_open
from storage.lexware_turn import how_far, is_free
from workers.schedule import Periodic

EVENTS_SECONDS = 2.0
SWEEP_SECONDS = 5.0
"""How often is looked whether a sweep is due."""

MOST_ROUNDS = 20
"""Rounds in a row, before others who share the thread or process may go on."""


def watches(services: Services) -> list[Periodic]:
    """What runs beside embedded workers, to be started by whoever runs the house; nothing without a key for Lexware."""
    if services.settings.lexware_key is None:
        return []
    watch = LexwareWatch(services, f"watch@{socket.gethostname()}:{os.getpid()}")
    return [
        Periodic("lexware-events", EVENTS_SECONDS, watch.events, watch.stop),
        Periodic("lexware-sweep", SWEEP_SECONDS, watch.sweep, watch.stop),
    ]


class LexwareWatch:
    """Both ways of looking, for one process. `worker` is unique among all; threads may share it."""

    def __init__(self, services: Services, worker: str) -> None:
        self._every = timedelta(seconds=services.settings.lexware_poll_seconds)
        self._identified = False
        self._stopped = False
        self._desk = Desk(
            sessions=services.sessions,
            reading=services.reading,
            client=services.lexware,
            clock=services.clock,
            worker=worker,
            listeners=ON_LEXWARE_CHANGE,
        )

    def events(self) -> None:
        """Work off what webhooks told, if nobody else does."""
        for _ in range(MOST_ROUNDS):
            if self._stopped or not self._events_due() or not in_turn(self._desk, WEBHOOKS, self._work_off_events):
                return

    def sweep(self) -> None:
        """Ask for changes, read the nightly list on, or look up what it no longer showed; whichever is due."""
        for _ in range(MOST_ROUNDS):
            if self._stopped or not self._sweep_due() or not in_turn(self._desk, SWEEPS, self._sweep):
                return

    def stop(self) -> None:
        """The rounds end with the one under way."""
        self._stopped = True

    def _events_due(self) -> bool:
        at = self._desk.clock()
        with self._desk.reading() as session:
            begun = how_far(session).watermark is not None
            return begun and any_open(session, EventSource.WEBHOOK, at=at) and is_free(session, WEBHOOKS.turn, at=at)

    def _sweep_due(self) -> bool:
        at = self._desk.clock()
        with self._desk.reading() as session:
            state = how_far(session)
            due = poll_is_due(state, self._every, at=at) or full_is_due(state, at=at)
            return (due or any_open(session, EventSource.POLL, at=at)) and is_free(session, SWEEPS.turn, at=at)

    def _work_off_events(self) -> bool:
        if not self._identified:
            identify(self._desk, WEBHOOKS)
            self._identified = True
        return work_off(self._desk, WEBHOOKS)

    def _sweep(self) -> bool:
        at = self._desk.clock()
        with self._desk.reading() as session:
            state = how_far(session)
        if not self._identified:
            identify(self._desk, SWEEPS)
            self._identified = True
        if poll_is_due(state, self._every, at=at):
            poll(self._desk)
        more = full_is_due(state, at=at) and full(self._desk)
        return work_off(self._desk, SWEEPS) or more
