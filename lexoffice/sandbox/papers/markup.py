"""From the texts of a document to the typesetter: `**bold**`, `__italic__`, `- ` lists (API notes, section 4.1)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT, BOLD = "Vera", "VeraBd"
"""Fonts that come with the typesetter and may be embedded, which an electronic invoice needs (PDF/A-3)."""

_TAGS = {"**": "b", "__": "i"}
_MARKS = re.compile(r"(\*\*|__)")


def clean(text: object) -> str:
    """Without control characters other than line breaks, which neither XML nor a letter can hold."""
    unified = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(mark for mark in unified if mark == "\n" or ((mark.isprintable() or mark.isspace()) and mark >= " "))


def literal(text: object) -> str:
    """The text as it is, line breaks kept, nothing taken as formatting."""
    return escape(_in_font(clean(text))).replace("\n", "<br/>")


def formatted(text: object) -> str:
    """The text with its formatting. A mark without its partner stays what it is."""
    return "<br/>".join(_line(line) for line in _in_font(clean(text)).split("\n"))


def _line(line: str) -> str:
    if line.startswith("- "):
        line = "• " + line[2:]
    parts = _MARKS.split(line)
    paired = {mark: parts.count(mark) // 2 * 2 for mark in _TAGS}
    opened: set[str] = set()
    result = ""
    for part in parts:
        if paired.get(part, 0) > 0:
            paired[part] -= 1
            opened ^= {_TAGS[part]}
        else:
            # Closed and opened anew around each run, so that crossing marks never become crossing tags.
            tags = sorted(opened)
            result += "".join(f"<{tag}>" for tag in tags) + escape(part)
            result += "".join(f"</{tag}>" for tag in reversed(tags))
    return result


def _in_font(text: str) -> str:
    """Letters that the font lacks lose their accents (ő → o); what remains unknown becomes a question mark."""
    known = fonts()
    return "".join(mark if mark in known or mark == "\n" else _nearest(mark, known) for mark in text)


def _nearest(mark: str, known: frozenset[str]) -> str:
    plain = "".join(part for part in unicodedata.normalize("NFKD", mark) if part in known)
    return plain or "?"


@cache
def fonts() -> frozenset[str]:
    """Make the fonts known to the typesetter; the characters that they hold."""
    # By their full path: the typesetter's own search would look through folders of the machine first.
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    addMapping(FONT, 0, 0, "Vera")
    addMapping(FONT, 1, 0, "VeraBd")
    addMapping(FONT, 0, 1, "VeraIt")
    addMapping(FONT, 1, 1, "VeraBI")
    return frozenset(map(chr, pdfmetrics.getFont(FONT).face.charToGlyph))
