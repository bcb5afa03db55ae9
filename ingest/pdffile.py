"""A PDF as a document: text layer or OCR page by page, the embedded e-invoice, payment codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2

from ingest import einvoice, xmltree
from ingest.codes import qr_payloads
from ingest.imagefile import code_facts, page_warnings
from ingest.invoicevalues import ParsedInvoice
from ingest.limits import Limits
from ingest.ocr import BEST_DPI, default_engine
from ingest.pdf import OpenPdf, PdfPage, attachments, open_pdf, read_page, render_page
from ingest.picture import Grey
from ingest.problems import warning
from ingest.scan import read_picture
from models.documents import Medium
from models.pages import Page, ReadDocument, ReadingWarning
from models.problems import DocumentProblem

CODE_DPI = 150
_CODE_HINT = re.compile(r"\b(qr|giro\s?-?code|epc|scannen|bezahlcode|zahlen mit code)", re.IGNORECASE)


def read_pdf(content: bytes, limits: Limits) -> ReadDocument:
    """Read a PDF. Raises DocumentProblem if it cannot be opened; a single bad page is a warning."""
    with open_pdf(content) as opened:
        count = len(opened.pdf)
        warnings = [*opened.warnings, *_active_content(content)]
        found = _pages(opened, min(count, limits.max_pages), warnings)
        if count > limits.max_pages:
            warnings.append(warning("too_many_pages", pages=count, read=limits.max_pages))
        pages, codes = _with_pictures(opened.pdf, found, limits, warnings)
        invoice = _embedded_invoice(opened.pdf, warnings)
        if invoice is not None:
            warnings += [*invoice.warnings, *einvoice.checks(invoice)]
    scanned = sum(page.picture for page in found) * 2 > len(found)
    return ReadDocument(
        Medium.SCAN if scanned else Medium.BORN_DIGITAL,
        pages,
        invoice.einvoice if invoice else None,
        codes,
        None,
        code_facts(list(codes)),
        tuple(warnings),
        count,
    )


def _active_content(content: bytes) -> Iterator[ReadingWarning]:
    if re.search(rb"/(JavaScript|Launch|RichMedia)\b", content):
        yield warning("pdf_active_content")


def _pages(opened: OpenPdf, count: int, warnings: list[ReadingWarning]) -> list[PdfPage]:
    found = []
    for index in range(count):
        try:
            found.append(read_page(opened.pdf, index))
        except pypdfium2.PdfiumError:
            warnings.append(warning("page_unreadable", page=index + 1))
    if any(page.hidden_text for page in found):
        warnings.append(warning("hidden_text"))
    return found


def _with_pictures(
    pdf: pypdfium2.PdfDocument, found: Sequence[PdfPage], limits: Limits, warnings: list[ReadingWarning]
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Pages that are pictures get their words by OCR; codes are looked for where a picture or a hint is."""
    pages: list[Page] = []
    codes: list[str] = []
    left = limits.max_ocr_pages
    for item in found:
        index = item.page.number - 1
        if not item.picture:
            pages.append(item.page)
            if item.square_image or _CODE_HINT.search(item.page.text):
                codes += qr_payloads(_grey(pdf, index, CODE_DPI, limits))
            continue
        if left == 0:
            warnings.append(warning("too_many_scanned_pages", read=limits.max_ocr_pages))
        left -= 1
        if left < 0:
            pages.append(item.page)
            continue
        grey = _grey(pdf, index, BEST_DPI, limits)
        dpi = grey.shape[1] / max(item.page.width, 1.0) * 72
        scanned = read_picture(grey, item.page.number, default_engine(), limits.ocr_seconds_per_page, dpi)
        pages.append(scanned.page)
        codes += qr_payloads(scanned.upright)
        warnings += page_warnings(scanned, limits)
    return tuple(pages), tuple(dict.fromkeys(codes))


def _grey(pdf: pypdfium2.PdfDocument, index: int, dpi: int, limits: Limits) -> Grey:
    bitmap = render_page(pdf, index, dpi, limits.max_pixels // 2)
    return np.array(bitmap.to_numpy()[:, : bitmap.width].reshape(bitmap.height, bitmap.width), dtype=np.uint8)


def _embedded_invoice(pdf: pypdfium2.PdfDocument, warnings: list[ReadingWarning]) -> ParsedInvoice | None:
    """The e-invoice among the attached files: one of the standard names first, else any XML with an invoice's root."""
    files = sorted(attachments(pdf), key=lambda file: file[0].lower() not in einvoice.EMBEDDED_NAMES)
    invoices = []
    for name, content in files:
        if not name.lower().endswith(".xml") and not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
            continue
        try:
            invoice = einvoice.parse(xmltree.parse(content), embedded=True)
        except DocumentProblem:
            if name.lower() in einvoice.EMBEDDED_NAMES:
                warnings.append(warning("einvoice_attachment_unreadable"))
            continue
        if invoice is not None:
            invoices.append(invoice)
    if len(invoices) > 1:
        warnings.append(warning("einvoice_several"))
    return invoices[0] if invoices else None
