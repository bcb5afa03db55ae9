"""How fields of sales documents are declared that are Lexware's own.

A `ReadOnly` field is computed or given by Lexware (API, section 14.1): it is read, and never sent. So a document that was
read can be handed to `create` as it is, or changed by `replaced`, when a draft has to be made anew.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from lexoffice.wire import Wire

T = TypeVar("T")


class _Mark:
    """A note at a field."""


READ_ONLY = _Mark()
Unsent = Annotated[T, READ_ONLY]
"""A field of Lexware's own."""

ReadOnly = Annotated[T | None, READ_ONLY]
"""The same, with None where Lexware has not said anything."""


def writable(record: Wire) -> dict[str, object]:
    """The record on the wire without read-only fields and without empty lists, at any depth."""
    wire: dict[str, object] = record.to_wire()
    for name, field in type(record).model_fields.items():
        key, value = field.alias or name, getattr(record, name)
        if READ_ONLY in field.metadata:
            wire.pop(key, None)
        elif isinstance(value, Wire):
            wire[key] = writable(value)
        elif value == ():
            wire.pop(key)
        elif isinstance(value, tuple):
            wire[key] = [writable(entry) if isinstance(entry, Wire) else entry for entry in value]
    return wire
