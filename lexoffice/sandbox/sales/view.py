"""A sales document as GET shows it: without what only the sandbox knows, and without empty fields (API notes, 4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.sales.pursuit import related
from lexoffice.sandbox.store import Record

_INTERNAL = ("type", "payments", "precedingId")
_FINAL_ONLY = ("dueDate", "files")


def view(box: Box, record: Record) -> Record:
    """The record on the wire. A draft has no due date, no paper and no profile; dunnings stay drafts and have a paper."""
    unfinished = record["voucherStatus"] == "draft" and record["type"] != "dunning"
    hidden = (*_INTERNAL, *_FINAL_ONLY) if unfinished else _INTERNAL
    shown = {key: value for key, value in record.items() if key not in hidden and value is not None}
    if unfinished and "electronicDocumentProfile" in shown:
        # One that was taken back to draft keeps what it had until it is finalised again.
        shown["electronicDocumentProfile"] = "NONE"
    if record["type"] == "downpaymentinvoice":
        shown["closingInvoiceId"] = record.get("closingInvoiceId")
    known = list(record.get("relatedVouchers") or [])
    head = {"id": record["id"], "organizationId": box.profile["organizationId"]}
    return {**head, **shown, "relatedVouchers": [*known, *map(related, _followers(box, record))]}


def _followers(box: Box, record: Record) -> Iterator[Record]:
    """Documents that followed this one. Whether Lexware names them, dunnings above all, is open: two switches."""
    switches = box.switches
    for kind in documents.RESOURCES:
        if switches.related_dunnings if kind == "dunning" else switches.related_followers:
            yield from (found for found in box.store.all(kind) if found.get("precedingId") == record["id"])
