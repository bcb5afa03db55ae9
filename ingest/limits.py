"""How much reading one file may cost. Generous for real documents, tight for hostile ones (REQ-D2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of one reading. The defaults hold for a machine with 2 GB to spare per reading process."""

    max_bytes: int = 50_000_000
    max_pages: int = 40
    """Pages that are read; the document's true page count is reported all the same."""
    max_ocr_pages: int = 20
    """About 2 s a page: more would not fit into `seconds`."""
    max_pixels: int = 60_000_000
    """A4 at 600 dpi has 35 million; a phone picture 12 to 50 million."""
    max_text_lines: int = 4_000
    ocr_seconds_per_page: float = 30.0
    seconds: float = 180.0
    """Wall-clock time for one file; afterwards the process is killed."""
    cpu_seconds: int = 240
    """Processor time of one child for one file, the second fence if the parent itself is stalled."""
    memory_bytes: int = 2_000_000_000
    """Address space of a reading process."""
    documents_per_process: int = 200
    """A child is replaced after so many files: native libraries leak."""
