"""How Lexware refuses a sales document: 406 with the fields, in two languages as measured (API notes, 5.2 and 5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import Refusal, regular
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.shapes import STRUCTURE, Flaw

# NOTNULL is measured; the names of the others are not public and follow the validation framework that it belongs to.
_GERMAN = {
    "NOTNULL": "darf nicht null sein",
    "SIZE": "Größe liegt außerhalb des erlaubten Bereichs",
    "DIGITS": "numerischer Wert außerhalb des erlaubten Bereichs",
    "INVALID": "ungültiger Wert",
    STRUCTURE: "nicht lesbar",
}


def missing(field: str) -> Flaw:
    """A required field that is not there."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", field.rsplit(".", 1)[-1]).lower()
    return Flaw(field, "NOTNULL", f"The {words} must not be null")


def invalid(field: str, text: str) -> Flaw:
    """A value, or a combination of values, that Lexware does not take."""
    return Flaw(field, "INVALID", text)


def too_long(field: str, limit: int) -> Flaw:
    """More than Lexware stores."""
    return Flaw(field, "SIZE", f"The size of {field} must be between 0 and {limit}")


def refused(box: Box, kind: Kind, flaws: Iterable[Flaw], status: int = 406) -> Refusal:
    """The answer that names all of them."""
    found = list(flaws)
    message = " ".join(("Validation failed for request.", *(flaw.text for flaw in found)))
    details = [{"violation": flaw.violation, "field": flaw.field, "message": _GERMAN[flaw.violation]} for flaw in found]
    return regular(status, kind.path, message, box.now_text, details)


def refuse_if_any(box: Box, kind: Kind, flaws: Iterable[Flaw]) -> None:
    """Raise the answer if there is anything to name."""
    found = list(flaws)
    if found:
        raise refused(box, kind, found)
