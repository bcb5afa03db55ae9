"""From an answer of Lexware to the error that says what to do: three shapes of body, one tree (API, section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexoffice.errors import (
    AskAPerson,
    Conflict,
    FixTheData,
    Issue,
    KeyRefused,
    LexwareError,
    NotAllowed,
    NotFound,
    PlanLacksFeature,
    RateLimited,
    Unavailable,
)
from lexoffice.wire import read_json

_BY_STATUS: Mapping[int, type[LexwareError]] = {
    401: KeyRefused,
    402: PlanLacksFeature,
    403: NotAllowed,
    404: NotFound,
    405: NotFound,
    409: Conflict,
    429: RateLimited,
    501: NotFound,
}
# A stale version where Lexware answers 406 instead of the documented 409 (measured: contacts, vouchers) is any complaint
# about the version but these, which say that it is missing: a fault of the data.
_MISSING = ("missing_entity", "NOTNULL")
# The gateway's documented answer for a route that it does not know; its status, 403, says something else.
_NO_ROUTE = "key=value pair"


def error_of(method: str, path: str, status: int, content: bytes, retry_after: float | None = None) -> LexwareError:
    """The error for an unsuccessful answer."""
    body = _object(content)
    issues = tuple(_issues(body))
    message = _text(body.get("message"))
    return _kind(status, issues, message)(
        method,
        path,
        status,
        issues=issues,
        message=message or " ".join(issue.message for issue in issues if issue.message),
        trace_id=_text(body.get("traceId")) or _text(body.get("requestId")),
        retry_after=retry_after,
    )


def _kind(status: int, issues: tuple[Issue, ...], message: str) -> type[LexwareError]:
    if status == 406 and any(issue.field == "version" and issue.code not in _MISSING for issue in issues):
        return Conflict
    if status == 403 and _NO_ROUTE in message:
        return NotFound
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 400 <= status < 500:
        return FixTheData
    return Unavailable if status >= 500 else AskAPerson


def _object(content: bytes) -> Mapping[str, object]:
    """The body as a JSON object; empty for everything else (gateways send free text too)."""
    try:
        body = read_json(content)
    except ValueError:  # also text in no readable encoding
        return {}
    return body if isinstance(body, dict) else {}


def _issues(body: Mapping[str, object]) -> Iterator[Issue]:
    """Issues of the legacy body (contacts, files, vouchers) and of the regular one (all others)."""
    for entry in _objects(body.get("IssueList")):
        yield Issue(field=_text(entry.get("source")), code=_text(entry.get("i18nKey")))
    for entry in _objects(body.get("details")):
        yield Issue(_text(entry.get("field")), _text(entry.get("violation")), message=_text(entry.get("message")))


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
