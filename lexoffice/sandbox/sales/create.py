"""Writing a sales document (API notes, sections 14 to 20): read, checked, completed, summed, numbered, stored, settled."""

from __future__ import annotations

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.sales import addresses, defaults, dunnings, e_invoice, lines, numbers, pursuit, totals
from lexoffice.sandbox.sales.finalise import make_final, settle
from lexoffice.sandbox.sales.flaws import invalid, refuse_if_any
from lexoffice.sandbox.sales.form import form_of
from lexoffice.sandbox.sales.kinds import KINDS, Kind
from lexoffice.sandbox.sales.rules import flaws_of_head, shipping_days
from lexoffice.sandbox.sales.taxes import flaws_of_taxes
from lexoffice.sandbox.shapes import Flaw, read
from lexoffice.sandbox.store import Record


def create(
    box: Box,
    document_type: str,
    body: Record,
    *,
    finalize: bool,
    preceding: str | None = None,
    extra: Record | None = None,
) -> Record:
    """Store a new document and return it. Raises Refusal, having changed nothing.

    `preceding`: id of the document that it follows. `extra`: fields that only Lexware sets (recurringTemplateId).
    """
    kind = KINDS[document_type]
    pursuit.require_parameter(box, kind, preceding)
    before = pursuit.predecessor(box, kind, preceding)
    document = _read(box, kind, body, before)
    address = _checked_address(box, kind, document, before)
    record = {**_record(box, kind, document, address), **priced(box, kind, document), **(extra or {})}
    if before is not None:
        record |= {"precedingId": before["id"], "relatedVouchers": [pursuit.related(before)]}
    if kind.always_draft:
        # A dunning needs no finalising: its paper is there at once.
        record["files"] = {"documentFileId": new_id()}
    elif finalize:
        make_final(box, record)
    if kind.number_range:
        record["voucherNumber"] = numbers.take(box, kind.number_range)
    documents.save(box, record)
    settle(box, record)
    pursuit.mark_followed(box, before)
    return record


def _read(box: Box, kind: Kind, body: Record, before: Record | None) -> Record:
    """The body in the form of its type, complete in itself."""
    flaws: list[Flaw] = []
    document: Record = read(form_of(kind), body, "", flaws)
    refuse_if_any(box, kind, flaws)
    if kind.type == "dunning" and before is not None:
        document = dunnings.named_like(before, document)
    refuse_if_any(box, kind, [*flaws_of_head(box, kind, document), *lines.flaws_of_lines(box, kind, document)])
    return document


def _checked_address(box: Box, kind: Kind, document: Record, before: Record | None) -> Record:
    """The resolved address, once the document fits its customer, the organisation and what it follows."""
    flaws: list[Flaw] = []
    address = addresses.resolve(box, kind, document["address"], flaws)
    flaws += flaws_of_taxes(box, document, address)
    flaws += e_invoice.flaws_of_reference(box, document, address)
    if kind.type == "dunning" and before is not None:
        flaws += dunnings.flaws_against(before, document)
    refuse_if_any(box, kind, flaws)
    return address


def _record(box: Box, kind: Kind, document: Record, address: Record) -> Record:
    record: Record = {
        "id": new_id(),
        "type": kind.type,
        "archived": False,
        "voucherStatus": "draft",
        "createdDate": box.now_text,
        "voucherDate": document["voucherDate"],
        "address": address,
        "taxConditions": document["taxConditions"],
        "relatedVouchers": [],
        "printLayoutId": defaults.print_layout(box, document),
        "payments": [],
        **defaults.texts(kind, document),
    }
    record |= {name: document[name] for name in ("expirationDate", "deliveryTerms") if name in document}
    if kind.profiled:
        record["electronicDocumentProfile"] = "NONE"
    if "paymentConditions" in kind.fields:
        record["paymentConditions"] = defaults.payment_conditions(box, document.get("paymentConditions"))
    if "shippingConditions" in document:
        sent = document["shippingConditions"]
        days = shipping_days(sent["shippingType"])
        record["shippingConditions"] = {name: sent[name] for name in ("shippingType", *days)}
    if "xRechnung" in kind.fields and (reference := e_invoice.buyer_reference(box, document, address)):
        record["xRechnung"] = {"buyerReference": reference}
    return record


def priced(box: Box, kind: Kind, document: Record) -> Record:
    """Lines, and where the type has them taxes and totals."""
    tax_type = document["taxConditions"]["taxType"]
    kept: Record = {"lineItems": [lines.kept(kind, line, tax_type) for line in document["lineItems"]]}
    if not kind.has_totals:
        return kept
    total = document["totalPrice"]
    by_rate = totals.columns(lines.counted(document["lineItems"]), tax_type)
    discount = total.get("totalDiscountAbsolute")
    if discount and discount > totals.in_euros(sum(by_rate.values())):
        text = "The discount must not exceed the total"
        refuse_if_any(box, kind, [invalid("totalPrice.totalDiscountAbsolute", text)])
    reduced = totals.reduced(by_rate, total, per_rate=box.switches.discount_rounded_per_rate)
    sums, taxes = totals.summed(reduced, tax_type)
    return {**kept, "totalPrice": {**total, **sums}, "taxAmounts": taxes}
