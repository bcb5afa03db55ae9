"""Bookkeeping vouchers (API notes, section 13): POST, PUT that replaces, and what happens to files left out."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexoffice.sandbox import documents
from lexoffice.sandbox.box import Box, new_id
from lexoffice.sandbox.contacts import display_name
from lexoffice.sandbox.paging import envelope, page_of
from lexoffice.sandbox.reading import READY_AT, RECOGNISED
from lexoffice.sandbox.refusals import Complaint, gateway, json_answer, legacy
from lexoffice.sandbox.requests import action_result, amount_of, day_of, json_body, stale
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.voucher_rules import complaints
from lexoffice.wire import midnight

_DAYS = ("voucherDate", "shippingDate", "dueDate")
_AMOUNTS = ("totalGrossAmount", "totalTaxAmount")
_INTERNAL = (READY_AT, RECOGNISED, "payments", "archived")
_PLAIN = ("type", "voucherNumber", "taxType", "useCollectiveContact", "contactId", "contactName", "remark")
_WRITABLE_STATES = ("unchecked", "open")


def routes(box: Box) -> APIRouter:
    """GET (also the deprecated search by number), POST, PUT."""
    router = APIRouter(prefix="/v1/vouchers")

    @router.get("")
    async def by_number(request: Request) -> Response:
        number = request.query_params.get("voucherNumber")
        if number is None:
            raise gateway(404, "Not Found")
        number = html.unescape(number)  # a search string (section 4.1)
        rows = [voucher for voucher in box.store.all("voucher") if voucher.get("voucherNumber") == number]
        page = page_of(request, box, largest=250)
        return json_answer(envelope([view(box, row) for row in page.cut(rows)], len(rows), page))

    @router.get("/{voucher_id}")
    async def read(voucher_id: str) -> Response:
        return json_answer(view(box, existing_voucher(box, voucher_id)))

    @router.post("")
    async def create(request: Request) -> Response:
        body = await json_body(request, box)
        status = body.get("voucherStatus") or "open"
        allowed = _WRITABLE_STATES if box.switches.allow_post_unchecked else ("open",)
        # The notes contradict themselves on the version of a POST: 0, 1 and absent pass.
        _refuse(
            _Flaws(status not in allowed, "voucherStatus")
            | _Flaws(body.get("version") not in (None, 0, 1), "version")
            | _Flaws(bool(body.get("files")), "files", "invalid_file_ids"),
            complaints(box, body, status),
        )
        voucher: Record = {"id": new_id(), "version": 0, "createdDate": box.now_text, "files": []}
        _write(box, voucher, body, status)
        return action_result(request, "/v1/vouchers", voucher, created=True)

    @router.put("/{voucher_id}")
    async def replace(voucher_id: str, request: Request) -> Response:
        body = await json_body(request, box)
        voucher = dict(existing_voucher(box, voucher_id))
        _check_state(box, voucher, body)
        status = body.get("voucherStatus") or voucher["voucherStatus"]
        files = body["files"] if isinstance(body.get("files"), list) else []
        _refuse(
            _Flaws(body.get("voucherStatus") not in (None, "open"), "voucherStatus")
            | _Flaws(status == "unchecked" and not box.switches.allow_update_unchecked, "voucherStatus")
            | _Flaws(voucher["voucherStatus"] == "open" and body.get("type") != voucher["type"], "type")
            | _Flaws(any(file not in voucher["files"] for file in files), "files", "invalid_file_ids"),
            complaints(box, body, status),
        )
        for lost in set(voucher["files"]) - set(files):
            # Since 5 July 2023 what a PUT leaves out is deleted for good.
            box.store.delete_file(lost)
        voucher["files"] = list(files)
        _write(box, voucher, body, status)
        return action_result(request, "/v1/vouchers", voucher, created=False)

    return router


def existing_voucher(box: Box, voucher_id: str) -> Record:
    """The voucher or 404."""
    voucher = box.store.get("voucher", voucher_id)
    if voucher is None:
        raise gateway(404, "Not Found")
    return voucher


def view(box: Box, voucher: Record) -> Record:
    """The voucher as Lexware shows it: days as local midnights, empty fields left out, the contact's name beside its id
    (where it may be read, but not written)."""
    shown = {key: value for key, value in voucher.items() if key not in _INTERNAL and value is not None}
    contact = box.store.get("contact", voucher.get("contactId") or "")
    if contact is not None:
        shown["contactName"] = display_name(contact)
    days = {key: midnight(date.fromisoformat(shown[key])) for key in _DAYS if key in shown}
    return {"organizationId": box.profile["organizationId"], **shown, **days}


class _Flaws(list[Complaint]):
    """No complaint, or one about a field, joined by `|`."""

    def __init__(self, wrong: bool, field: str, code: str = "invalid_value") -> None:
        super().__init__([(field, code)] if wrong else [])

    def __or__(self, other: _Flaws) -> _Flaws:
        self.extend(other)
        return self


def _refuse(flaws: list[Complaint], more: Iterator[Complaint]) -> None:
    found = [*flaws, *more]
    if found:
        raise legacy(406, found)


def _check_state(box: Box, voucher: Record, body: Record) -> None:
    """Version and locks, before anything is looked at."""
    if body.get("version") is None:
        raise legacy(406, [("version", "missing_entity")])
    if body["version"] != voucher["version"]:
        raise stale(box)
    if any(payment["paymentItemType"] == "partPaymentFinancialTransaction" for payment in voucher.get("payments", [])):
        raise gateway(403, "Forbidden")
    if voucher["voucherStatus"] not in _WRITABLE_STATES:
        raise legacy(406, [("voucherStatus", "invalid_value")])


def _write(box: Box, voucher: Record, body: Record, status: str) -> None:
    """PUT replaces: fields that are not sent are emptied; the due date falls back to the voucher date once booked."""
    for field in _PLAIN:
        voucher[field] = body.get(field)
    if voucher["useCollectiveContact"]:
        voucher["contactId"] = None
    for field in _DAYS:
        voucher[field] = day_of(body[field]).isoformat() if body.get(field) is not None else None
    if status == "open":
        voucher["dueDate"] = voucher["dueDate"] or voucher["voucherDate"]
    for field in _AMOUNTS:
        voucher[field] = amount_of(body[field]) if body.get(field) is not None else None
    voucher["voucherItems"] = [_item(item) for item in body.get("voucherItems") or []]
    voucher["voucherStatus"] = status
    documents.save(box, voucher)


def _item(item: Record) -> Record:
    amounts = {field: amount_of(item[field]) for field in ("amount", "taxAmount", "taxRatePercent")}
    return {**amounts, "categoryId": item["categoryId"]}
