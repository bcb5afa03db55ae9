"""E-invoices of a paper's facts: CII (XRechnung, ZUGFeRD) and UBL by lxml, and the ZUGFeRD PDF around a CII.

EN 16931, term numbers (BT) in comments where the mapping is not obvious. Only whole invoices without discounts on the
total: what the sample inbox needs.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import pikepdf
from lxml import etree

from classifier.synthetic.deals import Facts
from classifier.synthetic.parties import Party
from models.money import cents

XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
EN16931 = "urn:cen.eu:en16931:2017"
PEPPOL_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_UBL = {
    "": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_UNIT_CODES = {
    "Stk": "H87",
    "Stück": "H87",
    "Std.": "HUR",
    "m": "MTR",
    "Paar": "PR",
    "Monat": "MON",
    "Rolle": "RO",
    "Karton": "CT",
}

Node: TypeAlias = tuple[Any, ...]
"""An element: prefixed name, its text or its children (None: leave it out), and perhaps its attributes."""


def _grow(parent: etree._Element, nodes: Sequence[Node], spaces: dict[str, str]) -> None:
    for node in nodes:
        name, content = node[0], node[1]
        if content is None:
            continue
        prefix, _, local = name.rpartition(":")
        child = etree.SubElement(parent, f"{{{spaces[prefix]}}}{local}", dict(node[2]) if len(node) > 2 else {})
        if isinstance(content, str):
            child.text = content
        else:
            _grow(child, content, spaces)


def _write(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _unit(text: str) -> str:
    return _UNIT_CODES.get(text, "C62")


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _category(rate: Decimal) -> str:
    return "S" if rate else "Z"


def cii(facts: Facts, guideline: str = XRECHNUNG) -> bytes:
    """The invoice as Cross Industry Invoice."""
    spaces = dict(_CII)
    root = etree.Element(f"{{{_CII['rsm']}}}CrossIndustryInvoice", nsmap=spaces)
    process: list[Node] = []
    if guideline == XRECHNUNG:
        process = [("ram:BusinessProcessSpecifiedDocumentContextParameter", [("ram:ID", PEPPOL_PROCESS)])]
    code = "381" if facts.kind == "credit_note" else "380"
    header: list[Node] = [
        ("rsm:ExchangedDocumentContext", [*process, ("ram:GuidelineSpecifiedDocumentContextParameter", [("ram:ID", guideline)])]),
        ("rsm:ExchangedDocument", [("ram:ID", facts.number), ("ram:TypeCode", code), ("ram:IssueDateTime", _cii_date(facts.issued.strftime("%Y%m%d")))]),
        ("rsm:SupplyChainTradeTransaction", [*_cii_lines(facts), _cii_agreement(facts), _cii_delivery(facts), _cii_settlement(facts)]),
    ]  # fmt: skip
    _grow(root, header, _CII)
    return _write(root)


def _cii_date(digits: str) -> list[Node]:
    return [("udt:DateTimeString", digits, {"format": "102"})]


def _cii_lines(facts: Facts) -> list[Node]:
    lines: list[Node] = []
    for place, item in enumerate(facts.sums.items, start=1):
        lines.append(("ram:IncludedSupplyChainTradeLineItem", [
            ("ram:AssociatedDocumentLineDocument", [("ram:LineID", str(place))]),
            ("ram:SpecifiedTradeProduct", [("ram:SellerAssignedID", item.number), ("ram:Name", item.article.text)]),
            ("ram:SpecifiedLineTradeAgreement", [("ram:NetPriceProductTradePrice", [("ram:ChargeAmount", _plain(item.price))])]),
            ("ram:SpecifiedLineTradeDelivery", [("ram:BilledQuantity", _plain(item.quantity), {"unitCode": _unit(item.article.unit)})]),
            ("ram:SpecifiedLineTradeSettlement", [
                ("ram:ApplicableTradeTax", [("ram:TypeCode", "VAT"), ("ram:CategoryCode", _category(item.rate)), ("ram:RateApplicablePercent", _plain(item.rate))]),
                ("ram:SpecifiedTradeSettlementLineMonetarySummation", [("ram:LineTotalAmount", f"{item.amount:.2f}")]),
            ]),
        ]))  # fmt: skip
    return lines


def _cii_party(tag: str, party: Party, customer_number: str | None, contact: bool) -> Node:
    mail: Node = ("ram:URIUniversalCommunication", [("ram:URIID", party.mail, {"schemeID": "EM"})])
    people: Node = ("ram:DefinedTradeContact", [
        ("ram:PersonName", party.contact), ("ram:TelephoneUniversalCommunication", [("ram:CompleteNumber", party.phone)]),
        ("ram:EmailURIUniversalCommunication", [("ram:URIID", party.mail)]),
    ] if contact else None)  # fmt: skip
    return (tag, [
        ("ram:ID", customer_number), ("ram:Name", party.name), people,
        ("ram:PostalTradeAddress", [("ram:PostcodeCode", party.postcode), ("ram:LineOne", party.street), ("ram:CityName", party.town), ("ram:CountryID", party.country)]),
        mail,
        ("ram:SpecifiedTaxRegistration", [("ram:ID", party.tax_number, {"schemeID": "FC"})] if contact and party.tax_number else None),
        ("ram:SpecifiedTaxRegistration", [("ram:ID", party.vat_id, {"schemeID": "VA"})] if party.vat_id else None),
    ])  # fmt: skip


def _cii_agreement(facts: Facts) -> Node:
    return ("ram:ApplicableHeaderTradeAgreement", [
        ("ram:BuyerReference", facts.order_reference or facts.buyer.name),  # BT-10; XRechnung demands one
        _cii_party("ram:SellerTradeParty", facts.supplier, None, contact=True),
        _cii_party("ram:BuyerTradeParty", facts.buyer, facts.customer_number, contact=False),
        ("ram:BuyerOrderReferencedDocument", [("ram:IssuerAssignedID", facts.order_reference)] if facts.order_reference else None),
    ])  # fmt: skip


def _cii_delivery(facts: Facts) -> Node:
    when = facts.delivered
    event: list[Node] = (
        [("ram:ActualDeliverySupplyChainEvent", [("ram:OccurrenceDateTime", _cii_date(when.strftime("%Y%m%d")))])]
        if when
        else []
    )
    return ("ram:ApplicableHeaderTradeDelivery", event)


def _cii_settlement(facts: Facts) -> Node:
    sums, account = facts.sums, facts.supplier.accounts[0]
    taxes: list[Node] = [
        ("ram:ApplicableTradeTax", [("ram:CalculatedAmount", f"{line.tax:.2f}"), ("ram:TypeCode", "VAT"), ("ram:BasisAmount", f"{line.base:.2f}"), ("ram:CategoryCode", _category(line.rate)), ("ram:RateApplicablePercent", _plain(line.rate))])
        for line in sums.breakdown
    ]  # fmt: skip
    return ("ram:ApplicableHeaderTradeSettlement", [
        ("ram:PaymentReference", facts.number), ("ram:InvoiceCurrencyCode", facts.currency),
        ("ram:SpecifiedTradeSettlementPaymentMeans", [
            ("ram:TypeCode", "58"), ("ram:PayeePartyCreditorFinancialAccount", [("ram:IBANID", account.iban)]),
            ("ram:PayeeSpecifiedCreditorFinancialInstitution", [("ram:BICID", account.bic)]),
        ]),
        *taxes,
        ("ram:SpecifiedTradePaymentTerms", [("ram:DueDateDateTime", _cii_date(facts.due.strftime("%Y%m%d")))] if facts.due else None),
        ("ram:SpecifiedTradeSettlementHeaderMonetarySummation", [
            ("ram:LineTotalAmount", f"{sums.net:.2f}"), ("ram:TaxBasisTotalAmount", f"{sums.net:.2f}"),
            ("ram:TaxTotalAmount", f"{sums.tax:.2f}", {"currencyID": facts.currency}), ("ram:GrandTotalAmount", f"{sums.gross:.2f}"), ("ram:DuePayableAmount", f"{sums.due:.2f}"),
        ]),
    ])  # fmt: skip


def ubl(facts: Facts) -> bytes:
    """The invoice as UBL 2.1 (XRechnung)."""
    # Written out: the stubs of lxml know no default name space.
    spaces = " ".join(f'xmlns{":" * bool(prefix)}{prefix}="{uri}"' for prefix, uri in _UBL.items())
    root = etree.fromstring(f"<Invoice {spaces}/>")
    money = {"currencyID": facts.currency}
    sums, account = facts.sums, facts.supplier.accounts[0]
    taxes: list[Node] = [
        ("cac:TaxSubtotal", [("cbc:TaxableAmount", f"{line.base:.2f}", money), ("cbc:TaxAmount", f"{line.tax:.2f}", money), ("cac:TaxCategory", _ubl_rate(line.rate))])
        for line in sums.breakdown
    ]  # fmt: skip
    nodes: list[Node] = [
        ("cbc:CustomizationID", XRECHNUNG), ("cbc:ProfileID", PEPPOL_PROCESS), ("cbc:ID", facts.number), ("cbc:IssueDate", facts.issued.isoformat()),
        ("cbc:DueDate", facts.due.isoformat() if facts.due else None), ("cbc:InvoiceTypeCode", "380"), ("cbc:DocumentCurrencyCode", facts.currency),
        ("cbc:BuyerReference", facts.order_reference or facts.buyer.name),
        ("cac:OrderReference", [("cbc:ID", facts.order_reference)] if facts.order_reference else None),
        ("cac:AccountingSupplierParty", [_ubl_party(facts.supplier, None, contact=True)]), ("cac:AccountingCustomerParty", [_ubl_party(facts.buyer, facts.customer_number, contact=False)]),
        ("cac:Delivery", [("cbc:ActualDeliveryDate", facts.delivered.isoformat())] if facts.delivered else None),
        ("cac:PaymentMeans", [("cbc:PaymentMeansCode", "58"), ("cbc:PaymentID", facts.number), ("cac:PayeeFinancialAccount", [("cbc:ID", account.iban), ("cac:FinancialInstitutionBranch", [("cbc:ID", account.bic)])])]),
        ("cac:TaxTotal", [("cbc:TaxAmount", f"{sums.tax:.2f}", money), *taxes]),
        ("cac:LegalMonetaryTotal", [("cbc:LineExtensionAmount", f"{sums.net:.2f}", money), ("cbc:TaxExclusiveAmount", f"{sums.net:.2f}", money), ("cbc:TaxInclusiveAmount", f"{sums.gross:.2f}", money), ("cbc:PayableAmount", f"{sums.due:.2f}", money)]),
    ]  # fmt: skip
    for place, item in enumerate(sums.items, start=1):
        nodes.append(("cac:InvoiceLine", [
            ("cbc:ID", str(place)), ("cbc:InvoicedQuantity", _plain(item.quantity), {"unitCode": _unit(item.article.unit)}), ("cbc:LineExtensionAmount", f"{cents(item.amount):.2f}", money),
            ("cac:Item", [("cbc:Name", item.article.text), ("cac:SellersItemIdentification", [("cbc:ID", item.number)]), ("cac:ClassifiedTaxCategory", _ubl_rate(item.rate))]),
            ("cac:Price", [("cbc:PriceAmount", _plain(item.price), money)]),
        ]))  # fmt: skip
    _grow(root, nodes, _UBL)
    return _write(root)


def _ubl_rate(rate: Decimal) -> list[Node]:
    return [("cbc:ID", _category(rate)), ("cbc:Percent", _plain(rate)), ("cac:TaxScheme", [("cbc:ID", "VAT")])]


def _ubl_party(party: Party, customer_number: str | None, contact: bool) -> Node:
    return ("cac:Party", [
        ("cbc:EndpointID", party.mail, {"schemeID": "EM"}),
        ("cac:PartyIdentification", [("cbc:ID", customer_number)] if customer_number else None),
        ("cac:PostalAddress", [("cbc:StreetName", party.street), ("cbc:CityName", party.town), ("cbc:PostalZone", party.postcode), ("cac:Country", [("cbc:IdentificationCode", party.country)])]),
        ("cac:PartyTaxScheme", [("cbc:CompanyID", party.vat_id), ("cac:TaxScheme", [("cbc:ID", "VAT")])] if party.vat_id else None),
        ("cac:PartyLegalEntity", [("cbc:RegistrationName", party.name)]),
        ("cac:Contact", [("cbc:Name", party.contact), ("cbc:Telephone", party.phone), ("cbc:ElectronicMail", party.mail)] if contact else None),
    ])  # fmt: skip


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"><fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def zugferd(page: bytes, xml: bytes) -> bytes:
    """The PDF with the CII embedded as factur-x.xml. Same input, same bytes (the fonts are not embedded: not full PDF/A)."""
    with pikepdf.open(io.BytesIO(page)) as document:
        # Description and dates are empty on purpose: a time stamp would make every run's bytes different.
        spec = pikepdf.AttachedFileSpec(
            document, xml, filename="factur-x.xml", mime_type="text/xml", description="", creation_date="", mod_date=""
        )
        spec.obj.AFRelationship = pikepdf.Name.Alternative
        document.attachments["factur-x.xml"] = spec
        document.Root.AF = document.make_indirect(pikepdf.Array([spec.obj]))
        metadata = document.make_stream(_XMP.encode("utf-8"))
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        document.Root.Metadata = metadata
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()
