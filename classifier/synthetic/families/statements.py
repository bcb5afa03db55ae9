"""Bank statements: balances and movements."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names
from classifier.synthetic.blocks import recipients
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def statement(sheet: Sheet, facts: Facts) -> None:
    """A bank statement: old and new balance, movements with dates, texts and signed amounts."""
    sheet.used("text.statement")
    rng, voice = sheet.rng, sheet.voice
    bank = rng.choice(("Sparkasse {}", "Volksbank {} eG", "Handelsbank {}", "Kaufmannsbank {}", "Depotbank {}")).format(
        rng.choice(names.TOWNS)
    )
    account = facts.buyer.accounts[0]
    sheet.put(sheet.left, 50, bank, sheet.size + 4, True)
    sheet.truth[F.SUPPLIER_NAME] = bank
    y = 80.0
    if rng.random() < 0.7:
        y = recipients.window(sheet, facts, 70)
    sheet.put(
        sheet.left,
        y + 20,
        rng.choice(
            (
                "Kontoauszug",
                "Kontoauszug Geschäftskonto",
                "Auszug",
                "Umsatzübersicht",
                "Finanzstatus",
                "Kreditkartenabrechnung",
                "Depotauszug",
                "Statement of account",
            )
        ),
        sheet.size + 4,
        True,
    )
    y += 44
    head = (
        f"{voice.label('statement_number')} {rng.randrange(1, 60)}/{facts.issued.year}",
        f"IBAN {voice.iban(account.iban)}",
        f"Kontonummer {rng.randrange(10**6, 10**9)}",
        f"vom {voice.date(facts.issued - timedelta(30))} bis {voice.date(facts.issued)}",
        f"Datum {voice.date(facts.issued)}",
        f"Seite 1 von {rng.randrange(1, 5)}",
    )
    for line in rng.sample(head, rng.randrange(3, 7)):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    balance = Decimal(rng.randrange(-500000, 9000000)).scaleb(-2)
    y += 10
    sheet.put(
        sheet.left,
        y,
        rng.choice(
            (
                "Alter Kontostand",
                "Anfangssaldo",
                "Saldo Vortrag",
                "Kontostand am " + voice.date(facts.issued - timedelta(30)),
            )
        ),
    )
    sheet.put(sheet.right, y, voice.money(balance), align="r")
    y += sheet.leading * 1.5
    signs = rng.choice((("S", "H"), ("-", "+"), ("-", ""), ("Soll", "Haben")))
    for _ in range(rng.randrange(3, 22)):
        amount = Decimal(rng.randrange(-190000, 220000)).scaleb(-2)
        balance += amount
        day = facts.issued - timedelta(rng.randrange(30))
        sheet.fit(sheet.left, y, f"{day:%d.%m.}" + rng.choice(("", f" {day:%d.%m.}", f"{day:%Y}")), 74)
        text = (
            rng.choice(
                (
                    "Überweisung",
                    "Lastschrift",
                    "SEPA-Basislastschrift",
                    "Gutschrift",
                    "Kartenzahlung",
                    "Dauerauftrag",
                    "Entgelt",
                    "Zinsen",
                    "Wertpapierkauf",
                )
            )
            + " "
            + names.person(rng)
        )
        sheet.put(sheet.left + 80, y, text)
        sheet.put(
            sheet.right, y, f"{voice.number(abs(amount))} {signs[0] if amount < 0 else signs[1]}".strip(), align="r"
        )
        y += sheet.leading
        if rng.random() < 0.5:
            sheet.put(
                sheet.left + 80,
                y,
                f"RE {rng.randrange(1000, 99999)} vom {voice.date(day)} {rng.choice(('', 'Kd.-Nr. 4711', 'Rechnung', 'Miete'))}".strip(),
                sheet.size - 1,
            )
            y += sheet.leading
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
    sheet.put(
        sheet.left,
        y + 6,
        rng.choice(("Neuer Kontostand", "Endsaldo", "Kontostand am " + voice.date(facts.issued), "Saldo neu")),
        bold=True,
    )
    sheet.put(sheet.right, y + 6, voice.money(balance), align="r", bold=True)
    sheet.lax |= set(F) - {F.SUPPLIER_NAME}
