"""One document: the page image on one side, its values on the other, and what a reviewer may do with it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Response
from sqlalchemy.orm import Session

from api.errors import not_found
from api.pages.document_screen import Deciding, Desk, Looking, act, screen
from api.pages.rendering import is_part
from api.v1.decisions import approval, correct_all
from api.v1.documents import download
from pipeline import review
from pipeline.entries import Entry
from storage.tables.documents import Document, Reading

router = APIRouter(prefix="/belege/{document_id}")

Version = Annotated[int, Form()]


@router.get("")
def show(desk: Looking, freigegeben: int | None = None, seiten: int | None = None) -> Response:
    """The screen. `freigegeben`: the document approved just before, whose approval may still be taken back here.

    `seiten`: how many pages the asking screen shows; when they have appeared since, it is loaded as a whole.
    """
    if is_part(desk.request) and seiten == 0 and _was_read(desk):
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Refresh": "true"})
    return screen(desk, approved_before=freigegeben)


@router.get("/original")
def original(desk: Looking) -> Response:
    """The bytes as received, as a download."""
    with desk.tools.reading() as session:
        document = session.get(Document, desk.document_id)
    if document is None:
        raise not_found()
    return download(desk.tools, document)


@router.post("/felder/{field}")
def confirm(desk: Deciding, field: str, version: Version, value: Annotated[str, Form()] = "") -> Response:
    """Confirm or correct one value; empty: not on the document."""
    return _decide(desk, field, value, version)


@router.post("/steuerzeilen")
def confirm_taxes(
    desk: Deciding,
    version: Version,
    rate: Annotated[list[str], Form()] = [],  # noqa: B006  FastAPI copies it
    base: Annotated[list[str], Form()] = [],  # noqa: B006
    tax: Annotated[list[str], Form()] = [],  # noqa: B006
) -> Response:
    """Confirm or correct the tax lines; rows left empty do not count."""
    rows = [row for row in zip(rate, base, tax, strict=False) if any(part.strip() for part in row)]
    entry: Entry = [{"rate": one, "base": two, "tax": three} for one, two, three in rows]
    return _decide(desk, "tax_breakdown", entry, version)


@router.post("/freigeben")
def approve(desk: Deciding, version: Version, kein_doppel: Annotated[bool, Form()] = False) -> Response:
    """Approve, and go to the next document of the queue."""
    by = desk.user.login
    do = approval(desk.tools, desk.document_id, version=version, by=by, not_a_duplicate=kein_doppel)
    return act(desk, do, onward=True)


@router.post("/ablegen")
def archive(desk: Deciding, version: Version) -> Response:
    """Keep without booking, and go to the next one."""
    by, at = desk.user.login, desk.tools.clock()
    return act(
        desk, lambda session: review.archive(session, desk.document_id, version=version, by=by, at=at), onward=True
    )


@router.post("/ablehnen")
def reject(desk: Deciding, version: Version, grund: Annotated[str, Form(max_length=500)] = "") -> Response:
    """Sort out with a reason, and go to the next one."""
    by, at = desk.user.login, desk.tools.clock()
    return act(
        desk,
        lambda session: review.reject(session, desk.document_id, version=version, by=by, at=at, why=grund),
        onward=True,
    )


@router.post("/wiederholen")
def retry(desk: Deciding, version: Version) -> Response:
    """Try again what has stopped."""
    by, at = desk.user.login, desk.tools.clock()
    return act(desk, lambda session: review.retry(session, desk.document_id, version=version, by=by, at=at))


@router.post("/zuruecknehmen")
def undo(desk: Deciding, version: Annotated[int | None, Form()] = None) -> Response:
    """Take the approval back and show the document. Without a version: from the bar on the screen of another one."""
    by, at = desk.user.login, desk.tools.clock()

    def do(session: Session) -> None:
        document = session.get(Document, desk.document_id)
        seen = version if version is not None or document is None else document.version
        review.undo_approval(session, desk.document_id, version=seen or 0, by=by, at=at)

    return act(desk, do)


@router.post("/neu-zuordnen")
def match_again(desk: Deciding, version: Version) -> Response:
    """Look up order and duplicates anew."""
    by, at = desk.user.login, desk.tools.clock()
    return act(desk, lambda session: review.match_again(session, desk.document_id, version=version, by=by, at=at))


def _decide(desk: Desk, field: str, entry: Entry, version: int) -> Response:
    def do(session: Session) -> None:
        correct_all(session, desk.tools, desk.document_id, {field: entry}, version=version, by=desk.user.login)

    return act(desk, do, field=field)


def _was_read(desk: Desk) -> bool:
    with desk.tools.reading() as session:
        return session.get(Reading, desk.document_id) is not None
