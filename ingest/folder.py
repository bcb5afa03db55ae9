"""A watched folder: scanners and programs drop files there; only finished ones are taken, and each ends in done/ or
problem/ beside a sentence that says why."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from models.problems import Problem

DONE, PROBLEM = "done", "problem"
_UNFINISHED = re.compile(
    r"(^[.~])|(\.(tmp|temp|part|partial|crdownload|download|filepart|swp|lock|!ut)$)|~$", re.IGNORECASE
)


@dataclass(slots=True)
class WatchedFolder:
    """Looks at one directory again and again. A file is finished when two looks in a row see the same size and time.

    Not thread-safe; one folder, one watcher. The state between looks is only in memory: after a restart every file is
    looked at twice again, which costs one interval and nothing else.
    """

    directory: Path
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    def finished(self) -> list[Path]:
        """The files that are complete now, oldest first. Call it at the interval that a file may pause in growing."""
        now = dict(self._look())
        complete = [name for name, figures in now.items() if self._seen.get(name) == figures]
        self._seen = now
        return [self.directory / name for name in sorted(complete, key=lambda name: now[name][1])]

    def _look(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for entry in os.scandir(self.directory):
            if _UNFINISHED.search(entry.name):
                continue
            try:
                figures = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # taken away between the list and the look
            if stat.S_ISREG(figures.st_mode):  # no links: they could lead out of the folder
                yield entry.name, (figures.st_size, figures.st_mtime_ns)

    def done(self, path: Path) -> Path:
        """Put a file that was taken over away; returns its new place. Call after the commit."""
        return self._put(path, DONE)

    def failed(self, path: Path, problem: Problem) -> Path:
        """Put a file away that could not be taken over, with the German sentence in a text file beside it."""
        target = self._put(path, PROBLEM)
        target.with_name(target.name + ".txt").write_text(f"{problem.message}\n", encoding="utf-8")
        return target

    def _put(self, path: Path, place: str) -> Path:
        directory = self.directory / place
        directory.mkdir(exist_ok=True)
        for number in range(10_000):
            target = directory / (path.name if number == 0 else f"{path.stem} ({number}){path.suffix}")
            try:
                target.touch(exist_ok=False)  # reserves the name: a rename alone would overwrite
            except FileExistsError:
                continue
            path.replace(target)
            self._seen.pop(path.name, None)
            return target
        raise FileExistsError(directory / path.name)
