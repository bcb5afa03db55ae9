"""`kontorist migrate`: bring the database to this version's schema."""

from __future__ import annotations

import typer

from runtime.settings import Settings
from storage.migrate import newest_revision, revision, upgrade
from storage.sessions import make_engine


def migrate() -> None:
    """Bring the database to this version's schema; changes nothing if it is there already."""
    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    try:
        before = revision(engine)
        upgrade(engine)
    finally:
        engine.dispose()
    if before == newest_revision():
        typer.echo(f"The database stands at revision {before}: nothing to do.")
    else:
        typer.echo(f"The database went from {before or 'empty'} to revision {newest_revision()}.")
