"""Sentences of payment: due dates, terms in days, early payment discount, direct debit, paid already."""

from __future__ import annotations

from datetime import timedelta

from classifier.synthetic.blocks.rare_terms import rare_terms
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F
from models.money import cents


def _terms_text(sheet: Sheet, facts: Facts) -> str:
    voice, rng = sheet.voice, sheet.rng
    due = facts.due
    if facts.skonto and rng.random() < 0.8:
        percent, days = facts.skonto
        early = facts.issued + timedelta(days)
        reduced = cents(facts.sums.gross * (100 - percent) / 100)
        sheet.used("payment.skonto")
        if due and rng.random() < 0.5:
            sheet.tell(F.DUE_DATE, due.isoformat())
            return voice.pick(
                (
                    f"Zahlbar bis {voice.date(early)} mit {voice.percent(percent)} Skonto ({voice.money(reduced)}), bis {voice.date(due)} ohne Abzug.",
                ),
                (f"{voice.percent(percent)} discount if paid by {voice.date(early)}, net by {voice.date(due)}.",),
            )
        return voice.pick(
            (
                f"Zahlbar innerhalb von {days} Tagen mit {voice.percent(percent)} Skonto = {voice.money(reduced)}, {facts.term_days} Tage netto.",
                f"{days} Tage {percent} % Skonto, {facts.term_days} Tage netto",
            ),
            (f"{percent}% {days} days, net {facts.term_days} days",),
        )
    roll = rng.random()
    if due and roll < 0.45:
        sheet.tell(F.DUE_DATE, due.isoformat())
        sheet.used("payment.due_sentence")
        day = voice.date(due)
        return voice.pick(
            (
                f"Bitte überweisen Sie den Rechnungsbetrag bis zum {day}.",
                f"Zahlbar bis {day} ohne Abzug.",
                f"Der Betrag ist fällig am {day}.",
                f"Zahlungsziel: {day}",
                f"Bitte zahlen Sie bis spätestens {day} auf das unten genannte Konto.",
                f"Wir bitten um Ausgleich bis {day}.",
            ),
            (f"Please pay by {day}.", f"Payment is due on {day}.", f"Payment due: {day}"),
        )
    if roll < 0.55:
        sheet.used("payment.direct_debit")
        day = ""
        if due and rng.random() < 0.6:
            day = voice.pick((f" am {voice.date(due)}",), (f" on {voice.date(due)}",))
            sheet.tell(F.DUE_DATE, due.isoformat())
        return voice.pick(
            (
                f"Den Betrag von {voice.money(facts.sums.due)} buchen wir{day} von Ihrem Konto ab (SEPA-Lastschrift).",
                f"Der Rechnungsbetrag wird{day} per Lastschrift eingezogen. Gläubiger-ID DE98ZZZ0999999{rng.randrange(1000, 9999)}.",
            ),
            (f"The amount will be debited from your account{day}.",),
        )
    sheet.used("payment.term_days")
    days = facts.term_days
    if not days:
        return voice.pick(
            ("Zahlbar sofort ohne Abzug.", "Der Betrag ist sofort fällig.", "Sofort rein netto."),
            ("Due on receipt.", "Payable immediately."),
        )
    return voice.pick(
        (
            f"Zahlbar innerhalb von {days} Tagen ohne Abzug.",
            f"Zahlungsziel {days} Tage netto.",
            f"Bitte überweisen Sie innerhalb von {days} Tagen nach Rechnungserhalt.",
            f"Zahlbedingung: {days} Tage netto",
        ),
        (f"Payment terms: {days} days net.", f"Please pay within {days} days."),
    )


def terms(sheet: Sheet, facts: Facts, y: float) -> float:
    """The sentence of payment."""
    if sheet.rarely(0.35):
        return rare_terms(sheet, facts, y)
    return sheet.paragraph(sheet.left, y + 10, _terms_text(sheet, facts), sheet.width)


def paid(sheet: Sheet, facts: Facts, y: float) -> float:
    """A note that nothing is left to pay."""
    sheet.used("payment.paid_note")
    day = sheet.voice.date(facts.issued)
    text = sheet.voice.pick(
        (
            f"Betrag dankend erhalten am {day}.",
            "Bereits bezahlt per Kreditkarte.",
            "Die Zahlung ist per PayPal erfolgt.",
            "Bezahlt mit EC-Karte.",
        ),
        ("Paid by credit card ending in 4242.", f"Paid on {day}.", "Payment received. Thank you."),
    )
    return sheet.paragraph(sheet.left, y + 8, text, sheet.width)
