"""Controls of events and deliveries: faults on the way, the history, and events told by hand. Lexware has none of these."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from lexoffice.sandbox import deliveries, faults
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.control import SomeInstant
from lexoffice.sandbox.events import tell
from lexoffice.sandbox.refusals import json_answer
from lexoffice.sandbox.webhook_faults import WEBHOOK_FAULT, WebhookFault
from lexoffice.wire import instant_text


class ToldEvent(BaseModel):
    """An event out of nothing. `event_date` and `organization_id` tell it as of another time or organisation."""

    model_config = ConfigDict(extra="forbid")

    event_type: str
    resource_id: str
    event_date: SomeInstant | None = None
    organization_id: str | None = None


def routes(box: Box) -> APIRouter:
    """The control API, in JSON."""
    router = APIRouter(prefix="/sandbox")

    @router.get("/deliveries")
    async def history() -> Response:
        """Under way and ended ones in the order in which they were told, each with the answers it got."""
        return json_answer(deliveries.history(box))

    @router.post("/events")
    async def event(told: ToldEvent) -> Response:
        """Tell it to everybody who subscribed; answers how many deliveries that makes."""
        date = instant_text(told.event_date) if told.event_date else None
        count = tell(box, told.event_type, told.resource_id, date=date, organization=told.organization_id)
        return json_answer({"deliveries": count}, 201)

    @router.post("/webhooks/faults")
    async def arm_one(fault: WebhookFault) -> Response:
        return json_answer(faults.arm(box, WEBHOOK_FAULT, fault), 201)

    @router.get("/webhooks/faults")
    async def armed() -> Response:
        return json_answer(box.store.all(WEBHOOK_FAULT))

    @router.delete("/webhooks/faults")
    async def disarm_all() -> Response:
        faults.disarm(box, WEBHOOK_FAULT)
        return Response(status_code=204)

    return router
