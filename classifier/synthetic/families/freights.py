"""Bills of carriers: boxes of a form, many foreign names."""

from __future__ import annotations

from classifier.synthetic.blocks import footers, heads, info, item_tables, payment, recipients, titles, totals
from classifier.synthetic.blocks.identity import address_lines
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet


def freight(sheet: Sheet, facts: Facts) -> None:
    """Shipper, consignee and dates of pick-up in boxes of a form; many foreign names."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.freight")
    y = heads.letterhead(sheet, facts)
    y = max(y, 100.0)
    half = sheet.width / 2
    buyer = recipients.recipient_lines(sheet, facts)
    cells = [
        (voice.pick(("Rechnungsempfänger", "Frachtzahler", "Auftraggeber"), ("Bill to",)), buyer),
        (voice.pick(("Absender", "Ladestelle"), ("Shipper",)), [facts.third.name, *address_lines(facts.third, False)]),
        (
            voice.pick(("Empfänger", "Entladestelle"), ("Consignee",)),
            [facts.buyer.contact, *address_lines(facts.buyer, False)],
        ),
        (
            voice.pick(("Sendungsdaten", "Sendung"), ("Shipment",)),
            [
                f"Sdg.-Nr. {rng.randrange(10**6, 10**8)}",
                f"Abholung {voice.date(facts.order_date)}",
                f"Gewicht {rng.randrange(20, 2400)} kg, {rng.randrange(1, 9)} Paletten",
            ],
        ),
    ]
    for place, (label, rows) in enumerate(cells):
        x, top = sheet.left + place % 2 * half, y + place // 2 * 90
        sheet.box(x, top, half, 88)
        sheet.put(x + 4, top + 9, label, 6.5)
        for row, line in enumerate(rows[:5]):
            sheet.put(x + 6, top + 24 + row * sheet.leading, line)
    y += 200
    y, number, day = titles.title(sheet, facts, y)
    y = info.info(sheet, facts, y, not number, not day)
    y = item_tables.table(sheet, facts, y + 10)
    y = totals.totals(sheet, facts, y)
    payment.payment(sheet, facts, y)
    footers.footer(sheet, facts)
