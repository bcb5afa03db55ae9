"""Bills of hotels: guest, room, one line a day."""

from __future__ import annotations

from datetime import timedelta

from classifier.synthetic.blocks import footers, heads, recipients, tax_tables, titles
from classifier.synthetic.blocks.pairs import (
    date_pair,
    number_pair,
    tell,
)
from classifier.synthetic.blocks.terms import paid
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def hotel(sheet: Sheet, facts: Facts) -> None:
    """Guest, room, arrival and departure, one line a day with its date, taxes at the end."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.hotel")
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    nights = rng.randrange(1, 5)
    arrival = facts.issued - timedelta(nights)
    number = number_pair(sheet, facts)
    stay = (
        (number.label, number.value),
        (voice.pick(("Gast", "Gastname"), ("Guest",)), facts.buyer.contact),
        (voice.pick(("Zimmer", "Zi.-Nr."), ("Room",)), str(rng.randrange(101, 519))),
        (voice.pick(("Anreise", "Ankunft"), ("Arrival",)), voice.date(arrival)),
        (voice.pick(("Abreise",), ("Departure",)), voice.date(facts.issued)),
        (voice.label("document_date"), voice.date(facts.issued)),
    )
    tell(sheet, number)
    tell(sheet, date_pair(sheet, facts))
    sheet.lax |= {F.PERIOD_START, F.PERIOD_END, F.DELIVERY_DATE}
    top = 150.0
    for label, value in stay:
        sheet.put(sheet.right - 170, top, label)
        sheet.put(sheet.right - 80, top, value)
        top += sheet.leading
    y, _, _ = titles.title(sheet, facts, max(y, top) + 16)
    for place, item in enumerate(facts.sums.items):
        sheet.put(sheet.left, y, voice.date(arrival + timedelta(min(place, nights))))
        sheet.put(sheet.left + 85, y, item.article.text)
        sheet.put(sheet.right - 110, y, voice.quantity(item.quantity), align="r")
        sheet.put(sheet.right, y, voice.cell(item.amount), align="r")
        y += sheet.leading
    sheet.tell(F.LINE_COUNT, str(len(facts.sums.items)))
    y = tax_tables.tax_table(sheet, facts, y + 10)
    if rng.random() < 0.6:
        paid(sheet, facts, y)
    footers.footer(sheet, facts)
