"""The event subscriptions, looked after by the clock: at the start, once a day, and soon again where it did not succeed."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import timedelta

import structlog

from lexoffice.ratelimit import Priority
from operations.subscriptions import Stopped, Subscriber, not_wanted, repair
from runtime.services import Services
from workers.schedule import Periodic

log = structlog.get_logger(__name__)

LOOK_SECONDS = 5.0
"""How often is looked whether a repair is due."""

FIRST_AFTER = timedelta(seconds=5)
"""By then the web server answers, and with it the HEAD by which Lexware tries our address."""

EVERY = timedelta(days=1)

SECOND_TRY_SECONDS = 30.0
"""Longer than the house takes to go down: its web server ends first, and that is no reason for a notice."""

SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
"""After a repair that did not succeed; each pause is twice the one before."""


def upkeep(services: Services) -> list[Periodic]:
    """What runs in the house; nothing without a key, or without an address that Lexware could deliver to."""
    if services.settings.lexware_key is None:
        return []
    if services.settings.public_url is None:
        log.info("webhooks.off", reason="KONTORIST_PUBLIC_URL is not set; changes are found by polling")
        not_wanted(services.sessions, at=services.clock())
        return []
    return [SubscriptionUpkeep(services, services.settings.public_url)]


class SubscriptionUpkeep(Periodic):
    """Repairs when it is due. Several processes may do so at once: what one has made, the others find."""

    def __init__(self, services: Services, public_url: str, first_after: timedelta = FIRST_AFTER) -> None:
        self._ended = threading.Event()
        super().__init__("webhook-subscriptions", LOOK_SECONDS, self.look, self._ended.set)
        self._services = services
        self._due = services.clock() + first_after
        self._pause = SHORTEST_PAUSE
        lexware = services.lexware.at(Priority.NIGHTLY_SYNC)
        self._house = Subscriber(
            services.sessions,
            lexware,
            public_url,
            services.clock,
            wanted=lambda: not self._ended.is_set(),
            before_second_try=lambda: self._ended.wait(SECOND_TRY_SECONDS),
        )

    def look(self) -> None:
        """Repair if it is due. Raises what keeps that from being done; the next one is soon then."""
        at = self._services.clock()
        if at < self._due:
            return
        self._due, self._pause = at + self._pause, min(2 * self._pause, LONGEST_PAUSE)
        self._services.own_books()
        with suppress(Stopped):
            done = repair(self._house)
            if done.complete:
                self._due, self._pause = at + EVERY, SHORTEST_PAUSE
            log.info(
                "webhooks.subscriptions",
                created=len(done.created),
                deleted=done.deleted,
                elsewhere=len(done.elsewhere),
                refused=len(done.refused),
                not_reached=done.not_reached,
            )
