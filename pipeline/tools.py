"""What a step may use: the tools of the house, named once, so that a step's signature stays short.

The floors forbid `pipeline` to know `runtime`, which wires the tools together; so the pipeline says here what it needs
and `runtime.services.Services` fits by its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from classifier.clerk import Clerk
from ingest.guard import FencedReader
from lexoffice.client import LexwareClient
from models.parties import OwnCompany
from models.problems import DocumentProblem
from pipeline.categories import Categories
from storage.originals import Originals
from storage.sessions import Sessions


class NotReady(DocumentProblem):
    """Not the document's fault but the house's (no model yet): the step waits, however often it was tried."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One claimed row of the outbox, as a handler sees it: what to do to whom, for the which time, and who does it."""

    id: int
    kind: str
    subject: str
    attempts: int
    worker: str
    claimed_at: datetime | None
    """Tells this claim from a later one of the same worker."""

    @property
    def document_id(self) -> int:
        """The id in a subject of the form `document:17`. ValueError for other subjects."""
        return int(self.subject.removeprefix("document:"))


class Intake(Protocol):
    """What taking something in needs: where bytes and rows are kept, and the time."""

    @property
    def sessions(self) -> Sessions: ...  # noqa: D102  the names say it; docs are at runtime.services.Services
    @property
    def originals(self) -> Originals: ...  # noqa: D102
    @property
    def clock(self) -> Callable[[], datetime]: ...  # noqa: D102


class Tools(Intake, Protocol):
    """What the steps and the handlers of effects need beyond that."""

    @property
    def reader(self) -> FencedReader: ...  # noqa: D102
    @property
    def clerk(self) -> Callable[[], Clerk]: ...  # noqa: D102
    @property
    def company(self) -> OwnCompany: ...  # noqa: D102
    @property
    def lexware(self) -> LexwareClient: ...  # noqa: D102
    @property
    def categories(self) -> Categories: ...  # noqa: D102
    @property
    def own_books(self) -> Callable[[], None]: ...  # noqa: D102
    @property
    def time_to_think(self) -> timedelta: ...  # noqa: D102
    @property
    def boundary(self) -> Callable[[str], None]: ...  # noqa: D102
    @property
    def handlers(self) -> Mapping[str, Handler]: ...  # noqa: D102


Handler = Callable[[Tools, Effect], None]
"""Does one effect, repeatably, and ends it in the transaction that stores what it left (pipeline.effects.finishing)."""
