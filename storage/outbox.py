"""The outbox: put an effect in, claim it, finish it, give it back.

An effect is written in the same transaction as the fact that wants it. Whoever wins the guarded UPDATE does it; every
handler is repeatable, because a claim may end in a kill after the effect and before the commit. A claim that stands too
long is taken back and looked at again (lexoffice knows no idempotency key, so handlers look up before they repeat).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from storage.tables.outbox import OutboxRow

STALE_AFTER = timedelta(minutes=10)
"""Longer than any handler may take: upload of 5 MiB, waiting out the rate limit, a voucher update."""

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def put(session: Session, kind: str, subject: str, *, at: datetime) -> OutboxRow:
    """Want `kind` done to `subject`. Wanted already and not done: the same row. Done before: it is opened again."""
    row = session.scalar(select(OutboxRow).where(OutboxRow.kind == kind, OutboxRow.subject == subject))
    if row is None:
        row = OutboxRow(kind=kind, subject=subject, created_at=at, not_before=at)
        session.add(row)
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
    for row_id in session.scalars(
        select(OutboxRow.id).where(due).order_by(OutboxRow.not_before, OutboxRow.id).limit(5)
    ):
        won = session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == row_id, due)
            .values(claimed_by=worker, claimed_at=at, attempts=OutboxRow.attempts + 1)
        )
        if isinstance(won, CursorResult) and won.rowcount == 1:
            return session.get(OutboxRow, row_id, populate_existing=True)
    return None


def finish(row: OutboxRow, *, at: datetime) -> None:
    """The effect is done and what it left (remote ids) is stored in this same transaction."""
    row.done_at = at
    row.claimed_by = row.claimed_at = row.problem = None


def retry_later(row: OutboxRow, problem: str, *, at: datetime) -> None:
    """Give the claim back; the next try waits twice as long as the last, at most an hour."""
    row.claimed_by = row.claimed_at = None
    row.problem = problem
    row.not_before = at + min(FIRST_PAUSE * 2 ** max(row.attempts - 1, 0), LONGEST_PAUSE)


def ask_person(row: OutboxRow, problem: str) -> None:
    """No repeat will help: a person must look. Opened again by `put`."""
    row.claimed_by = row.claimed_at = None
    row.problem = problem
    row.needs_person = True
