"""Pictures of paper: recognition, preparation, orientation, boxes, codes; and the two engines behind one interface."""

from __future__ import annotations

import shutil
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from ingest import ocr
from ingest.codes import GiroCode, giro_code, qr_payloads
from ingest.image import Picture, is_photo
from ingest.picture import background, flatten, is_sideways, median, noise, prepare, skew
from ingest.reading import read
from ingest.scan import read_picture
from models.documents import Medium
from models.pages import ReadMethod

PAYMENT = "BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordlicht Druck GmbH\nDE89370400440532013000\nEUR119.00\n\n\nRE-2026-0815\n"


def turned(grey: np.ndarray, degrees: float) -> np.ndarray:
    """`grey` as if the paper lay askew: lines fall to the right by `degrees`."""
    return np.asarray(Image.fromarray(grey).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255))


def test_a_scanned_page_reads_as_the_page_that_was_printed(letter_picture, make_image):
    document = read(make_image(letter_picture, dpi=(200, 200)), "scan.png")
    page = document.pages[0]
    assert document.medium is Medium.SCAN
    assert page.method is ReadMethod.OCR
    assert page.quality > 0.85
    assert (page.width, page.height) == pytest.approx((595, 842), abs=2)
    assert "Rechnung RE-2026-0815" in page.text
    assert "Umsatzsteuer 19 % 38,00" in page.text.splitlines()
    assert "Söhne" in page.text


def test_every_page_of_a_tiff_is_read(letter_picture):
    out = BytesIO()
    first, second = Image.fromarray(letter_picture), Image.fromarray(letter_picture[:700])
    first.save(out, "TIFF", save_all=True, append_images=[second], dpi=(200, 200), compression="tiff_lzw")
    document = read(out.getvalue(), "fax.tif")
    assert document.page_count == 2
    assert all("RE-2026-0815" in page.text for page in document.pages)


@pytest.mark.parametrize("degrees", [-2.7, -1.2, -0.4, 0.0, 0.3, 0.8, 1.9, 3.3])
def test_skew_is_found_to_a_tenth_of_a_degree(letter_picture, degrees):
    assert skew(turned(letter_picture, degrees)) == pytest.approx(degrees, abs=0.1)


def test_a_noisy_shaded_skewed_scan_still_gives_its_amounts(letter_picture, make_image):
    noisy = np.random.default_rng(7).normal(0, 9, letter_picture.shape)
    shade = np.linspace(0, 70, letter_picture.shape[1])
    grey = np.clip(turned(letter_picture, 1.4) * 0.85 - shade + noisy, 0, 255).astype(np.uint8)
    text = read(make_image(grey, "JPEG", dpi=(200, 200), quality=60), "schlecht.jpg").text
    assert "RE-2026-0815" in text
    assert "238,00" in text


def test_boxes_of_a_skewed_page_lie_on_the_page_as_scanned(letter_picture):
    grey = turned(letter_picture, 2.0)
    page = read_picture(grey, 1, ocr.default_engine(), 30, 200).page
    word = next(word for word in page.words if "RE-2026-0815" in word.text)
    height, width = grey.shape
    box = word.box
    inside = grey[int(box.top * height) : int(box.bottom * height), int(box.left * width) : int(box.right * width)]
    assert (inside < 128).mean() > 0.1
    # an unturned page has the same word at another place, so a box that was not brought back would miss the ink
    plain = read_picture(letter_picture, 1, ocr.default_engine(), 30, 200).page
    before = next(word for word in plain.words if "RE-2026-0815" in word.text).box
    assert abs(before.top - box.top) > 0.005


def test_a_page_on_its_side_is_turned_upright(letter_picture):
    sideways = np.ascontiguousarray(np.rot90(letter_picture))
    assert is_sideways(sideways)
    assert not is_sideways(letter_picture)
    page = read_picture(sideways, 1, ocr.default_engine(), 30, 200).page
    assert page.rotation == 90
    assert page.width < page.height
    assert "Rechnung RE-2026-0815" in page.text


def test_small_pictures_are_enlarged_before_reading(letter_picture):
    assert prepare(letter_picture, 1.5).grey.shape[0] == round(letter_picture.shape[0] * 1.5)


def test_a_clean_picture_is_left_alone(letter_picture):
    assert prepare(letter_picture).grey is letter_picture or (prepare(letter_picture).grey == letter_picture).all()


