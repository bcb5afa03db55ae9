"""Uploads, attachments and downloads (API notes, section 12)."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from http import HTTPStatus
from pathlib import PurePath

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.contents import LARGEST_UPLOAD, MEDIA_TYPES, fault_of
from lexoffice.sandbox.papers.delivery import document_download
from lexoffice.sandbox.papers.einvoice import read_einvoice
from lexoffice.sandbox.papers.making import document_of_file
from lexoffice.sandbox.papers.recognition import recognised
from lexoffice.sandbox.papers.rendering import rendered
from lexoffice.sandbox.reading import READY_AT, RECOGNISED
from lexoffice.sandbox.refusals import gateway, json_answer, legacy
from lexoffice.sandbox.requests import ANYTHING, wanted
from lexoffice.sandbox.store import Record, StoredFile
from lexoffice.sandbox.vouchers import existing_voucher
from lexoffice.wire import instant_text

_XML = "application/xml"


def routes(box: Box) -> APIRouter:
    """POST /files, GET /files/{id} and its status, POST /vouchers/{id}/files."""
    router = APIRouter(prefix="/v1")

    @router.post("/files")
    async def upload(request: Request) -> Response:
        kind, name, content = await _form(request)
        if kind != "voucher":
            raise gateway(400, "Invalid or missing upload type.")
        _check(box, name, content)
        file = box.store.file_with(_checksum(content))
        if file is None:
            # Read now, so that a reader that takes its time holds up nobody else; shown when the reading is over.
            found = await box.aside(recognised, name, content) if box.switches.recognise_uploads else {}
            # Lexware knows contents by checksum: the same bytes again are dropped and answered with the first ids. They
            # may also have come while we read.
            file = box.store.file_with(_checksum(content)) or _new_voucher(box, name, content, found)
        return json_answer({"id": file.id, "voucherId": file.voucher_id}, 202)

    @router.post("/vouchers/{voucher_id}/files")
    async def attach(voucher_id: str, request: Request) -> Response:
        existing_voucher(box, voucher_id)
        _, name, content = await _form(request)
        _check(box, name, content)
        voucher = dict(existing_voucher(box, voucher_id))  # as it is now: the upload may have taken long
        file = box.store.file_with(_checksum(content), voucher_id)
        if file is None:
            file = _store(box, name, content, voucher_id)
            voucher["files"] = [*voucher["files"], file.id]
            documents.save(box, voucher)
        return json_answer({"id": file.id}, 202)

    @router.get("/files/{file_id}")
    async def download(file_id: str, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        file = box.store.file(file_id)
        if file is not None:
            return await _original(box, file, accept)
        document = document_of_file(box, file_id)
        if document is None:
            raise gateway(404, "Not Found")
        answer = await document_download(box, document, accept)
        if isinstance(answer, int):
            raise gateway(answer, HTTPStatus(answer).phrase)
        return answer

    @router.get("/files/{file_id}/status")
    async def status(file_id: str) -> Response:
        """Mentioned in Lexware's documentation without its shape: so no more than whether the reading has ended."""
        file = box.store.file(file_id)
        if file is None:
            raise gateway(404, "Not Found")
        voucher = box.store.get("voucher", file.voucher_id)
        reading = voucher is not None and voucher["voucherStatus"] == "blank"
        return json_answer({"id": file.id, "status": "processing" if reading else "done"})

    return router


async def _form(request: Request) -> tuple[object, str, bytes]:
    """Type, file name and content. A missing type is seen before a missing file, which fails with 500 as it really does."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise gateway(415, "Unsupported Media Type")
    async with request.form() as form:
        kind, part = form.get("type"), form.get("file")
        if isinstance(part, UploadFile) and part.filename:
            return kind, PurePath(part.filename).name, await part.read(LARGEST_UPLOAD + 1)
    if request.url.path == "/v1/files" and kind != "voucher":
        return kind, "", b""
    raise gateway(500, None)


def _check(box: Box, name: str, content: bytes) -> None:
    code = fault_of(name, content, e_invoice=box.switches.e_invoice)
    if code is not None:
        raise legacy(406, [("file", code)])


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _store(box: Box, name: str, content: bytes, voucher_id: str) -> StoredFile:
    media_type = MEDIA_TYPES[PurePath(name).suffix.lower()]
    file = StoredFile(new_id(), _checksum(content), voucher_id, name, media_type, content)
    box.store.add_file(file)
    return file


def _new_voucher(box: Box, name: str, content: bytes, found: Record) -> StoredFile:
    """An upload becomes a voucher at once, blank while Lexware reads it."""
    voucher_id = new_id()
    file = _store(box, name, content, voucher_id)
    voucher: Record = {
        "id": voucher_id,
        "type": "purchaseinvoice",
        "voucherStatus": "blank",
        "taxType": "gross",
        "useCollectiveContact": True,
        "voucherItems": [],
        "files": [file.id],
        RECOGNISED: found,
        "createdDate": box.now_text,
        READY_AT: instant_text(box.now + timedelta(seconds=float(box.switches.reading_seconds))),
        "version": 0,
    }
    documents.save(box, voucher)
    return file


def _rendered(xml: bytes) -> bytes | None:
    invoice = read_einvoice(xml)
    return None if invoice is None else rendered(invoice)


async def _original(box: Box, file: StoredFile, accept: str) -> Response:
    """The upload by the matrix of section 12.3: as it is, or of an XML e-invoice a rendering."""
    choice = wanted(accept, MEDIA_TYPES.values())
    if choice is None:
        raise gateway(406, "Not Acceptable")
    is_xml = file.media_type == _XML
    if choice == _XML and not is_xml:
        raise gateway(404, "Not Found")
    content, media_type, extension = file.content, file.media_type, PurePath(file.name).suffix.lower()
    if is_xml and choice not in (_XML, ANYTHING):
        paper = await box.aside(_rendered, file.content)
        if paper is None:
            raise gateway(404, "Not Found")
        content, media_type, extension = paper, "application/pdf", ".pdf"
    disposition = f"inline; filename={file.id}{extension}"
    return Response(content, 200, {"Content-Disposition": disposition}, media_type)
