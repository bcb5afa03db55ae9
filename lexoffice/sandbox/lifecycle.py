"""What a person does to a document in Lexware's web application and no program can (API notes, sections 6, 14.5, 16)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from lexoffice.sandbox import documents, payments
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.refusals import Refusal, regular
from lexoffice.sandbox.store import Record


def accept(box: Box, document_id: str) -> Record:
    """The customer takes the quotation."""
    return _answer_quotation(box, document_id, "accepted")


def reject(box: Box, document_id: str) -> Record:
    """The customer does not take the quotation."""
    return _answer_quotation(box, document_id, "rejected")


def _answer_quotation(box: Box, document_id: str, status: str) -> Record:
    record = payments.existing(box, document_id)
    if record["type"] != "quotation" or record["voucherStatus"] not in ("open", "accepted", "rejected"):
        raise _refused(box, "Annehmen oder ablehnen kann man nur ein fertiggestelltes Angebot.")
    return _become(box, record, status)


def back_to_draft(box: Box, document_id: str) -> Record:
    """Take a finalised document back to be edited: no due date, and no payments to be asked for."""
    record = payments.existing(box, document_id)
    if record["type"] not in documents.SALES_TYPES or record["voucherStatus"] != "open":
        raise _refused(box, "Zurück zum Entwurf kann nur ein offenes, in Lexware geschriebenes Dokument.")
    if record.get("payments"):
        raise _refused(box, "Zu diesem Dokument gibt es Zahlungen. Bitte erst die Zahlungen lösen.")
    record["dueDate"] = None
    _become(box, record, "draft")
    if record["type"] in payments.PAYABLE_TYPES:
        tell(box, "payment.changed", document_id)
    return record


def collect(box: Box, document_id: str) -> Record:
    """Send a SEPA direct debit for an open claim; it is paid once the bank books it."""
    return _hand_to_bank(box, document_id, "sepadebit", revenue=True)


def transfer(box: Box, document_id: str) -> Record:
    """Send a transfer for an open expense; it is paid once the bank books it."""
    return _hand_to_bank(box, document_id, "transferred", revenue=False)


def _hand_to_bank(box: Box, document_id: str, status: str, *, revenue: bool) -> Record:
    record = payments.existing(box, document_id)
    if record["type"] not in payments.PAYABLE_TYPES or record["voucherStatus"] != "open":
        raise _refused(box, "Nur ein offener Beleg kann an die Bank gegeben werden.")
    if documents.is_revenue(record) is not revenue:
        raise _refused(box, "Einziehen kann man eigene Forderungen, überweisen die Rechnungen anderer.")
    return _become(box, record, status)


def archive(box: Box, document_id: str) -> Record:
    """Take a document out of the way; it stays in the voucherlist, marked."""
    return _put_away(box, document_id, archived=True)


def unarchive(box: Box, document_id: str) -> Record:
    """Bring an archived document back."""
    return _put_away(box, document_id, archived=False)


def _put_away(box: Box, document_id: str, *, archived: bool) -> Record:
    record = payments.existing(box, document_id)
    record["archived"] = archived
    documents.save(box, record)
    return record


def delete(box: Box, document_id: str) -> None:
    """Delete what is not booked: a draft (dunnings are always one) or an unchecked voucher."""
    record = payments.existing(box, document_id)
    if record["voucherStatus"] not in ("draft", "unchecked"):
        raise _refused(box, "Gelöscht werden nur Entwürfe und ungeprüfte Belege. Gebuchtes kann man stornieren.")
    documents.delete(box, record)


def write_off(box: Box, document_id: str) -> Record:
    """Give up what is still open on a claim."""
    record = payments.existing(box, document_id)
    rest = payments.open_amount(record) or Decimal(0)
    return payments.book(box, document_id, rest, "irrecoverableReceivable")


def _become(box: Box, record: Record, status: str) -> Record:
    record["voucherStatus"] = status
    documents.save(box, record)
    return record


def _refused(box: Box, sentence: str) -> Refusal:
    return regular(409, "/sandbox/documents", sentence, box.now_text)


ACTS: dict[str, Callable[[Box, str], Record]] = {
    "void": payments.void,
    "accept": accept,
    "reject": reject,
    "draft": back_to_draft,
    "collect": collect,
    "transfer": transfer,
    "archive": archive,
    "unarchive": unarchive,
    "write-off": write_off,
}
"""Name in the control's address → what it does; each returns the document as it is then."""
