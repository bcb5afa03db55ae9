"""Bills of suppliers of energy, water and connections: sums first, readings and calls after."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks import (
    footers,
    heads,
    info,
    item_tables,
    lines,
    noise,
    payment,
    recipients,
    titles,
    totals,
)
from classifier.synthetic.blocks.pairs import (
    customer_pair,
    date_pair,
    due_pair,
    number_pair,
    supply_pair,
)
from classifier.synthetic.blocks.sums import tell_amount, tell_taxes
from classifier.synthetic.blocks.terms import terms
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def utility(sheet: Sheet, facts: Facts) -> None:
    """Consumption bill: sums first in a box, then meter readings with other dates and amounts on a second page."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    sheet.used("bill.utility")
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
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
    y = terms(sheet, facts, y)
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
        item_tables.table(sheet, facts, 100.0)
    sheet.lax.add(F.LINE_COUNT)


def telecom(sheet: Sheet, facts: Facts) -> None:
    """Sum on top, groups of charges with leaders, direct debit date, numbers of connections."""
    voice = sheet.voice
    sheet.used("bill.telecom")
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
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
