"""Notices about the connection to Lexware, its organisation and keys; those who wait for a token of the request budget.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "request_waiters",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("budget", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("back_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request_waiters"),
    )
    op.create_table(
        "notices",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("gone_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_notices"),
    )
    op.create_table(
        "lexware_keys",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("organization_id", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lexware_keys"),
    )
    op.create_table(
        "lexware_connection",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.String(length=64), nullable=True),
        sa.Column("accepted_at", INSTANT, nullable=True),
        sa.Column("accepted_by", sa.String(length=100), nullable=True),
        sa.Column("checked_at", INSTANT, nullable=True),
        sa.Column("failed_since", INSTANT, nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lexware_connection"),
    )
