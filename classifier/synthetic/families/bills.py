"""Families of large billers: utilities, telecom, insurers, hotels, subscriptions, freight. Each has a structure of its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks import footers, heads, info, lines, noise, payment, titles, totals
from classifier.synthetic.blocks.heads import address_lines, tell_supplier
from classifier.synthetic.blocks.pairs import (
    customer_pair,
    date_pair,
    due_pair,
    head_pairs,
    number_pair,
    supply_pair,
    tell,
)
from classifier.synthetic.blocks.totals import tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def utility(sheet: Sheet, facts: Facts) -> None:
    """Consumption bill: sums first in a box, then meter readings with other dates and amounts on a second page."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    sheet.used("bill.utility")
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
    pairs = [
        pair
        for pair in (
            customer_pair(sheet, facts),
            number_pair(sheet, facts),
            date_pair(sheet, facts),
            supply_pair(sheet, facts),
        )
        if pair
    ]
    rng.choice((info.column, info.grid))(sheet, facts, pairs, 150.0)
    y, _, _ = titles.title(sheet, facts, max(y, 270.0))
    meter = f"{rng.randrange(10**6, 10**8)}"
    y = sheet.paragraph(
        sheet.left,
        y,
        f"Verbrauchsstelle: {facts.buyer.street}, {facts.buyer.town_line} · Zählernummer {meter}",
        sheet.width,
    )
    y += 8
    rows = [
        (
            voice.pick(("Ihre Verbrauchskosten netto", "Nettobetrag", "Summe Kosten netto"), ("Net charges",)),
            sums.net,
            F.NET_TOTAL,
        )
    ]
    if len(sums.breakdown) == 1:
        rows.append((f"{voice.label('tax')} {voice.percent(sums.breakdown[0].rate)}", sums.tax, F.TAX_TOTAL))
    else:
        rows += [
            (f"{voice.label('tax')} {voice.percent(line.rate)}", line.tax, F.LINE_COUNT) for line in sums.breakdown
        ]
        sheet.lax.add(F.TAX_TOTAL)
    tell_taxes(sheet, facts)
    rows.append(
        (voice.pick(("Rechnungsbetrag brutto", "Gesamtbetrag", "Bruttobetrag"), ("Total",)), sums.gross, F.GROSS_TOTAL)
    )
    if sums.prepaid:
        rows.append((voice.label("prepaid"), sums.prepaid, F.PREPAID_TOTAL))
    rows.append(
        (
            voice.pick(("Nachzahlung", "Zu zahlender Betrag", "Restforderung"), ("Amount due",)),
            sums.gross - sums.prepaid,
            F.AMOUNT_DUE,
        )
    )
    if sums.old_balance:
        rows = rows[:-1]
        sheet.lax.add(F.AMOUNT_DUE)
    for label, value, name in rows:
        sheet.put(sheet.left + 6, y, label, bold=name is F.AMOUNT_DUE)
        sheet.put(sheet.right - 6, y, voice.money(value), bold=name is F.AMOUNT_DUE, align="r")
        if name is not F.LINE_COUNT:
            tell_amount(sheet, name, value)
        y += sheet.leading * 1.2
    y = payment.terms(sheet, facts, y)
    rate = Decimal(rng.randrange(40, 400))
    first = facts.issued + timedelta(30)
    y = sheet.paragraph(
        sheet.left,
        y + 8,
        f"Ihr neuer Abschlag beträgt ab {voice.date(first)} monatlich {voice.money(rate)}.",
        sheet.width,
    )
    sheet.used("noise.next_instalment")
    footers.footer(sheet, facts)
    if rng.random() < 0.6:
        sheet.new_page()
        sheet.put(
            sheet.left,
            70,
            voice.pick(
                ("Zählerstände und Verbrauch", "Detailübersicht", "So setzt sich Ihr Betrag zusammen"), ("Details",)
            ),
            sheet.size + 2,
            True,
        )
        lines.table(sheet, facts, 100.0)
    sheet.lax.add(F.LINE_COUNT)


def telecom(sheet: Sheet, facts: Facts) -> None:
    """Sum on top, groups of charges with leaders, direct debit date, numbers of connections."""
    voice = sheet.voice
    sheet.used("bill.telecom")
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
    pairs = [
        pair
        for pair in (
            number_pair(sheet, facts),
            customer_pair(sheet, facts),
            date_pair(sheet, facts),
            supply_pair(sheet, facts),
            due_pair(sheet, facts),
        )
        if pair
    ]
    info.column(sheet, facts, pairs, 150.0)
    y, _, _ = titles.title(sheet, facts, max(y, 250.0))
    sheet.put(
        sheet.left,
        y,
        voice.pick(
            (f"Rufnummer {facts.buyer.phone}", f"Anschluss {facts.buyer.phone}"), (f"Line {facts.buyer.phone}",)
        ),
    )
    y = lines.leaders(sheet, facts, y + sheet.leading * 1.5)
    y = totals.totals(sheet, facts, y)
    y = payment.payment(sheet, facts, y)
    noise.advertisement(sheet, facts, y + 6)
    footers.footer(sheet, facts)


