"""Information blocks as forms: boxed tables, captions in cells, values before their labels, reference lines, subjects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from classifier.synthetic.blocks.pairs import Pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet

Info = Callable[[Sheet, Facts, list[Pair], float], float]


def boxed_table(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """A ruled table with two pairs a row."""
    sheet.used("info.boxed_table")
    quarter = sheet.width / 4
    y = max(y, sheet.lowest(sheet.left, sheet.right) + 16)
    for place, pair in enumerate(pairs):
        side, row = place % 2, place // 2
        x, base = sheet.left + side * 2 * quarter, y + row * 15
        sheet.box(x, base - 10.5, quarter, 15, 0.92 if sheet.voice.habit("shaded captions", 2) else None)
        sheet.box(x + quarter, base - 10.5, quarter, 15)
        sheet.fit(x + 3, base, pair.label, quarter - 6, sheet.size - 0.5)
        sheet.fit(x + quarter + 3, base, pair.value, quarter - 6)
        tell(sheet, pair)
    return y + (len(pairs) + 1) // 2 * 15 + 6


def captions(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """A band of cells: a tiny caption at the top of each, the value below it."""
    sheet.used("info.captions")
    per_row = sheet.rng.choice((3, 4, 5))
    y = max(y, sheet.lowest(sheet.left, sheet.right) + 14)
    for first in range(0, len(pairs), per_row):
        row = pairs[first : first + per_row]
        cell = sheet.width / len(row)
        for place, pair in enumerate(row):
            x = sheet.left + place * cell
            sheet.box(x, y - 8, cell, 26)
            sheet.fit(x + 3, y - 1, pair.label, cell - 6, 5.8)
            sheet.fit(x + 3, y + 13, pair.value, cell - 6, bold=sheet.rng.random() < 0.2)
            tell(sheet, pair)
        y += 26
    return y + 8


def value_first(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Values on a line, their small labels under it, as under the lines of a printed form."""
    sheet.used("info.value_first")
    for first in range(0, len(pairs), 4):
        row = pairs[first : first + 4]
        cell = sheet.width / len(row)
        for place, pair in enumerate(row):
            x = sheet.left + place * cell
            sheet.fit(x, y, pair.value, cell - 8)
            sheet.rule(x, y + 2.5, cell - 10, 0.3)
            sheet.fit(x, y + 10, pair.label, cell - 8, 6.2)
            tell(sheet, pair)
        y += 28
    return y


def reference_line(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """The reference line of old letters: your sign, your letter of, our sign, extension, date; foreign dates among ours."""
    sheet.used("info.reference_line")
    rng, voice = sheet.rng, sheet.voice
    signs = "".join(name[0] for name in facts.supplier.contact.split())
    strange = [
        Pair(
            voice.pick(("Ihr Zeichen", "Ihre Zeichen"), ("Your ref.",)),
            "".join(name[0] for name in facts.buyer.contact.split()).lower(),
        ),
        Pair(
            voice.pick(("Ihre Nachricht vom", "Ihr Schreiben vom"), ("Your letter of",)),
            voice.date(facts.order_date - timedelta(rng.randrange(1, 9))),
        ),
        Pair(
            voice.pick(("Unser Zeichen", "Unsere Zeichen"), ("Our ref.",)), f"{signs.lower()}-{rng.randrange(10, 99)}"
        ),
        Pair(voice.pick(("Durchwahl", "Telefon"), ("Extension",)), f"-{rng.randrange(10, 999)}"),
    ]
    row = [*rng.sample(strange, rng.randrange(2, 5)), *pairs[:2]]
    cell = sheet.width / len(row)
    small = rng.choice((6.5, 7.5))
    for place, pair in enumerate(row):
        x = sheet.left + place * cell
        sheet.fit(x, y, pair.label, cell - 4, small)
        sheet.fit(x, y + 11, pair.value, cell - 4)
        tell(sheet, pair)
    y += 30
    for pair in pairs[2:5]:
        sheet.put(sheet.left, y, f"{pair.label}: {pair.value}")
        tell(sheet, pair)
        y += sheet.leading
    return y


def glued(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Label and value without a blank between them, as some programs write their text layer."""
    sheet.used("info.glued")
    joint = sheet.rng.choice((":", ":", "", ".:"))
    x, align = sheet.rng.choice(((sheet.left, "l"), (sheet.right, "r")))
    y = max(y, sheet.lowest(sheet.right - 190, sheet.right) + sheet.leading) if align == "r" else y
    for pair in pairs:
        # Glued with no sign at all only where a figure follows a word: `Datum03.04.2026`.
        own = joint or ("" if pair.value[:1].isdigit() else " ")
        sheet.fit(x, y, f"{pair.label.rstrip('.:')}{own}{pair.value}", sheet.width, align=align)
        tell(sheet, pair)
        y += sheet.leading
    return y


def far_apart(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """Labels at the left margin, values flush at the right one, nothing between."""
    sheet.used("info.far_apart")
    for pair in pairs:
        sheet.put(sheet.left, y, pair.label)
        sheet.put(sheet.right, y, pair.value, align="r")
        tell(sheet, pair)
        if sheet.voice.habit("ruled pairs", 3) == 0:
            sheet.rule(sheet.left, y + 3, sheet.width, 0.2)
        y += sheet.leading * 1.1
    return y


def subject(sheet: Sheet, facts: Facts, pairs: list[Pair], y: float) -> float:
    """The data in running words after `Betreff`, as private writers and small offices do."""
    sheet.used("info.subject")
    voice = sheet.voice
    lead = voice.pick(("Betreff:", "Betr.:", "Betrifft:", ""), ("Subject:", "Re:"))
    bold = sheet.rng.random() < 0.5
    line = lead
    for place, pair in enumerate(pairs):
        part = f"{pair.label} {pair.value}" + ("," if place < len(pairs) - 1 else "")
        if line and sheet.measure(f"{line} {part}", bold=bold) > sheet.width:
            sheet.fit(sheet.left, y, line, sheet.width, bold=bold)
            y, line = y + sheet.leading, ""
        line = f"{line} {part}".strip()
        tell(sheet, pair)
    sheet.fit(sheet.left, y, line, sheet.width, bold=bold)
    return y + sheet.leading + 4


FORMS: tuple[Info, ...] = (
    boxed_table,
    boxed_table,
    captions,
    captions,
    value_first,
    reference_line,
    reference_line,
    glued,
    far_apart,
    subject,
)
