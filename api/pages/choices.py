"""What the selects of the review screen offer, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from api.fields import FieldState, FieldView
from api.pages.german import DIRECTIONS, KINDS, amount, percent
from api.sheet import Sheet
from lexoffice.posting_categories import PostingCategory
from models.documents import DocumentKind
from pipeline.decide import SURE_MATCH
from storage.tables.orders import PurchaseOrderRow

LIKELY = 3
MOST_ORDERS = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A select: what the machine holds for likely, with its share, then all."""

    likely: tuple[Choice, ...]
    all: tuple[Choice, ...]


DIRECTION_CHOICES = tuple(Choice(direction.value, label) for direction, label in DIRECTIONS.items())


def order_view(sheet: Sheet) -> FieldView:
    """The matched purchase order in the form of a field: chosen by hand, or by score."""
    number = sheet.order.number if sheet.order else None
    by_hand = any(entry.facts.get("field") == "purchase_order" for entry in sheet.history)
    state = FieldState.CONFIRMED if by_hand else FieldState.ABSENT
    if number and not by_hand:
        state = FieldState.SURE if (sheet.document.match_score or 0) >= SURE_MATCH else FieldState.UNSURE
    confidence = None if by_hand else sheet.document.match_score
    return FieldView("purchase_order", number, state, confidence=confidence)


def kind_choices(sheet: Sheet) -> Choices:
    """The kinds of documents."""
    view = sheet.fields.get("kind")
    likely = view.alternatives[:LIKELY] if view else ()
    return Choices(
        tuple(Choice(kind, f"{KINDS[DocumentKind(kind)]} · {percent(share)}") for kind, share in likely),
        tuple(Choice(kind.value, label) for kind, label in KINDS.items()),
    )


def category_choices(sheet: Sheet, categories: Sequence[PostingCategory]) -> Choices:
    """Lexware's expense categories; a proposal that Lexware does not have is not offered."""
    view, names = sheet.fields.get("category"), sorted({category.name for category in categories}, key=str.casefold)
    likely = [(name, share) for name, share in (view.alternatives if view else ()) if name in names][:LIKELY]
    return Choices(
        tuple(Choice(name, f"{name} · {percent(share)}") for name, share in likely),
        tuple(Choice(name, name) for name in names),
    )


def order_choices(session: Session, sheet: Sheet) -> tuple[Choice, ...]:
    """Purchase orders to choose from: the matched one, those of the same supplier or amount, then the newest."""
    document = sheet.document
    alike = [PurchaseOrderRow.gross_total == document.gross] if document.gross is not None else []
    if document.supplier_name:
        first_word = document.supplier_name.split()[0]
        alike.append(PurchaseOrderRow.supplier_name.icontains(first_word, autoescape=True))
    newest = select(PurchaseOrderRow).order_by(PurchaseOrderRow.ordered_on.desc(), PurchaseOrderRow.id.desc())
    close = session.scalars(newest.where(or_(*alike)).limit(MOST_ORDERS)).all() if alike else []
    rows = [*([sheet.order] if sheet.order else []), *close, *session.scalars(newest.limit(MOST_ORDERS)).all()]
    unique = {row.number: row for row in rows}
    return tuple(
        Choice(row.number, f"{row.number} · {row.supplier_name} · {amount(row.gross_total)} €")
        for row in unique.values()
    )
