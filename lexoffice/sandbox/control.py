"""The sandbox's own controls under /sandbox: faults, clock, profile, key, switches. Lexware has none of these."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import Response

from lexoffice.sandbox import documents, keys, signing
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.refusals import gateway, json_answer
from lexoffice.sandbox.switches import Switches
from lexoffice.wire import instant_text, read_json

FaultKind = Literal["429", "500", "500_rate_limit", "503", "504", "504_before", "slow", "reset", "reset_after"]


class Fault(BaseModel):
    """The next `times` requests that fit fail. 504 and reset_after are executed first, the others are not."""

    kind: FaultKind
    method: str = "*"
    path: str = Field(default="/v1/*", description="shell pattern of the path")
    times: int = Field(default=1, ge=1)
    seconds: float = Field(default=1.0, ge=0, le=120, description="delay of a slow answer")
    retry_after: int | None = Field(default=None, description="a Retry-After header, which Lexware does not send")


class ClockSetting(BaseModel):
    """What time the sandbox believes: an instant to jump to (running on, or frozen), seconds to advance, or real time."""

    now: AwareDatetime | None = None
    frozen: bool = False
    advance_seconds: int = 0


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

    revoked: bool = False
    expires: AwareDatetime | None = None


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
        return json_answer(add_fault(box, fault), 201)

    @router.delete("/faults")
    async def disarm() -> Response:
        clear_faults(box)
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
        records = read_json(await request.body())
        for record in records:
            seed_record(box, kind, record)
        return json_answer({"count": len(records)}, 201)

    @router.post("/reset")
    async def reset() -> Response:
        forget_everything(box)
        return Response(status_code=204)

    return router


_SEEDED = ("contact", "voucher", *documents.RESOURCES)
_ALWAYS_SHOWN = ("voucher", *documents.RESOURCES, "contact", "fault")
_NEVER_SHOWN = ("setting",)


def forget_everything(box: Box) -> None:
    """Empty the sandbox, all settings included."""
    signature_key = box.setting(signing.KEY_SETTING)
    box.store.clear()
    if signature_key:
        # Lexware's own and not the organisation's: whoever knows the public half goes on knowing it.
        box.set(signing.KEY_SETTING, signature_key)
    box.requests.clear()
    box.bucket = None


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def change_profile(box: Box, change: ProfileChange) -> None:
    """Change what is given."""
    box.set("profile", {**box.profile, **change.model_dump(exclude_none=True)})


def add_fault(box: Box, fault: Fault) -> dict[str, Any]:
    """Arm a fault; several are used up in the order in which they were armed."""
    body = {"id": new_id(), **fault.model_dump(), "seconds": Decimal(str(fault.seconds))}
    box.store.save("fault", body["id"], body)
    return body


def clear_faults(box: Box) -> None:
    """Disarm all."""
    for fault in box.store.all("fault"):
        box.store.delete("fault", fault["id"])


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
