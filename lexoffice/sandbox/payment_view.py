"""GET /v1/payments/{id} (API notes, section 23)."""

from __future__ import annotations

from decimal import Decimal

from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.payments import open_amount
from lexoffice.sandbox.refusals import json_answer, regular
from lexoffice.sandbox.store import Record
from lexoffice.wire import plain


def routes(box: Box) -> APIRouter:
    """GET only."""
    router = APIRouter()

    @router.get("/v1/payments/{document_id}")
    async def read(document_id: str) -> Response:
        path = f"/v1/payments/{document_id}"
        record = documents.find(box, document_id)
        if record is None:
            raise regular(404, path, "Not Found", box.now_text)
        remaining = open_amount(record)
        if remaining is None:
            what = "invoice in draft" if record["voucherStatus"] == "draft" else "voucher/voucher type"
            raise regular(406, path, f"No payment information for this {what}", box.now_text)
        return json_answer(_view(box, record, remaining))

    return router


def _view(box: Box, record: Record, remaining: Decimal) -> Record:
    # Credit notes too: the API names the side that the document belongs to, not the direction of the money.
    side = "openRevenue" if documents.is_revenue(record) else "openExpense"
    items = record.get("payments", [])
    body: Record = {
        "openAmount": plain(remaining) if box.switches.open_amount_as_text else remaining,
        "currency": "EUR",
        "paymentStatus": side if remaining else "balanced",
        "voucherType": record["type"],
        "voucherStatus": record["voucherStatus"],
        "paymentItems": items,
    }
    if record["voucherStatus"] in ("paid", "paidoff") and items:
        body["paidDate"] = max(item["postingDate"] for item in items)
    return body
