"""What commands that look into the database share: open it, and say in one sentence why that is not possible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from runtime.settings import Settings
from storage.migrate import is_current
from storage.sessions import Sessions, make_engine, make_reading_sessions, make_sessions

NOT_POSSIBLE = 2
"""Exit status: the command could not do its work (1 is left for the work's own bad news)."""


@contextmanager
def open_database(settings: Settings, *, reading: bool = False) -> Iterator[Sessions]:
    """Sessions on the installation's database; with `reading`, such as only look and hold up no writer.

    Ends the command with status 2 if the database is missing or of another version.
    """
    where = make_url(settings.database)
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").exists():
        stop(f"There is no database at {where.database}. Run `kontorist migrate` first, or set KONTORIST_DATA.")
    engine = make_engine(settings.database)
    try:
        if not is_current(engine):
            stop("The database is of another version. Run `kontorist migrate` first.")
        yield make_reading_sessions(engine) if reading else make_sessions(engine)
    except OperationalError as error:
        stop(f"The database does not answer: {str(error.orig).strip()}")
    finally:
        engine.dispose()


def stop(sentence: str) -> NoReturn:
    """Say why and end the command with status 2."""
    typer.echo(sentence, err=True)
    raise typer.Exit(NOT_POSSIBLE)


def now() -> datetime:
    """The edge's clock; below, time is an argument."""
    return datetime.now(UTC)
