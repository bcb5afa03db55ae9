"""The house stands as docs/architecture.md draws it: packages, floors, what thinking may load, sizes."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LONGEST_MODULE = 400
"""Lines. Split by noun before; most are a third of it."""


def test_the_folders_are_the_packages_that_pyproject_lists(packages: list[str], pyproject: dict[str, Any]) -> None:
    tool = pyproject["tool"]
    assert tool["hatch"]["build"]["targets"]["wheel"]["packages"] == packages
    assert tool["mypy"]["packages"] == packages
    assert tool["importlinter"]["root_packages"] == packages


def test_every_package_has_its_place_on_a_floor(packages: list[str], pyproject: dict[str, Any]) -> None:
    floors = pyproject["tool"]["importlinter"]["contracts"][0]["layers"]
    assert sorted(room.strip() for floor in floors for room in floor.split("|")) == packages


def test_every_folder_of_modules_says_that_it_is_a_package(modules: list[Path]) -> None:
    revisions = "versions"  # alembic loads them by path
    assert [m for m in modules if not (m.parent / "__init__.py").exists() and m.parent.name != revisions] == []


def test_the_contracts_between_the_floors_are_kept(root: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    kept = subprocess.run([linter, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert kept.returncode == 0, kept.stdout + kept.stderr


@pytest.mark.parametrize("room", ["models", "classifier", "matching"])
def test_thinking_loads_no_database_and_no_network(root: Path, room: str) -> None:
    """Imports every module of the room in a fresh interpreter: the linter alone once said KEPT while SQLAlchemy loaded."""
    names = [_dotted(root, file) for file in sorted((root / room).rglob("*.py"))]
    code = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    fresh = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert fresh.returncode == 0, fresh.stderr
    loaded = set(json.loads(fresh.stdout))
    assert room in loaded
    forbidden = {"sqlalchemy", "alembic", "psycopg", "httpx", "fastapi", "starlette", "celery", "redis"}
    assert loaded & forbidden == set()
    assert (
        loaded & {"api", "cli", "ingest", "lexoffice", "operations", "pipeline", "runtime", "storage", "workers"}
        == set()
    )


def test_an_init_is_a_docstring_and_nothing_else(modules: list[Path]) -> None:
    for file in modules:
        if file.name == "__init__.py":
            body = ast.parse(file.read_text()).body
            assert len(body) == 1, file
            assert isinstance(body[0], ast.Expr), file
            assert isinstance(body[0].value, ast.Constant), file
            assert isinstance(body[0].value.value, str), file


def test_no_module_grows_beyond_what_one_reads_at_once(root: Path, modules: list[Path]) -> None:
    tests = sorted((root / "tests").rglob("*.py"))
    too_long = {str(m): n for m in modules + tests if (n := len(m.read_text().splitlines())) > LONGEST_MODULE}
    assert too_long == {}


def test_no_module_has_a_name_that_says_nothing(modules: list[Path]) -> None:
    assert [m for m in modules if m.stem in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}] == []


def test_tests_are_no_packages_that_would_hide_ours(root: Path) -> None:
    assert sorted((root / "tests").rglob("__init__.py")) == []


def _dotted(root: Path, file: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
