"""What Lexware says to uploads and downloads (API notes, sections 5.3 and 12)."""

from __future__ import annotations

import pytest

LARGEST = 5 * 1024 * 1024
XRECHNUNG = b"""<?xml version="1.0"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<c:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</c:CustomizationID></Invoice>"""
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Invoice>&b;</Invoice>'


def upload(sandbox, content, name="beleg.pdf", **form):
    return sandbox.raw("POST", "/v1/files", files={"file": (name, content)}, data={"type": "voucher"} | form)


def code(answer):
    assert answer.status_code == 406, answer.text
    return answer.json()["IssueList"][0]["i18nKey"]


def test_every_accepted_kind_becomes_a_blank_purchase_voucher(sandbox, pdf, image):
    sandbox.switch(reading_seconds=60)
    for name, content in [("a.pdf", pdf()), ("b.PNG", image("PNG")), ("c.jpg", image("JPEG")), ("d.xml", XRECHNUNG)]:
        answer = upload(sandbox, content, name)
        assert answer.status_code == 202
        voucher = sandbox.raw("GET", f"/v1/vouchers/{answer.json()['voucherId']}").json()
        assert (voucher["voucherStatus"], voucher["type"]) == ("blank", "purchaseinvoice")
        assert voucher["files"] == [answer.json()["id"]]


def test_a_missing_or_wrong_type_is_a_bad_request(sandbox, pdf):
    assert upload(sandbox, pdf(), type="invoice").json() == {"message": "Invalid or missing upload type."}
    assert sandbox.raw("POST", "/v1/files", files={"file": ("a.pdf", pdf())}).status_code == 400


def test_a_missing_file_or_name_is_a_server_error_as_it_really_is(sandbox, pdf):
    nothing = sandbox.raw("POST", "/v1/files", data={"type": "voucher"}, files={"other": ("a.pdf", pdf())})
    assert (nothing.status_code, nothing.json()) == (500, {"message": None})
    nameless = sandbox.raw("POST", "/v1/files", files={"file": (None, pdf()), "type": (None, b"voucher")})
    assert nameless.status_code == 500


def test_five_mebibytes_are_accepted_and_one_byte_more_is_not(sandbox, pdf):
    start, end = pdf().split(b"startxref")
    largest = start + b"%" * (LARGEST - len(pdf()) - 1) + b"\nstartxref" + end
    assert len(largest) == LARGEST
    assert upload(sandbox, largest).status_code == 202
    assert code(upload(sandbox, largest + b"\n")) == "max_file_size_exceeded"


@pytest.mark.parametrize("name", ["a.gif", "a.tif", "a.txt", "a.zip", "rechnung"])
def test_other_extensions_are_not_accepted(sandbox, pdf, name):
    assert code(upload(sandbox, pdf(), name)) == "inacceptable_file_extension"


def test_contents_are_looked_at(sandbox, pdf, image):
    assert code(upload(sandbox, b"PK\x03\x04 a zip", "a.pdf")) == "voucher_upload_toxic_pdf"
    assert code(upload(sandbox, pdf()[:-40], "a.pdf")) == "voucher_upload_toxic_pdf"
    broken = bytearray(image("PNG"))
    broken[30] ^= 0xFF
    assert code(upload(sandbox, bytes(broken), "a.png")) == "image_conversion_error"
    assert code(upload(sandbox, image("PNG")[:-6], "a.png")) == "image_conversion_error"
    assert code(upload(sandbox, image("JPEG")[:-20], "a.jpeg")) == "image_conversion_error"
    assert code(upload(sandbox, pdf(), "a.jpg")) == "image_conversion_error"


@pytest.mark.parametrize("content", [b"<Invoice/>", b"<Invoice", b"kein XML", BOMB])
def test_xml_must_be_an_xrechnung(sandbox, content):
    assert code(upload(sandbox, content, "a.xml")) == "invalid_xrechnung"


def test_xml_needs_the_e_invoice_switched_on(sandbox):
    sandbox.switch(e_invoice=False)
    assert code(upload(sandbox, XRECHNUNG, "a.xml")) == "inacceptable_file_extension"


def test_the_client_names_a_nameless_file_by_its_content(lexware, pdf):
    assert lexware.files.upload(pdf(), "scan").voucher_id


@pytest.mark.parametrize(
    ("name", "accept", "status"),
    [
        ("a.pdf", "*/*", 200),
        ("a.pdf", "application/pdf", 200),
        ("a.pdf", "image/png", 200),
        ("a.pdf", "application/xml", 404),
        ("a.png", "application/pdf", 200),
        ("a.png", "text/html", 406),
        ("a.xml", "*/*", 200),
        ("a.xml", "application/xml", 200),
    ],
)
def test_what_a_download_gives(sandbox, pdf, image, name, accept, status):
    content = {"a.pdf": pdf(), "a.png": image("PNG"), "a.xml": XRECHNUNG}[name]
    file_id = upload(sandbox, content, name).json()["id"]
    answer = sandbox.raw("GET", f"/v1/files/{file_id}", headers={"Accept": accept})
    assert answer.status_code == status
    if status == 200:
        assert answer.content == content
        assert answer.headers["Content-Disposition"] == f"inline; filename={file_id}{name[1:]}"


def test_attaching_needs_a_voucher(sandbox, pdf):
    answer = sandbox.raw("POST", "/v1/vouchers/nobody/files", files={"file": ("a.pdf", pdf())})
    assert answer.status_code == 404
