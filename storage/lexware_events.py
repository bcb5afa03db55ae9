"""Lexware's events on their way: stored once, however often and in whatever order they come; taken up; done.

An event is known by type, resource and date. A repeat is no error: it is stored already, and the sender is told so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables.lexware import LexwareEvent, LexwareNote

MOST_AT_ONCE = 500
"""Rows a statement: below every driver's limit of parameters."""


class EventSource(StrEnum):
    """How we learned of it."""

    WEBHOOK = "webhook"
    POLL = "poll"


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event in the words of the table; `event_date` is aware."""

    organization_id: str
    event_type: str
    resource_id: str
    event_date: datetime


def store(
    session: Session,
    events: Iterable[StoredEvent],
    *,
    at: datetime,
    source: EventSource,
    done_at: datetime | None = None,
) -> None:
    """Store those that are not there yet. `done_at`: what they tell has been dealt with."""
    rows = [
        {**asdict(event), "received_at": at, "source": source.value, "attempts": 0, "done_at": done_at}
        for event in events
    ]
    for start in range(0, len(rows), MOST_AT_ONCE):
        session.execute(_insert_new(session), rows[start : start + MOST_AT_ONCE])


def open_events(session: Session, source: EventSource, *, at: datetime, most: int) -> list[LexwareEvent]:
    """The oldest that nobody has dealt with and that may be looked at now."""
    return list(session.scalars(select(LexwareEvent).where(_due(source, at)).order_by(LexwareEvent.id).limit(most)))


def any_open(session: Session, source: EventSource, *, at: datetime) -> bool:
    """Whether there is one."""
    return session.scalar(select(LexwareEvent.id).where(_due(source, at)).limit(1)) is not None


def finish(session: Session, ids: Collection[int], *, at: datetime, problem: str | None = None) -> None:
    """They are dealt with; `problem`: why without a look at Lexware."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), MOST_AT_ONCE):
        part = ordered[start : start + MOST_AT_ONCE]
        session.execute(
            update(LexwareEvent).where(LexwareEvent.id.in_(part)).values(done_at=at, not_before=None, problem=problem)
        )


def look_later(session: Session, ids: Collection[int], problem: str, *, not_before: datetime) -> None:
    """Lexware did not show yet what they tell; `problem` says how. At most as many as one round takes up."""
    session.execute(
        update(LexwareEvent)
        .where(LexwareEvent.id.in_(sorted(ids)))
        .values(not_before=not_before, problem=problem, attempts=LexwareEvent.attempts + 1)
    )


def forget_done(session: Session, *, before: datetime) -> None:
    """Remove what was dealt with long ago: Lexware has stopped repeating it, and a replay would only cause one look."""
    session.execute(delete(LexwareEvent).where(LexwareEvent.done_at < before))


def note(session: Session, resource: str, event: LexwareEvent) -> None:
    """Keep the newest event about something that is not mirrored, for whoever asks what changed."""
    key = {"resource": resource, "resource_id": event.resource_id}
    known = session.get(LexwareNote, key, with_for_update=True)
    if known is None:
        session.add(LexwareNote(**key, event_type=event.event_type, event_date=event.event_date))
        session.flush()
    elif known.event_date < event.event_date:
        known.event_type, known.event_date = event.event_type, event.event_date


def notes(session: Session, resource: str, *, since: datetime) -> Sequence[LexwareNote]:
    """What of this kind changed since then, oldest first."""
    wanted = and_(LexwareNote.resource == resource, LexwareNote.event_date >= since)
    return session.scalars(select(LexwareNote).where(wanted).order_by(LexwareNote.event_date)).all()


def _due(source: EventSource, at: datetime) -> ColumnElement[bool]:
    return and_(
        LexwareEvent.done_at.is_(None),
        LexwareEvent.source == source.value,
        or_(LexwareEvent.not_before.is_(None), LexwareEvent.not_before <= at),
    )


def _insert_new(session: Session) -> sqlite.Insert | postgresql.Insert:
    """INSERT that passes over what is there; both databases know it, each by its own dialect."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(LexwareEvent).on_conflict_do_nothing()
    return sqlite.insert(LexwareEvent).on_conflict_do_nothing()
