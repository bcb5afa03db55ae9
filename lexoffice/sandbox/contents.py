"""What Lexware looks at in an uploaded file: extension, size, and whether the content is whole (API notes, 5.3 and 12.1)."""

from __future__ import annotations

import zlib
from pathlib import PurePath

from lexoffice.sandbox.papers.einvoice import parse

LARGEST_UPLOAD = 5 * 1024 * 1024
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".xml": "application/xml",
}


def fault_of(name: str, content: bytes, *, e_invoice: bool) -> str | None:
    """Lexware's code for what is wrong with an upload, or None."""
    extension = PurePath(name).suffix.lower()
    if len(content) > LARGEST_UPLOAD:
        return "max_file_size_exceeded"
    if extension not in MEDIA_TYPES or (extension == ".xml" and not e_invoice):
        return "inacceptable_file_extension"
    if extension == ".pdf":
        return None if _whole_pdf(content) else "voucher_upload_toxic_pdf"
    if extension == ".xml":
        return None if _xrechnung(content) else "invalid_xrechnung"
    whole = _whole_png(content) if extension == ".png" else _whole_jpeg(content)
    return None if whole else "image_conversion_error"


def _whole_pdf(content: bytes) -> bool:
    """Header and trailer; a truncated file has lost the second."""
    return b"%PDF-" in content[:1024] and b"startxref" in content and b"%%EOF" in content[-2048:]


def _whole_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-2048:]


def _whole_png(content: bytes) -> bool:
    """Every chunk with its checksum up to IEND."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    position = 8
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4])
        chunk = content[position + 4 : position + 8 + length]
        checksum = content[position + 8 + length : position + 12 + length]
        if zlib.crc32(chunk).to_bytes(4) != checksum:
            return False
        if chunk[:4] == b"IEND":
            return True
        position += 12 + length
    return False


def _xrechnung(content: bytes) -> bool:
    """A CII or UBL invoice whose guideline names XRechnung."""
    root = parse(content)
    if root is None:
        return False
    names = ("CustomizationID", "GuidelineSpecifiedDocumentContextParameter")
    guidelines = ("".join(map(str, part.itertext())) for name in names for part in root.iter(f"{{*}}{name}"))
    return any("xrechnung" in text.lower() for text in guidelines)
