"""Originals: the bytes as received, named by their SHA-256, written once and never changed (GoBD: unalterable).

A file is written beside its place, flushed to the disk and renamed; a reader never sees half of one, and a kill leaves at
most a temporary file. What stands under a hash already is not written again.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path


class OriginalDamaged(Exception):
    """The bytes on the disk are not those that were received."""


class Originals:
    """A directory of originals; the first two characters of the hash make the subdirectory."""

    TEMPORARY = ".incoming-"
    """How the names of files begin that are being written, or were when the machine stopped."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def put(self, content: bytes) -> str:
        """Keep `content`; its SHA-256 in hex. Repeatable. Raises OriginalDamaged if what stands there is not `content`."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = self.path(sha256)
        if place.exists():
            if place.read_bytes() != content:
                raise OriginalDamaged(sha256)
            return sha256
        if not place.parent.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            self._sync_directory(self._directory)
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=self.TEMPORARY)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o440)
            Path(temporary).rename(place)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        self._sync_directory(place.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their name. Raises OriginalDamaged, or FileNotFoundError."""
        content = self.path(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise OriginalDamaged(sha256)
        return content

    def path(self, sha256: str) -> Path:
        """Where the bytes lie. Raises ValueError for what is no SHA-256: no name may lead out of the directory."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ValueError("an original is named by 64 hexadecimal digits")
        return self._directory / sha256[:2] / sha256

    def files(self) -> Iterator[Path]:
        """Every file below the directory, by name; whatever it is, so that a check sees what does not belong there."""
        yield from sorted(path for path in self._directory.rglob("*") if not path.is_dir())

    @staticmethod
    def _sync_directory(directory: Path) -> None:
        """The rename itself must reach the disk, not only the bytes."""
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
