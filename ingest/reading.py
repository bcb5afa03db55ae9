"""One file in, one ReadDocument out. This runs inside the fence (ingest.guard); nothing in it needs the fence to work."""

from __future__ import annotations

from ingest.limits import Limits
from ingest.pdf import open_pdf, read_page
from ingest.problems import problem
from models.documents import Medium
from models.pages import ReadDocument


def read(content: bytes, file_name: str, limits: Limits | None = None) -> ReadDocument:
    """Read `content`. `file_name` is a hint at most: the content decides. Raises DocumentProblem (German message)."""
    limits = limits or Limits()
    if not content:
        raise problem("file_empty")
    with open_pdf(content) as opened:
        count = len(opened.pdf)
        pages = tuple(read_page(opened.pdf, index).page for index in range(min(count, limits.max_pages)))
        return ReadDocument(Medium.BORN_DIGITAL, pages, warnings=tuple(opened.warnings), page_count=count)
