"""The house in one process: embedded workers, mailboxes, watched folder and the web server over one set of services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
    with ExitStack() as stack:
        if embedded:
            workers = EmbeddedWorkers(services)
            services = replace(services, wake=workers.wake)
            workers.start()
            stack.callback(workers.stop)
        tidy = Periodic("tidy", TIDY_SECONDS, _Tidying(services))
        watches = lexware_watch.watches(services) if embedded else []  # else every Celery node has its own
        for periodic in [tidy, *watches, *mailbox_poller.pollers(services), *folder_watcher.watcher(services)]:
            periodic.start()
            stack.callback(periodic.stop)
        for periodic in webhook_subscriptions.upkeep(services):
            periodic.start()
            stack.callback(periodic.stop)
        look = DailyCheck(services)
        daily = Periodic("lexware-check", LOOK_SECONDS, look)
        daily.start()
        stack.callback(daily.stop)
        stack.callback(look.stop)  # first, so that a round under way ends
        yield services


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
