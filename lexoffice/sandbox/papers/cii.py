"""A sales document as an e-invoice: Cross Industry Invoice of EN 16931, plain (ZUGFeRD) or as XRechnung (section 14.6).

Term numbers (BT, BG) in comments where the mapping is not obvious. Amounts are those of the document, in net lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.papers.chargedlines import ChargedLine, RateTotal, charged
from lexoffice.sandbox.papers.formats import day_of
from lexoffice.sandbox.papers.letterhead import Letterhead, letterhead
from lexoffice.sandbox.papers.parties import buyer, deliver_to, seller
from lexoffice.sandbox.papers.salesletter import terms_text
from lexoffice.sandbox.papers.taxwords import TaxCase, tax_case, tax_note
from lexoffice.sandbox.papers.units import unit_code
from lexoffice.sandbox.papers.xmlnodes import Node, document, element, node
from lexoffice.sandbox.store import Record
from lexoffice.wire import plain

_GUIDELINES = {
    "EN16931": "urn:cen.eu:en16931:2017",
    "XRechnung": "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
}
_XRECHNUNG_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_TYPE_CODES = {"invoice": "380", "creditnote": "381", "downpaymentinvoice": "386"}
_SEPA_TRANSFER = "58"


def cii_of(box: Box, record: Record) -> bytes:
    """The XML of a finalised invoice, down payment invoice or credit note."""
    return document(_Invoice(box, record).root())


class _Invoice:
    """One document on its way into XML."""

    def __init__(self, box: Box, record: Record) -> None:
        self.record = record
        self.profile = str(record["electronicDocumentProfile"])
        self.sender: Letterhead = letterhead(box)
        self.small_business = bool(box.profile.get("smallBusiness"))
        self.address: Record = record.get("address") or {}
        self.contact = box.store.get("contact", self.address.get("contactId") or "")
        self.lines, self.rates = charged(record)
        cases = [self.case(rate.rate).category for rate in self.rates]
        self.outside_vat = "O" in cases
        self.intra_community = "K" in cases

    def case(self, rate: Decimal) -> TaxCase:
        return tax_case(self.record, rate, small_business=self.small_business)

    def root(self) -> Node:
        process = _XRECHNUNG_PROCESS if self.profile == "XRechnung" else None
        context = node(
            "rsm:ExchangedDocumentContext",
            node("ram:BusinessProcessSpecifiedDocumentContextParameter", node("ram:ID", process)),
            node("ram:GuidelineSpecifiedDocumentContextParameter", node("ram:ID", _GUIDELINES[self.profile])),
        )
        transaction = node(
            "rsm:SupplyChainTradeTransaction",
            *(self.line(position, line) for position, line in enumerate(self.lines, 1)),
            self.agreement(),
            self.delivery(),
            self.settlement(),
        )
        return element("rsm:CrossIndustryInvoice", context, self.head(), transaction)

    def head(self) -> Node | None:
        texts = (self.record.get("introduction"), *self.text_lines(), self.record.get("remark"))
        return node(
            "rsm:ExchangedDocument",
            node("ram:ID", self.record.get("voucherNumber")),
            node("ram:TypeCode", _TYPE_CODES[self.record["type"]]),
            node("ram:IssueDateTime", _date(day_of(self.record["voucherDate"]))),
            *(node("ram:IncludedNote", node("ram:Content", text)) for text in texts),
        )

    def text_lines(self) -> Iterator[str]:
        """Lines without a price, which the standard knows only as notes."""
        for line in self.record["lineItems"]:
            if line.get("type") == "text":
                yield "\n".join(filter(None, [line.get("name"), line.get("description")]))

    def line(self, position: int, line: ChargedLine) -> Node | None:
        discount = None
        if line.percentage:
            discount = _reduction(line.reduction, line.percentage, line.net + line.reduction, None)
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
                self.tax("ram:ApplicableTradeTax", line.rate),
                discount,
                node(
                    "ram:SpecifiedTradeSettlementLineMonetarySummation", node("ram:LineTotalAmount", _money(line.net))
                ),
            ),
        )

    def tax(self, name: str, rate: Decimal) -> Node | None:
        """Category and rate; what VAT does not concern has no rate (BR-O-05)."""
        case = self.case(rate)
        return node(
            name,
            node("ram:TypeCode", "VAT"),
            node("ram:CategoryCode", case.category),
            None if case.category == "O" else node("ram:RateApplicablePercent", plain(rate)),
        )

    def agreement(self) -> Node | None:
        reference = (self.record.get("xRechnung") or {}).get("buyerReference")
        return node(
            "ram:ApplicableHeaderTradeAgreement",
            node("ram:BuyerReference", reference),
            seller(self.sender, outside_vat=self.outside_vat),
            buyer(self.address, self.contact, reference, outside_vat=self.outside_vat),
        )

    def delivery(self) -> Node:
        shipping = self.record.get("shippingConditions") or {}
        day = day_of(shipping.get("shippingDate"))
        event = None
        if day and not str(shipping.get("shippingType")).endswith("period"):
            event = node("ram:ActualDeliverySupplyChainEvent", node("ram:OccurrenceDateTime", _date(day)))
        place = deliver_to(self.address) if self.intra_community else None
        return element("ram:ApplicableHeaderTradeDelivery", place, event)

    def settlement(self) -> Node | None:
        return node(
            "ram:ApplicableHeaderTradeSettlement",
            node("ram:PaymentReference", self.record.get("voucherNumber")),
            node("ram:InvoiceCurrencyCode", "EUR"),
            node(
                "ram:SpecifiedTradeSettlementPaymentMeans",
                node("ram:TypeCode", _SEPA_TRANSFER),
                node("ram:PayeePartyCreditorFinancialAccount", node("ram:IBANID", self.sender.iban)),
                node("ram:PayeeSpecifiedCreditorFinancialInstitution", node("ram:BICID", self.sender.bic)),
            ),
            *(self.breakdown(rate) for rate in self.rates),
            self.period(),
            *(self.discount(rate) for rate in self.rates if rate.discount),
            self.terms(),
            self.summation(),
            *self.preceding(),
        )

    def breakdown(self, rate: RateTotal) -> Node | None:
        case = self.case(rate.rate)
        exempt = case.category not in ("S", "Z")
        note = tax_note(self.record, small_business=self.small_business) or case.german
        return node(
            "ram:ApplicableTradeTax",
            node("ram:CalculatedAmount", _money(rate.tax)),
            node("ram:TypeCode", "VAT"),
            node("ram:ExemptionReason", note) if exempt else None,
            node("ram:BasisAmount", _money(rate.net)),
            node("ram:CategoryCode", case.category),
            node("ram:ExemptionReasonCode", case.reason_code),
            None if case.category == "O" else node("ram:RateApplicablePercent", plain(rate.rate)),
        )

    def period(self) -> Node | None:
        shipping = self.record.get("shippingConditions") or {}
        if not str(shipping.get("shippingType")).endswith("period"):
            return None
        return node(
            "ram:BillingSpecifiedPeriod",
            node("ram:StartDateTime", _date(day_of(shipping.get("shippingDate")))),
            node("ram:EndDateTime", _date(day_of(shipping.get("shippingEndDate")))),
        )

    def discount(self, rate: RateTotal) -> Node | None:
        percentage = self.record["totalPrice"].get("totalDiscountPercentage")
        tax = self.tax("ram:CategoryTradeTax", rate.rate)
        basis = rate.net + rate.discount if percentage else None
        return _reduction(rate.discount, percentage, basis, tax)

    def terms(self) -> Node | None:
        conditions = self.record.get("paymentConditions") or {}
        text = terms_text(conditions, "de")
        skonto = conditions.get("paymentDiscountConditions") or {}
        if self.profile == "XRechnung" and skonto.get("discountPercentage"):
            # The form that XRechnung prescribes for early payment discounts (BR-DE-18), with its line break.
            percent, days = Decimal(skonto["discountPercentage"]), skonto["discountRange"]
            text += f"\n#SKONTO#TAGE={days}#PROZENT={percent:.2f}#\n"
        due = day_of(self.record.get("dueDate"))
        if self.record["type"] == "creditnote" or not (text or due):
            return None
        return node(
            "ram:SpecifiedTradePaymentTerms",
            node("ram:Description", text),
            node("ram:DueDateDateTime", _date(due)),
        )

    def summation(self) -> Node | None:
        net = sum((rate.net for rate in self.rates), Decimal(0))
        tax = sum((rate.tax for rate in self.rates), Decimal(0))
        discount = sum((rate.discount for rate in self.rates), Decimal(0))
        deductions = self.record.get("downPaymentDeductions") or []
        paid = sum((Decimal(deduction["receivedGrossAmount"]) for deduction in deductions), Decimal(0))
        return node(
            "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
            node("ram:LineTotalAmount", _money(net + discount)),
            node("ram:AllowanceTotalAmount", _money(discount)) if discount else None,
            node("ram:TaxBasisTotalAmount", _money(net)),
            node("ram:TaxTotalAmount", _money(tax), currencyID="EUR"),
            node("ram:GrandTotalAmount", _money(net + tax)),
            node("ram:TotalPrepaidAmount", _money(paid)) if paid else None,
            node("ram:DuePayableAmount", _money(net + tax - paid)),
        )

    def preceding(self) -> Iterator[Node | None]:
        """The invoice that a credit note corrects, the down payment invoices that a closing invoice settles (BG-3)."""
        related = [*(self.record.get("relatedVouchers") or []), *(self.record.get("downPaymentDeductions") or [])]
        for voucher in related:
            if voucher.get("voucherType") in ("invoice", "downpaymentinvoice"):
                yield node("ram:InvoiceReferencedDocument", node("ram:IssuerAssignedID", voucher.get("voucherNumber")))


def _reduction(amount: Decimal, percentage: object, basis: Decimal | None, tax: Node | None) -> Node | None:
    """A discount on a line, or (with its tax) on the whole."""
    return node(
        "ram:SpecifiedTradeAllowanceCharge",
        node("ram:ChargeIndicator", node("udt:Indicator", "false")),
        node("ram:CalculationPercent", plain(Decimal(str(percentage)))) if percentage else None,
        node("ram:BasisAmount", _money(basis)) if basis is not None else None,
        node("ram:ActualAmount", _money(amount)),
        node("ram:Reason", "Rabatt"),
        tax,
    )


def _date(day: date | None) -> Node | None:
    return node("udt:DateTimeString", day.strftime("%Y%m%d") if day else None, format="102")


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
