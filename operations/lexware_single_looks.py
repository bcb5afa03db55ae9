"""What the list does not show is asked for one by one: deleted documents, payments that moved no date of change, documents
that the list shows late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from lexoffice.errors import AskAPerson, FixTheData, KeyRefused, NotFound
from lexoffice.event_subscriptions import SUBJECTS, resource_of
from operations.lexware_desk import Desk, Lane
from operations.lexware_mirror import apply_payment, mark_gone
from storage.lexware_events import finish, look_later
from storage.tables.lexware import LexwareDocument, LexwareEvent

LOOK_AGAIN = timedelta(minutes=6)
"""Longer than the default time between two sweeps, which bring what the list shows late."""

MOST_LOOKS = 5
"""Then the event ends with a problem; a document that shows up later is found by a sweep."""

RESOURCES: Mapping[str, str] = {
    voucher_type: resource
    for resource, subject in SUBJECTS.items()
    if resource != "payment"
    for voucher_type in subject.listed_as
}
"""Type in the voucherlist → the resource that events about it name and that it is read from."""


def look_at(desk: Desk, lane: Lane, events: Sequence[LexwareEvent], row: LexwareDocument | None) -> None:
    """Ask for one document by itself and end the events about it, or put them off. `row`: what the mirror has of it.

    What Lexware refuses about one document (the key may not read its kind) must not hold up the others.
    """
    try:
        _look_at(desk, lane, events, row)
    except KeyRefused:
        raise
    except (AskAPerson, FixTheData) as error:
        with desk.storing(lane) as session:
            _put_off(session, events, type(error).__name__, at=desk.clock())


def _look_at(desk: Desk, lane: Lane, events: Sequence[LexwareEvent], row: LexwareDocument | None) -> None:
    only_payments = all(resource_of(event.event_type) == "payment" for event in events)
    if only_payments and row is None:  # the list, when it shows the document, says what is open
        with desk.storing(lane) as session:
            finish(session, ids_of(events), at=desk.clock(), problem="not_mirrored")
    elif not (only_payments and row is not None and _look_at_payments(desk, lane, events, row)):
        _look_at_document(desk, lane, events, row)


def ids_of(events: Iterable[LexwareEvent]) -> list[int]:
    """Their ids."""
    return [event.id for event in events]


def is_deletion(event: LexwareEvent) -> bool:
    """Whether it says that something is gone."""
    return event.event_type.endswith(".deleted")


def _look_at_payments(desk: Desk, lane: Lane, events: Sequence[LexwareEvent], row: LexwareDocument) -> bool:
    """Whether Lexware knows the payments of the document; if not, there may be no document any more."""
    began = desk.clock()
    try:
        payment = desk.lexware(lane).payments.get(row.id)
    except NotFound:
        return False
    with desk.storing(lane) as session:
        if payment is not None:  # None: a draft again, which moves the date of change, or of a kind that is never paid
            apply_payment(
                session,
                row.id,
                status=payment.voucher_status,
                open_amount=payment.open_amount,
                read_at=began,
                at=desk.clock(),
                listeners=desk.listeners,
            )
        finish(session, ids_of(events), at=desk.clock())
    return True


def _look_at_document(desk: Desk, lane: Lane, events: Sequence[LexwareEvent], row: LexwareDocument | None) -> None:
    began = desk.clock()
    resource = _resource(events, row)
    if resource is None:  # of a type that Lexware added later
        with desk.storing(lane) as session:
            finish(session, ids_of(events), at=began, problem="unknown_type")
        return
    state = desk.lexware(lane).event_subjects.state(resource, events[0].resource_id)
    with desk.storing(lane) as session:
        at = desk.clock()
        if state is None:
            mark_gone(session, [events[0].resource_id], read_at=began, at=at, listeners=desk.listeners)
            finish(session, ids_of(events), at=at)
        elif _up_to_date(row, state.updated_date) or all(is_deletion(event) for event in events):
            finish(session, ids_of(events), at=at)
        else:  # it is there, and the list does not show it as it is: a later look, or a sweep before that, will find it
            _put_off(session, events, "not_listed", at=at)


def _put_off(session: Session, events: Sequence[LexwareEvent], problem: str, *, at: datetime) -> None:
    """Look again later, but not for ever."""
    if max(event.attempts for event in events) + 1 >= MOST_LOOKS:
        finish(session, ids_of(events), at=at, problem=problem)
    else:
        look_later(session, ids_of(events), problem, not_before=at + LOOK_AGAIN)


def _resource(events: Sequence[LexwareEvent], row: LexwareDocument | None) -> str | None:
    """What to read the document from: as the mirror knows it, else as an event names it."""
    if row is not None and row.voucher_type in RESOURCES:
        return RESOURCES[row.voucher_type]
    named = (resource_of(event.event_type) for event in events)
    return next((resource for resource in named if resource in RESOURCES.values()), None)


def _up_to_date(row: LexwareDocument | None, updated: datetime | None) -> bool:
    """Whether the mirror has what Lexware has."""
    if row is None or row.lexware_updated_at is None or updated is None:
        return False
    return row.lexware_updated_at >= updated
