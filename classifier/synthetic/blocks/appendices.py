"""Pages that follow a bill: terms of business, lists of calls or trips, hours; many dates and amounts, no answer among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind

_TERMS = (
    "Angebote sind freibleibend. Der Vertrag kommt mit der Auftragsbestätigung oder der Lieferung zustande.", "Rechnungen sind innerhalb von 14 Tagen ohne Abzug fällig. Bei Verzug werden Zinsen in Höhe von 9 Prozentpunkten über dem Basiszinssatz berechnet.",
    "Die gelieferte Ware bleibt bis zur vollständigen Bezahlung Eigentum des Verkäufers.", "Mängel sind unverzüglich, spätestens binnen 8 Tagen nach Lieferung schriftlich anzuzeigen.", "Der Käufer kann nur mit unbestrittenen Forderungen aufrechnen.",
    "Lieferscheine, Angebote und Mahnungen gelten als zugegangen, wenn sie an die letzte bekannte Anschrift gesandt wurden.", "Gutschriften werden mit der nächsten Rechnung verrechnet.", "Für Mahnungen wird eine Gebühr von 5,00 EUR erhoben.",
    "Erfüllungsort und Gerichtsstand ist der Sitz des Verkäufers. Es gilt deutsches Recht.", "Personenbezogene Daten werden nach der Datenschutz-Grundverordnung verarbeitet.", "Gerichtlich nicht einbringbare Forderungen gehen an ein Inkassounternehmen über.",
)  # fmt: skip


def business_terms(sheet: Sheet, facts: Facts) -> None:
    """Small print in one or two columns: it speaks of invoices, deliveries, dunning and credit notes."""
    sheet.used("appendix.business_terms")
    rng = sheet.rng
    sheet.put(
        sheet.left,
        60,
        rng.choice(
            (
                "Allgemeine Geschäftsbedingungen",
                "Verkaufs- und Lieferbedingungen",
                "AGB - Auszug",
                "Zahlungs- und Lieferbedingungen",
            )
        ),
        10,
        True,
    )
    columns = rng.choice((1, 2))
    wide = sheet.width / columns - 8
    pool = rng.sample(_TERMS, len(_TERMS))
    for column in range(columns):
        y = 84.0
        for place, text in enumerate(pool[column::columns], start=1):
            y = sheet.paragraph(sheet.left + column * (wide + 16), y, f"§ {place + column * 6} {text}", wide, 7) + 4


def usage_list(sheet: Sheet, facts: Facts) -> None:
    """Calls, trips or parcels: a date, a clock time, a number and a small amount a line."""
    sheet.used("appendix.usage_list")
    rng, voice = sheet.rng, sheet.voice
    sheet.put(
        sheet.left,
        60,
        voice.pick(
            (
                "Einzelverbindungsnachweis",
                "Anlage zur Rechnung: Fahrten",
                "Sendungsliste",
                "Einzelaufstellung",
                "Anlage 1 - Nachweis der Leistungen",
            ),
            ("Usage details", "Annex: itemised list"),
        ),
        11,
        True,
    )
    y, total = 84.0, Decimal(0)
    for _ in range(rng.randrange(8, 40)):
        amount = Decimal(rng.randrange(3, 900)).scaleb(-2)
        total += amount
        cells = (
            f"{facts.issued - timedelta(rng.randrange(2, 40)):%d.%m.%Y}",
            f"{rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}",
            f"0{rng.randrange(15, 180)}{rng.randrange(10**5, 10**8)}",
            names.coined(rng),
        )
        for x, cell in zip((0, 75, 130, 235), cells, strict=True):
            sheet.put(sheet.left + x, y, cell, 8)
        sheet.put(sheet.right, y, voice.number(amount), 8, align="r")
        y += 11
    sheet.put(
        sheet.right, y + 3, f"{voice.pick(('Summe', 'Zwischensumme'), ('Sum',))} {voice.number(total)}", 8, True, "r"
    )


def hours(sheet: Sheet, facts: Facts) -> None:
    """Who worked when: the timesheet that goes with a bill."""
    sheet.used("appendix.hours")
    rng, voice = sheet.rng, sheet.voice
    sheet.put(
        sheet.left,
        60,
        voice.pick(("Stundennachweis", "Leistungsnachweis zur Rechnung", "Tätigkeitsnachweis"), ("Timesheet",)),
        11,
        True,
    )
    y, people = 84.0, [names.person(rng) for _ in range(rng.choice((1, 2, 3)))]
    for place in range(rng.randrange(4, 24)):
        day = facts.issued - timedelta(30 - place)
        for x, cell in zip(
            (0, 80, 210, 300),
            (
                f"{day:%d.%m.%y}",
                rng.choice(people),
                f"{voice.number(Decimal(rng.randrange(2, 40)) / 4)} h",
                rng.choice(("Montage", "Besprechung", "Entwicklung", "Fahrt", "Prüfung", "Planung")),
            ),
            strict=True,
        ):
            sheet.put(sheet.left + x, y, cell, 8)
        y += 12
    sheet.put(
        sheet.left,
        y + 24,
        voice.pick(
            ("Unterschrift Auftraggeber: ______________", "bestätigt am __________"), ("Signature: ______________",)
        ),
        8,
    )


_APPENDICES: tuple[Callable[[Sheet, Facts], None], ...] = (business_terms, business_terms, usage_list, hours)
_WITH = frozenset(
    {DocumentKind.INVOICE, DocumentKind.ORDER_CONFIRMATION, DocumentKind.OFFER, DocumentKind.DELIVERY_NOTE}
)


def appendix(sheet: Sheet, facts: Facts) -> None:
    """A further page on some bills of ordinary size."""
    if facts.kind not in _WITH or sheet.page.width < 500 or sheet.page.height < 700 or not sheet.rarely(0.06):
        return
    sheet.new_page()
    (sheet.rng.choice(_APPENDICES) if facts.language == "de" else usage_list)(sheet, facts)
