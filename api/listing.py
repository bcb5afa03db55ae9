"""Lists of documents: filters, search, pages of a list by cursor, and the figures on the tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Tuple, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from models.documents import DocumentStatus
from storage.tables.base import Instant
from storage.tables.documents import Document

_S = DocumentStatus

ON_ITS_WAY = (_S.RECEIVED, _S.READ, _S.CLASSIFIED, _S.MATCHED)
"""Statuses that pass by themselves within seconds."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents a list shows. `text` is looked for in supplier, number and file name."""

    statuses: tuple[DocumentStatus, ...] = ()
    kind: str | None = None
    text: str = ""
    problem: bool = False
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some documents of a list, and the cursor of those after them (None: these were the last)."""

    rows: Sequence[Document]
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents stand in which status, and how many have a problem."""

    by_status: dict[str, int] = field(default_factory=dict)
    problems: int = 0
    working: int = 0
    """On their way and not stopped."""

    def of(self, statuses: Sequence[DocumentStatus]) -> int:
        """The sum over some statuses; all of them if none is named."""
        return sum(self.by_status.get(status, 0) for status in statuses or tuple(_S))


def documents(session: Session, wanted: Filter, *, after: int | None = None, limit: int = 50) -> DocumentPage:
    """The next `limit` documents after the one whose id is `after`. A cursor of no document starts at the top."""
    order = (Document.received_at, Document.id)
    query = select(Document).where(*conditions(wanted))
    last = session.get(Document, after) if after is not None else None
    if last is not None:
        place, here = tuple_(*order), _place(last)
        query = query.where(place > here if wanted.oldest_first else place < here)
    query = query.order_by(*(order if wanted.oldest_first else (column.desc() for column in order)))
    rows = session.scalars(query.limit(limit + 1)).all()
    return DocumentPage(rows[:limit], rows[limit - 1].id if len(rows) > limit else None)


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """The filter as SQL."""
    found: list[ColumnElement[bool]] = []
    if wanted.statuses:
        found.append(Document.status.in_([status.value for status in wanted.statuses]))
    if wanted.kind:
        found.append(Document.kind == wanted.kind)
    if wanted.problem:
        found.append(Document.problem_code.is_not(None))
    if wanted.text:
        columns = (Document.supplier_name, Document.number, Document.file_name)
        found.append(or_(*(column.icontains(wanted.text, autoescape=True) for column in columns)))
    return found


def counts(session: Session, text: str = "") -> Counts:
    """The figures on the tabs, within what a search finds."""
    query = select(Document.status, func.count(), func.count(Document.problem_code)).where(
        *conditions(Filter(text=text))
    )
    rows = session.execute(query.group_by(Document.status)).all()
    return Counts(
        by_status={status: number for status, number, _ in rows},
        problems=sum(problems for _, _, problems in rows),
        working=sum(number - problems for status, number, problems in rows if status in ON_ITS_WAY),
    )


def neighbours(session: Session, document: Document) -> tuple[int | None, int | None]:
    """The documents before and after this one in the queue of review (oldest first)."""
    place, here = tuple_(Document.received_at, Document.id), _place(document)
    waiting = select(Document.id).where(Document.status == _S.IN_REVIEW.value, Document.id != document.id)
    before = waiting.where(place < here).order_by(Document.received_at.desc(), Document.id.desc())
    after = waiting.where(place > here).order_by(Document.received_at, Document.id)
    return session.scalar(before.limit(1)), session.scalar(after.limit(1))


def stamp(session: Session, text: str = "") -> str:
    """Changes whenever a document within a search does: a list that knows it need not be sent again."""
    query = select(func.count(), func.coalesce(func.sum(Document.version), 0), func.max(Document.changed_at))
    number, versions, changed = session.execute(query.where(*conditions(Filter(text=text)))).one()
    return f"{number}-{versions}-{changed.timestamp() if changed else 0:.6f}"


def _place(document: Document) -> Tuple:
    return tuple_(literal(document.received_at, Instant), literal(document.id))
