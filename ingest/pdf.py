"""PDF files: open or repair, decide for every page between its text layer and its picture, find attached files.

Scripts, actions and links are never run: PDFium is built without JavaScript here and only asked for text and pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from ingest.lines import into_lines
from ingest.pdfwords import PageText, page_text
from ingest.problems import problem, warning
from models.pages import Page, ReadingWarning, ReadMethod

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
    scanned: bool
    """The page is a picture of paper, also where a scanner put a text layer below."""
    has_image: bool


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
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise problem("pdf_encrypted") from error
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
    width, height = page.get_size()
    text = page_text(page.raw)
    images = _image_share(page) if _thin(text) else None
    scanned = images is not None and images >= COVERING
    garbled = text.characters > 0 and text.unreadable > UNREADABLE_SHARE * text.characters
    picture = garbled or scanned or (images is not None and images > 0 and not text.words)
    words = () if garbled else text.words
    lines = into_lines(words, height / max(width, 1e-6))
    method = ReadMethod.TEXT_LAYER
    return PdfPage(Page(index + 1, width, height, lines, method), picture, scanned, bool(images))


def _thin(text: PageText) -> bool:
    """Few visible words, or most of the text hidden: worth the look at the pictures (it walks over all objects)."""
    return len(text.words) < MIN_WORDS or len(text.hidden) > len(text.words)


def _image_share(page: pypdfium2.PdfPage) -> float:
    """The part of the page that its largest pictures cover together, at most 1 (overlaps counted twice)."""
    width, height = page.get_size()
    area = 0.0
    for number, item in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = item.get_bounds()
        area += max(right - left, 0.0) * max(top - bottom, 0.0)
        if number > MAX_OBJECTS:
            break
    return float(min(area / max(width * height, 1e-6), 1.0))


def attachments(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, bytes]]:
    """Files embedded in the PDF (ZUGFeRD, Factur-X carry the invoice there), name and content, within limits."""
    for index in range(min(pdf.count_attachments(), MAX_ATTACHMENTS)):
        attachment = pdf.get_attachment(index)
        data = attachment.get_data()
        if len(data) <= MAX_ATTACHMENT_BYTES:
            yield attachment.get_name(), bytes(data)


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
