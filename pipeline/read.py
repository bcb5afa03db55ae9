"""received → read: the original is read in the fence; words, boxes and e-invoice data are kept."""

from __future__ import annotations

from ingest.codec import encode
from models.documents import DocumentStatus
from pipeline.claims import storing
from pipeline.tools import Tools
from storage.tables.documents import Document, Reading


def read(tools: Tools, taken: Document) -> None:
    """Read the original, once. What cannot be read is a DocumentProblem."""
    reading = tools.reader.read(tools.originals.get(taken.sha256), taken.file_name)
    with storing(tools, taken) as (session, document):
        at = tools.clock()
        session.merge(Reading(document_id=document.id, at=at, content=encode(reading)))
        document.medium = reading.medium.value
        document.page_count = reading.page_count or len(reading.pages)
        pages = "1 Seite" if document.page_count == 1 else f"{document.page_count} Seiten"
        document.become(DocumentStatus.READ, at=at, by="reader", why=f"{pages} gelesen.")
        document.step_at = at
