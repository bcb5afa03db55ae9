"""Letterheads of people and practices: professions, consulting hours, lists of partners, several sites."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic import names
from classifier.synthetic.blocks.identity import address_lines, contact_lines, tell_supplier
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F

_PROFESSIONS = (
    "Öffentlich bestellter und vereidigter Sachverständiger", "Freie Architektin", "Beratender Ingenieur", "Diplom-Grafikdesignerin (FH)", "Staatlich geprüfter Übersetzer",
    "Maler- und Lackierermeister", "Steuerberaterin", "Notar a. D.", "Facharzt für Arbeitsmedizin", "Unternehmensberatung", "Hausverwaltung und Immobilien",
    "Zimmerei · Holzbau · Innenausbau", "Physiotherapie und Massage", "Fotografie & Bildbearbeitung", "Dozent, Trainer, Coach", "Elektroinstallateurmeister", "EDV-Dienstleistungen",
)  # fmt: skip
_OFFICES = (
    "Rechtsanwalt",
    "Rechtsanwältin",
    "Steuerberater",
    "Wirtschaftsprüferin",
    "Fachanwältin für Arbeitsrecht",
    "Notar",
    "Dipl.-Ing. (FH)",
    "Partner",
    "Prokurist",
)


def profession(sheet: Sheet, facts: Facts) -> float:
    """A name with degree and profession under it, then address and phone."""
    sheet.used("head.profession")
    rng, supplier = sheet.rng, facts.supplier
    x, align = rng.choice(((sheet.left, "l"), (sheet.right, "r"), ((sheet.left + sheet.right) / 2, "c")))
    y = 52.0
    sheet.fit(x, y, supplier.name, sheet.width, sheet.size + rng.choice((2, 4, 7)), rng.random() < 0.6, align)
    tell_supplier(sheet, facts, supplier.name)
    for line in rng.sample(_PROFESSIONS, rng.choice((1, 1, 2))):
        y += sheet.leading
        sheet.fit(x, y, line, sheet.width, sheet.size - 1, align=align)
    for line in (*address_lines(supplier, False), *contact_lines(sheet, supplier)[: rng.choice((1, 2, 4))]):
        y += sheet.leading
        sheet.put(x, y, line, sheet.size - 1, align=align)
    return y + sheet.leading


def practice(sheet: Sheet, facts: Facts) -> float:
    """A practice or shop: consulting hours, bank and tax number already in the head."""
    sheet.used("head.practice")
    rng, voice, supplier = sheet.rng, sheet.voice, facts.supplier
    y = 48.0
    sheet.fit(sheet.left, y, supplier.name, 300, sheet.size + 4, True)
    tell_supplier(sheet, facts, supplier.name)
    hours = voice.pick(
        (
            "Sprechzeiten: Mo-Fr 8.00-12.00 Uhr",
            "Öffnungszeiten Mo - Do 7:30 - 17:00, Fr 7:30 - 13:00",
            "Termine nach Vereinbarung",
            "Bürozeiten 9 - 16 Uhr",
        ),
        ("Opening hours Mon-Fri 9 am - 5 pm",),
    )
    rows = [*address_lines(supplier, False), hours]
    account = supplier.accounts[0]
    if rng.random() < 0.5:
        rows += [account.bank, f"{voice.named('iban')} {voice.iban(account.iban)}"]
        sheet.tell(F.IBAN, account.iban)
    if supplier.tax_number and rng.random() < 0.6:
        rows.append(f"{voice.named('tax_number')} {supplier.tax_number}")
        sheet.tell(F.SUPPLIER_TAX_NUMBER, supplier.tax_number.replace(" ", ""))
    for line in rows:
        y += sheet.leading
        sheet.fit(sheet.left, y, line, 300, sheet.size - 1)
    return y + sheet.leading


def partners(sheet: Sheet, facts: Facts) -> float:
    """A firm of advisers: its name, and in a column at the right everybody who works there."""
    sheet.used("head.partners")
    rng, supplier = sheet.rng, facts.supplier
    sheet.fit(sheet.left, 56, supplier.name, 330, sheet.size + rng.choice((3, 6)), True)
    tell_supplier(sheet, facts, supplier.name)
    x, y = sheet.right - 130, 50.0
    for _ in range(rng.randrange(2, 6)):
        sheet.put(x, y, rng.choice(("", "Dr. ", "")) + names.person(rng), 7.5, True)
        y += 9
        for office in rng.sample(_OFFICES, rng.choice((1, 1, 2))):
            sheet.put(x, y, office, 7)
            y += 8.5
        y += 3
    for line in (*address_lines(supplier, False), supplier.phone, supplier.mail):
        sheet.fit(x, y, line, 128, 7)
        y += 8.5
    return y + 6


def two_sites(sheet: Sheet, facts: Facts) -> float:
    """Head office and branch beside each other: two addresses of one supplier."""
    sheet.used("head.two_sites")
    rng, voice, supplier = sheet.rng, sheet.voice, facts.supplier
    sheet.fit(sheet.left, 50, supplier.name, sheet.width, sheet.size + rng.choice((2, 5)), True)
    tell_supplier(sheet, facts, supplier.name)
    postcode, town = names.place(rng, supplier.country)
    if supplier.country in ("US", "GB"):
        postcode, town = supplier.postcode, supplier.town
    columns = (
        (voice.pick(("Zentrale", "Hauptsitz", "Verwaltung"), ("Head office",)), *address_lines(supplier, False)),
        (
            voice.pick(("Niederlassung", "Filiale", "Werk", "Lager"), ("Branch",)),
            names.street(rng, supplier.country),
            f"{postcode} {town}",
        ),
    )
    bottom = 64.0
    for place, column in enumerate(columns if rng.random() < 0.7 else columns[::-1]):
        y = 64.0
        for row, line in enumerate(column):
            sheet.put(sheet.left + place * 170, y, line, 7.5, bold=row == 0)
            y += 9.5
        bottom = max(bottom, y)
    return bottom + 6


PROFESSIONS: tuple[Callable[[Sheet, Facts], float], ...] = (profession, profession, practice, partners, two_sites)
