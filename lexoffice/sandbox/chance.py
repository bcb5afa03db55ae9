"""Faults at random, the same ones for the same seed: what a client meets in months, played in a minute."""

from __future__ import annotations

from fnmatch import fnmatchcase
from random import Random

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.faults import FaultKind
from lexoffice.sandbox.refusals import json_answer
from lexoffice.sandbox.store import Record
from lexoffice.wire import read_json

_SETTING = "chance"


class Chance(BaseModel):
    """Which share of the fitting requests fails how. Of the kinds, at most one happens to a request."""

    model_config = ConfigDict(extra="forbid")

    seed: int
    shares: dict[FaultKind, float]
    method: str = "*"
    path: str = Field(default="/v1/*", description="shell pattern of the path")
    seconds: float = Field(default=0.3, ge=0, le=120, description="delay of slow answers")

    @model_validator(mode="after")
    def _shares_fit(self) -> Chance:
        if any(share < 0 for share in self.shares.values()) or sum(self.shares.values()) > 1:
            raise ValueError("shares are 0 or more, and together at most 1")
        return self


def routes(box: Box) -> APIRouter:
    """The control of chance."""
    router = APIRouter(prefix="/sandbox/chance")

    @router.post("")
    async def begin(chance: Chance) -> Response:
        """Begin anew with this seed."""
        start(box, chance)
        return json_answer(read_json(chance.model_dump_json()))

    @router.get("")
    async def show() -> Response:
        return json_answer(box.setting(_SETTING))

    @router.delete("")
    async def end() -> Response:
        box.set(_SETTING, {})
        return Response(status_code=204)

    return router


def start(box: Box, chance: Chance) -> None:
    """From the next request on. Counting begins at 0, so the same requests meet the same faults again."""
    box.set(_SETTING, read_json(chance.model_dump_json()))
    box.chances = 0


def draw(box: Box, method: str, path: str) -> Record | None:
    """The fault of this request, or None. Depends on the seed and on how many fitting requests came before, on nothing
    else; the count begins again when the sandbox is restarted."""
    stored = box.setting(_SETTING)
    if not stored:
        return None
    chance = Chance.model_validate(stored)
    if chance.method not in ("*", method) or not fnmatchcase(path, chance.path):
        return None
    box.chances += 1
    lot = Random(f"{chance.seed}:{box.chances}").random()  # noqa: S311  no secret
    for kind, share in chance.shares.items():
        if lot < share:
            return {"kind": kind, "seconds": chance.seconds, "retry_after": None}
        lot -= share
    return None
