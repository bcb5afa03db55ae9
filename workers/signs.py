"""Signs of life: one row a worker, renewed now and then, read by `/health`."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from runtime.services import Services
from storage.tables.upkeep import WorkerSign

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=20)


class SignOfLife:
    """One worker's row, written at most every EVERY, so that a busy loop does not write all the time."""

    def __init__(self, services: Services, worker: str) -> None:
        self._services = services
        self._worker = worker
        self._last: datetime | None = None

    def give(self, doing: str = "") -> None:
        """I live and do this. A database that does not answer is not this row's business: the loop will notice."""
        now = self._services.clock()
        if self._last is not None and now - self._last < EVERY:
            return
        try:
            with self._services.sessions.begin() as session:
                session.merge(WorkerSign(worker=self._worker, at=now, doing=doing))
            self._last = now
        except SQLAlchemyError as error:
            log.warning("worker.sign_failed", worker=self._worker, error=type(error).__name__)

    def withdraw(self) -> None:
        """I end: nobody shall miss me."""
        try:
            with self._services.sessions.begin() as session:
                row = session.get(WorkerSign, self._worker)
                if row is not None:
                    session.delete(row)
        except SQLAlchemyError as error:
            log.warning("worker.sign_failed", worker=self._worker, error=type(error).__name__)
