"""The page as segments: runs of words without a wide gap, with their neighbours left, above and below.

A printed line may cross columns; labels and values are found by geometry, so lines are cut at gaps first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.pages import Box, Page, ReadDocument, ReadMethod, Word

GAP = 0.95
"""A gap wider than this share of the line's height separates segments; a blank is about 0.3, justified text below 0.8."""

SAME_ROW = 0.45
"""Two segments stand in one row if they overlap vertically by this share of the lower one's height."""

ABOVE_ROWS = 14
"""How many rows upwards a column header may stand."""


@dataclass(eq=False, slots=True)
class Segment:
    """A run of words. `index` counts through the document in reading order; `row` through the printed rows of its page."""

    index: int
    page: int
    row: int
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    """Where each word begins in `text`."""
    box: Box
    left: Segment | None = None
    right: Segment | None = None
    above: Segment | None = None
    below: Segment | None = None

    @property
    def height(self) -> float:
        """Height of the tallest word, as a fraction of the page."""
        return self.box.bottom - self.box.top

    @property
    def bold(self) -> bool:
        """Whether the first word is bold."""
        return self.words[0].bold

    def part(self, start: int, end: int) -> Box:
        """The box around the words that the characters `start` to `end` of `text` touch."""
        touched = [
            word
            for word, begin in zip(self.words, self.starts, strict=True)
            if begin < end and begin + len(word.text) > start
        ]
        return around(touched or self.words)


@dataclass(slots=True)
class Layout:
    """All segments of a document, and per page its rows and the usual text height."""

    segments: list[Segment]
    rows: dict[int, list[list[Segment]]]
    height: dict[int, float]
    text: str
    pages: int
    scanned: frozenset[int] = field(default_factory=frozenset)
    """Numbers of the pages whose words an OCR engine read."""


def lay_out(document: ReadDocument, page_limit: int = 6) -> Layout:
    """Segments with neighbours. What a booking needs stands on the first pages and the last one; others are passed over."""
    pages = document.pages
    if len(pages) > page_limit:
        pages = (*pages[: page_limit - 1], pages[-1])
    segments: list[Segment] = []
    rows: dict[int, list[list[Segment]]] = {}
    heights: dict[int, float] = {}
    for page in pages:
        found = _segments_of(page, len(segments))
        segments.extend(found)
        rows[page.number] = _rows(found)
        heights[page.number] = _median([segment.height for segment in found]) if found else 0.012
        _link(rows[page.number])
    text = "\n".join(segment.text for segment in segments)
    scanned = frozenset(page.number for page in pages if page.method is ReadMethod.OCR)
    return Layout(segments, rows, heights, text, len(document.pages), scanned)


def around(words: Sequence[Word]) -> Box:
    """The smallest box that holds all words."""
    return Box(
        min(word.box.left for word in words),
        min(word.box.top for word in words),
        max(word.box.right for word in words),
        max(word.box.bottom for word in words),
    )


def _segments_of(page: Page, first_index: int) -> list[Segment]:
    ratio = page.width / page.height if page.height else 0.7
    segments: list[Segment] = []
    for line in page.lines:
        run: list[Word] = []
        for word in line:
            if not word.text.strip():
                continue
            if run and _gap(run[-1], word, ratio):
                segments.append(_segment(run, first_index + len(segments), page.number))
                run = []
            run.append(word)
        if run:
            segments.append(_segment(run, first_index + len(segments), page.number))
    return segments


def _gap(one: Word, two: Word, ratio: float) -> bool:
    height = max(one.box.bottom - one.box.top, two.box.bottom - two.box.top, 0.004)
    return (two.box.left - one.box.right) * ratio > GAP * height or two.box.left < one.box.left


def _segment(words: list[Word], index: int, page: int) -> Segment:
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    return Segment(index, page, 0, tuple(words), " ".join(word.text for word in words), tuple(starts), around(words))


def _rows(segments: list[Segment]) -> list[list[Segment]]:
    """Segments by printed row, top to bottom, within a row left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (one.box.top + one.box.bottom) / 2):
        if rows and _same_row(rows[-1][-1], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for number, row in enumerate(rows):
        row.sort(key=lambda one: one.box.left)
        for segment in row:
            segment.row = number
    return rows


def _same_row(one: Segment, two: Segment) -> bool:
    overlap = min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top)
    return overlap > SAME_ROW * max(min(one.height, two.height), 1e-4)


def _link(rows: list[list[Segment]]) -> None:
    """Neighbours: left and right in the row; above and below the nearest that overlaps sideways."""
    for number, row in enumerate(rows):
        for one, two in pairwise(row):
            one.right, two.left = two, one
        for segment in row:
            segment.above = _nearest_above(segment, rows, number)
            if segment.above is not None and segment.above.below is None:
                segment.above.below = segment
        if number:
            _link_down(rows[number - 1], rows, number)


def _nearest_above(segment: Segment, rows: list[list[Segment]], number: int) -> Segment | None:
    for back in range(1, min(number, ABOVE_ROWS) + 1):
        best: Segment | None = None
        best_overlap = 0.0
        for other in rows[number - back]:
            overlap = min(segment.box.right, other.box.right) - max(segment.box.left, other.box.left)
            if overlap > best_overlap:
                best, best_overlap = other, overlap
        if best is not None:
            return best
    return None


def _link_down(row: list[Segment], rows: list[list[Segment]], number: int) -> None:
    for segment in row:
        if segment.below is not None:
            continue
        for other in rows[number]:
            if min(segment.box.right, other.box.right) > max(segment.box.left, other.box.left):
                segment.below = other
                break


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
