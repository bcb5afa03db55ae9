"""Every error in one form: problem details (RFC 9457) for programs, a German page for browsers.

`code` is stable and English (for programs and support), `detail` is a German sentence with cause and next step. Nothing
of the inside (paths, SQL, traces) ever leaves; an unforeseen error is logged and answered with its number.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import singledispatch
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from api.pages.rendering import is_part, page
from models.problems import DocumentProblem
from pipeline.entries import InvalidValue
from pipeline.failures import where
from pipeline.review import Changed, NoSuchDocument, Refused

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

SENTENCES = {
    HTTPStatus.NOT_FOUND: "Das gibt es hier nicht (mehr). Bitte die Adresse prüfen oder zurück zur Liste gehen.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Diese Adresse nimmt die Anfrage so nicht an. Bitte die API-Beschreibung prüfen.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Die Datei ist zu groß. Bitte verkleinern oder teilen und noch einmal hochladen.",
    HTTPStatus.BAD_REQUEST: "Die Anfrage ist nicht lesbar. Bitte noch einmal versuchen.",
}


class ApiError(Exception):
    """An answer other than success, meant and explained. `extra` goes into the problem details as it is."""

    def __init__(self, status: HTTPStatus, code: str, detail: str, **extra: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.detail, self.extra = status, code, detail, extra

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the answer."""
        return {"WWW-Authenticate": "Bearer"} if self.status is HTTPStatus.UNAUTHORIZED else {}


def not_signed_in() -> ApiError:
    """401: nobody is signed in, or the sign-in has ended."""
    detail = "Sie sind nicht (mehr) angemeldet. Bitte melden Sie sich an und versuchen Sie es noch einmal."
    return ApiError(HTTPStatus.UNAUTHORIZED, "not_signed_in", detail)


def not_found(what: str = "document") -> ApiError:
    """404, with the kind of thing that is missing in the code."""
    return ApiError(HTTPStatus.NOT_FOUND, f"{what}_not_found", SENTENCES[HTTPStatus.NOT_FOUND])


@singledispatch
def as_api_error(error: Exception) -> ApiError:
    """What an error of the house means for whoever asked; an unforeseen one is logged without its message, which may
    quote values of a row."""
    number = secrets.token_hex(4)
    log.error("request.failed", number=number, error=type(error).__name__, where=where(error))
    detail = f"Ein unerwarteter Fehler. Bitte noch einmal versuchen; bleibt er, der IT die Nummer {number} nennen."
    return ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", detail, number=number)


@as_api_error.register
def _(error: ApiError) -> ApiError:
    return error


@as_api_error.register
def _(_error: NoSuchDocument) -> ApiError:
    return not_found()


@as_api_error.register(Changed)
@as_api_error.register(StaleDataError)
def _(_error: Exception) -> ApiError:
    return ApiError(HTTPStatus.CONFLICT, "version_conflict", Changed.message)


@as_api_error.register
def _(error: InvalidValue) -> ApiError:
    return ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_value", str(error))


@as_api_error.register
def _(error: Refused) -> ApiError:
    return ApiError(HTTPStatus.CONFLICT, error.code, " ".join(error.reasons), reasons=list(error.reasons))


@as_api_error.register
def _(error: DocumentProblem) -> ApiError:
    return ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, error.problem.code, error.problem.message)


@as_api_error.register
def _(error: RequestValidationError) -> ApiError:
    faults = [{"where": list(fault["loc"]), "message": fault["msg"]} for fault in error.errors()]
    detail = "Die Anfrage hat nicht die erwartete Form. Bitte die Angaben unter „errors“ berichtigen."
    return ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail, errors=faults)


@as_api_error.register
def _(error: HTTPException) -> ApiError:
    status = HTTPStatus(error.status_code)
    code = "too_large" if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE else status.name.lower()
    return ApiError(status, code, SENTENCES.get(status, "Die Anfrage wurde nicht angenommen."))


HANDLED: tuple[type[Exception], ...] = (
    ApiError,
    NoSuchDocument,
    Changed,
    StaleDataError,
    InvalidValue,
    Refused,
    DocumentProblem,
    RequestValidationError,
    HTTPException,
    Exception,
)


def install(app: FastAPI) -> None:
    """Register the one handler for everything that can go wrong."""
    for kind in HANDLED:
        app.add_exception_handler(kind, _answer)


def problem_details(error: ApiError) -> dict[str, Any]:
    """The body of RFC 9457."""
    return {
        "type": f"urn:kontorist:problem:{error.code}",
        "title": error.status.phrase,
        "status": error.status.value,
        "code": error.code,
        "detail": error.detail,
        **error.extra,
    }


async def _answer(request: Request, error: Exception) -> Response:
    meant = as_api_error(error)
    if _is_page(request):
        if meant.status is HTTPStatus.UNAUTHORIZED:
            return _to_sign_in(request)
        number = meant.extra.get("number", "")
        title = "Nicht gefunden" if meant.status is HTTPStatus.NOT_FOUND else "Das ging nicht"
        return page(
            request, "error.html", meant.status, title=title, detail=meant.detail, code=meant.code, number=number
        )
    return JSONResponse(problem_details(meant), meant.status, headers=dict(meant.headers), media_type=MEDIA_TYPE)


def _is_page(request: Request) -> bool:
    """Pages answer browsers; all below /api, webhooks and the two for machines answer programs."""
    path = request.url.path
    return not path.startswith(("/api/", "/static/", "/webhooks/")) and path not in ("/health", "/metrics")


def _to_sign_in(request: Request) -> Response:
    """To the sign-in and back to this page. htmx must leave the page: a form within a list would be nonsense."""
    wanted = request.url.path if request.method == "GET" and not is_part(request) else "/belege"
    address = f"/anmelden?zu={quote(wanted)}"
    if is_part(request):
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
