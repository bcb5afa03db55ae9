"""The project's folder and its own packages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def pyproject() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="session")
def packages() -> list[str]:
    """The folders at the top that hold an `__init__.py`."""
    return sorted(file.parent.name for file in ROOT.glob("*/__init__.py"))


@pytest.fixture(scope="session")
def modules(packages: list[str]) -> list[Path]:
    """Every module of ours, without tests."""
    return sorted(file for package in packages for file in (ROOT / package).rglob("*.py"))
