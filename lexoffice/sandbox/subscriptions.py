"""Event subscriptions (API notes, section 24.1): one for each pair of event type and address; no update, no paging.

The notes leave open whether a pair is unique for a key or for an organisation; the sandbox knows one key, so both are true.
The `violation` names of refusals are not documented but for NOTNULL.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox import callbacks, deliveries
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.events import EVENT_TYPES, SUBSCRIPTION
from lexoffice.sandbox.refusals import Refusal, json_answer, regular
from lexoffice.sandbox.requests import action_result, json_body
from lexoffice.sandbox.store import Record

PATH = "/v1/event-subscriptions"


def routes(box: Box) -> APIRouter:
    """POST, GET, list, DELETE."""
    router = APIRouter(prefix=PATH)

    @router.post("")
    async def create(request: Request) -> Response:
        body = await json_body(request, box)
        event_type, url = _checked(box, body)
        _refuse_twin(box, event_type, url)
        if not await callbacks.answers_head(url, seconds=float(box.switches.webhook_timeout_seconds)):
            raise _refused(box, "callbackUrl", "NOTREACHABLE", "Die Adresse hat auf HEAD nicht mit 2xx geantwortet")
        _refuse_twin(box, event_type, url)  # another request may have made it while the receiver was asked
        subscription: Record = {
            "subscriptionId": new_id(),
            "organizationId": box.profile["organizationId"],
            "createdDate": box.now_text,
            "eventType": event_type,
            "callbackUrl": url,
        }
        box.store.save(SUBSCRIPTION, subscription["subscriptionId"], subscription)
        created = subscription["createdDate"]
        shown = {"id": subscription["subscriptionId"], "createdDate": created, "updatedDate": created, "version": 0}
        return action_result(request, PATH, shown, created=True)

    @router.get("")
    async def every() -> Response:
        return json_answer({"content": box.store.all(SUBSCRIPTION)})

    @router.get("/{subscription_id}")
    async def read(subscription_id: str) -> Response:
        return json_answer(_existing(box, subscription_id))

    @router.delete("/{subscription_id}")
    async def delete(subscription_id: str) -> Response:
        _existing(box, subscription_id)
        deliveries.unsubscribe(box, subscription_id)
        return Response(status_code=204)

    return router


def _checked(box: Box, body: Record) -> tuple[str, str]:
    """Event type and address, or the refusal."""
    for field in ("eventType", "callbackUrl"):
        if not body.get(field):
            raise _refused(box, field, "NOTNULL", "darf nicht null sein")
    if not isinstance(body["eventType"], str) or body["eventType"] not in EVENT_TYPES:
        status = 400 if box.switches.unknown_event_as_400 else 406
        raise _refused(box, "eventType", "INVALID", "kein Ereignis, das es gibt", status)
    if not callbacks.permitted(body["callbackUrl"], https_only=box.switches.https_callbacks_only):
        raise _refused(box, "callbackUrl", "URL", "muss eine HTTPS-Adresse sein")
    return body["eventType"], body["callbackUrl"]


def _refuse_twin(box: Box, event_type: str, url: str) -> None:
    if any((entry["eventType"], entry["callbackUrl"]) == (event_type, url) for entry in box.store.all(SUBSCRIPTION)):
        raise regular(409, PATH, "Event subscription exists already", box.now_text)


def _existing(box: Box, subscription_id: str) -> Record:
    subscription = box.store.get(SUBSCRIPTION, subscription_id)
    if subscription is None:
        raise regular(404, f"{PATH}/{subscription_id}", "Not Found", box.now_text)
    return subscription


def _refused(box: Box, field: str, violation: str, message: str, status: int = 406) -> Refusal:
    details = [{"violation": violation, "field": field, "message": message}]
    return regular(status, PATH, "Validation failed for request.", box.now_text, details)
