"""Sweeps repair what webhooks lost: a look at what changed every few minutes, and once a night the whole list.

A sweep writes the same kind of row as a webhook: for a change that nobody told, an event that is done already; for a
document that the list no longer shows, an open one, which is looked up by itself like any deletion. The nightly sweep goes
by days of creation and in slices, so that a restart begins where it was, and a shutdown need not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from lexoffice.voucherlist import VoucherlistQuery, VoucherlistRow
from lexoffice.wire import BERLIN, midnight
from operations.lexware_desk import SWEEPS, Desk
from operations.lexware_events import batches
from operations.lexware_identity import identify
from operations.lexware_mirror import Change, apply, from_row
from operations.lexware_single_looks import RESOURCES
from operations.paid_documents import MOST_AT_ONCE, follow_overlooked
from storage.lexware_events import EventSource, StoredEvent, forget_done, store
from storage.lexware_turn import how_far, mirror
from storage.tables.lexware import LexwareDocument, LexwareMirror

NIGHT = time(4, 0)
"""In Berlin: after Lexware's own recurring documents, which begin at three (API, section 21), and no hour that a change of
the clocks doubles or skips."""

SLICE = timedelta(seconds=20)
"""A slice of the nightly sweep ends with the first day of creation after so long."""

EVENTS_KEPT = timedelta(days=30)

MOST_SKEW = timedelta(hours=1)
"""How far the clocks of an installation may differ. What lies further ahead was written by a clock that was wrong, and must
not keep the sweeps from looking until then."""


def poll_is_due(state: LexwareMirror, every: timedelta, *, at: datetime) -> bool:
    """Whether it is time to ask what changed; not before the whole list was read once."""
    return state.watermark is not None and not at - every < state.watermark <= at + MOST_SKEW


def full_is_due(state: LexwareMirror, *, at: datetime) -> bool:
    """Whether the whole list is to be read, or to be read on."""
    if state.full_started_at is None or _under_way(state):
        return True
    return not last_night(at) <= state.full_started_at <= at + MOST_SKEW


def last_night(at: datetime) -> datetime:
    """The last time that it was NIGHT in Berlin."""
    local = at.astimezone(BERLIN)
    day = local.date() if local.time() >= NIGHT else local.date() - timedelta(days=1)
    return datetime.combine(day, NIGHT, BERLIN)


def poll(desk: Desk) -> None:
    """Ask for everything that changed since the last sweep began, and remember that this one did. Under the sweep's turn."""
    began = desk.clock()
    with desk.reading() as session:
        watermark = how_far(session).watermark
    if watermark is None:
        raise RuntimeError("nothing has been read yet: the whole list comes first")
    for batch in batches(desk.lexware(SWEEPS).voucherlist.changed_since(min(watermark, began))):
        _apply(desk, batch, began, untold=True)
    with desk.storing(SWEEPS) as session:
        mirror(session).watermark = began
    _tidy(desk)


def full(desk: Desk) -> bool:
    """One slice of the whole list; whether more is to come. Under the sweep's turn."""
    began = desk.clock()
    with desk.reading() as session:
        begins = not _under_way(how_far(session))
    if begins:  # every night anew: a key may have been changed
        identify(desk, SWEEPS)
    with desk.storing(SWEEPS) as session:
        state = mirror(session)
        first_time = state.watermark is None
        if begins:
            state.full_started_at, state.full_done_at, state.full_cursor = began, None, None
        first_day = state.full_cursor
    part = _Slice(desk, first_day, began + SLICE)
    for batch in batches(part):
        _apply(desk, batch, began, untold=not first_time)
    missing = _missing(desk, part, began)
    with desk.storing(SWEEPS) as session:
        state = mirror(session)
        store(session, _deletions(state, missing, began), at=began, source=EventSource.POLL)
        state.full_cursor = part.next_day
        if part.next_day is None:
            state.full_done_at = desk.clock()
            started = state.full_started_at or began
            state.watermark = max(state.watermark or started, started)
            forget_done(session, before=began - EVENTS_KEPT)
    _tidy(desk)
    return part.next_day is not None


class _Slice:
    """Rows by their day of creation, from `first_day` until the list or the time ends (then with a whole day)."""

    def __init__(self, desk: Desk, first_day: date | None, until: datetime) -> None:
        self._desk = desk
        self._until = until
        self.first_day = first_day
        self.next_day: date | None = None
        """Where the next slice begins; None: the list has ended."""
        self.seen: set[str] = set()

    def __iter__(self) -> Iterator[VoucherlistRow]:
        day = self.first_day
        query = VoucherlistQuery(created=(self.first_day, None))
        for row in self._desk.lexware(SWEEPS).voucherlist.rows(query):
            created = row.created_date.astimezone(BERLIN).date() if row.created_date else day
            if day is not None and created is not None and created > day and self._desk.clock() > self._until:
                self.next_day = created
                return
            day = created
            self.seen.add(row.id)
            yield row


def _apply(desk: Desk, rows: list[VoucherlistRow], read_at: datetime, *, untold: bool) -> None:
    """Bring the mirror to these rows; with `untold`, write down every change as one that no webhook told in time."""
    with desk.storing(SWEEPS) as session:
        at = desk.clock()
        changes = apply(session, map(from_row, rows), read_at=read_at, at=at, listeners=desk.listeners)
        if untold and changes:
            organization_id = mirror(session).organization_id or ""
            events = [_event(organization_id, change, at) for change in changes if _could_be_told(change)]
            store(session, events, at=at, source=EventSource.POLL, done_at=at)


def _could_be_told(change: Change) -> bool:
    """Whether an event exists for it: not for what only time did, nor for types that nobody knows yet."""
    known = change.after.voucher_type in RESOURCES
    return known and (change.before is None or change.before.lexware_updated_at != change.after.lexware_updated_at)


def _event(organization_id: str, change: Change, at: datetime) -> StoredEvent:
    happened = "created" if change.before is None else "changed"
    event_type = f"{RESOURCES[change.after.voucher_type]}.{happened}"
    return StoredEvent(organization_id, event_type, change.after.id, change.after.lexware_updated_at or at)


def _missing(desk: Desk, part: _Slice, began: datetime) -> list[LexwareDocument]:
    """Documents of the mirror that belong into this slice and were not in it. One that was created meanwhile is none."""
    row = LexwareDocument
    wanted = select(row).where(row.gone_at.is_(None), row.read_at < began)
    if part.first_day is not None:
        wanted = wanted.where(row.lexware_created_at >= midnight(part.first_day))
    if part.next_day is not None:
        wanted = wanted.where(row.lexware_created_at < midnight(part.next_day))
    with desk.reading() as session:
        return [found for found in session.scalars(wanted) if found.id not in part.seen]


def _deletions(state: LexwareMirror, missing: list[LexwareDocument], at: datetime) -> list[StoredEvent]:
    """For each of them the question whether it is gone, as an event to be worked off."""
    return [
        StoredEvent(state.organization_id or "", f"{RESOURCES[row.voucher_type]}.deleted", row.id, at)
        for row in missing
        if row.voucher_type in RESOURCES
    ]


def _under_way(state: LexwareMirror) -> bool:
    return state.full_started_at is not None and state.full_done_at is None


def _tidy(desk: Desk) -> None:
    """In transactions of their own, which lock documents first."""
    followed = MOST_AT_ONCE
    while followed == MOST_AT_ONCE:
        with desk.storing(SWEEPS) as session:
            followed = follow_overlooked(session, at=desk.clock())
