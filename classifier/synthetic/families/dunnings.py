"""Reminders and dunning letters."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks import footers, heads, info, recipients, running_text
from classifier.synthetic.blocks.pairs import compact
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def dunning(sheet: Sheet, facts: Facts) -> None:
    """A reminder or dunning letter: lists open invoices with their own numbers and dates, fees and interest, a new term."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    from_titles = (
        "Zahlungserinnerung",
        "1. Mahnung",
        "2. Mahnung",
        "Letzte Mahnung",
        "Mahnung",
        "Kontoausgleich",
        "Offene Posten",
        "Erinnerung an unsere Rechnung",
        "Zahlungsverzug",
    )
    english = ("Payment reminder", "Overdue invoice", "Final notice", "Second reminder")
    sheet.used("text.dunning")
    y = (
        running_text.head(sheet, facts)
        if rng.random() < 0.6
        else info.info(sheet, facts, recipients.window(sheet, facts, heads.letterhead(sheet, facts)) + 18) + 12
    )
    sheet.put(
        sheet.left,
        y,
        from_titles[facts.stage] if voice.german and rng.random() < 0.4 else voice.pick(from_titles, english),
        sheet.size + rng.choice((1, 4, 8)),
        True,
    )
    y += sheet.leading * 2
    number, issued = facts.about
    opening = voice.pick(
        (
            f"sicher haben Sie übersehen, dass unsere Rechnung {number} vom {voice.date(issued)} noch offen ist.",
            "trotz unserer Erinnerung konnten wir bisher keinen Zahlungseingang feststellen:",
            f"unsere Rechnung Nr. {number} vom {voice.date(issued)} über {voice.money(sums.gross)} ist seit dem {voice.date(issued + timedelta(facts.term_days))} zur Zahlung fällig.",
            "folgende Posten sind laut unserer Buchhaltung noch nicht ausgeglichen:",
        ),
        (
            f"our invoice {number} of {voice.date(issued)} is still unpaid.",
            "our records show that the following invoices are overdue:",
        ),
    )
    y = sheet.paragraph(sheet.left, y, opening, sheet.width) + 8
    total = sums.gross
    rows = [(number, issued, sums.gross)]
    if rng.random() < 0.3:
        rows.append(
            (f"{rng.randrange(1000, 99999)}", issued - timedelta(20), Decimal(rng.randrange(1000, 90000)).scaleb(-2))
        )
        total += rows[1][2]
    if rng.random() < 0.75:
        sheet.used("lines.open_items")
        for place, cell in enumerate(
            (
                voice.pick(("Rechnung", "Beleg", "Rechnungsnummer"), ("Invoice",)),
                voice.pick(("Datum", "vom"), ("Date",)),
                voice.pick(("Fällig", "Fälligkeit"), ("Due",)),
                voice.pick(("Betrag", "Offen", "Restbetrag"), ("Amount",)),
            )
        ):
            sheet.put(sheet.left + place * 115, y, cell, bold=True)
        for row in rows:
            y += sheet.leading
            for place, cell in enumerate(
                (row[0], voice.date(row[1]), voice.date(row[1] + timedelta(facts.term_days)), voice.money(row[2]))
            ):
                sheet.put(sheet.left + place * 115, y, cell)
        y += sheet.leading * 1.6
    fee = Decimal(rng.choice((0, 250, 500, 750, 1000, 4000))).scaleb(-2) if facts.stage else Decimal(0)
    if fee:
        sheet.put(sheet.left, y, voice.pick(("Mahngebühr", "zzgl. Mahngebühren", "Mahnspesen"), ("Late fee",)))
        sheet.put(sheet.left + 345, y, voice.money(fee))
        y += sheet.leading
        total += fee
    if fee or len(rows) > 1 or rng.random() < 0.5:
        sheet.put(
            sheet.left,
            y,
            voice.pick(
                ("Gesamtforderung", "Zu zahlen", "Offener Betrag", "Gesamtbetrag", "Summe"),
                ("Total due", "Balance due"),
            ),
            bold=True,
        )
        sheet.put(sheet.left + 345, y, voice.money(total), bold=True)
        sheet.tell(F.AMOUNT_DUE, f"{total:.2f}")
        y += sheet.leading
    until = facts.issued + timedelta(rng.choice((7, 8, 10, 14)))
    if rng.random() < 0.7:
        y = sheet.paragraph(
            sheet.left,
            y + 8,
            voice.pick(
                (
                    f"Bitte überweisen Sie den offenen Betrag bis zum {voice.date(until)}.",
                    f"Wir setzen Ihnen eine letzte Frist bis {voice.date(until)}.",
                ),
                (f"Please pay by {voice.date(until)}.",),
            ),
            sheet.width,
        )
        sheet.tell(F.DUE_DATE, until.isoformat())
    y = sheet.paragraph(
        sheet.left,
        y + 4,
        voice.pick(
            (
                "Sollten Sie zwischenzeitlich gezahlt haben, betrachten Sie dieses Schreiben als gegenstandslos.",
                "Andernfalls leiten wir das gerichtliche Mahnverfahren ein.",
                "Bei weiterem Verzug übergeben wir die Sache einem Inkassobüro.",
            ),
            ("If you have already paid, please disregard this letter.",),
        ),
        sheet.width,
    )
    footers.footer(sheet, facts)
    sheet.lax |= {F.GROSS_TOTAL, F.AMOUNT_DUE, F.DUE_DATE, F.NET_TOTAL, F.TAX_TOTAL, F.TAX_BREAKDOWN}
    if F.DOCUMENT_NUMBER not in sheet.truth and rng.random() < 0.2:
        sheet.put(sheet.right, sheet.page.height - 110, f"{voice.named('dunning_number')} {facts.number}", align="r")
        sheet.tell(F.DOCUMENT_NUMBER, compact(facts.number))
