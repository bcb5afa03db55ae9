"""What is written about the program is true: settings, commands, targets, links; and lock files name no registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from cli.main import COMMANDS
from runtime.settings import Settings


def texts(root: Path) -> dict[Path, str]:
    """README and everything below docs/."""
    files = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    return {file: file.read_text() for file in files}


def row(name: str) -> str:
    """The line that docs/settings.md must have for a field."""
    field = Settings.model_fields[name]
    assert field.default is not PydanticUndefined, f"{name} has no default: the program would not start without it"
    default = "" if field.default is None else f"`{field.default}`"
    return f"| `KONTORIST_{name.upper()}` | {default} | {field.description} |"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default_and_meaning(root: Path, name: str) -> None:
    assert row(name) in (root / "docs" / "settings.md").read_text().splitlines()


def test_no_setting_is_documented_that_does_not_exist(root: Path) -> None:
    named = set(re.findall(r"^\| `KONTORIST_(\w+)`", (root / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named_where_people_read(root: Path, command: str) -> None:
    named = rf"(kontorist|make) {command}\b"
    assert any(re.search(named, text) for text in texts(root).values()), f"write about `kontorist {command}`"


def test_every_target_that_is_written_about_can_be_made(root: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (root / "Makefile").read_text(), re.MULTILINE))
    for file, text in texts(root).items():
        named = set(re.findall(r"^make (\w+)|`make (\w+)", text, re.MULTILINE))
        assert {one or other for one, other in named} <= targets, file


def test_every_link_leads_somewhere(root: Path) -> None:
    written_by_bench = root / "docs" / "benchmarks.md"
    for file, text in texts(root).items():
        for link in re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text):
            target = (file.parent / link).resolve()
            assert target.exists() or target == written_by_bench, f"{file.name} links to {link}"


def test_lock_files_name_no_registry(root: Path) -> None:
    locks = [*sorted((root / "requirements").iterdir()), root / "package-lock.json", root / "package.json"]
    for lock in locks:
        text = lock.read_text()
        assert not re.search(r"https?://|index-url|find-links|pypi\.org|npmjs", text), lock
    for line in (root / "requirements" / "base.txt").read_text().splitlines():
        assert re.match(r"#|\s|[A-Za-z0-9._-]+(\[[a-z,0-9-]+\])?==", line), f"not pinned: {line}"


def test_every_decision_says_what_was_decided_and_against_what(root: Path) -> None:
    records = sorted((root / "docs" / "decisions").glob("*.md"))
    assert [record.name[:4] for record in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    for record in records:
        headings = re.findall(r"^## (.+)$", record.read_text(), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "Alternatives"], record.name
