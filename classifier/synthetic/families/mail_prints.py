"""A bill that came as a mail and was printed: header lines, a sentence, the sums, links; no letter."""

from __future__ import annotations

from datetime import timedelta

from classifier.synthetic.blocks import payment, totals
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.lines import leaders
from classifier.synthetic.blocks.pairs import customer_pair, date_pair, number_pair, supply_pair, tell
from classifier.synthetic.blocks.titles import word
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F


def mail_print(sheet: Sheet, facts: Facts) -> None:
    """The mail's own date may be a day later than the document's."""
    sheet.used("family.mail_print")
    rng, voice, supplier, buyer = sheet.rng, sheet.voice, facts.supplier, facts.buyer
    sent = facts.issued + timedelta(rng.choice((0, 0, 1, 2)))
    number = number_pair(sheet, facts)
    shown = supplier.name if rng.random() < 0.6 else supplier.brand
    tell_supplier(sheet, facts, shown)
    title = word(sheet, facts)
    heads = [
        (voice.pick(("Von:", "Absender:"), ("From:",)), f"{shown} <{supplier.mail}>"),
        (voice.pick(("An:", "Empfänger:"), ("To:",)), f"{buyer.contact} <{buyer.mail}>"),
        (
            voice.pick(("Gesendet:", "Datum:"), ("Sent:", "Date:")),
            f"{voice.date(sent)} {rng.randrange(0, 24):02d}:{rng.randrange(60):02d}",
        ),
        (voice.pick(("Betreff:",), ("Subject:",)), f"{title} {number.value}"),
    ]
    tell(sheet, number)
    y = 50.0
    for label, value in heads:
        sheet.put(sheet.left, y, label, bold=True)
        sheet.fit(sheet.left + 70, y, value, sheet.width - 70)
        y += sheet.leading
    sheet.rule(sheet.left, y, sheet.width)
    y += 2 * sheet.leading
    sheet.put(
        sheet.left,
        y,
        voice.pick(
            (f"Hallo {buyer.contact},", "Guten Tag,", "Vielen Dank für Ihre Bestellung!"),
            (f"Hi {buyer.contact},", "Thanks for your order!"),
        ),
    )
    y += 1.5 * sheet.leading
    pairs = [pair for pair in (date_pair(sheet, facts), customer_pair(sheet, facts), supply_pair(sheet, facts)) if pair]
    for pair in pairs:
        sheet.put(sheet.left, y, f"{pair.label}: {pair.value}")
        tell(sheet, pair)
        y += sheet.leading
    sheet.put(sheet.left, y + 6, voice.pick(("Rechnungsadresse", "Rechnung an"), ("Billing address",)), bold=True)
    y += 6 + sheet.leading
    for line in (buyer.name, buyer.street, buyer.town_line):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    sheet.tell(F.BUYER_NAME, buyer.name)
    y = leaders(sheet, facts, y + sheet.leading)
    y = totals.totals(sheet, facts, y)
    if facts.kind is DocumentKind.INVOICE:
        y = payment.payment(sheet, facts, y)
    sheet.paragraph(
        sheet.left,
        y + 12,
        voice.pick(
            (
                f"Ihr Team von {supplier.brand} · {supplier.web} · Impressum | Datenschutz | Abmelden",
                f"Diese Nachricht wurde automatisch erzeugt. {supplier.web}/hilfe",
            ),
            (
                f"The {supplier.brand} team · {supplier.web} · Unsubscribe",
                f"Manage your subscription at {supplier.web}/account",
            ),
        ),
        sheet.width,
        sheet.size - 1,
    )
