"""Rarer titles: other words, two languages, months, projects, the number on a line of its own, a bar, a subject line."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic.blocks.pairs import date_pair, number_pair, order_pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind

_K = DocumentKind
TitleForm = Callable[[Sheet, Facts, float, str], tuple[float, bool, bool]]
RARE_TITLES = {
    "de": {
        _K.INVOICE: (
            "Rechnung / Invoice", "RECHNUNG - Original", "Rechnungsbeleg", "Beitragsrechnung", "Gebührenrechnung", "Honorarrechnung", "Monatsrechnung", "Jahresrechnung", "Ersatzrechnung", "Rechnungsduplikat",
            "Servicerechnung", "Reparaturrechnung", "Nachberechnung", "Endabrechnung", "Zwischenrechnung", "Vorauszahlungsrechnung", "Anzahlungsrechnung", "1. Abschlagsrechnung", "Verbrauchsabrechnung", "Abrechnung Ihrer Leistungen",
            "Zahlungsaufforderung", "Ihre Abrechnung", "Mietrechnung", "Kostennote", "Rechnungsausgang", "Warenrechnung", "Lieferantenrechnung", "eRechnung", "Beleg", "Vergütungsabrechnung",
        ),
        _K.CREDIT_NOTE: ("Gutschrift / Credit Note", "Storno zu Rechnung", "Rechnungsstorno", "Berichtigung", "Wertgutschrift", "Bonusgutschrift", "Retourengutschrift", "Minderung"),
        _K.ORDER_CONFIRMATION: ("Auftragsbestätigung / Order Confirmation", "Bestellübersicht", "Ihre Bestellung im Überblick", "Reservierungsbestätigung", "Vertragsbestätigung"),
        _K.DELIVERY_NOTE: ("Lieferschein / Delivery Note", "Liefernachweis", "Versandschein", "Montagebericht", "Regiebericht", "Leistungsnachweis", "Abholschein", "Begleitpapier"),
        _K.OFFER: ("Angebot / Quotation", "Preisauskunft", "Angebot freibleibend", "Leistungsangebot", "Kostenschätzung", "Unverbindliches Angebot"),
    },
    "en": {
        _K.INVOICE: ("INVOICE / RECHNUNG", "VAT Invoice", "Final invoice", "Service invoice", "Monthly statement and invoice", "Commercial Invoice"),
        _K.CREDIT_NOTE: ("Credit", "Adjustment note", "Cancellation invoice"),
        _K.OFFER: ("Price quotation", "Pricing proposal"),
    },
}  # fmt: skip


def number_below(sheet: Sheet, facts: Facts, y: float, text: str) -> tuple[float, bool, bool]:
    """The word big, the number alone on the next line."""
    sheet.used("title.number_below")
    pair = number_pair(sheet, facts)
    sheet.fit(sheet.left, y + 12, text, sheet.width, sheet.size + 6, True)
    lead = sheet.voice.pick(("Nr. ", "Nummer ", "", "Nr.: "), ("No. ", "# ", ""))
    sheet.put(sheet.left, y + 14 + sheet.leading, lead + pair.value, bold=sheet.rng.random() < 0.4)
    tell(sheet, pair)
    return y + 20 + 2.2 * sheet.leading, True, False


def bar(sheet: Sheet, facts: Facts, y: float, text: str) -> tuple[float, bool, bool]:
    """A grey bar across the page: word at the left, number in the middle, date at the right."""
    sheet.used("title.bar")
    rng = sheet.rng
    number, when = number_pair(sheet, facts), date_pair(sheet, facts)
    third = sheet.width / 3
    sheet.box(sheet.left - 4, y, sheet.width + 8, 20, 0.88)
    sheet.fit(sheet.left, y + 14, text, third - 8, sheet.size + 2, True)
    labelled = rng.random() < 0.7
    sheet.fit(sheet.left + third, y + 14, f"{number.label} {number.value}" if labelled else number.value, third - 6)
    sheet.fit(sheet.right, y + 14, f"{when.label} {when.value}" if labelled else when.value, third - 4, align="r")
    tell(sheet, number)
    tell(sheet, when)
    return y + 20 + sheet.leading * 1.4, True, True


def with_order(sheet: Sheet, facts: Facts, y: float, text: str) -> tuple[float, bool, bool]:
    """`Rechnung 4711 zu Ihrer Bestellung 0815`: two numbers in one line."""
    sheet.used("title.with_order")
    voice = sheet.voice
    number, order = number_pair(sheet, facts), order_pair(sheet, facts)
    lead = voice.pick(("Nr. ", "", "Nr.: "), ("No. ", "# ", ""))
    line = f"{text} {lead}{number.value}"
    if order:
        line += (
            voice.pick(
                (" zu Ihrer Bestellung ", " - Ihre Bestellung ", ", Bestell-Nr. "), (" for your order ", " - PO ")
            )
            + order.value
        )
        tell(sheet, order)
    tell(sheet, number)
    sheet.fit(sheet.left, y + 10, line, sheet.width, sheet.size + sheet.rng.choice((0, 2, 4)), True)
    return y + 10 + 1.6 * sheet.leading, True, False


def project(sheet: Sheet, facts: Facts, y: float, text: str) -> tuple[float, bool, bool]:
    """The word, and under it the object, project or month that it is about."""
    sheet.used("title.project")
    rng, voice = sheet.rng, sheet.voice
    about = voice.pick(
        (
            f"Objekt: {facts.third.street}, {facts.third.town}", f"Bauvorhaben {facts.third.name}", f"Projekt {rng.randrange(100, 9999)} - {facts.trade.words[0]}", f"Monat {facts.issued:%m/%Y}",
            f"Kommission {facts.buyer.contact}", f"Ihr Auftrag vom {voice.date(facts.order_date)}", f"Fahrzeug {facts.third.town[:2].upper()}-{rng.choice('ABKLMT')} {rng.randrange(10, 9999)}",
        ),
        (f"Project {rng.randrange(100, 9999)}", f"Your order of {voice.date(facts.order_date)}"),
    )  # fmt: skip
    sheet.fit(sheet.left, y + 12, text, sheet.width, sheet.size + 5, True)
    sheet.fit(sheet.left, y + 14 + sheet.leading, about, sheet.width)
    return y + 20 + 2.2 * sheet.leading, False, False


def centred(sheet: Sheet, facts: Facts, y: float, text: str) -> tuple[float, bool, bool]:
    """Centred between rules."""
    sheet.used("title.centred")
    middle = (sheet.left + sheet.right) / 2
    sheet.rule(sheet.left, y, sheet.width)
    sheet.fit(middle, y + 16, text, sheet.width, sheet.size + 5, True, "c")
    sheet.rule(sheet.left, y + 22, sheet.width)
    return y + 24 + sheet.leading * 1.3, False, False


def dated(sheet: Sheet, facts: Facts, y: float, text: str) -> tuple[float, bool, bool]:
    """`Rechnung vom 3. April 2026`: the date in the title, the number elsewhere."""
    sheet.used("title.dated")
    when = date_pair(sheet, facts)
    joint = sheet.voice.pick((" vom ", " v. ", " "), (" of ", " dated ", " - "))
    shown = when.value if sheet.rng.random() < 0.6 else sheet.voice.long_date(facts.issued)
    sheet.fit(sheet.left, y + 12, text + joint + shown, sheet.width, sheet.size + sheet.rng.choice((1, 4, 7)), True)
    tell(sheet, when)
    return y + 12 + 1.6 * sheet.leading, False, True


RARE_FORMS: tuple[TitleForm, ...] = (number_below, number_below, bar, with_order, project, centred, dated)
