"""What Lexware's reading finds in an upload, as fields of the voucher (API notes, section 12.1).

Simple and honest: an e-invoice, also inside a PDF, says what it is; of other PDFs the text layer is searched by labels.
Pictures and scans stay empty, because the sandbox has no text recognition. Lexware's own rules are not public.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from decimal import Decimal

from pypdf import PageObject, PdfReader

from lexoffice.sandbox.papers.einvoice import EInvoice, read_einvoice
from lexoffice.sandbox.papers.textlabels import found_in_text
from lexoffice.sandbox.store import Record

_log = logging.getLogger(__name__)

PROPOSED_CATEGORY = "16d04a28-fd91-11e1-a21f-0800200c9a66"
"""Sonstige Ausgaben. An item needs a category, and which one Lexware proposes is not known."""

_PAGES_READ = 5
_LONGEST_PAGE = 1_000_000
"""Bytes of drawing instructions on a page; one of words only has some thousand."""
_LONGEST_TEXT = 20_000
"""Characters that are searched: five full pages."""
_PATIENCE = 2.0
"""Seconds of reading. A few kilobytes can hold minutes of work for the reader."""
_CENT = Decimal("0.01")


def recognised(name: str, content: bytes) -> Record:
    """Fields of the voucher; empty where nothing is found or the file breaks the reader."""
    if name.lower().endswith(".xml"):
        invoice = read_einvoice(content)
        return {} if invoice is None else from_einvoice(invoice)
    return _from_pdf(content) if name.lower().endswith(".pdf") else {}


def _from_pdf(content: bytes) -> Record:
    try:
        reader = PdfReader(io.BytesIO(content))
        attached = [content for contents in reader.attachments.values() for content in contents]
        invoice = next(filter(None, map(read_einvoice, attached)), None)
        text = "" if invoice else "\n".join(_texts(reader))
    except Exception as error:
        # Whatever a damaged or hostile file makes the reader throw: Lexware would then have recognised nothing.
        _log.info("upload unreadable", extra={"error": type(error).__name__})
        return {}
    return from_einvoice(invoice) if invoice else found_in_text(text[:_LONGEST_TEXT])


def _texts(reader: PdfReader) -> Iterator[str]:
    """The text of the first pages; TimeoutError where that takes too long."""
    end = time.monotonic() + _PATIENCE

    def look_at_the_clock(*_: object) -> None:
        if time.monotonic() > end:
            raise TimeoutError("this file takes too long to read")

    for page in reader.pages[:_PAGES_READ]:
        if _instructions(page) <= _LONGEST_PAGE:
            yield page.extract_text(visitor_operand_before=look_at_the_clock)


def _instructions(page: PageObject) -> int:
    contents = page.get_contents()
    return 0 if contents is None else len(contents.get_data())


def from_einvoice(invoice: EInvoice) -> Record:
    """Type, number, dates, seller and, where the sums are positive and in euros, the amounts of each rate."""
    fields: Record = {
        "type": "purchasecreditnote" if invoice.is_credit else "purchaseinvoice",
        "voucherNumber": invoice.number,
        "voucherDate": invoice.issued.isoformat() if invoice.issued else None,
        "dueDate": invoice.due.isoformat() if invoice.due else None,
        "contactName": invoice.seller.name,
        **_amounts(invoice),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _amounts(invoice: EInvoice) -> Record:
    if invoice.currency not in (None, "EUR") or invoice.gross is None or not _is_money(invoice.gross):
        return {}
    amounts: Record = {"totalGrossAmount": invoice.gross}
    tax = sum((share.tax for share in invoice.rates), Decimal(0))
    gross = sum((share.net + share.tax for share in invoice.rates), Decimal(0))
    # Items that do not add up to the total would only be in the way of whoever books the voucher.
    if invoice.rates and gross == invoice.gross and all(_is_money(share.net + share.tax) for share in invoice.rates):
        amounts["totalTaxAmount"] = tax
        amounts["voucherItems"] = [
            {
                "amount": share.net + share.tax,
                "taxAmount": share.tax,
                "taxRatePercent": share.rate,
                "categoryId": PROPOSED_CATEGORY,
            }
            for share in invoice.rates
        ]
    return amounts


def _is_money(amount: Decimal) -> bool:
    return amount > 0 and amount == amount.quantize(_CENT)
