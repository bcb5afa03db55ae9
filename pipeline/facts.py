"""From rows to values and back: what is known of a document now, and the columns that lists show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.proposals import prediction_from_json, value_from_json
from pipeline.values import Current, Decided, columns, merge
from storage.tables.audit import AuditEntry
from storage.tables.documents import Decision, Document, Proposal
from storage.tables.orders import PurchaseOrderRow


def current(session: Session, document_id: int) -> Current | None:
    """The newest proposal with all decisions over it; None before the document was classified."""
    proposal = newest_proposal(session, document_id)
    if proposal is None:
        return None
    return merge(prediction_from_json(proposal.content), decisions(session, document_id))


def newest_proposal(session: Session, document_id: int) -> Proposal | None:
    """What the machine said last."""
    return session.scalar(
        select(Proposal).where(Proposal.document_id == document_id).order_by(Proposal.id.desc()).limit(1)
    )


def decisions(session: Session, document_id: int) -> Sequence[Decided]:
    """What people decided, in the order in which they did."""
    rows = session.scalars(select(Decision).where(Decision.document_id == document_id).order_by(Decision.id))
    return [Decided(row.field, value_from_json(row.after["value"])) for row in rows]


def show(document: Document, now: Current) -> None:
    """Write the current values into the columns that lists and searches use."""
    for name, value in asdict(columns(now)).items():
        setattr(document, name, value)


def order_number(session: Session, document: Document) -> str | None:
    """The number of the purchase order that the document belongs to."""
    if document.purchase_order_id is None:
        return None
    return session.scalar(select(PurchaseOrderRow.number).where(PurchaseOrderRow.id == document.purchase_order_id))


def reason(session: Session, document: Document) -> str:
    """Why the document stands where it stands: the German sentence given with the last change of its status."""
    entry = session.scalar(
        select(AuditEntry)
        .where(AuditEntry.subject == document.subject, AuditEntry.action == "document.status")
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    return str(entry.facts["why"]) if entry is not None else ""
