"""Everything that one document's screen and its JSON show, gathered in one place from rows and pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.fields import FieldState, FieldView, field_views
from lexoffice.errors import LexwareError
from lexoffice.posting_categories import PostingCategory
from models.documents import DocumentStatus
from models.pages import ReadingWarning
from pipeline import review
from pipeline.categories import expenses
from pipeline.facts import current, newest_proposal, reason
from pipeline.proposals import prediction_from_json
from pipeline.values import Current
from runtime.services import Services
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.lexware import LexwareDocument
from storage.tables.orders import PurchaseOrderRow
from storage.tables.outbox import OutboxRow

log = structlog.get_logger(__name__)

NO_CATEGORIES = (
    "Lexware ist gerade nicht erreichbar, die Buchungskategorien fehlen. Bitte in einer Minute erneut versuchen."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document, complete. `missing` and `doubts` (that it is a double) are German sentences: why not to approve now."""

    document: Document
    at: datetime
    fields: dict[str, FieldView] = field(default_factory=dict)
    warnings: tuple[ReadingWarning, ...] = ()
    model: str = ""
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reason: str = ""
    order: PurchaseOrderRow | None = None
    twin: Document | None = None
    filing: OutboxRow | None = None
    in_lexware: LexwareDocument | None = None
    """What Lexware's list said last about the voucher; None until it was read."""
    history: tuple[AuditEntry, ...] = ()

    @property
    def open(self) -> list[str]:
        """Names of the fields that need a person."""
        wanted = (FieldState.OPEN, FieldState.FAILED)
        return [name for name, view in self.fields.items() if view.state in wanted]

    @property
    def obstacles(self) -> tuple[str, ...]:
        """All that stands between the document and its approval."""
        return (*self.missing, *self.doubts)

    @property
    def still_open(self) -> Decimal | None:
        """What Lexware says is still to pay of the booked voucher; None where nothing is, or nothing is known."""
        if self.document.status != DocumentStatus.FILED or self.in_lexware is None:
            return None
        return self.in_lexware.open_amount or None

    @property
    def seconds_to_undo(self) -> int:
        """How long an approval may still be taken back; 0 if it may not."""
        waits = self.document.status == DocumentStatus.APPROVED and self.document.step_at is not None
        if not waits or self.document.step_at is None or self.document.claimed_by is not None:
            return 0
        return max(0, int((self.document.step_at - self.at).total_seconds()))

    @property
    def filing_stopped(self) -> bool:
        """Whether the transfer to Lexware asks for a person."""
        return self.filing is not None and self.filing.needs_person

    @property
    def moves(self) -> bool:
        """Whether the document goes on by itself soon, so that a screen should look again."""
        if self.document.problem_code or self.filing_stopped:
            return False
        return self.document.status in (
            DocumentStatus.RECEIVED,
            DocumentStatus.READ,
            DocumentStatus.CLASSIFIED,
            DocumentStatus.MATCHED,
            DocumentStatus.APPROVED,
        )


def sheet(session: Session, services: Services, document: Document, known: Sequence[PostingCategory]) -> Sheet:
    """The sheet of one document as it stands now; `known` comes from `categories`, asked before the session began."""
    now, proposal = current(session, document.id), newest_proposal(session, document.id)
    missing, doubts = _obstacles(session, services, document, known) if now else ((), ())
    return Sheet(
        document=document,
        at=services.clock(),
        fields=field_views(now, prediction_from_json(proposal.content)) if now and proposal else {},
        warnings=_warnings(now) if now else (),
        model=proposal.model if proposal else "",
        missing=missing,
        doubts=doubts,
        reason=reason(session, document),
        order=_get(session, PurchaseOrderRow, document.purchase_order_id),
        twin=_get(session, Document, document.duplicate_of_id),
        in_lexware=_get(session, LexwareDocument, document.voucher_id),
        filing=session.scalar(select(OutboxRow).where(OutboxRow.subject == document.subject)),
        history=tuple(
            session.scalars(select(AuditEntry).where(AuditEntry.subject == document.subject).order_by(AuditEntry.seq))
        ),
    )


def categories(services: Services) -> Sequence[PostingCategory]:
    """Lexware's expense categories; none while Lexware cannot be reached and the list was never had.

    Never to be called within a transaction: it may ask Lexware, and the request budget needs the database's one writer.
    """
    try:
        return expenses(services.categories.all())
    except LexwareError as error:
        log.warning("categories.missing", error=type(error).__name__)
        return ()


def _obstacles(
    session: Session, services: Services, document: Document, known: Sequence[PostingCategory]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is missing, and the doubts that one word of the reviewer settles."""
    if document.status != DocumentStatus.IN_REVIEW:
        return (), ()
    originals = services.originals
    vat_free = services.categories.vat_free
    missing = review.obstacles(session, document, known, originals, vat_free=vat_free, not_a_duplicate=True)
    everything = review.obstacles(session, document, known, originals, vat_free=vat_free)
    unreachable = () if known else (NO_CATEGORIES,)
    return (*unreachable, *missing), tuple(sentence for sentence in everything if sentence not in missing)


def _warnings(now: Current) -> tuple[ReadingWarning, ...]:
    """What concerns the whole document; what concerns a field is said beside it."""
    return tuple(warning for warning in now.warnings if not warning.field)


def _get(session: Session, row: Any, key: int | str | None) -> Any:
    return session.get(row, key) if key is not None else None
