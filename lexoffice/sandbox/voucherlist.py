"""The voucherlist (API notes, section 22)."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from datetime import date, datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.contacts import display_name
from lexoffice.sandbox.paging import envelope, page_of
from lexoffice.sandbox.payments import open_amount
from lexoffice.sandbox.refusals import Refusal, json_answer, regular
from lexoffice.sandbox.requests import day_of
from lexoffice.sandbox.store import Record
from lexoffice.wire import midnight

PATH = "/v1/voucherlist"
TYPES = (
    *("salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote", "invoice", "downpaymentinvoice"),
    *("creditnote", "orderconfirmation", "quotation", "deliverynote"),
)
STATUSES = (
    *("draft", "open", "paid", "paidoff", "voided", "transferred", "sepadebit", "overdue", "accepted", "rejected"),
    *("unchecked", "blank"),
)
_SORTS = ("voucherDate", "voucherNumber", "createdDate", "updatedDate")
_DUE = ("open", "sepadebit")

Condition = Callable[[Record], bool]


def routes(box: Box) -> APIRouter:
    """GET only."""
    router = APIRouter()

    @router.get(PATH)
    async def rows(request: Request) -> Response:
        query = dict(request.query_params)
        page = page_of(request, box, largest=250)
        conditions = list(_conditions(box, query))
        key, ascending = _sort(box, query.get("sort", "voucherDate,DESC"))
        found = [voucher for voucher in box.store.all("voucher") if all(holds(voucher) for holds in conditions)]
        found.sort(key=lambda voucher: str(voucher.get(key) or ""), reverse=not ascending)
        content = [_row(box, voucher) for voucher in page.cut(found)]
        return json_answer(envelope(content, len(found), page, sort=key, ascending=ascending))

    return router


def _bad(box: Box, message: str) -> Refusal:
    return regular(400, PATH, message, box.now_text)


def _status(box: Box, voucher: Record) -> str:
    """The status in the list: open and past its due date is overdue here, and only here."""
    status = str(voucher["voucherStatus"])
    due = voucher.get("dueDate")
    return "overdue" if status in _DUE and due and date.fromisoformat(due) < box.today else status


def _row(box: Box, voucher: Record) -> Record:
    contact = box.store.get("contact", voucher.get("contactId") or "")
    collective = "Sammelkunde" if voucher["type"].startswith("sales") else "Sammellieferant"
    row = {
        "id": voucher["id"],
        "voucherType": voucher["type"],
        "voucherStatus": _status(box, voucher),
        "voucherNumber": voucher.get("voucherNumber"),
        "voucherDate": _midnight(voucher.get("voucherDate")),
        "createdDate": voucher["createdDate"],
        "updatedDate": voucher["updatedDate"],
        "dueDate": _midnight(voucher.get("dueDate")),
        "contactId": contact["id"] if contact else None,
        "contactName": display_name(contact) if contact else voucher.get("contactName") or collective,
        "totalAmount": voucher.get("totalGrossAmount"),
        "openAmount": open_amount(voucher),
        "currency": "EUR",
        "archived": bool(voucher.get("archived", False)),
    }
    return {key: value for key, value in row.items() if value is not None or key in ("contactId", "openAmount")}


def _midnight(day: str | None) -> datetime | None:
    return midnight(date.fromisoformat(day)) if day else None


def _conditions(box: Box, query: dict[str, str]) -> Iterator[Condition]:
    if "voucherType" not in query or "voucherStatus" not in query:
        raise _bad(box, "Missing required request parameters")
    types = _choices(box, query["voucherType"], TYPES, "voucherType")
    yield lambda voucher: voucher["type"] in types
    yield _status_condition(box, query["voucherStatus"])
    if "archived" in query:
        yield lambda voucher: bool(voucher.get("archived", False)) is (query["archived"] == "true")
    if "contactId" in query:
        yield lambda voucher: voucher.get("contactId") == query["contactId"]
    if "voucherNumber" in query:
        number = html.unescape(query["voucherNumber"]).casefold()
        yield lambda voucher: str(voucher.get("voucherNumber") or "").casefold() == number
    for field in ("voucherDate", "createdDate", "updatedDate"):
        for suffix in ("From", "To"):
            if f"{field}{suffix}" in query:
                yield _day_condition(box, field, suffix, query[f"{field}{suffix}"])


def _status_condition(box: Box, text: str) -> Condition:
    statuses = _choices(box, text, STATUSES, "voucherStatus")
    if text != "any" and "overdue" in statuses:
        if len(statuses) > 1:
            raise _bad(box, "voucherStatus 'overdue' cannot be combined with other statuses")
        return lambda voucher: _status(box, voucher) == "overdue"
    return lambda voucher: voucher["voucherStatus"] in statuses


def _choices(box: Box, text: str, known: tuple[str, ...], name: str) -> frozenset[str]:
    if text == "any":
        return frozenset(known)
    chosen = frozenset(text.split(","))
    for value in chosen - set(known):
        raise _bad(box, f"Invalid value '{value}' received for request parameter '{name}'")
    return chosen


def _day_condition(box: Box, field: str, suffix: str, text: str) -> Condition:
    """Whole days of Berlin, the bound included."""
    try:
        bound = date.fromisoformat(text)
    except ValueError as error:
        raise _bad(box, f"Invalid value '{text}' received for request parameter '{field}{suffix}'") from error

    def holds(voucher: Record) -> bool:
        if not voucher.get(field):
            return False
        day = day_of(voucher[field])
        return day >= bound if suffix == "From" else day <= bound

    return holds


def _sort(box: Box, text: str) -> tuple[str, bool]:
    name, _, direction = text.partition(",")
    key = next((known for known in _SORTS if known.lower() == name.lower()), None)
    if key is None or direction.upper() not in ("", "ASC", "DESC"):
        raise _bad(box, "parameter 'sort' is invalid")
    return key, direction.upper() != "DESC"
