"""The buttons that arm and disarm faults of requests and of deliveries."""

from __future__ import annotations

from collections.abc import Callable

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.control import Fault, add_fault, clear_faults
from lexoffice.sandbox.pages import words
from lexoffice.sandbox.pages.forms import Form
from lexoffice.sandbox.webhook_faults import WebhookFault, arm, disarm


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


BUTTONS: dict[str, Callable[[Box, Form], str]] = {
    "fault": _arm,
    "no-faults": _disarm,
    "webhook-fault": _arm_webhook,
    "no-webhook-faults": _disarm_webhooks,
}
