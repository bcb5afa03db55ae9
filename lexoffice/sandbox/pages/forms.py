"""Reading what a person typed into a form of the pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from lexoffice.wire import BERLIN

Form = dict[str, str]


class Unreadable(ValueError):
    """An entry that cannot be used; the message says in German what to do."""


def amount(form: Form, name: str) -> Decimal:
    """Euros with at most two decimals: 1.234,56 or 1234.56; zero where the field is empty."""
    text = form.get(name, "").replace("€", "").strip()
    plain = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        value = Decimal(plain or 0)
    except InvalidOperation as error:
        raise Unreadable("Der Betrag ist keine Zahl. Bitte in der Form 119,00 angeben.") from error
    if not value.is_finite() or abs(value) >= 10**12 or value != value.quantize(Decimal("0.01")):
        raise Unreadable("Der Betrag darf höchstens zwei Nachkommastellen haben. Bitte in der Form 119,00 angeben.")
    return value


def day(form: Form, name: str) -> date | None:
    """A day from a date field; None where it is empty."""
    text = form.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Unreadable("Das Datum bitte vollständig angeben, etwa 14.03.2026.") from error


def instant(form: Form, name: str) -> datetime | None:
    """A moment in Berlin from a field of date and time; None where it is empty."""
    text = form.get(name, "")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=BERLIN) if text else None
    except ValueError as error:
        raise Unreadable("Datum und Uhrzeit bitte vollständig angeben.") from error
