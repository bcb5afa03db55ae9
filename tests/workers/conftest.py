"""Services over a fresh database, without a Lexware: nothing here files anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.services import Services, build_services
from runtime.settings import Settings


@pytest.fixture
def services(tmp_path: Path, sqlite_url: str) -> Iterator[Services]:
    settings = Settings(
        data=tmp_path / "var",
        database_url=sqlite_url,
        watched_folder=tmp_path / "eingang",
        lexware_url="http://127.0.0.1:9",
    )
    with build_services(settings) as services:
        yield services
