"""The life of a delivery: due, tried, tried again, ended. Changes of records only; sandbox.courier does the trying."""

from __future__ import annotations

from datetime import datetime

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.delivery_rules import PAUSES, Answer, Verdict, verdict
from lexoffice.sandbox.events import DELIVERY, ENDED, SUBSCRIPTION
from lexoffice.sandbox.store import Record

KEPT = 2000
"""Ended deliveries that are remembered."""


def under_way(box: Box) -> list[tuple[datetime, Record]]:
    """Deliveries that have not ended, with the real instant (which no control moves) before which each must wait; in the
    order of these."""
    found = [(datetime.fromisoformat(delivery["notBefore"]), delivery) for delivery in box.store.all(DELIVERY)]
    return sorted(found, key=lambda entry: (entry[0], entry[1]["number"]))


def settle(box: Box, delivery_id: str, answer: Answer) -> None:
    """Note the answer of an attempt and do what follows from it. A delivery that was ended meanwhile stays so."""
    stored = box.store.get(DELIVERY, delivery_id)
    if stored is None:
        return
    delivery = {**stored, "attempts": stored["attempts"] + 1, "answers": [*stored["answers"], answer]}
    match verdict(answer, delivery["attempts"]):
        case Verdict.AGAIN:
            pause = PAUSES[delivery["attempts"] - 1] * float(box.switches.webhook_time_scale)
            box.store.save(DELIVERY, delivery_id, {**delivery, "notBefore": _text(box.real_clock() + pause)})
        case Verdict.UNSUBSCRIBED:
            end(box, delivery, Verdict.UNSUBSCRIBED)
            unsubscribe(box, delivery["subscriptionId"])
        case outcome:
            end(box, delivery, outcome)
            _let_go(box, delivery)


def unsubscribe(box: Box, subscription_id: str) -> None:
    """Delete a subscription; what was still to be delivered to it is not, except that the key is gone."""
    box.store.delete(SUBSCRIPTION, subscription_id)
    for delivery in box.store.all(DELIVERY):
        if delivery["subscriptionId"] == subscription_id and delivery["eventType"] != "token.revoked":
            end(box, delivery, Verdict.UNSUBSCRIBED)


def unsubscribe_all(box: Box) -> None:
    """The key that made the subscriptions is gone, and they with it."""
    for subscription in box.store.all(SUBSCRIPTION):
        unsubscribe(box, subscription["subscriptionId"])


def end(box: Box, delivery: Record, outcome: str) -> None:
    """Move a delivery to the history."""
    box.store.delete(DELIVERY, delivery["id"])
    box.store.save(ENDED, delivery["id"], {**delivery, "outcome": str(outcome), "endedAt": box.now_text})
    for old in box.store.all(ENDED)[:-KEPT]:
        box.store.delete(ENDED, old["id"])


def history(box: Box) -> list[Record]:
    """All deliveries in the order in which they were told, those under way with the outcome `pending`."""
    pending = [{**delivery, "outcome": "pending"} for delivery in box.store.all(DELIVERY)]
    return sorted([*box.store.all(ENDED), *pending], key=lambda delivery: delivery["number"])


def _let_go(box: Box, passed: Record) -> None:
    """Let those go that were held until this later one had overtaken them."""
    for held in box.store.all(DELIVERY):
        if held["held"] and held["number"] < passed["number"] and held["callbackUrl"] == passed["callbackUrl"]:
            box.store.save(DELIVERY, held["id"], {**held, "held": False, "notBefore": _text(box.real_clock())})


def _text(instant: datetime) -> str:
    return instant.isoformat()
