"""Documents and moments for the tests of storage."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from storage.sessions import Sessions
from storage.tables.documents import Document

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """The moment at which tests happen."""
    return NOW


@pytest.fixture
def received(sessions: Sessions) -> Callable[[bytes], int]:
    """Stores a received document of these bytes (its row, not the bytes); its id."""

    def store(content: bytes) -> int:
        with sessions.begin() as session:
            document = Document(
                sha256=hashlib.sha256(content).hexdigest(),
                file_name="a.pdf",
                size=len(content),
                channel="upload",
                received_at=NOW,
                changed_at=NOW,
            )
            session.add(document)
            session.flush()
            return document.id

    return store
