"""Wage statements: many small amounts that are no invoice totals."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def payslip(sheet: Sheet, facts: Facts) -> None:
    """A wage statement: many small amounts, gross and net pay that are no invoice totals."""
    sheet.used("text.payslip")
    rng, voice = sheet.rng, sheet.voice
    head = rng.choice(
        (
            "Entgeltabrechnung",
            "Gehaltsabrechnung",
            "Lohnabrechnung",
            "Abrechnung der Brutto/Netto-Bezüge",
            "Verdienstabrechnung",
            "Lohn- und Gehaltsabrechnung",
        )
    )
    month = f"{rng.choice(('Januar', 'Februar', 'März', 'April', 'Juni', 'September', 'Oktober'))} {facts.issued.year}"
    sheet.put(sheet.left, 60, f"{head} {rng.choice(('', 'für '))}{month}", 13, True)
    y = 80.0
    sheet.put(sheet.left, y, f"{facts.buyer.name}, {facts.buyer.street}, {facts.buyer.town_line}", 7)
    sheet.lax |= set(F)
    rows = [
        ("Personal-Nr.", f"{rng.randrange(1, 99999):05d}"),
        ("Name", names.person(rng)),
        ("Steuerklasse", rng.choice("123456")),
        ("SV-Nummer", f"{rng.randrange(10, 99)}{rng.randrange(10**6)}K{rng.randrange(100, 999)}"),
        ("Krankenkasse", rng.choice(("Betriebskrankenkasse", "Ersatzkasse", "Ortskrankenkasse"))),
        ("Eintritt", voice.date(facts.issued - timedelta(900))),
        ("Druckdatum", voice.date(facts.issued)),
    ]
    y += 24
    for label, value in rows:
        sheet.put(sheet.left, y, label)
        sheet.put(sheet.left + 120, y, value)
        y += sheet.leading
    y += 14
    pay = Decimal(rng.randrange(180000, 690000)).scaleb(-2)
    for label, part in (
        ("Grundgehalt", 1000), ("Gesamtbrutto", 1000), ("Lohnsteuer", 142), ("Solidaritätszuschlag", 0), ("Krankenversicherung", 81), ("Rentenversicherung", 93), ("Arbeitslosenversicherung", 13),
        ("Pflegeversicherung", 18), ("Nettoverdienst", 653), ("VWL", 10), ("Auszahlungsbetrag", 643),
    ):  # fmt: skip
        if part == 0 and rng.random() < 0.5:
            continue
        sheet.put(sheet.left, y, label, bold=part > 600)
        sheet.put(sheet.right - rng.choice((0, 0, 120)), y, voice.number(pay * part / 1000), align="r", bold=part > 600)
        y += sheet.leading
    sheet.put(sheet.left, y + 20, f"Überweisung auf IBAN {voice.iban(facts.third.accounts[0].iban)}")
