"""The screen of one document: what it needs gathered, and the one way in which an act on it is done and answered.

Every act answers with the whole screen anew (htmx morphs it in place, so focus and unconfirmed entries stay), a refusal
too: with its status and its sentence above the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from api.dependencies import Reviewer, Staff, Tools, reaches
from api.errors import ApiError, as_api_error, not_found
from api.fields import ASKED, GROUPS
from api.listing import neighbours
from api.pages.choices import DIRECTION_CHOICES, category_choices, kind_choices, order_choices, order_view
from api.pages.history import history_lines
from api.pages.rendering import is_part, page
from api.sheet import categories, sheet
from ingest.codec import decode
from lexoffice.posting_categories import PostingCategory
from models.documents import DocumentStatus
from models.pages import Page
from models.people import Role
from pipeline.claims import parked
from runtime.services import Services
from storage.tables.documents import Document, Reading
from storage.tables.people import User


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on which document, and the request by which they do."""

    request: Request
    tools: Services
    user: User
    document_id: int

    @property
    def address(self) -> str:
        """The screen's address."""
        return f"/belege/{self.document_id}"


def _to_look(request: Request, tools: Tools, user: Staff, document_id: int) -> Desk:
    return Desk(request, tools, user, document_id)


def _to_decide(request: Request, tools: Tools, user: Reviewer, document_id: int) -> Desk:
    return Desk(request, tools, user, document_id)


Looking = Annotated[Desk, Depends(_to_look)]
Deciding = Annotated[Desk, Depends(_to_decide)]


def act(desk: Desk, do: Callable[[Session], object], *, onward: bool = False, field: str = "") -> Response:
    """Do one act in one transaction, committed before the answer: the screen anew, or (`onward`) the next document."""
    try:
        with desk.tools.sessions.begin() as session:
            do(session)
    except Exception as error:  # whatever it was, the reviewer keeps the screen and reads the sentence
        refusal = as_api_error(error)
        if refusal.status is HTTPStatus.NOT_FOUND:
            raise
        return screen(desk, refusal=refusal, refused_field=field)
    desk.tools.wake()
    if is_part(desk.request) and not onward:
        return screen(desk)
    address = _next_address(desk) if onward else desk.address
    if is_part(desk.request):
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def screen(
    desk: Desk,
    *,
    approved_before: int | None = None,
    refusal: ApiError | None = None,
    refused_field: str = "",
) -> Response:
    """The screen as it stands now; the part within the page if htmx asks."""
    known = categories(desk.tools)
    with desk.tools.reading() as session:
        values = _values(session, desk, known)
        values["undoable"] = undoable(session, desk.tools, approved_before)
    values |= {"refusal": refusal, "refused_field": refused_field}
    template = "document_part.html" if is_part(desk.request) else "document.html"
    return page(desk.request, template, refusal.status if refusal else HTTPStatus.OK, **values)


def undoable(session: Session, tools: Services, document_id: int | None) -> dict[str, int] | None:
    """The approval given just before, while it waits: its document and the seconds that are left."""
    document = session.get(Document, document_id) if document_id is not None else None
    if document is None or document.status != DocumentStatus.APPROVED or document.step_at is None:
        return None
    left = int((document.step_at - tools.clock()).total_seconds())
    return {"id": document.id, "seconds": left} if left > 0 else None


def _values(session: Session, desk: Desk, known: Sequence[PostingCategory]) -> dict[str, Any]:
    document = session.get(Document, desk.document_id)
    if document is None:
        raise not_found()
    seen = sheet(session, desk.tools, document, known)
    before, after = neighbours(session, document)
    may_decide = reaches(desk.user, Role.REVIEWER)
    return {
        "sheet": seen,
        "document": document,
        "groups": GROUPS,
        "pages": _pages(session, document),
        "kinds": kind_choices(seen),
        "directions": DIRECTION_CHOICES,
        "category_choices": category_choices(seen, known),
        "order_view": order_view(seen),
        "orders": order_choices(session, seen),
        "history": history_lines(seen),
        "before": before,
        "after": after,
        "may_decide": may_decide,
        "asked": ASKED,
        "editable": may_decide and document.status == DocumentStatus.IN_REVIEW,
        "stopped": parked(document) or seen.filing_stopped,
    }


def _pages(session: Session, document: Document) -> tuple[Page, ...]:
    reading = session.get(Reading, document.id)
    return decode(reading.content).pages if reading is not None else ()


def _next_address(desk: Desk) -> str:
    """The next document to review, from the start again after the last; the list when none is left.

    An approval is named in the address, so that the next screen can offer to take it back.
    """
    with desk.tools.reading() as session:
        document = session.get_one(Document, desk.document_id)
        before, after = neighbours(session, document)
        mark = f"?freigegeben={document.id}" if document.status == DocumentStatus.APPROVED else ""
    following = after or before
    return f"/belege/{following}{mark}" if following else f"/belege{mark}"
