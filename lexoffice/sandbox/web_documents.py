"""Documents that only the web application makes and the API only reads: down payment invoices and recurring templates
(API notes, sections 19 and 21). Here the controls make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.recurring import FIELDS, KIND, Interval
from lexoffice.sandbox.refusals import Refusal, json_answer
from lexoffice.sandbox.requests import json_body
from lexoffice.sandbox.sales.create import create, priced
from lexoffice.sandbox.sales.flaws import missing, refuse_if_any
from lexoffice.sandbox.sales.form import form_of
from lexoffice.sandbox.sales.kinds import KINDS
from lexoffice.sandbox.sales.lines import flaws_of_lines
from lexoffice.sandbox.sales.view import view
from lexoffice.sandbox.shapes import Flaw, read
from lexoffice.sandbox.store import Record


class Rhythm(BaseModel):
    """When a template is executed. Without a start it is paused."""

    model_config = ConfigDict(extra="forbid")

    startDate: date | None = None
    endDate: date | None = None
    finalize: bool = False
    shippingType: str = "service"
    retroactiveInvoice: bool = False
    executionInterval: Interval = "MONTHLY"


def routes(box: Box) -> APIRouter:
    """One control for each."""
    router = APIRouter(prefix="/sandbox")

    @router.post("/down-payment-invoices")
    async def down_payment(request: Request) -> Response:
        """An open down payment invoice of exactly one line, with the body of an invoice."""
        body = await json_body(request, box)
        lines = body.get("lineItems")
        if not isinstance(lines, list) or len(lines) != 1:
            raise Refusal(422, {"message": "A down payment invoice has exactly one line"})
        record = create(box, "downpaymentinvoice", body, finalize=True, extra={"closingInvoiceId": None})
        return json_answer(view(box, record), 201)

    @router.post("/recurring-templates")
    async def recurring_template(request: Request) -> Response:
        """A template: the body of an invoice without days, and `recurringTemplateSettings`."""
        return json_answer(add_template(box, await json_body(request, box)), 201)

    return router


def add_template(box: Box, body: dict[str, Any]) -> Record:
    """Store a template with the sums that its lines make today."""
    rhythm = Rhythm.model_validate(body.get("recurringTemplateSettings") or {})
    kind = KINDS["invoice"]
    flaws: list[Flaw] = []
    form = {name: inner for name, inner in form_of(kind).items() if name in FIELDS}
    document: Record = read(form, body, "", flaws)
    refuse_if_any(box, kind, flaws)
    lacking = [field for field in ("address", "lineItems", "totalPrice", "taxConditions") if not document.get(field)]
    refuse_if_any(box, kind, [missing(field) for field in lacking])
    if "taxType" not in document["taxConditions"]:
        refuse_if_any(box, kind, [missing("taxConditions.taxType")])
    refuse_if_any(box, kind, list(flaws_of_lines(box, kind, document)))
    template: Record = {
        "id": new_id(),
        "version": 0,
        "createdDate": box.now_text,
        **document,
        **priced(box, kind, document),
        "recurringTemplateSettings": _settings(rhythm),
    }
    box.touch(template)
    box.store.save(KIND, template["id"], template)
    tell(box, "recurring-template.created", template["id"])
    return template


def _settings(rhythm: Rhythm) -> Record:
    """The first execution is on the day of the start."""
    start = rhythm.startDate.isoformat() if rhythm.startDate else None
    return {
        "id": new_id(),
        **rhythm.model_dump(mode="json"),
        "nextExecutionDate": start,
        "lastExecutionDate": None,
        "lastExecutionFailed": False,
        "lastExecutionErrorMessage": None,
        "executionStatus": "ACTIVE" if start else "PAUSED",
    }
