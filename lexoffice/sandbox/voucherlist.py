"""The voucherlist (API notes, section 22): one row for every document but dunnings and templates."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.contacts import display_name
from lexoffice.sandbox.list_index import Entry, ListIndex
from lexoffice.sandbox.paging import envelope, page_of
from lexoffice.sandbox.payments import open_amount
from lexoffice.sandbox.refusals import Refusal, json_answer, regular
from lexoffice.sandbox.requests import day_of
from lexoffice.sandbox.store import Record
from lexoffice.wire import midnight

PATH = "/v1/voucherlist"
STATUSES = (
    *("draft", "open", "paid", "paidoff", "voided", "transferred", "sepadebit", "overdue", "accepted", "rejected"),
    *("unchecked", "blank"),
)
_SORTS: dict[str, Callable[[Entry], Any]] = {
    "voucherDate": lambda entry: entry.voucher_date,
    "voucherNumber": lambda entry: entry.number,
    "createdDate": lambda entry: entry.created_at,
    "updatedDate": lambda entry: entry.updated_at,
}
_DAY_FILTERS = tuple(
    f"{field}{bound}" for field in ("voucherDate", "createdDate", "updatedDate") for bound in ("From", "To")
)
_YEARS = range(1900, 9999)
_DUE = ("open", "sepadebit")
_NULL_IS_SHOWN = ("contactId", "openAmount")

Condition = Callable[[Entry], bool]


def routes(box: Box) -> APIRouter:
    """GET only."""
    router = APIRouter()
    index = ListIndex(box)

    @router.get(PATH)
    async def rows(request: Request) -> Response:
        query = dict(request.query_params)
        page = page_of(request, box, largest=250)
        conditions = list(_conditions(box, query))
        key, ascending = _sort(box, query.get("sort", "voucherDate,DESC"))
        found = index.entries()
        for holds in conditions:
            found = [entry for entry in found if holds(entry)]
        found.sort(key=_SORTS[key], reverse=not ascending)
        content = [_row(box, entry.record) for entry in page.cut(found)]
        return json_answer(envelope(content, len(found), page, sort=key, ascending=ascending))

    return router


def listed_status(box: Box, record: Record) -> str:
    """The status in the list: open and past its due date is overdue here, and only here."""
    status, due = str(record["voucherStatus"]), record.get("dueDate")
    return "overdue" if status in _DUE and due and day_of(due) < box.today else status


def contact_name(box: Box, record: Record) -> str:
    """The contact's name as it is today; documents without a contact belong to the collective one."""
    contact = box.store.get("contact", documents.contact_id(record) or "")
    if contact is not None:
        return display_name(contact)
    return record.get("contactName") or ("Sammelkunde" if documents.is_revenue(record) else "Sammellieferant")


def _row(box: Box, record: Record) -> Record:
    row = {
        "id": record["id"],
        "voucherType": record["type"],
        "voucherStatus": listed_status(box, record),
        "voucherNumber": record.get("voucherNumber"),
        "voucherDate": _midnight(record.get("voucherDate")),
        "createdDate": record["createdDate"],
        "updatedDate": record["updatedDate"],
        "dueDate": _midnight(record.get("dueDate")),
        "contactId": documents.contact_id(record),
        "contactName": contact_name(box, record),
        "totalAmount": documents.gross(record),
        "openAmount": open_amount(record),
        "currency": "EUR",
        "archived": bool(record.get("archived", False)),
    }
    return {key: value for key, value in row.items() if value is not None or key in _NULL_IS_SHOWN}


def _midnight(text: str | None) -> datetime | None:
    return midnight(day_of(text)) if text else None


def _bad(box: Box, message: str) -> Refusal:
    return regular(400, PATH, message, box.now_text)


def _conditions(box: Box, query: dict[str, str]) -> Iterator[Condition]:
    if "voucherType" not in query or "voucherStatus" not in query:
        raise _bad(box, "Missing required request parameters")
    types = _choices(box, query["voucherType"], documents.LISTED_TYPES, "voucherType")
    yield lambda entry: entry.type in types
    yield _status_condition(box, query["voucherStatus"])
    if "archived" in query:
        archived = query["archived"] == "true"
        yield lambda entry: entry.archived is archived
    if "contactId" in query:
        contact = query["contactId"]
        yield lambda entry: entry.contact_id == contact
    if "voucherNumber" in query:
        number = html.unescape(query["voucherNumber"]).casefold()
        yield lambda entry: entry.number == number
    for name in _DAY_FILTERS:
        if name in query:
            yield _day_condition(name, _bound(box, query, name))


def _status_condition(box: Box, text: str) -> Condition:
    statuses = _choices(box, text, STATUSES, "voucherStatus")
    if text != "any" and "overdue" in statuses:
        if len(statuses) > 1:
            raise _bad(box, "voucherStatus 'overdue' cannot be combined with other statuses")
        today = box.today.isoformat()
        return lambda entry: entry.status in _DUE and "" < entry.due_date < today
    return lambda entry: entry.status in statuses


def _choices(box: Box, text: str, known: tuple[str, ...], name: str) -> frozenset[str]:
    if text == "any":
        return frozenset(known)
    chosen = frozenset(text.split(","))
    for value in sorted(chosen - set(known)):
        raise _bad(box, f"Invalid value '{value}' received for request parameter '{name}'")
    return chosen


def _bound(box: Box, query: dict[str, str], name: str) -> date:
    try:
        bound = date.fromisoformat(query[name])
    except ValueError:
        bound = None
    if bound is None or bound.year not in _YEARS:
        raise _bad(box, f"Invalid value '{query[name]}' received for request parameter '{name}'")
    return bound


def _day_condition(name: str, bound: date) -> Condition:
    """Whole days of Berlin, the bound included."""
    day = bound.isoformat()
    begin, end = midnight(bound).timestamp(), midnight(bound + timedelta(days=1)).timestamp()
    conditions: dict[str, Condition] = {
        "voucherDateFrom": lambda entry: entry.voucher_date >= day,
        "voucherDateTo": lambda entry: "" < entry.voucher_date <= day,
        "createdDateFrom": lambda entry: entry.created_at >= begin,
        "createdDateTo": lambda entry: entry.created_at < end,
        "updatedDateFrom": lambda entry: entry.updated_at >= begin,
        "updatedDateTo": lambda entry: entry.updated_at < end,
    }
    return conditions[name]


def _sort(box: Box, text: str) -> tuple[str, bool]:
    name, _, direction = text.partition(",")
    key = next((known for known in _SORTS if known.lower() == name.lower()), None)
    if key is None or direction.upper() not in ("", "ASC", "DESC"):
        raise _bad(box, "parameter 'sort' is invalid")
    return key, direction.upper() != "DESC"
