"""What the buttons of the pages do: one function for each, from the form to the sentence that is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, get_args

from pydantic import ValidationError

from lexoffice.sandbox import keys, lifecycle, payments, scene
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.control import (
    ClockSetting,
    Fault,
    ProfileChange,
    add_fault,
    change_profile,
    clear_faults,
    forget_everything,
    set_clock,
    set_switches,
)
from lexoffice.sandbox.pages import forms, words
from lexoffice.sandbox.pages.forms import Form, Unreadable
from lexoffice.sandbox.refusals import Refusal
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.switches import Switches
from lexoffice.sandbox.webhook_faults import WebhookFault, arm, disarm
from lexoffice.wire import BERLIN

_CENT = Decimal("0.01")
_BANK: payments.ItemType = "partPaymentFinancialTransaction"


def press(box: Box, button: str, form: Form) -> tuple[str, bool]:
    """Do what the button says; the sentence to show, and whether it was done."""
    action = _BUTTONS.get(button)
    if action is None:
        return "Diesen Knopf gibt es nicht.", False
    try:
        return action(box, form), True
    except Unreadable as unreadable:
        return str(unreadable), False
    except Refusal as refusal:
        return _reason(refusal), False
    except (KeyError, ValidationError, ValueError):
        return "Die Eingaben sind unvollständig oder passen nicht. Bitte prüfen und noch einmal absenden.", False


def _reason(refusal: Refusal) -> str:
    body = refusal.body if isinstance(refusal.body, dict) else {}
    return str(body.get("message") or "Das ist hier nicht möglich.")


def _pay(box: Box, form: Form) -> str:
    """An amount, with Skonto, on a day."""
    item_type = next(name for name in get_args(payments.ItemType) if name == form.get("type", _BANK))
    amount, discount = forms.amount(form, "amount"), forms.amount(form, "discount")
    record = payments.book(box, form["document"], amount, item_type, forms.day(form, "on"), discount=discount)
    return _booked(record)


def _pay_share(share: Callable[[Record, Decimal], tuple[Decimal, Decimal]]) -> Callable[[Box, Form], str]:
    """Pay by the bank, today, what `share` makes of the open amount: money and discount."""

    def pay(box: Box, form: Form) -> str:
        record = payments.existing(box, form["document"])
        amount, discount = share(record, payments.open_amount(record) or Decimal(0))
        return _booked(payments.book(box, record["id"], amount, _BANK, discount=discount))

    return pay


def _all(_: Record, rest: Decimal) -> tuple[Decimal, Decimal]:
    return rest, Decimal(0)


def _half(_: Record, rest: Decimal) -> tuple[Decimal, Decimal]:
    return (rest / 2).quantize(_CENT, ROUND_HALF_UP), Decimal(0)


def _less_discount(record: Record, rest: Decimal) -> tuple[Decimal, Decimal]:
    discount = payments.early_payment_discount(record) or Decimal(0)
    return rest - discount, discount


def _booked(record: Record) -> str:
    return f"Zahlung gebucht. {_standing(record)}"


def _detach(box: Box, form: Form) -> str:
    return f"Zahlung gelöst. {_standing(payments.detach(box, form['document'], int(form['position'])))}"


def _standing(record: Record) -> str:
    name, state = record.get("voucherNumber") or "Der Beleg", words.STATES[record["voucherStatus"]]
    return f"{name} ist {state}, offen sind {words.euro(payments.open_amount(record))}."


def _act(box: Box, form: Form) -> str:
    lifecycle.act_on(box, form["document"], form["act"])
    return words.ACTS[form["act"]][1]


def _play_scene(box: Box, _: Form) -> str:
    scene.play(box)
    return "Zwei Kunden, drei Rechnungen und ein Angebot sind angelegt. Eine der Rechnungen ist schon überfällig."


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


def _arm(box: Box, form: Form) -> str:
    entries = {name: form[name] for name in ("kind", "method", "path", "times")}
    fault = Fault.model_validate({**entries, "seconds": 5})
    add_fault(box, fault)
    return f"Störung vorgemerkt: {words.FAULTS[fault.kind]}."


def _disarm(box: Box, _: Form) -> str:
    clear_faults(box)
    return "Alle Störungen gelöscht."


def _arm_webhook(box: Box, form: Form) -> str:
    entries = {name: form[name] for name in ("kind", "event_type", "times")}
    fault = WebhookFault.model_validate({**entries, "seconds": 10})
    arm(box, fault)
    return f"Vorgemerkt: Die nächste passende Zustellung {words.WEBHOOK_FAULTS[fault.kind]}."


def _disarm_webhooks(box: Box, _: Form) -> str:
    disarm(box)
    return "Alle Störungen der Zustellung gelöscht."


def _reset(box: Box, _: Form) -> str:
    forget_everything(box)
    return "Der Sandkasten ist leer."


_BUTTONS: dict[str, Callable[[Box, Form], str]] = {
    "pay": _pay,
    "pay-all": _pay_share(_all),
    "pay-half": _pay_share(_half),
    "pay-discount": _pay_share(_less_discount),
    "detach": _detach,
    "act": _act,
    "scene": _play_scene,
    "clock": _turn_clock,
    "advance": _advance,
    "key": _turn_key,
    "profile": _profile,
    "switches": _switch,
    "rate": _limit,
    "fault": _arm,
    "no-faults": _disarm,
    "webhook-fault": _arm_webhook,
    "no-webhook-faults": _disarm_webhooks,
    "reset": _reset,
}
