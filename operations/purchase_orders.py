"""Purchase orders come from the operational system as a CSV file, again and again; the number says which is which."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.orders import PurchaseOrder
from operations.order_csv import LineError, parse
from storage import audit
from storage.tables.base import Json
from storage.tables.orders import PurchaseOrderRow


@dataclass(frozen=True, slots=True)
class Imported:
    """How many orders were new, changed and known already, and which lines were not taken."""

    new: int
    changed: int
    unchanged: int
    errors: tuple[LineError, ...]


def import_csv(session: Session, content: bytes, *, at: datetime, by: str) -> Imported:
    """Take the orders of a CSV file into the caller's transaction. Repeatable: a second time nothing changes.

    An order that the file no longer names stays: files often hold only what is new. Lines with errors are left out and
    listed; the others are taken. What changes on a known order is in the audit log, before and after.
    """
    file = parse(content)
    known = {row.number: row for row in session.scalars(select(PurchaseOrderRow).with_for_update())}
    new = changed = 0
    for order in file.orders:
        row = known.get(order.number)
        if row is None:
            session.add(PurchaseOrderRow(**asdict(order)))
            new += 1
        elif _update(session, row, order, file.silent_on, at=at, by=by):
            changed += 1
    done = Imported(new, changed, len(file.orders) - new - changed, file.errors)
    if new or changed:
        facts = {"new": new, "changed": changed, "unchanged": done.unchanged, "errors": len(file.errors)}
        subject = f"file:{hashlib.sha256(content).hexdigest()}"
        audit.record(session, at=at, actor=by, action="purchase_orders.imported", subject=subject, facts=facts)
    return done


def _update(
    session: Session, row: PurchaseOrderRow, order: PurchaseOrder, silent_on: frozenset[str], *, at: datetime, by: str
) -> bool:
    """Bring the row to what the file says; whether anything differed. What it is silent on stays."""
    said = {name: value for name, value in asdict(order).items() if name not in silent_on}
    differing = {name: value for name, value in said.items() if getattr(row, name) != value}
    if not differing:
        return False
    before: Json = {name: _plain(getattr(row, name)) for name in differing}
    after: Json = {name: _plain(value) for name, value in differing.items()}
    for name, value in differing.items():
        setattr(row, name, value)
    facts = {"before": before, "after": after}
    audit.record(session, at=at, actor=by, action="purchase_order.changed", subject=_subject(row), facts=facts)
    return True


def _subject(row: PurchaseOrderRow) -> str:
    return f"purchase_order:{row.id}"


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
