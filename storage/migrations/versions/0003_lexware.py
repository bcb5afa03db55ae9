"""Lexware's events and the mirror of its documents.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
CENTS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "lexware_events",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organization_id", sa.String(length=64), nullable=False),
        sa.Column("event_type", sa.String(length=100), nullable=False),
        sa.Column("resource_id", sa.String(length=64), nullable=False),
        sa.Column("event_date", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("problem", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lexware_events"),
        sa.UniqueConstraint(
            "event_type", "resource_id", "event_date", name="uq_lexware_events_event_type_resource_id_event_date"
        ),
    )
    is_open = sa.text("done_at IS NULL")
    op.create_index("ix_lexware_events_open", "lexware_events", ["id"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_lexware_events_done_at", "lexware_events", ["done_at"])
    op.create_table(
        "lexware_documents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("voucher_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=True),
        sa.Column("total", CENTS, nullable=True),
        sa.Column("open_amount", CENTS, nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("lexware_created_at", INSTANT, nullable=True),
        sa.Column("lexware_updated_at", INSTANT, nullable=True),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.Column("gone_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lexware_documents"),
    )
    op.create_index("ix_lexware_documents_voucher_type_status", "lexware_documents", ["voucher_type", "status"])
    for column in ("contact_id", "number", "lexware_created_at"):
        op.create_index(f"ix_lexware_documents_{column}", "lexware_documents", [column])
    op.create_table(
        "lexware_notes",
        sa.Column("resource", sa.String(length=100), nullable=False),
        sa.Column("resource_id", sa.String(length=64), nullable=False),
        sa.Column("event_type", sa.String(length=100), nullable=False),
        sa.Column("event_date", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("resource", "resource_id", name="pk_lexware_notes"),
    )
    op.create_table(
        "lexware_turns",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=100), nullable=True),
        sa.Column("held_until", INSTANT, nullable=True),
        sa.Column("not_before", INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=60), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_lexware_turns"),
    )
    op.create_table(
        "lexware_mirror",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(length=64), nullable=True),
        sa.Column("watermark", INSTANT, nullable=True),
        sa.Column("full_started_at", INSTANT, nullable=True),
        sa.Column("full_cursor", sa.Date(), nullable=True),
        sa.Column("full_done_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lexware_mirror"),
    )
