"""Information blocks: the same labelled values as column, row, grid, sentence or bare words."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic.blocks.form_info import FORMS
from classifier.synthetic.blocks.pairs import Pair, date_pair, head_pairs, number_pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet

Info = Callable[[Sheet, Facts, list[Pair], float], float]


def _labelled(sheet: Sheet, pair: Pair) -> str:
    return f"{pair.label.rstrip('.') if sheet.voice.separator == '.:' else pair.label}{sheet.voice.separator}"


def column(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Labels left, values aligned right of them, at the right side of the page."""
    sheet.used("info.column")
    wide = max(sheet.measure(_labelled(sheet, pair)) for pair in pairs) + 10
    room = max(sheet.measure(pair.value) for pair in pairs)
    x = max(sheet.left + 60, sheet.right - wide - max(room, 70))
    flush = sheet.rng.random() < 0.3
    y = max(y, sheet.lowest(x, sheet.right) + sheet.leading)
    for pair in pairs:
        sheet.put(x, y, _labelled(sheet, pair))
        sheet.put(
            sheet.right if flush else x + wide,
            y,
            pair.value,
            align="r" if flush else "l",
            bold=sheet.rng.random() < 0.1,
        )
        tell(sheet, pair)
        y += sheet.leading
    return y


def column_left(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Labels and values as a list at the left margin."""
    sheet.used("info.column_left")
    gap = max(sheet.measure(_labelled(sheet, pair)) for pair in pairs) + sheet.rng.choice((5, 14, 30))
    aligned = sheet.rng.random() < 0.6
    for pair in pairs:
        end = sheet.put(sheet.left, y, _labelled(sheet, pair), bold=sheet.rng.random() < 0.2)
        sheet.put(sheet.left + gap if aligned else end + 4, y, pair.value)
        tell(sheet, pair)
        y += sheet.leading
    return y


def above(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """A row of labels, the values in a row below: the heads of a table with one line."""
    sheet.used("info.above")
    per_row = sheet.rng.choice((3, 4, 4))
    small = sheet.rng.choice((sheet.size, sheet.size - 1.5))
    for first in range(0, len(pairs), per_row):
        row = pairs[first : first + per_row]
        step = sheet.width / len(row)
        for place, pair in enumerate(row):
            x = sheet.left + place * step
            sheet.put(x, y, pair.label, small, bold=sheet.rng.random() < 0.3)
            sheet.put(
                x,
                y + sheet.leading,
                pair.value,
                min(sheet.size, sheet.size * (step - 6) / max(1.0, sheet.measure(pair.value))),
            )
            tell(sheet, pair)
        if sheet.rng.random() < 0.4:
            sheet.rule(sheet.left, y + sheet.leading + 4, sheet.width, 0.4)
        y += 2.4 * sheet.leading
    return y


def stacked(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Each label on its own line, the value on the next."""
    sheet.used("info.stacked")
    x = sheet.rng.choice((sheet.left, sheet.right - 120))
    for pair in pairs[:6]:
        sheet.put(x, y, pair.label, sheet.size - 1, bold=True)
        sheet.put(x, y + sheet.leading, pair.value)
        tell(sheet, pair)
        y += 2.3 * sheet.leading
    return y


def two_columns(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Pairs left and right beside each other."""
    sheet.used("info.two_columns")
    half = (len(pairs) + 1) // 2
    for row in range(half):
        for side, place in enumerate((row, row + half)):
            if place < len(pairs):
                x = sheet.left + side * sheet.width / 2
                sheet.put(x, y, _labelled(sheet, pairs[place]))
                gap = max(105.0, sheet.measure(_labelled(sheet, pairs[place])) + 5)
                room = sheet.width / 2 - gap - 7
                value = pairs[place].value
                sheet.put(x + gap, y, value, min(sheet.size, sheet.size * room / max(1.0, sheet.measure(value))))
                tell(sheet, pairs[place])
        y += sheet.leading
    return y


def one_row(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Label and value one after another in running lines."""
    sheet.used("info.one_row")
    joint = sheet.rng.choice(("   ", " · ", " | ", " / ", ", "))
    line = ""
    for pair in pairs:
        part = f"{_labelled(sheet, pair)} {pair.value}"
        if line and sheet.measure(line + joint + part) > sheet.width:
            sheet.put(sheet.left, y, line.rstrip())
            y += sheet.leading
            line = ""
        line = line + joint + part if line else part
        tell(sheet, pair)
    sheet.put(sheet.left, y, line)
    return y + sheet.leading


def dotted(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Labels with dot leaders up to the value."""
    sheet.used("info.dotted")
    x, wide = sheet.right - 220 if y < 200 else sheet.rng.choice((sheet.left, sheet.right - 220)), 130
    dot = sheet.measure(".")
    y = max(y, sheet.lowest(x, sheet.right) + sheet.leading)
    for pair in pairs:
        room = wide - sheet.measure(pair.label)
        sheet.put(x, y, pair.label + "." * max(2, int(room / dot)) + ":")
        room = sheet.page.width - x - wide - 20
        sheet.put(
            x + wide + 12, y, pair.value, min(sheet.size, sheet.size * room / max(1.0, sheet.measure(pair.value)))
        )
        tell(sheet, pair)
        y += sheet.leading
    return y


def grid(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Boxed cells with a small label above the value, two in a row, at the right."""
    sheet.used("info.grid")
    x0, cell = sheet.right - 240, 120
    y = max(y, sheet.lowest(x0, sheet.right) + 16)
    for place, pair in enumerate(pairs[:8]):
        x, top = x0 + place % 2 * cell, y + place // 2 * 28
        sheet.box(x, top - 9, cell, 28)
        sheet.put(x + 4, top, pair.label, 6.5)
        sheet.put(x + 4, top + 13, pair.value, min(sheet.size, sheet.size * 110 / max(1.0, sheet.measure(pair.value))))
        tell(sheet, pair)
    return y + (min(len(pairs), 8) + 1) // 2 * 28 + 4


def bare(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """No label at all: place and date at the right, number alone or behind the title word."""
    sheet.used("info.bare")
    when = date_pair(sheet, facts)
    if sheet.rarely(0.5):
        # A place with the month in letters, whatever form the other dates have.
        when = when._replace(value=sheet.voice.long_date(facts.issued))
    town = facts.supplier.town
    shown = sheet.voice.pick(
        (f"{town}, {when.value}", f"{town}, den {when.value}", when.value), (when.value, f"{town}, {when.value}")
    )
    sheet.put(sheet.right, y, shown, align="r")
    tell(sheet, when)
    number = number_pair(sheet, facts)
    sheet.put(
        sheet.left,
        y + 1.5 * sheet.leading,
        f"{sheet.voice.pick(('Nr.', 'No.', '', '#'), ('No.', '#', ''))} {number.value}".strip(),
    )
    tell(sheet, number)
    return y + 3 * sheet.leading


INFOS: tuple[Info, ...] = (column, column, column_left, above, stacked, two_columns, one_row, dotted, grid, bare)


def info(sheet: Sheet, facts: Facts, y: float, with_number: bool = True, with_date: bool = True) -> float:
    """One of the forms, with the pairs of this document."""
    form = sheet.rng.choice(FORMS if sheet.rarely(0.4) else INFOS)
    pairs = head_pairs(sheet, facts, with_number, with_date)
    return form(sheet, facts, pairs, y) if pairs else y
