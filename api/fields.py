"""The fields of a document as a reviewer meets them: value, how sure and why, and whether a person is needed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from classifier.values.ids import iban_valid, vat_id_valid
from models.documents import BOOKABLE
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.pages import Box
from models.vouchers import TaxLine
from pipeline.booking import rated_amounts
from pipeline.decide import SURE
from pipeline.values import NEEDED, Current

BOOKED = frozenset({*NEEDED, FieldName.TAX_BREAKDOWN, FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.CURRENCY})
"""Fields whose value reaches the books; an unsure one among them needs a person."""

ASKED = frozenset({name.value for name in (*NEEDED, FieldName.TAX_BREAKDOWN, FieldName.DUE_DATE)})
"""Fields that are shown even where they are empty; other empty ones are folded away."""

GROUPS: tuple[tuple[str, tuple[FieldName, ...]], ...] = (
    (
        "Lieferant",
        (
            FieldName.SUPPLIER_NAME,
            FieldName.SUPPLIER_VAT_ID,
            FieldName.SUPPLIER_TAX_NUMBER,
            FieldName.IBAN,
            FieldName.BIC,
            FieldName.CUSTOMER_NUMBER,
        ),
    ),
    (
        "Beleg",
        (
            FieldName.DOCUMENT_NUMBER,
            FieldName.DOCUMENT_DATE,
            FieldName.DUE_DATE,
            FieldName.DELIVERY_DATE,
            FieldName.PERIOD_START,
            FieldName.PERIOD_END,
            FieldName.ORDER_REFERENCE,
            FieldName.BUYER_NAME,
        ),
    ),
    (
        "Beträge",
        (
            FieldName.GROSS_TOTAL,
            FieldName.TAX_BREAKDOWN,
            FieldName.NET_TOTAL,
            FieldName.TAX_TOTAL,
            FieldName.CURRENCY,
            FieldName.PREPAID_TOTAL,
            FieldName.AMOUNT_DUE,
        ),
    ),
)
"""What the screen shows, in the order of the eye; the remaining fields are shown only where they have a value."""


class FieldState(StrEnum):
    """What the glyph beside a field says."""

    SURE = "sure"
    """The machine is sure."""
    CONFIRMED = "confirmed"
    """A person decided."""
    OPEN = "open"
    """A person must look: needed and missing, or unsure."""
    FAILED = "failed"
    """A rule says that something is wrong; `note` says what."""
    UNSURE = "unsure"
    """The machine is not sure, and no booking depends on it."""
    ABSENT = "absent"
    """Not on the document."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field (or label: kind, direction, category). `value` in the form of predictions, None if there is none."""

    name: str
    value: str | tuple[TaxLine, ...] | None
    state: FieldState
    confidence: float | None = None
    source: Source | None = None
    page: int | None = None
    box: Box | None = None
    why: tuple[str, ...] = ()
    note: str = ""
    needed: bool = False
    alternatives: tuple[tuple[str, float], ...] = ()
    proposed: str | tuple[TaxLine, ...] | None = field(default=None, repr=False)
    """What the machine had proposed, whatever people decided since."""

    @property
    def tax_lines(self) -> tuple[TaxLine, ...]:
        """The value as tax lines; empty for every other field."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def text(self) -> str:
        """The value as text; empty for tax lines and where there is none."""
        return self.value if isinstance(self.value, str) else ""


def field_views(current: Current, proposed: Prediction) -> dict[str, FieldView]:
    """Every field by name: labels first, then those of GROUPS, then what else has a value."""
    bookable = current.prediction.document_kind in BOOKABLE
    notes = _notes(current) if bookable else {}
    views = {name: _label(name, current, proposed, bookable) for name in ("kind", "direction", "category")}
    listed = [name for _title, names in GROUPS for name in names]
    rest = [name for name in FieldName if name not in listed and name in current.prediction.fields]
    for name in (*listed, *rest):
        views[name.value] = _field(name, current, proposed, notes, bookable=bookable)
    return views


def _label(name: str, current: Current, proposed: Prediction, bookable: bool) -> FieldView:
    labels: Mapping[str, LabelPrediction | None] = {
        "kind": current.prediction.kind,
        "direction": current.prediction.direction,
        "category": current.prediction.category,
    }
    said = {"kind": proposed.kind, "direction": proposed.direction, "category": proposed.category}[name]
    label = labels[name]
    needed = bookable or name == "kind"
    return FieldView(
        name=name,
        value=label.value if label else None,
        state=_label_state(name, label, current, needed),
        confidence=None if name in current.decided or label is None else label.confidence,
        source=Source.REVIEWER if name in current.decided else Source.MODEL,
        needed=needed,
        alternatives=((said.value, said.confidence), *said.alternatives) if said else (),
        proposed=said.value if said else None,
    )


def _label_state(name: str, label: LabelPrediction | None, current: Current, needed: bool) -> FieldState:
    if name in current.decided and label is not None:
        return FieldState.CONFIRMED
    if label is None:
        return FieldState.OPEN if needed else FieldState.ABSENT
    if not label.abstained and label.confidence >= SURE:
        return FieldState.SURE
    return FieldState.OPEN if needed else FieldState.UNSURE


def _field(
    name: FieldName, current: Current, proposed: Prediction, notes: Mapping[str, str], *, bookable: bool
) -> FieldView:
    found, said = current.prediction.fields.get(name), proposed.fields.get(name)
    place = said if said and found and said.value == found.value else None
    decided = name.value in current.decided
    state = _field_state(name, found, decided=decided, bookable=bookable, note=notes.get(name.value, ""))
    return FieldView(
        name=name.value,
        value=found.value if found else None,
        state=state,
        confidence=found.confidence if found and not decided else None,
        source=found.source if found else None,
        page=place.page if place else None,
        box=place.box if place else None,
        why=place.why if place else (),
        note=notes.get(name.value, ""),
        needed=bookable and name in NEEDED,
        proposed=said.value if said else None,
    )


def _field_state(
    name: FieldName, found: FieldPrediction | None, *, decided: bool, bookable: bool, note: str
) -> FieldState:
    if note:
        return FieldState.FAILED
    if found is None:
        missing = bookable and name in NEEDED
        return FieldState.OPEN if missing else FieldState.CONFIRMED if decided else FieldState.ABSENT
    if decided:
        return FieldState.CONFIRMED
    if found.confidence >= SURE:
        return FieldState.SURE
    return FieldState.OPEN if bookable and name in BOOKED else FieldState.UNSURE


def _notes(current: Current) -> dict[str, str]:
    """German sentences on what a rule found wrong, by field. A check digit that a person has confirmed stays silent."""
    notes = {warning.field: warning.message for warning in current.warnings if warning.field}
    for name, valid in ((FieldName.IBAN, iban_valid), (FieldName.SUPPLIER_VAT_ID, vat_id_valid)):
        value = current.text(name)
        if value and name.value not in current.decided and not valid(value):
            notes[name.value] = "Die Prüfziffer stimmt nicht: bitte mit dem Beleg vergleichen."
    if current.amount(FieldName.GROSS_TOTAL) is not None:
        _lines, complaint = rated_amounts(current)
        if complaint:
            notes[FieldName.TAX_BREAKDOWN.value] = complaint
    return notes
