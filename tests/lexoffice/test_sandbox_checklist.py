"""docs/sandbox.md names the test that shows each item; the names must stay true."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
CHECKLIST = HERE.parent.parent / "docs" / "sandbox.md"


def test_every_test_that_the_checklist_names_exists():
    rows = [line.split(" | ") for line in CHECKLIST.read_text("utf-8").splitlines() if line.startswith("| ")]
    shown_by = " ".join(row[2] for row in rows if len(row) == 3)
    named = {f"test_{name}" for name in re.findall(r"\b[a-z0-9]+(?:_[a-z0-9]+){3,}\b", shown_by)}
    files = set(re.findall(r"test_[a-z_]+\.py", shown_by))
    there = set(re.findall(r"def (test_\w+)", "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))))
    assert len(named) > 30
    assert named - there - {f"test_{name.removesuffix('.py')}" for name in files} == set()
    assert files <= {path.name for path in HERE.glob("test_*.py")}
