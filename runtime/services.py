"""The wiring: every tool of one process, made from the settings in one place and closed in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

import redis
from sqlalchemy import Engine

from classifier.clerk import Clerk
from ingest.guard import FencedReader
from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import Budget, RedisBudget
from lexoffice.retries import Patience
from models.parties import OwnCompany
from pipeline.categories import Categories
from pipeline.own_books import OwnBooks
from pipeline.tools import Handler
from runtime.bell import CeleryBell
from runtime.budget import DatabaseBudget
from runtime.clerk import ClerkOnShelf
from runtime.company import load_company
from runtime.handlers import HANDLERS
from runtime.settings import Settings
from storage.originals import Originals
from storage.sessions import Sessions, make_engine, make_reading_sessions, make_sessions


def utc_now() -> datetime:
    """The edge's clock; below, time is an argument."""
    return datetime.now(UTC)


def pass_on(_name: str) -> None:
    """Nothing happens at a boundary, except in the kill tests, which end the process there."""


def nothing() -> None:
    """Nobody to wake: workers look by themselves."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the edges and the steps use. Made per process, never at import; threads share all but the reader."""

    settings: Settings
    engine: Engine
    sessions: Sessions
    reading: Sessions
    """Sessions that only look: on SQLite they wait for no writer and hold none up; pages and lists use them."""
    originals: Originals
    reader: FencedReader
    """Reads hostile files in child processes; each worker thread has one of its own (`with_own_reader`)."""
    clerk: Callable[[], Clerk]
    """The trained model of the moment; pipeline.tools.NotReady while there is none."""
    company: OwnCompany
    lexware: LexwareClient
    categories: Categories
    own_books: Callable[[], None]
    """Raises unless the key opens the books that this installation keeps (pipeline.own_books)."""
    clock: Callable[[], datetime] = utc_now
    boundary: Callable[[str], None] = pass_on
    """Called between an effect and its record, with the name of the place; see tests/journeys/test_kills.py."""
    handlers: Mapping[str, Handler] = field(default_factory=lambda: HANDLERS)
    wake: Callable[[], None] = nothing
    """Tell the workers that something is due. Only a courtesy: they look by themselves every second or few."""

    @property
    def time_to_think(self) -> timedelta:
        """How long an approval waits, open to undo."""
        return timedelta(seconds=self.settings.time_to_think)

    def with_own_reader(self) -> Services:
        """The same services with another fenced reader, which the caller closes."""
        return replace(self, reader=FencedReader())

    def close(self) -> None:
        """Stop the reader's children and close all connections."""
        self.reader.close()
        self.lexware.close()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build_services(
    settings: Settings,
    *,
    rate: Rate | None = None,
    patience: Patience = Patience(),  # noqa: B008 (frozen)
    clock: Callable[[], datetime] = utc_now,
) -> Services:
    """The services of this process. Opens no connection yet and starts no process: both begin with the first use.

    `rate` and `patience` are those of the Lexware client: how fast requests may go out (None: as the settings say), how it
    repeats them.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    sessions, reading = make_sessions(engine), make_reading_sessions(engine)
    key = settings.lexware_key.get_secret_value() if settings.lexware_key else ""
    lexware = LexwareClient(
        key,
        settings.lexware_url,
        budget=_budget(settings, sessions, rate or Rate(settings.lexware_rate)),
        patience=patience,
    )
    return Services(
        settings=settings,
        engine=engine,
        sessions=sessions,
        reading=reading,
        originals=Originals(settings.originals_directory),
        reader=FencedReader(),
        clerk=ClerkOnShelf(settings.model_directory),
        company=load_company(settings.company_path),
        lexware=lexware,
        categories=Categories(lexware, clock),
        own_books=OwnBooks(sessions, reading, lexware, key, clock),
        clock=clock,
        wake=CeleryBell(settings.redis_url) if settings.redis_url else nothing,
    )


def _budget(settings: Settings, sessions: Sessions, rate: Rate) -> Budget:
    """As wide as the installation: Redis where there is one, else a row that all processes share."""
    if settings.redis_url:
        return RedisBudget(redis.Redis.from_url(settings.redis_url), rate=rate)
    return DatabaseBudget(sessions, rate=rate)
