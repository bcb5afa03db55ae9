"""Notices: set all that hold of one area, and whatever held before and does no more is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables.notices import Notice


class Finding(NamedTuple):
    """A condition as it was just found; the fields as in storage.tables.notices.Notice."""

    code: str
    severity: str
    sentence: str


def settle(session: Session, area: str, findings: Iterable[Finding], *, at: datetime) -> tuple[list[str], list[str]]:
    """Make `findings` the notices of `area` (what their codes begin with); the codes that came, and those that went.

    Locks the area's rows, so two checks at once end as one after the other.
    """
    of_area = Notice.code.startswith(area, autoescape=True)
    known = {row.code: row for row in session.scalars(select(Notice).where(of_area).with_for_update())}
    came, held = [], set()
    for finding in findings:
        held.add(finding.code)
        row = known.get(finding.code)
        if row is None:
            row = Notice(code=finding.code, since=at)
            session.add(row)
        if row.gone_at is not None or row.seen_at is None:
            came.append(finding.code)
            row.since = at
        row.severity, row.sentence, row.seen_at, row.gone_at = finding.severity, finding.sentence, at, None
    went = [code for code, row in known.items() if code not in held and row.gone_at is None]
    for code in went:
        known[code].gone_at = at
    session.flush()
    return came, went


def standing(session: Session) -> list[Notice]:
    """All that hold now: errors before warnings, then the oldest first."""
    rows = session.scalars(select(Notice).where(Notice.gone_at.is_(None)).order_by(Notice.since, Notice.code))
    return sorted(rows, key=lambda row: row.severity != "error")
