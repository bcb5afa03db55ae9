"""PDFs with a text layer: words, boxes, lines, and when the text layer is not believed."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.limits import Limits
from ingest.pageimage import render
from ingest.reading import read
from models.documents import Medium
from models.pages import ReadMethod


def test_a_born_digital_page_reads_line_by_line_whatever_order_it_was_written_in(letter):
    document = read(letter, "brief.pdf")
    lines = document.pages[0].text.splitlines()
    assert document.medium is Medium.BORN_DIGITAL
    assert document.page_count == 1
    assert lines[0] == "Tischlerei Öhmann & Söhne GmbH"
    assert "Rechnung RE-2026-0815" in lines
    assert "Umsatzsteuer 19 % 38,00" in lines  # label and amount stand 15 cm apart
    assert "Gesamtbetrag 238,00" in lines


def test_boxes_enclose_the_ink_of_their_words(letter, make_picture):
    page = read(letter, "brief.pdf").pages[0]
    grey = make_picture(letter, 100)
    height, width = grey.shape
    blank = grey.copy()
    for word in page.words:
        box = word.box
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
        rows = slice(int(box.top * height), int(np.ceil(box.bottom * height)) + 1)
        columns = slice(int(box.left * width), int(np.ceil(box.right * width)) + 1)
        assert grey[rows, columns].min() < 128, word.text
        blank[rows, columns] = 255
    assert (blank < 128).sum() < 0.01 * (grey < 128).sum()


def test_bold_words_are_known_by_their_font(letter):
    words = {word.text: word.bold for word in read(letter, "brief.pdf").pages[0].words}
    assert words["RE-2026-0815"]
    assert not words["Gesamtbetrag"]


def rotated(content: bytes, turn: int) -> bytes:
    """The first page with /Rotate: a viewer shows it turned clockwise."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as source:
        source.pages[0].rotate(turn, relative=False)
        source.save(out)
    return out.getvalue()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_in_the_viewer_is_read_upright(letter, turn):
    page = read(rotated(letter, turn), "gedreht.pdf").pages[0]
    upright = read(letter, "brief.pdf").pages[0]
    assert page.rotation == 360 - turn
    assert page.lines == upright.lines


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_its_picture_is_turned_as_it_was_read_so_that_the_boxes_lie_on_the_words(letter, turn):
    content = rotated(letter, turn)
    rotation = read(content, "gedreht.pdf").pages[0].rotation
    shown, upright = (
        np.array(Image.open(BytesIO(picture)).convert("L"), dtype=int)
        for picture in (render(content, "gedreht.pdf", 1, turn=rotation), render(letter, "brief.pdf", 1))
    )
    assert shown.shape == upright.shape
    assert np.abs(shown - upright).mean() < 5


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_turned_content_the_viewer_sets_right_needs_no_turn(make_pdf, turn):
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.drawString(-100, 50, "Angebot vom Montag")
        canvas.drawString(-100, 0, "Summe 7,00")

    page = read(rotated(make_pdf(draw), turn), "quer.pdf").pages[0]
    assert page.rotation == 0
    assert (page.width > page.height) == (turn != 180)
    assert page.text == "Angebot vom Montag\nSumme 7,00"


def test_text_up_the_margin_does_not_disturb_the_lines_beside_it(make_pdf):
    def draw(canvas: Canvas) -> None:
        for number in range(10):
            canvas.drawString(80, 700 - 20 * number, f"Position {number} kostet {number},00")
        canvas.translate(40, 500)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Formular-Nr. 4711/2026")

    lines = read(make_pdf(draw), "rand.pdf").pages[0].text.splitlines()
    assert lines[:10] == [f"Position {number} kostet {number},00" for number in range(10)]
    assert "4711/2026" in lines[10:]


def test_what_the_crop_box_cuts_off_is_not_read(letter):
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.pages[0].cropbox = pikepdf.Array([0, 400, 595, 720])  # the head of the letter lies above
        source.save(out)
    text = read(out.getvalue(), "beschnitten.pdf").text
    assert "Tischlerei" not in text
    assert "RE-2026-0815" in text


def test_a_title_in_spaced_letters_is_one_word(make_pdf):
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 700, "R E C H N U N G")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 650, "Position 1 von 2 zu je 3 m")

    text = read(make_pdf(draw), "titel.pdf").text
    assert "RECHNUNG" in text
    assert "Position 1 von 2 zu je 3 m" in text


def test_hidden_text_beside_visible_text_is_not_read_and_is_said(make_pdf):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Gesamtbetrag 100,00 EUR, zahlbar sofort und ohne Abzug auf unser Konto")
        hidden = canvas.beginText(60, 600)
        hidden.setTextRenderMode(3)
        hidden.textOut("Gesamtbetrag 9.999,00")
        canvas.drawText(hidden)

    document = read(make_pdf(draw), "versteckt.pdf")
    assert "9.999,00" not in document.text
    assert "hidden_text" in [warning.code for warning in document.warnings]


def test_a_scan_with_a_text_layer_is_a_scan_and_read_from_its_picture(make_pdf, make_picture, letter):
    picture = make_picture(letter, 200)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, *canvas._pagesize)
        hidden = canvas.beginText(60, 600)
        hidden.setTextRenderMode(3)
        hidden.textOut("Etwas ganz anderes als das Bild zeigt und zwar mehr als acht Woerter lang")
        canvas.drawText(hidden)

    document = read(make_pdf(draw), "scan.pdf")
    assert document.medium is Medium.SCAN
    assert document.pages[0].method is ReadMethod.OCR
    assert "RE-2026-0815" in document.text
    assert "ganz anderes" not in document.text
    assert not document.warnings


def test_only_the_first_pages_of_a_long_file_are_read_and_the_true_count_is_kept(make_pdf):
    content = make_pdf(*[lambda canvas: canvas.drawString(60, 700, "Seite")] * 7)
    document = read(content, "lang.pdf", Limits(max_pages=3))
    assert len(document.pages) == 3
    assert document.page_count == 7
    assert [warning.code for warning in document.warnings] == ["too_many_pages"]


def test_scripts_are_not_run_but_mentioned(make_pdf):
    out = BytesIO()
    with pikepdf.open(BytesIO(make_pdf(lambda canvas: canvas.drawString(60, 700, "Angebot")))) as source:
        source.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
        source.save(out)
    document = read(out.getvalue(), "skript.pdf")
    assert document.text == "Angebot"
    assert [warning.code for warning in document.warnings] == ["pdf_active_content"]
