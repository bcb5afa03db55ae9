"""The trained clerk of this process: loaded when first needed, and again when another model was put in its place."""

from __future__ import annotations

import threading
from pathlib import Path

from classifier.clerk import Clerk
from classifier.modelfile import ModelFileError, load
from models.problems import Problem
from pipeline.tools import NotReady

Signature = tuple[tuple[str, int, int], ...]

NO_MODEL = Problem(
    "no_model",
    "Es gibt noch kein trainiertes Modell. Bitte `kontorist train` ausführen; danach geht es von selbst weiter.",
    retryable=True,
)

MODEL_REFUSED = Problem(
    "model_refused",
    "Das trainierte Modell ist unvollständig oder wurde verändert und wird nicht benutzt. Bitte `kontorist train` "
    "ausführen; danach geht es von selbst weiter.",
    retryable=True,
)


class ClerkOnShelf:
    """Call it to have the clerk. Thread-safe: one thread loads, the others wait."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        self._loaded: tuple[Signature, Clerk] | None = None

    def __call__(self) -> Clerk:
        """The clerk of the model that lies in the directory now. NotReady if there is none, or an altered one."""
        with self._lock:
            seen = self._signature()
            if not seen:
                raise NotReady(NO_MODEL)
            if self._loaded is None or self._loaded[0] != seen:
                self._loaded = (seen, self._load())
            return self._loaded[1]

    def _load(self) -> Clerk:
        try:
            return load(self._directory)
        except ModelFileError as error:
            raise NotReady(MODEL_REFUSED) from error

    def _signature(self) -> Signature:
        """Names, times and sizes of the model's files: a new model changes them, looking costs microseconds."""
        try:
            files = sorted(path for path in self._directory.iterdir() if path.is_file())
            facts = [(path.name, path.stat()) for path in files]
        except FileNotFoundError:
            return ()
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in facts)
