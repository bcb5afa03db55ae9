"""The sandbox's own controls under /sandbox: faults, clock, profile, key, switches. Lexware has none of these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import Response

from lexoffice.sandbox import documents, faults, keys, signing
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.faults import FAULT, Fault
from lexoffice.sandbox.refusals import gateway, json_answer
from lexoffice.sandbox.switches import Switches
from lexoffice.wire import instant_text, read_json

_YEAR = 366 * 24 * 60 * 60


def _within_the_calendar(instant: datetime) -> datetime:
    if instant.year not in range(1900, 3000):
        raise ValueError("a year from 1900 to 2999, please")
    return instant


SomeInstant = Annotated[AwareDatetime, AfterValidator(_within_the_calendar)]
"""With an offset, and in a year that every time zone has."""


class ClockSetting(BaseModel):
    """What time the sandbox believes: an instant to jump to (running on, or frozen), seconds to advance, or real time."""

    model_config = ConfigDict(extra="forbid")

    now: SomeInstant | None = None
    frozen: bool = False
    advance_seconds: int = Field(default=0, ge=-10 * _YEAR, le=10 * _YEAR)


class ProfileChange(BaseModel):
    """What may be changed about the organisation. Another organizationId is what a stranger's webhook carries."""

    model_config = ConfigDict(extra="forbid")

    organizationId: str | None = None
    companyName: str | None = None
    taxType: Literal["net", "gross", "vatfree"] | None = None
    distanceSalesPrinciple: Literal["ORIGIN", "DESTINATION"] | None = None
    smallBusiness: bool | None = None
    businessFeatures: list[Literal["INVOICING", "INVOICING_PRO", "BOOKKEEPING"]] | None = None


class KeyState(BaseModel):
    """Whether the API key has been withdrawn, and when it ends by itself (None: never)."""

    model_config = ConfigDict(extra="forbid")

    revoked: bool = False
    expires: SomeInstant | None = None


def routes(box: Box) -> APIRouter:
    """The control API, in JSON."""
    router = APIRouter(prefix="/sandbox")

    @router.get("/state")
    async def state() -> Response:
        """Everything the sandbox holds, but for the bytes of the files."""
        kinds = dict.fromkeys((*_ALWAYS_SHOWN, *box.store.kinds()))
        records: dict[str, Any] = {_plural(kind): box.store.all(kind) for kind in kinds if kind not in _NEVER_SHOWN}
        key = {"revoked": keys.is_revoked(box), "expires": keys.expiry(box)}
        return json_answer({**records, "profile": box.profile, "now": box.now_text, **key})

    @router.get("/requests")
    async def requests() -> Response:
        """The last requests to /v1, oldest first, refused ones included."""
        return json_answer(list(box.requests))

    @router.post("/faults")
    async def arm(fault: Fault) -> Response:
        return json_answer(faults.arm(box, FAULT, fault), 201)

    @router.delete("/faults")
    async def disarm() -> Response:
        faults.disarm(box, FAULT)
        return Response(status_code=204)

    @router.post("/clock")
    async def clock(setting: ClockSetting) -> Response:
        set_clock(box, setting)
        return json_answer({"now": box.now_text})

    @router.post("/profile")
    async def profile(change: ProfileChange) -> Response:
        change_profile(box, change)
        return json_answer(box.profile)

    @router.get("/switches")
    async def switches() -> Response:
        return json_answer(box.switches.model_dump())

    @router.post("/switches")
    async def switch(change: dict[str, Any]) -> Response:
        return json_answer(set_switches(box, change).model_dump())

    @router.post("/key")
    async def key(state: KeyState) -> Response:
        keys.set_key(box, revoked=state.revoked, expires=state.expires)
        return json_answer(state.model_dump())

    @router.post("/records/{kind}")
    async def seed(kind: str, request: Request) -> Response:
        """Put a list of records in unchecked, such as contacts that only the web application can make."""
        if kind not in _SEEDED:
            raise gateway(404, f"Kinds: {', '.join(_SEEDED)}")
        # Read by us and not by FastAPI, which would make floats of the amounts.
        try:
            records = read_json(await request.body())
        except ValueError as error:
            raise gateway(422, f"No JSON: {error}") from error
        if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
            raise gateway(422, "A list of objects, please")
        for record in records:
            seed_record(box, kind, record)
        return json_answer({"count": len(records)}, 201)

    @router.post("/reset")
    async def reset() -> Response:
        forget_everything(box)
        return Response(status_code=204)

    return router


_SEEDED = ("contact", "voucher", *documents.RESOURCES)
_ALWAYS_SHOWN = ("voucher", *documents.RESOURCES, "contact", FAULT)
_NEVER_SHOWN = ("setting",)


def forget_everything(box: Box) -> None:
    """Empty the sandbox, all settings included but those that its command line has fixed."""
    signature_key = box.setting(signing.KEY_SETTING)
    box.store.clear()
    if signature_key:
        # Lexware's own and not the organisation's: whoever knows the public half goes on knowing it.
        box.set(signing.KEY_SETTING, signature_key)
    if box.fixed:
        set_switches(box, dict(box.fixed))
    box.requests.clear()
    box.bucket = None


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def change_profile(box: Box, change: ProfileChange) -> None:
    """Change what is given."""
    box.set("profile", {**box.profile, **change.model_dump(exclude_none=True)})


def set_clock(box: Box, setting: ClockSetting) -> None:
    """Jump, advance, stop, or go back to real time (no field given)."""
    if setting.advance_seconds:
        _advance(box, setting.advance_seconds)
    elif setting.now is None:
        box.set("clock", {})
    elif setting.frozen:
        box.set("clock", {"frozen": instant_text(setting.now)})
    else:
        box.set("clock", {"offset_ms": int((setting.now - box.real_clock()).total_seconds() * 1000)})


def _advance(box: Box, seconds: int) -> None:
    clock = box.setting("clock")
    if clock.get("frozen"):
        moment = datetime.fromisoformat(clock["frozen"]).timestamp() + seconds
        box.set("clock", {"frozen": instant_text(datetime.fromtimestamp(moment, tz=box.real_clock().tzinfo))})
    else:
        box.set("clock", {"offset_ms": int(clock.get("offset_ms", 0)) + seconds * 1000})


def set_switches(box: Box, change: dict[str, Any]) -> Switches:
    """Change some switches; unknown names are refused."""
    switches = Switches.model_validate({**box.setting("switches"), **change})
    box.set("switches", switches.model_dump())
    return switches


def seed_record(box: Box, kind: str, record: dict[str, Any]) -> None:
    """Store a record with the least that every record has."""
    now = box.now_text
    least: dict[str, Any] = {"id": new_id(), "createdDate": now, "updatedDate": now, "version": 1}
    if kind == "voucher":
        least |= {"voucherStatus": "open", "files": [], "voucherItems": [], "useCollectiveContact": True}
        least |= {"totalGrossAmount": 0, "totalTaxAmount": 0}
    elif kind in documents.RESOURCES:
        least |= {"type": kind, "voucherStatus": "draft" if kind == "dunning" else "open", "archived": False}
        least |= {"address": {}, "lineItems": [], "taxAmounts": [], "relatedVouchers": [], "payments": []}
    body = {**least, **record}
    box.store.save(kind, body["id"], body)