def insurance(sheet: Sheet, facts: Facts) -> None:
    """A letter: policy number, contribution with insurance tax (which is no VAT), due date in a sentence."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    sheet.used("bill.insurance")
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
    sheet.put(sheet.right, y + 10, voice.date(facts.issued), align="r")
    sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    y, number, _ = titles.title(sheet, facts, y + 24)
    policy = f"{rng.randrange(10, 99)}.{rng.randrange(100, 999)}.{rng.randrange(1000, 9999)}"
    sheet.put(
        sheet.left,
        y,
        f"{voice.pick(('Versicherungsschein Nr.', 'Versicherungsnummer', 'Vertrag'), ('Policy no.',))} {policy}",
    )
    if not number:
        sheet.put(sheet.left, y + sheet.leading, f"{voice.named('invoice_number')} {facts.number}")
        tell(sheet, number_pair(sheet, facts))
    y += sheet.leading * 2.4
    if facts.period:
        period = supply_pair(sheet, facts)
        if period:
            sheet.put(
                sheet.left,
                y,
                f"{voice.pick(('Versicherungszeitraum', 'Beitrag für die Zeit vom'), ('Period',))} {period.value}",
            )
            tell(sheet, period)
            y += sheet.leading * 1.5
    for item in sums.items:
        sheet.put(sheet.left, y, item.article.text)
        sheet.put(sheet.right, y, voice.money(item.amount), align="r")
        y += sheet.leading
    contained = sums.gross * 19 / 119
    sheet.put(
        sheet.left,
        y + 4,
        voice.pick(
            ("Gesamtbeitrag", "zu zahlender Beitrag", "Beitrag inkl. Versicherungsteuer"), ("Premium incl. tax",)
        ),
        bold=True,
    )
    sheet.put(sheet.right, y + 4, voice.money(sums.gross), bold=True, align="r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y += sheet.leading * 1.6
    y = sheet.paragraph(
        sheet.left,
        y,
        f"In diesem Beitrag sind 19 % Versicherungsteuer enthalten ({voice.money(contained)}). VersSt-Nr. {rng.randrange(100, 999)}/V{rng.randrange(10**4, 10**6)}",
        sheet.width,
    )
    sheet.lax |= {F.TAX_TOTAL, F.TAX_BREAKDOWN, F.NET_TOTAL}
    y = payment.payment(sheet, facts, y)
    noise.noise(sheet, facts, y)
    footers.footer(sheet, facts)


def hotel(sheet: Sheet, facts: Facts) -> None:
    """Guest, room, arrival and departure, one line a day with its date, taxes at the end."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.hotel")
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
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
    y = totals.tax_table(sheet, facts, y + 10)
    if rng.random() < 0.6:
        payment.paid(sheet, facts, y)
    footers.footer(sheet, facts)


def subscription(sheet: Sheet, facts: Facts) -> None:
    """Software as a service: title left, amount due in words of the shop on top, from and to side by side, VAT remark."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    sheet.used("bill.subscription")
    sheet.put(sheet.left, 70, titles.word(sheet, facts), 20, True)
    sheet.put(sheet.right, 70, facts.supplier.brand, 14, True, align="r")
    tell_supplier(sheet, facts, facts.supplier.brand)
    pairs = [
        pair
        for pair in (
            number_pair(sheet, facts),
            date_pair(sheet, facts),
            due_pair(sheet, facts),
            supply_pair(sheet, facts),
        )
        if pair
    ]
    y = 98.0
    for pair in pairs:
        sheet.put(sheet.left, y, pair.label, bold=True)
        sheet.put(sheet.left + 110, y, pair.value)
        tell(sheet, pair)
        y += sheet.leading
    y += 14
    top = y
    supplier = facts.supplier
    own = [supplier.name, *address_lines(supplier, True, voice.german), supplier.mail]
    tell_supplier(sheet, facts, supplier.name)
    if supplier.vat_id:
        own.append(f"{voice.named('vat_id')} {supplier.vat_id}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    buyer = [voice.label("billing_address"), *heads.recipient_lines(sheet, facts)]
    if facts.buyer.vat_id and rng.random() < 0.6:
        buyer.append(f"{voice.named('buyer_vat_id')} {facts.buyer.vat_id}")
    for line in own:
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    for line in buyer:
        sheet.put(sheet.left + sheet.width * 0.5, top, line)
        top += sheet.leading
    y = max(y, top) + 20
    if facts.due and rng.random() < 0.7:
        sheet.put(
            sheet.left,
            y,
            voice.pick(
                (f"{voice.money(sums.due)} fällig am {voice.date(facts.due)}",),
                (f"{voice.money(sums.due)} due {voice.date(facts.due)}",),
            ),
            15,
            True,
        )
        sheet.tell(F.DUE_DATE, facts.due.isoformat())
        tell_amount(sheet, F.AMOUNT_DUE, sums.due)
        y += 30
    y = lines.table(sheet, facts, y)
    y = rng.choice((totals.column, totals.column, totals.due_box))(sheet, facts, y + 8)
    payment.payment(sheet, facts, y + 8)
    if rng.random() < 0.4:
        sheet.put(
            sheet.left,
            sheet.page.height - 30,
            voice.pick((f"Seite 1 von {len(sheet.pages)}",), (f"Page 1 of {len(sheet.pages)}",)),
            7,
        )


def freight(sheet: Sheet, facts: Facts) -> None:
    """Shipper, consignee and dates of pick-up in boxes of a form; many foreign names."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.freight")
    y = heads.letterhead(sheet, facts)
    y = max(y, 100.0)
    half = sheet.width / 2
    buyer = heads.recipient_lines(sheet, facts)
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
    y = lines.table(sheet, facts, y + 10)
    y = totals.totals(sheet, facts, y)
    payment.payment(sheet, facts, y)
    footers.footer(sheet, facts)


def collective(sheet: Sheet, facts: Facts) -> None:
    """A collective invoice: many deliveries with their numbers, dates and subtotals before the one total."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.collective")
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
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


def fees(sheet: Sheet, facts: Facts) -> None:
    """A bill of an adviser: paragraphs of a fee schedule, values, factors; expenses; tax."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("bill.fees")
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
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
