"""Which document may follow which (API notes, 14.5, 15, 20), and what following does to the one before."""

from __future__ import annotations

from typing import NamedTuple

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import Refusal, regular
from lexoffice.sandbox.sales.flaws import invalid, refused
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.store import Record

PARAMETER = "precedingSalesVoucherId"


class Followers(NamedTuple):
    """From which statuses a document can be pursued, and to which types."""

    statuses: tuple[str, ...]
    types: tuple[str, ...]


MATRIX = {
    "quotation": Followers(("open", "accepted"), ("orderconfirmation", "deliverynote", "invoice")),
    "orderconfirmation": Followers(("open",), ("deliverynote", "invoice")),
    "deliverynote": Followers(("open",), ("invoice",)),
    "invoice": Followers(("open",), ("deliverynote", "creditnote", "dunning")),
    "downpaymentinvoice": Followers(("open",), ("dunning",)),
}
"""Type of the document before → what may follow it. Everything else is refused."""


def require_parameter(box: Box, kind: Kind, preceding_id: str | None) -> None:
    """A dunning must say whom it follows; Lexware asks for that before it looks at the body."""
    if kind.follows_only and not preceding_id:
        raise regular(400, kind.path, f"Missing required request parameters: [{PARAMETER}]", box.now_text)


def predecessor(box: Box, kind: Kind, preceding_id: str | None) -> Record | None:
    """The document to follow; raises where it must not be followed by this one."""
    if not preceding_id:
        return None
    before = documents.find(box, preceding_id)
    if before is None or before["type"] not in MATRIX:
        raise _no(box, kind, "The preceding sales voucher does not exist or cannot be pursued")
    statuses, types = MATRIX[before["type"]]
    if kind.type == "creditnote" and box.switches.credit_note_after_payment:
        statuses = (*statuses, "paid")
    if kind.type not in types:
        raise _no(box, kind, f"A sales voucher of type {before['type']} cannot be pursued to {kind.type}")
    if before["voucherStatus"] not in statuses:
        raise _no(box, kind, f"A sales voucher in status {before['voucherStatus']} cannot be pursued")
    if kind.type == "creditnote":
        _creditable(box, kind, before)
    if _undecided(before):
        raise _no(box, kind, "A quotation with optional or alternative items cannot be pursued")
    return before


def related(record: Record) -> Record:
    """A document as it stands in another's `relatedVouchers`; dunnings have no number."""
    fields = {"id": record["id"], "voucherNumber": record.get("voucherNumber"), "voucherType": record["type"]}
    return {key: value for key, value in fields.items() if value is not None}


def mark_followed(box: Box, before: Record | None) -> None:
    """A quotation that is pursued counts as accepted."""
    if before is not None and before["type"] == "quotation" and before["voucherStatus"] != "accepted":
        documents.save(box, {**before, "voucherStatus": "accepted"})


def _creditable(box: Box, kind: Kind, invoice: Record) -> None:
    """Not a closing invoice, and not a second time; a voided credit note no longer counts."""
    if invoice.get("closingInvoice"):
        raise _no(box, kind, "A closing invoice cannot be pursued to a credit note")
    notes = (note for note in box.store.all("creditnote") if note.get("precedingId") == invoice["id"])
    if any(note["voucherStatus"] != "voided" for note in notes):
        raise _no(box, kind, "There already is a credit note for this invoice")


def _undecided(before: Record) -> bool:
    return any(line.get("optional") or line.get("subItems") for line in before.get("lineItems") or ())


def _no(box: Box, kind: Kind, text: str) -> Refusal:
    return refused(box, kind, [invalid(PARAMETER, text)])
