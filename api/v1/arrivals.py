"""The ledger of arrivals: whatever came, and what became of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.dependencies import Staff, Tools
from api.v1 import answers
from api.v1.declared import problems
from storage.tables.documents import Arrival

router = APIRouter(prefix="/arrivals", tags=["Arrivals"])


@router.get("", responses=problems(401, 422))
def list_arrivals(
    tools: Tools,
    _user: Staff,
    after: Annotated[int | None, Query(description="Cursor: `next` of the answer before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> answers.Arrivals:
    """Arrivals, newest first."""
    with tools.reading() as session:
        rows, following = arrivals(session, after=after, limit=limit)
    return answers.Arrivals(arrivals=[answers.Arrival.model_validate(row) for row in rows], next=following)


def arrivals(session: Session, *, after: int | None, limit: int) -> tuple[list[Arrival], int | None]:
    """The next arrivals after a cursor, and the cursor of those behind them."""
    query = select(Arrival).order_by(Arrival.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(Arrival.id < after)
    rows = list(session.scalars(query))
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None
