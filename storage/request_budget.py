"""The row that holds the tokens of a shared request budget, and the rows of those who wait: locked, changed by somebody's
arithmetic, and let go.

The arithmetic belongs to the client of the limited service (lexoffice.bucket), which storage does not know; runtime.budget
brings the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.sessions import Sessions
from storage.tables.upkeep import RequestBudget, RequestWaiter

FORGOTTEN_AFTER = 60.0
"""Seconds after which the row of a waiter that never came back is removed; long before, the arithmetic passes it over."""

Turn = Callable[[float, float, Sequence[RequestWaiter], int | None], tuple[float, float, float]]
"""From tokens, their instant (seconds since the epoch), all who wait and the id of who asks (None: just come) to the new
tokens, their instant, and the seconds to wait (0: taken)."""


def take_turn(
    sessions: Sessions, name: str, full: tuple[float, float], waiter: tuple[int, int | None], turn: Turn
) -> tuple[float, int | None]:
    """Apply `turn` to the row of `name`, which starts as `full`. `waiter`: priority, and the id of the last call's answer.

    The seconds to wait and the id to come back with; 0 and None if the token was taken. One short transaction; the row is
    locked, so two processes never take the same token.
    """
    try:
        return _take_turn(sessions, name, full, waiter, turn)
    except IntegrityError:  # another process made the row at the same moment; now it is there
        return _take_turn(sessions, name, full, waiter, turn)


def set_tokens(sessions: Sessions, name: str, state: tuple[float, float]) -> None:
    """Overwrite tokens and instant of `name`."""
    with sessions.begin() as session:
        row = _row(session, name, state)
        row.tokens, row.filled_at = state


def _take_turn(
    sessions: Sessions, name: str, full: tuple[float, float], waiter: tuple[int, int | None], turn: Turn
) -> tuple[float, int | None]:
    priority, known_as = waiter
    with sessions.begin() as session:
        row = _row(session, name, full)
        waiting = list(session.scalars(select(RequestWaiter).where(RequestWaiter.budget == name)))
        me = next((one for one in waiting if one.id == known_as), None)
        row.tokens, row.filled_at, pause = turn(row.tokens, row.filled_at, waiting, me.id if me else None)
        # Without a wait the instant is that of the turn, whatever the clock says elsewhere.
        for one in waiting:
            if one is not me and abs(one.back_at - row.filled_at) > FORGOTTEN_AFTER:
                session.delete(one)
        if not pause:
            if me is not None:
                session.delete(me)
            return 0.0, None
        if me is None:
            me = RequestWaiter(budget=name, priority=priority)
            session.add(me)
        me.back_at = row.filled_at + pause
        session.flush()
        return pause, me.id


def _row(session: Session, name: str, full: tuple[float, float]) -> RequestBudget:
    row = session.get(RequestBudget, name, with_for_update=True)
    if row is None:
        row = RequestBudget(name=name, tokens=full[0], filled_at=full[1])
        session.add(row)
        session.flush()
    return row
