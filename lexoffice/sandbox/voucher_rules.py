"""What Lexware checks when a voucher is written (API notes, sections 5.3, 11 and 13): fields, sums, rates, categories."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexoffice.sandbox.arithmetic import expected_tax, in_cents
from lexoffice.sandbox.box import Box
from lexoffice.sandbox.organisation import categories
from lexoffice.sandbox.refusals import Complaint
from lexoffice.sandbox.requests import amount_of, day_of
from lexoffice.sandbox.shapes import anything, misfits, text
from lexoffice.sandbox.store import Record

TYPES = ("salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote")
DOMESTIC_RATES = (0, 5, 7, 16, 19)
_TEXTS = ("type", "taxType", "voucherStatus", "voucherNumber", "contactId", "contactName", "remark")
_ITEM: Record = {**dict.fromkeys(("amount", "taxAmount", "taxRatePercent"), anything), "categoryId": text}
_FORM: Record = {**dict.fromkeys(_TEXTS, text), "voucherItems": [_ITEM], "files": [text]}
_DAYS = ("voucherDate", "dueDate", "shippingDate")
_TOTALS = ("totalGrossAmount", "totalTaxAmount")


def complaints(box: Box, body: Record, status: str) -> Iterator[Complaint]:
    """Everything that is wrong with the voucher, which shall get this status."""
    damaged = misfits(_FORM, body)
    if damaged:
        yield from ((flaw.field, "invalid_value") for flaw in damaged)
        return
    unchecked = status == "unchecked"
    if body.get("type") not in TYPES:
        yield "type", "invalid_value" if body.get("type") else "missing_entity"
    if body.get("taxType") not in ("net", "gross") or (unchecked and body.get("taxType") == "net"):
        yield "taxType", "invalid_value" if body.get("taxType") else "missing_entity"
    if not unchecked:
        for field in ("voucherNumber", "voucherDate", *_TOTALS, "voucherItems"):
            if body.get(field) in (None, "", []):
                yield field, "missing_entity"
    yield from _forms(body)
    yield from _contact(box, body, unchecked=unchecked)
    items = body.get("voucherItems") or []
    flawed = [complaint for index, item in enumerate(items) for complaint in _item_form(index, item)]
    yield from flawed
    if items and not flawed and body.get("taxType") in ("net", "gross"):
        yield from _arithmetic(box, body, items)
        yield from _category_rules(box, body, items)


def _forms(body: Record) -> Iterator[Complaint]:
    for field, parse in [*((day, day_of) for day in _DAYS), *((total, amount_of) for total in _TOTALS)]:
        if body.get(field) is not None and not _parses(parse, body[field]):
            yield field, "invalid_value"
    if body.get("shippingDate") is not None and str(body.get("type")).startswith("purchase"):
        yield "shippingDate", "invalid_value"


def _contact(box: Box, body: Record, *, unchecked: bool) -> Iterator[Complaint]:
    """A fitting contact, or the collective one; a free name only beside the latter."""
    if body.get("useCollectiveContact"):
        return
    if not body.get("contactId"):
        if not unchecked:
            yield "contactId", "Missing_ContactId"
        return
    if body.get("contactName"):
        yield "contactName", "custom_contact_name_for_referenced_contact_not_allowed"
    contact = box.store.get("contact", body["contactId"])
    role = "customer" if str(body.get("type")).startswith("sales") else "vendor"
    if contact is None or role not in contact["roles"]:
        yield "contactId", "invalid_value"


def _item_form(index: int, item: Record) -> Iterator[Complaint]:
    for field in ("amount", "taxAmount", "taxRatePercent", "categoryId"):
        if item.get(field) is None:
            yield f"voucherItems[{index}].{field}", "missing_entity"
    for field in ("amount", "taxAmount", "taxRatePercent"):
        if item.get(field) is not None and not _parses(amount_of, item[field]):
            yield f"voucherItems[{index}].{field}", "invalid_value"
    # Amounts are positive, the type gives the direction, and free items are not accepted (section 13.2).
    if item.get("amount") is not None and _parses(amount_of, item["amount"]) and amount_of(item["amount"]) <= 0:
        yield f"voucherItems[{index}].amount", "invalid_value"
    if item.get("categoryId") is not None and item["categoryId"] not in categories():
        yield f"voucherItems[{index}].categoryId", "invalid_value"


def _arithmetic(box: Box, body: Record, items: list[Record]) -> Iterator[Complaint]:
    """Tax of each item by its rate, then totals without any tolerance."""
    amounts = taxes = 0
    for index, item in enumerate(items):
        amount, tax = in_cents(amount_of(item["amount"])), in_cents(amount_of(item["taxAmount"]))
        amounts, taxes = amounts + amount, taxes + tax
        reverse_charge = categories()[item["categoryId"]]["rates"] == "reverse_charge"
        rate = int(amount_of(item["taxRatePercent"]))
        expected = 0 if reverse_charge else expected_tax(amount, rate, body["taxType"])
        if abs(tax - expected) > box.switches.tax_tolerance_cents:
            yield f"voucherItems[{index}].taxAmount", "invalid_taxamount"
    gross = amounts + taxes if body["taxType"] == "net" else amounts
    for field, expected in (("totalGrossAmount", gross), ("totalTaxAmount", taxes)):
        stated = body.get(field)
        if stated is not None and _parses(amount_of, stated) and in_cents(amount_of(stated)) != expected:
            yield field, "invalid_total_amount"


def _category_rules(box: Box, body: Record, items: list[Record]) -> Iterator[Complaint]:
    chosen = [categories()[item["categoryId"]] for item in items]
    direction = "income" if str(body.get("type")).startswith("sales") else "outgo"
    rates = [amount_of(item["taxRatePercent"]) for item in items]
    for index, (category, rate) in enumerate(zip(chosen, rates, strict=True)):
        if category["type"] != direction:
            yield f"voucherItems[{index}].categoryId", "invalid_value"
        if not _rate_allowed(box, category, rate):
            yield "taxRatePercent", f"invalid_taxrate_{rate.normalize():f}"
    if body.get("useCollectiveContact") and any(category["contactRequired"] for category in chosen):
        yield "contactId", "Missing_ContactId"
    # The code of these two is not known (section 11); that they are refused is.
    if len(set(rates)) > 1 and not all(category["splitAllowed"] for category in chosen):
        yield "voucherItems", "invalid_value"
    if len({category.get("distanceSales", False) for category in chosen}) > 1:
        yield "voucherItems", "invalid_value"


def _rate_allowed(box: Box, category: dict[str, Any], rate: Decimal) -> bool:
    if category["rates"] == "reverse_charge":
        return rate == 19
    profile = box.profile
    if category["rates"] == "zero" or profile.get("smallBusiness") or profile.get("taxType") == "vatfree":
        return rate == 0
    if category["rates"] == "destination":
        # The standard and reduced rates of the EU lie between 0 and 27.
        return 0 <= rate <= 27
    return rate in DOMESTIC_RATES


def _parses(parse: Any, value: object) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True
