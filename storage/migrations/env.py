"""What alembic runs: the revisions, on the connection (and in the transaction) that storage.migrate hands over."""

from __future__ import annotations

from alembic import context

from storage.tables import audit, callbacks, documents, lexware, notices, orders, outbox, people, upkeep
from storage.tables.base import Base

TABLES = (audit, callbacks, documents, lexware, notices, orders, outbox, people, upkeep)
"""Imported so that Base.metadata knows every table when a revision is written (`alembic revision --autogenerate`)."""


def run() -> None:
    """Run the revisions that storage.migrate asked for. One transaction around all of them: both databases roll DDL back."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=True,  # SQLite changes a column only by copying the table
    )
    with context.begin_transaction():
        context.run_migrations()


run()
