"""What looking after Lexware needs, and one turn of it: taken, kept while something is stored, given back or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from lexoffice.client import LexwareClient
from lexoffice.errors import AskAPerson, LexwareError
from lexoffice.ratelimit import Priority
from operations.lexware_mirror import Listener
from storage import lexware_turn
from storage.lexware_events import EventSource
from storage.sessions import Sessions

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Lane:
    """One of two ways in which events are worked off, each with its turn: a sweep that waits for the request budget at the
    lowest priority must not hold up a webhook."""

    turn: str
    source: EventSource
    priority: Priority


WEBHOOKS = Lane("events", EventSource.WEBHOOK, Priority.WEBHOOK_FOLLOW_UP)
SWEEPS = Lane("sweep", EventSource.POLL, Priority.NIGHTLY_SYNC)

PAUSE_AFTER_REFUSAL = timedelta(minutes=15)
"""A refused key or a missing permission is mended by a person."""


class OtherOrganization(Exception):
    """The key belongs to another organisation than the one whose documents the mirror holds."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Tools of one process. `worker` is unique among all processes; `listeners` act on changes of the mirror."""

    sessions: Sessions
    reading: Sessions
    client: LexwareClient
    clock: Callable[[], datetime]
    worker: str
    listeners: Sequence[Listener] = ()

    @contextmanager
    def storing(self, lane: Lane) -> Iterator[Session]:
        """A transaction under the lane's turn. Raises TurnLost where another process has taken over."""
        with self.sessions.begin() as session:
            lexware_turn.keep(session, lane.turn, self.worker, at=self.clock())
            yield session

    def lexware(self, lane: Lane) -> LexwareClient:
        """The client at the lane's priority."""
        return self.client.at(lane.priority)


def in_turn(desk: Desk, lane: Lane, act: Callable[[], bool]) -> bool:
    """Do `act` if the turn is to be had; what it answers (whether there is more), False where nothing was done.

    What kept Lexware from answering is on record at the turn, and nobody tries again before a pause that grows.
    """
    turn = lane.turn
    if not lexware_turn.take(desk.sessions, turn, desk.worker, at=desk.clock()):
        return False
    try:
        more = act()
    except lexware_turn.TurnLost:
        log.warning("lexware.turn_lost", turn=turn)
        return False
    except OtherOrganization:
        _give_up(desk, turn, "other_organisation", PAUSE_AFTER_REFUSAL)
        return False
    except LexwareError as error:
        _give_up(desk, turn, type(error).__name__, PAUSE_AFTER_REFUSAL if isinstance(error, AskAPerson) else None)
        return False
    except Exception:
        _give_up(desk, turn, "internal_error")
        raise
    lexware_turn.give_back(desk.sessions, turn, desk.worker)
    return more


def _give_up(desk: Desk, turn: str, problem: str, pause: timedelta | None = None) -> None:
    log.warning("lexware.turn_given_up", turn=turn, problem=problem)
    lexware_turn.give_up(desk.sessions, turn, desk.worker, problem, at=desk.clock(), pause=pause)
