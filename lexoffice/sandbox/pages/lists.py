"""Rows for the lists of documents, newest first."""

from __future__ import annotations

from typing import Any

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.pages.words import STATES, TYPES
from lexoffice.sandbox.papers.making import is_final
from lexoffice.sandbox.payments import OPEN, open_amount
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.voucherlist import contact_name, listed_status

LONGEST = 100
"""Rows of one list."""

_SECTIONS = (
    ("Rechnungen", ("invoice", "downpaymentinvoice")),
    ("Rechnungskorrekturen", ("creditnote",)),
    ("Angebote", ("quotation",)),
    ("Aufträge und Lieferungen", ("orderconfirmation", "deliverynote")),
)


def sales(box: Box) -> list[dict[str, Any]]:
    """The sections of what the company has written itself, each with its dunnings; empty sections are left out."""
    dunnings: dict[str, list[Record]] = {}
    for dunning in box.store.all("dunning"):
        dunnings.setdefault(str(dunning.get("precedingId")), []).append(dunning)
    sections = []
    for title, types in _SECTIONS:
        found = [record for kind in types for record in box.store.all(kind)]
        if found:
            rows = [{**row, "dunnings": dunnings.get(row["id"], [])} for row in _rows(box, found)]
            sections.append({"title": title, "types": types, "rows": rows, "count": len(found)})
    return sections


def vouchers(box: Box) -> dict[str, Any]:
    """What was received or booked from elsewhere."""
    found = box.store.all("voucher")
    return {"rows": [{**row, "originals": _originals(box, row)} for row in _rows(box, found)], "count": len(found)}


def row(box: Box, record: Record) -> Record:
    """What a list says about a document."""
    status = listed_status(box, record)
    total = record.get("totalPrice") or {}
    return {
        "id": record["id"],
        "type": record["type"],
        "type_label": TYPES[record["type"]],
        "name": _name(record),
        "number": record.get("voucherNumber") or "ohne Nummer",
        "contact": contact_name(box, record),
        "day": record.get("voucherDate"),
        "due": record.get("dueDate"),
        "gross": documents.gross(record) if total or record["type"] in documents.VOUCHER_TYPES else None,
        "open": open_amount(record),
        "status": status,
        "state": "immer Entwurf" if record["type"] == "dunning" else STATES[status],
        "archived": bool(record.get("archived")),
        "payable": record["voucherStatus"] in OPEN and open_amount(record) is not None,
        "answerable": record["type"] == "quotation" and record["voucherStatus"] == "open",
        "paper": record["type"] in documents.RESOURCES and is_final(record),
        "files": record.get("files") if record["type"] in documents.VOUCHER_TYPES else [],
    }


def _name(record: Record) -> str:
    """Rechnung RE0001; dunnings have no number, but a title that tells their stage."""
    if record["type"] == "dunning":
        return str(record.get("title") or TYPES["dunning"])
    return f"{TYPES[record['type']]} {record.get('voucherNumber') or 'ohne Nummer'}"


def _rows(box: Box, records: list[Record]) -> list[Record]:
    newest = sorted(records, key=lambda record: str(record["createdDate"]), reverse=True)
    return [row(box, record) for record in newest[:LONGEST]]


def _originals(box: Box, row: Record) -> list[Any]:
    return [file for file in (box.store.file(file_id) for file_id in row["files"] or []) if file is not None]
