"""Line items (API notes, 14.3): what each type of line must have, and the lines as they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.sales import totals
from lexoffice.sandbox.sales.flaws import invalid, missing, too_long
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.shapes import Flaw
from lexoffice.sandbox.store import Record

MOST = 300
"""Lines of one document."""
_LONGEST_DESCRIPTION = 2000
_ARTICLE_TYPES = {"material": "PRODUCT", "service": "SERVICE"}


def flaws_of_lines(box: Box, kind: Kind, document: Record) -> Iterator[Flaw]:
    """Everything wrong with the lines of a document that has been read."""
    lines = document.get("lineItems") or []
    if len(lines) > MOST:
        yield too_long("lineItems", MOST)
    tax_type = (document.get("taxConditions") or {}).get("taxType", "net")
    for index, line in enumerate(lines):
        yield from _line(box, kind, line, f"lineItems[{index}]", tax_type)
        for below, alternative in enumerate(line.get("subItems") or []):
            field = f"lineItems[{index}].subItems[{below}]"
            yield from _line(box, kind, alternative, field, tax_type)
            if not alternative.get("alternative"):
                yield invalid(f"{field}.alternative", "Sub items must be alternatives")


def _line(box: Box, kind: Kind, line: Record, field: str, tax_type: str) -> Iterator[Flaw]:
    if line.get("type") is None:
        yield missing(f"{field}.type")
        return
    for name, limit in (("name", box.switches.line_name_limit), ("description", _LONGEST_DESCRIPTION)):
        if len(line.get(name) or "") > limit:
            yield too_long(f"{field}.{name}", limit)
    yield from _article(box, line, field)
    if line["type"] != "text":
        yield from _amounts(kind, line, field, tax_type)
    elif not line.get("name") and not line.get("description"):
        yield missing(f"{field}.name")


def _amounts(kind: Kind, line: Record, field: str, tax_type: str) -> Iterator[Flaw]:
    """How many of what at which price."""
    for name in ("name", "unitName", "quantity"):
        if line.get(name) in (None, ""):
            yield missing(f"{field}.{name}")
    if not 0 <= line.get("discountPercentage", 0) <= 100:
        yield invalid(f"{field}.discountPercentage", "The discount must be between 0 and 100 percent")
    price = line.get("unitPrice")
    if price is None and kind.has_totals:
        yield missing(f"{field}.unitPrice")
    for name in ("currency", totals.leading(tax_type), "taxRatePercentage"):
        if price is not None and price.get(name) is None:
            yield missing(f"{field}.unitPrice.{name}")


def _article(box: Box, line: Record, field: str) -> Iterator[Flaw]:
    wanted = _ARTICLE_TYPES.get(line["type"])
    if wanted is None:
        if line.get("id") is not None:
            yield invalid(f"{field}.id", "Only line items of type 'material' or 'service' can contain an ID")
        return
    if line.get("id") is None:
        yield missing(f"{field}.id")
        return
    article = box.store.get("article", line["id"])
    if article is None or article["type"] != wanted:
        yield invalid(f"{field}.id", f"The referenced {line['type']} does not exist")


def counted(lines: list[Record]) -> list[Record]:
    """The lines that make up the total: priced ones that nobody has yet to choose."""
    return [line for line in lines if line["type"] != "text" and not line.get("optional")]


def priced(lines: list[Record]) -> Iterator[Record]:
    """All lines that carry a price, alternatives among them."""
    for line in lines:
        yield from (found for found in (line, *(line.get("subItems") or ())) if found.get("unitPrice"))


def kept(kind: Kind, line: Record, tax_type: str) -> Record:
    """The line as Lexware keeps it: a text has only words; the other price and the amount are worked out."""
    if line["type"] == "text":
        return {key: line[key] for key in ("type", "name", "description") if key in line}
    complete: Record = dict(line)
    if line.get("unitPrice"):
        complete["unitPrice"] = totals.both_prices(line["unitPrice"], tax_type)
    if kind.has_totals:
        complete["lineItemAmount"] = totals.in_euros(totals.line_cents(line, tax_type))
    if line.get("subItems"):
        complete["subItems"] = [kept(kind, below, tax_type) for below in line["subItems"]]
    return complete
