"""The files of sales documents, by every way and in every form (API notes, sections 12.4 and 14.6)."""

from __future__ import annotations

import io

import facturx
import pikepdf
import pypdfium2
import pytest
from lxml import etree

NAMES = {
    "invoices": "Rechnung_RE0001.pdf",
    "credit-notes": "Rechnungskorrektur_GS0001.pdf",
    "quotations": "Angebot_AG0001.pdf",
    "order-confirmations": "Auftragsbestaetigung_AB0001.pdf",
    "delivery-notes": "Lieferschein_LS0001.pdf",
}
AUTHORITY = {"buyerReference": "04011000-1234512345-35", "vendorNumberAtCustomer": "70123"}


@pytest.fixture
def file(sandbox):
    """The answer to a request for a document's file."""

    def ask(resource, document, accept="*/*"):
        return sandbox.raw("GET", f"/v1/{resource}/{document['id']}/file", headers={"Accept": accept})

    return ask


@pytest.fixture
def xrechnung(desk):
    """A finalised XRechnung."""
    return desk.made("invoices", address={"contactId": desk.customer(xRechnung=AUTHORITY)})


@pytest.fixture
def plain(sandbox, desk):
    """A finalised invoice that is no e-invoice."""
    sandbox.switch(e_invoice=False)
    return desk.made("invoices")


def foreign(desk):
    """The address of a customer who may get invoices without tax."""
    company = {"name": "Alpen AG", "vatRegistrationId": "ATU12345678", "allowTaxFreeInvoices": True}
    return {"contactId": desk.customer(company=company)}


def text_of(content):
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def attachment_of(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return {name: bytes(spec.get_file().read_bytes()) for name, spec in document.attachments.items()}


# Which file


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("*/*", 200, "application/pdf"),
        ("application/pdf", 200, "application/pdf"),
        ("text/html, application/pdf;q=0.5", 200, "application/pdf"),
        ("application/xml", 404, None),
        ("image/png", 406, None),
        ("text/html", 406, None),
    ],
)
@pytest.mark.parametrize("profile", ["NONE", "EN16931"])
def test_a_pdf_is_all_there_is_of_an_invoice_that_is_no_xrechnung(
    sandbox, desk, file, profile, accept, status, media_type
):
    sandbox.switch(e_invoice=profile != "NONE")
    invoice = desk.made("invoices")
    assert invoice["electronicDocumentProfile"] == profile
    answer = file("invoices", invoice, accept)
    assert answer.status_code == status
    if media_type:
        assert answer.headers["Content-Type"] == media_type
        assert set(attachment_of(answer.content)) == ({"factur-x.xml"} if profile == "EN16931" else set())


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("*/*", 200, "application/xml"),
        ("application/xml", 200, "application/xml"),
        ("application/pdf", 200, "application/pdf"),
        ("application/pdf, application/xml;q=0.9", 200, "application/pdf"),
        ("image/jpeg", 406, None),
    ],
)
def test_an_xrechnung_is_its_xml_and_its_pdf_a_preview(file, xrechnung, accept, status, media_type):
    answer = file("invoices", xrechnung, accept)
    assert answer.status_code == status
    if media_type == "application/xml":
        assert answer.headers["Content-Disposition"] == 'inline; filename="Rechnung_RE0001.xml"'
        assert etree.fromstring(answer.content).tag.endswith("CrossIndustryInvoice")
    elif media_type:
        assert "Vorschau" in text_of(answer.content)
        assert attachment_of(answer.content) == {}


@pytest.mark.parametrize("resource", NAMES)
def test_every_finalised_document_has_a_pdf_with_a_real_name(desk, file, resource):
    answer = file(resource, desk.made(resource))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith(f'inline; filename="{NAMES[resource]}"')
    assert NAMES[resource][-10:-4] in text_of(answer.content)


def test_a_name_with_an_umlaut_stands_in_full_beside_the_plain_one(desk, file):
    answer = file("order-confirmations", desk.made("order-confirmations"))
    assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''Auftragsbest%C3%A4tigung_AB0001.pdf")


@pytest.mark.parametrize("resource", NAMES)
def test_a_draft_has_no_file_and_no_document(sandbox, desk, file, resource):
    draft = desk.made(resource, final=False)
    answer = file(resource, draft)
    assert answer.status_code == 409
    assert answer.json()["message"].endswith("is in status 'draft' and therefore cannot be downloaded")
    assert sandbox.raw("GET", f"/v1/{resource}/{draft['id']}/document").status_code == 406


def test_a_dunning_has_its_file_at_once_though_it_is_a_draft_for_ever(sandbox, desk, file):
    dunning = desk.made("dunnings", after=desk.made("invoices")["id"])
    assert dunning["voucherStatus"] == "draft"
    answer = file("dunnings", dunning)
    assert answer.headers["Content-Disposition"] == 'inline; filename="Mahnung_RE0001.pdf"'
    document = sandbox.raw("GET", f"/v1/dunnings/{dunning['id']}/document").json()
    assert document == dunning["files"]
    assert sandbox.raw("GET", f"/v1/files/{document['documentFileId']}").content == answer.content


