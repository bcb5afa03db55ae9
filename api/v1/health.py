"""How the house is: `/health` for whoever restarts and alerts, `/metrics` for Prometheus. Figures only, no names."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from api.dependencies import Admin, Tools
from api.listing import ON_ITS_WAY, Counts, counts
from api.v1.declared import problems
from models.documents import DocumentStatus
from storage.tables.documents import Document
from storage.tables.outbox import OutboxRow
from storage.tables.upkeep import WorkerSign

router = APIRouter(tags=["Health"])

SILENT_AFTER = timedelta(minutes=5)
"""A worker without a sign for so long is not counted as alive. It gives signs between steps only, and the longest of them,
a reading, is ended after 180 s (ingest.limits)."""


class Health(BaseModel):
    """`ok` needs a database and, where something waits, a living worker. Ages in seconds."""

    ok: bool
    database: bool
    workers_alive: int = 0
    last_sign_age: float | None = Field(None, description="Since the last sign of any worker.")
    documents_waiting: int = Field(0, description="On their way, for a worker.")
    documents_in_review: int = 0
    problems: int = 0
    outbox_open: int = 0
    outbox_needs_person: int = 0
    oldest_waiting_age: float | None = Field(
        None, description="Of the document that a worker has not finished longest."
    )


@router.get("/health", responses={503: {"model": Health}})
def health(tools: Tools, response: Response) -> Health:
    """The state of this installation; 503 if it cannot work. Open to everybody who reaches the server."""
    try:
        with tools.reading() as session:
            found = measure(session, tools.clock())
    except SQLAlchemyError:
        found = Health(ok=False, database=False)
    if not found.ok:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return found


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **problems(401, 403)},
)
def metrics(tools: Tools, _user: Admin) -> Response:
    """The same figures for Prometheus (a token of an administrator: `authorization` in its scrape configuration)."""
    with tools.reading() as session:
        found, standing = measure(session, tools.clock()), counts(session)
    return Response(generate_latest(_registry(found, standing)), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def measure(session: Session, at: datetime) -> Health:
    """The figures at this moment."""
    standing = counts(session)
    signs = list(session.scalars(select(WorkerSign.at)))
    alive = sum(at - sign < SILENT_AFTER for sign in signs)
    waiting = Document.status.in_([status.value for status in ON_ITS_WAY]) & Document.problem_code.is_(None)
    number, oldest = session.execute(select(func.count(), func.min(Document.received_at)).where(waiting)).one()
    open_rows = OutboxRow.done_at.is_(None)
    outbox = select(func.count()).select_from(OutboxRow).where(open_rows)
    return Health(
        ok=bool(alive) or not number,
        database=True,
        workers_alive=alive,
        last_sign_age=(at - max(signs)).total_seconds() if signs else None,
        documents_waiting=number,
        documents_in_review=standing.of((DocumentStatus.IN_REVIEW,)),
        problems=standing.problems,
        outbox_open=session.scalar(outbox) or 0,
        outbox_needs_person=session.scalar(outbox.where(OutboxRow.needs_person)) or 0,
        oldest_waiting_age=(at - oldest).total_seconds() if oldest else None,
    )


def _registry(found: Health, standing: Counts) -> CollectorRegistry:
    registry = CollectorRegistry()
    documents = Gauge("kontorist_documents", "Documents by status.", ["status"], registry=registry)
    for status in DocumentStatus:
        documents.labels(status.value).set(standing.by_status.get(status, 0))
    figures = {
        "kontorist_problems": ("Documents with a problem.", found.problems),
        "kontorist_workers_alive": ("Workers that gave a sign lately.", found.workers_alive),
        "kontorist_outbox_open": ("Effects wanted and not done.", found.outbox_open),
        "kontorist_outbox_needs_person": ("Effects that ask for a person.", found.outbox_needs_person),
        "kontorist_oldest_waiting_seconds": (
            "Age of the oldest document that waits for a worker.",
            found.oldest_waiting_age,
        ),
    }
    for name, (help_text, value) in figures.items():
        Gauge(name, help_text, registry=registry).set(value or 0)
    return registry
