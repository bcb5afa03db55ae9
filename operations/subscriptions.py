"""Our event subscriptions at Lexware: what is missing is made, what points at an earlier address of ours is deleted.

They die with the API key that made them (API notes, section 24.1), hence at every start and once a day. Subscriptions of
other programs are known by their address, which was never ours, and are not touched. Polling finds what no webhook tells,
so nothing here stops anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lexoffice.client import LexwareClient
from lexoffice.errors import Conflict, FixTheData
from lexoffice.event_subscriptions import EventSubscription, EventType
from operations.subscription_plan import CALLBACK_PATH, Overview, sorted_out
from storage import notices
from storage.notices import Finding
from storage.sessions import Sessions
from storage.tables.callbacks import LexwareCallback

AREA = "webhook_"
"""What the codes of all notices of ours begin with."""


class Stopped(Exception):
    """The work was not wanted any more; the next repair goes on from there."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Everything that is needed to look after the subscriptions. `public_url`: address of this installation."""

    sessions: Sessions
    lexware: LexwareClient
    public_url: str
    clock: Callable[[], datetime]
    wanted: Callable[[], bool] = lambda: True
    """Asked before each request; False ends the work with Stopped."""
    before_second_try: Callable[[], object] = lambda: None
    """Called once when our address was not reached; then it is tried again. The house may be on its way down or up."""

    @property
    def callback_url(self) -> str:
        """The address that Lexware delivers to."""
        return f"{self.public_url.rstrip('/')}{CALLBACK_PATH}"


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did and what it could not do."""

    created: tuple[str, ...] = ()
    deleted: int = 0
    elsewhere: tuple[str, ...] = ()
    """Lexware says that they exist but does not list them: made by another key, and as good as ours while that lives."""
    refused: tuple[str, ...] = ()
    """Events that Lexware does not know."""
    not_reached: bool = False
    """Lexware could not reach our address, so the rest was not tried."""

    @property
    def complete(self) -> bool:
        """Whether everything is as it should be."""
        return not (self.refused or self.not_reached)


def look(house: Subscriber) -> Overview:
    """Ask Lexware. Raises LexwareError."""
    with house.sessions() as session:
        own = _own_addresses(session) | {house.callback_url}
    return sorted_out(house.lexware.event_subscriptions.list(), house.callback_url, own)


def repair(house: Subscriber) -> Repair:
    """Make what is missing, then delete what is left over, so that there is no gap. Repeatable; raises LexwareError, and
    what was done until then stays. What a person must mend becomes a notice."""
    with house.sessions.begin() as session:
        _remember(session, house.callback_url, at=house.clock())
    seen = look(house)
    made = _create(house, seen.missing)
    # An earlier address may still be good where the new one is not.
    done = made if made.not_reached else replace(made, deleted=_delete(house, seen.left_over))
    with house.sessions.begin() as session:
        if done.complete:
            _forget_others(session, house.callback_url)
        notices.settle(session, AREA, _findings(house.callback_url, done), at=house.clock())
    return done


def remove(house: Subscriber) -> int:
    """Delete all of ours, at whatever address; how many that were. Raises LexwareError."""
    seen = look(house)
    deleted = _delete(house, (*seen.ours, *seen.left_over))
    not_wanted(house.sessions, at=house.clock())
    return deleted


def not_wanted(sessions: Sessions, *, at: datetime) -> None:
    """There shall be no webhooks: nothing is wrong with them."""
    with sessions.begin() as session:
        notices.settle(session, AREA, [], at=at)


def _create(house: Subscriber, missing: Iterable[EventType]) -> Repair:
    """Up to the first answer that says that our address cannot be reached: the others would get the same."""
    created, there, refused, not_reached = [], [], [], False
    for event_type in missing:
        try:
            _create_one(house, event_type)
            created.append(str(event_type))
        except Conflict:
            there.append(str(event_type))
        except FixTheData as error:
            if not error.concerns("eventType"):
                not_reached = True
                break
            refused.append(str(event_type))
    if there:
        # Made by somebody else in the same moment, or by another key, which alone would list it.
        ours = {str(entry.event_type) for entry in look(house).ours}
        there = [event_type for event_type in there if event_type not in ours]
    return Repair(tuple(created), 0, tuple(there), tuple(refused), not_reached)


def _create_one(house: Subscriber, event_type: EventType) -> None:
    _go_on(house)
    try:
        house.lexware.event_subscriptions.create(event_type, house.callback_url)
    except FixTheData as error:
        if error.concerns("eventType"):
            raise
        house.before_second_try()
        _go_on(house)
        house.lexware.event_subscriptions.create(event_type, house.callback_url)


def _delete(house: Subscriber, entries: Iterable[EventSubscription]) -> int:
    deleted = 0
    for entry in entries:
        _go_on(house)
        deleted += house.lexware.event_subscriptions.delete(entry.subscription_id)
    return deleted


def _go_on(house: Subscriber) -> None:
    if not house.wanted():
        raise Stopped


def _findings(url: str, done: Repair) -> Iterator[Finding]:
    if done.not_reached:
        yield Finding(
            "webhook_address_not_reached",
            "warning",
            f"Lexware erreicht {url} nicht und meldet Änderungen deshalb nicht von selbst; sie werden durch Nachfragen "
            "gefunden, also später. Bitte prüfen, ob die Adresse in KONTORIST_PUBLIC_URL stimmt und von außen über HTTPS "
            "mit gültigem Zertifikat antwortet, und danach „kontorist lexware subscriptions --repair“ aufrufen.",
        )
    if done.refused:
        yield Finding(
            "webhook_events_refused",
            "warning",
            f"Lexware kennt diese Ereignisse nicht: {', '.join(done.refused)}. Änderungen daran werden durch Nachfragen "
            "gefunden. Bitte der IT melden; eine neuere Version von Kontorist wird sie anders nennen.",
        )


def _own_addresses(session: Session) -> set[str]:
    return set(session.scalars(select(LexwareCallback.url)))


def _remember(session: Session, url: str, *, at: datetime) -> None:
    """Before the first subscription, so that a kill in between leaves none that we do not know as ours."""
    if session.get(LexwareCallback, url) is None:
        session.add(LexwareCallback(url=url, since=at))


def _forget_others(session: Session, url: str) -> None:
    """Nothing of ours is left at earlier addresses; whoever gets one of them shall not lose his subscriptions to us."""
    for row in session.scalars(select(LexwareCallback).where(LexwareCallback.url != url)):
        session.delete(row)
