"""filed → paid: the voucher of a document of ours was paid, as Lexware's bank matching or a person there said.

Payments are only read; nothing here books one (API, section 23).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.documents import DocumentStatus
from operations.lexware_mirror import Change
from storage.tables.documents import Document
from storage.tables.lexware import LexwareDocument

PAID = ("paid", "paidoff")
BY = "lexware"
WHY = "In Lexware als bezahlt gemeldet."


def pay_document(session: Session, change: Change, at: datetime) -> None:
    """A listener of the mirror: a voucher that became paid pays the document behind it."""
    if change.after.status in PAID and not change.after.gone:
        _pay(session, [change.after.id], at=at)


def pay_overlooked(session: Session, *, at: datetime) -> int:
    """Pay every filed document whose voucher is paid in the mirror; how many. For the one that was paid in Lexware before
    its own filing had been stored here: the mirror changed then, and does not change again."""
    paid = (
        select(Document.voucher_id)
        .join(LexwareDocument, LexwareDocument.id == Document.voucher_id)
        .where(Document.status == DocumentStatus.FILED, LexwareDocument.status.in_(PAID))
        .where(LexwareDocument.gone_at.is_(None))
    )
    return _pay(session, [voucher_id for voucher_id in session.scalars(paid) if voucher_id], at=at)


def _pay(session: Session, voucher_ids: list[str], *, at: datetime) -> int:
    """Passes over documents that somebody is changing just now, for `pay_overlooked` to meet: this transaction may hold the
    audit head already, and whoever holds a document waits for that (docs/decisions/0011)."""
    filed = (
        select(Document)
        .where(Document.voucher_id.in_(voucher_ids), Document.status == DocumentStatus.FILED)
        .order_by(Document.id)
        .with_for_update(key_share=True, skip_locked=True)  # key_share: as storage.tables.documents.FOR_CHANGE
        .execution_options(populate_existing=True)
    )
    documents = session.scalars(filed).all()
    for document in documents:
        document.become(DocumentStatus.PAID, at=at, by=BY, why=WHY)
    return len(documents)
