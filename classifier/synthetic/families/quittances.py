"""The printed form block of a receipt."""

from __future__ import annotations

from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.blocks.pairs import compact
from classifier.synthetic.blocks.sums import tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def quittance(sheet: Sheet, facts: Facts) -> None:
    """The printed form block: `Quittung`, amount, received from, for, place and date."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("receipt.quittance")
    y = 40.0
    sheet.put(sheet.left, y, rng.choice(("Quittung", "QUITTUNG", "Empfangsbestätigung", "Fahrpreisquittung")), 15, True)
    if rng.random() < 0.6:
        sheet.put(sheet.right, y, f"Nr. {facts.number}", align="r")
        sheet.tell(F.DOCUMENT_NUMBER, compact(facts.number))
    rows = []
    sums = facts.sums
    if len(sums.breakdown) == 1 and rng.random() < 0.6:
        rate = sums.breakdown[0].rate
        rows += [("Netto", voice.money(sums.net)), (f"+ {voice.percent(rate)} MwSt.", voice.money(sums.tax))]
        tell_amount(sheet, F.NET_TOTAL, sums.net)
        tell_amount(sheet, F.TAX_TOTAL, sums.tax)
        tell_taxes(sheet, facts)
    rows.append((rng.choice(("Gesamt", "Betrag", "EUR", "Summe")), voice.money(sums.gross)))
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    for label, value in rows:
        y += sheet.leading * 1.4
        sheet.put(sheet.left, y, label)
        sheet.put(sheet.left + 170, y, value, align="r")
    if rng.random() < 0.7:
        y += sheet.leading * 1.6
        sheet.put(sheet.left, y, "von")
        sheet.put(sheet.left + 50, y, facts.buyer.name)
        sheet.tell(F.BUYER_NAME, facts.buyer.name)
    y += sheet.leading * 1.6
    sheet.put(sheet.left, y, "für")
    sheet.put(sheet.left + 50, y, sums.items[0].article.text)
    y += sheet.leading * 1.6
    sheet.put(sheet.left, y, rng.choice(("dankend erhalten", "richtig erhalten zu haben bestätigt", "Betrag erhalten")))
    y += sheet.leading * 1.6
    sheet.put(sheet.left, y, f"{facts.supplier.town}, {rng.choice(('den ', ''))}{voice.date(facts.issued)}")
    sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    y += sheet.leading * 2
    for line in (facts.supplier.name, *address_lines(facts.supplier, False)):
        x = sheet.left + (200 if rng.random() < 0.3 else 0)
        sheet.fit(x, y, line, sheet.page.width - x - 8, sheet.size - 1)
        y += sheet.leading
    tell_supplier(sheet, facts, facts.supplier.name)
    if facts.supplier.tax_number and rng.random() < 0.5:
        sheet.put(sheet.left, y, f"{voice.named('tax_number')} {facts.supplier.tax_number}", sheet.size - 1)
        sheet.tell(F.SUPPLIER_TAX_NUMBER, compact(facts.supplier.tax_number))
    sheet.page.height = max(300.0, y + 30)
