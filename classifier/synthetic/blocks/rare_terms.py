"""Rarer terms of payment: both dates of a discount, tables of it, debits from the buyer's own account, instalments, mandates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F
from models.money import cents

Terms = Callable[[Sheet, Facts, date, float], float]


def _due(sheet: Sheet, due: date) -> str:
    sheet.tell(F.DUE_DATE, due.isoformat())
    return sheet.voice.date(due)


def dated(sheet: Sheet, facts: Facts, due: date, y: float) -> float:
    """Days and date in one sentence, or the reference to give along."""
    sheet.used("payment.days_and_date")
    voice, days, day = sheet.voice, facts.term_days or 14, _due(sheet, due)
    text = voice.pick(
        (
            f"Zahlbar innerhalb {days} Tagen ohne Abzug bis zum {day}.", f"Zahlungsbedingungen: {days} Tage netto ({day})", f"Der Rechnungsbetrag ist ohne Abzug bis {day} zur Zahlung fällig.",
            f"Bitte überweisen Sie {voice.money(facts.sums.due)} unter Angabe von {facts.number} bis {day}.", f"Fällig ohne Abzug: {day}", f"Wir bitten um Überweisung bis zum {day} unter Angabe der Rechnungsnummer {facts.number}.",
            f"Zahlungseingang spätestens am {day}", f"{days} Tage netto Kasse, also bis {day}", f"Bitte begleichen Sie den offenen Betrag bis {day}. Nach Ablauf der Frist geraten Sie in Verzug (§ 286 BGB).",
        ),
        (f"Net {days} days, i.e. by {day}.", f"Please remit {voice.money(facts.sums.due)} no later than {day} quoting {facts.number}."),
    )  # fmt: skip
    if facts.number in text:
        sheet.tell(F.DOCUMENT_NUMBER, facts.number.replace(" ", ""))
    return sheet.paragraph(sheet.left, y + 8, text, sheet.width)


def discount_both(sheet: Sheet, facts: Facts, due: date, y: float) -> float:
    """A discount until one date, the whole until another: as sentence or as a small table."""
    sheet.used("payment.discount_table")
    voice, rng = sheet.voice, sheet.rng
    percent, days = facts.skonto or (Decimal(2), 7)
    early, reduced = (
        facts.issued + timedelta(min(days, max(1, facts.term_days - 1))),
        cents(facts.sums.gross * (100 - percent) / 100),
    )
    day = _due(sheet, due)
    if rng.random() < 0.5:
        text = voice.pick(
            (
                f"Bei Zahlung bis {voice.date(early)} gewähren wir {voice.percent(percent)} Skonto, zahlbar netto bis {day}.", f"bis {voice.date(early)} mit {voice.percent(percent)} Skonto: {voice.money(reduced)} / bis {day} netto: {voice.money(facts.sums.gross)}",
            ),
            (f"{voice.percent(percent)} cash discount until {voice.date(early)} ({voice.money(reduced)}), net until {day}.",),
        )  # fmt: skip
        return sheet.paragraph(sheet.left, y + 8, text, sheet.width)
    y += 12
    heads = voice.pick(("Zahlbar bis|Skonto|Betrag", "Fällig|Abzug|Zahlbetrag"), ("Pay by|Discount|Amount",)).split("|")
    rows = (
        heads,
        [voice.date(early), f"{voice.money(facts.sums.gross - reduced)}", voice.money(reduced)],
        [day, voice.money(Decimal(0)), voice.money(facts.sums.gross)],
    )
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.fit(sheet.left + column * 110, y, cell, 104, bold=place == 0)
        y += sheet.leading
    return y


def debit(sheet: Sheet, facts: Facts, due: date, y: float) -> float:
    """A debit from the buyer's account: an IBAN that is not the supplier's, creditor and mandate ids."""
    sheet.used("payment.buyers_account")
    voice, rng = sheet.voice, sheet.rng
    account = facts.buyer.accounts[0]
    shown = (
        voice.iban(account.iban) if rng.random() < 0.5 else f"{account.iban[:4]} **** **** **** **{account.iban[-2:]}"
    )
    day = _due(sheet, due)
    mandate = rng.choice(
        (
            f"M{rng.randrange(10**5, 10**7)}",
            f"{rng.randrange(1000, 99999)}-01",
            f"MANDAT{rng.randrange(1000, 9999)}",
        )
    )
    text = voice.pick(
        (
            f"Der Betrag wird am {day} von Ihrem Konto {shown} abgebucht. Mandatsreferenz {mandate}, Gläubiger-Identifikationsnummer DE{rng.randrange(10, 99)}ZZZ0000{rng.randrange(10**6, 10**7)}.",
            f"Wir ziehen {voice.money(facts.sums.due)} zum {day} per SEPA-Lastschrift ein. Ihre IBAN: {shown} bei {account.bank}. Mandat: {mandate}",
            f"Zahlungsart: Lastschrift. Abbuchung am {day}. Kontoinhaber: {facts.buyer.name}, IBAN {shown}",
        ),
        (f"We will debit {voice.money(facts.sums.due)} on {day} from your account {shown}. Mandate {mandate}.",),
    )
    return sheet.paragraph(sheet.left, y + 8, text, sheet.width)


def instalment_plan(sheet: Sheet, facts: Facts, due: date, y: float) -> float:
    """Several due dates with parts of the sum: no single one is the due date."""
    sheet.used("payment.instalment_plan")
    voice, count = sheet.voice, sheet.rng.choice((2, 3, 4))
    sheet.lax.add(F.DUE_DATE)
    part = cents(facts.sums.gross / count)
    y += 10
    for place in range(count):
        day = voice.date(facts.issued + timedelta(30 * (place + 1)))
        amount = part if place < count - 1 else facts.sums.gross - part * (count - 1)
        sheet.put(
            sheet.left,
            y,
            voice.pick(
                (f"{place + 1}. Rate fällig am {day}", f"{place + 1}. Teilbetrag {day}"),
                (f"Instalment {place + 1}, {day}",),
            ),
        )
        sheet.put(sheet.left + 300, y, voice.money(amount), align="r")
        y += sheet.leading
    return y


def until_further_notice(sheet: Sheet, facts: Facts, y: float) -> float:
    """Standing terms without any date of this paper."""
    sheet.used("payment.standing_terms")
    text = sheet.voice.pick(
        (
            "Zahlbar jeweils bis zum 3. Werktag eines Monats im Voraus.", "Den Betrag verrechnen wir mit Ihrem Guthaben.", "Der Betrag wurde bereits von Ihrem Guthaben abgezogen. Bitte nicht überweisen.",
            "Zahlung gemäß Vertrag.", "Zahlungsbedingungen: wie vereinbart", "Die Zahlung erfolgt über Ihr Kundenkonto.", "Vorkasse - Versand nach Zahlungseingang", "Zahlbar bei Erhalt der Rechnung rein netto Kasse.",
        ),
        ("Payment as agreed.", "Charged to your account balance. No payment required.", "Payable in advance."),
    )  # fmt: skip
    return sheet.paragraph(sheet.left, y + 8, text, sheet.width)


RARE_TERMS: tuple[Terms, ...] = (dated, dated, dated, discount_both, debit, debit, instalment_plan)


def rare_terms(sheet: Sheet, facts: Facts, y: float) -> float:
    """One of the forms; those that print a due date only where the deal has one."""
    form = sheet.rng.choice(RARE_TERMS)
    plan_after_date = form is instalment_plan and F.DUE_DATE in sheet.truth
    if facts.due is None or plan_after_date or sheet.rng.random() < 0.12:
        return until_further_notice(sheet, facts, y)
    return form(sheet, facts, facts.due, y)
