"""Whose books are kept here: the organisation seen first is pinned, and every key is known by whose it is.

A key is kept only as a salted fingerprint (HMAC-SHA-256 with a salt of its own row): enough to know it again.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage import audit
from storage.tables.notices import LexwareConnection, LexwareKey

_ONLY = 1


def connection(session: Session) -> LexwareConnection:
    """The one row, locked, made when first asked for."""
    row = session.get(LexwareConnection, _ONLY, with_for_update=True, populate_existing=True)
    if row is None:
        try:
            with session.begin_nested():
                row = LexwareConnection(id=_ONLY, report={})
                session.add(row)
        except IntegrityError:  # another process made it at the same moment
            row = session.get_one(LexwareConnection, _ONLY, with_for_update=True)
    return row


def glance(session: Session) -> LexwareConnection | None:
    """The one row to look at, for sessions that only look."""
    return session.get(LexwareConnection, _ONLY)


def known_key(session: Session, key: str) -> LexwareKey | None:
    """The row of this key, or None if it was never seen."""
    rows = session.scalars(select(LexwareKey).order_by(LexwareKey.id))
    return next((row for row in rows if hmac.compare_digest(row.fingerprint, _fingerprint(row.salt, key))), None)


def see_key(session: Session, key: str, *, at: datetime) -> LexwareKey:
    """The row of this key, first seen now if it is new. Call after `connection`, whose lock keeps a key from two rows."""
    row = known_key(session, key)
    if row is None:
        salt = secrets.token_hex(16)
        row = LexwareKey(salt=salt, fingerprint=_fingerprint(salt, key), first_seen=at)
        session.add(row)
        session.flush()
    return row


def previous_key(session: Session, key: LexwareKey) -> LexwareKey | None:
    """The key that was first seen last before this one."""
    before = select(LexwareKey).where(LexwareKey.id < key.id).order_by(LexwareKey.id.desc()).limit(1)
    return session.scalar(before)


def see_organisation(session: Session, key: str, organization_id: str, *, at: datetime) -> bool:
    """Note whose key it is; the first organisation ever is pinned. Whether it is the pinned one."""
    row = connection(session)
    see_key(session, key, at=at).organization_id = organization_id
    if row.organization_id is None:
        row.organization_id, row.accepted_at = organization_id, at
    session.flush()
    return row.organization_id == organization_id


def accept_organisation(session: Session, key: str, *, at: datetime, by: str) -> None:
    """The organisation of this key is the right one from now on; on record. ValueError if nobody knows whose key it is."""
    row, now = connection(session), known_key(session, key)
    if now is None or now.organization_id is None:
        raise ValueError("the organisation of this key was not seen yet")
    facts = {"before": row.organization_id, "after": now.organization_id}
    audit.record(session, at=at, actor=by, action="lexware.organisation_accepted", subject="lexware", facts=facts)
    row.organization_id, row.accepted_at, row.accepted_by = now.organization_id, at, by


def _fingerprint(salt: str, key: str) -> str:
    return hmac.new(bytes.fromhex(salt), key.strip().encode(), hashlib.sha256).hexdigest()
