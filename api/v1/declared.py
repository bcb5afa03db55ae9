"""The errors that a route declares in OpenAPI, all of one form."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from api.v1.answers import ProblemDetails

CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "role_missing",
    404: "document_not_found",
    409: "version_conflict",
    413: "too_large",
    422: "invalid_value",
    429: "too_many_attempts",
}
"""The most common code of each status, for the examples."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these statuses."""
    return {status: _declared(HTTPStatus(status)) for status in statuses}


def _declared(status: HTTPStatus) -> dict[str, Any]:
    code = CODES[status.value]
    example = {
        "type": f"urn:kontorist:problem:{code}",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": "Ein deutscher Satz: Ursache und nächster Schritt.",
    }
    return {
        "model": ProblemDetails,
        "description": status.phrase,
        "content": {"application/problem+json": {"example": example}},
    }
