"""`become` is the only way: every allowed pair passes and is in the audit log, every other raises and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.documents import TRANSITIONS, DocumentStatus, IllegalTransition
from models.problems import Problem
from pipeline.claims import STEPPED
from pipeline.flow import STEPS
from storage.sessions import make_engine
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PAIRS = list(product(DocumentStatus, DocumentStatus))
ALLOWED = [(old, new) for old, new in PAIRS if new in TRANSITIONS[old]]
FORBIDDEN = [(old, new) for old, new in PAIRS if new not in TRANSITIONS[old]]


@pytest.fixture(scope="module")
def session(sqlite_template: Path) -> Iterator[Session]:
    engine = make_engine(f"sqlite:///{sqlite_template}")
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def document(session: Session, request: pytest.FixtureRequest) -> Iterator[Document]:
    """A document of the first status of the pair, with a problem; rolled back afterwards."""
    document = Document(
        sha256="0" * 64,
        file_name="a.pdf",
        size=1,
        channel="upload",
        received_at=NOW,
        changed_at=NOW,
        attempts=2,
        status=request.getfixturevalue("old").value,
    )
    session.add(document)
    session.flush()
    document.park(Problem("trouble", "Es klemmt."), at=NOW, by="test")
    yield document
    session.rollback()


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_an_allowed_pair_passes_and_is_written_down(
    document: Document, session: Session, old: DocumentStatus, new: DocumentStatus
) -> None:
    document.become(new, at=NOW, by="anna", why="Darum.")
    session.flush()
    assert (document.status, document.problem_code, document.attempts) == (new, None, 0)
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.actor, entry.facts) == ("anna", {"from": old, "to": new, "why": "Darum."})


@pytest.mark.parametrize(("old", "new"), FORBIDDEN)
def test_any_other_pair_raises_and_changes_nothing(
    document: Document, session: Session, old: DocumentStatus, new: DocumentStatus
) -> None:
    with pytest.raises(IllegalTransition):
        document.become(new, at=NOW, by="anna", why="Darum.")
    assert (document.status, document.problem_code) == (old, "trouble")
    actions = session.scalars(select(AuditEntry.action)).all()
    assert "document.status" not in actions


def test_the_steps_and_the_claims_know_the_same_statuses() -> None:
    assert tuple(STEPS) == STEPPED
