"""Payments (API notes, section 23): read through the API, booked only by the sandbox's controls."""

from __future__ import annotations

from decimal import Decimal

from fastapi import APIRouter
from starlette.responses import Response

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.refusals import json_answer, regular
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.vouchers import existing_voucher
from lexoffice.wire import midnight, plain

ITEM_TYPES = (
    *("partPaymentFinancialTransaction", "partPaymentCreditNote", "partPaymentCashBox", "manualPayment"),
    *("cashDiscount", "dunningCosts", "currencyConversion", "irrecoverableReceivable"),
)
_PAYABLE = ("open", "paid", "paidoff", "voided", "transferred", "sepadebit")
_SETTLED = ("paid", "paidoff", "voided")


def routes(box: Box) -> APIRouter:
    """GET only."""
    router = APIRouter()

    @router.get("/v1/payments/{voucher_id}")
    async def read(voucher_id: str) -> Response:
        voucher = existing_voucher(box, voucher_id)
        remaining = open_amount(voucher)
        if remaining is None:
            path = f"/v1/payments/{voucher_id}"
            raise regular(406, path, "No payment information for this voucher/voucher type", box.now_text)
        return json_answer(_view(box, voucher, remaining))

    return router


def open_amount(voucher: Record) -> Decimal | None:
    """Total less what was paid; None while the voucher is not booked. Dunning costs are paid on top of the total."""
    if voucher["voucherStatus"] not in _PAYABLE:
        return None
    if voucher["voucherStatus"] in _SETTLED:
        return Decimal("0.00")
    reducing = [entry for entry in voucher.get("payments", []) if entry["paymentItemType"] != "dunningCosts"]
    paid = [Decimal(entry["amount"]) for entry in reducing]
    return max(Decimal(voucher["totalGrossAmount"]) - sum(paid, Decimal(0)), Decimal("0.00"))


def _view(box: Box, voucher: Record, remaining: Decimal) -> Record:
    # Credit notes too: the API names the side that the document belongs to, not the direction of the money.
    side = "openRevenue" if voucher["type"].startswith("sales") else "openExpense"
    items = voucher.get("payments", [])
    body: Record = {
        "openAmount": plain(remaining) if box.switches.open_amount_as_text else remaining,
        "currency": "EUR",
        "paymentStatus": side if remaining else "balanced",
        "voucherType": voucher["type"],
        "voucherStatus": voucher["voucherStatus"],
        "paymentItems": items,
    }
    if voucher["voucherStatus"] in ("paid", "paidoff") and items:
        body["paidDate"] = max(entry["postingDate"] for entry in items)
    return body


def book(box: Box, voucher_id: str, amount: Decimal, item_type: str) -> Record:
    """Book a payment of today on a booked voucher; what is fully paid becomes paid (credit notes: paidoff)."""
    voucher = dict(existing_voucher(box, voucher_id))
    if voucher["voucherStatus"] not in ("open", "transferred", "sepadebit"):
        raise regular(409, "/sandbox/payments", "Only an open voucher can be paid", box.now_text)
    entry = {
        "paymentItemType": item_type,
        "postingDate": midnight(box.today).isoformat(timespec="milliseconds"),
        "amount": amount,
        "currency": "EUR",
    }
    voucher["payments"] = [*voucher.get("payments", []), entry]
    if open_amount(voucher) == 0:
        voucher["voucherStatus"] = "paidoff" if voucher["type"].endswith("creditnote") else "paid"
    documents.save(box, voucher)
    return voucher


def void(box: Box, voucher_id: str) -> Record:
    """Cancel a voucher, as a person would in the web application."""
    voucher = {**existing_voucher(box, voucher_id), "voucherStatus": "voided"}
    documents.save(box, voucher)
    return voucher
