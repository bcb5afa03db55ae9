"""What is open on a document, and the bookings that change it (API notes, sections 15 and 23).

Lexware's API only reads payments. They come from its bank matching or from a person in the web application: here from the
controls, and from credit notes that settle the invoice they pursue. Amounts are EUR and positive in both directions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.refusals import Refusal, gateway, regular
from lexoffice.sandbox.store import Record
from lexoffice.wire import instant_text, midnight

CREDIT_NOTE: Literal["partPaymentCreditNote"] = "partPaymentCreditNote"
ItemType = Literal[
    "partPaymentFinancialTransaction",
    "partPaymentCreditNote",
    "partPaymentCashBox",
    "manualPayment",
    "cashDiscount",
    "dunningCosts",
    "currencyConversion",
    "irrecoverableReceivable",
]
PAYABLE_TYPES = (*documents.VOUCHER_TYPES, "invoice", "downpaymentinvoice", "creditnote")
OPEN = ("open", "transferred", "sepadebit")
"""Booked and not yet paid: `transferred` and `sepadebit` wait for the bank."""
SETTLED = ("paid", "paidoff", "voided")

_PATH = "/sandbox/payments"
_NOTHING = Decimal("0.00")


def open_amount(record: Record) -> Decimal | None:
    """What is still to be paid, never below zero; None where the API knows no payments: before the document is booked, on
    types that are never paid, and on the credit note of an invoice, which is part of that invoice's payment."""
    if record["type"] not in PAYABLE_TYPES or settles_invoice(record):
        return None
    if record["voucherStatus"] in SETTLED:
        return _NOTHING
    return _remaining(record) if record["voucherStatus"] in OPEN else None


def settles_invoice(record: Record) -> bool:
    """Whether this is a credit note that was made for one invoice."""
    return record["type"] == "creditnote" and bool(record.get("precedingId"))


def early_payment_discount(record: Record) -> Decimal | None:
    """The Skonto on what is open, half up; None where the document grants none. Whether it is in time is not looked at."""
    granted = (record.get("paymentConditions") or {}).get("paymentDiscountConditions") or {}
    rest = open_amount(record)
    if not rest or not granted.get("discountPercentage"):
        return None
    return (rest * Decimal(granted["discountPercentage"]) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def is_claim(record: Record) -> bool:
    """Whether others owe us the amount: invoices of the side of sales."""
    return record["type"] in PAYABLE_TYPES and documents.is_revenue(record) and "credit" not in record["type"]


def _remaining(record: Record) -> Decimal:
    """Total less what was paid. A closing invoice claims its total less the down payments; dunning costs come on top."""
    total = record.get("claimedGrossAmount") or documents.gross(record) or 0
    reducing = [item for item in record.get("payments", []) if item["paymentItemType"] != "dunningCosts"]
    return max(Decimal(total) - sum((Decimal(item["amount"]) for item in reducing), Decimal(0)), _NOTHING)


def book(
    box: Box,
    document_id: str,
    amount: Decimal,
    item_type: ItemType,
    on: date | None = None,
    *,
    discount: Decimal = _NOTHING,
) -> Record:
    """Book a payment posted on this day (None: today), with an early payment discount (Skonto) beside it. What is fully
    paid becomes paid, a credit note paidoff. Refused with 409 where nothing can be booked."""
    record = _open_document(box, document_id)
    posted = on or box.today
    if posted > box.today:
        raise _refused(
            box, "Der Buchungstag liegt in der Zukunft. Bitte einen Tag bis heute wählen oder die Uhr stellen."
        )
    if amount <= 0 and item_type != "currencyConversion":
        raise _refused(box, "Der Betrag muss größer als null sein; nur eine Kursdifferenz kann negativ sein.")
    if item_type == "irrecoverableReceivable" and not is_claim(record):
        raise _refused(box, "Uneinbringlich kann nur eine Forderung sein: eine Ausgangs- oder Abschlagsrechnung.")
    items = [_item(item_type, amount, posted)]
    if discount:
        items.append(_item("cashDiscount", discount, posted))
    return _save(box, record, [*record.get("payments", []), *items])


def settle_by_credit_note(box: Box, invoice_id: str, amount: Decimal) -> Record:
    """A finalised credit note that pursues this invoice lowers what is open on it. The credit note itself becomes paidoff
    where it is made."""
    record = _open_document(box, invoice_id)
    return _save(box, record, [*record.get("payments", []), _item(CREDIT_NOTE, amount, box.today)])


def detach(box: Box, document_id: str, position: int) -> Record:
    """Take one payment back, as a person detaches it in the web application: what was paid is open again."""
    record = existing(box, document_id)
    items = list(record.get("payments", []))
    if not 0 <= position < len(items):
        raise _refused(box, "Diese Zahlung gibt es nicht mehr. Bitte die Seite neu laden.")
    if items[position]["paymentItemType"] == CREDIT_NOTE:
        raise _refused(box, "Eine Gutschrift löst man, indem man die Rechnungskorrektur storniert.")
    if record["voucherStatus"] == "voided":
        raise _refused(box, "Ein stornierter Beleg bleibt, wie er ist.")
    return _save(box, record, [*items[:position], *items[position + 1 :]])


def release_invoice(box: Box, credit_note: Record) -> None:
    """Take back from the invoice what its credit note had settled."""
    invoice = documents.find(box, credit_note["precedingId"])
    amount = documents.gross(credit_note)
    items = list(invoice.get("payments", [])) if invoice else []
    for position, item in enumerate(items):
        if invoice and item["paymentItemType"] == CREDIT_NOTE and Decimal(item["amount"]) == amount:
            _save(box, dict(invoice), [*items[:position], *items[position + 1 :]])
            return


def existing(box: Box, document_id: str) -> Record:
    """A copy of the document, to be changed and saved; 404 where there is none."""
    record = documents.find(box, document_id)
    if record is None:
        raise gateway(404, "Not Found")
    return dict(record)


def _open_document(box: Box, document_id: str) -> Record:
    record = existing(box, document_id)
    if record["type"] not in PAYABLE_TYPES or record["voucherStatus"] not in OPEN:
        raise _refused(box, "Nur auf einen gebuchten, offenen Beleg kann eine Zahlung gebucht werden.")
    return record


def _item(item_type: ItemType, amount: Decimal, posted: date) -> Record:
    day = instant_text(midnight(posted))
    return {"paymentItemType": item_type, "postingDate": day, "amount": amount, "currency": "EUR"}


def _save(box: Box, record: Record, items: Sequence[Record]) -> Record:
    """Store the document with these payments, in the status that follows from them, and tell it."""
    record["payments"] = list(items)
    if record["voucherStatus"] in OPEN and not _remaining(record):
        record["voucherStatus"] = "paidoff" if record["type"].endswith("creditnote") else "paid"
    elif record["voucherStatus"] in ("paid", "paidoff") and _remaining(record):
        record["voucherStatus"] = "open"
    documents.save(box, record)
    tell(box, "payment.changed", record["id"])
    return record


def _refused(box: Box, sentence: str) -> Refusal:
    return regular(409, _PATH, sentence, box.now_text)
