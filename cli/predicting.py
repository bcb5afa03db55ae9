"""Reads files and predicts them, one line a file in the order given:
what `kontorist read` and `kontorist evaluate` share.
"""

from __future__ import annotations

import atexit
import hashlib
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from classifier.clerk import Clerk
from classifier.modelfile import load
from classifier.output import as_json
from ingest.guard import FencedReader
from models.parties import OwnCompany
from models.problems import DocumentProblem
from runtime.company import load_company
from runtime.settings import Settings

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """What every file of one call is read with."""

    model: Path
    company: OwnCompany
    ignore_xml: bool = False


def model_directory() -> Path:
    """Where the model lies by the settings (KONTORIST_MODEL, KONTORIST_DATA)."""
    return Settings().model_directory


def company_from(path: Path | None) -> OwnCompany:
    """Our own company from a JSON file; without one that of the settings, nobody if there is none. ValueError if wrong."""
    return load_company(path or Settings().company_path)


def walk(paths: Sequence[Path]) -> Iterator[Path]:
    """Files as given; of a directory all files below it, in order of name, hidden ones left out."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*")
                if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts)
            )  # fmt: skip
        else:
            yield path


def predictions(files: Sequence[Path], task: Task, workers: int = 1) -> Iterator[Line]:
    """One line a file, in order. Raises ModelFileError at once if there is no usable model."""
    if workers < 2 or len(files) < 2:
        with FencedReader() as reader:
            clerk = load(task.model)
            for path in files:
                yield _line(path, clerk, reader, task)
        return
    load(task.model)
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(task,)) as pool:
        yield from pool.map(_line_in_worker, files)


@dataclass(slots=True)
class _Worker:
    """What a worker process keeps between files."""

    clerk: Clerk
    reader: FencedReader
    task: Task


_WORKERS: list[_Worker] = []
"""Holds this process's worker; a list, because pools can hand an initializer's result on in no other way."""


def _start(task: Task) -> None:
    worker = _Worker(load(task.model), FencedReader(), task)
    atexit.register(worker.reader.close)
    _WORKERS.append(worker)


def _line_in_worker(path: Path) -> Line:
    worker = _WORKERS[0]
    return _line(path, worker.clerk, worker.reader, worker.task)


def _line(path: Path, clerk: Clerk, reader: FencedReader, task: Task) -> Line:
    """The contract's object for one file. What is wrong with a file is said in it, never raised."""
    started = time.perf_counter()
    line: Line = {"file": str(path), "sha256": None, "error": None}
    try:
        content = path.read_bytes()
    except OSError as error:
        return {**line, "error": f"Die Datei kann nicht geöffnet werden: {error.strerror}.", "seconds": 0.0}
    line["sha256"] = hashlib.sha256(content).hexdigest()
    try:
        document = reader.read(content, path.name)
        if task.ignore_xml:
            document = replace(document, einvoice=None)
        line |= as_json(clerk.predict(document, task.company))
        line["pages"] = document.page_count or len(document.pages)
    except DocumentProblem as problem:
        line["error"] = problem.problem.message
    except Exception as error:
        line["error"] = (
            f"Das Dokument konnte nicht ausgewertet werden ({type(error).__name__}). Bitte melden Sie die Datei."
        )
    line["seconds"] = round(time.perf_counter() - started, 4)
    return line
