"""What Lexware tells the world: an event for every change, one delivery for each subscription (API notes, section 24).

A delivery is a record from here to its end (sandbox.deliveries), so a restart loses none.
"""

from __future__ import annotations

from datetime import timedelta

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.webhook_faults import treatment

DELIVERY, ENDED, SUBSCRIPTION = "delivery", "endedDelivery", "subscription"
"""Kinds of records in the store: deliveries under way, deliveries that have ended, subscriptions."""

_NUMBERS = "webhookNumbers"
_CHANGES = ("created", "changed", "deleted")
_STATUS = "status.changed"
_HAPPENINGS = {
    **dict.fromkeys(("article", "contact", "dunning", "recurring-template"), _CHANGES),
    **dict.fromkeys(("credit-note", "delivery-note", "down-payment-invoice", "invoice"), (*_CHANGES, _STATUS)),
    **dict.fromkeys(("order-confirmation", "quotation", "voucher"), (*_CHANGES, _STATUS)),
    "payment": ("changed",),
    "token": ("revoked",),
}

EVENT_TYPES = frozenset(f"{subject}.{what}" for subject, happenings in _HAPPENINGS.items() for what in happenings)
"""All 42."""


def tell(
    box: Box, event_type: str, resource_id: str, *, date: str | None = None, organization: str | None = None
) -> int:
    """Queue one delivery for each subscription to this event; how many that were.

    Called within the request that makes the change, so an undone change is never told. `date` and `organization` are for
    events told by hand that shall say something else than now and us.
    """
    subscriptions = [entry for entry in box.store.all(SUBSCRIPTION) if entry["eventType"] == event_type]
    for subscription in subscriptions:
        event: Record = {
            "organizationId": organization or subscription["organizationId"],
            "eventType": event_type,
            "resourceId": resource_id,
            "eventDate": date or box.now_text,
        }
        _queue(box, subscription, event)
    box.bell.set()
    return len(subscriptions)


def _queue(box: Box, subscription: Record, event: Record) -> None:
    """One delivery, treated as the armed faults and chance want it."""
    number = int(box.setting(_NUMBERS).get("last", 0)) + 1
    box.set(_NUMBERS, {"last": number})
    treated = treatment(box, event["eventType"], number)
    due = box.real_clock() + timedelta(seconds=treated.late_seconds or treated.held_seconds)
    delivery: Record = {
        **event,
        "number": number,
        "subscriptionId": subscription["subscriptionId"],
        "callbackUrl": subscription["callbackUrl"],
        "notBefore": due.isoformat(),
        "held": bool(treated.held_seconds),
        "wrongSignature": treated.wrong_signature,
        "answers": [],
        "attempts": 0,
    }
    if treated.lost:
        lost_id = new_id()
        box.store.save(ENDED, lost_id, {**delivery, "id": lost_id, "outcome": "lost"})
        return
    for _ in range(2 if treated.doubled else 1):
        delivery_id = new_id()
        box.store.save(DELIVERY, delivery_id, {**delivery, "id": delivery_id})
