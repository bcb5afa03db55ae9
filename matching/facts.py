"""What matching looks at: the few facts of a document that say to which order it belongs and which paper it repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One incoming document. None: not on the page, or not read surely enough. Amounts in euro, always positive.

    `key` is the caller's name for the document (its id) and comes back in a Twin; matching never looks into it.
    """

    key: str
    supplier_name: str | None = None
    supplier_vat_id: str | None = None
    supplier_number: str | None = None
    """Our number at the supplier's, or the supplier's at ours, as our purchase orders carry it."""
    document_number: str | None = None
    order_reference: str | None = None
    issued_on: date | None = None
    net: Decimal | None = None
    gross: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A purchase order that the document may belong to: score from 0 to 1, and German reasons for the reviewer."""

    order_number: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier document that says the same: score from 0 to 1, and German reasons for the reviewer."""

    key: str
    score: float
    reasons: tuple[str, ...]
