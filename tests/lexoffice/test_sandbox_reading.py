"""What the sandbox reads off an upload, and what it tells of it (API notes, section 12.1)."""

from __future__ import annotations

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from lexoffice.wire import read_json

UPLOADS = Path(__file__).parents[2] / "data" / "inbox" / "uploads"
CII, UBL = "910045872_xrechnung.xml", "riebesehl-2026-30771.xml"
OTHER_EXPENSES = "16d04a28-fd91-11e1-a21f-0800200c9a66"


def upload(sandbox, content, name="beleg.pdf", **form):
    return sandbox.raw("POST", "/v1/files", files={"file": (name, content)}, data={"type": "voucher"} | form)


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
