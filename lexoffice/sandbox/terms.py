"""Payment conditions and print layouts: made in the web application, read through the API (API notes, section 10)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.refusals import gateway, json_answer
from lexoffice.sandbox.store import Record

CONDITION, LAYOUT = "paymentcondition", "printlayout"
"""Kinds of records in the store."""

_NET = "Zahlbar sofort, rein netto"
_DAYS = "Zahlbar innerhalb von {paymentRange} Tagen ohne Abzug"
_DISCOUNT = "{discount} % Skonto bei Zahlung innerhalb von {discountRange} Tagen, sonst {paymentRange} Tage netto"


def conditions(box: Box) -> list[Record]:
    """The organisation's payment conditions, made up once and kept; exactly one is its default."""
    return _kept(box, CONDITION, _first_conditions)


def default_condition(box: Box) -> Record:
    """What a document gets that names no condition."""
    return next(condition for condition in conditions(box) if condition["organizationDefault"])


def layouts(box: Box) -> list[Record]:
    """The organisation's print layouts, made up once and kept."""
    return _kept(box, LAYOUT, _first_layouts)


def routes(box: Box) -> APIRouter:
    """GET only, bare arrays."""
    router = APIRouter(prefix="/v1")

    @router.get("/payment-conditions")
    async def read_conditions() -> Response:
        return json_answer(conditions(box))

    @router.get("/print-layouts")
    async def read_layouts() -> Response:
        if "INVOICING_PRO" not in box.profile["businessFeatures"]:
            raise gateway(402, "Payment Required")
        return json_answer(layouts(box))

    return router


def _kept(box: Box, kind: str, make: Callable[[], list[Record]]) -> list[Record]:
    if not box.store.all(kind):
        for record in make():
            box.store.save(kind, record["id"], record)
    return box.store.all(kind)


def _first_conditions() -> list[Record]:
    discount = {"discountPercentage": Decimal(2), "discountRange": 10}
    return [
        _condition(_DAYS, 14, default=True),
        _condition(_NET, 0),
        _condition(_DAYS, 30),
        {**_condition(_DISCOUNT, 30), "paymentDiscountConditions": discount},
    ]


def _condition(template: str, days: int, *, default: bool = False) -> Record:
    return {
        "id": new_id(),
        "organizationDefault": default,
        "paymentTermLabelTemplate": template,
        "paymentTermDuration": days,
    }


def _first_layouts() -> list[Record]:
    return [
        {"id": new_id(), "name": "Standard", "default": True},
        {"id": new_id(), "name": "Mit Fußzeile", "default": False},
    ]