def test_the_median_is_the_median(letter_picture):
    part = np.ascontiguousarray(letter_picture[200:500, 100:700])
    framed = Image.fromarray(np.pad(part, 1, mode="edge"))
    expected = np.asarray(framed.filter(ImageFilter.MedianFilter(3)))[1:-1, 1:-1]
    assert (median(part) == expected).all()


def test_flattening_makes_shaded_paper_white(letter_picture):
    shade = np.linspace(0, 90, letter_picture.shape[1])
    shaded = np.clip(letter_picture - shade, 0, 255).astype(np.uint8)
    flat = flatten(shaded, background(shaded))
    assert np.percentile(flat, 20) > 235
    assert noise(flat, background(flat)) < 3


def test_a_page_that_takes_too_long_is_left_empty_with_a_warning(letter_picture):
    scanned = read_picture(letter_picture, 1, ocr.default_engine(), 0.001, 200)
    assert scanned.timed_out
    assert scanned.page.lines == ()


def test_a_picture_with_an_exposure_time_is_a_photo(letter_picture):
    out = BytesIO()
    image = Image.fromarray(letter_picture[:600])
    exif = image.getexif()
    exif.get_ifd(0x8769)[0x829A] = 0.01
    image.save(out, "JPEG", exif=exif)
    assert read(out.getvalue(), "foto.jpg").medium is Medium.PHOTO


def test_paper_lit_from_one_side_on_a_dark_table_is_a_photo_and_a_plain_scan_is_none(letter_picture):
    table = np.full((letter_picture.shape[0] + 800, letter_picture.shape[1] + 800), 60, np.uint8)
    table[400:-400, 400:-400] = letter_picture
    lit = (table * np.linspace(1.0, 0.45, table.shape[1])).astype(np.uint8)
    assert is_photo(Picture(lit, 0, camera=False))
    assert not is_photo(Picture(letter_picture, 0, camera=False))


def test_a_giro_code_on_a_scan_gives_the_payment_without_ocr(letter_picture, make_image):
    code = zxingcpp.create_barcode(PAYMENT, zxingcpp.BarcodeFormat.QRCode)
    square = np.array(code.to_image(scale=5))
    grey = letter_picture.copy()
    grey[1200 : 1200 + square.shape[0], 200 : 200 + square.shape[1]] = square
    document = read(make_image(grey, dpi=(200, 200)), "mit-code.png")
    assert [giro_code(payload) for payload in document.codes] == [giro_code(PAYMENT)]
    assert document.facts["giro_iban"] == "DE89370400440532013000"
    assert document.facts["giro_amount"] == "119.00"
    assert document.facts["giro_reference"] == "RE-2026-0815"
    assert qr_payloads(letter_picture) == ()


def test_a_giro_code_with_a_wrong_iban_or_amount_is_none():
    assert isinstance(giro_code(PAYMENT), GiroCode)
    assert giro_code(PAYMENT.replace("DE89", "DE88")) is None
    assert giro_code(PAYMENT.replace("EUR119.00", "EUR-1.00")) is None
    assert giro_code(PAYMENT.replace("EUR119.00", "USD119.00")) is None
    assert giro_code("https://example.org") is None
    assert giro_code(PAYMENT.replace("EUR119.00", "")).amount is None


def test_words_come_from_tesseracts_table_with_their_lines():
    rows = ["5 1 1 1 2 1 10 20 30 8 96.5 Summe", "5 1 1 1 2 2 50 20 9 8 -1 ", "4 1 1 1 2 0 0 0 1 1 -1 "]
    table = "\n".join(row.replace(" ", "\t") for row in rows)
    words = list(ocr.words_of_tsv(table))
    assert words == [ocr.OcrWord("Summe", 10, 20, 40, 28, 0.965, ("1", "1", "2"))]


def test_a_missing_tesseract_program_is_said_when_the_engine_is_made():
    with pytest.raises(FileNotFoundError, match="pytesseract"):
        ocr.PytesseractEngine(program="no-such-tesseract")


@pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="no tesseract program installed (tesserocr is the default)"
)
def test_the_second_engine_reads_the_same_page(letter_picture):
    page = read_picture(letter_picture, 1, ocr.PytesseractEngine("eng"), 60, 200).page
    assert "RE-2026-0815" in page.text
