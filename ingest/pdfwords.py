"""Words with boxes out of PDFium's text page, grouped by ourselves from the boxes of single characters.

PDFium's plain text follows the order of the content stream (15 % order error on invoices with columns, against 0 % from
boxes; measured, docs/decisions). Its raw interface is used because pypdfium2's comfortable one makes several Python
objects for every character: a page of 2,000 characters takes about 5 ms here.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium_c

from models.pages import Box, Word

INVISIBLE = 3
"""Text rendering mode 3 (ISO 32000-1, table 106): the text layer that scanners put below or above the picture."""
GAP = 0.17
"""Gap between two characters, as part of the line's height, from which on they belong to two words."""
BOLD_WEIGHT = 600
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-",  # PDFium writes U+0002 for a hyphen at a line's end
}  # fmt: skip
_BLANKS = frozenset(
    {0x00, 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF}.union(
        range(0x09, 0x0E), range(0x2000, 0x200E)
    )
)
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points on the upright page."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text layer of one page as found; whether it may be trusted is decided by `ingest.pdf`."""

    words: tuple[Word, ...]
    """Visible words inside the visible part of the page."""
    hidden: tuple[Word, ...]
    """Words that the page does not show. Never mixed with the others: they could say what no reviewer sees."""
    characters: int
    unreadable: int
    """Characters without a meaning: unmapped, private use, control."""
    width: float
    height: float
    """Size in points of the page as read, which is upright."""
    turn: int
    """Degrees by which the page as shown must be turned clockwise to be upright; 0 on nearly all pages."""


class _Fonts:
    """Bold or not, looked up once a font: the name call costs more than all the rest of a word."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def is_bold(self, font: ctypes._Pointer[ctypes.Structure] | None) -> bool:
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._known:
            self._known[address] = self._look(font)
        return self._known[address]

    @staticmethod
    def _look(font: object) -> bool:
        buffer = ctypes.create_string_buffer(256)
        pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("utf-8", "replace").lower()
        if any(mark in name for mark in ("bold", "black", "heavy", "semibold", "demi", "fett")):
            return True
        return bool(pdfium_c.FPDFFont_GetWeight(font) >= BOLD_WEIGHT)


class _Frame:
    """From PDF user space (origin left below, before /Rotate) to the upright page (origin left above).

    Upright is what the text says, and only without text what /Rotate says: pages that lie on their side in the viewer
    are common enough in prints of wide tables.
    """

    def __init__(self, page: object, upright: int | None) -> None:
        rect = pdfium_c.FS_RECTF()
        pdfium_c.FPDF_GetPageBoundingBox(page, rect)
        self.left, self.bottom = rect.left, rect.bottom
        self.width = max(rect.right - rect.left, 1e-6)
        self.height = max(rect.top - rect.bottom, 1e-6)
        shown = pdfium_c.FPDFPage_GetRotation(page) % 4
        self.rotation = shown if upright is None else upright
        self.turn = 90 * ((self.rotation - shown) % 4)
        turned = self.rotation % 2
        self.shown_width = self.height if turned else self.width
        self.shown_height = self.width if turned else self.height

    def place(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """Left, top, right, bottom in points on the upright page."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = bottom - self.bottom, top - self.bottom
        if self.rotation == 0:
            return x0, self.height - y1, x1, self.height - y0
        if self.rotation == 1:
            return y0, x0, y1, x1
        if self.rotation == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.height - y1, self.width - x1, self.height - y0, self.width - x0


