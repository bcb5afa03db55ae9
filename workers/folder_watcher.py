"""The watched folder: finished files are taken in, committed, and only then put away into done/."""

from __future__ import annotations

from pathlib import Path

import structlog

from ingest.folder import WatchedFolder
from ingest.incoming import Incoming
from models.documents import Channel
from pipeline.mails import deliver
from runtime.services import Services
from workers.schedule import Periodic

log = structlog.get_logger(__name__)

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
    """Take in every file that is finished; how many. A kill before `done` brings the file again: a double, not a loss.

    A file that may not be read stays where it lies and is tried again with each look; the others go on.
    """
    taken = 0
    for path in folder.finished():
        try:
            content, changed = path.read_bytes(), path.stat().st_mtime_ns
        except OSError as error:
            log.warning("folder.file_unreadable", error=type(error).__name__)
            continue
        incoming = Incoming(content, path.name, Channel.FOLDER, services.clock())
        key = f"folder:{path.name}:{changed}:{incoming.sha256}"
        deliver(services, incoming, delivered_by="folder", delivery_key=key)
        folder.done(path)
        taken += 1
    if taken:
        services.wake()
    return taken
