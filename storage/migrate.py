"""Bring a database to this version's schema. The revisions are in storage/migrations, shipped with the package.

There is no way down: a book-keeping archive goes back by restoring a backup, not by dropping columns.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

_REVISIONS = Path(__file__).parent / "migrations"

_UPGRADE_LOCK = 7_405_310
"""Any fixed number: PostgreSQL's advisory lock that keeps two starting processes from migrating at once."""


class MigrationDamaged(Exception):
    """A migration left rows that point nowhere; everything was rolled back."""


def upgrade(engine: Engine) -> None:
    """Run every revision that this database has not seen, in one transaction. Repeatable, and safe from two processes.

    Raises MigrationDamaged, or the database's own error; then nothing was changed.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _upgrade_sqlite(connection)
        else:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
                command.upgrade(_config(connection), "head")


def revision(engine: Engine) -> str | None:
    """The revision that this database stands at; None if it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision that this version of the program wants."""
    return ScriptDirectory(str(_REVISIONS)).get_current_head()


def is_current(engine: Engine) -> bool:
    """Whether this version of the program and the database fit together."""
    return revision(engine) == newest_revision()


def _upgrade_sqlite(connection: Connection) -> None:
    """Foreign keys are off meanwhile (a copied table would drop what points at it) and checked before the commit.

    The pragma works only outside of a transaction, so it goes to the driver directly: SQLAlchemy would begin one.
    """
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            command.upgrade(_config(connection), "head")
            dangling = connection.execute(text("PRAGMA foreign_key_check")).first()
            if dangling is not None:
                raise MigrationDamaged(f"a row of {dangling[0]} points at a row of {dangling[2]} that does not exist")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_REVISIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
