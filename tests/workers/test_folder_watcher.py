"""The watched folder: what is finished is taken in once, committed, and put away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ingest.folder import WatchedFolder
from runtime.services import Services
from storage.tables.documents import Arrival
from workers.folder_watcher import look, watcher


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    directory = tmp_path / "eingang"
    directory.mkdir()
    return directory


def arrivals(services: Services) -> list[tuple[str, str, str]]:
    with services.sessions.begin() as session:
        rows = session.scalars(select(Arrival).order_by(Arrival.id)).all()
        return [(row.file_name, row.outcome, row.channel) for row in rows]


def test_a_finished_file_is_taken_in_and_put_away(services: Services, folder: Path) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 scan")
    watched = WatchedFolder(folder)
    assert (look(services, watched), look(services, watched), look(services, watched)) == (0, 1, 0)
    assert arrivals(services) == [("scan.pdf", "document", "folder")]
    assert (folder / "done" / "scan.pdf").read_bytes() == b"%PDF-1.7 scan"


def test_a_file_that_is_still_growing_is_left_alone(services: Services, folder: Path) -> None:
    watched = WatchedFolder(folder)
    for size in (10, 20, 30):
        (folder / "scan.pdf").write_bytes(b"x" * size)
        assert look(services, watched) == 0
    assert look(services, watched) == 1


def test_a_kill_between_commit_and_putting_away_brings_nothing_twice(services: Services, folder: Path) -> None:
    file = folder / "scan.pdf"
    file.write_bytes(b"%PDF-1.7 scan")

    class Killed(WatchedFolder):
        def done(self, path: Path) -> Path:
            raise KeyboardInterrupt

    killed = Killed(folder)
    look(services, killed)
    with pytest.raises(KeyboardInterrupt):
        look(services, killed)
    again = WatchedFolder(folder)
    look(services, again)
    assert look(services, again) == 1
    assert arrivals(services) == [("scan.pdf", "document", "folder")]


def test_without_a_configured_folder_nothing_watches(services: Services) -> None:
    assert len(watcher(services)) == 1
    settings = services.settings.model_copy(update={"watched_folder": None})
    assert watcher(replace(services, settings=settings)) == []


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(services: Services, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 a")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 b")

    class Vanishing(WatchedFolder):
        def finished(self) -> list[Path]:
            return [folder / "nicht-da.pdf", *super().finished()]

    watched = Vanishing(folder)
    assert (look(services, watched), look(services, watched)) == (0, 2)
    assert [name for name, _, _ in arrivals(services)] == ["a.pdf", "b.pdf"]
