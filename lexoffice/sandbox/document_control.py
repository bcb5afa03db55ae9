"""The controls that act on documents: payments, and everything in sandbox.lifecycle. Lexware's API has none of these."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from lexoffice.sandbox import lifecycle, payments
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import json_answer
from lexoffice.sandbox.store import Record


class PaymentBooking(BaseModel):
    """A payment found by the bank matching, or booked by hand. `discount` is Skonto taken with it."""

    model_config = ConfigDict(extra="forbid")

    voucher_id: str
    amount: Decimal = Field(max_digits=14, decimal_places=2)
    type: payments.ItemType = "partPaymentFinancialTransaction"
    on: date | None = None
    discount: Decimal = Field(default=Decimal(0), ge=0, max_digits=14, decimal_places=2)


def routes(box: Box) -> APIRouter:
    """The control API of documents, in JSON."""
    router = APIRouter(prefix="/sandbox")

    @router.post("/payments")
    async def pay(booking: PaymentBooking) -> Response:
        paid = payments.book(
            box, booking.voucher_id, booking.amount, booking.type, booking.on, discount=booking.discount
        )
        return _standing(paid)

    @router.delete("/payments/{document_id}/{position}")
    async def detach(document_id: str, position: int) -> Response:
        """Take the payment at this place (from 0) back."""
        return _standing(payments.detach(box, document_id, position))

    @router.post("/documents/{document_id}/{act}")
    async def act_on(document_id: str, act: str) -> Response:
        return _standing(lifecycle.act_on(box, document_id, act))

    @router.delete("/documents/{document_id}")
    async def delete(document_id: str) -> Response:
        lifecycle.act_on(box, document_id, "delete")
        return Response(status_code=204)

    return router


def _standing(record: Record) -> Response:
    archived = bool(record.get("archived", False))
    return json_answer(
        {
            "voucherStatus": record["voucherStatus"],
            "openAmount": payments.open_amount(record),
            "archived": archived,
        }
    )
