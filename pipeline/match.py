"""classified → matched: which purchase order the paper belongs to, and whether an earlier one says the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matching.assign import LEAST
from matching.duplicates import twins
from matching.facts import DocumentFacts, Match, Twin
from matching.score import match as matches
from models.documents import BOOKABLE, DocumentStatus
from models.fields import FieldName
from models.orders import PurchaseOrder
from pipeline.claims import storing
from pipeline.facts import current
from pipeline.tools import Tools
from pipeline.values import Current
from storage import audit
from storage.tables.documents import Document
from storage.tables.orders import PurchaseOrderRow

MOST_COMPARED = 500
"""Documents that are compared; the newest of the same supplier, number or amount."""


_NOT_COMPARED = {
    DocumentStatus.RECEIVED,
    DocumentStatus.READ,
    DocumentStatus.CLASSIFIED,
    DocumentStatus.REJECTED,
    DocumentStatus.SPLIT,
}
MATCHED_BEFORE = tuple(status.value for status in DocumentStatus if status not in _NOT_COMPARED)
"""Statuses of documents that have been compared themselves. Whichever of two twins is matched second is the double."""


def match(tools: Tools, taken: Document) -> None:
    """Keep the best order with score and reasons, unless a person chose one, and the likeliest double.

    All orders are looked at: a misread number and a name that is only alike cannot be asked for in SQL. Loading and
    scoring 1,000 orders takes 0.03 s, 5,000 take 0.2 s, 20,000 take 1.1 s (measured on SQLite, two busy cores).
    """
    with tools.sessions.begin() as session:
        now = current(session, taken.id)
        if now is None:
            raise RuntimeError("a document is matched after it was classified")
        orders = session.scalars(select(PurchaseOrderRow)).all()
    facts = _facts(now, str(taken.id))
    best = next((found for found in matches(facts, map(_order, orders), limit=1) if found.score >= LEAST), None)
    with storing(tools, taken) as (session, document):
        at = tools.clock()
        audit.hold(session)  # of two twins on their way at once, the second to come here sees the first
        double = next(iter(twins(facts, _others(session, taken))), None) if _bookable(taken) else None
        if "purchase_order" not in now.decided:
            _keep_order(document, best, orders)
        document.duplicate_of_id = int(double.key) if double else None
        document.become(DocumentStatus.MATCHED, at=at, by="matching", why=_why(best, double))
        document.step_at = at


def _keep_order(document: Document, best: Match | None, orders: Sequence[PurchaseOrderRow]) -> None:
    document.purchase_order_id = next((row.id for row in orders if best and row.number == best.order_number), None)
    document.match_score = best.score if best else None
    document.match_reasons = list(best.reasons) if best else None


def _others(session: Session, taken: Document) -> list[DocumentFacts]:
    """Documents that were matched before and could say the same; of the same kind: a dunning letter quotes its invoice."""
    alike = [Document.number == taken.number, Document.gross == taken.gross]
    if taken.supplier_name is not None:
        alike.append(Document.supplier_name == taken.supplier_name)
    rows = session.scalars(
        select(Document)
        .where(
            Document.id != taken.id,
            Document.kind == taken.kind,
            Document.status.in_(MATCHED_BEFORE),
            Document.duplicate_of_id.is_distinct_from(taken.id),
            or_(*alike),
        )
        .order_by(Document.id.desc())
        .limit(MOST_COMPARED)
    )
    return [
        DocumentFacts(
            key=str(row.id),
            supplier_name=row.supplier_name,
            document_number=row.number,
            issued_on=row.issued_on,
            gross=_positive(row.gross),
        )
        for row in rows
    ]


def _facts(now: Current, key: str) -> DocumentFacts:
    return DocumentFacts(
        key=key,
        supplier_name=now.text(FieldName.SUPPLIER_NAME),
        supplier_vat_id=now.text(FieldName.SUPPLIER_VAT_ID),
        supplier_number=now.text(FieldName.CUSTOMER_NUMBER),
        document_number=now.text(FieldName.DOCUMENT_NUMBER),
        order_reference=now.text(FieldName.ORDER_REFERENCE),
        issued_on=now.day(FieldName.DOCUMENT_DATE),
        net=_positive(now.amount(FieldName.NET_TOTAL)),
        gross=_positive(now.amount(FieldName.GROSS_TOTAL)),
    )


def _order(row: PurchaseOrderRow) -> PurchaseOrder:
    return PurchaseOrder(
        number=row.number,
        supplier_name=row.supplier_name,
        ordered_on=row.ordered_on,
        net_total=row.net_total,
        gross_total=row.gross_total,
        supplier_vat_id=row.supplier_vat_id,
        supplier_number=row.supplier_number,
    )


def _bookable(document: Document) -> bool:
    return document.kind in {kind.value for kind in BOOKABLE}


def _positive(amount: Decimal | None) -> Decimal | None:
    return abs(amount) if amount is not None else None


def _why(best: Match | None, double: Twin | None) -> str:
    found = f"Bestellung {best.order_number} gefunden." if best else "Keine passende Bestellung gefunden."
    return f"{found} Vermutlich ein Doppel von Beleg {double.key}." if double else found
