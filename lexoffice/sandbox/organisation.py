"""Profile and posting categories (API notes, sections 7 and 11)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import json_answer
from lexoffice.wire import read_json

_SHOWN = ("id", "name", "type", "contactRequired", "splitAllowed", "groupName")


@cache
def categories() -> dict[str, dict[str, Any]]:
    """The known part of Lexware's 231 categories by id. `rates` is our reading of which tax rates each one takes: Lexware
    enforces that without saying so in its list. Names are Lexware's; ids too, but where `id_known` is false: those are our
    own (version 5 of type and name), since no public source names them. Most groups and flags are inferred."""
    rows = read_json((Path(__file__).parent.parent / "posting_categories.json").read_bytes())
    return {row["id"]: row for row in rows}


def routes(box: Box) -> APIRouter:
    """GET only."""
    router = APIRouter(prefix="/v1")

    @router.get("/profile")
    async def profile() -> Response:
        return json_answer(box.profile)

    @router.get("/posting-categories")
    async def posting_categories() -> Response:
        return json_answer([{key: row[key] for key in _SHOWN} for row in categories().values()])

    return router
