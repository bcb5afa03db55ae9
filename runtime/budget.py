"""Lexware's request limit for all processes of an installation that has no Redis: a row of the database (REQ-B5).

Waiting happens outside of the transaction, so that SQLite's single writer is not held. Who waits has a row too: the more
urgent goes first, equals in order of arrival, and who does not come back is passed over (lexoffice.bucket), as over Redis.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError

from lexoffice.bucket import LONGEST_SLEEP, BucketState, Rate, Waiting, ahead_of
from lexoffice.errors import BudgetUnavailable
from lexoffice.ratelimit import Priority
from storage.request_budget import set_tokens, take_turn
from storage.sessions import Sessions
from storage.tables.upkeep import RequestWaiter

log = logging.getLogger(__name__)

LAST = 2**63
"""The arrival of who has none yet: after everybody of the same urgency."""


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
        pause, waiter = self._ask(priority, None)
        while pause > 0:
            self._sleep(pause)
            pause, waiter = self._ask(priority, waiter)

    def overdrawn(self) -> None:
        """Empty the shared bucket."""
        try:
            set_tokens(self._sessions, self._name, (0.0, self._clock()))
        except SQLAlchemyError as error:
            log.warning("lexware.budget_unavailable", extra={"error": type(error).__name__})

    def _ask(self, priority: Priority, waiter: int | None) -> tuple[float, int | None]:
        full = self._rate.full(self._clock())

        def turn(
            tokens: float, at: float, waiting: Sequence[RequestWaiter], me: int | None
        ) -> tuple[float, float, float]:
            now = self._clock()  # after the lock: whoever waited for it came later than he knows
            place = (int(priority), LAST if me is None else me)
            ahead = ahead_of(place, (Waiting(one.priority, one.id, one.back_at) for one in waiting), now)
            # A clock set back must not stop the house until it has caught up.
            state, pause = self._rate.take(BucketState(tokens, min(at, now)), now, ahead)
            return state.tokens, state.at, min(pause, LONGEST_SLEEP)

        try:
            return take_turn(self._sessions, self._name, (full.tokens, full.at), (int(priority), waiter), turn)
        except SQLAlchemyError as error:
            raise BudgetUnavailable("SELECT", "budget") from error
