"""The labelled values of a paper (number, date, customer ...) before any layout: label, printed value, truths."""

from __future__ import annotations

from typing import NamedTuple

from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName

NUMBER_LABEL = {
    DocumentKind.INVOICE: "invoice_number", DocumentKind.CREDIT_NOTE: "credit_number", DocumentKind.RECEIPT: "receipt_number",
    DocumentKind.ORDER_CONFIRMATION: "confirmation_number", DocumentKind.DELIVERY_NOTE: "delivery_number", DocumentKind.DUNNING: "dunning_number",
    DocumentKind.OFFER: "offer_number", DocumentKind.OFFICIAL_NOTICE: "notice_number", DocumentKind.BANK_STATEMENT: "statement_number",
    DocumentKind.CONTRACT: "contract_number",
}  # fmt: skip


class Pair(NamedTuple):
    """A label and its value as printed; `truths` are stated when the pair is written."""

    label: str
    value: str
    truths: tuple[tuple[FieldName, str], ...] = ()


def compact(value: str) -> str:
    """An id without blanks, the form of predictions."""
    return value.replace(" ", "")


def number_pair(sheet: Sheet, facts: Facts) -> Pair:
    """The document's own number."""
    return Pair(
        sheet.voice.label(NUMBER_LABEL.get(facts.kind, "invoice_number")),
        facts.number,
        ((FieldName.DOCUMENT_NUMBER, compact(facts.number)),),
    )


def date_pair(sheet: Sheet, facts: Facts) -> Pair:
    """The document's date."""
    concept = "document_date" if facts.kind is DocumentKind.INVOICE else "plain_date"
    return Pair(
        sheet.voice.label(concept),
        sheet.voice.date(facts.issued),
        ((FieldName.DOCUMENT_DATE, facts.issued.isoformat()),),
    )


def due_pair(sheet: Sheet, facts: Facts) -> Pair | None:
    """The due date, if there is one."""
    if facts.due is None:
        return None
    return Pair(
        sheet.voice.label("due_date"), sheet.voice.date(facts.due), ((FieldName.DUE_DATE, facts.due.isoformat()),)
    )


def supply_pair(sheet: Sheet, facts: Facts) -> Pair | None:
    """Date or period of the supply (§ 14 (4) no. 6 UStG)."""
    voice = sheet.voice
    if facts.period:
        start, end = facts.period
        span = voice.period(start, end)
        return Pair(
            voice.label("period"),
            span,
            ((FieldName.PERIOD_START, start.isoformat()), (FieldName.PERIOD_END, end.isoformat())),
        )
    if facts.delivered and facts.kind is not DocumentKind.ORDER_CONFIRMATION:
        return Pair(
            voice.label("delivery_date"),
            voice.date(facts.delivered),
            ((FieldName.DELIVERY_DATE, facts.delivered.isoformat()),),
        )
    return None


def order_pair(sheet: Sheet, facts: Facts) -> Pair | None:
    """The buyer's order number."""
    if facts.order_reference is None:
        return None
    value = facts.order_reference
    shown = (
        f"{value} {sheet.voice.pick(('vom', 'v.'), ('of', 'dated'))} {sheet.voice.date(facts.order_date)}"
        if sheet.rng.random() < 0.12
        else value
    )
    return Pair(sheet.voice.label("order_reference"), shown, ((FieldName.ORDER_REFERENCE, compact(value)),))


def customer_pair(sheet: Sheet, facts: Facts) -> Pair | None:
    """The number that the supplier gave the buyer."""
    if facts.customer_number is None:
        return None
    return Pair(
        sheet.voice.label("customer_number"),
        facts.customer_number,
        ((FieldName.CUSTOMER_NUMBER, compact(facts.customer_number)),),
    )


def vat_pair(sheet: Sheet, facts: Facts) -> Pair | None:
    """The supplier's VAT id."""
    if facts.supplier.vat_id is None or facts.tax_note == "small":
        return None
    return Pair(
        sheet.voice.label("vat_id"),
        sheet.voice.vat(facts.supplier.vat_id),
        ((FieldName.SUPPLIER_VAT_ID, facts.supplier.vat_id),),
    )


def tax_number_pair(sheet: Sheet, facts: Facts) -> Pair | None:
    """The supplier's tax number."""
    if facts.supplier.tax_number is None:
        return None
    return Pair(
        sheet.voice.label("tax_number"),
        facts.supplier.tax_number,
        ((FieldName.SUPPLIER_TAX_NUMBER, compact(facts.supplier.tax_number)),),
    )


def distractors(sheet: Sheet, facts: Facts) -> list[Pair]:
    """Labelled values that are none of our fields: the supplier's order, delivery note, clerk, phone, the buyer's VAT id."""
    voice, rng = sheet.voice, sheet.rng
    found = []
    if facts.supplier_order:
        found.append(Pair(voice.label("supplier_order"), facts.supplier_order))
    if facts.delivery_note:
        found.append(Pair(voice.label("delivery_note"), facts.delivery_note))
    if rng.random() < 0.35:
        found.append(Pair(voice.label("contact"), facts.supplier.contact))
    if rng.random() < 0.25:
        found.append(Pair(voice.label("phone"), facts.supplier.phone))
    if rng.random() < 0.15:
        found.append(Pair(voice.label("mail"), facts.supplier.mail))
    if facts.buyer.vat_id and rng.random() < (0.8 if facts.tax_note in ("reverse", "intra") else 0.1):
        found.append(Pair(voice.label("buyer_vat_id"), facts.buyer.vat_id))
    if rng.random() < 0.2:
        found.append(Pair(voice.label("page"), voice.pick(("1 von 1", "1", "1/1"), ("1 of 1", "1"))))
    return found


def head_pairs(sheet: Sheet, facts: Facts, with_number: bool = True, with_date: bool = True) -> list[Pair]:
    """The pairs of an information block, in an order that varies; labels of optional facts may be missing altogether."""
    rng = sheet.rng
    found: list[Pair] = []
    if with_number:
        found.append(number_pair(sheet, facts))
    if with_date:
        found.append(date_pair(sheet, facts))
    for pair, chance in (
        (customer_pair(sheet, facts), 0.95), (supply_pair(sheet, facts), 0.7), (order_pair(sheet, facts), 0.9), (due_pair(sheet, facts), 0.35),
        (vat_pair(sheet, facts), 0.12), (tax_number_pair(sheet, facts), 0.12),
    ):  # fmt: skip
        if pair and rng.random() < chance:
            found.append(pair)
    found += distractors(sheet, facts)
    order = rng.randrange(4)
    if order == 1:
        rng.shuffle(found)
    elif order == 2:
        found = found[2:] + found[:2]
    elif order == 3:
        found[:2] = found[:2][::-1]
    return found


def tell(sheet: Sheet, pair: Pair) -> None:
    """State the truths of a pair that has been written."""
    for name, value in pair.truths:
        sheet.tell(name, value)
