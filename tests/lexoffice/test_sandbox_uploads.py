"""What Lexware says to uploads and downloads (API notes, sections 5.3 and 12)."""

from __future__ import annotations

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from lexoffice.wire import read_json

LARGEST = 5 * 1024 * 1024
XRECHNUNG = b"""<?xml version="1.0"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<c:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</c:CustomizationID></Invoice>"""
UPLOADS = Path(__file__).parents[2] / "data" / "inbox" / "uploads"
CII, UBL = "910045872_xrechnung.xml", "riebesehl-2026-30771.xml"
OTHER_EXPENSES = "16d04a28-fd91-11e1-a21f-0800200c9a66"
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


# Reading


def read(sandbox, content, name="beleg.pdf"):
    """The voucher after the reading, with numbers as they were written."""
    voucher_id = upload(sandbox, content, name).json()["voucherId"]
    voucher = read_json(sandbox.raw("GET", f"/v1/vouchers/{voucher_id}").content)
    assert voucher["voucherStatus"] == "unchecked"
    return voucher


def found(voucher):
    fields = ("type", "voucherNumber", "voucherDate", "dueDate", "totalGrossAmount", "totalTaxAmount", "contactName")
    return {field: str(voucher[field]) for field in fields if field in voucher}


RIEBESEHL = {
    "type": "purchaseinvoice",
    "voucherNumber": "2026-30771",
    "voucherDate": "2026-11-02T00:00:00.000+01:00",
    "dueDate": "2026-11-16T00:00:00.000+01:00",
    "totalGrossAmount": "151.01",
    "totalTaxAmount": "24.11",
    "contactName": "Büroausstatter Riebesehl KG",
}
KLIMANORD = {
    "type": "purchaseinvoice",
    "voucherNumber": "910045872",
    "voucherDate": "2026-10-23T00:00:00.000+02:00",
    "dueDate": "2026-11-06T00:00:00.000+01:00",
    "totalGrossAmount": "1367.01",
    "totalTaxAmount": "218.26",
    "contactName": "Klimanord Ersatzteile GmbH & Co. KG",
}


@pytest.mark.parametrize(("name", "expected"), [(CII, KLIMANORD), (UBL, RIEBESEHL)])
def test_an_e_invoice_is_read_in_full_and_can_be_booked_as_read(sandbox, lexware, name, expected):
    voucher = read(sandbox, (UPLOADS / name).read_bytes(), name)
    assert found(voucher) == expected
    [item] = voucher["voucherItems"]
    assert (str(item["amount"]), item["taxRatePercent"]) == (expected["totalGrossAmount"], 19)
    assert item["categoryId"] == OTHER_EXPENSES
    typed = lexware.vouchers.get(voucher["id"])
    lexware.vouchers.update(typed.replaced(voucher_status="open"))
    assert lexware.vouchers.get(voucher["id"]).voucher_status == "open"


def hybrid(pdf, xml):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments["factur-x.xml"] = xml
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def test_the_e_invoice_inside_a_pdf_goes_before_its_text(sandbox, pdf):
    content = hybrid(pdf("Rechnungsnummer: 4711"), (UPLOADS / CII).read_bytes())
    assert found(read(sandbox, content)) == KLIMANORD


def test_a_credit_note_is_read_as_one(sandbox):
    xml = (UPLOADS / CII).read_bytes().replace(b"<ram:TypeCode>380<", b"<ram:TypeCode>381<")
    assert found(read(sandbox, xml, "a.xml")) == KLIMANORD | {"type": "purchasecreditnote"}


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        (b">EUR</ram:InvoiceCurrencyCode>", b">CHF</ram:InvoiceCurrencyCode>", {"totalGrossAmount", "totalTaxAmount"}),
        (b"<ram:CalculatedAmount>218.26<", b"<ram:CalculatedAmount>218.27<", {"totalTaxAmount"}),
        (b"<ram:GrandTotalAmount>1367.01<", b"<ram:GrandTotalAmount>1E+999<", {"totalGrossAmount", "totalTaxAmount"}),
        (b">20261023</udt", b">20261399</udt", {"voucherDate"}),
    ],
)
def test_what_makes_no_sense_is_not_taken_over(sandbox, before, after, lost):
    xml = (UPLOADS / CII).read_bytes()
    assert before in xml
    voucher = read(sandbox, xml.replace(before, after), "a.xml")
    assert found(voucher) == {field: value for field, value in KLIMANORD.items() if field not in lost}
    assert bool(voucher["voucherItems"]) is not ("totalTaxAmount" in lost)


