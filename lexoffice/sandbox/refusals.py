"""The three shapes in which Lexware says no (API notes, section 5.2)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from lexoffice.wire import write_json

Complaint = tuple[str, str]
"""Field and code."""

_PHRASES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict"}
_LEGACY_TYPES = {400: "bad_request_error", 406: "validation_failure", 409: "validation_failure"}


class Refusal(Exception):
    """An answer that is not a success, thrown from anywhere in a route."""

    def __init__(self, status: int, body: object) -> None:
        self.status = status
        self.body = body
        super().__init__(status)


def gateway(status: int, message: str | None) -> Refusal:
    """The bare body of the gateway in front of everything."""
    return Refusal(status, {"message": message})


def legacy(status: int, complaints: Sequence[Complaint]) -> Refusal:
    """The body of contacts, files and vouchers."""
    issues = [
        {
            "i18nKey": code,
            "source": field,
            "type": _LEGACY_TYPES.get(status, "technical_error"),
            "additionalData": None,
            "args": None,
        }
        for field, code in complaints
    ]
    return Refusal(status, {"requestId": str(uuid.uuid4()), "IssueList": issues})


def regular(status: int, path: str, message: str, now: str, details: Sequence[dict[str, str]] = ()) -> Refusal:
    """The body of all other endpoints."""
    body: dict[str, Any] = {
        "timestamp": now,
        "status": status,
        "error": _PHRASES.get(status, "Error"),
        "path": path,
        "traceId": uuid.uuid4().hex[:12],
        "message": message,
    }
    if details:
        body["details"] = list(details)
    return Refusal(status, body)


def json_answer(body: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer with numbers as Lexware prints them."""
    return Response(write_json(body), status, headers, "application/json")
