"""Events are worked off: gathered, looked up together, applied to the mirror, done. No event is believed, only followed.

One page of the voucherlist, newest changes first, answers for up to 250 changed documents; with two requests a second a
look at each by itself would take minutes. What the page does not tell is asked for one by one (lexware_single_looks).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from sqlalchemy import select

from lexoffice.errors import TooManyRows
from lexoffice.event_subscriptions import SUBJECTS, resource_of
from operations.lexware_desk import Desk, Lane
from operations.lexware_mirror import apply, from_row
from operations.lexware_single_looks import ids_of, is_deletion, look_at
from storage.lexware_events import finish, note, open_events
from storage.lexware_turn import how_far
from storage.tables.lexware import LexwareDocument, LexwareEvent

MOST_EVENTS = 2000
"""Of one round; what follows is taken up at once by the next."""

MOST_SINGLE_LOOKS = 40
"""Of one round: 20 s of the request budget."""

ROWS_AT_ONCE = 100
"""Rows of one transaction: SQLite's other writers wait for it (some 20 ms)."""

SLACK = timedelta(minutes=15)
"""How much earlier than its event a document may say that it changed."""

LONGEST_LOOK_BACK = timedelta(days=2)
"""Lexware repeats an event for 42 hours (API, 24.4). What is older is looked at by itself."""

T = TypeVar("T")


def work_off(desk: Desk, lane: Lane) -> bool:
    """Take up what is open and bring it to its end; whether more is open. Under the lane's turn.

    Nothing is taken up before the whole list was read once: there is nothing yet that an event could be later than.
    """
    began = desk.clock()
    with desk.reading() as session:
        state = how_far(session)
        if state.watermark is None:
            return False
        events = open_events(session, lane.source, at=began, most=MOST_EVENTS)
    foreign = [event for event in events if event.organization_id != state.organization_id]
    ours = [event for event in events if event.organization_id == state.organization_id]
    others = [event for event in ours if not _is_document(event)]
    with desk.storing(lane) as session:
        finish(session, ids_of(foreign), at=began, problem="other_organisation")
    for batch in batches(others):
        with desk.storing(lane) as session:
            for event in batch:
                note(session, resource_of(event.event_type), event)
            finish(session, ids_of(batch), at=began)
    waiting = _look(desk, lane, [event for event in ours if _is_document(event)])
    return waiting or len(events) == MOST_EVENTS


def batches(rows: Iterable[T], size: int = ROWS_AT_ONCE) -> Iterator[list[T]]:
    """`rows` in lists of at most `size`, each made when it is needed."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def _look(desk: Desk, lane: Lane, events: list[LexwareEvent]) -> bool:
    """Look at everything that these events point at; whether some must wait for the next round."""
    changed = [event for event in events if not is_deletion(event)]
    seen = _gather(desk, lane, changed) if changed else set()
    mirrored = _mirrored(desk, {event.resource_id for event in events} - seen)
    answered = [event for event in changed if event.resource_id in seen or _known_already(event, mirrored)]
    with desk.storing(lane) as session:
        finish(session, ids_of(answered), at=desk.clock())
    done = set(ids_of(answered))
    left: dict[str, list[LexwareEvent]] = {}
    for event in events:
        if event.id not in done:
            left.setdefault(event.resource_id, []).append(event)
    for resource_id, about in islice(left.items(), MOST_SINGLE_LOOKS):
        look_at(desk, lane, about, mirrored.get(resource_id))
    return len(left) > MOST_SINGLE_LOOKS


def _gather(desk: Desk, lane: Lane, events: Collection[LexwareEvent]) -> set[str]:
    """Apply every row that changed since the first of these events; the ids that the list showed."""
    now = desk.clock()
    since = max(min(event.event_date for event in events) - SLACK, now - LONGEST_LOOK_BACK)
    seen: set[str] = set()
    try:
        for batch in batches(desk.lexware(lane).voucherlist.newest_changes(since)):
            with desk.storing(lane) as session:
                documents = [from_row(row) for row in batch]
                apply(session, documents, read_at=now, at=desk.clock(), listeners=desk.listeners)
            seen.update(row.id for row in batch)
    except TooManyRows:  # more than 10,000 changed since: the sweep, which splits them by days, finds the others
        return seen
    return seen


def _mirrored(desk: Desk, ids: Collection[str]) -> dict[str, LexwareDocument]:
    found: dict[str, LexwareDocument] = {}
    with desk.reading() as session:
        for part in batches(sorted(ids), 500):
            wanted = select(LexwareDocument).where(LexwareDocument.id.in_(part))
            found |= {row.id: row for row in session.scalars(wanted)}
    return found


def _known_already(event: LexwareEvent, mirrored: Mapping[str, LexwareDocument]) -> bool:
    """Whether the mirror is past this event: a late one, or one that came twice. Payments may move no date of change."""
    row = mirrored.get(event.resource_id)
    if row is None or row.lexware_updated_at is None or resource_of(event.event_type) == "payment":
        return False
    return row.lexware_updated_at >= event.event_date


def _is_document(event: LexwareEvent) -> bool:
    """Whether it points at something that the voucherlist shows."""
    subject = SUBJECTS.get(resource_of(event.event_type))
    return subject is not None and bool(subject.listed_as)