def test_a_down_payment_invoice_has_a_file_but_never_had_a_document(sandbox, file):
    price = {"currency": "EUR", "netAmount": 100, "grossAmount": 119, "taxRatePercentage": 19}
    line = {"type": "custom", "name": "Abschlag", "quantity": 1, "unitPrice": price, "lineItemAmount": 100}
    record = {
        "id": "0d1f0f8e-0000-4000-8000-000000000001",
        "voucherStatus": "open",
        "voucherNumber": "RE0007",
        "voucherDate": "2026-03-02T00:00:00.000+01:00",
        "address": {"name": "Nordlicht Messtechnik GmbH", "countryCode": "DE"},
        "lineItems": [line],
        "totalPrice": {"currency": "EUR", "totalNetAmount": 100, "totalGrossAmount": 119, "totalTaxAmount": 19},
        "taxAmounts": [{"taxRatePercentage": 19, "taxAmount": 19, "netAmount": 100}],
        "taxConditions": {"taxType": "net"},
        "electronicDocumentProfile": "NONE",
    }
    sandbox.control("records/downpaymentinvoice", [record])
    assert "Abschlagsrechnung RE0007" in text_of(file("down-payment-invoices", record).content)
    assert sandbox.raw("GET", f"/v1/down-payment-invoices/{record['id']}/document").status_code == 404


def test_unknown_ids_and_ids_of_another_type_are_not_found(sandbox, desk, file):
    invoice = desk.made("invoices")
    assert file("invoices", {"id": "nobody"}).status_code == 404
    assert file("quotations", invoice).status_code == 404
    for path in (f"quotations/{invoice['id']}/document", f"vouchers/{invoice['id']}/file", "files/nobody"):
        assert sandbox.raw("GET", f"/v1/{path}").status_code == 404


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/pdf"),
        ("application/pdf", "application/pdf"),
        ("image/png", "application/pdf"),
        ("application/xml", "application/xml"),
        ("text/html", 406),
    ],
)
def test_the_deprecated_way_gives_a_pdf_even_of_an_xrechnung(sandbox, file, xrechnung, accept, expected):
    document = sandbox.raw("GET", f"/v1/invoices/{xrechnung['id']}/document").json()
    assert document == xrechnung["files"]
    answer = sandbox.raw("GET", f"/v1/files/{document['documentFileId']}", headers={"Accept": accept})
    if expected == 406:
        assert answer.status_code == 406
    else:
        assert answer.headers["Content-Type"] == expected
        assert answer.content == file("invoices", xrechnung, expected).content


def test_the_deprecated_way_has_no_xml_of_other_invoices(sandbox, plain):
    path = f"/v1/files/{plain['files']['documentFileId']}"
    assert sandbox.raw("GET", path, headers={"Accept": "application/xml"}).status_code == 404


def test_the_file_stays_byte_for_byte_the_same_whatever_is_paid(sandbox, desk, file):
    invoice = desk.made("invoices")
    first = file("invoices", invoice).content
    sandbox.control("payments", {"voucher_id": invoice["id"], "amount": "119.00"})
    assert desk.get("invoices", invoice["id"])["voucherStatus"] == "paid"
    assert file("invoices", invoice).content == first


# What the paper says


def test_the_paper_says_who_whom_what_and_until_when(sandbox, desk, file):
    lines = [
        desk.line("150", quantity="2", description="mit **Protokoll**\n- Punkt eins"),
        desk.line("46.7290", rate=7, name="Fachbuch", discountPercentage="10"),
        {"type": "text", "name": "Zur Beachtung", "description": "ohne Preis"},
    ]
    terms = {"paymentTermLabel": "14 Tage netto", "paymentTermDuration": 14}
    address = {"contactId": desk.customer()}
    invoice = desk.made("invoices", *lines, address=address, introduction="Auftrag A-1188", paymentConditions=terms)
    text = text_of(file("invoices", invoice).content)
    sender = sandbox.http.get("/sandbox/letterhead").json()
    for expected in (
        *(sender["name"], sender["street"], sender["tax_number"], sender["vat_id"], sender["bic"]),
        *("Nordlicht Messtechnik GmbH", "Am Deich 4", "26721 Emden", "10001"),
        *("RE0001", "02.03.2026", "16.03.2026", "Auftrag A-1188", "14 Tage netto"),
        *("mit Protokoll", "• Punkt eins", "2 Stück", "150,00 €", "300,00 €"),
        *("46,729 €", "10 %", "42,06 €", "Zur Beachtung", "ohne Preis"),
        *("342,06 €", "zzgl. 19 % USt auf 300,00 €", "57,00 €", "zzgl. 7 % USt auf 42,06 €", "2,94 €", "402,00 €"),
    ):
        assert expected in text, expected


