"""The sandbox's memory: JSON records in dictionaries, written through to one SQLite file so that a restart loses nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lexoffice.wire import read_json, write_json

Record = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS file (
    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, voucher_id TEXT NOT NULL,
    name TEXT NOT NULL, media_type TEXT NOT NULL, content BLOB NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded original and the voucher it hangs on."""

    id: str
    checksum: str
    voucher_id: str
    name: str
    media_type: str
    content: bytes


class Store:
    """Records by kind and id, for one event loop. Who changes something commits or rolls back before waiting for anything:
    requests, deliveries and housekeeping share one transaction, and none may keep or undo what another has half done."""

    def __init__(self, database: Path | None) -> None:
        self._connection = sqlite3.connect(database or ":memory:", check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)
        self._records: dict[str, dict[str, Record]] = {}
        self._load()

    def _load(self) -> None:
        self._records.clear()
        for kind, key, body in self._connection.execute("SELECT kind, id, body FROM record ORDER BY rowid"):
            self._records.setdefault(kind, {})[key] = read_json(body)

    def get(self, kind: str, key: str) -> Record | None:
        """The record, or None. Changes to it count only when it is saved."""
        return self._records.get(kind, {}).get(key)

    def all(self, kind: str) -> list[Record]:
        """All records of a kind, oldest first."""
        return list(self._records.get(kind, {}).values())

    def kinds(self) -> list[str]:
        """The kinds of which there are records."""
        return [kind for kind, records in self._records.items() if records]

    def save(self, kind: str, key: str, body: Record) -> None:
        """Insert or replace."""
        self._records.setdefault(kind, {})[key] = body
        self._connection.execute(
            "INSERT INTO record (kind, id, body) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (kind, key, write_json(body)),
        )

    def delete(self, kind: str, key: str) -> None:
        """Remove, if there."""
        self._records.get(kind, {}).pop(key, None)
        self._connection.execute("DELETE FROM record WHERE kind = ? AND id = ?", (kind, key))

    def add_file(self, file: StoredFile) -> None:
        """Keep an uploaded original."""
        self._connection.execute(
            "INSERT INTO file (id, checksum, voucher_id, name, media_type, content) VALUES (?, ?, ?, ?, ?, ?)",
            (file.id, file.checksum, file.voucher_id, file.name, file.media_type, file.content),
        )

    def file(self, file_id: str) -> StoredFile | None:
        """One original with its content."""
        return next(self._files("id = ?", file_id), None)

    def file_with(self, checksum: str, voucher_id: str | None = None) -> StoredFile | None:
        """The first original with this content, anywhere or on one voucher."""
        if voucher_id is None:
            return next(self._files("checksum = ?", checksum), None)
        return next(self._files("checksum = ? AND voucher_id = ?", checksum, voucher_id), None)

    def _files(self, condition: str, *values: str) -> Iterator[StoredFile]:
        columns = "id, checksum, voucher_id, name, media_type, content"
        query = f"SELECT {columns} FROM file WHERE {condition} ORDER BY rowid"  # noqa: S608 (fixed conditions above)
        return (StoredFile(*row) for row in self._connection.execute(query, values))

    def delete_file(self, file_id: str) -> None:
        """Remove for good."""
        self._connection.execute("DELETE FROM file WHERE id = ?", (file_id,))

    def clear(self) -> None:
        """Forget everything."""
        self._connection.execute("DELETE FROM record")
        self._connection.execute("DELETE FROM file")
        self._records.clear()

    def commit(self) -> None:
        """Make the changes last."""
        self._connection.commit()

    def rollback(self) -> None:
        """Undo what was changed since the last commit, in memory too."""
        if self._connection.in_transaction:
            self._connection.rollback()
            self._load()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
