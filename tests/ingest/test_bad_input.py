"""Every hostile or broken file of the issue's list, through the fence: a problem in German, bounded time, and the
worker lives on."""

from __future__ import annotations

import struct
import time
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from ingest.guard import FencedReader
from ingest.mail import unpack
from ingest.problems import PROBLEMS
from models.problems import DocumentProblem

SECONDS = 10.0
"""Far above what any of these takes (below one second each), far below hanging."""


def refusal(reader: FencedReader, content: bytes, name: str, letter: bytes) -> str:
    """The problem's code; checks the time, the sentence, and that the same reader still reads a good file."""
    began = time.monotonic()
    with pytest.raises(DocumentProblem) as caught:
        reader.read(content, name)
    assert time.monotonic() - began < SECONDS
    problem = caught.value.problem
    assert problem.code in PROBLEMS
    assert len(problem.message.split()) > 8
    assert "{" not in problem.message
    assert "Tischlerei" in reader.read(letter, "brief.pdf").text
    return problem.code


def test_an_empty_file(fenced, letter):
    assert refusal(fenced, b"", "leer.pdf", letter) == "file_empty"


def test_a_truncated_pdf_that_nothing_can_repair(fenced, letter):
    assert refusal(fenced, letter[:60], "halb.pdf", letter) == "pdf_truncated"


def test_a_truncated_pdf_with_its_pages_is_repaired_with_a_warning(fenced, letter):
    document = fenced.read(letter[: letter.rindex(b"xref\n")], "halb.pdf")
    assert "RE-2026-0815" in document.text


def test_an_encrypted_pdf(fenced, letter):
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.save(out, encryption=pikepdf.Encryption(user="geheim", owner="chef"))
    assert refusal(fenced, out.getvalue(), "geheim.pdf", letter) == "pdf_encrypted"


def test_a_pdf_that_only_forbids_printing_is_read(fenced, letter):
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.save(out, encryption=pikepdf.Encryption(user="", owner="chef"))
    assert "RE-2026-0815" in fenced.read(out.getvalue(), "nur-lesen.pdf").text


def test_a_pdf_with_no_pages(fenced, letter):
    out = BytesIO()
    with pikepdf.new() as empty:
        empty.save(out)
    assert refusal(fenced, out.getvalue(), "null.pdf", letter) == "pdf_no_pages"


def test_a_pdf_with_ten_thousand_pages_is_read_in_part_and_says_so(fenced, letter):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(10_000))
    objects.append(b"<</Type/Pages/Count 10000/MediaBox[0 0 595 842]/Kids[" + kids + b"]>>")
    objects += [b"<</Type/Page/Parent 2 0 R>>"] * 10_000
    content, places = b"%PDF-1.4\n", []
    parts = [content]
    for number, body in enumerate(objects, start=1):
        places.append(sum(map(len, parts[-1:])) + (places[-1] if places else 0))
        parts.append(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    began = time.monotonic()
    document = fenced.read(b"".join(parts) + head + table + tail, "zehntausend.pdf")
    assert time.monotonic() - began < SECONDS
    assert document.page_count == 10_000
    assert len(document.pages) == 40
    assert [warning.code for warning in document.warnings] == ["too_many_pages"]


def test_a_zip_renamed_to_pdf(fenced, letter):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("rechnung.pdf", letter)
    assert refusal(fenced, out.getvalue(), "rechnung.pdf", letter) == "not_a_pdf_but_zip"


def test_an_image_of_a_hundred_megapixels(fenced, letter):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes(10_001) * 10_000, 9)  # ten thousand rows of ten thousand grey pixels in 100 kB
    header = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    assert len(bomb) < 200_000
    assert refusal(fenced, bomb, "riesig.png", letter) == "image_too_large"


def test_a_damaged_image(fenced, letter, letter_picture, make_image):
    whole = make_image(letter_picture)
    assert refusal(fenced, whole[:5000], "kaputt.png", letter) == "image_damaged"
    assert refusal(fenced, whole[:20], "kaputt.png", letter) == "image_damaged"


def test_a_tiff_whose_list_of_pages_is_damaged(fenced, letter):
    out = BytesIO()
    Image.new("L", (60, 40), 200).save(out, "TIFF", save_all=True, append_images=[Image.new("L", (60, 40))])
    whole = bytearray(out.getvalue())
    first = struct.unpack_from("<I", whole, 4)[0]
    entries = struct.unpack_from("<H", whole, first)[0]
    second = struct.unpack_from("<I", whole, first + 2 + 12 * entries)[0]
    struct.pack_into("<H", whole, second + 2, 0xFFFF)  # no tag of a width any more
    assert refusal(fenced, bytes(whole), "kaputt.tif", letter) == "image_damaged"
    with pytest.raises(DocumentProblem, match="image_damaged"):
        fenced.render(bytes(whole), "kaputt.tif", 1)


def test_a_damaged_image_or_page_is_no_riddle_on_the_review_screen(fenced, letter, letter_picture, make_image):
    with pytest.raises(DocumentProblem, match="image_damaged"):
        fenced.render(make_image(letter_picture)[:5000], "kaputt.png", 1)
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as source:
        source.Root.Pages.Kids[0] = source.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Catalog))
        source.save(out)
    with pytest.raises(DocumentProblem, match="page_unreadable"):
        fenced.render(out.getvalue(), "kaputt.pdf", 1)


def test_xml_with_an_external_entity(fenced, letter):
    content = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
    assert refusal(fenced, content, "rechnung.xml", letter) == "xml_entities"


def test_xml_with_an_entity_bomb(fenced, letter):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    content = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{levels}]><r>&l9;</r>'.encode()
    assert refusal(fenced, content, "rechnung.xml", letter) == "xml_entities"


def test_damaged_and_endlessly_nested_xml(fenced, letter):
    assert refusal(fenced, b"<?xml version='1.0'?><a><b></a>", "x.xml", letter) == "xml_damaged"
    assert refusal(fenced, b"<?xml version='1.0'?>" + b"<a>" * 100_000, "x.xml", letter) == "xml_damaged"


def test_a_mail_without_attachments_has_no_documents(fenced):
    raw = b"From: a@example.org\r\nSubject: Rechnung\r\nMessage-ID: <1@x>\r\n\r\nLink: https://example.org/r\r\n"
    mail = unpack(raw)
    assert mail.documents == ()
    assert "keinen Anhang" in PROBLEMS["mail_without_document"]
    assert fenced.read(raw, "mail.eml").facts["mail_documents"] == "0"


def test_a_file_name_with_path_parts_goes_no_further_than_a_name(fenced, letter):
    assert "Tischlerei" in fenced.read(letter, "../../../etc/cron.d/x\x00.pdf").text


def test_a_pdf_page_of_absurd_size_is_rendered_small(fenced, make_pdf):
    out = BytesIO()
    with pikepdf.open(BytesIO(make_pdf(lambda canvas: canvas.drawString(60, 700, "x")))) as source:
        source.pages[0].mediabox = pikepdf.Array([0, 0, 200_000, 200_000])
        source.save(out)
    assert len(fenced.render(out.getvalue(), "plakat.pdf", 1)) < 5_000_000


def test_a_polyglot_of_zip_and_pdf_is_a_zip(fenced, letter):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.pdf", letter)
    assert refusal(fenced, out.getvalue() + letter, "rechnung.pdf", letter) == "not_a_pdf_but_zip"
