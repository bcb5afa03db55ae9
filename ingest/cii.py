"""Cross Industry Invoice: ZUGFeRD 1 (CrossIndustryDocument) and 2.x, Factur-X, XRechnung (CrossIndustryInvoice).

The element names differ only in prefixes between the two, so one map with alternatives serves both. Business terms
(BT) as in EN 16931-1.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ingest.invoicevalues import Item, ParsedInvoice, Values, decimal, tax_line
from ingest.xmltree import Element, every, first, text
from models.fields import FieldName as F
from models.pages import EInvoice
from models.vouchers import TaxLine

ROOTS = frozenset({"CrossIndustryInvoice", "CrossIndustryDocument"})
_TRADE = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
_ID = "IssuerAssignedID|ID"
_SUMS = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"


def read(root: Element, *, embedded: bool = False) -> ParsedInvoice:
    """Map a CII document. Missing parts are missing values, never an error."""
    values = Values()
    head = first(root, "ExchangedDocument|HeaderExchangedDocument")
    trade = first(root, _TRADE)
    agreement = first(trade, "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement")
    delivery = first(trade, "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery")
    settlement = first(trade, "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
    lines = every(trade, "IncludedSupplyChainTradeLineItem")
    items = [
        line for line in lines if first(line, "SpecifiedTradeProduct/Name") is not None
    ]  # ZUGFeRD 1: notes as lines
    _header(values, head, agreement)
    _dates(values, delivery, settlement)
    _payment(values, settlement)
    sums = _amounts(values, settlement)
    values.count(F.LINE_COUNT, items)
    profile = text(root, "ExchangedDocumentContext|SpecifiedExchangedDocumentContext/"
                         "GuidelineSpecifiedDocumentContextParameter/ID")  # fmt: skip
    return ParsedInvoice(
        EInvoice("cii", profile, values.found, tuple(_tax_lines(settlement)), embedded),
        _party(first(agreement, "SellerTradeParty")),
        _party(first(agreement, "BuyerTradeParty")),
        tuple(_item(item) for item in items),
        tuple(text(note) for note in every(head, "IncludedNote/Content")),
        tuple(values.warnings),
        line_sum=decimal(text(sums, "LineTotalAmount")),
        rounding=decimal(text(sums, "RoundingAmount")) or Decimal(0),
        allowances=decimal(text(sums, "AllowanceTotalAmount")) or Decimal(0),
        charges=decimal(text(sums, "ChargeTotalAmount")) or Decimal(0),
    )


def _header(values: Values, head: Element | None, agreement: Element | None) -> None:
    values.take(F.DOCUMENT_NUMBER, head, "ID")  # BT-1
    values.take(F.TYPE_CODE, head, "TypeCode")  # BT-3
    values.take(F.DOCUMENT_DATE, head, "IssueDateTime/DateTimeString|DateTime")  # BT-2
    seller, buyer = first(agreement, "SellerTradeParty"), first(agreement, "BuyerTradeParty")
    values.take(F.SUPPLIER_NAME, seller, "Name")  # BT-27
    values.take(F.BUYER_NAME, buyer, "Name")  # BT-44
    values.take(F.CUSTOMER_NUMBER, buyer, "ID")  # BT-46
    for number in every(seller, "SpecifiedTaxRegistration/ID"):
        kind = {"VA": F.SUPPLIER_VAT_ID, "FC": F.SUPPLIER_TAX_NUMBER}.get(number.get("schemeID", ""))  # BT-31, BT-32
        if kind is not None:
            values.take(kind, number)
    values.take(F.ORDER_REFERENCE, agreement, f"BuyerOrderReferencedDocument/{_ID}")  # BT-13


def _dates(values: Values, delivery: Element | None, settlement: Element | None) -> None:
    values.take(F.DELIVERY_DATE, delivery, "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString")  # BT-72
    period = first(settlement, "BillingSpecifiedPeriod")
    values.take(F.PERIOD_START, period, "StartDateTime/DateTimeString")  # BT-73
    values.take(F.PERIOD_END, period, "EndDateTime/DateTimeString")  # BT-74
    values.take(F.DUE_DATE, settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")  # BT-9


def _payment(values: Values, settlement: Element | None) -> None:
    values.take(F.CURRENCY, settlement, "InvoiceCurrencyCode")  # BT-5
    for means in every(settlement, "SpecifiedTradeSettlementPaymentMeans"):
        values.take(F.PAYMENT_MEANS, means, "TypeCode")  # BT-81
        values.take(F.IBAN, means, "PayeePartyCreditorFinancialAccount/IBANID")  # BT-84
        values.take(F.BIC, means, "PayeeSpecifiedCreditorFinancialInstitution/BICID")  # BT-86


def _amounts(values: Values, settlement: Element | None) -> Element | None:
    sums = first(settlement, _SUMS)
    values.take(F.NET_TOTAL, sums, "TaxBasisTotalAmount")  # BT-109
    currency = text(settlement, "InvoiceCurrencyCode")
    taxes = list(every(sums, "TaxTotalAmount"))  # BT-110 in the invoice's currency, BT-111 in the other one
    own = [tax for tax in taxes if tax.get("currencyID") == currency]
    for tax in [*own, *taxes][:1]:
        values.take(F.TAX_TOTAL, tax)
    values.take(F.GROSS_TOTAL, sums, "GrandTotalAmount")  # BT-112
    values.take(F.PREPAID_TOTAL, sums, "TotalPrepaidAmount")  # BT-113
    values.take(F.AMOUNT_DUE, sums, "DuePayableAmount")  # BT-115
    return sums


def _tax_lines(settlement: Element | None) -> Iterator[TaxLine]:
    for tax in every(settlement, "ApplicableTradeTax"):
        rate = text(tax, "RateApplicablePercent|ApplicablePercent")
        line = tax_line(rate, text(tax, "BasisAmount"), text(tax, "CalculatedAmount"))
        if line is not None:
            yield line


def _party(party: Element | None) -> tuple[str, ...]:
    address = first(party, "PostalTradeAddress")
    lines = [text(party, "Name"), *(text(address, name) for name in ("LineOne", "LineTwo", "LineThree"))]
    lines.append(f"{text(address, 'PostcodeCode')} {text(address, 'CityName')}".strip())
    lines.append(text(address, "CountryID"))
    return tuple(line for line in lines if line)


def _item(item: Element) -> Item:
    deal = first(item, "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
    amount = first(item, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery")
    settled = first(item, "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement")
    quantity = first(amount, "BilledQuantity")
    return Item(
        text(item, "SpecifiedTradeProduct/Name"),
        text(quantity),
        "" if quantity is None else quantity.get("unitCode", ""),
        text(deal, "NetPriceProductTradePrice/ChargeAmount"),
        text(settled, "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation/"
                      "LineTotalAmount"),
    )  # fmt: skip
