"""Small states of the house: mailbox positions, the shared request budget, signs of life."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, Instant


class MailboxState(Base):
    """How far a mailbox folder was fetched. A new UIDVALIDITY voids the position (RFC 3501, 2.3.1.1)."""

    __tablename__ = "mailbox_states"

    mailbox: Mapped[str] = mapped_column(String(200), primary_key=True)
    uid_validity: Mapped[int] = mapped_column(BigId)
    """Unsigned 32 bits by the standard: too wide for PostgreSQL's integer. The UIDs too."""
    last_uid: Mapped[int] = mapped_column(BigId)
    checked_at: Mapped[datetime] = mapped_column(Instant)
    problem: Mapped[str | None] = mapped_column(String(200))


class RequestBudget(Base):
    """Tokens of Lexware's request limit, shared by all processes of an installation that has no Redis."""

    __tablename__ = "request_budgets"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    tokens: Mapped[float] = mapped_column(Float)
    filled_at: Mapped[float] = mapped_column(Float)
    """Seconds since the epoch; a float on purpose: it is a measure of time, not an amount."""


class WorkerSign(Base):
    """A worker's last sign of life, for `/health`."""

    __tablename__ = "worker_signs"

    worker: Mapped[str] = mapped_column(String(100), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    doing: Mapped[str] = mapped_column(String(100), default="")


class RequestWaiter(Base):
    """Somebody who waits for a token of a request budget; the order of arrival is that of the ids."""

    __tablename__ = "request_waiters"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    budget: Mapped[str] = mapped_column(String(40))
    priority: Mapped[int] = mapped_column(Integer)
    back_at: Mapped[float] = mapped_column(Float)
    """When it was told to ask again, in seconds since the epoch; much later it has died, and is passed over."""
