"""Where the two syntaxes of EN 16931 keep what people and vouchers need: one name, one path in each.

Paths without prefixes; `//` searches the whole tree, `|` separates places of which the first that is filled counts.
"""

from __future__ import annotations

from collections.abc import Mapping

_CII: Mapping[str, str] = {
    "number": "ExchangedDocument/ID",
    "type": "ExchangedDocument/TypeCode",
    "issued": "ExchangedDocument/IssueDateTime/DateTimeString",
    "due": "//SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",
    "terms": "//SpecifiedTradePaymentTerms/Description",
    "currency": "//InvoiceCurrencyCode",
    "seller": "//SellerTradeParty",
    "buyer": "//BuyerTradeParty",
    "vat_id": "SpecifiedTaxRegistration/ID[@schemeID='VA']",
    "street": "PostalTradeAddress/LineOne",
    "zip": "PostalTradeAddress/PostcodeCode",
    "city": "PostalTradeAddress/CityName",
    "name": "Name",
    "iban": "//PayeePartyCreditorFinancialAccount/IBANID",
    "net": "//SpecifiedTradeSettlementHeaderMonetarySummation/TaxBasisTotalAmount",
    "tax": "//SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
    "gross": "//SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
    "rates": "//ApplicableHeaderTradeSettlement/ApplicableTradeTax",
    "rate": "RateApplicablePercent",
    "rate_net": "BasisAmount",
    "rate_tax": "CalculatedAmount",
    "lines": "//IncludedSupplyChainTradeLineItem",
    "line_name": "SpecifiedTradeProduct/Name",
    "line_text": "SpecifiedTradeProduct/Description",
    "line_quantity": "SpecifiedLineTradeDelivery/BilledQuantity",
    "line_price": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
    "line_amount": "SpecifiedLineTradeSettlement//LineTotalAmount",
    "notes": "ExchangedDocument/IncludedNote/Content",
}
_UBL: Mapping[str, str] = {
    "number": "ID",
    "type": "InvoiceTypeCode|CreditNoteTypeCode",
    "issued": "IssueDate",
    "due": "DueDate|PaymentMeans/PaymentDueDate",
    "terms": "PaymentTerms/Note",
    "currency": "DocumentCurrencyCode",
    "seller": "AccountingSupplierParty/Party",
    "buyer": "AccountingCustomerParty/Party",
    "vat_id": "PartyTaxScheme/CompanyID",
    "street": "PostalAddress/StreetName",
    "zip": "PostalAddress/PostalZone",
    "city": "PostalAddress/CityName",
    "name": "PartyLegalEntity/RegistrationName|PartyName/Name",
    "iban": "PaymentMeans/PayeeFinancialAccount/ID",
    "net": "LegalMonetaryTotal/TaxExclusiveAmount",
    "tax": "TaxTotal/TaxAmount",
    "gross": "LegalMonetaryTotal/TaxInclusiveAmount",
    "rates": "TaxTotal/TaxSubtotal",
    "rate": "TaxCategory/Percent",
    "rate_net": "TaxableAmount",
    "rate_tax": "TaxAmount",
    "lines": "InvoiceLine|CreditNoteLine",
    "line_name": "Item/Name",
    "line_text": "Item/Description",
    "line_quantity": "InvoicedQuantity|CreditedQuantity",
    "line_price": "Price/PriceAmount",
    "line_amount": "LineExtensionAmount",
    "notes": "Note",
}
SYNTAXES = {"CrossIndustryInvoice": _CII, "Invoice": _UBL, "CreditNote": _UBL}
"""Name of the root element → its paths."""
