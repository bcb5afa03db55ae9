"""Candidates: everything on the pages that could be a field's value, with the words around it.

Recall comes first (a missing candidate cannot be chosen); the choice is made elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from classifier.fields.labels import fold, straighten
from classifier.layout import Layout, Segment
from models.pages import Box

NEAR_ABOVE = 2.6
"""A label above its value stands within this many text heights."""

MAX_HEADER_STEPS = 40
"""How many segments upwards the header of a column is looked for."""


class CandidateType(StrEnum):
    """What a candidate is by its form; each has its own features and scorer."""

    AMOUNT = "amount"
    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"
    IBAN = "iban"
    BIC = "bic"
    VAT_ID = "vat_id"
    TAX_NUMBER = "tax_number"
    NAME = "name"


WRAPPED_WORDS = 4
"""Lines with fewer words are labels and no running text."""

_OPEN_WORDS = frozenset(("vom", "am", "zum", "bis", "von", "nr", "nummer", "iban", "und", "den"))

CONTEXTS = ("before", "left", "above", "header", "after")
"""Where a label may stand, in order of trust."""


@dataclass(eq=False, slots=True)
class Candidate:
    """One place on a page that could be a value.

    `value` is in the form of predictions, `words` are the folded texts by context;
    `facts` are figures by name that the type's
    finder knows (printed with cents, check digits right, ...). `roles` is filled by classifier.fields.rules.
    """

    type: CandidateType
    value: str
    segment: Segment
    start: int
    end: int
    words: dict[str, str]
    facts: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, dict[str, float]] = field(default_factory=dict)
    others: list[Candidate] = field(default_factory=list)
    """Further places of the same value (names are pooled)."""
    currency: str | None = None
    """ISO code of a mark printed beside an amount."""
    text: str = ""
    """For names, which may run over two lines: the name as printed."""

    @property
    def page(self) -> int:
        """Page number, from 1."""
        return self.segment.page

    @property
    def box(self) -> Box:
        """The words of the value."""
        return self.segment.part(self.start, self.end)

    @property
    def reading(self) -> float:
        """How surely the reader read the words of the value: 1.0 in a text layer, else the OCR engine's weakest word."""
        ends = zip(self.segment.words, self.segment.starts, strict=True)
        touched = (word for word, at in ends if at < self.end and at + len(word.text) > self.start)
        return min((word.confidence for word in touched), default=1.0)

    @property
    def raw(self) -> str:
        """As printed."""
        return self.segment.text[self.start : self.end]


_HAS_DIGIT = re.compile(r"\S*\d\S*")


class Surroundings:
    """The folded words around a place; what depends on the segment alone is computed once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._of_segment: dict[int, tuple[str, str, str]] = {}
        self._folded: dict[int, str] = {}

    def words(self, segment: Segment, start: int, end: int, near_only: bool = False) -> dict[str, str]:
        """By context. `near_only` leaves out what stands further left in the row (for numbers and names)."""
        left, above, header = self._around(segment, near_only)
        before = fold(segment.text[:start][-90:]) if start else self._wrapped(segment)
        if before and segment.page in self._layout.scanned:
            before = straighten(before)
        after = fold(segment.text[end:][:40])
        if not after and segment.right is not None and not near_only:
            after = self.folded(segment.right)[:40]
        return {"before": before, "left": left, "above": above, "header": header, "after": after}

    def folded(self, segment: Segment) -> str:
        """The whole segment, folded."""
        text = self._folded.get(segment.index)
        if text is None:
            text = fold(segment.text)
            if segment.page in self._layout.scanned:
                text = straighten(text)
            self._folded[segment.index] = text
        return text

    def _around(self, segment: Segment, near_only: bool) -> tuple[str, str, str]:
        key = segment.index * 2 + near_only
        known = self._of_segment.get(key)
        if known is None:
            known = self._of_segment[key] = (
                self._left(segment, near_only),
                self._above(segment),
                self._header(segment),
            )
        return known

    def _left(self, segment: Segment, near_only: bool) -> str:
        parts: list[str] = []
        at = segment.left
        while at is not None and len(parts) < (1 if near_only else 4):
            parts.insert(0, self.folded(at))
            if len(parts) >= 1 and not _HAS_DIGIT.search(at.text):
                break
            at = at.left
        return " ".join(parts)

    def _wrapped(self, segment: Segment) -> str:
        """The end of the line above where running text breaks between label and value: `... vom` / `11.03.2026`."""
        above = segment.above
        if above is None or len(above.words) < WRAPPED_WORDS or segment.left is not None or above.right is not None:
            return ""
        text = self.folded(above)
        return text[-90:] if text.rpartition(" ")[2] in _OPEN_WORDS and self._above(segment) else ""

    def _above(self, segment: Segment) -> str:
        above = segment.above
        if above is None or segment.box.top - above.box.bottom > NEAR_ABOVE * self._layout.height[segment.page]:
            return ""
        return self.folded(above)

    def _header(self, segment: Segment) -> str:
        at = segment.above
        for _ in range(MAX_HEADER_STEPS):
            if at is None:
                return ""
            if not _HAS_DIGIT.search(at.text) and len(at.words) <= 5:
                return self.folded(at)
            at = at.above
        return ""
