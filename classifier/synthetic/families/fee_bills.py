"""Bills of advisers: paragraphs of a fee schedule, values, factors."""

from __future__ import annotations

from decimal import Decimal

from classifier.synthetic.blocks import footers, heads, info, payment, recipients, titles, totals
from classifier.synthetic.blocks.pairs import (
    head_pairs,
)
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet


def fees(sheet: Sheet, facts: Facts) -> None:
    """A bill of an adviser: paragraphs of a fee schedule, values, factors; expenses; tax."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.fees")
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    y = rng.choice((info.bare, info.column, info.one_row))(sheet, facts, head_pairs(sheet, facts), max(y + 16, 220.0))
    sheet.put(
        sheet.left,
        y,
        voice.pick(
            (
                f"In der Angelegenheit {facts.buyer.name} ./. {facts.third.name}",
                f"Betreff: {facts.buyer.name}, Jahr {facts.issued.year - 1}",
                f"Ihr Mandat Nr. {rng.randrange(100, 99999)}",
            ),
            ("Professional services",),
        ),
        bold=True,
    )
    y, _, _ = titles.title(sheet, facts, y + 14)
    for item in facts.sums.items:
        value = Decimal(rng.randrange(1000, 900000))
        y = sheet.paragraph(
            sheet.left,
            y,
            f"{item.article.text}, {voice.pick(('Gegenstandswert', 'Wert'), ('value',))} {voice.money(value)}",
            sheet.width - 90,
        )
        sheet.put(sheet.right, y - sheet.leading, voice.cell(item.amount), align="r")
    y = totals.totals(sheet, facts, y + 4)
    y = payment.payment(sheet, facts, y)
    payment.closing(sheet, facts, y)
    footers.footer(sheet, facts)
