"""The audit log's rows. Written only by storage.audit; append-only, hash-chained (GoBD: traceable, unalterable)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Connection, String, Table, event, insert
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, Instant, Json

GENESIS = "0" * 64
"""What the first entry follows."""


class AuditEntry(Base):
    """Who did what to what, when and why; `hash` covers the entry and the hash before it."""

    __tablename__ = "audit_log"

    seq: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(100), index=True)
    facts: Mapped[Json] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """One row: where the chain ends. Locked by every writer, so that the chain has no forks; shows a cut-off tail."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigId)
    hash: Mapped[str] = mapped_column(String(64))


@event.listens_for(AuditHead.__table__, "after_create")
def _start_the_chain(table: Table, connection: Connection, **_: object) -> None:
    """The head stands from the beginning (the first revision does the same): two first writers would fork the chain."""
    connection.execute(insert(table).values(id=1, seq=0, hash=GENESIS))
