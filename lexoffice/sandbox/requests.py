"""Reading requests and giving the answers that all resources share."""

from __future__ import annotations

from collections.abc import Collection
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import Refusal, json_answer, legacy, regular
from lexoffice.sandbox.store import Record
from lexoffice.wire import BERLIN, read_json

_MOST_DIGITS = 15
ANYTHING = "*/*"
"""The media type of who takes whatever there is."""
_LEGACY = ("/v1/contacts", "/v1/vouchers")
"""Whose refusals have the older form."""


async def json_body(request: Request, box: Box) -> Record:
    """The JSON object of a POST or PUT: 415 without the content type, 400 for anything else than an object."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refusal(415, {"message": "Unsupported Media Type"})
    try:
        body = read_json(await request.body())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        path = request.url.path
        if path.startswith(_LEGACY):
            raise legacy(400, [("body", "invalid_value")])
        raise regular(400, path, "The request body is not readable", box.now_text)
    return body


def action_result(request: Request, path: str, record: Record, *, created: bool) -> Response:
    """What a POST (201 with Location) or PUT (200) answers: never the record itself."""
    address = f"{str(request.base_url).rstrip('/')}{path}/{record['id']}"
    body = {
        "id": record["id"],
        "resourceUri": address,
        "createdDate": record["createdDate"],
        "updatedDate": record["updatedDate"],
        "version": record["version"],
    }
    return json_answer(body, 201 if created else 200, {"Location": address} if created else None)


def stale(box: Box) -> Refusal:
    """The version sent is not the current one."""
    if box.switches.conflict_as_409:
        return Refusal(409, {"message": "Conflict"})
    return legacy(406, [("version", "invalid_value")])


def day_of(value: object) -> date:
    """A day from `yyyy-MM-dd` or a full date-time (vouchers are lenient); ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError("no date")
    if "T" in value:
        instant = datetime.fromisoformat(value)
        if instant.year in (MINYEAR, MAXYEAR):
            raise ValueError("no date")  # another time zone may have no such day
        return instant.astimezone(BERLIN).date() if instant.tzinfo else instant.date()
    if len(value) != len("2026-03-02"):
        raise ValueError("no date")
    return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=BERLIN).date()


def amount_of(value: Any) -> Decimal:
    """A number (a numeric string passes too) with at most two decimals; ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError("no number")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError("no number") from error
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS or number != round(number, 2):
        raise ValueError("more than two decimals")
    return number


def wanted(header: str, known: Collection[str]) -> str | None:
    """The best liked of the known media types, or `*/*` for whatever there is; None where nothing fits (406)."""
    choices = sorted(_accepted(header or ANYTHING), key=lambda choice: -choice[1])
    return next((kind for kind, quality in choices if quality > 0 and (kind == ANYTHING or kind in known)), None)


def _accepted(header: str) -> list[tuple[str, int]]:
    """Media types with their quality in thousandths; a quality that cannot be read counts as full."""
    choices = []
    for part in header.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        stated = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
        whole, _, decimals = stated.partition(".")
        digits = f"{whole}{decimals:0<3.3}"
        choices.append((kind, int(digits) if digits.isdecimal() else 1000))
    return choices
