"""What a person may do with a document, and when. Decisions are append-only; nothing the machine said is overwritten.

Every act runs in the caller's transaction (committed at the edge) and names the version of the document that the person
saw. It returns the document as it stands afterwards, or raises: NoSuchDocument, Changed (somebody else was faster), Refused
(with a German sentence), entries.InvalidValue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from lexoffice.posting_categories import PostingCategory
from models.documents import DocumentStatus
from pipeline.booking import book
from pipeline.claims import STEPPED, parked, wake
from pipeline.entries import Entry, InvalidValue, entered
from pipeline.facts import current, order_number, show
from pipeline.file import ALREADY_THERE, FILE_VOUCHER, VOUCHER_GONE, reference
from pipeline.proposals import field_to_json, value_to_json
from pipeline.uploads import obstacle
from pipeline.values import FIELDS, LABELS, Current, Value
from storage import audit, outbox
from storage.originals import Originals
from storage.tables.base import Json
from storage.tables.documents import FOR_CHANGE, Decision, Document
from storage.tables.orders import PurchaseOrderRow
from storage.tables.outbox import OutboxRow

_S = DocumentStatus


class NoSuchDocument(Exception):
    """There is no document of this id."""


class Changed(Exception):
    """The document has another version than the person saw."""

    message = "Das Dokument wurde inzwischen geändert. Bitte die Ansicht neu laden und den Schritt wiederholen."


class Refused(Exception):
    """Not possible now. `code` is stable; `reasons` are German sentences with the next step."""

    def __init__(self, code: str, *reasons: str) -> None:
        super().__init__(code)
        self.code = code
        self.reasons = reasons


def correct(
    session: Session, document_id: int, field: str, entry: Entry, *, version: int, by: str, at: datetime
) -> Document:
    """Decide one value: a field, `kind`, `direction`, `category`, or `purchase_order` (its number; empty: none).

    Entering what the machine proposed confirms it. Raises InvalidValue if the entry is no value of the field.
    """
    document = _open(session, document_id, version, _S.IN_REVIEW)
    if field not in FIELDS | LABELS | {"purchase_order"}:
        raise InvalidValue(f"Das Feld „{field}“ gibt es nicht.")
    value = entered(field, entry)
    if field == "purchase_order":
        _assign_order(session, document, value)
    _decide(session, document, field, value, by=by, at=at)
    return document


def approve(
    session: Session,
    document_id: int,
    *,
    version: int,
    by: str,
    at: datetime,
    time_to_think: timedelta,
    categories: Sequence[PostingCategory],
    originals: Originals,
    vat_free: bool = False,
    not_a_duplicate: bool = False,
) -> Document:
    """Release the document for filing, which begins after `time_to_think`. Refused with the list of what is missing.

    `vat_free`: our organisation books no tax. `not_a_duplicate`: the person looked at the likely double and says that this
    is another document.
    """
    document = _open(session, document_id, version, _S.IN_REVIEW)
    missing = obstacles(session, document, categories, originals, vat_free=vat_free, not_a_duplicate=not_a_duplicate)
    if missing:
        raise Refused("not_complete", *missing)
    if not_a_duplicate:
        _decide(session, document, "duplicate", None, by=by, at=at)
    document.become(_S.APPROVED, at=at, by=by, why="Von Hand geprüft und freigegeben.")
    document.step_at = at + time_to_think
    session.flush()
    return document


def obstacles(
    session: Session,
    document: Document,
    categories: Sequence[PostingCategory],
    originals: Originals,
    *,
    vat_free: bool = False,
    not_a_duplicate: bool = False,
) -> list[str]:
    """What stands between this document and its approval, as German sentences; empty if it may be approved."""
    now = current(session, document.id)
    if now is None:
        return ["Das Dokument ist noch nicht gelesen."]
    order = order_number(session, document)
    sentences = list(book(now, categories, order=order, reference=reference(document), vat_free=vat_free).missing)
    original = obstacle(originals, document.sha256)
    if original:
        sentences.append(original)
    if not (not_a_duplicate or "duplicate" in now.decided):
        sentences += _doubles(document)
    return sentences


def archive(session: Session, document_id: int, *, version: int, by: str, at: datetime, why: str = "") -> Document:
    """Keep the document without booking it."""
    document = _open(session, document_id, version, _S.IN_REVIEW)
    document.become(_S.ARCHIVED, at=at, by=by, why=why or "Von Hand abgelegt, nichts zu buchen.")
    session.flush()
    return document


def reject(session: Session, document_id: int, *, version: int, by: str, at: datetime, why: str) -> Document:
    """Sort the document out, with a reason. Also the end of one that cannot be read."""
    document = _open(session, document_id, version, _S.IN_REVIEW, _S.RECEIVED)
    if document.status == _S.RECEIVED and not parked(document):
        raise Refused("still_working", "Das Dokument wird gerade gelesen. Bitte einen Augenblick warten.")
    if not why.strip():
        raise Refused("reason_missing", "Bitte einen Grund für die Ablehnung angeben.")
    document.become(_S.REJECTED, at=at, by=by, why=why.strip())
    document.step_at = None
    session.flush()
    return document


def match_again(session: Session, document_id: int, *, version: int, by: str, at: datetime) -> Document:
    """Send the document back to where it is classified: orders, duplicates and the decision are looked up anew."""
    document = _open(session, document_id, version, _S.IN_REVIEW)
    document.become(_S.CLASSIFIED, at=at, by=by, why="Zurückgeschickt: Bestellung und Doppel werden neu gesucht.")
    document.step_at = at
    session.flush()
    return document


def undo_approval(session: Session, document_id: int, *, version: int, by: str, at: datetime) -> Document:
    """Take the approval back: within the time to think, or when filing has stopped and asks for a person."""
    document = _open(session, document_id, version, _S.APPROVED)
    filing = _filing(session, document)
    stopped = filing is not None and filing.needs_person
    if document.claimed_by is not None or (document.step_at is None and not stopped):
        raise Refused("too_late", "Die Bedenkzeit ist vorbei, der Beleg wird gerade in Lexware gebucht.")
    if filing is not None and stopped:
        outbox.finish(filing, at=at)
        filing.needs_person = False
    if document.problem_code == VOUCHER_GONE.code:  # the next approval uploads anew; the old id leads nowhere for good
        document.voucher_id = document.lexware_file_id = None
    document.become(_S.IN_REVIEW, at=at, by=by, why="Freigabe zurückgenommen.")
    document.step_at = None
    session.flush()
    return document


def retry(session: Session, document_id: int, *, version: int, by: str, at: datetime) -> Document:
    """Try the step again at which the document stopped, or the filing that asked for a person."""
    document = _open(session, document_id, version, *STEPPED)
    filing = _filing(session, document)
    stopped = filing is not None and filing.needs_person
    if not (parked(document) or stopped):
        raise Refused("nothing_to_retry", "Das Dokument ist nicht angehalten; es gibt nichts zu wiederholen.")
    if filing is not None and filing.done_at is None:
        outbox.put(session, FILE_VOUCHER, document.subject, at=at)
        filing.not_before = min(filing.not_before, at)
    else:
        document.step_at = at
    wake(document)
    document.changed_at = at
    audit.record(session, at=at, actor=by, action="document.retry", subject=document.subject)
    session.flush()
    return document


def _open(session: Session, document_id: int, version: int, *statuses: DocumentStatus) -> Document:
    document = session.get(Document, document_id, with_for_update=FOR_CHANGE)
    if document is None:
        raise NoSuchDocument
    if document.version != version:
        raise Changed
    if document.status not in statuses:
        raise Refused("wrong_status", "Das ist in diesem Zustand des Dokuments nicht möglich. Bitte neu laden.")
    return document


def _decide(session: Session, document: Document, field: str, value: Value, *, by: str, at: datetime) -> None:
    """Append the decision, write the audit entry, and show the new values in the lists."""
    before, after = {"value": _value_now(current(session, document.id), field)}, {"value": value_to_json(value)}
    session.add(Decision(document_id=document.id, at=at, by=by, field=field, before=before, after=after))
    session.flush()
    now = current(session, document.id)
    if now is not None:
        show(document, now)
    document.changed_at = at
    flag_modified(document, "changed_at")  # a decision that no column shows is a new version all the same
    facts: Json = {"field": field, "before": before["value"], "after": after["value"]}
    audit.record(session, at=at, actor=by, action="document.decision", subject=document.subject, facts=facts)
    session.flush()


def _value_now(now: Current | None, field: str) -> object:
    if now is None:
        return None
    if field in FIELDS:
        found = {name.value: prediction for name, prediction in now.prediction.fields.items()}.get(field)
        return field_to_json(found)["value"] if found else None
    labels = {"kind": now.prediction.kind, "direction": now.prediction.direction, "category": now.prediction.category}
    label = labels.get(field)
    return label.value if label else value_to_json(now.decided.get(field))


def _assign_order(session: Session, document: Document, number: Value) -> None:
    if number is None:
        document.purchase_order_id = document.match_score = document.match_reasons = None
        return
    order = session.scalar(select(PurchaseOrderRow).where(PurchaseOrderRow.number == number))
    if order is None:
        raise InvalidValue(f"Die Bestellung „{number}“ ist nicht bekannt.")
    document.purchase_order_id, document.match_score = order.id, 1.0
    document.match_reasons = ["von Hand zugeordnet"]


def _doubles(document: Document) -> list[str]:
    confirm = "Bitte vergleichen und bestätigen, dass es kein Doppel ist, oder ablehnen."
    if document.duplicate_of_id is not None:
        return [f"Der Beleg ist vermutlich ein Doppel von Beleg {document.duplicate_of_id}. {confirm}"]
    if document.problem_code == ALREADY_THERE:
        return [f"In Lexware gibt es schon einen Beleg mit dieser Nummer und diesem Betrag. {confirm}"]
    return []


def _filing(session: Session, document: Document) -> OutboxRow | None:
    return session.scalar(
        select(OutboxRow).where(OutboxRow.kind == FILE_VOUCHER, OutboxRow.subject == document.subject)
    )
