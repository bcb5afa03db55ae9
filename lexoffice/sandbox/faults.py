"""Faults on demand: armed by control, used up by what they fit, first come first. Of requests here; of deliveries in
sandbox.webhook_faults."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.store import Record
from lexoffice.wire import read_json

FAULT = "fault"
"""Kind of records in the store."""

FaultKind = Literal["429", "500", "500_rate_limit", "503", "504", "504_before", "slow", "reset", "reset_after"]


class Fault(BaseModel):
    """The next `times` requests that fit fail. 504 and reset_after are executed first, the others are not."""

    model_config = ConfigDict(extra="forbid")

    kind: FaultKind
    method: str = "*"
    path: str = Field(default="/v1/*", description="shell pattern of the path")
    times: int = Field(default=1, ge=1)
    seconds: float = Field(default=1.0, ge=0, le=120, description="delay of a slow answer")
    retry_after: int | None = Field(default=None, description="a Retry-After header, which Lexware does not send")


def arm(box: Box, kind: str, fault: BaseModel) -> Record:
    """Arm a fault of this kind of records; several are used up in the order in which they were armed."""
    body: Record = {"id": new_id(), **read_json(fault.model_dump_json())}
    box.store.save(kind, body["id"], body)
    return body


def disarm(box: Box, kind: str) -> None:
    """Disarm all of this kind."""
    for fault in box.store.all(kind):
        box.store.delete(kind, fault["id"])


def take(box: Box, kind: str, fits: Callable[[Record], bool]) -> Record | None:
    """The first armed fault that fits, used up by one."""
    found = next(filter(fits, box.store.all(kind)), None)
    if found is not None and found["times"] > 1:
        box.store.save(kind, found["id"], {**found, "times": found["times"] - 1})
    elif found is not None:
        box.store.delete(kind, found["id"])
    return found


def take_for_request(box: Box, method: str, path: str) -> Record | None:
    """The fault that this request meets."""
    return take(box, FAULT, lambda fault: fault["method"] in ("*", method) and fnmatchcase(path, fault["path"]))
