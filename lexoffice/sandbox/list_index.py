"""What the voucherlist filters and sorts by, worked out once per version of a document.

Reading days and instants takes longer than everything else about a list. An entry is kept as long as the store still holds
the very record that it was made from, so whoever changes a document need not know of this.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.requests import day_of
from lexoffice.sandbox.store import Record


class Entry(NamedTuple):
    """One document. Days are `yyyy-MM-dd` in Berlin, so that they compare as texts, and empty where there is none;
    instants are seconds."""

    record: Record
    version: object
    type: str
    status: str
    number: str
    contact_id: str | None
    archived: bool
    voucher_date: str
    due_date: str
    created_at: float
    updated_at: float


class ListIndex:
    """The entries of one sandbox, brought up to date whenever they are asked for."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._entries: dict[str, Entry] = {}

    def entries(self) -> list[Entry]:
        """One for each document, in the order of the store."""
        former, current = self._entries, {}
        for record in documents.listed(self._box):
            entry = former.get(record["id"])
            if entry is None or entry.record is not record or entry.version != record.get("version"):
                entry = _entry(record)
            current[record["id"]] = entry
        self._entries = current
        return list(current.values())


def _entry(record: Record) -> Entry:
    return Entry(
        record=record,
        version=record.get("version"),
        type=record["type"],
        status=record["voucherStatus"],
        number=str(record.get("voucherNumber") or "").casefold(),
        contact_id=documents.contact_id(record),
        archived=bool(record.get("archived", False)),
        voucher_date=_day(record.get("voucherDate")),
        due_date=_day(record.get("dueDate")),
        created_at=datetime.fromisoformat(record["createdDate"]).timestamp(),
        updated_at=datetime.fromisoformat(record["updatedDate"]).timestamp(),
    )


@lru_cache(maxsize=4096)
def _day(text: str | None) -> str:
    # Many documents share a day, few an instant.
    return day_of(text).isoformat() if text else ""
