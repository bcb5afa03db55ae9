"""Taking in what arrives: the original first, then the ledger row and the document in one transaction.

Whatever arrives has a row in the ledger, however it ends: a document, a double of one, or no document at all. A kill
between the two leaves bytes without a row, which harm nobody: whoever delivers has no answer and delivers again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ingest.incoming import Incoming, MailContext
from ingest.sniff import FileType, file_type
from models.documents import DocumentStatus
from models.problems import DocumentProblem
from pipeline.tools import Intake
from storage import audit
from storage.tables.base import Json
from storage.tables.documents import Arrival, Document

LONGEST_KEY = 120
"""Characters of a delivery key that are kept as they are; the column takes 200, longer ones are hashed."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One file of a delivery. `key` makes the delivery one; `no_document` says (in German) why it is none, if it is none."""

    incoming: Incoming
    key: str | None = None
    no_document: str = ""


def take_in(tools: Intake, incoming: Incoming, *, delivered_by: str, delivery_key: str | None = None) -> Arrival:
    """Take in one file, whatever it is.

    The same bytes again: outcome `double`, pointing to the first document. The same `delivery_key` again (an upload
    repeated after a lost answer): the arrival of the first time, nothing new. Unreadable content is no reason to refuse:
    it becomes a document whose problem a person sees.
    """
    return take_in_all(tools, [Delivered(incoming, delivery_key)], delivered_by=delivered_by)[0]


def take_in_all(tools: Intake, deliveries: Sequence[Delivered], *, delivered_by: str) -> list[Arrival]:
    """Take in the files of one delivery together: all of them or, after a kill, none."""
    for delivered in deliveries:
        tools.originals.put(delivered.incoming.content)
    try:
        return _record(tools, deliveries, delivered_by)
    except IntegrityError:  # somebody else took in the same bytes or the same delivery at the same moment
        return _record(tools, deliveries, delivered_by)


def is_mail(incoming: Incoming) -> bool:
    """Whether the file is a mail with headers, so that its attachments are to be taken in (pipeline.mails)."""
    try:
        return file_type(incoming.content, incoming.file_name) is FileType.MAIL
    except DocumentProblem:
        return False


def _record(tools: Intake, deliveries: Sequence[Delivered], delivered_by: str) -> list[Arrival]:
    with tools.sessions.begin() as session:
        return [_arrival(session, tools, delivered, delivered_by) for delivered in deliveries]


def _arrival(session: Session, tools: Intake, delivered: Delivered, delivered_by: str) -> Arrival:
    key = _column_sized(delivered.key)
    if key is not None:
        known = session.scalar(select(Arrival).where(Arrival.delivery_key == key))
        if known is not None:
            return known
    incoming = delivered.incoming
    arrival = Arrival(
        received_at=incoming.received_at,
        channel=incoming.channel.value,
        file_name=incoming.file_name,
        sha256=incoming.sha256,
        size=len(incoming.content),
        delivered_by=delivered_by,
        delivery_key=key,
        mail=_mail_facts(incoming.mail),
        reason=delivered.no_document,
    )
    if delivered.no_document:
        arrival.outcome = "no_document"
    else:
        _give_document(session, tools, arrival, delivered_by)
    session.add(arrival)
    session.flush()
    return arrival


def _give_document(session: Session, tools: Intake, arrival: Arrival, delivered_by: str) -> None:
    """Point the arrival to the document of its bytes, which is made if these bytes are new."""
    first = session.scalar(select(Document).where(Document.sha256 == arrival.sha256))
    if first is not None:
        arrival.outcome, arrival.document_id = "double", first.id
        arrival.reason = "Dieselbe Datei ist schon eingegangen."
        return
    now = tools.clock()
    document = Document(
        sha256=arrival.sha256,
        file_name=arrival.file_name,
        size=arrival.size,
        channel=arrival.channel,
        received_at=arrival.received_at,
        status=DocumentStatus.RECEIVED.value,
        changed_at=now,
        step_at=now,
    )
    session.add(document)
    session.flush()
    arrival.outcome, arrival.document_id = "document", document.id
    facts: Json = {"sha256": arrival.sha256, "channel": arrival.channel}
    audit.record(
        session,
        at=now,
        actor=delivered_by or "system",
        action="document.received",
        subject=document.subject,
        facts=facts,
    )


def _mail_facts(mail: MailContext | None) -> Json | None:
    if mail is None:
        return None
    facts: Json = asdict(mail)
    facts["sent_at"] = mail.sent_at.isoformat() if mail.sent_at else None
    return facts


def _column_sized(key: str | None) -> str | None:
    if key is None or len(key) <= LONGEST_KEY:
        return key
    return f"{key[:40]}#{hashlib.sha256(key.encode()).hexdigest()}"
