"""What we know of Lexware: events that arrived, the mirror of its documents, notes on what is not mirrored, how far we are.

Strings that Lexware writes have no length here: one word longer than expected must not stop the whole mirror.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, Cents, Instant


class LexwareEvent(Base):
    """A pointer to something that changed. Unique, since Lexware promises neither order nor exactly-once (API, 24.2)."""

    __tablename__ = "lexware_events"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    organization_id: Mapped[str] = mapped_column(String(64))
    event_type: Mapped[str] = mapped_column(String(100))
    resource_id: Mapped[str] = mapped_column(String(64))
    event_date: Mapped[datetime] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant)
    source: Mapped[str] = mapped_column(String(10))
    """`webhook`, or `poll`: found by looking, so its webhook is late or lost, or there is none."""
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    problem: Mapped[str | None] = mapped_column(String(60))
    """A code: why it ended without a look, or what kept the last look from ending it."""

    __table_args__ = (
        UniqueConstraint("event_type", "resource_id", "event_date"),
        # the few that are open among the many that are done
        Index(
            "ix_lexware_events_open",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(None, "done_at"),
    )


class LexwareDocument(Base):
    """One row of Lexware's voucherlist as we saw it last. Types and statuses are Lexware's words, also unknown ones."""

    __tablename__ = "lexware_documents"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    voucher_type: Mapped[str] = mapped_column(String())
    status: Mapped[str] = mapped_column(String())
    """The document's own: `open` or `sepadebit` where the list says overdue."""
    overdue: Mapped[bool] = mapped_column(default=False)
    """As the list computed it when it was read; Lexware sends no event when the day comes."""
    number: Mapped[str | None] = mapped_column(String())
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    contact_id: Mapped[str | None] = mapped_column(String())
    contact_name: Mapped[str | None] = mapped_column(String())
    total: Mapped[Decimal | None] = mapped_column(Cents)
    open_amount: Mapped[Decimal | None] = mapped_column(Cents)
    """None for drafts and documents that are never paid."""
    currency: Mapped[str | None] = mapped_column(String())
    archived: Mapped[bool] = mapped_column(default=False)
    lexware_created_at: Mapped[datetime | None] = mapped_column(Instant)
    lexware_updated_at: Mapped[datetime | None] = mapped_column(Instant)
    read_at: Mapped[datetime] = mapped_column(Instant)
    """When we asked for what stands here, by our clock: of two rows with the same date of change the later read counts."""
    gone_at: Mapped[datetime | None] = mapped_column(Instant)
    """When Lexware first did not know it any more. The row stays."""
    version: Mapped[int] = mapped_column(default=1)
    """Ours: how often something that stands here changed."""

    __table_args__ = (
        Index(None, "voucher_type", "status"),
        Index(None, "contact_id"),
        Index(None, "number"),
        Index(None, "lexware_created_at"),
    )


class LexwareNote(Base):
    """Something that is not mirrored has changed (a contact, an article, a dunning …): the newest event about it."""

    __tablename__ = "lexware_notes"

    resource: Mapped[str] = mapped_column(String(100), primary_key=True)
    resource_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    event_type: Mapped[str] = mapped_column(String(100))
    event_date: Mapped[datetime] = mapped_column(Instant)


class LexwareTurn(Base):
    """Whose turn it is with one kind of work (`events`, `sweep`): one process of the installation at a time."""

    __tablename__ = "lexware_turns"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    holder: Mapped[str | None] = mapped_column(String(100))
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    not_before: Mapped[datetime | None] = mapped_column(Instant)
    failures: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(String(60))


class LexwareMirror(Base):
    """One row: whose documents the mirror holds, and up to when it is known to be complete."""

    __tablename__ = "lexware_mirror"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[str | None] = mapped_column(String(64))
    watermark: Mapped[datetime | None] = mapped_column(Instant)
    """Every change before this instant has been seen. None until the whole list was read once."""
    full_started_at: Mapped[datetime | None] = mapped_column(Instant)
    full_cursor: Mapped[date | None]
    """First day of creation that the full sweep under way has not finished; None: it begins, or none is under way."""
    full_done_at: Mapped[datetime | None] = mapped_column(Instant)
    """None: it is under way, or never began."""
