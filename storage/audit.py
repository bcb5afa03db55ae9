"""The audit log: append-only, hash-chained from the first row on.

Every entry's hash covers its content and the hash before it; the head row says where the chain ends. So a changed,
removed, reordered or cut-off entry is found by `verify`. Two writers cannot fork the chain: each locks the head row until
its transaction ends (on SQLite the transaction itself is the lock).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables.audit import AuditEntry, AuditHead
from storage.tables.base import Json

GENESIS = "0" * 64


def record(session: Session, *, at: datetime, actor: str, action: str, subject: str, facts: Json | None = None) -> None:
    """Append one entry in the caller's transaction. `facts` must be plain JSON; it holds what changed, before and after."""
    head = session.scalar(select(AuditHead).where(AuditHead.id == 1).with_for_update())
    if head is None:
        head = AuditHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
    entry = AuditEntry(
        seq=head.seq + 1, at=at, actor=actor, action=action, subject=subject, facts=facts or {}, previous_hash=head.hash
    )
    entry.hash = _hash(entry)
    session.add(entry)
    head.seq, head.hash = entry.seq, entry.hash
    session.flush()


def verify(session: Session) -> Iterator[str]:
    """Every break of the chain as an English sentence; nothing, if the log is whole."""
    expected_seq, previous = 1, GENESIS
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=500)):
        if entry.seq != expected_seq:
            yield f"entry {expected_seq} is missing"
        if entry.previous_hash != previous:
            yield f"entry {entry.seq} does not follow the one before it"
        if entry.hash != _hash(entry):
            yield f"entry {entry.seq} was changed"
        expected_seq, previous = entry.seq + 1, entry.hash
    head = session.get(AuditHead, 1)
    if (head.seq, head.hash) != (expected_seq - 1, previous) if head else expected_seq > 1:
        yield "the log does not end where the head says: entries at the end were removed or added"


def _hash(entry: AuditEntry) -> str:
    content = [
        entry.seq,
        entry.at.isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.facts,
        entry.previous_hash,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
