"""Line items: as a table, as a list with leaders, in prose."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic.blocks.item_tables import table, tell_count
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind

Lines = Callable[[Sheet, Facts, float], float]


def leaders(sheet: Sheet, facts: Facts, y: float) -> float:
    """Text left, amount right, dots between."""
    sheet.used("lines.leaders")
    dot = sheet.measure(".")
    for item in facts.sums.items[:14]:
        amount = sheet.voice.money(item.amount)
        text = item.article.text
        room = sheet.width - sheet.measure(text) - sheet.measure(amount) - 14
        sheet.put(sheet.left, y, text)
        if room > 3 * dot and sheet.rng.random() < 0.8:
            sheet.put(sheet.left + sheet.measure(text) + 5, y, "." * int(room / dot))
        sheet.put(sheet.right, y, amount, align="r")
        y += sheet.leading
    if len(facts.sums.items) <= 14:
        tell_count(sheet, facts)
    return y + 6


def prose(sheet: Sheet, facts: Facts, y: float) -> float:
    """The supply told in sentences with amounts inside."""
    sheet.used("lines.prose")
    voice = sheet.voice
    for item in facts.sums.items[:5]:
        text = voice.pick(
            (
                f"{item.article.text}: {voice.quantity(item.quantity)} {item.article.unit} à {voice.money(item.price)}",
                f"Für {item.article.text} ({voice.quantity(item.quantity)} {item.article.unit}) vereinbart {voice.money(item.amount)}",
                f"- {item.article.text}",
            ),
            (
                f"{item.article.text}: {voice.quantity(item.quantity)} {item.article.unit} at {voice.money(item.price)}",
                f"- {item.article.text}, {voice.money(item.amount)}",
            ),
        )
        y = sheet.paragraph(sheet.left, y, text, sheet.width)
    return y + sheet.leading * 0.5


LINES: tuple[Lines, ...] = (table, table, table, table, table, table, leaders, prose)


def lines(sheet: Sheet, facts: Facts, y: float) -> float:
    """One of the forms; long lists and delivery notes are always tables."""
    if facts.kind is DocumentKind.DELIVERY_NOTE or len(facts.sums.items) > 8:
        return table(sheet, facts, y)
    return sheet.rng.choice(LINES)(sheet, facts, y)
