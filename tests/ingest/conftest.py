"""Documents that the tests make themselves: born-digital PDFs, pictures of them, e-invoices; and one fenced reader."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from drafthorse.models.accounting import ApplicableTradeTax
from drafthorse.models.document import Document
from drafthorse.models.party import TaxRegistration
from drafthorse.models.payment import PaymentMeans, PaymentTerms
from drafthorse.models.tradelines import LineItem
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.guard import FencedReader
from ingest.limits import Limits
from ingest.picture import Grey

LETTER = [
    ("Helvetica-Bold", 14, 60, "Tischlerei Öhmann & Söhne GmbH"),
    ("Helvetica", 9, 75, "Weidenstraße 12, 04277 Leipzig"),
    ("Helvetica-Bold", 12, 150, "Rechnung RE-2026-0815"),
    ("Helvetica", 10, 180, "Sehr geehrte Damen und Herren, für die Lieferung vom 3. März 2026 berechnen wir:"),
    ("Helvetica", 10, 230, "Regalböden aus Eiche, geölt, 4 Stück zu je 50,00 €"),
    ("Helvetica", 10, 290, "Bitte überweisen Sie den Betrag innerhalb von 14 Tagen ohne Abzug."),
    ("Helvetica", 10, 310, "IBAN DE89 3704 0044 0532 0130 00, USt-IdNr. DE136695976"),
]
SUMS = [("Summe netto", "200,00"), ("Umsatzsteuer 19 %", "38,00"), ("Gesamtbetrag", "238,00")]


def draw_letter(canvas: Canvas) -> None:
    """The page that most tests read: a head, a sentence, sums right-aligned in a second column."""
    height = A4[1]
    for font, size, top, text in LETTER:
        canvas.setFont(font, size)
        canvas.drawString(60, height - top, text)
    canvas.setFont("Helvetica", 10)
    for number, (label, _) in enumerate(SUMS):
        canvas.drawString(320, height - 250 - 14 * number, label)
    for number, (_, amount) in enumerate(SUMS):  # a column after the other, as many programs write it
        canvas.drawRightString(520, height - 250 - 14 * number, amount)


def pdf(*pages: Callable[[Canvas], None], **settings: object) -> bytes:
    """A PDF with one page a function."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, **settings)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_of(content: bytes, dpi: int = 200) -> Grey:
    """The first page of a PDF as grey pixels."""
    with pypdfium2.PdfDocument(content) as opened:
        return np.array(opened[0].render(scale=dpi / 72, grayscale=True).to_pil())


def image_file(grey: Grey, kind: str = "PNG", **settings: object) -> bytes:
    """`grey` as an image file."""
    out = BytesIO()
    Image.fromarray(grey).save(out, kind, **settings)
    return out.getvalue()


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return pdf


@pytest.fixture(scope="session")
def make_picture() -> Callable[..., Grey]:
    return picture_of


@pytest.fixture(scope="session")
def make_image() -> Callable[..., bytes]:
    return image_file


@pytest.fixture(scope="session")
def letter() -> bytes:
    return pdf(draw_letter)


@pytest.fixture(scope="session")
def letter_picture(letter: bytes) -> Grey:
    return picture_of(letter)


@pytest.fixture(scope="session")
def fenced() -> Iterator[FencedReader]:
    with FencedReader(Limits(seconds=60.0, memory_bytes=2_000_000_000)) as reader:
        yield reader


@pytest.fixture(scope="session")
def factur_x() -> bytes:
    """A CII invoice that drafthorse wrote, in the extended profile, validated by its XSD."""
    invoice = Document()
    invoice.context.guideline_parameter.id = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
    invoice.header.id = "FX-2026-7"
    invoice.header.type_code = "380"
    invoice.header.issue_date_time = datetime.date(2026, 3, 4)
    agreement, settlement = invoice.trade.agreement, invoice.trade.settlement
    agreement.seller.name = "Nordlicht Druck GmbH"
    agreement.seller.address.country_id = "DE"
    agreement.seller.address.city_name = "Kiel"
    agreement.seller.address.postcode = "24103"
    agreement.seller.address.line_one = "Hafenweg 3"
    for scheme, number in (("VA", "DE136695976"), ("FC", "20/815/08154")):
        agreement.seller.tax_registrations.add(TaxRegistration(id=(scheme, number)))
    agreement.buyer.id = "K-4711"
    agreement.buyer.name = "Kontor Süd AG"
    agreement.buyer.address.country_id = "DE"
    agreement.buyer_order.issuer_assigned_id = "B-99"
    invoice.trade.delivery.event.occurrence = datetime.date(2026, 3, 2)
    settlement.currency_code = "EUR"
    means = PaymentMeans(type_code="58")
    means.payee_account.iban = "DE89370400440532013000"
    means.payee_institution.bic = "COBADEFFXXX"
    settlement.payment_means.add(means)
    settlement.terms.add(PaymentTerms(due=datetime.datetime(2026, 3, 18, tzinfo=datetime.UTC)))
    item = LineItem()
    item.document.line_id = "1"
    item.product.name = "Geschäftsbriefbogen"
    item.agreement.net.amount = Decimal("100.00")
    item.agreement.net.basis_quantity = (Decimal("1.0000"), "C62")
    item.delivery.billed_quantity = (Decimal("2.0000"), "C62")
    item.settlement.trade_tax.type_code = "VAT"
    item.settlement.trade_tax.category_code = "S"
    item.settlement.trade_tax.rate_applicable_percent = Decimal("19.00")
    item.settlement.monetary_summation.total_amount = Decimal("200.00")
    invoice.trade.items.add(item)
    tax = ApplicableTradeTax()
    tax.calculated_amount, tax.basis_amount = Decimal("38.00"), Decimal("200.00")
    tax.type_code, tax.category_code, tax.rate_applicable_percent = "VAT", "S", Decimal("19.00")
    settlement.trade_tax.add(tax)
    sums = settlement.monetary_summation
    sums.line_total, sums.charge_total, sums.allowance_total = Decimal("200.00"), Decimal("0.00"), Decimal("0.00")
    sums.tax_basis_total, sums.grand_total = Decimal("200.00"), Decimal("238.00")
    sums.tax_total = (Decimal("38.00"), "EUR")
    sums.prepaid_total, sums.due_amount = Decimal("38.00"), Decimal("200.00")
    return bytes(invoice.serialize(schema="FACTUR-X_EXTENDED"))
