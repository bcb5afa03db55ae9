"""The connection to Lexware as a check needs it, from the services of this process."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from lexoffice.ratelimit import Priority
from operations.lexware_check import Connection, Stopped, check
from runtime.services import Services

LOOK_SECONDS = 60.0
"""How often is looked whether a check is due."""

EVERY = timedelta(days=1)
SOON = timedelta(minutes=15)
"""After a check that Lexware did not answer, or that found something urgent: what is mended there shall not stand here as a
notice until tomorrow."""


def connection(services: Services, priority: Priority = Priority.FILING) -> Connection:
    """The installation's connection; requests of the check go out at `priority`: behind a person, but a day full
    of filing does not keep it from ever ending."""
    settings = services.settings
    return Connection(
        sessions=services.sessions,
        lexware=services.lexware.at(priority),
        key=settings.lexware_key.get_secret_value() if settings.lexware_key else "",
        key_created=settings.lexware_key_created,
        company=services.company,
        clock=services.clock,
    )


class DailyCheck:
    """The check in the background, as something to call often: it is done at the start, once a day, and soon again where
    something is wrong; `stop` ends a round under way."""

    def __init__(self, services: Services) -> None:
        self._stopped = threading.Event()
        self._due = services.clock()
        self._connection = replace(connection(services), wanted=lambda: not self._stopped.is_set())

    def __call__(self) -> None:
        """Look if it is due; what is found stands in the notices. Nothing to look at without a key."""
        at = self._connection.clock()
        if not self._connection.key or at < self._due:
            return
        self._due = at + SOON
        with suppress(Stopped):
            found = check(self._connection)
            if found.failed_since is None and all(notice.severity != "error" for notice in found.notices):
                self._due = at + EVERY

    def stop(self) -> None:
        """Send no more requests; the round ends with the one under way."""
        self._stopped.set()
