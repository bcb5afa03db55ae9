"""Addresses of ours that were named to Lexware: what lies there later is known as our own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Instant


class LexwareCallback(Base):
    """An address that webhooks were or are delivered to. Written before the first subscription to it is made."""

    __tablename__ = "lexware_callbacks"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant)
