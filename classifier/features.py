"""What a document looks like as a whole: hashed words with their place and size, and a few figures of its layout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.fields.labels import fold
from classifier.layout import Layout, Segment

WORD_BUCKETS = 1 << 14
LAYOUT_FIGURES = 16
LARGE = 1.22
"""A line this much taller than the page's usual text is set as a title."""

_DIGITS = re.compile(r"\d")
_AMOUNT = re.compile(r"\d[.,]\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class DocumentFeatures:
    """Buckets with weights (length 1 together), and layout figures."""

    buckets: NDArray[np.int64]
    weights: NDArray[np.float64]
    layout: NDArray[np.float64]


def is_title(segment: Segment, usual: float) -> bool:
    """Large, or bold and short, in the upper two thirds of a page."""
    short = len(segment.words) <= 7
    return short and segment.box.top < 0.66 and (segment.height > LARGE * usual or segment.bold)


def document_features(layout: Layout) -> DocumentFeatures:
    """Words and pairs of the first page and the last; words of titles and of the upper third count a second time."""
    counts: dict[str, float] = {}
    for segment in layout.segments:
        words = [word for word in fold(segment.text).split() if not _DIGITS.search(word) and len(word) > 1]
        title = segment.page == 1 and is_title(segment, layout.height[1])
        for word in words:
            counts[word] = counts.get(word, 0.0) + 1.0
            if title:
                counts[f"title:{word}"] = counts.get(f"title:{word}", 0.0) + 2.0
            elif segment.page == 1 and segment.box.top < 0.4 and len(words) <= 4:
                counts[f"upper:{word}"] = counts.get(f"upper:{word}", 0.0) + 1.0
            if len(word) > 9:
                counts[f"end:{word[-7:]}"] = counts.get(f"end:{word[-7:]}", 0.0) + 1.0
        for one, two in pairwise(words):
            counts[f"{one} {two}"] = counts.get(f"{one} {two}", 0.0) + 1.0
    buckets = np.fromiter((crc32(token.encode()) % WORD_BUCKETS for token in counts), dtype=np.int64, count=len(counts))
    weights = np.log1p(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
    length = float(np.sqrt((weights**2).sum())) or 1.0
    return DocumentFeatures(buckets, weights / length, _layout_figures(layout))


def _layout_figures(layout: Layout) -> NDArray[np.float64]:
    first = [segment for segment in layout.segments if segment.page == 1]
    text = layout.text
    characters = max(1, len(text))
    words = sum(len(segment.words) for segment in first)
    amounts = len(_AMOUNT.findall(text))
    rows = len(layout.rows.get(1, []))
    usual = layout.height.get(1, 0.012)
    long_lines = sum(len(segment.words) > 8 for segment in first)
    return np.array(
        [
            np.log1p(words),
            np.log1p(amounts),
            np.log1p(layout.pages),
            len(_DIGITS.findall(text)) / characters,
            rows / 60.0,
            long_lines / max(1, rows),
            words / max(1, len(first)),
            usual * 40.0,
            max((segment.height for segment in first), default=0.0) / max(usual, 1e-4) / 4.0,
            float("iban" in text.lower()),
            float("sehr geehrte" in text.lower()),
            float("%" in text),
            float("€" in text or "EUR" in text),
            text.count("!") / max(1, words) * 20,
            sum(segment.bold for segment in first) / max(1, len(first)),
            max((segment.box.right for segment in first), default=0.0)
            - min((segment.box.left for segment in first), default=0.0),
        ]
    )
