"""The buttons that arm and disarm faults of requests and of deliveries."""

from __future__ import annotations

from collections.abc import Callable

from lexoffice.sandbox import faults
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.faults import FAULT, Fault
from lexoffice.sandbox.pages import words
from lexoffice.sandbox.pages.forms import Form
from lexoffice.sandbox.webhook_faults import WEBHOOK_FAULT, WebhookFault


def _arm(box: Box, form: Form) -> str:
    entries = {name: form[name] for name in ("kind", "method", "path", "times")}
    fault = Fault.model_validate({**entries, "seconds": 5})
    faults.arm(box, FAULT, fault)
    return f"Störung vorgemerkt: {words.FAULTS[fault.kind]}."


def _disarm(box: Box, _: Form) -> str:
    faults.disarm(box, FAULT)
    return "Alle Störungen gelöscht."


def _arm_webhook(box: Box, form: Form) -> str:
    entries = {name: form[name] for name in ("kind", "event_type", "times")}
    fault = WebhookFault.model_validate({**entries, "seconds": 10})
    faults.arm(box, WEBHOOK_FAULT, fault)
    return f"Vorgemerkt: Die nächste passende Zustellung {words.WEBHOOK_FAULTS[fault.kind]}."


def _disarm_webhooks(box: Box, _: Form) -> str:
    faults.disarm(box, WEBHOOK_FAULT)
    return "Alle Störungen der Zustellung gelöscht."


BUTTONS: dict[str, Callable[[Box, Form], str]] = {
    "fault": _arm,
    "no-faults": _disarm,
    "webhook-fault": _arm_webhook,
    "no-webhook-faults": _disarm_webhooks,
}
