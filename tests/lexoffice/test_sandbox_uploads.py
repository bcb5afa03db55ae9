"""What Lexware says to uploads and downloads (API notes, sections 5.3 and 12)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

LARGEST = 5 * 1024 * 1024
XRECHNUNG = b"""<?xml version="1.0"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<c:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</c:CustomizationID></Invoice>"""
UPLOADS = Path(__file__).parents[2] / "data" / "inbox" / "uploads"
CII, UBL = "910045872_xrechnung.xml", "riebesehl-2026-30771.xml"
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


@pytest.fixture(params=["/v1/files", "/v1/vouchers/{}/files"])
def send(request, sandbox, pdf):
    """Sends a file by either of the two ways."""
    path = request.param.format(upload(sandbox, pdf("Rechnung, an die etwas angehängt wird")).json()["voucherId"])

    def post(content, name="beleg.pdf"):
        return sandbox.raw("POST", path, files={"file": (name, content), "type": (None, b"voucher")})

    return post


def test_a_missing_file_or_name_is_a_server_error_as_it_really_is(sandbox, send, pdf):
    nothing = sandbox.raw("POST", "/v1/files", data={"type": "voucher"}, files={"other": ("a.pdf", pdf())})
    assert (nothing.status_code, nothing.json()) == (500, {"message": None})
    nameless = send(pdf(), None)
    assert (nameless.status_code, nameless.json()) == (500, {"message": None})


def test_five_mebibytes_are_accepted_and_one_byte_more_is_not(send, pdf):
    start, end = pdf().split(b"startxref")
    largest = start + b"%" * (LARGEST - len(pdf()) - 1) + b"\nstartxref" + end
    assert len(largest) == LARGEST
    assert send(largest).status_code == 202
    assert code(send(largest + b"\n")) == "max_file_size_exceeded"


@pytest.mark.parametrize("name", ["a.gif", "a.tif", "a.txt", "a.zip", "rechnung"])
def test_other_extensions_are_not_accepted(send, pdf, name):
    assert code(send(pdf(), name)) == "inacceptable_file_extension"


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
        ("a.pdf", "image/jpeg", 200),
        ("a.pdf", "text/html", 406),
        ("a.png", "*/*", 200),
        ("a.png", "image/jpeg", 200),
        ("a.png", "application/xml", 404),
        ("a.png", "text/html", 406),
        ("a.jpg", "*/*", 200),
        ("a.jpg", "image/png", 200),
        ("a.jpg", "application/pdf", 200),
        ("a.jpg", "application/xml", 404),
        ("a.xml", "*/*", 200),
        ("a.xml", "text/xml", 406),
        ("a.xml", "application/xml", 200),
    ],
)
def test_what_a_download_gives(sandbox, pdf, image, name, accept, status):
    content = {"a.pdf": pdf(), "a.png": image("PNG"), "a.jpg": image("JPEG"), "a.xml": XRECHNUNG}[name]
    file_id = upload(sandbox, content, name).json()["id"]
    answer = sandbox.raw("GET", f"/v1/files/{file_id}", headers={"Accept": accept})
    assert answer.status_code == status
    if status == 200:
        assert answer.content == content
        assert answer.headers["Content-Disposition"] == f"inline; filename={file_id}{name[1:]}"


def test_attaching_needs_a_voucher(sandbox, pdf):
    answer = sandbox.raw("POST", "/v1/vouchers/nobody/files", files={"file": ("a.pdf", pdf())})
    assert answer.status_code == 404


@pytest.mark.parametrize("accept", ["application/pdf", "image/png", "image/jpeg"])
@pytest.mark.parametrize(("name", "said"), [(CII, ("910045872", "1.367,01 EUR")), (UBL, ("2026-30771", "151,01 EUR"))])
def test_an_xml_e_invoice_is_rendered_for_whoever_wants_to_look_at_it(sandbox, name, said, accept):
    file_id = upload(sandbox, (UPLOADS / name).read_bytes(), name).json()["id"]
    answer = sandbox.raw("GET", f"/v1/files/{file_id}", headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"inline; filename={file_id}.pdf"
    with pypdfium2.PdfDocument(answer.content) as document:
        text = document[0].get_textpage().get_text_bounded()
    for expected in (*said, "Darstellung einer E-Rechnung", "USt 19 %"):
        assert expected in text, expected


def test_an_xrechnung_that_says_nothing_is_rendered_as_one_that_says_nothing(sandbox):
    file_id = upload(sandbox, XRECHNUNG, "a.xml").json()["id"]
    answer = sandbox.raw("GET", f"/v1/files/{file_id}", headers={"Accept": "application/pdf"})
    with pypdfium2.PdfDocument(answer.content) as document:
        assert "ohne Angabe" in document[0].get_textpage().get_text_bounded()


def test_the_status_of_a_file_says_whether_it_has_been_read(sandbox, pdf):
    sandbox.switch(reading_seconds=60)
    file_id = upload(sandbox, pdf()).json()["id"]
    path = f"/v1/files/{file_id}/status"
    assert sandbox.raw("GET", path).json() == {"id": file_id, "status": "processing"}
    sandbox.control("clock", {"advance_seconds": 61})
    assert sandbox.raw("GET", path).json() == {"id": file_id, "status": "done"}
    assert sandbox.raw("GET", "/v1/files/nobody/status").status_code == 404
    sandbox.control("clock", {})


def test_files_can_be_found_by_their_id_only(sandbox):
    assert sandbox.raw("GET", "/v1/files").status_code == 404
