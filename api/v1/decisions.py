"""What a reviewer does with a document. Every act names the version that the person saw; 409 if it is not the newest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from api.dependencies import Reviewer, Tools
from api.errors import not_found
from api.sheet import categories, sheet
from api.v1.answers import DocumentDetail
from api.v1.declared import problems
from pipeline import review
from pipeline.entries import Entry
from runtime.services import Services
from storage.tables.documents import Document

router = APIRouter(prefix="/documents/{document_id}", tags=["Review"])

REFUSALS = problems(401, 403, 404, 409, 422)

Version = Annotated[int, Field(description="The document's version that the decision is about.", examples=[3])]


class Act(BaseModel):
    """Any act on a document."""

    version: Version


class Corrections(Act):
    """New values by field name; `kind`, `direction`, `category` and `purchase_order` too. Null: not on the document."""

    values: dict[str, str | list[dict[str, str]] | None] = Field(
        min_length=1, examples=[{"gross_total": "238.00", "due_date": None, "category": "Fremdleistungen"}]
    )


class Approval(Act):
    """An approval."""

    not_a_duplicate: bool = Field(False, description="The likely double was looked at and is another document.")


class WithReason(Act):
    """An act with a reason in words."""

    why: str = Field(max_length=500, examples=["Werbung, keine Rechnung"])


class Archiving(Act):
    """Keeping a document without booking it."""

    why: str = Field("", max_length=500)


@router.post("/corrections", responses=REFUSALS)
def correct(tools: Tools, user: Reviewer, document_id: int, body: Corrections) -> DocumentDetail:
    """Decide values, all of them or none. Amounts and days may be given as in German ("1.234,56", "31.12.2026")."""

    def do(session: Session) -> None:
        correct_all(session, tools, document_id, dict(body.values), version=body.version, by=user.login)

    return act(tools, document_id, do)


@router.post("/approve", responses=REFUSALS)
def approve(tools: Tools, user: Reviewer, document_id: int, body: Approval) -> DocumentDetail:
    """Release for filing, which begins after the time to think. Refused (409 `not_complete`) with all that is missing."""
    do = approval(tools, document_id, version=body.version, by=user.login, not_a_duplicate=body.not_a_duplicate)
    return act(tools, document_id, do)


@router.post("/archive", responses=REFUSALS)
def archive(tools: Tools, user: Reviewer, document_id: int, body: Archiving) -> DocumentDetail:
    """Keep without booking."""
    at = tools.clock()
    return act(
        tools,
        document_id,
        lambda session: review.archive(session, document_id, version=body.version, by=user.login, at=at, why=body.why),
    )


@router.post("/reject", responses=REFUSALS)
def reject(tools: Tools, user: Reviewer, document_id: int, body: WithReason) -> DocumentDetail:
    """Sort out, with a reason."""
    at = tools.clock()
    return act(
        tools,
        document_id,
        lambda session: review.reject(session, document_id, version=body.version, by=user.login, at=at, why=body.why),
    )


@router.post("/retry", responses=REFUSALS)
def retry(tools: Tools, user: Reviewer, document_id: int, body: Act) -> DocumentDetail:
    """Try again what has stopped."""
    at = tools.clock()
    return act(
        tools,
        document_id,
        lambda session: review.retry(session, document_id, version=body.version, by=user.login, at=at),
    )


@router.post("/undo", responses=REFUSALS)
def undo(tools: Tools, user: Reviewer, document_id: int, body: Act) -> DocumentDetail:
    """Take an approval back, while it waits."""
    at = tools.clock()
    return act(
        tools,
        document_id,
        lambda session: review.undo_approval(session, document_id, version=body.version, by=user.login, at=at),
    )


@router.post("/match-again", responses=REFUSALS)
def match_again(tools: Tools, user: Reviewer, document_id: int, body: Act) -> DocumentDetail:
    """Look up order and duplicates anew, with the values as they stand now."""
    at = tools.clock()
    return act(
        tools,
        document_id,
        lambda session: review.match_again(session, document_id, version=body.version, by=user.login, at=at),
    )


def act(tools: Services, document_id: int, do: Callable[[Session], object]) -> DocumentDetail:
    """Do one act in one transaction, committed before the answer is made."""
    with tools.sessions.begin() as session:
        do(session)
    tools.wake()
    known = categories(tools)
    with tools.reading() as session:
        document = session.get(Document, document_id)
        if document is None:
            raise not_found()
        return DocumentDetail.of(sheet(session, tools, document, known))


def correct_all(
    session: Session, tools: Services, document_id: int, values: dict[str, Entry], *, version: int, by: str
) -> None:
    """Decide several values together: the first is checked against the version that the person saw, the rest follow it."""
    at = tools.clock()
    for field, entry in values.items():
        document = review.correct(session, document_id, field, entry, version=version, by=by, at=at)
        version = document.version


def approval(
    tools: Services, document_id: int, *, version: int, by: str, not_a_duplicate: bool
) -> Callable[[Session], object]:
    """The act of approving, with the categories that Lexware has now (asked before the transaction begins)."""
    known = categories(tools)

    def do(session: Session) -> object:
        return review.approve(
            session,
            document_id,
            version=version,
            by=by,
            at=tools.clock(),
            time_to_think=tools.time_to_think,
            categories=known,
            vat_free=tools.categories.vat_free,
            originals=tools.originals,
            not_a_duplicate=not_a_duplicate,
        )

    return do
