"""Fields: the names of what is read from a document, and a prediction of one with everything a reviewer wants to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from models.documents import Direction, DocumentKind, Medium
from models.pages import Box, ReadingWarning
from models.vouchers import TaxLine


class FieldName(StrEnum):
    """The names of the contract (docs/predictions.md)."""

    SUPPLIER_NAME = "supplier_name"
    BUYER_NAME = "buyer_name"
    SUPPLIER_VAT_ID = "supplier_vat_id"
    SUPPLIER_TAX_NUMBER = "supplier_tax_number"
    DOCUMENT_NUMBER = "document_number"
    DOCUMENT_DATE = "document_date"
    DUE_DATE = "due_date"
    DELIVERY_DATE = "delivery_date"
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    ORDER_REFERENCE = "order_reference"
    CUSTOMER_NUMBER = "customer_number"
    CURRENCY = "currency"
    NET_TOTAL = "net_total"
    TAX_TOTAL = "tax_total"
    GROSS_TOTAL = "gross_total"
    PREPAID_TOTAL = "prepaid_total"
    AMOUNT_DUE = "amount_due"
    TAX_BREAKDOWN = "tax_breakdown"
    IBAN = "iban"
    BIC = "bic"
    PAYMENT_MEANS = "payment_means"
    LINE_COUNT = "line_count"
    TYPE_CODE = "type_code"


AMOUNTS = frozenset(
    {
        FieldName.NET_TOTAL,
        FieldName.TAX_TOTAL,
        FieldName.GROSS_TOTAL,
        FieldName.PREPAID_TOTAL,
        FieldName.AMOUNT_DUE,
    }
)
DATES = frozenset(
    {
        FieldName.DOCUMENT_DATE,
        FieldName.DUE_DATE,
        FieldName.DELIVERY_DATE,
        FieldName.PERIOD_START,
        FieldName.PERIOD_END,
    }
)


class Source(StrEnum):
    """Where a value came from."""

    EINVOICE = "einvoice"
    CODE = "code"
    TEXT = "text"
    MODEL = "model"
    MEMORY = "memory"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class FieldPrediction:
    """One value. Amounts are decimal strings with two places, dates ISO, ids without blanks, names as printed.

    `value` is a tuple of TaxLine for `tax_breakdown`, a string for every other field. `page` counts from 1; `page` and
    `box` are None where the value stands on no page (an XML path is in `why` then).
    """

    value: str | tuple[TaxLine, ...]
    confidence: float
    source: Source
    page: int | None = None
    box: Box | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelPrediction:
    """A choice among labels (kind, category, direction) with runners-up; `abstained`: the best guess, but ask a person."""

    value: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()
    abstained: bool = False


@dataclass(frozen=True, slots=True)
class Prediction:
    """Everything that the classifier says of one document. `model` names the model file that said it."""

    kind: LabelPrediction
    direction: LabelPrediction
    category: LabelPrediction | None
    medium: Medium
    fields: dict[FieldName, FieldPrediction] = field(default_factory=dict)
    warnings: tuple[ReadingWarning, ...] = ()
    model: str = ""

    @property
    def document_kind(self) -> DocumentKind:
        """The best guess as an enum."""
        return DocumentKind(self.kind.value)

    @property
    def is_incoming(self) -> bool:
        """Whether the paper reached us."""
        return self.direction.value == Direction.INCOMING
