"""What is installed from the wheel works without the project's folder beside it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def unpacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    built = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_an_installed_wheel_can_migrate(unpacked: Path, tmp_path: Path) -> None:
    code = """
import storage.migrate as migrate
from storage.sessions import make_engine
engine = make_engine("sqlite:///fresh.sqlite3")
migrate.upgrade(engine)
assert migrate.is_current(engine)
engine.dispose()
print(migrate.__file__)
"""
    run = [sys.executable, "-c", code]
    environment = {"PYTHONPATH": str(unpacked)}
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(unpacked)), "the project's folder was used instead of the wheel"


def test_the_wheel_holds_the_packages_and_no_tests(unpacked: Path, packages: list[str]) -> None:
    folders = sorted(entry.name for entry in unpacked.iterdir() if not entry.name.endswith(".dist-info"))
    assert folders == packages


def test_the_wheel_holds_what_the_pages_need(unpacked: Path) -> None:
    assert sorted((unpacked / "api" / "pages").rglob("*.html"))
    assert (unpacked / "storage" / "migrations" / "script.py.mako").exists()
