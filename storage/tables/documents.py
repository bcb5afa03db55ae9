"""Rows of one document's way: the arrival, the document, its reading, what the machine proposed, what people decided."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, object_session

from models.documents import TRANSITIONS, DocumentStatus, check_transition
from models.problems import Problem
from storage import audit
from storage.tables.base import Base, BigId, Cents, Instant, Json

FOR_CHANGE = {"key_share": True}
"""How a document is locked to be changed (`with_for_update`): rows that point to it, a double's, may be written meanwhile.
A plain FOR UPDATE would stop them, and on PostgreSQL two twins on their way at once ended in a deadlock."""


class Arrival(Base):
    """The ledger: whatever arrived, however it ended. Nothing that arrived is without a row."""

    __tablename__ = "arrivals"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    received_at: Mapped[datetime] = mapped_column(Instant, index=True)
    channel: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigId)
    delivered_by: Mapped[str] = mapped_column(String(100), default="")
    """Login, or the mailbox's name."""
    delivery_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    """What makes this delivery one (Message-ID and part, folder path and hash, idempotency key): a repeat is seen."""
    mail: Mapped[Json | None] = mapped_column(JSON)
    outcome: Mapped[str] = mapped_column(String(20))
    """`document`, `double`, `no_document` or `refused`."""
    reason: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)


class Document(Base):
    """One paper on its way. `step_at` says when its next step may run; None: it waits for a person, or is done."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Names the original's bytes in storage.originals; unique, so the same bytes never become two documents."""
    file_name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigId)
    channel: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(20), default=DocumentStatus.RECEIVED)
    changed_at: Mapped[datetime] = mapped_column(Instant)

    # the work
    step_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_by: Mapped[str | None] = mapped_column(String(100))
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    problem_code: Mapped[str | None] = mapped_column(String(60))
    problem_message: Mapped[str | None] = mapped_column(Text)
    problem_retryable: Mapped[bool] = mapped_column(default=False)

    # what it is, as it stands now: the machine's proposal with people's decisions over it (kept for lists and search)
    medium: Mapped[str | None] = mapped_column(String(20))
    page_count: Mapped[int | None]
    kind: Mapped[str | None] = mapped_column(String(30))
    direction: Mapped[str | None] = mapped_column(String(10))
    category: Mapped[str | None] = mapped_column(String(120))
    supplier_name: Mapped[str | None] = mapped_column(String(255))
    number: Mapped[str | None] = mapped_column(String(100))
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    gross: Mapped[Decimal | None] = mapped_column(Cents)
    currency: Mapped[str | None] = mapped_column(String(3))
    confidence: Mapped[float | None]
    """The least sure of what a booking needs; what the list shows and the queue sorts by."""

    # where it belongs
    purchase_order_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_orders.id"))
    match_score: Mapped[float | None]
    match_reasons: Mapped[list[str] | None] = mapped_column(JSON)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))

    # in Lexware
    voucher_id: Mapped[str | None] = mapped_column(String(40))
    lexware_file_id: Mapped[str | None] = mapped_column(String(40))
    filed_at: Mapped[datetime | None] = mapped_column(Instant)

    # the reviewer at work
    locked_by: Mapped[str | None] = mapped_column(String(100))
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index(None, "status", "received_at"),
        Index(None, "received_at"),
        Index(None, "step_at"),
        # what matching compares with: any of the three may agree
        Index(None, "supplier_name", "number"),
        Index(None, "number"),
        Index(None, "gross"),
        Index(None, "voucher_id"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own form

    def become(self, status: DocumentStatus, *, at: datetime, by: str, why: str) -> None:
        """The only way to change the status: checks the table, writes the audit entry, clears the problem.

        Raises IllegalTransition if models.documents.TRANSITIONS does not allow the step.
        """
        check_transition(TRANSITIONS, DocumentStatus(self.status), status)
        session = object_session(self)
        if session is None:
            raise RuntimeError("a document changes its status only inside a session: the audit log is written with it")
        facts: Json = {"from": self.status, "to": status.value, "why": why}
        self.status = status.value
        self.changed_at = at
        self.attempts = 0
        self.problem_code = self.problem_message = None
        self.problem_retryable = False
        audit.record(session, at=at, actor=by, action="document.status", subject=self.subject, facts=facts)

    def park(self, problem: Problem, *, at: datetime, by: str) -> None:
        """Record what stops this document; the status stays. Seen in the list of problems until mended or retried."""
        session = object_session(self)
        if session is None:
            raise RuntimeError("a problem is recorded only inside a session: the audit log is written with it")
        self.problem_code, self.problem_message = problem.code, problem.message
        self.problem_retryable = problem.retryable
        self.changed_at = at
        audit.record(
            session, at=at, actor=by, action="document.problem", subject=self.subject, facts={"code": problem.code}
        )

    @property
    def subject(self) -> str:
        """How the audit log and the outbox name this document."""
        return f"document:{self.id}"


class Reading(Base):
    """What the reader saw: pages, words and boxes, e-invoice data (ingest.codec), kept so that nothing is read twice."""

    __tablename__ = "readings"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[Json] = mapped_column(JSON)


class Proposal(Base):
    """What the machine proposed, by which model. Never changed; a new classification is a new row."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    model: Mapped[str] = mapped_column(String(80))
    content: Mapped[Json] = mapped_column(JSON)


class Decision(Base):
    """What a person decided on one field, before and after. Append-only; the newest of a field counts."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(String(100))
    field: Mapped[str] = mapped_column(String(40))
    """A FieldName, or `kind`, `direction`, `category`, `purchase_order`."""
    before: Mapped[Json] = mapped_column(JSON)
    after: Mapped[Json] = mapped_column(JSON)
    """`{"value": ...}`; a value of null says that the field is not on the document."""
