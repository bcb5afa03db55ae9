"""The mirror of Lexware's documents: rows of the voucherlist as we saw them last, and what follows when one changes.

Events and polling only make us look; what counts is what the voucherlist said. Of two rows the one with the later date of
change counts, of two with the same date the one that was asked for later (time makes a document overdue, and moves no
date). So it does not matter in which order pages and events come, nor how often. Whatever Kontorist does on its own when
something happens in Lexware hangs on a change of the mirror: a listener gets the document before and after, once for each
change, in the transaction that stores it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lexoffice.voucherlist import VoucherlistRow
from storage.lexware_turn import mirror
from storage.tables.lexware import LexwareDocument

OVERDUE = "overdue"
CAN_BE_OVERDUE = ("open", "sepadebit")


@dataclass(frozen=True, slots=True)
class Mirrored:
    """One document of Lexware, in its words. `status` is the document's own, `overdue` the list's computed label."""

    id: str
    voucher_type: str
    status: str
    overdue: bool
    number: str | None
    issued_on: date | None
    due_on: date | None
    contact_id: str | None
    contact_name: str | None
    total: Decimal | None
    open_amount: Decimal | None
    currency: str | None
    archived: bool
    lexware_created_at: datetime | None
    lexware_updated_at: datetime | None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What changed; `before` is None for a document that was not known."""

    before: Mirrored | None
    after: Mirrored


Listener = Callable[[Session, Change, datetime], None]
"""Acts on a change, in its transaction, at that instant; also called for documents that are not ours. It must not fail for a
reason of the data (the mirror would stand still until somebody mends it), and not wait for rows that others change (the
transaction may hold the audit head: take them with SKIP LOCKED and look again later). Requests belong in the outbox."""


def from_row(row: VoucherlistRow) -> Mirrored:
    """A row of the list. Where the list says overdue, the document is open: or a direct debit, which `apply` remembers."""
    overdue = row.voucher_status == OVERDUE
    return Mirrored(
        id=row.id,
        voucher_type=row.voucher_type,
        status="open" if overdue else str(row.voucher_status),
        overdue=overdue,
        number=row.voucher_number,
        issued_on=row.voucher_date,
        due_on=row.due_date,
        contact_id=row.contact_id,
        contact_name=row.contact_name,
        total=row.total_amount,
        open_amount=row.open_amount,
        currency=row.currency,
        archived=row.archived,
        lexware_created_at=row.created_date,
        lexware_updated_at=row.updated_date,
    )


def apply(
    session: Session, seen: Iterable[Mirrored], *, read_at: datetime, at: datetime, listeners: Sequence[Listener] = ()
) -> list[Change]:
    """Bring the mirror to what was asked for at `read_at`, and tell the listeners what changed; the changes.

    One transaction, the caller's, which holds the mirror's lock from here on. A second time nothing changes.
    """
    mirror(session)
    newest = {document.id: document for document in seen}
    stored = _rows(session, newest)
    changes = []
    for document_id in sorted(newest):  # in one order, for the locks of what listeners change
        row, document = stored.get(document_id), newest[document_id]
        change = _insert(session, document, read_at) if row is None else _update(row, document, read_at)
        if change is not None:
            changes.append(change)
    session.flush()
    _tell(session, changes, listeners, at)
    return changes


def apply_payment(
    session: Session,
    document_id: str,
    *,
    status: str,
    open_amount: Decimal,
    read_at: datetime,
    at: datetime,
    listeners: Sequence[Listener] = (),
) -> list[Change]:
    """What `/v1/payments` said about a document of the mirror: it may know more than the list, but no date of change."""
    mirror(session)
    row = session.get(LexwareDocument, document_id, with_for_update=True)
    if row is None:
        return []
    before = value_of(row)
    overdue = before.overdue and status in CAN_BE_OVERDUE
    change = _update(row, replace(before, status=status, open_amount=open_amount, overdue=overdue, gone=False), read_at)
    changes = [change] if change is not None else []
    session.flush()
    _tell(session, changes, listeners, at)
    return changes


def mark_gone(
    session: Session,
    document_ids: Iterable[str],
    *,
    read_at: datetime,
    at: datetime,
    listeners: Sequence[Listener] = (),
) -> list[Change]:
    """Lexware answered 404 for them at `read_at`. Rows stay, and come back to life should the list show them again."""
    mirror(session)
    changes = []
    for _, row in sorted(_rows(session, set(document_ids)).items()):
        if row.gone_at is None and row.read_at <= read_at:
            before = value_of(row)
            row.gone_at, row.read_at = at, read_at
            row.version += 1
            changes.append(Change(before, value_of(row)))
    session.flush()
    _tell(session, changes, listeners, at)
    return changes


def value_of(row: LexwareDocument) -> Mirrored:
    """The row as a value."""
    return Mirrored(**{name: getattr(row, name) for name in _COLUMNS}, gone=row.gone_at is not None)


_COLUMNS = tuple(field.name for field in fields(Mirrored) if field.name != "gone")


def _rows(session: Session, ids: Iterable[str]) -> dict[str, LexwareDocument]:
    wanted = select(LexwareDocument).where(LexwareDocument.id.in_(sorted(ids)))
    return {row.id: row for row in session.scalars(wanted.execution_options(populate_existing=True))}


def _insert(session: Session, document: Mirrored, read_at: datetime) -> Change:
    facts = asdict(document)
    del facts["gone"]
    session.add(LexwareDocument(**facts, read_at=read_at))
    return Change(None, document)


def _update(row: LexwareDocument, document: Mirrored, read_at: datetime) -> Change | None:
    """The change, or None if what is stored is newer or the same."""
    if (_instant(document), read_at) < (_instant(row), row.read_at):
        return None
    if row.gone_at is not None and read_at < row.read_at:  # asked for while it was still there
        return None
    if document.overdue and row.status in CAN_BE_OVERDUE:
        document = replace(document, status=row.status)
    before = value_of(row)
    if document == before:
        return None
    for name in _COLUMNS:
        setattr(row, name, getattr(document, name))
    row.gone_at, row.read_at = None, read_at
    row.version += 1
    return Change(before, document)


def _instant(document: Mirrored | LexwareDocument) -> datetime:
    return document.lexware_updated_at or datetime.min.replace(tzinfo=UTC)


def _tell(session: Session, changes: Iterable[Change], listeners: Sequence[Listener], at: datetime) -> None:
    for change in changes:
        for listener in listeners:
            listener(session, change, at)
