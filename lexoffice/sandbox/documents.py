"""What vouchers and sales documents have in common: the voucherlist, payments, the controls and events see only this.

Every document carries `type`, its name in the voucherlist (a sales document's own view leaves it out). Bookkeeping vouchers
of all four types lie in the store under "voucher", every other type under its own name. Days stand as `yyyy-MM-dd` on
vouchers and as instants on sales documents, as Lexware returns them.
"""

from __future__ import annotations

from decimal import Decimal

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.store import Record

VOUCHER_TYPES = ("salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote")
SALES_TYPES = ("invoice", "downpaymentinvoice", "creditnote", "orderconfirmation", "quotation", "deliverynote")
LISTED_TYPES = (*VOUCHER_TYPES, *SALES_TYPES)
"""Everything that the voucherlist shows; dunnings are not in it."""

RESOURCES = {
    "invoice": "invoices",
    "downpaymentinvoice": "down-payment-invoices",
    "creditnote": "credit-notes",
    "orderconfirmation": "order-confirmations",
    "quotation": "quotations",
    "deliverynote": "delivery-notes",
    "dunning": "dunnings",
}
"""Type of a sales document → its resource, the last part of its address."""

_WITHOUT_STATUS_EVENT = ("dunning",)


def store_kind(document_type: str) -> str:
    """Under which kind documents of this type lie in the store."""
    return "voucher" if document_type in VOUCHER_TYPES else document_type


def find(box: Box, document_id: str) -> Record | None:
    """The document with this id, of whatever type; None where there is none. Ids are unique over all types."""
    kinds = ("voucher", *RESOURCES)
    found = (box.store.get(kind, document_id) for kind in kinds)
    return next((record for record in found if record is not None), None)


def listed(box: Box) -> list[Record]:
    """All documents of the voucherlist, in no particular order."""
    return [record for kind in ("voucher", *SALES_TYPES) for record in box.store.all(kind)]


def save(box: Box, record: Record) -> None:
    """Store a new or changed document: one version more, changed now, and told to whoever subscribed.

    `record` must be a copy of what the store holds, or the change of its status is not seen.
    """
    kind = store_kind(record["type"])
    former = box.store.get(kind, record["id"])
    box.touch(record)
    box.store.save(kind, record["id"], record)
    event = event_prefix(record["type"])
    if record["voucherStatus"] == "blank":
        return  # an upload exists for the world once it has been read
    if former is None or former["voucherStatus"] == "blank":
        tell(box, f"{event}.created", record["id"])
        return
    tell(box, f"{event}.changed", record["id"])
    if former["voucherStatus"] != record["voucherStatus"] and record["type"] not in _WITHOUT_STATUS_EVENT:
        tell(box, f"{event}.status.changed", record["id"])


def delete(box: Box, record: Record) -> None:
    """Remove a document for good, with its uploaded files, and tell it. The API cannot; the web application can."""
    box.store.delete(store_kind(record["type"]), record["id"])
    for file_id in record.get("files") or [] if record["type"] in VOUCHER_TYPES else []:
        box.store.delete_file(file_id)
    tell(box, f"{event_prefix(record['type'])}.deleted", record["id"])


def event_prefix(document_type: str) -> str:
    """The first part of the events about documents of this type: `voucher`, `credit-note`."""
    return "voucher" if document_type in VOUCHER_TYPES else RESOURCES[document_type].removesuffix("s")


def gross(record: Record) -> Decimal | None:
    """The total with tax; None where the document has none (delivery notes, uploads not yet read)."""
    amount = (record.get("totalPrice") or {}).get("totalGrossAmount", record.get("totalGrossAmount"))
    return None if amount is None else Decimal(amount)


def contact_id(record: Record) -> str | None:
    """The contact; None for the collective one and for one-time addresses."""
    found = record.get("contactId") or (record.get("address") or {}).get("contactId")
    return str(found) if found else None


def is_revenue(record: Record) -> bool:
    """Whether the document belongs to the side of sales."""
    return not str(record["type"]).startswith("purchase")
