"""What goes in and out: requests to the API, subscriptions, deliveries of events, and the faults on the way."""

from __future__ import annotations

from typing import Any

from lexoffice.sandbox import deliveries, documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.events import EVENT_TYPES, SUBSCRIPTION
from lexoffice.sandbox.faults import FAULT
from lexoffice.sandbox.pages.lists import row
from lexoffice.sandbox.pages.words import ANSWERS, FAULTS, OUTCOMES, WEBHOOK_FAULTS
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.webhook_faults import WEBHOOK_FAULT

_SHOWN = 100


def requests(box: Box) -> dict[str, Any]:
    """For the template `requests.html`, the last request first."""
    return {
        "requests": list(box.requests)[-_SHOWN:][::-1],
        "faults": [{**fault, "label": FAULTS[fault["kind"]]} for fault in box.store.all(FAULT)],
        "fault_kinds": FAULTS,
        "rate": box.switches.rate_per_second,
    }


def webhooks(box: Box) -> dict[str, Any]:
    """For the template `webhooks.html`, the last delivery first."""
    told = deliveries.history(box)
    subscriptions: dict[str, list[str]] = {}
    for subscription in box.store.all(SUBSCRIPTION):
        subscriptions.setdefault(subscription["callbackUrl"], []).append(subscription["eventType"])
    return {
        "subscriptions": {address: sorted(events) for address, events in sorted(subscriptions.items())},
        "deliveries": [_delivery(box, entry) for entry in told[-_SHOWN:][::-1]],
        "delivery_count": len(told),
        "faults": [{**fault, "label": WEBHOOK_FAULTS[fault["kind"]]} for fault in box.store.all(WEBHOOK_FAULT)],
        "fault_kinds": WEBHOOK_FAULTS,
        "event_types": sorted(EVENT_TYPES),
    }


def _delivery(box: Box, entry: Record) -> dict[str, Any]:
    subject = documents.find(box, entry["resourceId"])
    return {
        **entry,
        "label": OUTCOMES.get(entry["outcome"], entry["outcome"]),
        "answers": [ANSWERS.get(str(answer), answer) for answer in entry["answers"]],
        "document": row(box, subject) if subject else None,
    }
