"""The fence around reading: files are read in child processes with limits on time, memory and size.

PDFium and Tesseract are not safe to run in several threads, and files come from strangers: a child that hangs, crashes
or eats memory costs one document, which then has a problem in German, and the next document gets a fresh child.
"""

from __future__ import annotations

from queue import LifoQueue
from types import TracebackType
from typing import Self

from ingest.codec import CodecError, loads
from ingest.fence import ReadingProcess
from ingest.frames import Frame
from ingest.incoming import safe_file_name
from ingest.limits import Limits
from ingest.problems import problem
from models.pages import ReadDocument


class FencedReader:
    """Reads files in up to `processes` children, started at first use and replaced after a while or a failure.

    Any number of threads may call; beyond `processes` they wait. `reader` and `renderer` name the functions that run
    in the child (`module:function`). Use as a context manager, or call `close`.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        processes: int = 1,
        *,
        reader: str = "ingest.reading:read",
        renderer: str = "ingest.pageimage:render",
    ) -> None:
        self.limits = limits or Limits()
        self._functions = (reader, renderer)
        self._slots: LifoQueue[ReadingProcess | None] = LifoQueue()
        self._count = max(1, processes)
        for _ in range(self._count):
            self._slots.put(None)

    def read(self, content: bytes, file_name: str) -> ReadDocument:
        """Read one file. Raises DocumentProblem with a German message, also for a killed, hung or crashed child."""
        answer = self._ask({"task": "read", "file_name": safe_file_name(file_name)}, content)
        try:
            return loads(answer)
        except CodecError as error:
            raise problem("reader_crashed") from error

    def render(self, content: bytes, file_name: str, page: int, dpi: int = 110, turn: int = 0) -> bytes:
        """PNG of one page (from 1) for the review screen, turned clockwise by `turn` (models.pages.Page.rotation).

        Raises DocumentProblem.
        """
        head = {"task": "render", "file_name": safe_file_name(file_name), "page": page, "dpi": dpi, "turn": turn}
        return self._ask(head, content)

    def _ask(self, head: dict[str, object], content: bytes) -> bytes:
        if not content:
            raise problem("file_empty")
        if len(content) > self.limits.max_bytes:
            megabytes, limit = len(content) // 1_000_000, self.limits.max_bytes // 1_000_000
            raise problem("file_too_large", megabytes=megabytes, limit=limit)
        child = self._slots.get()
        try:
            if child is None or not child.alive:
                child = ReadingProcess(self.limits, *self._functions)
            return child.ask(Frame(head, content))
        finally:
            self._slots.put(self._kept(child))

    def _kept(self, child: ReadingProcess | None) -> ReadingProcess | None:
        if child is None or not child.alive:
            return None
        if child.documents < self.limits.documents_per_process:
            return child
        child.kill()
        return None

    def close(self) -> None:
        """End all children. Waits for readings under way; the reader may be used again afterwards."""
        children = [self._slots.get() for _ in range(self._count)]
        for child in children:
            if child is not None:
                child.kill()
            self._slots.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
