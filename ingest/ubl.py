"""UBL 2.1 Invoice and CreditNote (XRechnung, Peppol BIS). Business terms (BT) as in EN 16931-1."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ingest.invoicevalues import Item, ParsedInvoice, Values, decimal, tax_line
from ingest.xmltree import Element, every, first, text
from models.fields import FieldName as F
from models.pages import EInvoice
from models.vouchers import TaxLine

NAMESPACES = frozenset(
    {
        "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
        "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    }
)
_LINES = "InvoiceLine|CreditNoteLine"


def read(root: Element, *, embedded: bool = False) -> ParsedInvoice:
    """Map a UBL invoice or credit note. Missing parts are missing values, never an error."""
    values = Values()
    items = list(every(root, _LINES))
    _header(values, root)
    _parties(values, root)
    _dates(values, root)
    _payment(values, root)
    _amounts(values, root)
    values.count(F.LINE_COUNT, items)
    sums = first(root, "LegalMonetaryTotal")
    return ParsedInvoice(
        EInvoice("ubl", text(root, "CustomizationID"), values.found, tuple(_tax_lines(root)), embedded),
        _party(first(root, "AccountingSupplierParty/Party")),
        _party(first(root, "AccountingCustomerParty/Party")),
        tuple(_item(item) for item in items),
        tuple(text(note) for note in every(root, "Note")),
        tuple(values.warnings),
        line_sum=decimal(text(sums, "LineExtensionAmount")),
        rounding=decimal(text(sums, "PayableRoundingAmount")) or Decimal(0),
        allowances=decimal(text(sums, "AllowanceTotalAmount")) or Decimal(0),
        charges=decimal(text(sums, "ChargeTotalAmount")) or Decimal(0),
    )


def _header(values: Values, root: Element) -> None:
    values.take(F.DOCUMENT_NUMBER, root, "ID")  # BT-1
    values.take(F.TYPE_CODE, root, "InvoiceTypeCode|CreditNoteTypeCode")  # BT-3
    values.take(F.DOCUMENT_DATE, root, "IssueDate")  # BT-2
    values.take(F.DUE_DATE, root, "DueDate")  # BT-9; a credit note has it at the payment means
    values.take(F.DUE_DATE, root, "PaymentMeans/PaymentDueDate")
    values.take(F.CURRENCY, root, "DocumentCurrencyCode")  # BT-5
    reference = first(root, "OrderReference/ID")  # BT-13; Peppol wants "NA" where there is only a sales order
    if text(reference) not in {"NA", "N/A"}:
        values.take(F.ORDER_REFERENCE, reference)


def _parties(values: Values, root: Element) -> None:
    seller, buyer = first(root, "AccountingSupplierParty/Party"), first(root, "AccountingCustomerParty/Party")
    for field, party in ((F.SUPPLIER_NAME, seller), (F.BUYER_NAME, buyer)):
        values.take(field, party, "PartyLegalEntity/RegistrationName")  # BT-27, BT-44
        values.take(field, party, "PartyName/Name")
    for scheme in every(seller, "PartyTaxScheme"):
        vat = text(scheme, "TaxScheme/ID").upper() == "VAT"
        values.take(F.SUPPLIER_VAT_ID if vat else F.SUPPLIER_TAX_NUMBER, scheme, "CompanyID")  # BT-31, BT-32
    values.take(F.CUSTOMER_NUMBER, buyer, "PartyIdentification/ID")  # BT-46


def _dates(values: Values, root: Element) -> None:
    values.take(F.DELIVERY_DATE, root, "Delivery/ActualDeliveryDate")  # BT-72
    values.take(F.PERIOD_START, root, "InvoicePeriod/StartDate")  # BT-73
    values.take(F.PERIOD_END, root, "InvoicePeriod/EndDate")  # BT-74


def _payment(values: Values, root: Element) -> None:
    for means in every(root, "PaymentMeans"):
        values.take(F.PAYMENT_MEANS, means, "PaymentMeansCode")  # BT-81
        values.take(F.IBAN, means, "PayeeFinancialAccount/ID")  # BT-84
        values.take(F.BIC, means, "PayeeFinancialAccount/FinancialInstitutionBranch/ID")  # BT-86


def _amounts(values: Values, root: Element) -> None:
    sums = first(root, "LegalMonetaryTotal")
    values.take(F.NET_TOTAL, sums, "TaxExclusiveAmount")  # BT-109
    currency = text(root, "DocumentCurrencyCode")
    taxes = list(every(root, "TaxTotal/TaxAmount"))  # BT-110; BT-111 is in the tax currency
    own = [tax for tax in taxes if tax.get("currencyID") == currency]
    for tax in [*own, *taxes][:1]:
        values.take(F.TAX_TOTAL, tax)
    values.take(F.GROSS_TOTAL, sums, "TaxInclusiveAmount")  # BT-112
    values.take(F.PREPAID_TOTAL, sums, "PrepaidAmount")  # BT-113
    values.take(F.AMOUNT_DUE, sums, "PayableAmount")  # BT-115


def _tax_lines(root: Element) -> Iterator[TaxLine]:
    for subtotal in every(root, "TaxTotal/TaxSubtotal"):
        rate = text(subtotal, "TaxCategory/Percent")
        line = tax_line(rate, text(subtotal, "TaxableAmount"), text(subtotal, "TaxAmount"))
        if line is not None:
            yield line


def _party(party: Element | None) -> tuple[str, ...]:
    address = first(party, "PostalAddress")
    lines = [text(party, "PartyLegalEntity/RegistrationName") or text(party, "PartyName/Name")]
    lines += [text(address, "StreetName"), text(address, "AdditionalStreetName")]
    lines.append(f"{text(address, 'PostalZone')} {text(address, 'CityName')}".strip())
    lines.append(text(address, "Country/IdentificationCode"))
    return tuple(line for line in lines if line)


def _item(item: Element) -> Item:
    quantity = first(item, "InvoicedQuantity|CreditedQuantity")
    return Item(
        text(item, "Item/Name"),
        text(quantity),
        "" if quantity is None else quantity.get("unitCode", ""),
        text(item, "Price/PriceAmount"),
        text(item, "LineExtensionAmount"),
    )
