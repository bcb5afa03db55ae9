"""The audit log: append-only, hash-chained from the first row on.

Every entry's hash covers its content and the hash before it; the head row says where the chain ends. So a changed,
removed, reordered or cut-off entry is found by `verify`. Two writers cannot fork the chain: each locks the head row until
its transaction ends (on SQLite the transaction itself is the lock).

Whoever may write the whole database could compute a new chain. So the head is worth noting outside of it, now and then:
`verify` takes such a note and says whether the chain still passes through it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from storage.tables.audit import GENESIS, AuditEntry, AuditHead
from storage.tables.base import Json


class Head(NamedTuple):
    """Where the chain ends: the number of entries and the last one's hash."""

    seq: int
    hash: str


class AuditLogDamaged(Exception):
    """The head row is gone; nothing may be appended to a log whose end is unknown."""


def record(session: Session, *, at: datetime, actor: str, action: str, subject: str, facts: Json | None = None) -> None:
    """Append one entry in the caller's transaction. `facts` must be plain JSON; it holds what changed, before and after.

    Raises ValueError if `at` has no time zone, AuditLogDamaged if the head is gone.
    """
    if at.tzinfo is None:
        raise ValueError("an audit entry's moment needs a time zone")
    # populate_existing: the session may know the head from an earlier transaction, and others have written since
    head = session.scalar(
        select(AuditHead).where(AuditHead.id == 1).with_for_update().execution_options(populate_existing=True)
    )
    if head is None:
        raise AuditLogDamaged("the audit log's head is missing; run `kontorist audit verify`")
    entry = AuditEntry(
        seq=head.seq + 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        subject=subject,
        facts=facts or {},
        previous_hash=head.hash,
    )
    entry.hash = _hash(entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.facts, entry.previous_hash)
    session.add(entry)
    head.seq, head.hash = entry.seq, entry.hash
    session.flush()


def hold(session: Session) -> None:
    """Let no other transaction append until this one ends; so whatever is decided on statuses here is not overtaken.

    SQLite's transactions exclude each other anyway; on PostgreSQL the head row is the lock that every status change needs.
    """
    session.execute(select(AuditHead.seq).where(AuditHead.id == 1).with_for_update())


def head(session: Session) -> Head | None:
    """Where the chain ends now; None if the head row is gone. Worth noting outside of the database."""
    row = session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == 1)).one_or_none()
    return Head(row.seq, row.hash) if row else None


def verify(session: Session, noted: Head | None = None) -> Iterator[str]:
    """Every break of the chain as an English sentence; nothing, if the log is whole and passes through `noted`.

    Head and entries come from one statement, so entries that others append meanwhile are no false alarm; rows and not
    objects are read, so what the session remembers hides nothing.
    """
    log = AuditEntry
    rows = session.execute(
        select(
            AuditHead.seq.label("head_seq"),
            AuditHead.hash.label("head_hash"),
            *(log.seq, log.at, log.actor, log.action, log.subject, log.facts, log.previous_hash, log.hash),
        )
        .join_from(AuditHead, log, true(), isouter=True)
        .where(AuditHead.id == 1)
        .order_by(log.seq)
        .execution_options(yield_per=500)
    )
    expected_seq, previous, end = 1, GENESIS, None
    for row in rows:
        end = Head(row.head_seq, row.head_hash)
        if row.seq is None:
            break  # the log is empty
        if row.seq != expected_seq:
            yield _gap(expected_seq, row.seq)
        if row.previous_hash != previous:
            yield f"entry {row.seq} does not follow the one before it"
        if row.hash != _hash(row.seq, row.at, row.actor, row.action, row.subject, row.facts, row.previous_hash):
            yield f"entry {row.seq} was changed"
        if noted and row.seq == noted.seq and row.hash != noted.hash:
            yield f"entry {row.seq} is not the one that was noted: the log was written anew"
        expected_seq, previous = row.seq + 1, row.hash
    if end is None:
        yield "the head of the log is missing: its end cannot be proved"
    elif end != (expected_seq - 1, previous):
        yield "the log does not end where the head says: entries at the end were removed or added"
    if noted and noted.seq >= expected_seq:
        yield f"the log had {noted.seq} entries when its head was noted, now it ends at {expected_seq - 1}"


def _gap(expected: int, found: int) -> str:
    if found < expected:
        return f"entry {found} stands out of order"
    return f"entry {expected} is missing" if found == expected + 1 else f"entries {expected} to {found - 1} are missing"


def _hash(*content: object) -> str:
    """SHA-256 over an entry's fields in the order of the table, moments in ISO form, everything else as JSON."""
    text = json.dumps(content, default=datetime.isoformat, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