def test_gross_prices_say_what_tax_they_include(desk, file):
    invoice = desk.made("invoices", desk.line("119", side="gross"), taxConditions={"taxType": "gross"})
    text = text_of(file("invoices", invoice).content)
    assert "enthält 19 % USt aus 100,00 € netto" in text
    assert "Gesamtbetrag netto" not in text


def test_a_discount_on_the_whole_stands_between_lines_and_total(desk, file):
    total = {"currency": "EUR", "totalDiscountPercentage": "10"}
    text = text_of(file("invoices", desk.made("invoices", totalPrice=total)).content)
    assert "Zwischensumme" in text
    assert "Rabatt 10 %" in text
    assert "-10,00 €" in text


def test_english_documents_speak_english(desk, file):
    quotation = desk.made("quotations", desk.line("1234.5"), language="en")
    text = text_of(file("quotations", quotation).content)
    for expected in ("2 Mar 2026", "Valid until", "€1,234.50", "plus 19 % VAT on €1,234.50", "Page 1/1"):
        assert expected in text, expected
    assert "zzgl." not in text


@pytest.mark.parametrize(
    ("tax_type", "german", "english"),
    [
        ("constructionService13b", "§ 13b UStG", "Reverse charge"),
        ("intraCommunitySupply", "innergemeinschaftliche Lieferung", "intra-Community supply"),
        ("thirdPartyCountryDelivery", "Ausfuhrlieferung", "export delivery"),
        ("vatfree", "Umsatzsteuerfreie Leistung", "Exempt from VAT"),
    ],
)
def test_the_paper_says_why_there_is_no_tax(desk, file, tax_type, german, english):
    address = foreign(desk)
    for language, expected in (("de", german), ("en", english)):
        changes = {"address": address, "taxConditions": {"taxType": tax_type}, "language": language}
        invoice = desk.made("invoices", desk.line(rate=0), **changes)
        assert expected in text_of(file("invoices", invoice).content)


def test_a_small_business_names_its_paragraph(sandbox, desk, file):
    sandbox.control("profile", {"smallBusiness": True, "taxType": "vatfree"})
    invoice = desk.made("invoices", desk.line(rate=0), taxConditions={"taxType": "vatfree"})
    assert "§ 19 UStG" in text_of(file("invoices", invoice).content)


def test_a_delivery_note_shows_no_prices(desk, file):
    note = desk.made("delivery-notes", desk.line("4711.11"), deliveryTerms="frei Haus")
    text = text_of(file("delivery-notes", note).content)
    assert "1 Stück" in text
    assert "frei Haus" in text
    assert "€" not in text


def test_optional_and_alternative_lines_are_marked_as_such(desk, file):
    alternative = {**desk.line("90", name="Gebraucht"), "alternative": True}
    lines = [desk.line(subItems=[alternative]), desk.line(name="Wartung", optional=True)]
    text = text_of(file("quotations", desk.made("quotations", *lines)).content)
    assert "Gebraucht (Alternative)" in text
    assert "Wartung (optional)" in text


def test_a_long_document_goes_over_pages_that_are_counted(desk, file):
    lines = [desk.line(name=f"Zeile {number}") for number in range(60)]
    pages = text_of(file("invoices", desk.made("invoices", *lines)).content)
    assert "Seite 1/3" in pages
    assert "Seite 3/3" in pages
    assert "Zeile 59" in pages


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>fett</b> & <para> </b>",
        "**offen __verschränkt** zu__ **",
        "Steuer\x0bzeichen \x00 und Zwischen\u2028zeile",
        "Şişli, Győr, Łódź, 北京, ✓",
        "\n" * 900,
        "W" * 2000,
    ],
)
def test_no_text_breaks_the_paper_or_the_e_invoice(desk, file, hostile):
    line = desk.line(description=hostile)
    invoice = desk.made("invoices", line, introduction=hostile, remark=hostile)
    content = file("invoices", invoice).content
    assert "119,00 €" in text_of(content)
    assert facturx.xml_check_xsd(attachment_of(content)["factur-x.xml"])


def test_letters_that_the_font_lacks_come_near_and_stay_whole_in_the_xml(desk, file):
    invoice = desk.made("invoices", desk.line(name="Győr <b> 北京"))
    content = file("invoices", invoice).content
    assert "Gyor <b> ??" in text_of(content)
    assert "Győr &lt;b&gt; 北京" in attachment_of(content)["factur-x.xml"].decode()


def test_the_letterhead_is_a_control(sandbox, desk, file):
    sandbox.control("letterhead", {"street": "Neue Gasse 1", "vat_id": None})
    text = text_of(file("invoices", desk.made("invoices")).content)
    assert "Neue Gasse 1" in text
    assert "USt-IdNr." not in text
    assert sandbox.http.post("/sandbox/letterhead", json={"strasse": "x"}).status_code == 422
