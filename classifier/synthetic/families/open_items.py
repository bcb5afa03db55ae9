"""Dunning as a statement of open items: many invoices with debit and credit, interest, a sum; little text."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks import footers, heads, info, recipients
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def open_items(sheet: Sheet, facts: Facts) -> None:
    """Three to twelve rows of numbers that are all somebody's invoice and none this document's own."""
    sheet.used("family.open_items")
    rng, voice = sheet.rng, sheet.voice
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    y = info.info(sheet, facts, max(y + 14, 215.0)) + 10
    title = voice.pick(
        (
            "Offene-Posten-Liste",
            "Kontoauszug",
            "Zahlungserinnerung",
            "Mahnung",
            "2. Mahnung",
            "Saldenmitteilung und Mahnung",
            "Letzte Zahlungsaufforderung",
            "Mahnung / Kontoübersicht",
            "Offene Rechnungen",
        ),
        ("Statement of open items", "Overdue account", "Reminder"),
    )
    sheet.fit(sheet.left, y + 8, title, sheet.width, sheet.size + rng.choice((2, 5)), True)
    y += 8 + 2 * sheet.leading
    columns = (0.0, 0.22, 0.4, 0.58, 0.8, 1.0)
    heads_of = voice.pick(
        (
            "Beleg|Datum|Fällig|Tage|Betrag|Offen",
            "Rechnung|vom|fällig am|Verzug|Brutto|Rest",
            "Rg.Nr.|Rg.Dat.|Netto bis|Stufe|Soll|Saldo",
        ),
        ("Invoice|Date|Due|Days|Amount|Open",),
    ).split("|")
    for place, (at, head) in enumerate(zip(columns, heads_of, strict=True)):
        sheet.put(sheet.left + at * sheet.width, y, head, bold=True, align="r" if place > 3 else "l")
    number, issued = facts.about
    rows = [(number, issued, facts.sums.gross)]
    for place in range(rng.randrange(2, 12)):
        rows.append(
            (
                f"{rng.randrange(1000, 99999)}",
                issued - timedelta(7 * place + rng.randrange(20)),
                Decimal(rng.randrange(1000, 190000)).scaleb(-2),
            )
        )
    total = Decimal(0)
    for shown, day, amount in rows:
        y += sheet.leading
        due = day + timedelta(facts.term_days)
        rest = amount if rng.random() < 0.85 else (amount / 2).quantize(Decimal("0.01"))
        total += rest
        cells = (
            shown,
            voice.date(day),
            voice.date(due),
            str(max(1, (facts.issued - due).days)),
            voice.number(amount),
            voice.number(rest),
        )
        for place, (at, cell) in enumerate(zip(columns, cells, strict=True)):
            sheet.fit(sheet.left + at * sheet.width, y, cell, sheet.width * 0.17, align="r" if place > 3 else "l")
    y += 2 * sheet.leading
    sheet.put(
        sheet.left,
        y,
        voice.pick(
            ("Summe offener Posten", "Gesamtsaldo", "Offener Gesamtbetrag", "Saldo zu unseren Gunsten"),
            ("Total outstanding",),
        ),
        bold=True,
    )
    sheet.put(sheet.right, y, voice.money(total), bold=True, align="r")
    sheet.tell(F.AMOUNT_DUE, f"{total:.2f}")
    y = sheet.paragraph(
        sheet.left,
        y + 2 * sheet.leading,
        voice.pick(
            (
                f"Bitte gleichen Sie das Konto bis {voice.date(facts.issued + timedelta(10))} aus.",
                "Zahlungen sind bis zum Vortag berücksichtigt.",
                "Wir bitten um Überprüfung und umgehende Begleichung der überfälligen Posten.",
            ),
            ("Please settle the overdue items.",),
        ),
        sheet.width,
    )
    footers.footer(sheet, facts)
    sheet.lax |= {F.GROSS_TOTAL, F.AMOUNT_DUE, F.DUE_DATE, F.NET_TOTAL, F.TAX_TOTAL, F.TAX_BREAKDOWN}
