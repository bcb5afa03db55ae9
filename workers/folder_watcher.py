"""The watched folder: finished files are taken in, committed, and only then put away into done/."""

from __future__ import annotations

from pathlib import Path

from ingest.folder import WatchedFolder
from ingest.incoming import Incoming
from models.documents import Channel
from pipeline.mails import deliver
from runtime.services import Services
from workers.schedule import Periodic

EVERY_SECONDS = 2.0
"""Also how long a scanner may pause in writing a file before it is taken for finished."""


def watcher(services: Services) -> list[Periodic]:
    """The watcher of the configured folder, to be started by whoever runs the house; none without a folder."""
    directory = services.settings.watched_folder
    if directory is None:
        return []
    directory.mkdir(parents=True, exist_ok=True)
    return [Periodic("watched-folder", EVERY_SECONDS, _Look(services, directory))]


class _Look:
    """One look at the folder, as something to call."""

    def __init__(self, services: Services, directory: Path) -> None:
        self._services, self._folder = services, WatchedFolder(directory)

    def __call__(self) -> None:
        look(self._services, self._folder)


def look(services: Services, folder: WatchedFolder) -> int:
    """Take in every file that is finished; how many. A kill before `done` brings the file again: a double, not a loss."""
    finished = folder.finished()
    for path in finished:
        incoming = Incoming(path.read_bytes(), path.name, Channel.FOLDER, services.clock())
        key = f"folder:{path.name}:{path.stat().st_mtime_ns}:{incoming.sha256}"
        deliver(services, incoming, delivered_by="folder", delivery_key=key)
        folder.done(path)
    if finished:
        services.wake()
    return len(finished)
