"""What Lexware tells the world: an event for every change, one delivery for each subscription (API notes, section 24)."""

from __future__ import annotations

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.store import Record

DELIVERY, SUBSCRIPTION = "delivery", "subscription"
"""Kinds of records in the store."""


def tell(box: Box, event_type: str, resource_id: str) -> None:
    """Queue one delivery for each subscription to this event. Called within the request that makes the change, so an
    undone change is never told."""
    for subscription in box.store.all(SUBSCRIPTION):
        if subscription["eventType"] == event_type:
            delivery: Record = {
                "id": new_id(),
                "subscriptionId": subscription["subscriptionId"],
                "callbackUrl": subscription["callbackUrl"],
                "eventType": event_type,
                "resourceId": resource_id,
                "eventDate": box.now_text,
                "attempts": 0,
            }
            box.store.save(DELIVERY, delivery["id"], delivery)
