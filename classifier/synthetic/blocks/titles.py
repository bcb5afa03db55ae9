"""Titles and first sentences, with the confusable ones: a confirmation that speaks of the invoice, a title without the word."""

from __future__ import annotations

from classifier.synthetic.blocks.pairs import date_pair, number_pair, tell
from classifier.synthetic.blocks.rare_titles import RARE_FORMS, RARE_TITLES
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind

_K = DocumentKind
TITLES = {
    "de": {
        _K.INVOICE: ("Rechnung",) * 6 + ("Honorarnote", "Abrechnung", "Faktura", "Schlussrechnung", "Teilrechnung", "Abschlagsrechnung", "Sammelrechnung", "Rechnung / Lieferschein", "Rechnungskopie", "Liquidation", "Kostenrechnung", "Ihre Rechnung", "Dauerrechnung"),
        _K.CREDIT_NOTE: ("Gutschrift", "Gutschrift", "Rechnungskorrektur", "Stornorechnung", "Korrekturrechnung", "Rückvergütung", "Kaufmännische Gutschrift", "Stornierung"),
        _K.RECEIPT: ("Quittung", "Kassenbon", "Rechnung", "Beleg", "Barverkauf", "Kassenbeleg", "Kundenbeleg", "Kassenquittung"),
        _K.ORDER_CONFIRMATION: ("Auftragsbestätigung", "Auftragsbestätigung", "Bestellbestätigung", "Auftrag", "Bestätigung Ihrer Bestellung", "Buchungsbestätigung", "Terminbestätigung und Auftrag"),
        _K.DELIVERY_NOTE: ("Lieferschein", "Lieferschein", "Warenbegleitschein", "Packliste", "Lieferung", "Lieferschein/Packzettel", "Arbeitsnachweis", "Rücklieferschein"),
        _K.DUNNING: ("Mahnung", "Zahlungserinnerung", "1. Mahnung", "2. Mahnung", "Letzte Mahnung", "Erinnerung", "Freundliche Zahlungserinnerung", "Letzte Mahnung vor gerichtlichem Mahnverfahren", "Kontoauszug und Zahlungserinnerung", "Mahnschreiben"),
        _K.OFFER: ("Angebot", "Angebot", "Kostenvoranschlag", "Offerte", "Unser Angebot", "Freibleibendes Angebot", "Preisangebot"),
    },
    "en": {
        _K.INVOICE: ("Invoice",) * 5 + ("Tax Invoice", "Your invoice", "Statement of charges", "Sales Invoice", "Bill"),
        _K.CREDIT_NOTE: ("Credit note", "Credit memo", "Refund invoice", "Credit Note"),
        _K.RECEIPT: ("Receipt", "Payment receipt", "Sales receipt", "Your receipt"),
        _K.ORDER_CONFIRMATION: ("Order confirmation", "Sales order", "Order acknowledgement", "Booking confirmation"),
        _K.DELIVERY_NOTE: ("Delivery note", "Packing slip", "Packing list", "Dispatch note"),
        _K.DUNNING: ("Payment reminder", "Reminder", "Final notice", "Overdue notice", "Second reminder"),
        _K.OFFER: ("Quotation", "Quote", "Offer", "Estimate", "Proposal"),
    },
}  # fmt: skip
_OPENINGS = {
    "de": {
        _K.INVOICE: ("wir bedanken uns für Ihren Auftrag und berechnen wie folgt:", "für unsere Leistungen erlauben wir uns zu berechnen:", "vielen Dank für die gute Zusammenarbeit. Wir stellen Ihnen in Rechnung:", "gemäß unserem Angebot berechnen wir Ihnen:", "wir lieferten Ihnen:", "laut Auftragsbestätigung {about} vom {day} berechnen wir:", "Ihre Bestellung wurde ausgeliefert. Nachstehend unsere Rechnung:"),
        _K.CREDIT_NOTE: ("zu unserer Rechnung {about} vom {day} schreiben wir Ihnen gut:", "hiermit stornieren wir die Rechnung {about} vom {day}.", "für Ihre Rücksendung erhalten Sie folgende Gutschrift zu Rechnung {about}:", "aufgrund einer Fehlberechnung korrigieren wir unsere Rechnung Nr. {about}:"),
        _K.ORDER_CONFIRMATION: ("vielen Dank für Ihre Bestellung, die wir hiermit bestätigen. Die Rechnung folgt mit der Lieferung.", "wir bestätigen Ihren Auftrag wie folgt. Bitte zahlen Sie erst nach Erhalt der Rechnung:", "wir haben Ihren Auftrag erhalten und bestätigen ihn gemäß Angebot {about}:", "Ihre Bestellung ist bei uns eingegangen. Dies ist keine Rechnung."),
        _K.DELIVERY_NOTE: ("wir lieferten Ihnen folgende Artikel:", "bitte prüfen Sie die Ware sofort auf Vollständigkeit. Die Rechnung erhalten Sie gesondert.", "folgende Positionen liegen dieser Sendung bei:", "geliefert gemäß Auftrag {about}:"),
        _K.OFFER: ("vielen Dank für Ihre Anfrage. Gerne bieten wir Ihnen an:", "wie besprochen erhalten Sie unser Angebot. An die Preise halten wir uns vier Wochen gebunden.", "auf Grundlage unserer Geschäftsbedingungen unterbreiten wir Ihnen folgendes freibleibendes Angebot:"),
    },
    "en": {
        _K.INVOICE: ("Thank you for your business. We charge as follows:", "Please find below the charges for our services.", "Below is a summary of your charges for this period."),
        _K.CREDIT_NOTE: ("We hereby credit invoice {about} dated {day}:", "This credit note relates to invoice {about}."),
        _K.ORDER_CONFIRMATION: ("Thank you for your order, which we are pleased to confirm. The invoice will follow.", "This is not an invoice. Your order has been received."),
        _K.DELIVERY_NOTE: ("The following items are enclosed with this shipment:", "Please check the goods on arrival. The invoice is sent separately."),
        _K.OFFER: ("Thank you for your enquiry. We are pleased to offer:", "This quotation is valid for 30 days."),
    },
}  # fmt: skip


