"""Notices of authorities: amounts that are fixed, not billed."""

from __future__ import annotations

from classifier.synthetic import names, prose
from classifier.synthetic.blocks import info, recipients, running_text
from classifier.synthetic.blocks.pairs import Pair, date_pair, number_pair
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def notice(sheet: Sheet, facts: Facts) -> None:
    """An authority's notice: file number, subject, legal remedies; amounts that are fixed, not billed."""
    sheet.used("text.notice")
    rng = sheet.rng
    office = rng.choice(
        (
            "Finanzamt {}",
            "Stadt {}",
            "Amtsgericht {}",
            "Landesamt für Steuern {}",
            "Berufsgenossenschaft {}",
            "Hauptzollamt {}",
            "Gewerbeamt {}",
            "Bundesamt für Abgaben {}",
            "Agentur für Betriebe {}",
        )
    ).format(rng.choice(names.TOWNS))
    sheet.put(sheet.left, 55, office, sheet.size + 3, True)
    sheet.truth[F.SUPPLIER_NAME] = office
    sheet.put(sheet.left, 70, f"{facts.supplier.street}, {facts.supplier.town_line}", sheet.size - 1)
    y = 140.0
    for line in recipients.recipient_lines(sheet, facts):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    pairs = [number_pair(sheet, facts), date_pair(sheet, facts)]
    if facts.buyer.tax_number:
        pairs.insert(0, Pair(sheet.voice.label("tax_number"), facts.buyer.tax_number))
    rng.choice((info.column, info.column_left, info.one_row))(sheet, facts, pairs, max(y + 20, 210.0))
    subject = rng.choice(
        (
            "Bescheid",
            "Bescheid über Umsatzsteuer",
            "Vorauszahlungsbescheid",
            "Gewerbesteuerbescheid",
            "Bescheid über Körperschaftsteuer",
            "Festsetzungsbescheid",
            "Kraftfahrzeugsteuerbescheid",
            "Erinnerung an die Abgabe",
            "Anhörung",
            "Bescheinigung in Steuersachen",
            "Mitteilung",
            "Bußgeldbescheid",
        )
    )
    sheet.put(
        sheet.left,
        285,
        f"{subject} {rng.choice(('', str(facts.issued.year - 1), 'für ' + str(facts.issued.year)))}".strip(),
        sheet.size + 3,
        True,
    )
    y = running_text.body(sheet, facts, prose.some(rng, prose.NOTICE, 3, 7), 310.0)
    sheet.put(
        sheet.left,
        y + 20,
        rng.choice(("Im Auftrag", "Mit freundlichen Grüßen", "Dieser Bescheid ist ohne Unterschrift gültig.")),
    )
    if rng.random() < 0.6:
        account = facts.supplier.accounts[0]
        sheet.put(
            sheet.left,
            sheet.page.height - 50,
            f"Bankverbindung: {account.bank}, IBAN {sheet.voice.iban(account.iban)}, BIC {account.bic}",
            7,
        )
    sheet.lax |= {F.IBAN, F.BIC, F.GROSS_TOTAL, F.DUE_DATE, F.AMOUNT_DUE, F.NET_TOTAL, F.TAX_TOTAL}
