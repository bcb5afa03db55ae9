"""E-invoices: both syntaxes, embedded and alone, checks, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from ingest import einvoice, xmltree
from ingest.invoicevalues import decimal
from ingest.reading import read
from models.documents import Medium
from models.fields import FieldName as F
from models.pages import ReadMethod
from models.problems import DocumentProblem
from models.vouchers import TaxLine

UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
  <cbc:ID>4711</cbc:ID><cbc:IssueDate>2026-05-02</cbc:IssueDate><cbc:DueDate>2026-05-16</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:Note>Wir danken für den Auftrag.</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:InvoicePeriod><cbc:StartDate>2026-04-01</cbc:StartDate><cbc:EndDate>2026-04-30</cbc:EndDate></cac:InvoicePeriod>
  <cac:OrderReference><cbc:ID>PO-12</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty><cac:Party>
    <cac:PartyName><cbc:Name>Leuchtturm</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cbc:StreetName>Mole 1</cbc:StreetName><cbc:CityName>Emden</cbc:CityName>
      <cbc:PostalZone>26721</cbc:PostalZone></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>DE 136 695 976</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
    </cac:PartyTaxScheme>
    <cac:PartyTaxScheme><cbc:CompanyID>58/123/45678</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme>
    </cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Leuchtturm Reederei KG</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cac:PartyIdentification><cbc:ID>K 9</cbc:ID></cac:PartyIdentification>
    <cac:PartyLegalEntity><cbc:RegistrationName>Kontor Süd AG</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount>
    <cbc:ID>DE89 3704 0044 0532 0130 00</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount><cac:TaxSubtotal>
    <cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount>
    <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>119.00</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount>119.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="HUR">2</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Lotsendienst</cbc:Name></cac:Item>
    <cac:Price><cbc:PriceAmount>50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>"""


def values(content: bytes) -> dict[str, str]:
    """Field values of an e-invoice file."""
    document = read(content, "rechnung.xml")
    assert document.einvoice is not None
    return {name: value.value for name, value in document.einvoice.values.items()}


def test_a_cii_invoice_gives_every_field(factur_x):
    assert values(factur_x) == {
        F.DOCUMENT_NUMBER: "FX-2026-7", F.TYPE_CODE: "380", F.DOCUMENT_DATE: "2026-03-04",
        F.SUPPLIER_NAME: "Nordlicht Druck GmbH", F.BUYER_NAME: "Kontor Süd AG", F.CUSTOMER_NUMBER: "K-4711",
        F.SUPPLIER_VAT_ID: "DE136695976", F.SUPPLIER_TAX_NUMBER: "20/815/08154", F.ORDER_REFERENCE: "B-99",
        F.DELIVERY_DATE: "2026-03-02", F.DUE_DATE: "2026-03-18", F.CURRENCY: "EUR", F.PAYMENT_MEANS: "58",
        F.IBAN: "DE89370400440532013000", F.BIC: "COBADEFFXXX", F.NET_TOTAL: "200.00", F.TAX_TOTAL: "38.00",
        F.GROSS_TOTAL: "238.00", F.PREPAID_TOTAL: "38.00", F.AMOUNT_DUE: "200.00", F.LINE_COUNT: "1",
    }  # fmt: skip


def test_a_ubl_invoice_gives_every_field():
    assert values(UBL.encode()) == {
        F.DOCUMENT_NUMBER: "4711", F.TYPE_CODE: "380", F.DOCUMENT_DATE: "2026-05-02", F.DUE_DATE: "2026-05-16",
        F.CURRENCY: "EUR", F.ORDER_REFERENCE: "PO-12", F.SUPPLIER_NAME: "Leuchtturm Reederei KG",
        F.BUYER_NAME: "Kontor Süd AG", F.SUPPLIER_VAT_ID: "DE136695976", F.SUPPLIER_TAX_NUMBER: "58/123/45678",
        F.CUSTOMER_NUMBER: "K 9", F.PERIOD_START: "2026-04-01", F.PERIOD_END: "2026-04-30", F.PAYMENT_MEANS: "58",
        F.IBAN: "DE89370400440532013000", F.NET_TOTAL: "100.00", F.TAX_TOTAL: "19.00", F.GROSS_TOTAL: "119.00",
        F.AMOUNT_DUE: "119.00", F.LINE_COUNT: "1",
    }  # fmt: skip


def test_values_say_where_they_stand_in_the_xml():
    document = read(UBL.encode(), "rechnung.xml")
    assert document.einvoice.values[F.GROSS_TOTAL].path == "Invoice/LegalMonetaryTotal/TaxInclusiveAmount"
    assert document.einvoice.tax_lines == (TaxLine(Decimal(19), Decimal("100.00"), Decimal("19.00")),)
    assert document.einvoice.profile.endswith("xrechnung_3.0")


