"""A sales document as an e-invoice: Cross Industry Invoice of EN 16931, plain (ZUGFeRD) or as XRechnung (section 14.6).

Term numbers (BT, BG) and rules (BR) in comments where the mapping is not obvious. Amounts are those of the document, in net
lines; what is paid, and by when, stands in ciisettlement.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.papers.chargedlines import ChargedLine
from lexoffice.sandbox.papers.ciisettlement import settlement
from lexoffice.sandbox.papers.ciisubject import Subject, day_node, money, reduction, subject_of
from lexoffice.sandbox.papers.parties import buyer, deliver_to, seller
from lexoffice.sandbox.papers.units import unit_code
from lexoffice.sandbox.papers.words import day_of
from lexoffice.sandbox.papers.xmlnodes import Node, document, element, node
from lexoffice.sandbox.store import Record
from lexoffice.wire import plain

_GUIDELINES = {
    "EN16931": "urn:cen.eu:en16931:2017",
    "XRechnung": "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
}
_XRECHNUNG_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_TYPE_CODES = {"invoice": "380", "creditnote": "381", "downpaymentinvoice": "386"}


def cii_of(box: Box, record: Record) -> bytes:
    """The XML of a finalised invoice, down payment invoice or credit note."""
    subject = subject_of(box, record)
    process = _XRECHNUNG_PROCESS if subject.profile == "XRechnung" else None
    context = node(
        "rsm:ExchangedDocumentContext",
        node("ram:BusinessProcessSpecifiedDocumentContextParameter", node("ram:ID", process)),
        node("ram:GuidelineSpecifiedDocumentContextParameter", node("ram:ID", _GUIDELINES[subject.profile])),
    )
    transaction = node(
        "rsm:SupplyChainTradeTransaction",
        *(_line(subject, position, line) for position, line in enumerate(subject.lines, 1)),
        _agreement(subject),
        _delivery(subject),
        settlement(subject),
    )
    return document(element("rsm:CrossIndustryInvoice", context, _head(record), transaction))


def _head(record: Record) -> Node | None:
    texts = (record.get("introduction"), *_text_lines(record), record.get("remark"))
    return node(
        "rsm:ExchangedDocument",
        node("ram:ID", record.get("voucherNumber")),
        node("ram:TypeCode", _TYPE_CODES[record["type"]]),
        node("ram:IssueDateTime", day_node(day_of(record["voucherDate"]))),
        *(node("ram:IncludedNote", node("ram:Content", text)) for text in texts),
    )


def _text_lines(record: Record) -> Iterator[str]:
    """Lines without a price, which the standard knows only as notes."""
    for line in record["lineItems"]:
        if line.get("type") == "text":
            yield "\n".join(filter(None, [line.get("name"), line.get("description")]))


def _line(subject: Subject, position: int, line: ChargedLine) -> Node | None:
    discount = None
    if line.percentage:
        discount = reduction(line.reduction, line.percentage, line.net + line.reduction, None)
    return node(
        "ram:IncludedSupplyChainTradeLineItem",
        node("ram:AssociatedDocumentLineDocument", node("ram:LineID", str(position))),
        node("ram:SpecifiedTradeProduct", node("ram:Name", line.name), node("ram:Description", line.description)),
        node(
            "ram:SpecifiedLineTradeAgreement",
            node("ram:NetPriceProductTradePrice", node("ram:ChargeAmount", plain(line.price))),
        ),
        node(
            "ram:SpecifiedLineTradeDelivery",
            node("ram:BilledQuantity", plain(line.quantity), unitCode=unit_code(line.unit)),
        ),
        node(
            "ram:SpecifiedLineTradeSettlement",
            subject.tax("ram:ApplicableTradeTax", line.rate),
            discount,
            node("ram:SpecifiedTradeSettlementLineMonetarySummation", node("ram:LineTotalAmount", money(line.net))),
        ),
    )


def _agreement(subject: Subject) -> Node | None:
    reference = (subject.record.get("xRechnung") or {}).get("buyerReference")
    outside_vat = "O" in subject.categories
    return node(
        "ram:ApplicableHeaderTradeAgreement",
        node("ram:BuyerReference", reference),
        seller(subject.sender, _number_at_customer(subject), outside_vat=outside_vat),
        buyer(subject.address, subject.contact, reference, outside_vat=outside_vat),
    )


def _number_at_customer(subject: Subject) -> str | None:
    """The supplier number that a contact enabled for XRechnung must have."""
    number = ((subject.contact or {}).get("xRechnung") or {}).get("vendorNumberAtCustomer")
    return str(number) if number and subject.profile == "XRechnung" else None


def _delivery(subject: Subject) -> Node | None:
    """When, and where it must be said: for intra-Community supplies, and lest the mandatory element be empty."""
    day = None if subject.over_a_period else day_of(subject.shipping.get("shippingDate"))
    event = node("ram:ActualDeliverySupplyChainEvent", node("ram:OccurrenceDateTime", day_node(day)))
    place = deliver_to(subject.address) if event is None or "K" in subject.categories else None
    return node("ram:ApplicableHeaderTradeDelivery", place, event)
