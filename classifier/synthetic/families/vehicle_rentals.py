"""Bills of car rental and leasing: contract, driver, plate, pick-up and return with clock times, kilometres."""

from __future__ import annotations

from datetime import timedelta

from classifier.synthetic.blocks import footers, heads, info, lines, payment, recipients, titles, totals
from classifier.synthetic.blocks.pairs import customer_pair, date_pair, number_pair, order_pair
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def vehicle_rental(sheet: Sheet, facts: Facts) -> None:
    """A block of data about the car with two dates that are neither the document's nor its due date."""
    sheet.used("family.vehicle_rental")
    rng, voice = sheet.rng, sheet.voice
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    pairs = [
        pair
        for pair in (
            number_pair(sheet, facts),
            date_pair(sheet, facts),
            customer_pair(sheet, facts),
            order_pair(sheet, facts),
        )
        if pair
    ]
    other = rng.choice((info.column, info.grid))(sheet, facts, pairs, 150.0)
    y, _, _ = titles.title(sheet, facts, max(y, other) + 14)
    end = facts.issued - timedelta(rng.randrange(0, 6))
    start = end - timedelta(rng.randrange(1, 20))
    km = rng.randrange(900, 90000)
    data = [
        (
            voice.pick(("Mietvertrag", "Mietvertrags-Nr.", "Reservierung"), ("Rental agreement",)),
            str(rng.randrange(10**6, 10**9)),
        ),
        (voice.pick(("Fahrer", "Mieter"), ("Driver",)), facts.buyer.contact),
        (
            voice.pick(("Kennzeichen", "Fahrzeug"), ("Plate",)),
            f"{rng.choice(('HH', 'B', 'M', 'DO', 'KI', 'F'))}-{rng.choice('ABCKLMRT')}{rng.choice('ABCKLMRT')} {rng.randrange(10, 9999)}",
        ),
        (
            voice.pick(("Abholung", "Übernahme", "Check-out"), ("Pick-up",)),
            f"{voice.date(start)} {rng.randrange(6, 20):02d}:{rng.choice(('00', '15', '30'))}",
        ),
        (
            voice.pick(("Rückgabe", "Check-in"), ("Return",)),
            f"{voice.date(end)} {rng.randrange(6, 20):02d}:{rng.choice(('00', '15', '30'))}",
        ),
        (voice.pick(("km-Stand", "Gefahrene km"), ("Mileage",)), f"{km} / {km + rng.randrange(20, 900)}"),
    ]
    for place, (label, value) in enumerate(data):
        x = sheet.left + place % 2 * sheet.width / 2
        sheet.fit(x, y, label, 90, sheet.size - 0.5)
        sheet.fit(x + 95, y, value, sheet.width / 2 - 100)
        y += sheet.leading * (place % 2)
    sheet.lax |= {F.DELIVERY_DATE, F.PERIOD_START, F.PERIOD_END}
    y = lines.lines(sheet, facts, y + 12)
    y = totals.totals(sheet, facts, y)
    y = payment.payment(sheet, facts, y)
    footers.footer(sheet, facts)
