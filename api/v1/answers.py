"""The JSON that the API answers with. Amounts are decimal strings, days ISO, moments UTC; names are those of models/."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from api.fields import FieldState, FieldView
from api.sheet import Sheet
from models.documents import DocumentKind, DocumentStatus
from models.fields import Source
from pipeline.proposals import value_to_json
from storage.tables.audit import AuditEntry

Amount = Annotated[Decimal, PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str)]
Value = str | list[dict[str, str]] | None


class Answer(BaseModel):
    """Base: reads rows by attribute."""

    model_config = ConfigDict(from_attributes=True)


class Arrival(Answer):
    """One delivery in the ledger."""

    id: int
    received_at: datetime
    channel: str
    file_name: str
    sha256: str
    size: int
    outcome: Literal["document", "double", "no_document", "refused"]
    reason: str = Field(description="German; empty for an ordinary document.")
    document_id: int | None


class Arrivals(Answer):
    """Arrivals, newest first. `next` is the cursor of the following ones."""

    arrivals: list[Arrival]
    next: int | None = None


class DocumentSummary(Answer):
    """A document as lists show it: the machine's proposal with people's decisions over it."""

    id: int
    version: int
    status: DocumentStatus
    sha256: str
    file_name: str
    size: int
    channel: str
    received_at: datetime
    changed_at: datetime
    medium: str | None
    page_count: int | None
    kind: DocumentKind | None
    direction: str | None
    category: str | None
    supplier_name: str | None
    number: str | None
    issued_on: date | None
    due_on: date | None
    gross: Amount | None
    currency: str | None
    confidence: float | None = Field(description="The least sure of what a booking needs.")
    problem_code: str | None
    problem_message: str | None
    problem_retryable: bool
    purchase_order_id: int | None
    duplicate_of_id: int | None
    voucher_id: str | None
    lexware_file_id: str | None
    filed_at: datetime | None


class Documents(Answer):
    """Documents, newest first. `next` is the cursor of the following ones."""

    documents: list[DocumentSummary]
    next: int | None = None


class FieldAnswer(Answer):
    """One value: what stands now, and what the machine had proposed. Page counts from 1, box as fractions of the page."""

    value: Value
    state: FieldState
    confidence: float | None
    source: Source | None
    page: int | None
    box: tuple[float, float, float, float] | None
    why: list[str]
    note: str = Field(description="German: what a rule found wrong; else empty.")
    needed: bool
    proposed: Value
    alternatives: list[tuple[str, float]]

    @classmethod
    def of(cls, view: FieldView) -> Self:
        """From the reviewer's view of the field."""
        return cls(
            value=value_to_json(view.value),
            state=view.state,
            confidence=view.confidence,
            source=view.source,
            page=view.page,
            box=view.box,
            why=list(view.why),
            note=view.note,
            needed=view.needed,
            proposed=value_to_json(view.proposed),
            alternatives=list(view.alternatives),
        )


class OrderMatch(Answer):
    """The purchase order that the document belongs to, and why."""

    id: int
    number: str
    supplier_name: str
    ordered_on: date
    net_total: Amount
    gross_total: Amount
    score: float | None = None
    reasons: list[str] = []


class HistoryEntry(Answer):
    """One entry of the audit log about this document."""

    seq: int
    at: datetime
    actor: str
    action: str
    facts: dict[str, Any]


class Transfer(Answer):
    """The transfer to Lexware, while it is wanted or when it has stopped."""

    done_at: datetime | None
    attempts: int
    problem: str | None
    needs_person: bool


class DocumentDetail(DocumentSummary):
    """One document, complete."""

    fields: dict[str, FieldAnswer]
    open_fields: list[str] = Field(description="Names of the fields that need a person.")
    obstacles: list[str] = Field(description="German sentences: what stands between the document and its approval.")
    reason: str = Field(description="German: why the document stands where it stands.")
    model: str
    order: OrderMatch | None
    transfer: Transfer | None
    seconds_to_undo: int
    still_open: Amount | None = Field(description="What Lexware says is still to pay of the booked voucher.")
    history: list[HistoryEntry]

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """From the sheet of the document."""
        document = sheet.document
        summary = DocumentSummary.model_validate(document).model_dump()
        return cls(
            **summary,
            fields={name: FieldAnswer.of(view) for name, view in sheet.fields.items()},
            open_fields=sheet.open,
            obstacles=list(sheet.obstacles),
            reason=sheet.reason,
            model=sheet.model,
            order=_order(sheet),
            transfer=Transfer.model_validate(sheet.filing) if sheet.filing else None,
            seconds_to_undo=sheet.seconds_to_undo,
            still_open=sheet.still_open,
            history=[_entry(entry) for entry in sheet.history],
        )


class Words(Answer):
    """The words of one page with their boxes."""

    words: list[dict[str, Any]]


class PurchaseOrder(Answer):
    """An order that we gave to a supplier. Amounts in euro."""

    id: int
    number: str
    supplier_name: str
    supplier_vat_id: str | None
    supplier_number: str | None
    ordered_on: date
    net_total: Amount
    gross_total: Amount


class PurchaseOrders(Answer):
    """Purchase orders, newest first. `next` is the cursor of the following ones."""

    purchase_orders: list[PurchaseOrder]
    next: int | None = None


class Category(Answer):
    """A posting category of Lexware."""

    id: str
    name: str
    group: str


class Categories(Answer):
    """The expense categories that Lexware has today."""

    categories: list[Category]


class ProblemDetails(BaseModel):
    """RFC 9457. `code` is stable; `detail` is a German sentence with cause and next step."""

    type: str = Field(examples=["urn:kontorist:problem:version_conflict"])
    title: str
    status: int
    code: str
    detail: str
    reasons: list[str] | None = None
    errors: list[dict[str, Any]] | None = None


def _order(sheet: Sheet) -> OrderMatch | None:
    if sheet.order is None:
        return None
    order = OrderMatch.model_validate(sheet.order)
    order.score, order.reasons = sheet.document.match_score, sheet.document.match_reasons or []
    return order


def _entry(entry: AuditEntry) -> HistoryEntry:
    return HistoryEntry.model_validate(entry)
