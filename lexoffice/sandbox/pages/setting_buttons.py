"""The buttons of clock, key, profile and switches, and the one that empties the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from lexoffice.sandbox import keys
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.control import (
    ClockSetting,
    ProfileChange,
    change_profile,
    forget_everything,
    set_clock,
    set_switches,
)
from lexoffice.sandbox.pages import forms
from lexoffice.sandbox.pages.forms import Form
from lexoffice.sandbox.switches import Switches
from lexoffice.wire import BERLIN


def _turn_clock(box: Box, form: Form) -> str:
    """`now` is Berlin time from the browser's date field, or empty for real time."""
    now = forms.instant(form, "now")
    set_clock(box, ClockSetting(now=now))
    return "Die Uhr ist gestellt." if now else "Die Uhr zeigt wieder die wirkliche Zeit."


def _advance(box: Box, form: Form) -> str:
    """The same time of day, some days later."""
    days = int(form["days"])
    then = box.now.astimezone(BERLIN) + timedelta(days=days)
    set_clock(box, ClockSetting(now=then, frozen=bool(box.setting("clock").get("frozen"))))
    return f"Die Uhr geht {days} Tage vor." if days != 1 else "Die Uhr geht einen Tag vor."


def _turn_key(box: Box, form: Form) -> str:
    revoked = form["revoked"] == "true"
    keys.set_key(box, revoked=revoked, expires=forms.instant(form, "expires"))
    return "Schlüssel widerrufen; seine Abonnements sind gelöscht." if revoked else "Schlüssel gilt."


def _profile(box: Box, form: Form) -> str:
    features = [name.removeprefix("feature-") for name in form if name.startswith("feature-")]
    change = {
        "companyName": form["companyName"].strip() or None,
        "organizationId": form["organizationId"].strip() or None,
        "taxType": form["taxType"],
        "smallBusiness": "smallBusiness" in form,
        "businessFeatures": features,
    }
    change_profile(box, ProfileChange.model_validate(change))
    return "Profil geändert."


def _switch(box: Box, form: Form) -> str:
    """All switches at once: a checkbox that is not sent is off."""
    wanted: dict[str, Any] = {}
    for name, field in Switches.model_fields.items():
        if field.annotation is bool:
            wanted[name] = name in form
        elif field.annotation == list[str]:
            wanted[name] = form[name].replace(",", " ").split()
        else:
            wanted[name] = form[name].replace(",", ".")
    set_switches(box, wanted)
    return "Schalter gestellt."


def _limit(box: Box, form: Form) -> str:
    set_switches(box, {"rate_per_second": form["rate"]})
    return "Anfragegrenze geändert."


def _reset(box: Box, _: Form) -> str:
    forget_everything(box)
    return "Der Sandkasten ist leer."


BUTTONS: dict[str, Callable[[Box, Form], str]] = {
    "clock": _turn_clock,
    "advance": _advance,
    "key": _turn_key,
    "profile": _profile,
    "switches": _switch,
    "rate": _limit,
    "reset": _reset,
}
