"""The picture of a page for the review screen: PDFs rendered, images decoded, pages without paper drawn by us."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.image import frame, frame_count, opened
from ingest.limits import Limits
from ingest.pdf import open_pdf
from ingest.problems import problem
from ingest.reading import read
from ingest.sniff import FileType, file_type
from models.pages import Page

MAX_DPI = 300
FONT, BOLD_FONT = "Courier", "Courier-Bold"
FONT_SIZE = 9.03
"""0.6 em wide characters fill the cells of ingest.layout."""


def render(
    content: bytes, file_name: str, page: int, dpi: int = 110, *, turn: int = 0, limits: Limits | None = None
) -> bytes:
    """PNG of `page` (from 1), turned clockwise by `turn` degrees, a multiple of 90: then the boxes of its words fit.

    Raises DocumentProblem: unreadable file, or no such page.
    """
    limits = limits or Limits()
    dpi = max(20, min(dpi, MAX_DPI))
    if not content:
        raise problem("file_empty")
    kind = file_type(content, file_name)
    if kind is FileType.PDF:
        return _png(_turned(_pdf_page(content, page, dpi, limits), turn))
    if kind is FileType.IMAGE:
        return _png(_turned(_image_page(content, page, dpi, limits), turn))
    pages = read(content, file_name, limits).pages
    if not 1 <= page <= len(pages):
        raise problem("no_such_page")
    return _png(_pdf_page(_drawn(pages[page - 1]), 1, dpi, limits))


def _pdf_page(content: bytes, number: int, dpi: int, limits: Limits) -> Image.Image:
    with open_pdf(content) as opened_pdf:
        if not 1 <= number <= len(opened_pdf.pdf):
            raise problem("no_such_page")
        try:
            page = opened_pdf.pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise problem("page_unreadable") from error
        width, height = page.get_size()
        scale = min(dpi / 72, (limits.max_pixels / 4 / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        return Image.fromarray(np.array(bitmap.to_numpy()))  # a copy: the bitmap ends with its file


def _image_page(content: bytes, number: int, dpi: int, limits: Limits) -> Image.Image:
    with opened(content, limits) as image:
        if not 1 <= number <= frame_count(image):
            raise problem("no_such_page")
        upright = frame(image, number, limits)
        shown = upright if upright.mode in {"L", "RGB"} else upright.convert("RGB")
        longest = round(11.69 * dpi)  # as large on the screen as an A4 page
        if max(shown.size) > longest:
            shown.thumbnail((longest, longest))
        return shown.copy()


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image.rotate(-turn, expand=True) if turn else image  # Pillow counts counter-clockwise


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _drawn(page: Page) -> bytes:
    """The words of a rendered page as a PDF, each at its box. Characters outside Windows-1252 show as question marks."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(page.width, page.height))
    for word in page.words:
        canvas.setFont(BOLD_FONT if word.bold else FONT, FONT_SIZE)
        text = word.text.encode("cp1252", "replace").decode("cp1252")
        canvas.drawString(word.box.left * page.width, (1 - word.box.bottom) * page.height + 2, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
