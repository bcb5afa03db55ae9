"""The measures of the page and the looks of its texts."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from lexoffice.sandbox.papers.markup import BOLD, FONT

WIDTH, HEIGHT = A4
LEFT, RIGHT = 25 * mm, 20 * mm
BODY = WIDTH - LEFT - RIGHT
GREY = HexColor("#5c6670")
LINE = HexColor("#c3cad1")
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=8.5, leading=12)
SMALL = ParagraphStyle("small", TEXT, fontSize=7, leading=9, textColor=GREY)
FOOT = ParagraphStyle("foot", SMALL, fontSize=6.3, leading=8.5)
NUMBER = ParagraphStyle("number", TEXT, alignment=TA_RIGHT)
HEAD = ParagraphStyle("head", SMALL, fontName=BOLD)
NUMBER_HEAD = ParagraphStyle("number head", HEAD, alignment=TA_RIGHT)
STRONG = ParagraphStyle("strong", TEXT, fontName=BOLD)
STRONG_NUMBER = ParagraphStyle("strong number", STRONG, alignment=TA_RIGHT)
TITLE = ParagraphStyle("title", STRONG, fontSize=13, leading=17, spaceAfter=3 * mm)
CELLS = [("FONTNAME", (0, 0), (-1, -1), FONT), ("VALIGN", (0, 0), (-1, -1), "TOP")]
"""Of every table. The font is named even where cells hold paragraphs only: the default one would not be embedded."""
