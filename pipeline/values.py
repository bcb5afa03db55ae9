"""What a document says as things stand: the machine's proposal with people's decisions over it. Pure.

The result is a prediction again, so that everything behind (matching, deciding, booking, showing) reads one form: a value
that a person decided has the source `reviewer` and the confidence 1; a field that a person declared absent is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from models.documents import BOOKABLE
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.pages import ReadingWarning
from models.vouchers import TaxLine

LABELS = frozenset({"kind", "direction", "category"})
FIELDS = frozenset(name.value for name in FieldName)
OTHER_DECISIONS = frozenset({"purchase_order", "duplicate"})
"""What people decide beyond labels and fields: the order an invoice belongs to, and whether it is a duplicate."""

Value = str | tuple[TaxLine, ...] | None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a person: the value of a field from then on; None says that it is not on the document."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Current:
    """Proposal and decisions together, and which of the names a person decided."""

    prediction: Prediction
    decided: dict[str, Value] = field(default_factory=dict)

    def text(self, name: FieldName) -> str | None:
        """A field's value, if it has one that is text."""
        found = self.prediction.fields.get(name)
        return found.value if found is not None and isinstance(found.value, str) else None

    def amount(self, name: FieldName) -> Decimal | None:
        """A field's value as an amount."""
        text = self.text(name)
        return Decimal(text) if text is not None else None

    def day(self, name: FieldName) -> date | None:
        """A field's value as a date."""
        text = self.text(name)
        return date.fromisoformat(text) if text is not None else None

    @property
    def tax_lines(self) -> tuple[TaxLine, ...]:
        """The tax breakdown, empty if there is none."""
        found = self.prediction.fields.get(FieldName.TAX_BREAKDOWN)
        return found.value if found is not None and not isinstance(found.value, str) else ()

    @property
    def warnings(self) -> tuple[ReadingWarning, ...]:
        """Warnings, without those about a field that a person has decided since."""
        return tuple(warning for warning in self.prediction.warnings if warning.field not in self.decided)

    def confidence(self, name: FieldName) -> float:
        """How sure a field is; 0 if it has no value."""
        found = self.prediction.fields.get(name)
        return found.confidence if found is not None else 0.0


def merge(prediction: Prediction, decisions: Iterable[Decided]) -> Current:
    """`decisions` in the order they were made; the last of a field counts."""
    decided = {decision.field: decision.value for decision in decisions}
    fields = dict(prediction.fields)
    labels: dict[str, LabelPrediction] = {}
    for name, value in decided.items():
        if name in LABELS and isinstance(value, str):
            labels[name] = LabelPrediction(value, 1.0)
        elif name in FIELDS:
            _decide_field(fields, FieldName(name), value)
    category = None if "category" in decided else prediction.category
    merged = replace(
        prediction,
        kind=labels.get("kind", prediction.kind),
        direction=labels.get("direction", prediction.direction),
        category=labels.get("category", category),
        fields=fields,
    )
    return Current(merged, decided)


def _decide_field(fields: dict[FieldName, FieldPrediction], name: FieldName, value: Value) -> None:
    if value is None:
        fields.pop(name, None)
    else:
        fields[name] = FieldPrediction(value, 1.0, Source.REVIEWER)


NEEDED = (FieldName.DOCUMENT_NUMBER, FieldName.DOCUMENT_DATE, FieldName.GROSS_TOTAL, FieldName.SUPPLIER_NAME)
"""The fields without which nothing can be booked."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What lists and searches show of a document; the names are those of storage.tables.documents.Document."""

    medium: str
    kind: str
    direction: str
    category: str | None
    supplier_name: str | None
    number: str | None
    issued_on: date | None
    due_on: date | None
    gross: Decimal | None
    currency: str | None
    confidence: float
    """The least sure of what a booking needs (0 if a part is missing); for other kinds how sure the kind is."""


def columns(current: Current) -> Columns:
    """The list's view of the current values."""
    prediction = current.prediction
    sure = [prediction.kind.confidence]
    if prediction.document_kind in BOOKABLE:
        sure += [current.confidence(name) for name in NEEDED]
        sure.append(prediction.category.confidence if prediction.category else 0.0)
    return Columns(
        medium=prediction.medium.value,
        kind=prediction.kind.value,
        direction=prediction.direction.value,
        category=prediction.category.value if prediction.category else None,
        supplier_name=_cut(current.text(FieldName.SUPPLIER_NAME), 255),
        number=_cut(current.text(FieldName.DOCUMENT_NUMBER), 100),
        issued_on=current.day(FieldName.DOCUMENT_DATE),
        due_on=current.day(FieldName.DUE_DATE),
        gross=current.amount(FieldName.GROSS_TOTAL),
        currency=_cut(current.text(FieldName.CURRENCY), 3),
        confidence=round(min(sure), 4),
    )


def _cut(text: str | None, longest: int) -> str | None:
    return text[:longest] if text is not None else None
