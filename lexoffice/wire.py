"""The format on the wire: JSON in which amounts are Decimal both ways, dates and instants of Europe/Berlin.

Python's json writes no Decimal and pydantic writes it as a string; Lexware wants numbers. So amounts are read with
`parse_float=Decimal` and written from their digits: no float exists anywhere between the socket and the caller.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, NoReturn, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic.alias_generators import to_camel

BERLIN = ZoneInfo("Europe/Berlin")

T = TypeVar("T")


def read_json(content: bytes | str) -> Any:
    """JSON with every number as int or Decimal. ValueError for anything else, also for NaN and Infinity."""
    return json.loads(content, parse_float=Decimal, parse_constant=_refuse_constant)


def write_json(value: object) -> str:
    """Compact JSON of None, bool, str, int, Decimal, dates, mappings and lists. A float is a TypeError."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json.dumps(str(key))}:{write_json(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(write_json(entry) for entry in value) + "]"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return json.dumps(instant_text(value))
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    if value is None or isinstance(value, str | int):
        return json.dumps(value)
    raise TypeError(f"{type(value).__name__} does not go on the wire")


def plain(number: Decimal) -> str:
    """Digits without exponent and without trailing zeros, as Lexware prints them: 99.80 is 99.8, 1E+2 is 100."""
    if not number.is_finite():
        raise ValueError("Only finite numbers go on the wire")
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def instant_text(instant: datetime) -> str:
    """`yyyy-MM-ddTHH:mm:ss.SSS+hh:mm` with the offset that Berlin has at that instant (API, section 4.1)."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs an offset")
    # By way of UTC, because Berlin to Berlin is a no-op: 02:30 in the night of the change to summer time would stay 02:30.
    return instant.astimezone(UTC).astimezone(BERLIN).isoformat(timespec="milliseconds")


def midnight(day: date) -> datetime:
    """The beginning of a day in Berlin: how vouchers return the dates that were sent as plain days."""
    return datetime(day.year, day.month, day.day, tzinfo=BERLIN)


def berlin_date(value: object) -> object:
    """The Berlin calendar day of a day or an instant, as text or value; anything else is left for pydantic to refuse."""
    if isinstance(value, str) and "T" in value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.astimezone(BERLIN).date() if value.tzinfo else value.date()
    return value


def _no_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("An amount is a Decimal, never a float")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


Amount = Annotated[Decimal, BeforeValidator(_no_float)]
"""An amount or rate: from a JSON number or (seen once) a string, never from a float."""

Day = Annotated[date, BeforeValidator(berlin_date)]
"""A calendar day in Berlin; Lexware takes `yyyy-MM-dd` and returns the local midnight as an instant."""

SalesDay = Annotated[date, BeforeValidator(berlin_date), PlainSerializer(midnight)]
"""A calendar day in Berlin where Lexware takes nothing but an instant, as sales documents do (API, section 4.1): written as
the local midnight."""

Instant = AwareDatetime
"""A point in time with its offset."""

OrText = Annotated[T | str, Field(union_mode="left_to_right")]
"""One of the known words, or the text that Lexware sent instead."""


class Wire(BaseModel):
    """Base of all records: camelCase on the wire, immutable here, and fields that we do not know are kept and sent back."""

    model_config = ConfigDict(
        alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, extra="allow", frozen=True
    )

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, values: object) -> object:
        """Lexware sends null where its examples leave a field out, and the other way round (API, section 4.1)."""
        if isinstance(values, Mapping):
            return {name: value for name, value in values.items() if value is not None}
        return values

    def to_wire(self) -> dict[str, Any]:
        """The record as Lexware writes it, without empty fields."""
        return self.model_dump(by_alias=True, exclude_none=True)

    def replaced(self, **changes: object) -> Self:
        """A validated copy with these fields (Python names) changed; everything else, also the unknown, stays."""
        return type(self).model_validate(self.model_dump() | changes)


class ActionResult(Wire):
    """What every POST and PUT answers instead of the record (API, section 4.2)."""

    id: str
    resource_uri: str | None = None
    created_date: Instant | None = None
    updated_date: Instant | None = None
    version: int | None = None