def word(sheet: Sheet, facts: Facts) -> str:
    """The title word of this document; now and then the branch's own."""
    if (
        facts.kind is DocumentKind.INVOICE
        and facts.language == "de"
        and facts.trade.titles
        and sheet.rng.random() < 0.35
    ):
        return sheet.rng.choice(facts.trade.titles)
    choices = TITLES[facts.language][facts.kind]
    if sheet.rarely(0.2) and facts.kind in RARE_TITLES[facts.language]:
        return sheet.rng.choice(RARE_TITLES[facts.language][facts.kind])
    if (
        facts.kind is DocumentKind.DUNNING
        and facts.language == "de"
        and 0 < facts.stage < 4
        and sheet.rng.random() < 0.5
    ):
        return ("Zahlungserinnerung", "1. Mahnung", "2. Mahnung", "Letzte Mahnung")[facts.stage]
    return sheet.rng.choice(choices)


def title(sheet: Sheet, facts: Facts, y: float) -> tuple[float, bool, bool]:
    """Write the title; answers the next baseline and whether it held the number and the date."""
    rng, voice = sheet.rng, sheet.voice
    if sheet.rarely(0.2):
        return rng.choice(RARE_FORMS)(sheet, facts, y, word(sheet, facts))
    text = word(sheet, facts)
    size = sheet.size + rng.choice((1.0, 2.0, 4.0, 8.0, 14.0))
    if voice.upper or rng.random() < 0.2:
        text = text.upper()
    has_number = has_date = False
    form = rng.choice(("word", "word", "number", "number and date", "spaced", "right", "small"))
    if form in ("number", "number and date"):
        number = number_pair(sheet, facts)
        text = f"{text} {rng.choice(('Nr. ', 'Nr.: ', '', 'Nr ') if voice.german else ('No. ', '#', ''))}{number.value}"
        tell(sheet, number)
        has_number = True
        if form == "number and date":
            when = date_pair(sheet, facts)
            text += rng.choice((" vom ", " v. ", " / ", ", ") if voice.german else (" of ", " - ", ", ")) + when.value
            tell(sheet, when)
            has_date = True
    elif form == "spaced" and len(text) < 14:
        text = " ".join(text.upper())
    elif form == "small":
        size = sheet.size
    sheet.used(f"title.{form.replace(' ', '_')}")
    size = min(size, size * sheet.width / max(1.0, sheet.measure(text, size, True)))
    sheet.put(
        sheet.right if form == "right" else sheet.left,
        y + size * 0.8,
        text,
        size,
        bold=form != "small",
        align="r" if form == "right" else "l",
    )
    return y + size * 0.8 + sheet.leading * 1.4, has_number, has_date


def salutation(sheet: Sheet, facts: Facts, y: float) -> float:
    """`Sehr geehrte ...` and the opening sentence."""
    sheet.used("text.salutation")
    voice = sheet.voice
    sheet.put(
        sheet.left,
        y,
        voice.pick(
            ("Sehr geehrte Damen und Herren,", "Guten Tag,", f"Sehr geehrte/r {facts.buyer.contact},", "Hallo,"),
            ("Dear Sir or Madam,", f"Dear {facts.buyer.contact},", "Hello,"),
        ),
    )
    y += sheet.leading * 1.5
    openings = _OPENINGS[facts.language].get(facts.kind)
    if openings:
        text = sheet.rng.choice(openings).format(about=facts.about[0], day=voice.date(facts.about[1]))
        y = sheet.paragraph(sheet.left, y, text, sheet.width)
    return y + sheet.leading * 0.5
