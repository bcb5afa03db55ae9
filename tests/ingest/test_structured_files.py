"""Files that say by their format what they are, and text without any format."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from ingest.reading import read
from ingest.sniff import FileType, file_type
from ingest.textfile import decode, separator
from models.documents import Medium
from models.pages import ReadMethod
from models.problems import DocumentProblem

BANK_CSV = """Umsatzanzeige;;
Konto;DE89370400440532013000;
;;
Buchungstag;Wertstellung;Auftraggeber/Empfänger;Verwendungszweck;IBAN;Betrag
02.01.2026;02.01.2026;Öltank Müller;Rechnung 17;DE02120300000000202051;-119,00
03.01.2026;03.01.2026;Kundin;"Zahlung; mit Strichpunkt";DE02120300000000202051;238,00
"""
STATEMENT = """:20:STARTUMS
:25:10020030/1234567
:28C:1/1
:60F:C260101EUR100,00
:61:2601020102DR40,00NMSCNONREF
:86:177?00ONLINE-UEBERWEISUNG?20Rechnung 17?32Mueller
:62F:C260102EUR60,00
-
"""


def test_a_banks_csv_is_a_statement_in_any_charset():
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        document = read(BANK_CSV.encode(encoding), "umsatz.csv")
        assert document.medium is Medium.STRUCTURED
        assert document.structured_kind == "bank_statement"
        assert "Öltank Müller" in document.text
        assert document.pages[0].method is ReadMethod.RENDERED


def test_datevs_format_is_no_statement():
    content = '"EXTF";700;21;"Buchungsstapel";9\nUmsatz;Soll/Haben;Buchungstext;Betrag;Datum\n1,00;S;x;1;1\n'
    assert read(content.encode("cp1252"), "extf.csv").structured_kind == "other"


def test_any_other_table_claims_nothing():
    assert read(b"a;b;c\n1;2;3\n4;5;6\n", "liste.csv").structured_kind is None


def test_mt940_is_a_statement_with_its_transactions():
    document = read(STATEMENT.encode(), "auszug.sta")
    assert document.structured_kind == "bank_statement"
    assert document.facts["transactions"] == "1"
    assert "-40.00" in document.text
    assert "Rechnung 17" in document.text


def test_camt_is_a_statement_and_opentrans_says_its_kind():
    camt = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><Stmt><Id>7</Id></Stmt></Document>'
    assert read(camt, "x.xml").structured_kind == "bank_statement"
    for root, kind in (
        ("ORDERRESPONSE", "order_confirmation"),
        ("DISPATCHNOTIFICATION", "delivery_note"),
        ("ORDER", "other"),
    ):
        content = f'<{root} xmlns="http://www.opentrans.org/XMLSchema/2.1"><ID>9</ID></{root}>'.encode()
        document = read(content, "x.xml")
        assert document.structured_kind == kind
        assert document.medium is Medium.STRUCTURED
        assert "ID: 9" in document.text


def test_plain_text_keeps_its_lines_and_columns():
    document = read("Rechnung 17\n\nSumme      119,00 €\n".encode("cp1252"), "notiz.txt")
    assert document.medium is Medium.TEXT
    assert document.text == "Rechnung 17\nSumme 119,00 €"
    label, amount, _ = document.pages[0].lines[1]
    assert amount.box.left - label.box.right == pytest.approx(6 * 5.42 / 595, rel=0.01)


def test_long_text_flows_over_pages_and_wide_text_lies_across():
    long = read("\n".join(f"Zeile {number}" for number in range(200)).encode(), "lang.txt")
    assert long.page_count == len(long.pages) == 3
    wide = read(("Wort " * 26).encode(), "breit.txt")
    assert wide.pages[0].width > wide.pages[0].height


def test_a_mail_read_as_a_file_shows_its_head_and_text():
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Anna <anna@example.org>", "Unsere Rechnung für März", "<1@x>"
    mail.set_content("Guten Tag,\nanbei die Rechnung.\n")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="r.pdf")
    document = read(mail.as_bytes(), "mail.eml")
    assert document.medium is Medium.MAIL
    assert document.structured_kind == "other"
    assert "Betreff: Unsere Rechnung für März" in document.text
    assert "anbei die Rechnung." in document.text
    assert document.facts["mail_documents"] == "1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04" + b"[Content_Types].xml word/document.xml" + bytes(40), "office_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "office_document"),
        (b"MZ\x90\x00\x03" + bytes(100), "unsupported_type"),
        (b"<!DOCTYPE html><html><body>Rechnung</body></html>", "unsupported_type"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "unsupported_type"),
        (bytes(range(256)) * 8, "unsupported_type"),
        (b" \r\n\t ", "file_empty"),
    ],
)
def test_what_is_not_read_says_what_it_is(content, code):
    with pytest.raises(DocumentProblem) as caught:
        read(content, "rechnung.pdf")
    assert caught.value.problem.code == code


def test_a_pdf_behind_a_mail_gateways_junk_is_a_pdf(letter):
    assert "Tischlerei" in read(b"\r\n--gateway junk--\r\n" + letter, "x.bin").text


def test_decoding_and_columns():
    assert decode("Grüße".encode("cp1252")) == "Grüße"
    assert decode(bytes(range(256))) is None
    assert separator("ein Satz\nnoch einer\n") is None


def test_a_text_full_of_statement_fields_is_told_in_a_moment():
    began = time.monotonic()
    assert file_type(b":20:\n:25:\n" * 2_000, "x.sta") is not FileType.MT940
    assert time.monotonic() - began < 2
