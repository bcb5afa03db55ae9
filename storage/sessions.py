"""Engines and sessions: SQLite for one machine, PostgreSQL for more, the same code above.

SQLite gets WAL, a busy timeout and BEGIN IMMEDIATE: a transaction that starts as a reader and turns writer fails at once
with SQLITE_BUSY, whatever the timeout, so every transaction starts as what it may become. Engines are made per process
and never at import (a shared engine broke every prefork task in the trial, design.md section 4).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_MS = 30_000

Sessions = sessionmaker[Session]


def make_engine(url: str) -> Engine:
    """An engine for this process. `postgres://` and `postgresql://` (as hosters write it) mean the driver that we ship."""
    if not url.startswith("sqlite"):
        where = make_url(url)
        if where.drivername in ("postgres", "postgresql"):
            where = where.set(drivername="postgresql+psycopg")
        return create_engine(where, pool_pre_ping=True, pool_size=5, max_overflow=10)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def make_sessions(engine: Engine) -> Sessions:
    """Sessions whose objects stay readable after the commit: steps compute outside of transactions."""
    return sessionmaker(engine, expire_on_commit=False)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # pysqlite must not begin by itself: _begin_immediate does
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # a committed voucher id must survive a power cut
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
