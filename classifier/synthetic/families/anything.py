"""Papers of no kind of ours: the open class, as unlike each other as possible."""

from __future__ import annotations

from classifier.synthetic import prose
from classifier.synthetic.blocks import running_text
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def anything(sheet: Sheet, facts: Facts) -> None:
    """A paper of no kind of ours: one of many unlike texts, with headings and noise of its own."""
    rng = sheet.rng
    topic = rng.choice(tuple(prose.OTHER))
    sheet.used(f"other.{topic}")
    pool = prose.parts(prose.OTHER[topic])
    y = rng.choice((50.0, 70.0, 120.0))
    if rng.random() < 0.4:
        sheet.put(
            sheet.right, y - 15, rng.choice((facts.supplier.name, facts.supplier.web, facts.supplier.brand)), align="r"
        )
    sheet.put(
        rng.choice((sheet.left, (sheet.left + sheet.right) / 2 - 80)),
        y,
        running_text.fill(sheet, facts, pool[0]),
        sheet.size + rng.choice((0, 4, 9)),
        rng.random() < 0.7,
    )
    y += 30
    rest = [rng.choice(pool[1:]) for _ in range(rng.randrange(3, 26))] if rng.random() < 0.5 else pool[1:]
    if rng.random() < 0.15:
        rest += prose.some(rng, prose.LETTER, 1, 4)
    running_text.body(sheet, facts, rest, y, separate=rng.random() < 0.7)
    sheet.lax |= set(F)
