"""An XML file on its own: an e-invoice, another business message whose root says what it is, or unknown data."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import einvoice, xmltree
from ingest.layout import Row, lay_out
from ingest.limits import Limits
from ingest.problems import warning
from models.documents import DocumentKind, Medium
from models.pages import ReadDocument, ReadingWarning

_OPENTRANS = {
    "INVOICE": DocumentKind.INVOICE,
    "ORDERRESPONSE": DocumentKind.ORDER_CONFIRMATION,
    "DISPATCHNOTIFICATION": DocumentKind.DELIVERY_NOTE,
    "QUOTATION": DocumentKind.OFFER,
}
_UBL = {
    "OrderResponse": DocumentKind.ORDER_CONFIRMATION,
    "OrderResponseSimple": DocumentKind.ORDER_CONFIRMATION,
    "DespatchAdvice": DocumentKind.DELIVERY_NOTE,
    "Reminder": DocumentKind.DUNNING,
    "Quotation": DocumentKind.OFFER,
}
_ORDER_X = {"231": DocumentKind.ORDER_CONFIRMATION}  # UNTDID 1001: 220 order, 230 change, 231 response


def read_xml(content: bytes, limits: Limits) -> ReadDocument:
    """Read an XML file. Raises DocumentProblem for damaged XML and for any DOCTYPE."""
    root = xmltree.parse(content)
    parsed = einvoice.parse(root)
    if parsed is None:
        rows, warnings = _limited(_plain_rows(root), limits)
        pages, count = lay_out(rows, limits.max_pages)
        facts = {"root": xmltree.name(root), "namespace": xmltree.namespace(root)}
        return ReadDocument(
            Medium.STRUCTURED, pages, None, (), _kind(root), facts, tuple(warnings), page_count=count
        )  # fmt: skip
    rows, warnings = _limited(einvoice.rows(parsed), limits)
    pages, count = lay_out(rows, limits.max_pages)
    return ReadDocument(
        Medium.E_INVOICE_XML,
        pages,
        parsed.einvoice,
        warnings=(*parsed.warnings, *einvoice.checks(parsed), *warnings),
        page_count=count,
    )


def _kind(root: xmltree.Element) -> str | None:
    name, space = xmltree.name(root), xmltree.namespace(root)
    if "iso:20022" in space:
        return DocumentKind.BANK_STATEMENT if "camt.05" in space else DocumentKind.OTHER
    if "opentrans" in space.lower():
        return _OPENTRANS.get(name, DocumentKind.OTHER)
    if "names:specification:ubl" in space:
        return _UBL.get(name, DocumentKind.OTHER)
    if name == "SCRDMCCBDACIOMessageStructure":
        return _ORDER_X.get(xmltree.text(root, "ExchangedDocument/TypeCode"), DocumentKind.OTHER)
    return None


def _plain_rows(element: xmltree.Element, depth: int = 0) -> Iterator[Row]:
    """One row for each element: its name, and its text if it has one."""
    own = " ".join((element.text or "").split())
    indent = "  " * min(depth, 12)
    yield Row(f"{indent}{xmltree.name(element)}{': ' + own if own else ''}")
    for child in element:
        if isinstance(child.tag, str):
            yield from _plain_rows(child, depth + 1)


def _limited(rows: Iterator[Row], limits: Limits) -> tuple[list[Row], list[ReadingWarning]]:
    kept: list[Row] = []
    for row in rows:
        if len(kept) == limits.max_text_lines:
            return kept, [warning("text_truncated", lines=limits.max_text_lines)]
        kept.append(row)
    return kept, []
