"""filed ⇄ paid: the voucher of a document of ours was paid, or is open again, as Lexware's bank matching or a person there
said.

Payments are only read; nothing here books one (API, section 23).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from models.documents import DocumentStatus
from operations.lexware_mirror import Change
from storage.tables.documents import Document
from storage.tables.lexware import LexwareDocument

PAID = ("paid", "paidoff")
UNPAID = ("open", "transferred", "sepadebit")
"""A paid voucher gets there when a payment is taken back: a matching undone, a debit returned."""

BY = "lexware"
WHY: Mapping[DocumentStatus, str] = {
    DocumentStatus.PAID: "In Lexware als bezahlt gemeldet.",
    DocumentStatus.FILED: "In Lexware wieder offen: Die Zahlung wurde dort zurückgenommen.",
}

MOST_AT_ONCE = 100
"""Documents of one transaction: each has its audit entry, and SQLite's other writers wait."""


def follow_payment(session: Session, change: Change, at: datetime) -> None:
    """A listener of the mirror: a voucher that became paid, or open again, takes the document behind it along."""
    if not change.after.gone and change.after.status in (*PAID, *UNPAID):
        _follow(session, Document.voucher_id == change.after.id, at)


def follow_overlooked(session: Session, *, at: datetime) -> int:
    """Take along the documents, MOST_AT_ONCE of them, that do not stand as their vouchers do in the mirror; how many. For
    the one that was paid in Lexware before its own filing had been stored here: the mirror changed then, and does not
    change again."""
    return _follow(session, LexwareDocument.gone_at.is_(None), at)


def _follow(session: Session, which: ColumnElement[bool], at: datetime) -> int:
    """Passes over documents that somebody is changing just now, for `follow_overlooked` to meet: this transaction may hold
    the audit head already, and whoever holds a document waits for that (docs/decisions/0011)."""
    behind = or_(_stands(DocumentStatus.FILED, PAID), _stands(DocumentStatus.PAID, UNPAID))
    found = (
        select(Document)
        .join(LexwareDocument, LexwareDocument.id == Document.voucher_id)
        .where(which, behind)
        .order_by(Document.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(of=Document, key_share=True, skip_locked=True)  # key_share: as documents.FOR_CHANGE
        .execution_options(populate_existing=True)
    )
    documents = session.scalars(found).all()
    for document in documents:
        status = DocumentStatus.PAID if document.status == DocumentStatus.FILED else DocumentStatus.FILED
        document.become(status, at=at, by=BY, why=WHY[status])
    return len(documents)


def _stands(document: DocumentStatus, voucher: Sequence[str]) -> ColumnElement[bool]:
    return and_(Document.status == document, LexwareDocument.status.in_(voucher))
