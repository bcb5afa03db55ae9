"""Recurring templates: made in the web application, read through the API, executed nightly (API notes, section 21).

Lexware's job begins at three in the morning; here it runs when the controls say so.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.paging import envelope, page_of
from lexoffice.sandbox.refusals import Refusal, json_answer, regular
from lexoffice.sandbox.sales.create import create
from lexoffice.sandbox.store import Record
from lexoffice.wire import midnight

PATH = "/v1/recurring-templates"
KIND = "recurringtemplate"
_SORTS = ("createdDate", "updatedDate", "lastExecutionDate", "nextExecutionDate")
_MONTHS = {"MONTHLY": 1, "QUARTERLY": 3, "BIANNUALLY": 6, "ANNUALLY": 12}
_WEEKS = {"WEEKLY": 1, "BIWEEKLY": 2}
_LIST_FIELDS = ("id", "title", "createdDate", "updatedDate", "paymentConditions", "recurringTemplateSettings")
FIELDS = (
    *("address", "lineItems", "totalPrice", "taxConditions", "paymentConditions"),
    *("title", "introduction", "remark", "language", "printLayoutId"),
)
"""What a template and the invoices made from it have in common."""

Interval = Literal["WEEKLY", "BIWEEKLY", "MONTHLY", "QUARTERLY", "BIANNUALLY", "ANNUALLY"]


def routes(box: Box) -> APIRouter:
    """GET list, GET; and the control that plays the night."""
    router = APIRouter()

    @router.get(PATH)
    async def search(request: Request) -> Response:
        page = page_of(request, box, largest=250)
        key, ascending = _sort(box, request.query_params.get("sort", "updatedDate,DESC"))
        rows = sorted(box.store.all(KIND), key=lambda row: _sorted_by(row, key), reverse=not ascending)
        content = [_row(row) for row in page.cut(rows)]
        return json_answer(envelope(content, len(rows), page, sort=key, ascending=ascending))

    @router.get(f"{PATH}/{{template_id}}")
    async def read(template_id: str) -> Response:
        template = box.store.get(KIND, template_id)
        if template is None:
            raise regular(404, f"{PATH}/{template_id}", "Not Found", box.now_text)
        return json_answer({"organizationId": box.profile["organizationId"], **template})

    @router.post("/sandbox/recurring/run")
    async def run() -> Response:
        return json_answer({"created": run_due(box)})

    return router


def run_due(box: Box) -> list[str]:
    """Execute every active template that is due by the sandbox's day, once each; the ids of the invoices made."""
    made: list[str] = []
    for stored in box.store.all(KIND):
        settings = dict(stored["recurringTemplateSettings"])
        due = settings.get("nextExecutionDate")
        if settings["executionStatus"] != "ACTIVE" or not due or date.fromisoformat(due) > box.today:
            continue
        try:
            made.append(str(_execute(box, stored)["id"]))
            settings |= {"lastExecutionFailed": False, "lastExecutionErrorMessage": None}
        except Refusal as refusal:
            body = refusal.body if isinstance(refusal.body, dict) else {}
            settings |= {"lastExecutionFailed": True, "lastExecutionErrorMessage": str(body.get("message", ""))}
        settings["lastExecutionDate"] = box.today.isoformat()
        _advance(settings, date.fromisoformat(due))
        template = {**stored, "recurringTemplateSettings": settings}
        box.touch(template)
        box.store.save(KIND, template["id"], template)
        tell(box, "recurring-template.changed", template["id"])
    return made


def _execute(box: Box, template: Record) -> Record:
    """The invoice of one execution, dated today, open at once where the template says so."""
    settings = template["recurringTemplateSettings"]
    day = midnight(box.today).isoformat(timespec="milliseconds")
    shipping_type = settings.get("shippingType", "service")
    shipping: Record = {"shippingType": shipping_type}
    if shipping_type != "none":
        shipping["shippingDate"] = day
    if shipping_type.endswith("period"):
        shipping["shippingEndDate"] = day
    body = {field: template[field] for field in FIELDS if template.get(field) is not None}
    body |= {"voucherDate": day, "shippingConditions": shipping}
    extra = {"recurringTemplateId": template["id"]}
    return create(box, "invoice", body, finalize=bool(settings.get("finalize")), extra=extra)


def _advance(settings: Record, due: date) -> None:
    """The next day of the same rhythm; past its end the template is over."""
    following = next_execution(due, settings["executionInterval"], date.fromisoformat(settings["startDate"]).day)
    end = settings.get("endDate")
    if end and following > date.fromisoformat(end):
        settings |= {"executionStatus": "ENDED", "nextExecutionDate": None}
    else:
        settings["nextExecutionDate"] = following.isoformat()


def next_execution(due: date, interval: str, day_of_month: int) -> date:
    """Weeks later, or months later on the day of the month on which the template began, or the month's last."""
    if interval in _WEEKS:
        return due + timedelta(weeks=_WEEKS[interval])
    months = due.year * 12 + due.month - 1 + _MONTHS[interval]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day_of_month, monthrange(year, month)[1]))


def _sort(box: Box, text: str) -> tuple[str, bool]:
    name, _, direction = text.partition(",")
    if name not in _SORTS or direction.upper() not in ("", "ASC", "DESC"):
        raise regular(400, PATH, "parameter 'sort' is invalid", box.now_text)
    return name, direction.upper() != "DESC"


def _sorted_by(row: Record, key: str) -> str:
    return str(row.get(key) or row["recurringTemplateSettings"].get(key) or "")


def _row(template: Record) -> Record:
    """The list shows less than the single template."""
    address = {key: value for key, value in template["address"].items() if key in ("contactId", "name")}
    shown = {key: template[key] for key in _LIST_FIELDS if template.get(key) is not None}
    return {**shown, "address": address, "totalPrice": template["totalPrice"]}
