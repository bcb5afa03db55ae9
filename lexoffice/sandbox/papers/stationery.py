"""The paper before the letter is written: its measures and the looks of its texts, head with address window, folding marks,
foot (DIN 5008, form B)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from lexoffice.sandbox.papers.letter import Letter
from lexoffice.sandbox.papers.markup import BOLD, FONT, literal

WIDTH, HEIGHT = A4
LEFT, RIGHT = 25 * mm, 20 * mm
BODY = WIDTH - LEFT - RIGHT
GREY = HexColor("#5c6670")
LINE = HexColor("#c3cad1")
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=8.5, leading=12)
SMALL = ParagraphStyle("small", TEXT, fontSize=7, leading=9, textColor=GREY)
FOOT = ParagraphStyle("foot", SMALL, fontSize=5.8, leading=8.5)
NUMBER = ParagraphStyle("number", TEXT, alignment=TA_RIGHT)
HEAD = ParagraphStyle("head", SMALL, fontName=BOLD)
NUMBER_HEAD = ParagraphStyle("number head", HEAD, alignment=TA_RIGHT)
STRONG = ParagraphStyle("strong", TEXT, fontName=BOLD)
STRONG_NUMBER = ParagraphStyle("strong number", STRONG, alignment=TA_RIGHT)
TITLE = ParagraphStyle("title", STRONG, fontSize=13, leading=17, spaceAfter=3 * mm)
CELLS = [("FONTNAME", (0, 0), (-1, -1), FONT), ("VALIGN", (0, 0), (-1, -1), "TOP")]
"""Of every table. The font is named even where cells hold paragraphs only: the default one would not be embedded."""


def on_page(letter: Letter, of_pages: str, draw_head: Callable[[Any, Letter], None]) -> Callable[[Any, Any], None]:
    """What the typesetter calls for each page: its head, the foot, the number of the page."""

    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        draw_head(canvas, letter)
        _draw_foot(canvas, letter)
        page = "Page" if letter.language == "en" else "Seite"
        canvas.setFont(FONT, 7)
        canvas.setFillColor(GREY)
        canvas.drawRightString(WIDTH - RIGHT, 27 * mm, f"{page} {document.page}{of_pages}")
        canvas.restoreState()

    return draw


def draw_head(canvas: Any, letter: Letter) -> None:
    """Name, address window, facts beside it, folding and punching marks."""
    _draw(canvas, [letter.sender], ParagraphStyle("name", STRONG, fontSize=14, leading=17), (LEFT, 18 * mm), BODY)
    _draw(canvas, [letter.return_address], SMALL, (LEFT, 45 * mm), 80 * mm)
    _draw(canvas, letter.recipient, TEXT, (LEFT, 54 * mm), 80 * mm)
    rows = [[Paragraph(literal(text), TEXT) for text in fact] for fact in letter.facts]
    if rows:
        tight = [("TOPPADDING", (0, 0), (-1, -1), 0), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        table = Table(rows, [32 * mm, 43 * mm], style=[*CELLS, *tight])
        _, height = table.wrap(75 * mm, HEIGHT)
        table.drawOn(canvas, WIDTH - RIGHT - 75 * mm, HEIGHT - 45 * mm - height)
    canvas.setStrokeColor(LINE)
    for mark in (105, 148.5, 210):
        canvas.line(4 * mm, HEIGHT - mark * mm, 8 * mm, HEIGHT - mark * mm)


def draw_short_head(canvas: Any, letter: Letter) -> None:
    """Of all pages but the first: whose letter it is."""
    _draw(canvas, [f"{letter.sender} · {letter.title}"], SMALL, (LEFT, 15 * mm), BODY)


def _draw_foot(canvas: Any, letter: Letter) -> None:
    canvas.setStrokeColor(LINE)
    canvas.line(LEFT, 25 * mm, WIDTH - RIGHT, 25 * mm)
    width = BODY / max(len(letter.footer), 1)
    for position, lines in enumerate(letter.footer):
        _draw(canvas, lines, FOOT, (LEFT + position * width, HEIGHT - 23 * mm), width - 2 * mm)


def _draw(canvas: Any, lines: Sequence[str], style: ParagraphStyle, at: tuple[float, float], width: float) -> None:
    """Lines under each other, `at` so far from the left and the top edge; long ones are broken."""
    x, top = at[0], HEIGHT - at[1]
    for line in lines:
        paragraph = Paragraph(literal(line), style)
        _, height = paragraph.wrap(width, HEIGHT)
        top -= height
        paragraph.drawOn(canvas, x, top)
