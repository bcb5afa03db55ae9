"""What does not go on by itself: documents with a problem, transfers to Lexware that ask for a person, mailboxes, the
connection to Lexware."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from api.dependencies import Staff, Tools, reaches
from api.listing import Filter, documents
from api.pages.german import BERLIN
from api.pages.rendering import page
from models.people import Role
from storage.lexware_connection import glance
from storage.notices import standing
from storage.tables.outbox import OutboxRow
from storage.tables.upkeep import MailboxState

router = APIRouter()


@router.get("/probleme")
def show(request: Request, tools: Tools, user: Staff) -> Response:
    """The page."""
    with tools.reading() as session:
        rows = documents(session, Filter(problem=True), limit=200).rows
        stopped = select(OutboxRow).where(OutboxRow.needs_person, OutboxRow.done_at.is_(None)).order_by(OutboxRow.id)
        effects = session.scalars(stopped.limit(200)).all()
        troubled = select(MailboxState).where(MailboxState.problem.is_not(None)).order_by(MailboxState.mailbox)
        mailboxes = session.scalars(troubled.limit(200)).all()
        connected = glance(session)
        standing_notices = standing(session)
    today = tools.clock().astimezone(BERLIN).date()
    may_decide = reaches(user, Role.REVIEWER)
    return page(
        request,
        "problems.html",
        rows=rows,
        effects=effects,
        mailboxes=mailboxes,
        lexware_notices=standing_notices,
        lexware_silent_since=connected.failed_since if connected else None,
        today=today,
        may_decide=may_decide,
    )
