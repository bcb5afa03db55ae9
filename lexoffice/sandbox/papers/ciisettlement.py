"""What an e-invoice says about money: how to pay, tax by rate, discounts, terms, totals (EN 16931, BG-16 to BG-23)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lexoffice.sandbox.papers.chargedlines import RateTotal
from lexoffice.sandbox.papers.ciisubject import Subject, day_node, money, reduction
from lexoffice.sandbox.papers.salesletter import terms_text
from lexoffice.sandbox.papers.taxwords import tax_note
from lexoffice.sandbox.papers.words import day_of
from lexoffice.sandbox.papers.xmlnodes import Node, node
from lexoffice.wire import plain

_SEPA_TRANSFER = "58"


def settlement(subject: Subject) -> Node | None:
    """The last part of the transaction, in the order that the schema wants."""
    return node(
        "ram:ApplicableHeaderTradeSettlement",
        node("ram:PaymentReference", subject.record.get("voucherNumber")),
        node("ram:InvoiceCurrencyCode", "EUR"),
        node(
            "ram:SpecifiedTradeSettlementPaymentMeans",
            node("ram:TypeCode", _SEPA_TRANSFER),
            node("ram:PayeePartyCreditorFinancialAccount", node("ram:IBANID", subject.sender.iban)),
            node("ram:PayeeSpecifiedCreditorFinancialInstitution", node("ram:BICID", subject.sender.bic)),
        ),
        *(_breakdown(subject, rate) for rate in subject.rates),
        _period(subject),
        *(_discount(subject, rate) for rate in subject.rates if rate.discount),
        _terms(subject),
        _summation(subject),
        *_preceding(subject),
    )


def _breakdown(subject: Subject, rate: RateTotal) -> Node | None:
    case = subject.case(rate.rate)
    # Taxed and zero-rated amounts must not give a reason (BR-S-10, BR-Z-10).
    reason = None
    if case.category not in ("S", "Z"):
        reason = tax_note(subject.record, small_business=subject.small_business) or case.german
    return node(
        "ram:ApplicableTradeTax",
        node("ram:CalculatedAmount", money(rate.tax)),
        node("ram:TypeCode", "VAT"),
        node("ram:ExemptionReason", reason),
        node("ram:BasisAmount", money(rate.net)),
        node("ram:CategoryCode", case.category),
        node("ram:ExemptionReasonCode", case.reason_code),
        None if case.category == "O" else node("ram:RateApplicablePercent", plain(rate.rate)),
    )


def _period(subject: Subject) -> Node | None:
    if not subject.over_a_period:
        return None
    return node(
        "ram:BillingSpecifiedPeriod",
        node("ram:StartDateTime", day_node(day_of(subject.shipping.get("shippingDate")))),
        node("ram:EndDateTime", day_node(day_of(subject.shipping.get("shippingEndDate")))),
    )


def _discount(subject: Subject, rate: RateTotal) -> Node | None:
    percentage = subject.record["totalPrice"].get("totalDiscountPercentage")
    basis = rate.net + rate.discount if percentage else None
    return reduction(rate.discount, percentage, basis, subject.tax("ram:CategoryTradeTax", rate.rate))


def _terms(subject: Subject) -> Node | None:
    conditions = subject.record.get("paymentConditions") or {}
    text, due = terms_text(conditions, "de"), day_of(subject.record.get("dueDate"))
    skonto = conditions.get("paymentDiscountConditions") or {}
    if subject.profile == "XRechnung" and skonto.get("discountPercentage"):
        # The form that XRechnung prescribes for early payment discounts (BR-DE-18), with its line break.
        percent, days = Decimal(skonto["discountPercentage"]), skonto["discountRange"]
        text += f"\n#SKONTO#TAGE={days}#PROZENT={percent:.2f}#\n"
    return node(
        "ram:SpecifiedTradePaymentTerms",
        node("ram:Description", text),
        node("ram:DueDateDateTime", day_node(due)),
    )


def _summation(subject: Subject) -> Node | None:
    net = sum((rate.net for rate in subject.rates), Decimal(0))
    tax = sum((rate.tax for rate in subject.rates), Decimal(0))
    discount = sum((rate.discount for rate in subject.rates), Decimal(0))
    deductions = subject.record.get("downPaymentDeductions") or []
    paid = sum((Decimal(deduction["receivedGrossAmount"]) for deduction in deductions), Decimal(0))
    return node(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        node("ram:LineTotalAmount", money(net + discount)),
        node("ram:AllowanceTotalAmount", money(discount)) if discount else None,
        node("ram:TaxBasisTotalAmount", money(net)),
        node("ram:TaxTotalAmount", money(tax), currencyID="EUR"),
        node("ram:GrandTotalAmount", money(net + tax)),
        node("ram:TotalPrepaidAmount", money(paid)) if paid else None,
        node("ram:DuePayableAmount", money(net + tax - paid)),
    )


def _preceding(subject: Subject) -> Iterator[Node | None]:
    """The invoice that a credit note corrects, the down payment invoices that a closing invoice settles (BG-3)."""
    record = subject.record
    for voucher in [*(record.get("relatedVouchers") or []), *(record.get("downPaymentDeductions") or [])]:
        if voucher.get("voucherType") in ("invoice", "downpaymentinvoice"):
            yield node("ram:InvoiceReferencedDocument", node("ram:IssuerAssignedID", voucher.get("voucherNumber")))