class _Collector:
    """Takes characters one by one and closes a word at a blank, a gap, or a jump."""

    def __init__(self, text_page: object, frame: _Frame) -> None:
        self.text_page = text_page
        self.frame = frame
        self.fonts = _Fonts()
        self.words: list[Word] = []
        self.hidden: list[Word] = []
        self._text: list[str] = []
        self._first = 0
        self._left = self._top = self._right = self._bottom = 0.0
        self._last: Rectangle = (0.0, 0.0, 0.0, 0.0)

    def add(self, index: int, character: str, rectangle: Rectangle) -> None:
        """One more character; closes the word before it where this one does not continue it."""
        if self._text and self._breaks(rectangle):
            self.close()
        left, top, right, bottom = rectangle
        if not self._text:
            self._first = index
            self._left, self._top, self._right, self._bottom = left, top, right, bottom
        else:
            self._left, self._top = min(self._left, left), min(self._top, top)
            self._right, self._bottom = max(self._right, right), max(self._bottom, bottom)
        self._last = rectangle
        self._text.append(character)

    def _breaks(self, rectangle: Rectangle) -> bool:
        left, top, right, bottom = rectangle
        old_left, old_top, old_right, old_bottom = self._last
        height = max(min(bottom - top, old_bottom - old_top), 1e-3)
        overlap = min(bottom, old_bottom) - max(top, old_top)
        if overlap > 0.4 * height:
            gap = left - old_right
            return gap > GAP * height or gap < -max(right - left, old_right - old_left, 0.6 * height)
        # text that runs up or down the margin: the same column, next to each other
        width = max(min(right - left, old_right - old_left), 1e-3)
        beside = min(right, old_right) - max(left, old_left) > 0.4 * width
        gap = max(top - old_bottom, old_top - bottom)
        return not beside or gap > GAP * width or self._angle() == 0

    def _angle(self) -> int:
        return round(float(pdfium_c.FPDFText_GetCharAngle(self.text_page, self._first)) * 57.3) % 180

    def close(self) -> None:
        if not self._text:
            return
        text = "".join(self._text).replace("\xad", "")
        if self._text[-1] == "\xad":
            text += "-"  # a soft hyphen at the end of a line is printed
        self._text = []
        width, height = self.frame.shown_width, self.frame.shown_height
        box = Box(
            max(self._left / width, 0.0),
            max(self._top / height, 0.0),
            min(self._right / width, 1.0),
            min(self._bottom / height, 1.0),
        )
        if not text or box.left >= box.right or box.top >= box.bottom:
            return  # cropped away
        item = pdfium_c.FPDFText_GetTextObject(self.text_page, self._first)
        bold = self.fonts.is_bold(pdfium_c.FPDFTextObj_GetFont(item)) if item else False
        invisible = bool(item) and pdfium_c.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
        (self.hidden if invisible else self.words).append(Word(text, box, 1.0, bold))


def page_text(page: object, limit: int = 60_000) -> PageText:
    """Read the text layer of an open PDFium page (raw handle). At most `limit` characters: no paper page has more."""
    text_page = pdfium_c.FPDFText_LoadPage(page)
    if not text_page:
        frame = _Frame(page, None)
        return PageText((), (), 0, 0, frame.shown_width, frame.shown_height, 0)
    try:
        return _collect(page, text_page, min(pdfium_c.FPDFText_CountChars(text_page), limit))
    finally:
        pdfium_c.FPDFText_ClosePage(text_page)


def _collect(page: object, text_page: object, count: int) -> PageText:
    frame = _Frame(page, _reading_direction(text_page, count))
    collector = _Collector(text_page, frame)
    rect = pdfium_c.FS_RECTF()
    reference = ctypes.byref(rect)
    get_unicode, get_box = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    characters = unreadable = 0
    for index in range(count):
        code = get_unicode(text_page, index)
        if code in _BLANKS:
            # a blank that PDFium made up from a gap is no news: our own rule looks at the gap
            if not pdfium_c.FPDFText_IsGenerated(text_page, index):
                collector.close()
            continue
        get_box(text_page, index, reference)
        characters += 1
        if code == 0xFFFD or 0xE000 <= code <= 0xF8FF or (code < 0x20 and code != 2):
            unreadable += 1
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        character = chr(code)
        character = _LIGATURES.get(character, character)
        collector.add(index, character, frame.place(rect.left, rect.bottom, rect.right, rect.top))
    collector.close()
    return PageText(
        tuple(collector.words),
        tuple(collector.hidden),
        characters,
        unreadable,
        frame.shown_width,
        frame.shown_height,
        frame.turn,
    )


def _reading_direction(text_page: object, count: int) -> int | None:
    """Quarter turns clockwise that make most of the text run from left to right; None without text."""
    step = max(1, count // 50)
    votes = [0, 0, 0, 0]
    for index in range(0, count, step):
        angle = float(pdfium_c.FPDFText_GetCharAngle(text_page, index))  # radians, clockwise; -1: none
        if angle >= 0:
            votes[-round(angle / (math.pi / 2)) % 4] += 1
    return votes.index(max(votes)) if any(votes) else None
