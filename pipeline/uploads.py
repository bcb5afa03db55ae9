"""Which originals Lexware takes, and under which name: PDF, JPEG, PNG and XML up to 5 MiB (API, section 12.1)."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from lexoffice.files import LARGEST_UPLOAD
from storage.originals import Originals

_HEAD = 1024
_ENDINGS = {b"%PDF-": ("pdf",), b"\x89PNG": ("png",), b"\xff\xd8\xff": ("jpg", "jpeg")}
_BY_HAND = (
    "Bitte in anderer Form anfordern und neu einreichen, oder den Beleg in Lexware von Hand erfassen und hier ablegen."
)


def obstacle(originals: Originals, sha256: str) -> str | None:
    """A German sentence on why Lexware would refuse this original, or None if it takes it."""
    path = originals.path(sha256)
    if path.stat().st_size > LARGEST_UPLOAD:
        megabytes = f"{path.stat().st_size / 1024 / 1024:.1f}".replace(".", ",")
        return f"Die Datei ist {megabytes} MB groß, Lexware nimmt höchstens 5 MB an. {_BY_HAND}"
    if not _endings(_head(path)):
        return f"Lexware nimmt nur PDF, JPEG, PNG und E-Rechnungen als XML an. {_BY_HAND}"
    return None


def upload_name(originals: Originals, sha256: str, file_name: str) -> str:
    """The document's name with the ending that its content has: Lexware judges by it and refuses names without."""
    endings = _endings(_head(originals.path(sha256)))
    name = PurePosixPath(file_name)
    if not endings or name.suffix.lower().lstrip(".") in endings:
        return file_name
    return f"{name.stem or 'beleg'}.{endings[0]}"


def _endings(head: bytes) -> tuple[str, ...]:
    for start, endings in _ENDINGS.items():
        if head.startswith(start):
            return endings
    if b"%PDF-" in head:  # junk before the header, as some gateways leave it; readers skip it
        return ("pdf",)
    return ("xml",) if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else ()


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
