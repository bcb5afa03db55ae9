"""What a person does to a document in Lexware's web application and no program can (API notes, sections 6, 14.5, 16).

One table says which act is possible when, for the controls that refuse and for the page that shows buttons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lexoffice.sandbox import documents, payments
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.payments import OPEN, PAYABLE_TYPES
from lexoffice.sandbox.refusals import gateway, regular
from lexoffice.sandbox.sales.finalise import finalise_draft
from lexoffice.sandbox.sales.kinds import KINDS
from lexoffice.sandbox.store import Record


@dataclass(frozen=True, slots=True)
class Act:
    """One act: on which documents it is possible, what is said elsewhere, and what it does to a copy of the record."""

    possible: Callable[[Record], bool]
    otherwise: str
    perform: Callable[[Box, Record], Record]


def act_on(box: Box, document_id: str, name: str) -> Record:
    """Do it; the document as it is then. 404 without document or act, 409 where it is not possible."""
    if name not in ACTS:
        raise gateway(404, f"Acts: {', '.join(ACTS)}")
    record, act = payments.existing(box, document_id), ACTS[name]
    if not act.possible(record):
        raise regular(409, f"/sandbox/documents/{document_id}", act.otherwise, box.now_text)
    return act.perform(box, record)


def possible_acts(record: Record) -> list[str]:
    """Which acts the document is open to."""
    return [name for name, act in ACTS.items() if act.possible(record)]


def _become(status: str) -> Callable[[Box, Record], Record]:
    def become(box: Box, record: Record) -> Record:
        record["voucherStatus"] = status
        documents.save(box, record)
        return record

    return become


def _back_to_draft(box: Box, record: Record) -> Record:
    """Drafts have no due date and no profile. That payments can no longer be asked for is told as a change of them."""
    record["dueDate"] = None
    if "electronicDocumentProfile" in record:
        record["electronicDocumentProfile"] = "NONE"
    _become("draft")(box, record)
    if record["type"] in PAYABLE_TYPES:
        tell(box, "payment.changed", record["id"])
    return record


def _write_off(box: Box, record: Record) -> Record:
    rest = payments.open_amount(record)
    return payments.book(box, record["id"], rest, "irrecoverableReceivable") if rest else record


def _void(box: Box, record: Record) -> Record:
    """The credit note of an invoice gives the amount back to its invoice."""
    if payments.settles_invoice(record):
        payments.release_invoice(box, record)
    _become("voided")(box, record)
    tell(box, "payment.changed", record["id"])
    return record


def _put_away(archived: bool) -> Callable[[Box, Record], Record]:
    def put_away(box: Box, record: Record) -> Record:
        record["archived"] = archived
        documents.save(box, record)
        return record

    return put_away


def _delete(box: Box, record: Record) -> Record:
    documents.delete(box, record)
    return record


def _is_open(record: Record) -> bool:
    return record["type"] in PAYABLE_TYPES and record["voucherStatus"] == "open"


def _answerable(status: str) -> Callable[[Record], bool]:
    others = {"open", "accepted", "rejected"} - {status}
    return lambda record: record["type"] == "quotation" and record["voucherStatus"] in others


def _can_be_redrafted(record: Record) -> bool:
    written = record["type"] in documents.SALES_TYPES and record["type"] in KINDS
    return written and record["voucherStatus"] == "open" and not record.get("payments")


def _can_be_voided(record: Record) -> bool:
    booked = record["voucherStatus"] in OPEN or (
        record["voucherStatus"] == "paidoff" and payments.settles_invoice(record)
    )
    return record["type"] in PAYABLE_TYPES and booked and not record.get("payments")


def _can_be_finalised(record: Record) -> bool:
    return record["voucherStatus"] == "draft" and record["type"] in KINDS and record["type"] != "dunning"


ACTS = {
    "finalise": Act(_can_be_finalised, "Fertigstellen kann man nur einen Entwurf.", finalise_draft),
    "accept": Act(_answerable("accepted"), "Annehmen kann man nur ein fertiggestelltes Angebot.", _become("accepted")),
    "reject": Act(_answerable("rejected"), "Ablehnen kann man nur ein fertiggestelltes Angebot.", _become("rejected")),
    "collect": Act(
        lambda record: _is_open(record) and payments.is_claim(record),
        "Einziehen kann man nur eine offene eigene Forderung.",
        _become("sepadebit"),
    ),
    "transfer": Act(
        lambda record: _is_open(record) and record["type"] == "purchaseinvoice",
        "Überweisen kann man nur eine offene Rechnung eines anderen.",
        _become("transferred"),
    ),
    "write-off": Act(
        lambda record: record["voucherStatus"] in OPEN and payments.is_claim(record),
        "Uneinbringlich kann nur eine offene Forderung sein: eine Ausgangs- oder Abschlagsrechnung.",
        _write_off,
    ),
    "draft": Act(
        _can_be_redrafted,
        "Zurück zum Entwurf kann nur ein offenes, hier geschriebenes Dokument ohne Zahlungen.",
        _back_to_draft,
    ),
    "void": Act(
        _can_be_voided,
        "Nur ein gebuchter, offener Beleg ohne Zahlungen kann storniert werden. Bitte erst die Zahlungen lösen.",
        _void,
    ),
    "archive": Act(lambda record: not record.get("archived"), "Das Dokument ist schon archiviert.", _put_away(True)),
    "unarchive": Act(
        lambda record: bool(record.get("archived")), "Das Dokument ist nicht archiviert.", _put_away(False)
    ),
    "delete": Act(
        lambda record: record["voucherStatus"] in ("draft", "unchecked"),
        "Gelöscht werden nur Entwürfe und ungeprüfte Belege. Gebuchtes kann man stornieren.",
        _delete,
    ),
}
"""Name in the control's address → act."""
