"""The ledger of arrivals."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.dependencies import Staff, Tools
from api.pages.german import BERLIN
from api.pages.history import ACTORS
from api.pages.rendering import page
from api.v1.arrivals import arrivals

router = APIRouter()


@router.get("/posteingang")
def show(request: Request, tools: Tools, _user: Staff, nach: int | None = None) -> Response:
    """The page."""
    with tools.reading() as session:
        rows, more = arrivals(session, after=nach, limit=100)
    today = tools.clock().astimezone(BERLIN).date()
    return page(request, "arrivals.html", rows=rows, more=more, today=today, actors=ACTORS)
