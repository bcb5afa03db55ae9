"""matched → in review, approved or archived: the rule for what may go on without a person, and the step that applies it.

Nothing is filed by itself unless everything agrees: we ordered it, the order's amount is the invoice's to the cent, and the
clerk is sure of every value that is booked. Each doubt is a German sentence that the reviewer reads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.documents import BOOKABLE, DocumentKind, DocumentStatus, Medium
from models.fields import FieldName, LabelPrediction
from pipeline.booking import Booking, book, german
from pipeline.claims import storing
from pipeline.facts import current, order_number
from pipeline.file import reference
from pipeline.tools import Tools
from pipeline.uploads import obstacle
from pipeline.values import Current
from storage import audit
from storage.tables.documents import Document
from storage.tables.orders import PurchaseOrderRow

SURE = 0.8
"""Confidence from which a value, or the kind of a paper with nothing to book, is taken without a person."""

SURE_MATCH = 0.9
"""Score from which the purchase order is the one (matching.score: reference, supplier and amount together)."""

BOOKED_FIELDS = {
    FieldName.DOCUMENT_NUMBER: "Belegnummer",
    FieldName.DOCUMENT_DATE: "Belegdatum",
    FieldName.GROSS_TOTAL: "Bruttobetrag",
    FieldName.SUPPLIER_NAME: "Lieferant",
    FieldName.TAX_BREAKDOWN: "Steueraufteilung",
}

HARMLESS_WARNINGS = frozenset({"pdf_active_content", "mail_damaged"})
"""Warnings that cast no doubt on any value: scripts were not run, the mail around the attachment was untidy."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rule looks at."""

    current: Current
    booking: Booking
    duplicate_of: int | None = None
    obstacle: str | None = None
    """Why Lexware would refuse the original."""
    by_ocr: bool = False
    """Read from a picture; on real scans the confidences are not calibrated yet (docs/benchmarks.md)."""
    match_score: float | None = None
    order_gross: Decimal | None = None
    order_taken_by: int | None = None
    """Another document that is approved or filed for the same order."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the document goes, and why (German, shown to the reviewer)."""

    status: DocumentStatus
    why: str


def judge(facts: Facts) -> Verdict:
    """The rule. Pure."""
    kind = facts.current.prediction.kind
    unsure_kind = _unsure(kind)
    if facts.current.prediction.document_kind not in BOOKABLE:
        return _without_booking(facts.current.prediction.document_kind, unsure_kind)
    doubts = [
        *(["Die Art des Dokuments ist unsicher."] if unsure_kind else []),
        *_reading_doubts(facts.current),
        *(["Gescannt oder fotografiert: bitte die Werte mit dem Bild vergleichen."] if facts.by_ocr else []),
        *_double_doubts(facts),
        *_order_doubts(facts),
        # REQ-C5: a first-seen or changed IBAN of the supplier joins here, with the suppliers' master data.
        *([facts.obstacle] if facts.obstacle else []),
        *facts.booking.missing,
    ]
    if doubts:
        return Verdict(DocumentStatus.IN_REVIEW, " ".join(dict.fromkeys(doubts)))
    return Verdict(DocumentStatus.APPROVED, "Bestellung, Betrag und alle Werte stimmen sicher überein.")


def _unsure(label: LabelPrediction) -> bool:
    return label.abstained or label.confidence < SURE


def _without_booking(kind: DocumentKind, unsure: bool) -> Verdict:
    if unsure:
        return Verdict(DocumentStatus.IN_REVIEW, "Die Art des Dokuments ist unsicher: bitte prüfen.")
    if kind is DocumentKind.OTHER:
        return Verdict(
            DocumentStatus.IN_REVIEW, "Kein bekannter Belegtyp: bitte ansehen und die Art wählen oder ablegen."
        )
    if kind is DocumentKind.DUNNING:
        return Verdict(DocumentStatus.IN_REVIEW, "Mahnung: bitte prüfen, ob die Rechnung vorliegt und bezahlt ist.")
    return Verdict(DocumentStatus.ARCHIVED, "Nichts zu buchen, abgelegt.")


def _reading_doubts(now: Current) -> list[str]:
    doubts = [warning.message for warning in now.warnings if warning.code not in HARMLESS_WARNINGS]
    doubts += [
        f"{german_name} ist unsicher ({round(now.confidence(name) * 100)} %)."
        for name, german_name in BOOKED_FIELDS.items()
        if name in now.prediction.fields and now.confidence(name) < SURE
    ]
    category, direction = now.prediction.category, now.prediction.direction
    if category is not None and category.abstained:
        doubts.append("Die Buchungskategorie ist unsicher.")
    if _unsure(direction):
        doubts.append("Ob der Beleg ein- oder ausgeht, ist unsicher.")
    return doubts


def _double_doubts(facts: Facts) -> list[str]:
    if facts.duplicate_of is None or "duplicate" in facts.current.decided:
        return []
    return [f"Vermutlich ein Doppel von Beleg {facts.duplicate_of}: bitte vergleichen."]


def _order_doubts(facts: Facts) -> list[str]:
    if facts.match_score is None or facts.order_gross is None:
        return ["Keine passende Bestellung gefunden."]
    if facts.match_score < SURE_MATCH:
        return [f"Die Zuordnung zur Bestellung ist unsicher ({round(facts.match_score * 100)} %)."]
    gross = facts.current.amount(FieldName.GROSS_TOTAL)
    if gross is None or abs(gross) != facts.order_gross:
        return [f"Der Betrag weicht von der Bestellung ab ({german(facts.order_gross)} € bestellt)."]
    if facts.current.prediction.document_kind is DocumentKind.CREDIT_NOTE:
        return ["Eine Gutschrift zu einer Bestellung: bitte prüfen."]
    if facts.order_taken_by is not None:
        return [f"Zu dieser Bestellung gibt es schon Beleg {facts.order_taken_by}."]
    return []


def decide(tools: Tools, taken: Document) -> None:
    """Apply the rule to what is known and store the verdict with its reason."""
    categories = tools.categories.all()
    with tools.sessions.begin() as session:
        now = current(session, taken.id)
        if now is None:
            raise RuntimeError("a document is decided on after it was classified")
        number = order_number(session, taken)
        order = session.get(PurchaseOrderRow, taken.purchase_order_id) if taken.purchase_order_id else None
    facts = Facts(
        current=now,
        booking=book(now, categories, order=number, reference=reference(taken), vat_free=tools.categories.vat_free),
        duplicate_of=taken.duplicate_of_id,
        obstacle=obstacle(tools.originals, taken.sha256),
        by_ocr=taken.medium in {Medium.SCAN.value, Medium.PHOTO.value},
        match_score=taken.match_score,
        order_gross=order.gross_total if order else None,
    )
    with storing(tools, taken) as (session, document):
        at = tools.clock()
        audit.hold(session)  # of two invoices for one order, decided at once, only one may go on by itself
        verdict = judge(replace(facts, order_taken_by=_order_taken_by(session, taken)))
        document.become(verdict.status, at=at, by="rules", why=verdict.why)
        if verdict.status is DocumentStatus.APPROVED:
            document.step_at = at + tools.time_to_think


def _order_taken_by(session: Session, taken: Document) -> int | None:
    if taken.purchase_order_id is None:
        return None
    booked = (DocumentStatus.APPROVED.value, DocumentStatus.FILED.value, DocumentStatus.PAID.value)
    return session.scalar(
        select(Document.id)
        .where(
            Document.purchase_order_id == taken.purchase_order_id, Document.id != taken.id, Document.status.in_(booked)
        )
        .limit(1)
    )
