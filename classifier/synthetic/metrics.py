"""Font metrics: width of a text and the box of a word without rendering (extraction-notes, advice 16)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

for _name, _file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
    pdfmetrics.registerFont(TTFont(_name, _file))


@dataclass(frozen=True, slots=True)
class Face:
    """A type face with its bold cut (reportlab font names)."""

    regular: str
    bold: str


SANS = Face("Helvetica", "Helvetica-Bold")
SERIF = Face("Times-Roman", "Times-Bold")
MONO = Face("Courier", "Courier-Bold")
VERA = Face("Vera", "VeraBd")
FACES = (SANS, SANS, SANS, SERIF, VERA, MONO)

# What PDFium answers as the loose box of a character, in parts of the font size (measured with pypdfium2 5).
EXTENT = {
    "Helvetica": (0.945, 0.224), "Helvetica-Bold": (0.962, 0.227), "Times-Roman": (0.878, 0.249), "Times-Bold": (0.878, 0.249),
    "Courier": (0.803, 0.248), "Courier-Bold": (0.803, 0.248), "Vera": (0.76, 0.236), "VeraBd": (0.76, 0.236),
}  # fmt: skip


def _widths(font: str) -> dict[str, float]:
    face = pdfmetrics.getFont(font)
    if font.startswith("Vera"):
        return {chr(code): width / 1000 for code, width in face.face.charWidths.items()}
    table = {}
    for code in range(32, 256):
        sign = bytes((code,)).decode("cp1252", "ignore")
        if sign and face.widths[code]:
            table[sign] = face.widths[code] / 1000
    return table


_TABLES = {font: _widths(font) for font in EXTENT}


def text_width(text: str, font: str, size: float) -> float:
    """Width in points. A sign that the font lacks raises KeyError: it could not be printed either."""
    table = _TABLES[font]
    return sum([table[sign] for sign in text]) * size


def printable(text: str, font: str) -> bool:
    """Whether the font has all signs of `text`."""
    return all(sign in _TABLES[font] for sign in text)
