"""Assessments as a table: what is fixed, what was paid, what falls due when; contributions, duties, customs, prepayments."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names, prose
from classifier.synthetic.blocks import info, recipients, running_text
from classifier.synthetic.blocks.pairs import date_pair, number_pair
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F

_OFFICES = (
    "Handwerkskammer {}", "Industrie- und Handelskammer {}", "Berufsgenossenschaft {}", "Stadtkasse {}", "Zweckverband Abfallwirtschaft {}", "Wasserverband {}", "Hauptzollamt {}", "Künstlersozialkasse {}",
    "Gemeindewerke {} - Eigenbetrieb", "Landesamt für Finanzen {}", "Rundfunkservice {}", "Landeskasse {}",
)  # fmt: skip
_SUBJECTS = (
    "Beitragsbescheid", "Abgabenbescheid", "Gebührenbescheid", "Veranlagung zum Beitrag", "Heranziehungsbescheid", "Bescheid über Einfuhrabgaben", "Bescheid über Abfallgebühren", "Festsetzung der Vorauszahlungen",
    "Grundbesitzabgabenbescheid", "Änderungsbescheid", "Leistungsbescheid", "Kostenbescheid", "Beitragsrechnung", "Zahlungsaufforderung",
)  # fmt: skip


def assessment(sheet: Sheet, facts: Facts) -> None:
    """Office in words at the top, table of sums and dates, remedies, the cash office's accounts."""
    sheet.used("family.assessment")
    rng, voice = sheet.rng, sheet.voice
    office = rng.choice(_OFFICES).format(rng.choice(names.TOWNS))
    x, align = rng.choice(((sheet.left, "l"), (sheet.right, "r")))
    sheet.put(x, 50, office, sheet.size + rng.choice((1, 4)), True, align)
    sheet.truth[F.SUPPLIER_NAME] = office
    sheet.put(
        x,
        64,
        rng.choice(
            (
                "Der Vorstand",
                "Körperschaft des öffentlichen Rechts",
                "Fachbereich Finanzen",
                "Anstalt des öffentlichen Rechts",
                "Der Bürgermeister",
            )
        ),
        sheet.size - 1,
        align=align,
    )
    y = 135.0
    for line in recipients.recipient_lines(sheet, facts):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    pairs = [number_pair(sheet, facts), date_pair(sheet, facts)]
    rng.choice((info.column, info.column_left, info.above, info.one_row))(sheet, facts, pairs, max(y + 18, 205.0))
    sheet.put(
        sheet.left,
        275,
        f"{rng.choice(_SUBJECTS)} {rng.choice(('', facts.issued.year, f'für {facts.issued.year}'))}".strip(),
        sheet.size + 3,
        True,
    )
    y, total = 300.0, Decimal(0)
    for label in rng.sample(
        (
            "Grundbeitrag",
            "Umlage",
            "Grundsteuer B",
            "Straßenreinigung",
            "Niederschlagswasser",
            "Restmüll",
            "Einfuhrumsatzsteuer",
            "Zoll",
            "Gewerbesteuer",
            "Zusatzbeitrag",
            "Verwaltungskosten",
        ),
        rng.randrange(2, 5),
    ):
        amount = Decimal(rng.randrange(900, 190000)).scaleb(-2)
        total += amount
        sheet.put(sheet.left, y, label)
        sheet.put(sheet.left + 250, y, f"{rng.randrange(1, 500)} v. H." if rng.random() < 0.3 else "", align="r")
        sheet.put(sheet.right, y, voice.money(amount), align="r")
        y += sheet.leading
    sheet.put(sheet.left, y + 4, rng.choice(("Festgesetzter Betrag", "Gesamtbetrag", "zu zahlen", "Summe")), bold=True)
    sheet.put(sheet.right, y + 4, voice.money(total), bold=True, align="r")
    y += 8 + 2 * sheet.leading
    for place in range(rng.choice((0, 1, 2, 4))):
        due = facts.issued + timedelta(30 + 90 * place)
        sheet.put(sheet.left, y, f"{rng.choice(('fällig am', 'Fälligkeit', 'zum'))} {voice.date(due)}")
        sheet.put(sheet.left + 260, y, voice.money(Decimal(rng.randrange(900, 90000)).scaleb(-2)), align="r")
        y += sheet.leading
    y = running_text.body(sheet, facts, prose.some(rng, prose.NOTICE, 2, 5), y + 8)
    for place, account in enumerate(facts.supplier.accounts[:2]):
        sheet.fit(
            sheet.left,
            sheet.page.height - 56 + 10 * place,
            f"{account.bank}: {voice.iban(account.iban)} BIC {account.bic}",
            sheet.width,
            7,
        )
    sheet.lax |= set(F) - {F.SUPPLIER_NAME, F.BUYER_NAME, F.DOCUMENT_DATE, F.DOCUMENT_NUMBER}
