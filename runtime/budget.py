"""Lexware's request limit for all processes of an installation that has no Redis: a row of the database (REQ-B5).

Waiting happens outside of the transaction, so that SQLite's single writer is not held. The more urgent ask again sooner and
are so served first more often; strict order is what Redis gives (lexoffice.ratelimit).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from lexoffice.bucket import BucketState, Rate
from lexoffice.errors import BudgetUnavailable
from lexoffice.ratelimit import Priority
from storage.request_budget import take_token
from storage.sessions import Sessions

LONGEST_SLEEP = 1.0
STEP_BACK = 0.05
"""Seconds that each level of less urgency waits longer before it asks again."""


class DatabaseBudget:
    """One request budget in the database. The clock is the machine's: processes on several machines must have the same."""

    def __init__(
        self,
        sessions: Sessions,
        name: str = "lexware",
        rate: Rate = Rate(),  # noqa: B008 (frozen)
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._sessions = sessions
        self._name = name
        self._rate = rate
        self._clock = clock
        self._sleep = sleep

    def acquire(self, priority: Priority) -> None:
        """Return when one request may be sent. BudgetUnavailable if the database does not answer."""
        while (pause := self._ask()) > 0:
            self._sleep(min(pause + STEP_BACK * int(priority), LONGEST_SLEEP))

    def _ask(self) -> float:
        full = self._rate.full(self._clock())
        try:
            return take_token(self._sessions, self._name, (full.tokens, full.at), self._take)
        except SQLAlchemyError as error:
            raise BudgetUnavailable("SELECT", "budget") from error

    def _take(self, tokens: float, at: float) -> tuple[float, float, float]:
        now = self._clock()
        # A clock set back must not stop the house until it has caught up.
        state, pause = self._rate.take(BucketState(tokens, min(at, now)), now)
        return state.tokens, state.at, pause
