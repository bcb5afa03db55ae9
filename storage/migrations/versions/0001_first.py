"""The first schema: one document's way, purchase orders, outbox, audit log, people, small states.

The log of what happened, what the machine proposed and what people decided is append-only in the database itself: a
trigger refuses any change, whatever program asks. (An administrator of the database can drop a trigger; the chain of
hashes shows what was changed then.)

Revision: 0001, the first
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
CENTS = sa.BigInteger()

APPEND_ONLY = {
    "audit_log": "SELECT 1 FROM audit_log WHERE seq = NEW.seq",
    "decisions": "SELECT 1 FROM decisions WHERE id = NEW.id",
    "proposals": "SELECT 1 FROM proposals WHERE id = NEW.id",
}
"""Table -> whether a new row's key is taken."""


def upgrade() -> None:
    create_tables()
    head = sa.table("audit_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": "0" * 64}])
    if op.get_bind().dialect.name == "sqlite":
        refuse_changes_on_sqlite()
    else:
        refuse_changes_on_postgresql()


def refuse_changes_on_sqlite() -> None:
    for table, taken in APPEND_ONLY.items():
        refusal = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refusal}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refusal}")
        # INSERT OR REPLACE deletes without asking the trigger above, so a taken key is refused beforehand
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({taken}) {refusal}")
    refusal = "BEGIN SELECT RAISE(ABORT, 'audit_head stays'); END"
    op.execute(f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head {refusal}")


def refuse_changes_on_postgresql() -> None:
    op.execute(
        """
        CREATE FUNCTION kontorist_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$
        """
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kontorist_refuse_change()"
        )
    op.execute(
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE ON audit_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION kontorist_refuse_change()"
    )


def create_tables() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", BIG_ID, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.create_table(
        "audit_log",
        sa.Column("seq", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_subject", "audit_log", ["subject"])

    op.create_table(
        "mailbox_states",
        sa.Column("mailbox", sa.String(length=200), nullable=False),
        sa.Column("uid_validity", BIG_ID, nullable=False),
        sa.Column("last_uid", BIG_ID, nullable=False),
        sa.Column("checked_at", INSTANT, nullable=False),
        sa.Column("problem", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("mailbox", name="pk_mailbox_states"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("claimed_by", sa.String(length=100), nullable=True),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("needs_person", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("kind", "subject", name="uq_outbox_kind_subject"),
    )
    op.create_index("ix_outbox_done_at_not_before", "outbox", ["done_at", "not_before"])

    op.create_table(
        "purchase_orders",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("supplier_name", sa.String(length=255), nullable=False),
        sa.Column("supplier_vat_id", sa.String(length=20), nullable=True),
        sa.Column("supplier_number", sa.String(length=40), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("net_total", CENTS, nullable=False),
        sa.Column("gross_total", CENTS, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_orders"),
        sa.UniqueConstraint("number", name="uq_purchase_orders_number"),
    )
    op.create_table(
        "request_budgets",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("filled_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_request_budgets"),
    )
    op.create_table(
        "users",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("login", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("blocked_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("login", name="uq_users_login"),
    )
    op.create_table(
        "worker_signs",
        sa.Column("worker", sa.String(length=100), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("doing", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("worker", name="pk_worker_signs"),
    )
    op.create_table(
        "documents",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("size", BIG_ID, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("step_at", INSTANT, nullable=True),
        sa.Column("claimed_by", sa.String(length=100), nullable=True),
        sa.Column("claimed_at", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem_code", sa.String(length=60), nullable=True),
        sa.Column("problem_message", sa.Text(), nullable=True),
        sa.Column("problem_retryable", sa.Boolean(), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=True),
        sa.Column("direction", sa.String(length=10), nullable=True),
        sa.Column("category", sa.String(length=120), nullable=True),
        sa.Column("supplier_name", sa.String(length=255), nullable=True),
        sa.Column("number", sa.String(length=100), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("gross", CENTS, nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("purchase_order_id", BIG_ID, nullable=True),
        sa.Column("match_score", sa.Double(), nullable=True),
        sa.Column("match_reasons", sa.JSON(), nullable=True),
        sa.Column("duplicate_of_id", BIG_ID, nullable=True),
        sa.Column("voucher_id", sa.String(length=40), nullable=True),
        sa.Column("lexware_file_id", sa.String(length=40), nullable=True),
        sa.Column("filed_at", INSTANT, nullable=True),
        sa.Column("locked_by", sa.String(length=100), nullable=True),
        sa.Column("locked_until", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duplicate_of_id"], ["documents.id"], name="fk_documents_duplicate_of_id"),
        sa.ForeignKeyConstraint(["purchase_order_id"], ["purchase_orders.id"], name="fk_documents_purchase_order_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("sha256", name="uq_documents_sha256"),
    )
    op.create_index("ix_documents_status_received_at", "documents", ["status", "received_at"])
    op.create_index("ix_documents_step_at", "documents", ["step_at"])
    op.create_index("ix_documents_supplier_name_number", "documents", ["supplier_name", "number"])

    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", BIG_ID, nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sign_ins_user_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_user_id", "sign_ins", ["user_id"])

    op.create_table(
        "arrivals",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", BIG_ID, nullable=False),
        sa.Column("delivered_by", sa.String(length=100), nullable=False),
        sa.Column("delivery_key", sa.String(length=200), nullable=True),
        sa.Column("mail", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_id", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_arrivals_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.UniqueConstraint("delivery_key", name="uq_arrivals_delivery_key"),
    )
    op.create_index("ix_arrivals_document_id", "arrivals", ["document_id"])
    op.create_index("ix_arrivals_received_at", "arrivals", ["received_at"])
    op.create_index("ix_arrivals_sha256", "arrivals", ["sha256"])

    op.create_table(
        "decisions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("document_id", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_decisions_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_document_id", "decisions", ["document_id"])

    op.create_table(
        "proposals",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("document_id", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_proposals_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_document_id", "proposals", ["document_id"])

    op.create_table(
        "readings",
        sa.Column("document_id", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_readings_document_id"),
        sa.PrimaryKeyConstraint("document_id", name="pk_readings"),
    )
