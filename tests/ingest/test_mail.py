"""Mails taken apart: which attachments are documents, and what broken mails still give."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from ingest.mail import unpack
from ingest.mailbox import mail_identity

PNG = b"\x89PNG\r\n\x1a\n"


def new_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Müller & Söhne <rechnung@example.org>"
    mail["Subject"] = "Rechnung für März — 119 €"
    mail["Message-ID"] = "<abc@example.org>"
    mail["Date"] = "Tue, 03 Mar 2026 09:15:00 +0100"
    mail.set_content("Guten Tag,\nanbei unsere Rechnung.\n")
    return mail


def test_headers_text_and_attachments_are_decoded():
    mail = new_mail()
    mail.add_attachment(b"%PDF-1.4 ...", maintype="application", subtype="pdf", filename="Rechnung März.pdf")
    found = unpack(mail.as_bytes())
    assert found.subject == "Rechnung für März — 119 €"
    assert found.sender == "Müller & Söhne <rechnung@example.org>"
    assert found.message_id == "<abc@example.org>"
    assert found.sent_at == datetime(2026, 3, 3, 8, 15, tzinfo=UTC)
    assert "anbei unsere Rechnung." in found.text
    assert [(item.file_name, item.content) for item in found.documents] == [("Rechnung März.pdf", b"%PDF-1.4 ...")]
    assert not found.damaged


def test_a_logo_in_the_signature_is_no_document_but_a_photographed_receipt_is():
    mail = new_mail()
    mail.add_alternative('<p>Hallo</p><img src="cid:logo">', subtype="html")
    mail.get_payload()[1].add_related(PNG + bytes(900), "image", "png", cid="<logo>", filename="logo.png")
    mail.make_mixed()
    mail.add_attachment(PNG + bytes(90_000), maintype="image", subtype="png", filename="beleg.png")
    found = unpack(mail.as_bytes())
    assert {item.file_name: item.inline for item in found.attachments} == {"logo.png": True, "beleg.png": False}
    assert [item.file_name for item in found.documents] == ["beleg.png"]


def test_calendars_keys_and_signatures_are_no_documents():
    mail = new_mail()
    for name in ("termin.ics", "smime.p7s", "karte.vcf", "winmail.dat"):
        mail.add_attachment(b"x" * 50, maintype="application", subtype="octet-stream", filename=name)
    assert unpack(mail.as_bytes()).documents == ()


def test_a_forwarded_mail_is_a_document_of_its_own():
    inner = new_mail()
    inner.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="innen.pdf")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "chef@example.org", "WG: Rechnung"
    outer.set_content("siehe unten")
    outer.add_attachment(inner)
    (nested,) = unpack(outer.as_bytes()).documents
    assert nested.file_name == "anhang.eml"
    assert [item.file_name for item in unpack(nested.content).documents] == ["innen.pdf"]


def test_missing_and_hostile_file_names_become_plain_ones():
    mail = new_mail()
    mail.add_attachment(b"%PDF-1.4 a", maintype="application", subtype="pdf")
    mail.add_attachment(b"%PDF-1.4 b", maintype="application", subtype="pdf", filename="../../x/\u202efdp.pdf")
    assert [item.file_name for item in unpack(mail.as_bytes()).documents] == ["anhang.pdf", "fdp.pdf"]


def test_a_mail_that_is_only_a_pdf_is_one_document():
    head = b"From: s@x\r\nSubject: Scan\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    raw = head + b"\r\nJVBERi0=\r\n"
    (document,) = unpack(raw).documents
    assert document.content == b"%PDF-"


def test_unknown_charsets_and_broken_multiparts_still_give_what_is_there():
    raw = b'From: s@x\r\nSubject: x\r\nContent-Type: text/plain; charset="x-klingon"\r\n\r\nGr\xfc\xdfe\r\n'
    assert "Grüße" in unpack(raw).text
    torn = new_mail()
    torn.add_attachment(b"%PDF-1.4 whole", maintype="application", subtype="pdf", filename="r.pdf")
    found = unpack(torn.as_bytes().rsplit(b"\n--", 1)[0])
    assert found.damaged
    assert [item.file_name for item in found.documents] == ["r.pdf"]
    assert unpack(b"").documents == ()
    assert unpack(b"\xff\xfe\x00garbage\n\n\n").documents == ()


def test_an_html_mail_gives_its_visible_words():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "shop@example.org", "Danke"
    mail.set_content("<style>p{}</style><p>Ihre&nbsp;Bestellung <b>4711</b></p><script>x()</script>", subtype="html")
    assert unpack(mail.as_bytes()).text == "Ihre Bestellung 4711"


def test_a_mail_is_known_by_id_and_bytes():
    mail = new_mail().as_bytes()
    assert mail_identity(mail) == mail_identity(mail)
    assert mail_identity(mail).startswith("<abc@example.org> ")
    assert mail_identity(mail) != mail_identity(mail + b"forged under the same id")


def nested(depth: int) -> bytes:
    """A PDF inside so many multiparts."""
    head = b"From: a@example.org\r\nSubject: tief\r\n"
    for level in range(depth):
        head += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    return head + b"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=r.pdf\r\n\r\n%PDF-1.4"


def test_an_attachment_deep_inside_is_not_lost():
    assert [item.file_name for item in unpack(nested(12)).documents] == ["r.pdf"]


def test_an_empty_attachment_is_one_so_that_a_person_asks_for_it_again():
    mail = new_mail()
    mail.add_attachment(b"", maintype="application", subtype="pdf", filename="Rechnung.pdf")
    assert [(item.file_name, item.content) for item in unpack(mail.as_bytes()).documents] == [("Rechnung.pdf", b"")]


def test_a_forwarded_mail_keeps_its_bytes():
    inner = b"From: a@example.org\r\nSubject: " + b"lang " * 40 + b"\r\nX-Odd: \xff\r\n\r\nText\r\n"
    raw = b"From: b@example.org\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    outer = b"From: c@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + raw + b"\r\n--x--\r\n"
    (attached,) = unpack(outer).attachments
    assert attached.content.rstrip() == inner.rstrip()


@pytest.mark.parametrize(
    "raw",
    [
        nested(3_000),
        b"From: " + b"(" * 5_000 + b"\r\n\r\nText",
        b"From: " + b"wort " * 20_000 + b"\r\n\r\nText",
        b"From: a@example.org\r\nContent-Type: text/plain; " + b"a=b; " * 20_000 + b"\r\n\r\nText",
        b"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 100_000,
        b"From: a@example.org\r\nContent-Type: text/plain; charset=punycode\r\n\r\n" + b"a" * 300_000,
        *(
            b"From: a@example.org\r\nContent-Type: text/html\r\n\r\n" + piece * (200_000 // len(piece))
            for piece in (b"<!--", b"<![", b"</", b"<a ", b"<script>", b"&#9", b"\n ")
        ),
        b"From: a@example.org\r\nContent-Type: text/html\r\n\r\n&#" + b"9" * 5_000 + b";",
    ],
    ids=lambda raw: repr(raw[-30:]),
)
def test_hostile_mails_cost_a_moment_and_no_exception(raw):
    """Mails are taken apart outside of the fence: one that hangs or raises would stop its mailbox for good."""
    began = time.monotonic()
    unpack(raw)
    assert time.monotonic() - began < 10


def test_of_a_mail_that_is_a_bomb_the_head_is_read():
    mail = unpack(b"From: a@example.org\r\nSubject: Rechnung M\xc3\xa4rz\r\n" + nested(3_000))
    assert (mail.sender, mail.attachments, mail.damaged) == ("a@example.org", (), True)


def test_a_damaged_mail_inside_a_mail_is_not_lost():
    inner = b"From: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n"
    raw = b"Content-Type: message/rfc822\r\n\r\n" + inner
    outer = b"From: c@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + raw + b"\r\n--x--\r\n"
    (attached,) = unpack(outer).documents
    assert "Grüße".encode() in attached.content
