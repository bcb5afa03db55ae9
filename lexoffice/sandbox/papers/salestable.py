"""The table of a sales document: lines with amounts, and under it what they add up to (API notes, sections 14.3 and 14.4).

Nothing is computed anew: the amounts are those that the document carries, so that paper and API never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lexoffice.sandbox.papers.letter import Column, Row
from lexoffice.sandbox.papers.words import day_text, money_text, number_text, title_of, word
from lexoffice.sandbox.store import Record

_SHARES = {"position": 8, "quantity": 15, "price": 17, "rate": 9, "discount": 11, "amount": 18}


def columns(record: Record, language: str) -> tuple[Column, ...]:
    """Delivery notes show no prices; the discount has a column only where one is given."""
    names = _names(record)
    shares = {name: _SHARES[name] for name in names if name != "text"}
    shares["text"] = 100 - sum(shares.values())
    return tuple(Column(word(name, language), shares[name], name in _SHARES and name != "position") for name in names)


def rows(record: Record, language: str) -> tuple[Row, ...]:
    """Every line, alternatives of a quotation under the line that they replace."""
    # With gross prices the line amounts are gross, too.
    side = "grossAmount" if gross_prices(record) else "netAmount"
    table = _Table(_names(record)[2:], side, language)
    return tuple(table.rows(record.get("lineItems") or []))


def totals(record: Record, language: str) -> tuple[tuple[str, str, bool], ...]:
    """Discount, net, tax for each rate, gross, and down payments taken off."""
    return tuple(_totals(record, language)) if _has_prices(record) else ()


def gross_prices(record: Record) -> bool:
    """Whether prices and line amounts include the tax."""
    return bool((record.get("taxConditions") or {}).get("taxType") == "gross")


def _has_prices(record: Record) -> bool:
    return bool(record["type"] != "deliverynote")


def _names(record: Record) -> tuple[str, ...]:
    if not _has_prices(record):
        return ("position", "text", "quantity")
    discount = any(line.get("discountPercentage") for line in record.get("lineItems") or [])
    return ("position", "text", "quantity", "price", "rate", *(["discount"] if discount else []), "amount")


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells after position and text, and the side of the price that they show."""

    names: tuple[str, ...]
    side: str
    language: str

    def rows(self, lines: list[Record], prefix: str = "") -> Iterator[Row]:
        position = 0
        for line in lines:
            name, description = str(line.get("name") or ""), str(line.get("description") or "")
            if line.get("type") == "text":
                yield Row(name, description)
                continue
            position += 1
            marks = [word(mark, self.language) for mark in ("optional", "alternative") if line.get(mark)]
            number = f"{prefix}{position}"
            cells = tuple(self.cell(line, cell) for cell in self.names)
            yield Row(f"{name} ({', '.join(marks)})" if marks else name, description, number, cells)
            yield from self.rows(line.get("subItems") or [], f"{number}.")

    def cell(self, line: Record, name: str) -> str:
        if name == "quantity":
            quantity = number_text(line["quantity"], self.language) if line.get("quantity") is not None else ""
            return f"{quantity} {line.get('unitName') or ''}".strip()
        price = line.get("unitPrice") or {}
        if name in ("price", "amount"):
            amount = price.get(self.side) if name == "price" else line.get("lineItemAmount")
            return "" if amount is None else money_text(amount, self.language)
        percent = price.get("taxRatePercentage") if name == "rate" else line.get("discountPercentage") or None
        return "" if percent is None else f"{number_text(percent, self.language)} %"


def _totals(record: Record, language: str) -> Iterator[tuple[str, str, bool]]:
    total = record.get("totalPrice") or {}
    including = gross_prices(record)
    if total.get("totalGrossAmount") is None:
        return
    yield from _discount(record, total, language)
    if not including:
        yield word("net total", language), money_text(total["totalNetAmount"], language), False
    for tax in record.get("taxAmounts") or []:
        label = word("tax within" if including else "plus tax", language).format(
            rate=number_text(tax["taxRatePercentage"], language), net=money_text(tax["netAmount"], language)
        )
        yield label, money_text(tax["taxAmount"], language), False
    yield word("total", language), money_text(total["totalGrossAmount"], language), True
    deductions = record.get("downPaymentDeductions") or []
    for deduction in deductions:
        title = deduction.get("title") or title_of("downpaymentinvoice", language)
        number = f"{deduction.get('voucherNumber') or ''} ({day_text(deduction.get('voucherDate'), language)})"
        label = word("deduction", language).format(title=title, number=number)
        yield label, money_text(-Decimal(deduction["receivedGrossAmount"]), language), False
    if deductions and record.get("claimedGrossAmount") is not None:
        yield word("still due", language), money_text(record["claimedGrossAmount"], language), True


def _discount(record: Record, total: Record, language: str) -> Iterator[tuple[str, str, bool]]:
    """The lines before the discount on the whole, and the discount as the difference to what is charged."""
    percentage = total.get("totalDiscountPercentage")
    if not percentage and not total.get("totalDiscountAbsolute"):
        return
    counted = [line for line in record["lineItems"] if not line.get("optional") and not line.get("alternative")]
    before = sum(
        (Decimal(line["lineItemAmount"]) for line in counted if line.get("lineItemAmount") is not None), Decimal(0)
    )
    after = total["totalGrossAmount"] if gross_prices(record) else total["totalNetAmount"]
    label = word("discount", language) + (f" {number_text(percentage, language)} %" if percentage else "")
    yield word("subtotal", language), money_text(before, language), False
    yield label, money_text(Decimal(after) - before, language), False
