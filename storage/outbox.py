"""The outbox: put an effect in, claim it, finish it, give it back.

An effect is written in the same transaction as the fact that wants it. Whoever wins the guarded UPDATE does it; every
handler is repeatable, because a claim may end in a kill after the effect and before the commit. A claim that stands too
long is taken back and looked at again (lexoffice knows no idempotency key, so handlers look up before they repeat).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, object_session

from storage.tables.outbox import OutboxRow

STALE_AFTER = timedelta(minutes=10)
"""Longer than any handler may take: upload of 5 MiB, waiting out the rate limit, a voucher update."""

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


class ClaimLost(Exception):
    """The claim stood too long and was taken over: whoever holds it now reports how the effect ended, not we."""


def put(session: Session, kind: str, subject: str, *, at: datetime) -> OutboxRow:
    """Want `kind` done to `subject`. Wanted already and not done: the same row. Done before: it is opened again."""
    row = _find(session, kind, subject)
    if row is None:
        try:
            with session.begin_nested():
                row = OutboxRow(kind=kind, subject=subject, created_at=at, not_before=at)
                session.add(row)
        except IntegrityError:  # another transaction wanted the same and was first
            row = _find(session, kind, subject)
            if row is None:
                raise
    elif row.done_at is not None or row.needs_person:
        row.done_at = row.claimed_by = row.claimed_at = row.problem = None
        row.attempts, row.needs_person, row.not_before = 0, False, at
    session.flush()
    return row


def claim(session: Session, worker: str, *, at: datetime) -> OutboxRow | None:
    """The oldest effect that is due, claimed for `worker`; None if there is none. The caller commits at once."""
    due = and_(
        OutboxRow.done_at.is_(None),
        OutboxRow.needs_person.is_(False),
        OutboxRow.not_before <= at,
        or_(OutboxRow.claimed_at.is_(None), OutboxRow.claimed_at < at - STALE_AFTER),
    )
    oldest = select(OutboxRow.id).where(due).order_by(OutboxRow.not_before, OutboxRow.id).limit(1)
    row_id = session.scalar(oldest.with_for_update(skip_locked=True))  # SQLite has one writer and leaves the lock out
    if row_id is None:
        return None
    won = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id, due)
        .values(claimed_by=worker, claimed_at=at, attempts=OutboxRow.attempts + 1)
    )
    if not isinstance(won, CursorResult) or won.rowcount != 1:
        return None
    return session.get(OutboxRow, row_id, populate_existing=True)


def busy(session: Session, *, at: datetime) -> bool:
    """Whether a worker does an effect now (a claim that stands too long does not count)."""
    claimed = select(OutboxRow.id).where(OutboxRow.done_at.is_(None), OutboxRow.claimed_at >= at - STALE_AFTER)
    return session.scalar(claimed.limit(1)) is not None


def release(session: Session, prefix: str) -> int:
    """Void all claims of workers whose name begins with `prefix`: they are known to be dead. How many there were."""
    released = session.execute(
        update(OutboxRow)
        .where(OutboxRow.claimed_by.startswith(prefix, autoescape=True))
        .values(claimed_by=None, claimed_at=None)
    )
    return released.rowcount if isinstance(released, CursorResult) else 0


def wake(session: Session, problems: Collection[str], *, at: datetime) -> None:
    """Let effects that wait because of one of `problems` run now: what they waited for has come back."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.done_at.is_(None), OutboxRow.not_before > at, OutboxRow.problem.in_(problems))
        .values(not_before=at)
    )


def finish(row: OutboxRow, *, at: datetime) -> None:
    """The effect is done and what it left (remote ids) is stored in this same transaction. Raises ClaimLost."""
    _still_ours(row)
    row.done_at = at
    row.claimed_by = row.claimed_at = row.problem = None


def retry_later(row: OutboxRow, problem: str, *, at: datetime) -> None:
    """Give the claim back; the next try waits twice as long as the last, at most an hour. Raises ClaimLost."""
    _still_ours(row)
    row.claimed_by = row.claimed_at = None
    row.problem = problem
    doublings = min(max(row.attempts - 1, 0), 20)  # a long outage must not overflow the timedelta
    row.not_before = at + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)


def ask_person(row: OutboxRow, problem: str) -> None:
    """No repeat will help: a person must look. Opened again by `put`. Raises ClaimLost."""
    _still_ours(row)
    row.claimed_by = row.claimed_at = None
    row.problem = problem
    row.needs_person = True


def _find(session: Session, kind: str, subject: str) -> OutboxRow | None:
    """The row as it stands in the database, locked: a worker may finish it while this transaction runs."""
    return session.scalar(
        select(OutboxRow)
        .where(OutboxRow.kind == kind, OutboxRow.subject == subject)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _still_ours(row: OutboxRow) -> None:
    """Compare the claim that this worker remembers with the one in the database."""
    session = object_session(row)
    if session is None:
        raise RuntimeError("an outbox row is reported on inside a session")
    stored = session.execute(
        select(OutboxRow.claimed_by, OutboxRow.claimed_at).where(OutboxRow.id == row.id).with_for_update()
    ).one()
    if tuple(stored) != (row.claimed_by, row.claimed_at):
        raise ClaimLost(f"outbox row {row.id} is claimed by {stored.claimed_by}, no longer by {row.claimed_by}")
