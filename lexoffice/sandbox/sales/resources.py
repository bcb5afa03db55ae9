"""The addresses of sales documents (API notes, section 6): POST and GET, and nothing that changes a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.documents import RESOURCES
from lexoffice.sandbox.refusals import json_answer, regular
from lexoffice.sandbox.requests import action_result, json_body
from lexoffice.sandbox.sales.create import create
from lexoffice.sandbox.sales.kinds import KINDS, Kind
from lexoffice.sandbox.sales.pursuit import PARAMETER, require_parameter
from lexoffice.sandbox.sales.view import view
from lexoffice.sandbox.store import Record

Handler = Callable[[Request], Awaitable[Response]]


def routes(box: Box) -> APIRouter:
    """GET of every type by its own address, POST of every type that the API can create."""
    router = APIRouter()
    for document_type, resource in RESOURCES.items():
        router.add_api_route(f"/v1/{resource}/{{document_id}}", _reader(box, document_type), methods=["GET"])
    for kind in KINDS.values():
        if kind.by_api:
            router.add_api_route(kind.path, _writer(box, kind), methods=["POST"])
    return router


def existing(box: Box, document_type: str, document_id: str) -> Record:
    """The document of this type; 404 for all other ids, those of other types too."""
    record = box.store.get(document_type, document_id)
    if record is None:
        raise regular(404, f"/v1/{RESOURCES[document_type]}/{document_id}", "Not Found", box.now_text)
    return record


def _reader(box: Box, document_type: str) -> Handler:
    async def read(request: Request) -> Response:
        return json_answer(view(box, existing(box, document_type, request.path_params["document_id"])))

    return read


def _writer(box: Box, kind: Kind) -> Handler:
    async def write(request: Request) -> Response:
        preceding = request.query_params.get(PARAMETER)
        require_parameter(box, kind, preceding)
        finalize = _flag(box, kind, request.query_params.get("finalize", "false"))
        body = await json_body(request, box)
        record = create(box, kind.type, body, finalize=finalize, preceding=preceding)
        return action_result(request, kind.path, record, created=True)

    return write


def _flag(box: Box, kind: Kind, value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise regular(
            400, kind.path, f"Invalid value '{value}' received for request parameter 'finalize'", box.now_text
        )
    return value.lower() == "true"
