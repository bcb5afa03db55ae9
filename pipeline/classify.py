"""read → classified: the trained clerk proposes kind, fields, tax lines and category, each with its confidence."""

from __future__ import annotations

from ingest.codec import decode
from models.documents import DocumentStatus
from pipeline.claims import storing
from pipeline.facts import current, show
from pipeline.proposals import prediction_to_json
from pipeline.tools import Tools
from storage.tables.documents import Document, Proposal, Reading


def classify(tools: Tools, taken: Document) -> None:
    """Keep what the clerk proposes as a new row; decisions made before stay above it."""
    with tools.sessions.begin() as session:
        content = session.get_one(Reading, taken.id).content
    clerk = tools.clerk()
    prediction = clerk.predict(decode(content), tools.company)
    with storing(tools, taken) as (session, document):
        at = tools.clock()
        session.add(
            Proposal(document_id=document.id, at=at, model=clerk.model_id, content=prediction_to_json(prediction))
        )
        session.flush()
        now = current(session, document.id)
        if now is not None:
            show(document, now)
        document.become(DocumentStatus.CLASSIFIED, at=at, by=f"model:{clerk.model_id}", why="Klassifiziert.")
        document.step_at = at
