"""Taking in a mail: its attachments become documents, the mail itself is kept as an original."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePosixPath

from ingest.incoming import Incoming, MailContext
from ingest.mail import Attachment, Mail, unpack
from pipeline.receive import Delivered, is_mail, take_in, take_in_all
from pipeline.tools import Intake
from storage.tables.documents import Arrival

ADDED_BY_MAIL_PROGRAMS = frozenset({".p7s", ".asc", ".sig", ".ics", ".vcf", ".dat", ".html", ".htm"})
"""Endings of attachments that nobody means as a document: signatures, calendar entries, visiting cards, the text again."""

NO_DOCUMENT_PART = "Anhang ist kein Beleg (Signatur, Termin, Visitenkarte oder Bild im Text der E-Mail)."
NO_DOCUMENT_MAIL = (
    "Die E-Mail enthält keinen Anhang, der ein Beleg sein kann. Bitte prüfen, ob der Beleg im Text steht oder hinter "
    "einem Link liegt, und ihn von Hand hochladen."
)


def deliver(tools: Intake, incoming: Incoming, *, delivered_by: str, delivery_key: str | None = None) -> list[Arrival]:
    """Take in what was delivered: the attachments of a mail (also of one saved as a file), or the file itself."""
    if is_mail(incoming):
        return take_in_mail(tools, incoming, delivered_by=delivered_by)
    return [take_in(tools, incoming, delivered_by=delivered_by, delivery_key=delivery_key)]


def take_in_mail(tools: Intake, incoming: Incoming, *, delivered_by: str) -> list[Arrival]:
    """Take in the mail whose raw bytes `incoming` holds; one arrival an attachment.

    What is no document, and a mail without any document, gets a ledger row that says so. Repeatable: the same message
    with the same content brings the same arrivals.
    """
    mail = unpack(incoming.content)
    tools.originals.put(incoming.content)
    context = _context(mail, incoming)
    documents = {id(part) for part in mail.attachments if _is_document(part)}
    deliveries = [
        Delivered(
            Incoming(part.content, part.file_name, incoming.channel, incoming.received_at, context),
            key=_part_key(mail, number, part),
            no_document="" if id(part) in documents else NO_DOCUMENT_PART,
        )
        for number, part in enumerate(mail.attachments)
    ]
    if not documents:
        whole = replace(incoming, mail=context)
        deliveries.append(Delivered(whole, key=f"mail:{incoming.sha256}", no_document=NO_DOCUMENT_MAIL))
    return take_in_all(tools, deliveries, delivered_by=delivered_by)


def _is_document(part: Attachment) -> bool:
    """Whatever somebody attached; also a kind that is not read (an Office file), so that a person sees it as a problem."""
    return not part.inline and PurePosixPath(part.file_name).suffix.lower() not in ADDED_BY_MAIL_PROGRAMS


def _part_key(mail: Mail, number: int, part: Attachment) -> str:
    """Message-ID alone will not do: some programs give every message the same one, and nothing may be lost by that."""
    message = hashlib.sha256(mail.message_id.encode(errors="replace")).hexdigest()
    content = hashlib.sha256(part.content).hexdigest()
    return f"mail:{message[:32]}:{number}:{content[:32]}"


def _context(mail: Mail, incoming: Incoming) -> MailContext:
    """Who sent what, from the mail's own headers; where it was fetched, from the mailbox; where its bytes are kept."""
    known = incoming.mail
    return MailContext(
        message_id=mail.message_id,
        sender=mail.sender,
        subject=mail.subject,
        sent_at=mail.sent_at,
        mailbox=known.mailbox if known else "",
        uid=known.uid if known else None,
        sha256=incoming.sha256,
    )
