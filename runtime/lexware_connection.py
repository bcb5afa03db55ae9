"""The connection to Lexware as a check needs it, from the services of this process."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace

from lexoffice.ratelimit import Priority
from operations.lexware_check import Connection, Stopped, check
from runtime.services import Services

CHECK_SECONDS = 24 * 3600.0
"""How often the connection is looked at, beside the start."""


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
    """The check in the background, as something to call at the start and then once a day; `stop` ends a round under way."""

    def __init__(self, services: Services) -> None:
        self._stopped = threading.Event()
        self._connection = replace(connection(services), wanted=lambda: not self._stopped.is_set())

    def __call__(self) -> None:
        """Look; what is found stands in the notices. Nothing to look at without a key."""
        if self._connection.key:
            with suppress(Stopped):
                check(self._connection)

    def stop(self) -> None:
        """Send no more requests; the round ends with the one under way."""
        self._stopped.set()
