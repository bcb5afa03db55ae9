"""From draft to finalised: at creation by `finalize=true`, later only in the web application (API notes, 14.5 and 15)."""

from __future__ import annotations

from datetime import timedelta

from lexoffice.sandbox import documents, payments
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.requests import day_of
from lexoffice.sandbox.sales import e_invoice
from lexoffice.sandbox.sales.flaws import refuse_if_any
from lexoffice.sandbox.sales.kinds import KINDS
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.terms import default_condition
from lexoffice.wire import instant_text, midnight


def make_final(box: Box, record: Record) -> None:
    """Give a draft the status, due date, profile and paper of a finalised document; raises before it changes anything."""
    refuse_if_any(box, KINDS[record["type"]], e_invoice.flaws_at_finalisation(box, record))
    record["voucherStatus"] = "paidoff" if payments.settles_invoice(record) else "open"
    if record["type"] in ("invoice", "downpaymentinvoice"):
        record["dueDate"] = due_date(box, record)
    if KINDS[record["type"]].profiled:
        record["electronicDocumentProfile"] = e_invoice.profile(box, record)
    record["files"] = {"documentFileId": new_id()}


def settle(box: Box, record: Record) -> None:
    """Let a finalised credit note lower what is open on its invoice; to be called once it is stored."""
    if record["voucherStatus"] != "paidoff" or not payments.settles_invoice(record):
        return
    invoice = documents.find(box, record["precedingId"])
    if invoice is not None and payments.open_amount(invoice):
        payments.settle_by_credit_note(box, invoice["id"], record["totalPrice"]["totalGrossAmount"])


def finalise_draft(box: Box, record: Record) -> Record:
    """Finalise a stored draft, as a person does in the web application; the API cannot."""
    final = dict(record)
    make_final(box, final)
    documents.save(box, final)
    settle(box, final)
    return final


def due_date(box: Box, record: Record) -> str:
    """Local midnight so many days after the document's day as its terms of payment grant."""
    terms = record.get("paymentConditions") or default_condition(box)
    days = timedelta(days=terms["paymentTermDuration"])
    return instant_text(midnight(day_of(record["voucherDate"]) + days))
