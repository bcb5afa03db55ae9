"""A button of the pages is pressed: from the form to the sentence that is shown."""

from __future__ import annotations

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.pages import document_buttons, fault_buttons, setting_buttons
from lexoffice.sandbox.pages.forms import Form, Unreadable
from lexoffice.sandbox.refusals import Refusal

_BUTTONS = document_buttons.BUTTONS | setting_buttons.BUTTONS | fault_buttons.BUTTONS


def press(box: Box, button: str, form: Form) -> tuple[str, bool]:
    """Do what the button says; the sentence to show, and whether it was done."""
    action = _BUTTONS.get(button)
    if action is None:
        return "Diesen Knopf gibt es nicht.", False
    try:
        return action(box, form), True
    except Unreadable as unreadable:
        reason = str(unreadable)
    except Refusal as refusal:
        reason = _reason(refusal)
    except (KeyError, ValueError, OverflowError):
        reason = "Die Eingaben sind unvollständig oder passen nicht. Bitte prüfen und noch einmal absenden."
    box.store.rollback()  # the answer is a page, so nobody else sees that half of it was not done
    return reason, False


def _reason(refusal: Refusal) -> str:
    body = refusal.body if isinstance(refusal.body, dict) else {}
    return str(body.get("message") or "Das ist hier nicht möglich.")
