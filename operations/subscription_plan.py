"""Which events are subscribed to, at which address, and what of a list of subscriptions is ours. No database, no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from lexoffice.event_subscriptions import EventSubscription, EventType

CALLBACK_PATH = "/webhooks/lexware"
"""Where the house takes deliveries, below its public address."""

USED = {
    "voucher": "mirrored; filing waits for what Lexware does with it",
    "invoice": "mirrored; orders follow it",
    "credit-note": "mirrored; orders follow it",
    "down-payment-invoice": "mirrored; orders follow it",
    "order-confirmation": "mirrored; orders follow it",
    "delivery-note": "mirrored; orders follow it",
    "quotation": "mirrored; orders follow it",
    "payment": "orders, dunning",
    "dunning": "the register of dunnings",
    "contact": "our copies of contacts",
    "article": "our copies of articles",
    "token": "says, perhaps, that the key is gone",
}
"""Resource → what the house does with its events. Recurring templates are not used."""

WANTED = tuple(event_type for event_type in EventType if event_type.resource in USED)


@dataclass(frozen=True, slots=True)
class Overview:
    """What Lexware lists, from our point of view."""

    ours: tuple[EventSubscription, ...]
    missing: tuple[EventType, ...]
    left_over: tuple[EventSubscription, ...]
    """At an address that was ours once, or for an event that is not used (any more), or twice."""
    foreign: int
    """How many belong to other programs."""


def usable(public_url: str, *, http_too: bool = False) -> bool:
    """Whether an address may be named to Lexware: HTTPS, with a host, without sign-in, query or fragment. `http_too`: the
    other side is a sandbox that allows it."""
    try:
        parts = urlsplit(public_url)
        return (
            parts.scheme in ("https", *(["http"] if http_too else []))
            and bool(parts.hostname)
            and not (parts.username or parts.query or parts.fragment)
            and parts.port != 0
        )
    except ValueError:
        return False


def sorted_out(listed: Iterable[EventSubscription], url: str, own: set[str]) -> Overview:
    """What is ours, by the address: `url` is today's, `own` are all that ever were."""
    ours: dict[str, EventSubscription] = {}
    left_over, foreign = [], 0
    for entry in listed:
        if entry.callback_url not in own:
            foreign += 1
        elif entry.callback_url == url and entry.event_type in WANTED and entry.event_type not in ours:
            ours[entry.event_type] = entry
        else:
            left_over.append(entry)
    missing = tuple(event_type for event_type in WANTED if event_type not in ours)
    return Overview(tuple(ours.values()), missing, tuple(left_over), foreign)
