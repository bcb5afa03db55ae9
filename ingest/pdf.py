"""PDF files: open or repair, decide for every page between its text layer and its picture, find attached files.

Scripts, actions and links are never run: PDFium is built without JavaScript here and only asked for text and pixels.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from ingest.lines import into_lines
from ingest.pdfwords import Rectangle, page_text
from ingest.problems import problem, warning
from models.pages import Page, ReadingWarning

MIN_WORDS = 8
"""A page with fewer words and a picture over most of it is a picture with a stamp, not a text page."""
UNREADABLE_SHARE = 0.2
COVERING = 0.6
"""Share of the page under pictures from which on a thin or hidden text layer is not believed."""
MAX_OBJECTS = 2_000
MAX_ATTACHMENTS = 20
MAX_ATTACHMENT_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as the file gives it. `picture` says that the words must come from OCR."""

    page: Page
    picture: bool
    square_image: bool
    """There is a square picture of a size that a QR code has."""
    hidden_text: bool
    """Beside visible text there is text that nobody sees (not a scanner's text layer)."""


@dataclass(slots=True)
class OpenPdf:
    """An opened file and what was noticed while opening."""

    pdf: pypdfium2.PdfDocument
    warnings: list[ReadingWarning] = field(default_factory=list)


@contextmanager
def open_pdf(content: bytes) -> Iterator[OpenPdf]:
    """Open `content`, repaired by pikepdf where PDFium refuses it. Raises DocumentProblem."""
    opened = _open(content)
    try:
        if len(opened.pdf) == 0:
            raise problem("pdf_no_pages")
        yield opened
    finally:
        opened.pdf.close()


def _open(content: bytes) -> OpenPdf:
    start = max(content[:4096].find(b"%PDF-"), 0)  # some gateways put mail headers or a BOM before the file
    content = content[start:] if start else content
    try:
        return OpenPdf(pypdfium2.PdfDocument(content))
    except pypdfium2.PdfiumError:
        # PDFium's error number may be that of the file before (seen), so pikepdf says what is wrong
        return OpenPdf(_repaired(content), [warning("pdf_repaired")])


def _repaired(content: bytes) -> pypdfium2.PdfDocument:
    out = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as damaged:
            if len(damaged.pages) == 0:
                raise problem("pdf_no_pages")
            damaged.save(out)
    except pikepdf.PasswordError as error:
        raise problem("pdf_encrypted") from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError) as error:
        raise problem("pdf_truncated") from error
    try:
        return pypdfium2.PdfDocument(out.getvalue())
    except pypdfium2.PdfiumError as error:
        raise problem("pdf_truncated") from error


def read_page(pdf: pypdfium2.PdfDocument, index: int) -> PdfPage:
    """Page `index` (from 0) with the words of its text layer, and whether those can be believed."""
    page = pdf[index]
    try:
        return _read_page(page, index)
    finally:
        page.close()


def _read_page(page: pypdfium2.PdfPage, index: int) -> PdfPage:
    text = page_text(page.raw)
    width, height = text.width, text.height
    images = _images(page.raw)
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in images)
    thin = len(text.words) < MIN_WORDS or len(text.hidden) > len(text.words)
    garbled = text.unreadable > UNREADABLE_SHARE * text.characters
    scanned = thin and covered >= COVERING * width * height
    picture = garbled or scanned or (bool(images) and not text.words)
    lines = into_lines(() if garbled else text.words, height / max(width, 1e-6))
    return PdfPage(
        Page(index + 1, width, height, lines, rotation=text.turn),
        picture,
        any(_may_be_code(image) for image in images),
        bool(text.hidden) and not scanned,
    )


def _images(page: object) -> list[Rectangle]:
    """Left, bottom, right, top of the pictures on a page, in points. Raw calls: drawings have thousands of objects."""
    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    found = []
    for number in range(min(pdfium_c.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium_c.FPDFPage_GetObject(page, number)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        # a form (XObject) holds a picture often enough: scanners and print drivers wrap the page in one
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE or (kind == pdfium_c.FPDF_PAGEOBJ_FORM and _holds_image(item)):
            pdfium_c.FPDFPageObj_GetBounds(item, *references)
            left, bottom, right, top = (edge.value for edge in edges)
            found.append((left, bottom, right, top))
    return found


def _holds_image(form: object, depth: int = 3) -> bool:
    for number in range(min(pdfium_c.FPDFFormObj_CountObjects(form), 50)):
        item = pdfium_c.FPDFFormObj_GetObject(form, number)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            return True
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth and _holds_image(item, depth - 1):
            return True
    return False


def _may_be_code(image: Rectangle) -> bool:
    left, bottom, right, top = image
    width, height = right - left, top - bottom
    return 40 <= width <= 220 and 0.93 <= width / max(height, 1e-6) <= 1.07


def attachments(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, bytes]]:
    """Files embedded in the PDF (ZUGFeRD, Factur-X carry the invoice there), name and content, within limits.

    A damaged one comes with no content: it must not cost the pages.
    """
    for index in range(min(pdf.count_attachments(), MAX_ATTACHMENTS)):
        try:
            attachment = pdf.get_attachment(index)
        except pypdfium2.PdfiumError:
            yield "", b""
            continue
        try:
            data = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            data = b""
        if len(data) <= MAX_ATTACHMENT_BYTES:
            yield attachment.get_name(), data


def render_page(pdf: pypdfium2.PdfDocument, index: int, dpi: int, max_pixels: int) -> pypdfium2.PdfBitmap:
    """Page `index` as a grey bitmap, at a lower resolution where the page is so large that `max_pixels` would burst."""
    page = pdf[index]
    try:
        return page.render(scale=_scale(page, dpi, max_pixels), grayscale=True)
    finally:
        page.close()


def _scale(page: pypdfium2.PdfPage, dpi: int, max_pixels: int) -> float:
    width, height = page.get_size()
    scale = dpi / 72
    pixels = float(width) * float(height) * scale * scale
    if pixels <= max_pixels:
        return scale
    return float(scale * (max_pixels / pixels) ** 0.5)
