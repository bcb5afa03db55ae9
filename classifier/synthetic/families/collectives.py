"""Collective invoices: many deliveries before the one total."""

from __future__ import annotations

from datetime import timedelta

from classifier.synthetic.blocks import footers, heads, info, payment, recipients, titles, totals
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def collective(sheet: Sheet, facts: Facts) -> None:
    """A collective invoice: many deliveries with their numbers, dates and subtotals before the one total."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.collective")
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    y = info.info(sheet, facts, max(y + 14, 220.0))
    y, _, _ = titles.title(sheet, facts, y + 8)
    for place, item in enumerate(facts.sums.items):
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
        day = facts.issued - timedelta(3 * (len(facts.sums.items) - place) % 60 + 2)
        head = voice.pick(
            (
                f"Lieferschein {rng.randrange(10**4, 10**6)} vom {voice.date(day)}",
                f"Auftrag {rng.randrange(10**4, 10**6)} / {voice.date(day)}",
            ),
            (f"Delivery {rng.randrange(10**4, 10**6)} of {voice.date(day)}",),
        )
        sheet.put(sheet.left, y, head, bold=True)
        y += sheet.leading
        sheet.put(sheet.left + 12, y, f"{voice.quantity(item.quantity)} {item.article.unit} {item.article.text}")
        sheet.put(sheet.right, y, voice.cell(item.amount), align="r")
        y += sheet.leading * 1.2
    sheet.tell(F.LINE_COUNT, str(len(facts.sums.items)))
    sheet.lax.add(F.DELIVERY_DATE)
    y = totals.totals(sheet, facts, y)
    payment.payment(sheet, facts, y)
    footers.footer(sheet, facts)
