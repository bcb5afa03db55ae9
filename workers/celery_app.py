"""The workers of the grown-up deployment: Celery prefork processes that call the same `advance`.

A message only says "look"; what is due stands in the database. So messages may be lost, doubled or late, and there is no
beat: every worker node rings the bell itself every few seconds (workers.schedule). Engines, connections and readers are
made in each child after the fork, never at import.

    celery -A workers.celery_app worker
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from typing import Any

import structlog
from celery import Celery, signals

from pipeline.failures import where
from pipeline.flow import advance
from runtime.bell import ADVANCE, EXPIRES_SECONDS
from runtime.logging import configure_logging
from runtime.services import Services, build_services
from runtime.settings import Settings
from workers.lexware_watch import EVENTS_SECONDS as LEXWARE_EVENTS_SECONDS
from workers.lexware_watch import SWEEP_SECONDS as LEXWARE_SWEEP_SECONDS
from workers.lexware_watch import LexwareWatch
from workers.schedule import Periodic
from workers.signs import SignOfLife

log = structlog.get_logger(__name__)

LONGEST_SECONDS = 20.0
"""After so long a task ends and asks to be called again, so that a shutdown need not wait for an empty queue."""

SWEEP_SECONDS = 3.0
"""How often a node looks for what is due though nobody rang: an approval whose time to think is over, a retry."""

LEXWARE_EVENTS, LEXWARE_SWEEP = "kontorist.lexware_events", "kontorist.lexware_sweep"

app = Celery("kontorist", broker=Settings().redis_url or "redis://127.0.0.1:6379/0")
app.conf.update(
    task_ignore_result=True,
    task_acks_late=False,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    worker_cancel_long_running_tasks_on_connection_loss=False,  # a step goes on without Redis
)


class Child:
    """What one prefork process holds: its services and its name."""

    def __init__(self) -> None:
        self.services: Services = build_services(Settings())
        self.name = f"celery@{socket.gethostname()}:{os.getpid()}"
        self.sign = SignOfLife(self.services, self.name)
        self.watch = LexwareWatch(self.services, self.name)

    def close(self) -> None:
        """Let everything go."""
        self.sign.withdraw()
        self.services.close()


_children: list[Child] = []


def open_child(**_: Any) -> None:
    """After the fork."""
    _children.append(Child())


def close_child(**_: Any) -> None:
    """Before the process ends."""
    while _children:
        _children.pop().close()


def set_up_logging(**_: Any) -> None:
    """Our lines instead of Celery's."""
    configure_logging()


def start_sweep(**_: Any) -> None:
    """The node's parent process rings the bell from now on."""
    Periodic("sweep", SWEEP_SECONDS, ring).start()
    Periodic("lexware-events", LEXWARE_EVENTS_SECONDS, lambda: ring(LEXWARE_EVENTS)).start()
    Periodic("lexware-sweep", LEXWARE_SWEEP_SECONDS, lambda: ring(LEXWARE_SWEEP)).start()


def ring(task: str = ADVANCE) -> None:
    """Wake one child, if the broker answers."""
    app.send_task(task, expires=EXPIRES_SECONDS)


def advance_some() -> None:
    """Work until nothing is due, or for LONGEST_SECONDS and then ask to be called again."""
    child = _children[0]
    end = time.monotonic() + LONGEST_SECONDS
    child.sign.give()
    try:
        while advance(child.services, child.name):
            child.sign.give()
            if time.monotonic() > end:
                ring()
                return
    except Exception as error:  # the database or the broker away: the next sweep tries again
        log.error("worker.failed", error=type(error).__name__, where=where(error))


def follow_lexware_events() -> None:
    """Work off what webhooks told, unless another process does."""
    _watch(_children[0].watch.events)


def sweep_lexware() -> None:
    """The sweeps that are due, unless another process does them."""
    _watch(_children[0].watch.sweep)


def _watch(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception as error:
        log.error("lexware_watch.failed", error=type(error).__name__, where=where(error))


# Calls instead of decorators: Celery is untyped, and a decorated function would be too.
app.task(name=ADVANCE)(advance_some)
app.task(name=LEXWARE_EVENTS)(follow_lexware_events)
app.task(name=LEXWARE_SWEEP)(sweep_lexware)
signals.worker_process_init.connect(open_child, weak=False)
signals.worker_process_shutdown.connect(close_child, weak=False)
signals.setup_logging.connect(set_up_logging, weak=False)
signals.worker_ready.connect(start_sweep, weak=False)
