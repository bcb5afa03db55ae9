"""One at a time: whose turn it is to work off events, or to sweep. A killed holder's turn ends by itself.

The turn saves requests and keeps two processes from reading the same page; that nothing older overwrites anything newer does
not hang on it. So a holder that was too slow loses its turn and its results at the next store, and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, and_, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.sessions import Sessions
from storage.tables.lexware import LexwareMirror, LexwareTurn

HELD_FOR = timedelta(minutes=4)
"""From one store to the next: longer than a request with all its repetitions, and than most waiting for the budget."""

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=10)


class TurnLost(Exception):
    """Another process has taken over; what was read is dropped."""


def is_free(session: Session, name: str, *, at: datetime) -> bool:
    """Whether somebody could take this turn now. Only looks."""
    turn = session.get(LexwareTurn, name)
    if turn is None:
        return True
    return (turn.holder is None or (turn.held_until or at) <= at) and (turn.not_before or at) <= at


def take(sessions: Sessions, name: str, holder: str, *, at: datetime) -> bool:
    """Whether the turn is `holder`'s now: nobody had it, or whoever had it went silent, and no pause lasts."""
    free = and_(
        LexwareTurn.name == name,
        or_(LexwareTurn.holder.is_(None), LexwareTurn.held_until <= at),
        or_(LexwareTurn.not_before.is_(None), LexwareTurn.not_before <= at),
    )
    with sessions.begin() as session:
        _make(session, LexwareTurn(name=name), name)
        won = session.execute(update(LexwareTurn).where(free).values(holder=holder, held_until=at + HELD_FOR))
        return isinstance(won, CursorResult) and won.rowcount == 1


def keep(session: Session, name: str, holder: str, *, at: datetime) -> None:
    """Begin to store under the turn, which lasts on from here. Raises TurnLost."""
    ours = and_(LexwareTurn.name == name, LexwareTurn.holder == holder)
    kept = session.execute(update(LexwareTurn).where(ours).values(held_until=at + HELD_FOR))
    if not isinstance(kept, CursorResult) or kept.rowcount != 1:
        raise TurnLost(f"the turn of {name} is no longer {holder}'s")


def give_back(sessions: Sessions, name: str, holder: str) -> None:
    """Done, and well."""
    with sessions.begin() as session:
        session.execute(
            update(LexwareTurn)
            .where(LexwareTurn.name == name, LexwareTurn.holder == holder)
            .values(holder=None, held_until=None, not_before=None, failures=0, problem=None)
        )


def give_up(
    sessions: Sessions, name: str, holder: str, problem: str, *, at: datetime, pause: timedelta | None = None
) -> None:
    """It went wrong (`problem` is a code): nobody tries for `pause`, or for twice as long as last time."""
    with sessions.begin() as session:
        turn = session.get(LexwareTurn, name, with_for_update=True)
        if turn is None or turn.holder != holder:
            return
        wait = min(FIRST_PAUSE * 2 ** min(turn.failures, 20), LONGEST_PAUSE) if pause is None else pause
        turn.holder = turn.held_until = None
        turn.failures += 1
        turn.not_before, turn.problem = at + wait, problem


def mirror(session: Session) -> LexwareMirror:
    """The one row that says how far the mirror is, locked: whoever writes to the mirror comes through here."""
    row = session.get(LexwareMirror, 1, with_for_update=True)
    if row is None:
        _make(session, LexwareMirror(id=1), 1)
        row = session.get_one(LexwareMirror, 1, with_for_update=True)
    return row


def how_far(session: Session) -> LexwareMirror:
    """The same without a lock, to look at; empty if nothing was ever read."""
    return session.get(LexwareMirror, 1) or LexwareMirror(id=1)


def _make(session: Session, row: LexwareTurn | LexwareMirror, key: object) -> None:
    """Insert unless it is there; two processes may start at once."""
    if session.get(type(row), key) is not None:
        return
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the other one was first
        session.expire_all()
