"""Claims: who works on a document, how a step ends, and what happens to one that fails.

A worker wins a document by a guarded UPDATE whose row count decides. A claim that stands too long is void: its worker
was killed. Should that worker live after all, its result is dropped, because `storing` looks whether the claim is still
the same; so no step is ever stored twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.orm import Session

from models.documents import DocumentStatus
from models.problems import Problem
from pipeline.tools import Intake
from storage.tables.documents import FOR_CHANGE, Document

STALE_AFTER = timedelta(minutes=10)
"""Longer than any step may take: ingest.limits.Limits kills a reading after 180 s."""

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)

STEPPED = (
    DocumentStatus.RECEIVED,
    DocumentStatus.READ,
    DocumentStatus.CLASSIFIED,
    DocumentStatus.MATCHED,
    DocumentStatus.APPROVED,
)
"""Statuses that a step leads out of (pipeline.flow.STEPS has the same keys)."""


class ClaimLost(Exception):
    """Somebody else has this document now; what was computed is dropped."""


def claim(session: Session, worker: str, *, at: datetime) -> Document | None:
    """The document that arrived first among those whose next step is due, claimed for `worker`; None if there is none.

    In the order of arrival, so that one document goes all its way before the next begins. The caller commits at once.
    """
    due = and_(
        Document.step_at <= at,
        Document.status.in_(STEPPED),
        or_(Document.claimed_at.is_(None), Document.claimed_at < at - STALE_AFTER),
    )
    for document_id in session.scalars(select(Document.id).where(due).order_by(Document.id).limit(5)).all():
        won = session.execute(
            update(Document)
            .where(Document.id == document_id, due)
            .values(claimed_by=worker, claimed_at=at, attempts=Document.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        if isinstance(won, CursorResult) and won.rowcount == 1:
            return session.get(Document, document_id, populate_existing=True)
    return None


@contextmanager
def storing(tools: Intake, taken: Document) -> Iterator[tuple[Session, Document]]:
    """The transaction that ends a step: the document anew, still ours, and free when the block ends.

    The step names the next status, and sets `step_at` if another step follows. Raises ClaimLost.
    """
    with tools.sessions.begin() as session:
        document = session.get(Document, taken.id, with_for_update=FOR_CHANGE)
        if document is None or (document.claimed_by, document.claimed_at) != (taken.claimed_by, taken.claimed_at):
            raise ClaimLost
        document.step_at = document.claimed_by = document.claimed_at = None
        yield session, document


def put_off(tools: Intake, taken: Document, problem: Problem, *, forever: bool = False) -> None:
    """Record that the step failed. A retryable one is tried again later, at most MOST_ATTEMPTS times unless `forever`."""
    with storing(tools, taken) as (_session, document):
        at = tools.clock()
        again = problem.retryable and (forever or document.attempts < MOST_ATTEMPTS)
        document.park(problem, at=at, by=taken.claimed_by or "system")
        if forever:  # an outage is not held against the document, only its kills and failures are counted
            document.attempts = min(document.attempts, MOST_ATTEMPTS - 1)
        if again:
            document.step_at = at + min(FIRST_PAUSE * 2 ** (document.attempts - 1), LONGEST_PAUSE)


def release(session: Session, prefix: str) -> int:
    """Void all claims on documents by workers whose name begins with `prefix`: they are known to be dead. How many."""
    released = session.execute(
        update(Document)
        .where(Document.claimed_by.startswith(prefix, autoescape=True))
        .values(claimed_by=None, claimed_at=None)
        .execution_options(synchronize_session=False)
    )
    return released.rowcount if isinstance(released, CursorResult) else 0


def parked(document: Document) -> bool:
    """Whether the document stands still with a problem, so that only a person gets it going."""
    return document.problem_code is not None and document.claimed_by is None


def wake(document: Document) -> None:
    """Forget the problem and the attempts; the caller says when the next step runs."""
    document.problem_code = document.problem_message = None
    document.problem_retryable = False
    document.attempts = 0
