"""One file in, one ReadDocument out. This runs inside the fence (ingest.guard); nothing in it needs the fence to work."""

from __future__ import annotations

from collections.abc import Callable

from ingest.imagefile import read_image
from ingest.limits import Limits
from ingest.pdffile import read_pdf
from ingest.plain import read_mail, read_statement, read_table, read_text
from ingest.problems import problem
from ingest.sniff import FileType, file_type
from ingest.xmlfile import read_xml
from models.pages import ReadDocument

_READERS: dict[FileType, Callable[[bytes, Limits], ReadDocument]] = {
    FileType.PDF: read_pdf,
    FileType.IMAGE: read_image,
    FileType.XML: read_xml,
    FileType.MAIL: read_mail,
    FileType.MT940: read_statement,
    FileType.CSV: read_table,
    FileType.TEXT: read_text,
}


def read(content: bytes, file_name: str, limits: Limits | None = None) -> ReadDocument:
    """Read `content`. `file_name` is a hint at most: the content decides. Raises DocumentProblem (German message)."""
    limits = limits or Limits()
    if not content:
        raise problem("file_empty")
    if len(content) > limits.max_bytes:
        raise problem("file_too_large", megabytes=len(content) // 1_000_000, limit=limits.max_bytes // 1_000_000)
    return _READERS[file_type(content, file_name)](content, limits)
