"""Number ranges (API notes, 14.1 and 15 to 19): RE0001 and so on, taken once and never given back."""

from __future__ import annotations

from lexoffice.sandbox.box import Box


def take(box: Box, number_range: str) -> str:
    """The next number of a range: RE invoices and down payment invoices, AG, AB, LS, GS."""
    last = box.setting("numbers")
    number = int(last.get(number_range, 0)) + 1
    box.set("numbers", {**last, number_range: number})
    return f"{number_range}{number:04}"
