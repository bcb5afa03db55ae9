"""Pictures of pages: rendered in the fenced reader, kept on the disk by the original's hash, thrown away at will."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from runtime.services import Services
from storage.tables.documents import Document

RESOLUTIONS = (110, 200)
"""Dots an inch: for the screen, and for zooming in. A fixed choice, so that nobody fills the disk by asking."""


def page_image(tools: Services, document: Document, page: int, dpi: int, turn: int = 0) -> bytes:
    """PNG of a page, turned as it was read. Raises DocumentProblem if the original cannot be rendered."""
    place = tools.settings.data / "pages" / document.sha256[:2] / document.sha256 / f"{page}-{dpi}-{turn}.png"
    if place.is_file():
        return place.read_bytes()
    picture = tools.reader.render(tools.originals.get(document.sha256), document.file_name, page, dpi, turn)
    _keep(place, picture)
    return picture


def _keep(place: Path, picture: bytes) -> None:
    """Written beside its place and renamed, so that nobody reads half a picture."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".rendering-")
    with os.fdopen(handle, "wb") as file:
        file.write(picture)
    Path(temporary).replace(place)
