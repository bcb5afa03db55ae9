"""Reading a body as sent: which fields exist and what form their values have.

The form is data. What it does not know, read-only fields among it, is dropped without a word, as Lexware does; what is
there in the wrong form is refused before any rule is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from lexoffice.sandbox.store import Record
from lexoffice.wire import instant_text

Reader = Callable[[Any], object]
"""Value as sent → value as stored; raises Misfit."""
Form = Reader | Mapping[str, Any] | list[Any]
"""A reader, the forms of an object's fields, or (in a list of one) the form of each entry of a list."""

STRUCTURE = "STRUCTURE"
"""Violation of a list or object that is none; single values violate their own."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)")
_YEARS = range(1900, 3000)
_MOST_DIGITS = 15


class Flaw(NamedTuple):
    """One thing wrong: where, of which sort, and in words."""

    field: str
    violation: str
    text: str


class Misfit(ValueError):
    """A value in the wrong form, with its violation."""

    def __init__(self, violation: str, text: str) -> None:
        self.violation = violation
        super().__init__(text)


def instant(value: Any) -> str:
    """`yyyy-MM-dd'T'HH:mm:ss.SSSXXX` and nothing else; returned with Berlin's offset."""
    try:
        if isinstance(value, str) and _INSTANT.fullmatch(value) and int(value[:4]) in _YEARS:
            return instant_text(datetime.fromisoformat(value))
    except ValueError as error:
        raise Misfit("INVALID", f"is no date: {error}") from error
    raise Misfit("INVALID", "must be a date-time of the form yyyy-MM-dd'T'HH:mm:ss.SSSXXX")


def text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Misfit("INVALID", "must be a string")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Misfit("INVALID", "must be true or false")
    return value


def number(decimals: int) -> Reader:
    """A number (a numeric string passes too) with so many decimals at most."""

    def read(value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            raise Misfit("INVALID", "must be a number")
        try:
            found = Decimal(value)
        except InvalidOperation as error:
            raise Misfit("INVALID", "must be a number") from error
        if not found.is_finite() or found.adjusted() >= _MOST_DIGITS or found != round(found, decimals):
            raise Misfit("DIGITS", f"may have {decimals} decimals")
        return found

    return read


def whole(value: Any) -> int:
    """A whole number from 0 to 9999: percentages and days."""
    found = number(0)(value)
    if not isinstance(found, Decimal) or not 0 <= found <= 9999:
        raise Misfit("INVALID", "must be a whole number")
    return int(found)


def one_of(*values: str) -> Reader:
    """One of these words, in exactly this case."""

    def read(value: Any) -> str:
        if value not in values:
            raise Misfit("INVALID", f"must be one of {', '.join(values)}")
        return str(value)

    return read


def anything(value: Any) -> Any:
    """Whatever it is: a rule looks at it later."""
    return value


def read(form: Form, value: Any, field: str, flaws: list[Flaw]) -> Any:
    """The value in this form, reduced to what the form knows; what does not fit is added to `flaws` and left out."""
    if callable(form):
        try:
            return form(value)
        except Misfit as misfit:
            flaws.append(Flaw(field, misfit.violation, f"The value of {field} {misfit}"))
            return None
    if isinstance(form, list) and isinstance(value, list):
        return [read(form[0], entry, f"{field}[{index}]", flaws) for index, entry in enumerate(value)]
    if isinstance(form, Mapping) and isinstance(value, dict):
        return dict(_fields(form, value, field, flaws))
    flaws.append(Flaw(field, STRUCTURE, f"The structure of {field or 'the body'} is not readable"))
    return None


def _fields(form: Mapping[str, Any], value: Record, field: str, flaws: list[Flaw]) -> Iterator[tuple[str, Any]]:
    for name, inner in form.items():
        if value.get(name) is not None:
            yield name, read(inner, value[name], f"{field}.{name}".lstrip("."), flaws)


def misfits(form: Form, body: Record) -> list[Flaw]:
    """What of a body does not fit, where nothing but that is asked."""
    flaws: list[Flaw] = []
    read(form, body, "", flaws)
    return flaws
