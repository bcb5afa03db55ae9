"""The organisation's profile, the key and the switches, as the page of settings shows them."""

from __future__ import annotations

from typing import Any

from lexoffice.sandbox import keys
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.pages.words import TAX_TYPES
from lexoffice.sandbox.switches import Switches
from lexoffice.wire import BERLIN

_FEATURES = {
    "INVOICING": "Rechnungen schreiben",
    "INVOICING_PRO": "Rechnungen auf Englisch, XRechnung, Drucklayouts",
    "BOOKKEEPING": "Belege buchen",
}


def facts(box: Box) -> dict[str, Any]:
    """For the template `settings.html`."""
    expires = keys.expiry(box)
    return {
        "profile": box.profile,
        "tax_types": TAX_TYPES,
        "features": _FEATURES,
        "revoked": keys.is_revoked(box),
        "good": keys.is_good(box),
        "expires": expires.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") if expires else "",
        "switches": list(_switches(box.switches)),
    }


def _switches(switches: Switches) -> list[dict[str, Any]]:
    rows = []
    for name, field in Switches.model_fields.items():
        value = getattr(switches, name)
        kind = "flag" if isinstance(value, bool) else "list" if isinstance(value, list) else "value"
        rows.append({"name": name, "kind": kind, "value": value, "description": field.description})
    return rows
