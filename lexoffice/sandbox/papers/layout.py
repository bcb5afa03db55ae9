"""Setting a letter on A4: address window and folding marks where DIN 5008 (form B) wants them, the table over as many pages
as it takes, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
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
from lexoffice.sandbox.papers.markup import BOLD, FONT, fonts, formatted, literal

_ROW_LINES = 12
PRODUCER = "Kontorist Sandbox"

Flowable: TypeAlias = Any
"""The typesetter's own word for what it can place; it ships no types."""

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 25 * mm, 20 * mm
_BODY = _WIDTH - _LEFT - _RIGHT
_GREY = HexColor("#5c6670")
_LINE = HexColor("#c3cad1")
_TEXT = ParagraphStyle("text", fontName=FONT, fontSize=8.5, leading=12)
_SMALL = ParagraphStyle("small", _TEXT, fontSize=7, leading=9, textColor=_GREY)
_FOOT = ParagraphStyle("foot", _SMALL, fontSize=6.3, leading=8.5)
_NUMBER = ParagraphStyle("number", _TEXT, alignment=TA_RIGHT)
_HEAD = ParagraphStyle("head", _SMALL, fontName=BOLD)
_NUMBER_HEAD = ParagraphStyle("number head", _HEAD, alignment=TA_RIGHT)
_STRONG = ParagraphStyle("strong", _TEXT, fontName=BOLD)
_STRONG_NUMBER = ParagraphStyle("strong number", _STRONG, alignment=TA_RIGHT)
_TITLE = ParagraphStyle("title", _STRONG, fontSize=13, leading=17, spaceAfter=3 * mm)
# The font is named even for cells that hold paragraphs only: the default one would not be embedded.
_CELLS = [("FONTNAME", (0, 0), (-1, -1), FONT), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def typeset(letter: Letter) -> bytes:
    """The letter as a PDF. It is set twice: only then is the number of pages known that each page shall name."""
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
    first = Frame(_LEFT, foot, _BODY, _HEIGHT - 98 * mm - foot, 0, 0, 0, 0)
    later = Frame(_LEFT, foot, _BODY, _HEIGHT - 25 * mm - foot, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("first", first, onPage=_on_page(letter, of_pages, _draw_head)),
            PageTemplate("later", later, onPage=_on_page(letter, of_pages, _draw_short_head)),
        ]
    )
    document.build(_story(letter))
    return document.page, target.getvalue()


def _story(letter: Letter) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("later"), Paragraph(literal(letter.title), _TITLE)]
    if letter.notice:
        story += [Paragraph(literal(letter.notice), _SMALL), Spacer(0, 2 * mm)]
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
    return [
        Paragraph(formatted(line), _TEXT) if line.strip() else Spacer(0, _TEXT.leading) for line in text.split("\n")
    ]


def _table(letter: Letter) -> Flowable:
    head = [Paragraph(literal(column.title), _NUMBER_HEAD if column.right else _HEAD) for column in letter.columns]
    rows = [part for row in letter.rows for part in _short_rows(row)]
    body = [_cells(letter, row) for row in rows]
    style: list[tuple[object, ...]] = [
        *_CELLS,
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, _GREY),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    style += [("SPAN", (1, at), (-1, at)) for at, row in enumerate(rows, 1) if not row.cells]
    style += [("LINEABOVE", (0, at), (-1, at), 0.4, _LINE) for at, row in enumerate(rows, 1) if not row.continues]
    widths = [_BODY * column.share / 100 for column in letter.columns]
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
    styles = [_NUMBER if column.right else _TEXT for column in letter.columns[2:]]
    rest = [Paragraph(literal(cell), style) for cell, style in zip(cells, styles, strict=True)]
    return [Paragraph(literal(row.before), _TEXT), Paragraph(text, _TEXT), *rest]


def _totals(letter: Letter) -> Flowable:
    rows = [
        [
            Paragraph(literal(label), _STRONG if strong else _TEXT),
            Paragraph(literal(amount), _STRONG_NUMBER if strong else _NUMBER),
        ]
        for label, amount, strong in letter.totals
    ]
    style = [("LINEABOVE", (0, at), (-1, at), 0.7, _GREY) for at, total in enumerate(letter.totals) if total[2]]
    return Table(rows, [60 * mm, 30 * mm], hAlign="RIGHT", style=[*_CELLS, *style])


def _on_page(
    letter: Letter, of_pages: str, draw_head: Callable[[Any, Letter], None]
) -> Callable[[Any, BaseDocTemplate], None]:
    def draw(canvas: Any, document: BaseDocTemplate) -> None:
        canvas.saveState()
        draw_head(canvas, letter)
        _draw_foot(canvas, letter)
        page = "Page" if letter.language == "en" else "Seite"
        canvas.setFont(FONT, 7)
        canvas.setFillColor(_GREY)
        canvas.drawRightString(_WIDTH - _RIGHT, 27 * mm, f"{page} {document.page}{of_pages}")
        canvas.restoreState()

    return draw


def _draw_head(canvas: Any, letter: Letter) -> None:
    """Name, address window, facts beside it, folding and punching marks."""
    _draw(canvas, [letter.sender], ParagraphStyle("name", _STRONG, fontSize=14, leading=17), (_LEFT, 18 * mm), _BODY)
    _draw(canvas, [letter.return_address], _SMALL, (_LEFT, 45 * mm), 80 * mm)
    _draw(canvas, letter.recipient, _TEXT, (_LEFT, 54 * mm), 80 * mm)
    rows = [[Paragraph(literal(text), _TEXT) for text in fact] for fact in letter.facts]
    if rows:
        tight = [("TOPPADDING", (0, 0), (-1, -1), 0), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        table = Table(rows, [32 * mm, 43 * mm], style=[*_CELLS, *tight])
        _, height = table.wrap(75 * mm, _HEIGHT)
        table.drawOn(canvas, _WIDTH - _RIGHT - 75 * mm, _HEIGHT - 45 * mm - height)
    canvas.setStrokeColor(_LINE)
    for mark in (105, 148.5, 210):
        canvas.line(4 * mm, _HEIGHT - mark * mm, 8 * mm, _HEIGHT - mark * mm)


def _draw_short_head(canvas: Any, letter: Letter) -> None:
    _draw(canvas, [f"{letter.sender} · {letter.title}"], _SMALL, (_LEFT, 15 * mm), _BODY)


def _draw_foot(canvas: Any, letter: Letter) -> None:
    canvas.setStrokeColor(_LINE)
    canvas.line(_LEFT, 25 * mm, _WIDTH - _RIGHT, 25 * mm)
    width = _BODY / max(len(letter.footer), 1)
    for position, lines in enumerate(letter.footer):
        _draw(canvas, lines, _FOOT, (_LEFT + position * width, _HEIGHT - 23 * mm), width - 2 * mm)


def _draw(canvas: Any, lines: Sequence[str], style: ParagraphStyle, at: tuple[float, float], width: float) -> None:
    """Lines under each other, `at` so far from the left and the top edge; long ones are broken."""
    x, top = at[0], _HEIGHT - at[1]
    for line in lines:
        paragraph = Paragraph(literal(line), style)
        _, height = paragraph.wrap(width, _HEIGHT)
        top -= height
        paragraph.drawOn(canvas, x, top)
