"""Line items as tables with varied columns over several pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from classifier.synthetic.arithmetic import Item
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName

_GAP, _TEXT = 6.0, 75.0
"""Points between columns, and the least that the text column needs."""


@dataclass(slots=True)
class Column:
    """One column: header, cell text of an item, width in points (0: takes the rest), flush right or not."""

    header: str
    cell: Callable[[int, Item], str]
    width: float
    flush: bool = True


def _columns(sheet: Sheet, facts: Facts, priced: bool) -> list[Column]:
    voice, rng = sheet.voice, sheet.rng
    scale = sheet.measure("0") / 5.3  # the widths below are for Helvetica at 9.5 points
    chosen: list[Column] = []
    if rng.random() < 0.6:
        step = rng.choice((1, 1, 1, 10))
        form = rng.choice(("{}", "{}", "{:02d}", "{}.", "{:03d}"))
        chosen.append(
            Column(voice.label("position"), lambda place, item: form.format((place + 1) * step), 28 * scale, False)
        )
    if rng.random() < 0.4:
        chosen.append(Column(voice.label("article"), lambda place, item: item.number, 62 * scale, False))
    text = Column(voice.label("text"), lambda place, item: item.article.text, 0, False)
    quantity = Column(voice.label("quantity"), lambda place, item: voice.quantity(item.quantity), 44 * scale)
    unit_apart = rng.random() < 0.4
    if not unit_apart and rng.random() < 0.5:
        quantity.cell = lambda place, item: f"{voice.quantity(item.quantity)} {item.article.unit}".strip()
        quantity.width = 64 * scale
    if rng.random() < 0.3:
        chosen.append(quantity)
        chosen.append(text)
    else:
        chosen.append(text)
        if rng.random() < 0.9 or not priced:
            chosen.append(quantity)
    if unit_apart:
        chosen.append(Column(voice.label("unit"), lambda place, item: item.article.unit, 38 * scale, False))
    if not priced:
        return chosen
    if rng.random() < 0.85:
        chosen.append(Column(voice.label("price"), lambda place, item: voice.cell(item.price), 66 * scale))
    if any(item.discount for item in facts.sums.items):
        chosen.append(
            Column(
                voice.label("line_discount"),
                lambda place, item: voice.percent(item.discount) if item.discount else "",
                44 * scale,
            )
        )
    if rng.random() < (0.6 if len(facts.sums.breakdown) > 1 else 0.2):
        chosen.append(Column(voice.label("rate"), lambda place, item: voice.percent(item.rate), 42 * scale))
    chosen.append(Column(voice.label("amount"), lambda place, item: voice.cell(item.amount), 74 * scale))
    return chosen


def _header(
    sheet: Sheet, columns: list[Column], edges: list[tuple[float, float]], y: float, shaded: bool, bold: bool
) -> float:
    if shaded:
        sheet.box(sheet.left - 3, y - sheet.size - 1, sheet.width + 6, sheet.size + 6, 0.88)
    for column, (x0, x1) in zip(columns, edges, strict=True):
        size = min(sheet.size, sheet.size * max(12.0, x1 - x0) / max(1.0, sheet.measure(column.header, bold=bold)))
        sheet.put(x1 if column.flush else x0, y, column.header, size, bold=bold, align="r" if column.flush else "l")
    if not shaded:
        sheet.rule(sheet.left, y + 4, sheet.width)
    return y + sheet.leading * 1.35


def _room(sheet: Sheet, columns: list[Column]) -> float:
    """What the fixed columns leave for the text."""
    return sheet.width - sum(column.width for column in columns) - _GAP * (len(columns) - 1)


def _fitting(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """As many columns as the sheet has room for: the narrowest go first, the text and the amount stay."""
    kept = list(columns)
    while _room(sheet, kept) < _TEXT and len(kept) > 2:
        kept.remove(min((column for column in kept[:-1] if column.width), key=lambda column: column.width))
    return kept


def _edges(sheet: Sheet, columns: list[Column]) -> list[tuple[float, float]]:
    x, edges = sheet.left, []
    for column in columns:
        wide = column.width or max(_TEXT / 2, _room(sheet, columns))
        edges.append((x, x + wide))
        x += wide + _GAP
    return edges


def _turn(sheet: Sheet, facts: Facts, carried: Decimal, priced: bool) -> float:
    """A new page in the middle of a table, with carry-over and running head."""
    sheet.used("lines.multi_page")
    voice = sheet.voice
    carry = priced and sheet.rng.random() < 0.5
    if carry:
        sheet.put(sheet.right, sheet.bottom + 8, f"{voice.label('carry')} {voice.money(carried)}", align="r")
    sheet.new_page()
    y = 60.0
    if sheet.rng.random() < 0.7:
        running = f"{voice.label('page')} {len(sheet.pages)}"
        if sheet.rng.random() < 0.5:
            running = f"{facts.supplier.brand}   {facts.number}   {running}"
            sheet.tell(FieldName.DOCUMENT_NUMBER, facts.number.replace(" ", ""))
        sheet.put(sheet.right, y, running, sheet.size - 1, align="r")
        y += 2 * sheet.leading
    if carry:
        sheet.put(sheet.left, y, f"{voice.label('carry')}")
        sheet.put(sheet.right, y, voice.cell(carried), align="r")
        y += sheet.leading * 1.3
    return y


def tell_count(sheet: Sheet, facts: Facts) -> None:
    """State how many lines the document has; only where all of them were written."""
    sheet.tell(FieldName.LINE_COUNT, str(len(facts.sums.items)))


def table(sheet: Sheet, facts: Facts, y: float) -> float:
    """The usual table."""
    rng = sheet.rng
    priced = facts.kind is not DocumentKind.DELIVERY_NOTE or sheet.rarely(0.12)
    sheet.used("lines.table" if priced else "lines.table_without_prices")
    columns = _fitting(sheet, _columns(sheet, facts, priced))
    edges = _edges(sheet, columns)
    shaded, bold = rng.random() < 0.3, rng.random() < 0.6
    with_header = rng.random() < 0.93
    zebra, ruled, second = rng.random() < 0.15, rng.random() < 0.25, rng.random() < 0.15
    if with_header:
        y = _header(sheet, columns, edges, y, shaded, bold)
    else:
        sheet.used("lines.no_header")
    carried = Decimal(0)
    for place, item in enumerate(facts.sums.items):
        if y > sheet.bottom:
            y = _turn(sheet, facts, carried, priced)
            if with_header and rng.random() < 0.8:
                y = _header(sheet, columns, edges, y, shaded, bold)
        if zebra and place % 2:
            sheet.box(sheet.left - 3, y - sheet.size, sheet.width + 6, sheet.leading, 0.94)
        bottom = y
        for column, (x0, x1) in zip(columns, edges, strict=True):
            text = column.cell(place, item)
            if column.width:
                sheet.put(x1 if column.flush else x0, y, text, align="r" if column.flush else "l")
            else:
                longest = max(sheet.measure(word) for word in text.split(" "))
                size = min(sheet.size, sheet.size * (x1 - x0) / max(1.0, longest))
                bottom = sheet.paragraph(x0, y, text, x1 - x0, size) - sheet.leading * size / sheet.size
                if second:
                    bottom += sheet.leading
                    sheet.put(x0, bottom, _detail(sheet, facts, item), sheet.size - 1)
        y = bottom + sheet.leading * (1.25 if ruled else 1.05)
        if ruled:
            sheet.rule(sheet.left, y - sheet.size, sheet.width, 0.2)
        carried += item.amount
    tell_count(sheet, facts)
    return y + 4


def _detail(sheet: Sheet, facts: Facts, item: Item) -> str:
    rng = sheet.rng
    serial, digit = rng.randrange(10**6, 10**9), str(rng.randrange(10))
    other = "x" if digit == facts.number[-1] else digit  # never the document's own number
    return rng.choice((
        f"Serien-Nr. {serial}", f"Lieferschein {facts.number[:-1]}{other}", f"EAN 40{rng.randrange(10**10, 10**11)}",
        f"{sheet.voice.date(facts.order_date)}", f"inkl. Zubehör, Farbe {rng.choice(('grau', 'weiß', 'schwarz'))}", f"Charge {rng.randrange(1000, 99999)}",
    ))  # fmt: skip
