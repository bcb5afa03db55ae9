"""The house in one process: embedded workers, mailboxes, watched folder and the web server over one set of services."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from api.main import create_app
from runtime.lexware_connection import LOOK_SECONDS, DailyCheck
from runtime.services import Services
from storage import people
from workers import folder_watcher, lexware_watch, mailbox_poller, webhook_subscriptions
from workers.embedded import EmbeddedWorkers
from workers.schedule import Periodic

TIDY_SECONDS = 3600.0

LONGEST_STOP = 30.0
"""Seconds for everything under way to end; whatever does not is taken up again by the next start, like after a kill."""


class _Tidying:
    """Expired sign-ins go, as something to call now and then."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self) -> None:
        with self._services.sessions.begin() as session:
            people.forget_expired(session, at=self._services.clock())


@contextmanager
def working(services: Services, *, embedded: bool = True) -> Iterator[Services]:
    """Workers (unless others do the work), mailboxes and folder run inside; yields services that wake the workers."""
    started: list[EmbeddedWorkers | Periodic] = []
    try:
        if embedded:
            workers = EmbeddedWorkers(services)
            services = replace(services, wake=workers.wake)
            workers.start()
            started.append(workers)
        for periodic in _by_the_clock(services, embedded=embedded):
            periodic.start()
            started.append(periodic)
        yield services
    finally:
        _stop(started)


def _by_the_clock(services: Services, *, embedded: bool) -> list[Periodic]:
    look = DailyCheck(services)
    return [
        Periodic("tidy", TIDY_SECONDS, _Tidying(services)),
        *(lexware_watch.watches(services) if embedded else []),  # else every Celery node has its own
        *mailbox_poller.pollers(services),
        *folder_watcher.watcher(services),
        *webhook_subscriptions.upkeep(services),
        Periodic("lexware-check", LOOK_SECONDS, look, look.stop),
    ]


def _stop(started: Sequence[EmbeddedWorkers | Periodic]) -> None:
    """Tell all, then wait for all: with Lexware away each may be in the middle of a request that nobody answers."""
    for one in started:
        one.end()
    end = time.monotonic() + LONGEST_STOP
    for one in reversed(started):
        one.stop(max(0.0, end - time.monotonic()))


def web_server(services: Services, port: int | None = None) -> uvicorn.Server:
    """The web server, to be run by the caller."""
    settings = services.settings
    config = uvicorn.Config(
        create_app(services),
        host=settings.host,
        port=settings.port if port is None else port,
        log_config=None,
        access_log=False,  # addresses carry search words, and those are names
        timeout_graceful_shutdown=10,
        server_header=False,
    )
    return uvicorn.Server(config)
