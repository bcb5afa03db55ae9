"""What staff must know about the connection to Lexware: notices, its organisation, and the keys seen so far."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, Instant, Json


class Notice(Base):
    """A condition that somebody must mend, one row a code; it stays with `gone_at` when it is over."""

    __tablename__ = "notices"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    severity: Mapped[str] = mapped_column(String(10))
    """`warning`: work goes on; `error`: something stands still, or will within days."""
    sentence: Mapped[str] = mapped_column(Text)
    """German, for staff: what is wrong and what to do."""
    since: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    gone_at: Mapped[datetime | None] = mapped_column(Instant)


class LexwareKey(Base):
    """An API key that was used here: never the key, only a salted fingerprint of it."""

    __tablename__ = "lexware_keys"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    fingerprint: Mapped[str] = mapped_column(String(64))
    first_seen: Mapped[datetime] = mapped_column(Instant)
    organization_id: Mapped[str | None] = mapped_column(String(64))
    """Whose key it is, as Lexware last said; None while nobody could ask."""


class LexwareConnection(Base):
    """The one row (id 1) of the organisation whose books are kept here, and of the last check of the connection."""

    __tablename__ = "lexware_connection"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[str | None] = mapped_column(String(64))
    """The first organisation seen, or the one that a person accepted after it."""
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_by: Mapped[str | None] = mapped_column(String(100))
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    """When Lexware last answered a check."""
    failed_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when it could not be checked, because Lexware does not answer."""
    report: Mapped[Json] = mapped_column(JSON, default=dict)
    """The last check that was answered: what the key can do."""
