"""One reading process seen from its parent: started, asked, killed when it takes too long or too much."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
from dataclasses import asdict
from time import monotonic

from ingest.frames import PREFIX, Frame, FrameError, lengths, parse_head
from ingest.limits import Limits
from ingest.problems import problem
from models.problems import DocumentProblem, Problem

START_SECONDS = 60.0
"""Loading the libraries takes 0.7 s on an idle machine; this is for a very busy one."""
_CHUNK = 1 << 16
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class ReadingProcess:
    """A running child. Not thread-safe: one caller at a time (ingest.guard hands children out)."""

    def __init__(self, limits: Limits, reader: str, renderer: str) -> None:
        self._limits = limits
        self.documents = 0
        figures = [f"{name}={value}" for name, value in asdict(limits).items()]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell, no words of strangers
                [sys.executable, "-m", "ingest.fencechild", reader, renderer, *figures],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # native libraries print parts of documents there
                env=_environment(),
                start_new_session=True,  # a Ctrl-C at the terminal is for the parent, which then closes its children
            )
        except OSError as error:
            raise problem("reader_not_started") from error
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        try:
            self._receive(monotonic() + START_SECONDS)
        except (DocumentProblem, FrameError) as error:  # no file was read yet, so none is to blame
            self.kill()
            raise problem("reader_not_started") from error
        except BaseException:
            self.kill()
            raise

    @property
    def alive(self) -> bool:
        """Whether the child still runs."""
        return self._process.poll() is None

    def ask(self, request: Frame) -> bytes:
        """The child's answer to `request`. Raises DocumentProblem; after a timeout or a crash the child is dead."""
        self.documents += 1
        deadline = monotonic() + self._limits.seconds
        try:
            answer = self._exchange(request.pack(), deadline)
        except FrameError as error:
            self.kill()
            raise problem("reader_crashed") from error
        if answer.head.get("ok") is True:
            return answer.body
        raise self._reported(answer)

    def _reported(self, answer: Frame) -> DocumentProblem:
        """What the child says is wrong; its words are not trusted further than to be shown."""
        failed = answer.head.get("failed")
        if failed is not None:
            if failed == "reader_out_of_memory":
                self.kill()  # its heap is in pieces
                return problem("reader_out_of_memory")
            return problem("reader_failed")
        code, message = answer.head.get("problem"), answer.head.get("message")
        if not isinstance(code, str) or not isinstance(message, str):
            self.kill()
            return problem("reader_crashed")
        return DocumentProblem(Problem(code[:60], message[:600], answer.head.get("retryable") is True))

    def _exchange(self, request: bytes, deadline: float) -> Frame:
        """Write, then read. A child that does not take what it is sent is overdue like one that does not answer."""
        stdin = self._process.stdin
        view = memoryview(request)
        with selectors.DefaultSelector() as selector:
            if stdin is not None:
                selector.register(stdin, selectors.EVENT_WRITE)
            while view:
                if not selector.select(max(0.0, deadline - monotonic())):
                    raise self._overdue()
                try:
                    view = view[os.write(stdin.fileno() if stdin else -1, view[:_CHUNK]) :]
                except BrokenPipeError as error:
                    raise self._died() from error
        return self._receive(deadline)

    def _receive(self, deadline: float) -> Frame:
        head_length, body_length = lengths(self._take(PREFIX, deadline))
        head = parse_head(self._take(head_length, deadline))
        return Frame(head, self._take(body_length, deadline))

    def _take(self, count: int, deadline: float) -> bytes:
        stdout = self._process.stdout
        if stdout is None:
            raise FrameError("no pipe")
        data = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while len(data) < count:
                if not selector.select(max(0.0, deadline - monotonic())):
                    raise self._overdue()
                piece = os.read(stdout.fileno(), min(count - len(data), 1 << 20))
                if not piece:
                    raise self._died()
                data += piece
        return bytes(data)

    def _overdue(self) -> DocumentProblem:
        self.kill()
        return problem("reader_timeout", seconds=round(self._limits.seconds))

    def _died(self) -> DocumentProblem:
        """The child is gone: by its signal one can tell processor time and the kernel's memory killer from a crash."""
        try:
            status = self._process.wait(5)
        except subprocess.TimeoutExpired:
            status = 0
        self.kill()
        if status == -signal.SIGXCPU:
            return problem("reader_timeout", seconds=self._limits.cpu_seconds)
        if status == -signal.SIGKILL:
            return problem("reader_out_of_memory")
        return problem("reader_crashed")

    def kill(self) -> None:
        """End the child with all that it started, and free its pipes. Safe to call again."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)  # its own session: `tesseract` as a program is in it too
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _environment() -> dict[str, str]:
    """Only what reading needs: no keys, no database address."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