@pytest.fixture
def paper():
    """A PDF with these lines."""

    def make(*lines):
        target = io.BytesIO()
        canvas = Canvas(target, invariant=True)
        for at, line in enumerate(lines):
            canvas.drawString(72, 720 - 20 * at, line)
        canvas.save()
        return target.getvalue()

    return make


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("Rechnungsnummer: R-2026/118", "Rechnungsdatum: 27.02.2026", "Netto 200,00", "Gesamtbetrag 1.238,00 EUR"),
            {"voucherNumber": "R-2026/118", "voucherDate": "2026-02-27", "totalGrossAmount": "1238"},
        ),
        (
            ("Invoice No. 77-A", "Invoice date 2026-02-27", "Subtotal 100.00", "Amount due 1,119.50"),
            {"voucherNumber": "77-A", "voucherDate": "2026-02-27", "totalGrossAmount": "1119.5"},
        ),
        (
            ("Gutschrift", "Gutschrift-Nr. 9", "Datum: 1.2.26", "Gesamtbetrag netto 5,00", "Zahlbetrag", "5,95"),
            {
                "type": "purchasecreditnote",
                "voucherNumber": "9",
                "voucherDate": "2026-02-01",
                "totalGrossAmount": "5.95",
            },
        ),
        (("Datum: 31.02.2026", "Summe 12", "Telefon 0123.45"), {}),
    ],
)
def test_of_a_pdf_with_text_what_stands_beside_its_label_is_read(sandbox, paper, lines, expected):
    voucher = read(sandbox, paper(*lines))
    assert {field: value.partition("T")[0] for field, value in found(voucher).items()} == {
        "type": "purchaseinvoice"
    } | expected
    assert voucher["voucherItems"] == []


def test_of_pictures_and_damaged_files_nothing_is_read_and_nothing_breaks(sandbox, image, pdf):
    torn = pdf("Rechnungsnummer: 12")
    torn = torn[:200] + b"\xff" * 150 + torn[350:]
    loops = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    )
    protected = (UPLOADS / "Rechnung_geschuetzt.pdf").read_bytes()
    for name, content in [
        *(("a.png", image("PNG")), ("a.jpg", image("JPEG"))),
        *(("torn.pdf", torn), ("loops.pdf", loops), ("protected.pdf", protected)),
    ]:
        assert found(read(sandbox, content, name)) == {"type": "purchaseinvoice"}, name


def test_recognition_can_be_switched_off(sandbox):
    sandbox.switch(recognise_uploads=False)
    voucher = read(sandbox, (UPLOADS / CII).read_bytes(), CII)
    assert found(voucher) == {"type": "purchaseinvoice"}


class Listener:
    """Receives webhooks and remembers their bodies."""

    def __init__(self):
        listener = self
        self.events = []
        self.told = threading.Condition()

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self):
                self.answer()

            def do_POST(self):
                body = read_json(self.rfile.read(int(self.headers["Content-Length"])))
                with listener.told:
                    listener.events.append(body["eventType"])
                    listener.told.notify_all()
                self.answer()

            def answer(self):
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def listener(sandbox):
    sandbox.switch(https_callbacks_only=False)
    started = Listener()
    for event in ("voucher.created", "voucher.changed"):
        subscription = {"eventType": event, "callbackUrl": started.url}
        assert sandbox.raw("POST", "/v1/event-subscriptions", json=subscription).status_code == 201
    yield started
    started.stop()


@pytest.mark.parametrize("again", [False, True])
def test_the_reading_is_told_once_and_by_switch_changes_once_more(sandbox, listener, pdf, again):
    sandbox.switch(changed_after_reading=again, reading_seconds=60)
    voucher_id = upload(sandbox, pdf()).json()["voucherId"]
    versions = []
    for _ in range(4):
        versions.append(sandbox.raw("GET", f"/v1/vouchers/{voucher_id}").json()["version"])
        sandbox.control("clock", {"advance_seconds": 61})
    assert versions == ([1, 2, 3, 3] if again else [1, 2, 2, 2])
    expected = ["voucher.created", "voucher.changed"] if again else ["voucher.created"]
    with listener.told:
        assert listener.told.wait_for(lambda: len(listener.events) >= len(expected), timeout=5)
        assert listener.events == expected
    sandbox.control("clock", {})


def test_a_second_thought_of_the_reading_spares_what_has_been_booked(sandbox, lexware):
    sandbox.switch(changed_after_reading=True, reading_seconds=60)
    voucher_id = upload(sandbox, (UPLOADS / CII).read_bytes(), CII).json()["voucherId"]
    sandbox.control("clock", {"advance_seconds": 61})
    lexware.vouchers.update(lexware.vouchers.get(voucher_id).replaced(voucher_status="open"))
    booked = lexware.vouchers.get(voucher_id)
    sandbox.control("clock", {"advance_seconds": 61})
    assert lexware.vouchers.get(voucher_id) == booked
    sandbox.control("clock", {})
