"""The API key: good until it is withdrawn or its time is over; its subscriptions die with it (API notes, section 2)."""

from __future__ import annotations

from datetime import datetime

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.deliveries import unsubscribe_all
from lexoffice.sandbox.events import SUBSCRIPTION, tell
from lexoffice.wire import instant_text

_SETTING = "key"


def is_good(box: Box) -> bool:
    """Whether requests with the key are let through, by the sandbox's clock."""
    return not is_revoked(box) and not _is_over(box)


def is_revoked(box: Box) -> bool:
    """Whether somebody has withdrawn the key."""
    return bool(box.setting(_SETTING).get("revoked", False))


def expiry(box: Box) -> datetime | None:
    """When the key ends; None where no end was set. At Lexware it is after 24 months at the latest."""
    text = box.setting(_SETTING).get("expires")
    return datetime.fromisoformat(text) if text else None


def set_key(box: Box, *, revoked: bool, expires: datetime | None) -> None:
    """Withdraw the key, limit it, or let it be good again, as if a new one had the same text."""
    box.set(_SETTING, {"revoked": revoked, "expires": instant_text(expires) if expires else None})
    bury(box)


def bury(box: Box) -> None:
    """Delete the subscriptions of a key that is no longer good. Called before each request: nothing else sees time pass."""
    if is_good(box) or not box.store.all(SUBSCRIPTION):
        return
    if box.switches.tell_revoked_key:
        tell(box, "token.revoked", box.profile["connectionId"])
    unsubscribe_all(box)


def _is_over(box: Box) -> bool:
    end = expiry(box)
    return end is not None and end <= box.now
