"""The row that holds the tokens of a shared request budget: locked, changed by somebody's arithmetic, and let go.

The arithmetic belongs to the client of the limited service (lexoffice.bucket), which storage does not know; runtime.budget
brings the two together.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.sessions import Sessions
from storage.tables.upkeep import RequestBudget

Take = Callable[[float, float], tuple[float, float, float]]
"""From tokens and their instant (seconds since the epoch) to the new tokens, their instant, and the seconds to wait."""


def take_token(sessions: Sessions, name: str, full: tuple[float, float], take: Take) -> float:
    """Apply `take` to the row of `name`, which starts as `full`; the seconds to wait, 0 if the token was taken.

    One short transaction; the row is locked, so two processes never take the same token.
    """
    try:
        return _take(sessions, name, full, take)
    except IntegrityError:  # another process made the row at the same moment; now it is there
        return _take(sessions, name, full, take)


def _take(sessions: Sessions, name: str, full: tuple[float, float], take: Take) -> float:
    with sessions.begin() as session:
        row = _row(session, name, full)
        row.tokens, row.filled_at, pause = take(row.tokens, row.filled_at)
    return pause


def _row(session: Session, name: str, full: tuple[float, float]) -> RequestBudget:
    row = session.get(RequestBudget, name, with_for_update=True)
    if row is None:
        row = RequestBudget(name=name, tokens=full[0], filled_at=full[1])
        session.add(row)
        session.flush()
    return row
