"""Foreign blocks: text that looks like an answer and is none (delivery addresses, offers, old amounts, small print)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks.identity import address_lines
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName

SMALL_PRINT = {
    "de": (
        "Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.", "Es gelten unsere Allgemeinen Geschäftsbedingungen.", "Gerichtsstand ist der Sitz unserer Gesellschaft.",
        "Rechnungsbelege sind zwei Jahre aufzubewahren (§ 14b Abs. 1 UStG).", "Bitte geben Sie bei Zahlung die Rechnungsnummer an.", "Reklamationen nur innerhalb von 8 Tagen.",
        "Dieses Schreiben wurde maschinell erstellt und ist ohne Unterschrift gültig.", "Bei Zahlungsverzug berechnen wir Mahngebühren in Höhe von 5,00 EUR.", "Leistungsdatum entspricht Rechnungsdatum.",
        "Preise zuzüglich gesetzlicher Umsatzsteuer.", "Wir haben unsere Bankverbindung geändert, bitte beachten Sie die neuen Daten.", "Angebot und Mahnung werden separat versandt.", "Datenschutzhinweise finden Sie auf unserer Internetseite.",
    ),
    "en": ("Goods remain our property until paid in full.", "Please quote the invoice number with your payment.", "All prices in the currency stated.", "This document was created electronically and is valid without signature.", "Questions? Contact our support team any time.", "Late payments are subject to interest."),
}  # fmt: skip


def small_print(sheet: Sheet, facts: Facts, y: float) -> float:
    """One to three sentences of terms."""
    sheet.used("noise.small_print")
    count = sheet.rng.choice((1, 1, 2, 3))
    chosen = sheet.rng.sample(SMALL_PRINT[facts.language], count)
    if any("entspricht" in line for line in chosen):
        sheet.lax.add(FieldName.DELIVERY_DATE)  # neither absent nor printed
    return sheet.paragraph(
        sheet.left, y + 8, " ".join(chosen), sheet.width, sheet.rng.choice((sheet.size, sheet.size - 1.5))
    )


def delivery_address(sheet: Sheet, facts: Facts, y: float) -> float:
    """Where the goods went: somebody else's name and address."""
    sheet.used("noise.delivery_address")
    third, voice = facts.third, sheet.voice
    if sheet.rng.random() < 0.5:
        return sheet.paragraph(
            sheet.left,
            y + 6,
            f"{voice.label('delivery_address')}: {third.name}, {third.street}, {third.town_line}",
            sheet.width,
        )
    for line in (voice.label("delivery_address"), third.name, *address_lines(third, False)):
        y += sheet.leading
        sheet.put(sheet.left, y, line)
    return y + sheet.leading


def advertisement(sheet: Sheet, facts: Facts, y: float) -> float:
    """A box with an offer, a price and a date."""
    sheet.used("noise.advertisement")
    voice, rng = sheet.voice, sheet.rng
    price = Decimal(rng.randrange(990, 29900)).scaleb(-2)
    until = voice.date(facts.issued + timedelta(rng.randrange(10, 60)))
    article = rng.choice(facts.trade.articles).text
    sheet.box(sheet.left, y, sheet.width, 34)
    text = voice.pick(
        (
            f"Aktion bis {until}: {article} für nur {voice.money(price)}!",
            f"Jetzt sparen: {article} ab {voice.money(price)} statt {voice.money(price * 2)}.",
            f"Empfehlen Sie uns weiter und sichern Sie sich {voice.money(price)} Guthaben.",
        ),
        (f"Special until {until}: {article}, only {voice.money(price)}!",),
    )
    sheet.paragraph(sheet.left + 8, y + 14, text, sheet.width - 16)
    return y + 46


def factoring(sheet: Sheet, facts: Facts, y: float) -> float:
    """The claim was sold: another company's name and bank details."""
    third, voice = facts.third, sheet.voice
    if not third.accounts:
        return y
    sheet.used("noise.other_company")
    text = voice.pick(
        (
            f"Unser Versicherungspartner: {third.name}, {third.street}, {third.town_line}, Tel. {third.phone}.",
            f"Transport durch {third.name}, {third.town}, USt-IdNr. {third.vat_id}.",
            f"Ein Unternehmen der {third.brand} Gruppe, {third.town}.",
        ),
        (f"Shipped by {third.name}, {third.town}.", f"A company of {third.brand} group."),
    )
    return sheet.paragraph(sheet.left, y + 8, text, sheet.width, sheet.size - 1)


NOISES = (small_print, small_print, small_print, delivery_address, advertisement, factoring)


def noise(sheet: Sheet, facts: Facts, y: float, chance: float = 0.5) -> float:
    """Nothing, one or two foreign blocks."""
    while y < sheet.bottom - 30 and sheet.rng.random() < chance:
        y = sheet.rng.choice(NOISES)(sheet, facts, y)
        chance /= 2.5
    return y
