"""Downloads of sales documents: `/file`, and the deprecated way by `/document` (API notes, section 12.4)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.documents import RESOURCES
from lexoffice.sandbox.papers.making import document_file_id, file_name, is_final, pdf_of, profile_of, xml_of
from lexoffice.sandbox.refusals import json_answer, regular
from lexoffice.sandbox.requests import ANYTHING, wanted
from lexoffice.sandbox.store import Record

PDF, XML = "application/pdf", "application/xml"
Endpoint = Callable[[str, Request], Awaitable[Response]]


def routes(box: Box) -> APIRouter:
    """GET /{resource}/{id}/file for each type, GET /{resource}/{id}/document for those that had it."""
    router = APIRouter(prefix="/v1")
    for kind, resource in RESOURCES.items():
        router.get(f"/{resource}/{{document_id}}/file")(_file(box, kind))
        if kind != "downpaymentinvoice":
            router.get(f"/{resource}/{{document_id}}/document")(_document(box, kind))
    return router


def _file(box: Box, kind: str) -> Endpoint:
    async def file(document_id: str, request: Request) -> Response:
        record = _existing(box, kind, document_id, request)
        choice = wanted(request.headers.get("accept", ""), (PDF, XML))
        if choice is None:
            raise regular(406, request.url.path, "Not Acceptable", box.now_text)
        if not is_final(record):
            message = f"The {kind} with id '{document_id}' is in status 'draft' and therefore cannot be downloaded"
            raise regular(409, request.url.path, message, box.now_text)
        xrechnung = profile_of(record) == "XRechnung"
        if choice == XML and not xrechnung:
            raise regular(404, request.url.path, "There is no XML of this document", box.now_text)
        if xrechnung and choice in (XML, ANYTHING):
            return _download(xml_of(box, record), XML, file_name(record, ".xml"))
        return _download(await pdf_of(box, record), PDF, file_name(record, ".pdf"))

    return file


def _document(box: Box, kind: str) -> Endpoint:
    async def document(document_id: str, request: Request) -> Response:
        record = _existing(box, kind, document_id, request)
        if not is_final(record):
            message = f"The {kind} with id '{document_id}' is in status 'draft' and has no document"
            raise regular(406, request.url.path, message, box.now_text)
        return json_answer({"documentFileId": document_file_id(record)})

    return document


async def document_download(box: Box, record: Record, accept: str) -> Response | int:
    """A sales document by its deprecated file id, or the status of the refusal. The old matrix: PDF for whoever asks for
    anything, even of an XRechnung, whose XML must be asked for."""
    choice = wanted(accept, (PDF, XML, "image/jpeg", "image/png"))
    if choice is None:
        return 406
    if choice != XML:
        return _download(await pdf_of(box, record), PDF, file_name(record, ".pdf"))
    if profile_of(record) != "XRechnung":
        return 404
    return _download(xml_of(box, record), XML, file_name(record, ".xml"))


def _existing(box: Box, kind: str, document_id: str, request: Request) -> Record:
    """The document; an id of another type is as unknown as any."""
    record = box.store.get(kind, document_id)
    if record is None:
        raise regular(404, request.url.path, "Not Found", box.now_text)
    return record


def _download(content: bytes, media_type: str, name: str) -> Response:
    """The name in ASCII for everybody, and in full for those who read RFC 6266."""
    ascii_name = name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").encode("ascii", "replace").decode()
    disposition = f'inline; filename="{ascii_name}"'
    if ascii_name != name:
        disposition += f"; filename*=UTF-8''{quote(name)}"
    return Response(content, 200, {"Content-Disposition": disposition}, media_type)