def test_xml_alone_gets_a_page_that_people_can_read():
    document = read(UBL.encode(), "rechnung.xml")
    assert document.medium is Medium.E_INVOICE_XML
    assert document.pages[0].method is ReadMethod.RENDERED
    text = document.text
    assert "Leuchtturm Reederei KG" in text
    assert "26721 Emden" in text
    assert "Fällig am: 16.05.2026" in text
    assert "Gesamtbetrag brutto 119,00" in text
    assert "1 Lotsendienst 2 HUR 50,00 100,00" in text


def test_the_invoice_inside_a_pdf_is_found_and_the_page_is_read_as_well(letter, factur_x):
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(source, factur_x, mime_type="text/xml")
        source.save(out)
    document = read(out.getvalue(), "zugferd.pdf")
    assert document.medium is Medium.BORN_DIGITAL
    assert document.einvoice.embedded
    assert document.einvoice.values[F.GROSS_TOTAL].value == "238.00"
    assert "Tischlerei" in document.text


def test_a_damaged_attachment_does_not_lose_the_page(letter):
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(source, b"<?xml version='1.0'?><CrossInd")
        source.save(out)
    document = read(out.getvalue(), "zugferd.pdf")
    assert document.einvoice is None
    assert [warning.code for warning in document.warnings] == ["einvoice_attachment_unreadable"]
    assert "Tischlerei" in document.text


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("InclusiveAmount>119.00", "InclusiveAmount>120.00", "xml_tax_sum", F.GROSS_TOTAL),
        ("PayableAmount>119.00", "PayableAmount>99.00", "xml_amount_due", F.AMOUNT_DUE),
        ('TaxableAmount currencyID="EUR">100.00', 'TaxableAmount currencyID="EUR">90.00', "xml_tax_lines", F.NET_TOTAL),
        ("<cbc:Percent>19", "<cbc:Percent>7", "xml_tax_rate", F.TAX_BREAKDOWN),
        ("Total><cbc:LineExtensionAmount>100.00", "Total><cbc:LineExtensionAmount>80.00", "xml_line_sum", F.NET_TOTAL),
        ("DE89 3704", "DE88 3704", "xml_iban", F.IBAN),
        ("<cbc:DueDate>2026-05-16", "<cbc:DueDate>2026-02-31", "xml_value_invalid", F.DUE_DATE),
    ],
)  # fmt: skip
def test_sums_that_do_not_add_up_are_warnings_at_their_field(old, new, code, field):
    assert old in UBL
    found = {(warning.code, warning.field) for warning in read(UBL.replace(old, new).encode(), "rechnung.xml").warnings}
    assert (code, field) in found
    assert not read(UBL.encode(), "rechnung.xml").warnings


def test_a_prepayment_is_part_of_the_arithmetic(factur_x):
    assert not read(factur_x, "rechnung.xml").warnings


def test_zugferd_1_is_read_by_the_same_map():
    content = b"""<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:ram="urn:x:12">
      <rsm:HeaderExchangedDocument><ram:ID>Z1</ram:ID><ram:TypeCode>380</ram:TypeCode></rsm:HeaderExchangedDocument>
      <rsm:SpecifiedSupplyChainTradeTransaction><ram:ApplicableSupplyChainTradeSettlement>
        <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
        <ram:ApplicableTradeTax><ram:CalculatedAmount>0.70</ram:CalculatedAmount><ram:BasisAmount>10.00</ram:BasisAmount>
          <ram:ApplicablePercent>7.00</ram:ApplicablePercent></ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementMonetarySummation><ram:GrandTotalAmount>10.7</ram:GrandTotalAmount>
        </ram:SpecifiedTradeSettlementMonetarySummation></ram:ApplicableSupplyChainTradeSettlement>
      <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:IncludedNote>
        <ram:Content>Nur ein Hinweis</ram:Content></ram:IncludedNote></ram:AssociatedDocumentLineDocument>
      </ram:IncludedSupplyChainTradeLineItem></rsm:SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>"""
    found = values(content)
    assert found[F.GROSS_TOTAL] == "10.70"
    assert F.LINE_COUNT not in found  # a line that only carries a note is none
    invoice = einvoice.parse(xmltree.parse(content)).einvoice
    assert invoice.tax_lines == (TaxLine(Decimal(7), Decimal("10.00"), Decimal("0.70")),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_in_every_encoding(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a SYSTEM "x.dtd"><a/>'.encode(encoding)
    with pytest.raises(DocumentProblem) as caught:
        xmltree.parse(content)
    assert caught.value.problem.code == "xml_entities"


@pytest.mark.parametrize("raw", ["1_000", "1e3", "NaN", "1.000,00", "٣", "", "-"])
def test_what_python_takes_for_a_number_and_xml_does_not_is_none(raw):
    assert decimal(raw) is None


def test_an_attachment_without_content_does_not_lose_the_page(letter, factur_x):
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.attachments["factur-x.xml"] = factur_x
        del source.Root.Names.EmbeddedFiles.Names[1].EF
        source.save(out)
    document = read(out.getvalue(), "rechnung.pdf")
    assert "RE-2026-0815" in document.text
