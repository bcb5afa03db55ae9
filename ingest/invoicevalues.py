"""Values of e-invoices in the form of our contract (docs/predictions.md), collected field by field with their paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ingest.problems import warning
from ingest.xmltree import Element, first, text, trail
from models.fields import AMOUNTS, DATES, FieldName
from models.money import cents
from models.pages import EInvoice, ReadingWarning, StructuredValue
from models.vouchers import TaxLine

_IDS = frozenset(
    {FieldName.IBAN, FieldName.BIC, FieldName.SUPPLIER_VAT_ID}  # no blanks, upper case
)
MAX_AMOUNT = Decimal(10) ** 12
MAX_TEXT = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the invoice, as strings, for the page that a reviewer sees."""

    name: str
    quantity: str
    unit: str
    price: str
    total: str


@dataclass(frozen=True, slots=True)
class ParsedInvoice:
    """The e-invoice and what only the drawn page needs: addresses, items, notes."""

    einvoice: EInvoice
    seller: tuple[str, ...]
    buyer: tuple[str, ...]
    items: tuple[Item, ...]
    notes: tuple[str, ...]
    warnings: tuple[ReadingWarning, ...]
    line_sum: Decimal | None = None
    rounding: Decimal = Decimal(0)
    allowances: Decimal = Decimal(0)
    charges: Decimal = Decimal(0)


@dataclass(slots=True)
class Values:
    """Collects values; an unreadable one is left out with a warning rather than passed on."""

    found: dict[str, StructuredValue] = field(default_factory=dict)
    warnings: list[ReadingWarning] = field(default_factory=list)

    def take(self, name: FieldName, element: Element | None, path: str = "") -> None:
        """The text at `path` below `element` as the value of `name`, normalised. The first value of a field stays."""
        target = first(element, path) if path else element
        raw = text(target)
        if target is None or not raw or name in self.found:
            return
        value = normalised(name, raw)
        if value is None:
            self.warnings.append(warning("xml_value_invalid", field=name))
        else:
            self.found[name] = StructuredValue(value, trail(target))

    def count(self, name: FieldName, elements: Sequence[Element]) -> None:
        """How many `elements` there are; nothing if none, since the small profiles leave lines out."""
        if elements:
            self.found[name] = StructuredValue(str(len(elements)), trail(elements[0]))


def normalised(name: FieldName, raw: str) -> str | None:
    """`raw` in the form of the contract, or None if it is no such value."""
    if name in AMOUNTS:
        amount = decimal(raw)
        return None if amount is None else f"{cents(amount)}"
    if name in DATES:
        return iso_date(raw)
    if name in _IDS:
        return re.sub(r"\s+", "", raw).upper() or None
    return raw[:MAX_TEXT]


def decimal(raw: str) -> Decimal | None:
    """A decimal of XML Schema's form (no exponent, no grouping), of a sane size."""
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", raw.strip()):
        return None
    value = Decimal(raw.strip())
    return value if abs(value) < MAX_AMOUNT else None


def iso_date(raw: str) -> str | None:
    """ISO dates (UBL), with or without time, and CII's formats 102 (CCYYMMDD) and 203 (with time)."""
    match = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)", raw)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def tax_line(rate: str, base: str, tax: str) -> TaxLine | None:
    """A tax line; a missing rate is 0 (category O: outside the scope of VAT), a missing base or tax makes it None."""
    percent, net, amount = decimal(rate or "0"), decimal(base), decimal(tax)
    if percent is None or net is None or amount is None:
        return None
    return TaxLine(Decimal(f"{percent.normalize():f}"), cents(net), cents(amount))
