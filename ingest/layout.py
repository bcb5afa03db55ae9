"""Pages for data that has none: text laid out on a grid of equal characters, so that a reviewer sees something and the
classifier gets words with boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.pages import Box, Page, ReadMethod, Word

SHORT_SIDE, LONG_SIDE = 595.0, 842.0
MARGIN = 40.0
PORTRAIT_COLUMNS, LANDSCAPE_COLUMNS = 95, 140
CHARACTER = (SHORT_SIDE - 2 * MARGIN) / PORTRAIT_COLUMNS
"""Width of a character in points: 5.42, as Courier has it at 9 pt (0.6 em)."""
LEADING = 11.0
ASCENT, DESCENT = 7.0, 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row. Blanks in `text` are columns of the grid."""

    text: str
    bold: bool = False


def lay_out(rows: Iterable[Row | str], max_pages: int = 40) -> tuple[tuple[Page, ...], int]:
    """Pages of `rows`, at most `max_pages`, and how many pages there would be. Tabs count eight columns."""
    clean = [_clean(row) for row in rows]
    widest = max((len(row.text) for row in clean), default=0)
    wide = widest > PORTRAIT_COLUMNS
    width, height = (LONG_SIDE, SHORT_SIDE) if wide else (SHORT_SIDE, LONG_SIDE)
    columns = LANDSCAPE_COLUMNS if wide else PORTRAIT_COLUMNS
    wrapped = [part for row in clean for part in _wrap(row, columns)]
    per_page = int((height - 2 * MARGIN) // LEADING)
    count = max(1, -(-len(wrapped) // per_page))
    pages = tuple(
        _page(number + 1, wrapped[number * per_page : (number + 1) * per_page], width, height)
        for number in range(min(count, max_pages))
    )
    return pages, count


def _clean(row: Row | str) -> Row:
    row = Row(row) if isinstance(row, str) else row
    text = row.text.expandtabs(8).replace("\xa0", " ")
    text = "".join(character if character.isprintable() else " " for character in text)
    return Row(text.rstrip(), row.bold)


def _wrap(row: Row, columns: int) -> Iterator[Row]:
    text = row.text
    while len(text) > columns:
        cut = text.rfind(" ", columns // 2, columns + 1)
        cut = cut if cut > 0 else columns
        yield Row(text[:cut].rstrip(), row.bold)
        text = text[cut:].lstrip()
    yield Row(text, row.bold)


def _page(number: int, rows: Sequence[Row], width: float, height: float) -> Page:
    lines = []
    for index, row in enumerate(rows):
        baseline = MARGIN + ASCENT + index * LEADING
        top, bottom = (baseline - ASCENT) / height, (baseline + DESCENT) / height
        words = tuple(
            Word(
                match.group(),
                Box(
                    (MARGIN + match.start() * CHARACTER) / width,
                    top,
                    (MARGIN + match.end() * CHARACTER) / width,
                    bottom,
                ),
                bold=row.bold,
            )
            for match in re.finditer(r"\S+", row.text)
        )
        if words:
            lines.append(words)
    return Page(number, width, height, tuple(lines), ReadMethod.RENDERED)
