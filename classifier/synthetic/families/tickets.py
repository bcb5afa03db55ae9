"""Small receipts with a structure of their own: parking, fuel with pump and price, dinner with the guests' form."""

from __future__ import annotations

from decimal import Decimal

from classifier.synthetic import names
from classifier.synthetic.blocks import till
from classifier.synthetic.blocks.pairs import compact
from classifier.synthetic.blocks.sums import tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def _letters(facts: Facts) -> dict[Decimal, str]:
    return {line.rate: "ABCD"[place] for place, line in enumerate(facts.sums.breakdown)}


def parking(sheet: Sheet, facts: Facts) -> None:
    """Entry and payment with clock times, one sum with the tax it contains; often no number."""
    sheet.used("receipt.parking")
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    y = till.shop(sheet, facts, 22.0)
    y = till.centre(sheet, y, rng.choice(("PARKSCHEIN", "Parkquittung", "Quittung Parken", "Kurzbeleg")), bold=True)
    day, hour = voice.date(facts.issued), rng.randrange(6, 16)
    y = till.pair(sheet, y, rng.choice(("Einfahrt", "Ein:", "Parkbeginn")), f"{day} {hour:02d}:{rng.randrange(60):02d}")
    y = till.pair(
        sheet,
        y,
        rng.choice(("Bezahlt", "Zahlung", "Ausfahrt bis")),
        f"{day} {hour + rng.randrange(1, 7):02d}:{rng.randrange(60):02d}",
    )
    sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    if rng.random() < 0.5:
        y = till.pair(sheet, y, rng.choice(("Ticket", "Beleg-Nr.", "Automat/Beleg")), facts.number)
        sheet.tell(F.DOCUMENT_NUMBER, compact(facts.number))
    y = till.pair(
        sheet, y + 4, rng.choice(("Parkentgelt", "Betrag", "Gebühr", "Summe")), voice.money(sums.gross), bold=True
    )
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    if len(sums.breakdown) == 1 and rng.random() < 0.7:
        line = sums.breakdown[0]
        y = till.centre(sheet, y, f"inkl. {voice.percent(line.rate)} MwSt. {voice.number(line.tax)}")
        tell_amount(sheet, F.TAX_TOTAL, line.tax)
        tell_taxes(sheet, facts)
    y = till.centre(sheet, y + 4, rng.choice(("Gute Fahrt!", "Vielen Dank", "Beleg bitte aufbewahren")))
    sheet.page.height = y + 20


def fuel(sheet: Sheet, facts: Facts) -> None:
    """Pump, litres times price a litre with three places, sum, taxes, card."""
    sheet.used("receipt.fuel")
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    y = till.shop(sheet, facts, 22.0)
    y = till.when(sheet, facts, y)
    for item in sums.items:
        y = till.pair(sheet, y, f"* {item.article.text[:18]}", f"ZP {rng.randrange(1, 13):02d}")
        y = till.pair(
            sheet,
            y,
            f"{voice.number(item.quantity)} l x {voice.number(item.price + Decimal('0.009'), 3)}",
            f"{voice.number(item.amount)} {_letters(facts)[item.rate]}",
        )
    sheet.tell(F.LINE_COUNT, str(len(sums.items)))
    y = till.pair(sheet, y + 3, rng.choice(("Gesamtbetrag", "TOTAL EUR", "SUMME")), voice.money(sums.gross), bold=True)
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y = till.taxes(sheet, facts, y + 2, _letters(facts))
    y = till.payment(sheet, facts, y + 2)
    y = till.centre(
        sheet,
        y + 3,
        f"Kennz.: {rng.choice(('B', 'HH', 'K'))}-{rng.choice('ABKX')}{rng.choice('ABKX')} {rng.randrange(100, 9999)}  km: {rng.randrange(1000, 199999)}",
    )
    sheet.page.height = y + 20


def dinner(sheet: Sheet, facts: Facts) -> None:
    """A restaurant's bill with the lines that § 4 (5) no. 2 EStG asks the host to fill in, filled in by hand or empty."""
    sheet.used("receipt.dinner")
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    y = till.shop(sheet, facts, 22.0)
    y = till.pair(sheet, y, f"Tisch {rng.randrange(1, 60)}", f"Bediener {rng.randrange(1, 20)}")
    y = till.when(sheet, facts, y)
    for item in sums.items:
        y = till.pair(sheet, y, f"{voice.quantity(item.quantity)} {item.article.text[:22]}", voice.number(item.amount))
    sheet.tell(F.LINE_COUNT, str(len(sums.items)))
    y = till.pair(sheet, y + 3, rng.choice(("Rechnungsbetrag", "Summe", "Total")), voice.money(sums.gross), bold=True)
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y = till.taxes(sheet, facts, y + 2, _letters(facts))
    if rng.random() < 0.6:
        tip = Decimal(rng.randrange(1, 15))
        y = till.pair(
            sheet, y + 4, rng.choice(("Trinkgeld", "Tip")), voice.number(tip) if rng.random() < 0.6 else "__________"
        )
    y = till.centre(sheet, y + 8, "Angaben zum Nachweis der Bewirtungsaufwendungen", 6.5)
    filled = rng.random() < 0.5
    for label, value in (
        ("Bewirtete Personen:", f"{names.person(rng)}, {names.person(rng)}"),
        ("Anlass:", rng.choice(("Projektgespräch", "Jahresabschluss", "Angebot Neubau"))),
        ("Ort, Datum:", ""),
        ("Unterschrift:", ""),
    ):
        y = till.pair(sheet, y, label, "")
        sheet.fit(sheet.left + 6, y, value if filled and value else "________________________", sheet.width - 10)
        y += sheet.leading
    sheet.page.height = y + 16
