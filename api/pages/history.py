"""The audit log of one document as German lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.pages import german
from api.sheet import Sheet
from pipeline.values import FIELDS
from storage.tables.audit import AuditEntry

ACTORS = {
    "reader": "Leser",
    "classifier": "Erkennung",
    "clerk": "Erkennung",
    "matching": "Zuordnung",
    "rules": "Regeln",
    "system": "System",
    "folder": "Ordner",
    "command line": "Befehlszeile",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """When, who, what."""

    at: datetime
    actor: str
    what: str


def history_lines(sheet: Sheet) -> list[HistoryLine]:
    """Newest first."""
    standing = {sheet.document.problem_code: sheet.document.problem_message}
    return [HistoryLine(entry.at, _actor(entry.actor), _what(entry, standing)) for entry in reversed(sheet.history)]


def _actor(actor: str) -> str:
    """People by their login, parts of the house by a German name; of a worker only that it was one."""
    return ACTORS.get(actor, "System" if ":" in actor or "worker" in actor else actor)


def _what(entry: AuditEntry, standing: Mapping[str | None, str | None]) -> str:
    facts = entry.facts
    if entry.action == "document.status":
        return f"{german.status_label(facts['from'])} → {german.status_label(facts['to'])}: {facts['why']}"
    if entry.action == "document.decision":
        name = facts["field"]
        return f"{german.field_label(name)}: {_value(name, facts['before'])} → {_value(name, facts['after'])}"
    if entry.action == "document.received":
        return "Eingegangen"
    if entry.action == "document.problem":
        return (
            f"Angehalten: {standing[facts['code']]}" if facts["code"] in standing else f"Angehalten ({facts['code']})"
        )
    if entry.action == "document.retry":
        return "Erneut versucht"
    return entry.action


def _value(name: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        return "; ".join(f"{line['rate']} % von {line['base']} = {line['tax']}" for line in value)
    return german.shown(name, value) if name in FIELDS or name in ("kind", "direction") else str(value)
