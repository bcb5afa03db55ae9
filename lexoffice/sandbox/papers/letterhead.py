"""Who writes the letters: what stands on the organisation's paper but not in `GET /v1/profile` (API notes, section 14.6).

A real organisation enters its address, tax ids and bank account in the web application. Here they are invented (no VAT id
begins with 99, no bank has this code) until the control says otherwise; the name is the profile's.
"""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import json_answer

_SETTING = "letterhead"


class Letterhead(BaseModel):
    """Everything that an invoice must or should say about its sender; without a VAT id, the tax number stands alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    street: str = "Werkstraße 7"
    zip: str = "99999"
    city: str = "Musterstadt"
    country_code: str = "DE"
    contact_person: str = "Mara Muster"
    phone: str = "030 23125 000"
    email: str = "buero@muster.example"
    tax_number: str = "99/815/00815"
    vat_id: str | None = "DE999999903"
    commercial_register: str = "Amtsgericht Musterstadt, HRB 99999"
    director: str = "Mara Muster"
    bank: str = "Musterbank"
    iban: str = "DE23500999990001234567"
    bic: str = "MUSTDEFFXXX"


def letterhead(box: Box) -> Letterhead:
    """The sender as it stands now."""
    return Letterhead.model_validate({"name": box.profile["companyName"], **box.setting(_SETTING)})


def routes(box: Box) -> APIRouter:
    """GET and POST of the letterhead, a control of the sandbox."""
    router = APIRouter(prefix="/sandbox/letterhead")

    @router.get("")
    async def read() -> Response:
        return json_answer(letterhead(box).model_dump())

    @router.post("")
    async def change(wanted: dict[str, str | None]) -> Response:
        changed = {**box.setting(_SETTING), **wanted}
        Letterhead.model_validate(changed)
        box.set(_SETTING, changed)
        return json_answer(letterhead(box).model_dump())

    return router
