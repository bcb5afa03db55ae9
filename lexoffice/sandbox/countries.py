"""Countries with their place in German VAT (API notes, section 10).

`countries.json` holds the ISO 3166 codes with Kosovo, and the two of Lexware's special regions that the notes name (a live
account showed 257 rows; the codes of the other regions are not public).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import json_answer
from lexoffice.sandbox.store import Record
from lexoffice.wire import read_json


@cache
def countries() -> dict[str, Record]:
    """All rows by their code."""
    rows = read_json((Path(__file__).parent / "countries.json").read_bytes())
    return {row["countryCode"]: row for row in rows}


def is_supported(code: object) -> bool:
    """Whether Lexware knows this country or region."""
    return isinstance(code, str) and code in countries()


def routes(_: Box) -> APIRouter:
    """GET only, a bare array."""
    router = APIRouter()

    @router.get("/v1/countries")
    async def read() -> Response:
        return json_answer(list(countries().values()))

    return router
