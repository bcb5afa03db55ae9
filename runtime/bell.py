"""The bell of the grown-up deployment: a message that wakes a Celery worker. Lost messages cost seconds, never work."""

from __future__ import annotations

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

ADVANCE = "kontorist.advance"
"""Name of the task that workers.celery_app runs."""

EXPIRES_SECONDS = 60
"""An older call to wake is worthless: the workers' own sweep was faster."""


class CeleryBell:
    """Call it to wake a worker. While the broker is away, nothing happens: the database is the queue of record."""

    def __init__(self, redis_url: str) -> None:
        self._app = Celery("kontorist", broker=redis_url)
        self._app.conf.update(task_ignore_result=True, broker_transport_options={"socket_connect_timeout": 1})

    def __call__(self) -> None:
        """Send the message, once and without insisting."""
        try:
            self._app.send_task(ADVANCE, expires=EXPIRES_SECONDS, retry=False)
        except OperationalError:
            log.warning("bell.broker_away")
