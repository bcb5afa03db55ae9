"""Nothing that arrives is lost, nothing is doubled, and a repeat is recognised."""

from __future__ import annotations

import threading
from email.message import EmailMessage
from typing import Any

from sqlalchemy import func, select

from ingest.incoming import Incoming
from models.documents import Channel, DocumentStatus
from pipeline.mails import NO_DOCUMENT_MAIL, deliver
from pipeline.receive import take_in
from storage import audit, integrity
from storage.tables.documents import Arrival, Document


def incoming(desk: Any, content: bytes = b"%PDF-1.7 eins", name: str = "rechnung.pdf") -> Incoming:
    return Incoming(content, name, Channel.UPLOAD, desk.now)


def counts(desk: Any) -> tuple[int | None, int | None]:
    with desk.sessions.begin() as session:
        return session.scalar(select(func.count(Arrival.id))), session.scalar(select(func.count(Document.id)))


def mail(*attachments: tuple[str, bytes, str], message_id: str = "<1@a>", text: str = "Anbei.") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "buchhaltung@lieferant.example", "rechnung@wir.example"
    message["Subject"], message["Message-ID"] = "Ihre Rechnung", message_id
    message.set_content(text)
    for name, content, kind in attachments:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def test_a_new_file_becomes_a_document_whose_first_step_is_due(desk: Any) -> None:
    arrival = take_in(desk, incoming(desk), delivered_by="anna")
    assert arrival.outcome == "document"
    with desk.sessions.begin() as session:
        document = session.get_one(Document, arrival.document_id)
        assert (document.status, document.step_at) == (DocumentStatus.RECEIVED, desk.now)
        assert desk.originals.get(document.sha256) == b"%PDF-1.7 eins"
        assert list(audit.verify(session)) == []


def test_the_same_bytes_again_are_a_double_of_the_first_document(desk: Any) -> None:
    first = take_in(desk, incoming(desk), delivered_by="anna")
    again = take_in(desk, incoming(desk, name="kopie.pdf"), delivered_by="bert")
    assert (again.outcome, again.document_id) == ("double", first.document_id)
    assert counts(desk) == (2, 1)


def test_the_same_delivery_again_is_answered_with_the_first_arrival(desk: Any) -> None:
    first = take_in(desk, incoming(desk), delivered_by="anna", delivery_key="upload-17")
    again = take_in(desk, incoming(desk), delivered_by="anna", delivery_key="upload-17")
    assert again.id == first.id
    assert counts(desk) == (1, 1)


def test_a_very_long_delivery_key_is_still_one_delivery(desk: Any) -> None:
    keys = ["k" * 300, "k" * 300, "k" * 299 + "x"]
    ids = {take_in(desk, incoming(desk), delivered_by="anna", delivery_key=key).id for key in keys}
    assert len(ids) == 2


def test_an_empty_file_is_not_refused_but_becomes_a_document(desk: Any) -> None:
    assert take_in(desk, incoming(desk, b"", "leer.pdf"), delivered_by="anna").outcome == "document"


def test_the_same_file_from_many_hands_at_once_is_one_document(desk: Any) -> None:
    arrivals: list[Arrival] = []

    def hand_in(number: int) -> None:
        arrivals.append(take_in(desk, incoming(desk), delivered_by=f"person {number}"))

    threads = [threading.Thread(target=hand_in, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({arrival.document_id for arrival in arrivals}) == 1
    assert sorted(arrival.outcome for arrival in arrivals) == ["document"] + ["double"] * 7
    assert counts(desk) == (8, 1)


def test_the_attachments_of_a_mail_become_documents(desk: Any) -> None:
    raw = mail(("a.pdf", b"%PDF-1.7 a", "application/pdf"), ("b.pdf", b"%PDF-1.7 b", "application/pdf"))
    arrivals = deliver(desk, incoming(desk, raw, "mail.eml"), delivered_by="mailbox")
    assert [(arrival.outcome, arrival.file_name) for arrival in arrivals] == [
        ("document", "a.pdf"),
        ("document", "b.pdf"),
    ]
    assert arrivals[0].mail is not None
    assert arrivals[0].mail["subject"] == "Ihre Rechnung"
    assert desk.originals.get(incoming(desk, raw).sha256) == raw


def test_the_mail_around_a_document_is_found_from_its_arrival_and_is_no_orphan(desk: Any) -> None:
    raw = mail(("a.pdf", b"%PDF-1.7 a", "application/pdf"))
    arrivals = [
        *deliver(desk, incoming(desk, raw, "mail.eml"), delivered_by="mailbox"),
        *deliver(desk, incoming(desk), delivered_by="anna"),
    ]
    assert arrivals[0].mail is not None
    assert desk.originals.get(arrivals[0].mail["sha256"]) == raw
    with desk.sessions.begin() as session:
        known = integrity.known(session)
    assert list(integrity.check(desk.originals, known)) == []


def test_the_same_mail_again_brings_the_same_arrivals(desk: Any) -> None:
    raw = mail(("a.pdf", b"%PDF-1.7 a", "application/pdf"), ("termin.ics", b"BEGIN:VCALENDAR", "text/calendar"))
    first = deliver(desk, incoming(desk, raw, "mail.eml"), delivered_by="mailbox")
    again = deliver(desk, incoming(desk, raw, "mail.eml"), delivered_by="mailbox")
    assert [arrival.id for arrival in again] == [arrival.id for arrival in first]
    assert counts(desk) == (2, 1)


def test_two_mails_of_the_same_message_id_are_both_taken_in(desk: Any) -> None:
    for content in (b"%PDF-1.7 a", b"%PDF-1.7 b"):
        raw = mail(("rechnung.pdf", content, "application/pdf"), message_id="<always-the-same@broken>")
        deliver(desk, incoming(desk, raw, "mail.eml"), delivered_by="mailbox")
    assert counts(desk) == (2, 2)


def test_an_attachment_that_is_no_document_is_in_the_ledger_all_the_same(desk: Any) -> None:
    raw = mail(("a.pdf", b"%PDF-1.7 a", "application/pdf"), ("smime.p7s", b"xyz", "application/pkcs7-signature"))
    arrivals = deliver(desk, incoming(desk, raw, "mail.eml"), delivered_by="mailbox")
    assert [arrival.outcome for arrival in arrivals] == ["document", "no_document"]
    assert arrivals[1].reason


def test_a_mail_without_a_document_has_a_row_that_says_so(desk: Any) -> None:
    arrivals = deliver(desk, incoming(desk, mail(), "mail.eml"), delivered_by="mailbox")
    assert [(arrival.outcome, arrival.reason) for arrival in arrivals] == [("no_document", NO_DOCUMENT_MAIL)]
    assert counts(desk) == (1, 0)


def test_an_office_file_in_a_mail_becomes_a_document_for_a_person_to_see(desk: Any) -> None:
    raw = mail(("rechnung.docx", b"PK\x03\x04word/", "application/octet-stream"))
    assert [arrival.outcome for arrival in deliver(desk, incoming(desk, raw, "m.eml"), delivered_by="m")] == [
        "document"
    ]
