"""The files of a sales document, made on demand from what is stored: the same bytes as long as nothing is changed
(API notes, section 12.4)."""

from __future__ import annotations

import uuid

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.documents import RESOURCES
from lexoffice.sandbox.papers.cii import cii_of
from lexoffice.sandbox.papers.hybrid import with_xml
from lexoffice.sandbox.papers.layout import typeset
from lexoffice.sandbox.papers.letter import Letter
from lexoffice.sandbox.papers.salesletter import sales_letter
from lexoffice.sandbox.papers.words import title_of
from lexoffice.sandbox.store import Record

_FILES = uuid.UUID("8f6c2f60-5d0b-4d3e-9f0f-3a2c7b1d9e54")
"""Our own namespace of file ids."""


async def pdf_of(box: Box, record: Record) -> bytes:
    """The PDF: with the e-invoice inside for ZUGFeRD, a preview for XRechnung, else just the letter."""
    xml = cii_of(box, record) if profile_of(record) == "EN16931" else None
    return await box.aside(_pdf, sales_letter(box, record), xml)


def _pdf(letter: Letter, xml: bytes | None) -> bytes:
    pdf = typeset(letter)
    return pdf if xml is None else with_xml(pdf, xml)


def xml_of(box: Box, record: Record) -> bytes:
    """The e-invoice of a document whose profile is not `NONE`."""
    return cii_of(box, record)


def profile_of(record: Record) -> str:
    """What the finalised file is: `NONE`, `EN16931` or `XRechnung`."""
    return str(record.get("electronicDocumentProfile") or "NONE")


def is_final(record: Record) -> bool:
    """Whether there is a file. Dunnings stay drafts for ever and have theirs at once."""
    return bool(record["type"] == "dunning" or record["voucherStatus"] != "draft")


def file_name(record: Record, extension: str) -> str:
    """`Rechnung_RE0001.pdf`; a dunning is named after its invoice, since it has no number."""
    number = record.get("voucherNumber")
    if not number:
        number = next((related.get("voucherNumber") for related in record.get("relatedVouchers") or []), None)
    return "_".join(filter(None, [title_of(record["type"], "de"), number])) + extension


def document_file_id(record: Record) -> str:
    """The deprecated `documentFileId`; documents put in by control may lack theirs and get one that never changes."""
    stored = (record.get("files") or {}).get("documentFileId")
    return str(stored or uuid.uuid5(_FILES, record["id"]))


def document_of_file(box: Box, file_id: str) -> Record | None:
    """The finalised sales document whose file this is; None where there is none."""
    records = (record for kind in RESOURCES for record in box.store.all(kind))
    found = next((record for record in records if document_file_id(record) == file_id), None)
    return found if found is not None and is_final(found) else None
