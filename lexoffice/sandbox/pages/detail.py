"""Everything that the page of one document shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from lexoffice.sandbox import documents, lifecycle, payments
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.organisation import categories
from lexoffice.sandbox.pages.lists import row
from lexoffice.sandbox.pages.words import ACTS, PAYMENTS
from lexoffice.sandbox.store import Record


def facts(box: Box, record: Record) -> dict[str, Any]:
    """For the template `document.html`."""
    acts = lifecycle.possible_acts(record)
    return {
        "document": row(box, record),
        "record": record,
        "lines": list(_lines(record)),
        "payments": [{**item, "label": PAYMENTS[item["paymentItemType"]]} for item in record.get("payments", [])],
        "detachable": record["voucherStatus"] != "voided",
        "payment_types": {name: PAYMENTS[name] for name in get_args(payments.ItemType)},
        "discount": payments.early_payment_discount(record),
        "acts": [(name, ACTS[name][0]) for name in acts if name != "delete"],
        "deletable": "delete" in acts,
        "related": list(_related(box, record)),
        "originals": _originals(box, record),
        "today": box.today.isoformat(),
    }


def _lines(record: Record) -> Iterator[dict[str, Any]]:
    """Lines of a sales document or items of a voucher, in one form."""
    for item in record.get("voucherItems") or []:
        name = categories().get(item["categoryId"], {}).get("name", item["categoryId"])
        yield {"name": name, "amount": item["amount"], "rate": item["taxRatePercent"]}
    for line in record.get("lineItems") or []:
        rate = (line.get("unitPrice") or {}).get("taxRatePercentage")
        shown = {"name": line.get("name") or line.get("description"), "quantity": line.get("quantity")}
        yield {**shown, "unit": line.get("unitName"), "amount": line.get("lineItemAmount"), "rate": rate}


def _related(box: Box, record: Record) -> Iterator[Record]:
    """What it follows and what follows it."""
    before = documents.find(box, record.get("precedingId") or "")
    if before is not None:
        yield row(box, before)
    for kind in documents.RESOURCES:
        yield from (row(box, other) for other in box.store.all(kind) if other.get("precedingId") == record["id"])


def _originals(box: Box, record: Record) -> list[Any]:
    ids = record.get("files") or [] if record["type"] in documents.VOUCHER_TYPES else []
    return [file for file in map(box.store.file, ids) if file is not None]
