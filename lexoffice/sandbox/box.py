"""What all parts of the sandbox share: memory, clock, switches, key, and the record of requests."""

from __future__ import annotations

import asyncio
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from lexoffice.bucket import BucketState
from lexoffice.sandbox.store import Record, Store
from lexoffice.sandbox.switches import Switches
from lexoffice.wire import BERLIN, instant_text

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Box:
    """The sandbox as one value. `real_clock` gives aware instants; `now` is what the simulated Lexware believes."""

    store: Store
    api_key: str
    real_clock: Callable[[], datetime]
    fixed: Mapping[str, object] = field(default_factory=dict)
    """Switches that a command line has set: they stand so again when everything else is forgotten."""
    bucket: BucketState | None = None
    chances: int = 0
    """How many requests chance has looked at (sandbox.chance)."""
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    """Rung when something is to be delivered (sandbox.courier)."""
    requests: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=2000))

    def setting(self, name: str) -> Record:
        """A stored setting; empty where never set."""
        return dict(self.store.get("setting", name) or {})

    def set(self, name: str, value: Record) -> None:
        """Store a setting."""
        self.store.save("setting", name, value)

    @property
    def switches(self) -> Switches:
        """The switches as they stand."""
        return Switches.model_validate(self.setting("switches"))

    @property
    def now(self) -> datetime:
        """The simulated instant: real time plus an offset, or standing still."""
        clock = self.setting("clock")
        if clock.get("frozen"):
            return datetime.fromisoformat(clock["frozen"])
        return self.real_clock() + timedelta(milliseconds=int(clock.get("offset_ms", 0)))

    @property
    def today(self) -> date:
        """The simulated day in Berlin."""
        return self.now.astimezone(BERLIN).date()

    @property
    def now_text(self) -> str:
        """The simulated instant as it goes on the wire."""
        return instant_text(self.now)

    @property
    def profile(self) -> Record:
        """The organisation, made up once and kept."""
        profile = self.setting("profile")
        if not profile:
            profile = _new_profile(self.now_text)
            self.set("profile", profile)
        return profile

    async def aside(self, work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """The result of work that takes long, done by a thread so that others are answered meanwhile; it must not touch the
        store. What was changed before is kept: nobody waits with a transaction open."""
        self.store.commit()
        return await asyncio.to_thread(work, *args, **options)

    def touch(self, record: Record) -> None:
        """One version more, and changed now."""
        record["version"] = int(record.get("version", 0)) + 1
        record["updatedDate"] = self.now_text


def new_id() -> str:
    """A lower-case UUID."""
    return str(uuid.uuid4())


def _new_profile(created: str) -> Record:
    return {
        "organizationId": new_id(),
        "companyName": "Muster Werkstatt GmbH",
        "created": {"userId": new_id(), "userName": "Sandkasten", "userEmail": "sandkasten@example", "date": created},
        "connectionId": new_id(),
        "taxType": "net",
        "distanceSalesPrinciple": "ORIGIN",
        "businessFeatures": ["INVOICING", "INVOICING_PRO", "BOOKKEEPING"],
        "smallBusiness": False,
    }
