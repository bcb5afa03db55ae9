"""Setting a letter on A4: the text and its table over as many pages as they take, the same bytes each time."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    LongTable,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from lexoffice.sandbox.papers.letter import Letter, Row
from lexoffice.sandbox.papers.markup import FONT, fonts, formatted, literal
from lexoffice.sandbox.papers.stationery import (
    BODY,
    CELLS,
    GREY,
    HEAD,
    HEIGHT,
    LEFT,
    LINE,
    NUMBER,
    NUMBER_HEAD,
    SMALL,
    STRONG,
    STRONG_NUMBER,
    TEXT,
    TITLE,
    draw_head,
    draw_short_head,
    on_page,
)

PRODUCER = "Kontorist Sandbox"

_ONE_AT_A_TIME = threading.Lock()
"""The typesetter does not promise to bear several threads."""

_ROW_LINES = 12
"""How many lines of a description stay together on one page."""

Flowable: TypeAlias = Any
"""The typesetter's own word for what it can place; it ships no types."""


def typeset(letter: Letter) -> bytes:
    """The letter as a PDF. It is set twice: only then is the number of pages known that each page shall name."""
    with _ONE_AT_A_TIME:
        fonts()
        pages, _ = _build(letter, "")
        return _build(letter, f"/{pages}")[1]


def _build(letter: Letter, of_pages: str) -> tuple[int, bytes]:
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=letter.title,
        author=letter.sender,
        subject=letter.title,
        creator=PRODUCER,
        producer=PRODUCER,
        lang=letter.language,
        initialFontName=FONT,
        invariant=1,
    )
    foot = 32 * mm
    first = Frame(LEFT, foot, BODY, HEIGHT - 98 * mm - foot, 0, 0, 0, 0)
    later = Frame(LEFT, foot, BODY, HEIGHT - 25 * mm - foot, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("first", first, onPage=on_page(letter, of_pages, draw_head)),
            PageTemplate("later", later, onPage=on_page(letter, of_pages, draw_short_head)),
        ]
    )
    document.build(_story(letter))
    return document.page, target.getvalue()


def _story(letter: Letter) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("later"), Paragraph(literal(letter.title), TITLE)]
    if letter.notice:
        story += [Paragraph(literal(letter.notice), SMALL), Spacer(0, 2 * mm)]
    for text in letter.opening:
        story += _lines(text)
    if letter.rows:
        story += [Spacer(0, 4 * mm), _table(letter)]
    if letter.totals:
        story += [Spacer(0, 2 * mm), KeepTogether([_totals(letter)])]
    for text in letter.closing:
        story += [Spacer(0, 3 * mm), *_lines(text)]
    return story


def _lines(text: str) -> list[Flowable]:
    """Each line by itself: splitting one long paragraph over pages takes time by the square of its length."""
    return [Paragraph(formatted(line), TEXT) if line.strip() else Spacer(0, TEXT.leading) for line in text.split("\n")]


def _table(letter: Letter) -> Flowable:
    head = [Paragraph(literal(column.title), NUMBER_HEAD if column.right else HEAD) for column in letter.columns]
    rows = [part for row in letter.rows for part in _short_rows(row)]
    body = [_cells(letter, row) for row in rows]
    style: list[tuple[object, ...]] = [
        *CELLS,
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, GREY),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    style += [("SPAN", (1, at), (-1, at)) for at, row in enumerate(rows, 1) if not row.cells]
    style += [("LINEABOVE", (0, at), (-1, at), 0.4, LINE) for at, row in enumerate(rows, 1) if not row.continues]
    widths = [BODY * column.share / 100 for column in letter.columns]
    # A single line may still be longer than a page; then its row is split.
    return LongTable([head, *body], widths, repeatRows=1, splitInRow=1, style=style)


def _short_rows(row: Row) -> Iterator[Row]:
    """The row, a long description spread over rows that continue it: so that it breaks between pages."""
    lines = row.description.split("\n")
    first, *others = ["\n".join(lines[at : at + _ROW_LINES]) for at in range(0, len(lines), _ROW_LINES)]
    yield replace(row, description=first)
    for part in others:
        yield Row("", part, cells=("",) * len(row.cells), continues=True)


def _cells(letter: Letter, row: Row) -> list[Flowable]:
    text = f"<b>{literal(row.name)}</b>" if row.name else ""
    if row.description:
        text += ("<br/>" if text else "") + formatted(row.description)
    cells = row.cells or ("",) * (len(letter.columns) - 2)
    styles = [NUMBER if column.right else TEXT for column in letter.columns[2:]]
    rest = [Paragraph(literal(cell), style) for cell, style in zip(cells, styles, strict=True)]
    return [Paragraph(literal(row.before), TEXT), Paragraph(text, TEXT), *rest]


def _totals(letter: Letter) -> Flowable:
    rows = [
        [
            Paragraph(literal(label), STRONG if strong else TEXT),
            Paragraph(literal(amount), STRONG_NUMBER if strong else NUMBER),
        ]
        for label, amount, strong in letter.totals
    ]
    style = [("LINEABOVE", (0, at), (-1, at), 0.7, GREY) for at, total in enumerate(letter.totals) if total[2]]
    return Table(rows, [60 * mm, 30 * mm], hAlign="RIGHT", style=[*CELLS, *style])
