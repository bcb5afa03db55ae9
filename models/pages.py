"""What a read document is: pages of words with boxes, and the data of an e-invoice where there is one.

Lives among the words of the domain because ingest writes it and the classifier reads it, and neighbours do not know
each other (docs/decisions/0001).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from models.documents import Medium
from models.vouchers import TaxLine


class Box(NamedTuple):
    """A rectangle as fractions of the page, origin left above: 0 ≤ left < right ≤ 1, 0 ≤ top < bottom ≤ 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters without blanks. `confidence` is 1.0 in a text layer and the engine's own value after OCR."""

    text: str
    box: Box
    confidence: float = 1.0
    bold: bool = False


class ReadMethod(StrEnum):
    """Which reader produced the words of a page."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    RENDERED = "rendered"  # laid out by us from data that has no pages of its own: e-invoice XML, plain text, mail


@dataclass(frozen=True, slots=True)
class Page:
    """One page; width and height in points. `lines` hold words in reading order: top to bottom, left to right."""

    number: int
    width: float
    height: float
    lines: tuple[tuple[Word, ...], ...]
    method: ReadMethod = ReadMethod.TEXT_LAYER
    quality: float = 1.0
    rotation: int = 0
    """Degrees by which the page as shown must be turned clockwise to stand as it was read; a multiple of 90."""

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in reading order."""
        return tuple(word for line in self.lines for word in line)

    @property
    def text(self) -> str:
        """The page as plain text, one printed line a line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


class StructuredValue(NamedTuple):
    """A value of an e-invoice and where it stands in the XML (shown to the reviewer instead of a box)."""

    value: str
    path: str


@dataclass(frozen=True, slots=True)
class EInvoice:
    """An e-invoice's own data in our field names (models.fields), values as in predictions: ISO dates, decimal strings."""

    syntax: str
    """`cii` or `ubl`."""
    profile: str
    """The guideline id as written in the XML."""
    values: Mapping[str, StructuredValue]
    tax_lines: tuple[TaxLine, ...] = ()
    embedded: bool = False
    """True if it was attached to a PDF (ZUGFeRD, Factur-X): then there is a page that may disagree."""


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something the reader noticed and a person should know; nothing stops because of it."""

    code: str
    message: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One file, read. Frozen; the reader writes it once, everything behind only looks."""

    medium: Medium
    pages: tuple[Page, ...]
    einvoice: EInvoice | None = None
    codes: tuple[str, ...] = ()
    """Payloads of QR codes found on the pages (GiroCode)."""
    structured_kind: str | None = None
    """For files whose format says what they are (CAMT, MT940, bank CSV: `bank_statement`); else None."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Small facts of the container: mail subject, sender, pdf producer. Never logged."""
    warnings: tuple[ReadingWarning, ...] = ()
    page_count: int = 0
    """Pages of the file; may exceed len(pages) where reading stops at a limit (a warning says so)."""

    @property
    def text(self) -> str:
        """All pages' text."""
        return "\n".join(page.text for page in self.pages)
