"""Bills after a fee schedule as a table: doctors (GOÄ) with dates, codes and factors; notaries (GNotKG) with values and codes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names
from classifier.synthetic.blocks import footers, heads, info, payment, recipients, titles, totals
from classifier.synthetic.blocks.pairs import head_pairs
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def _head(sheet: Sheet, facts: Facts) -> float:
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    y, number, day = titles.title(sheet, facts, max(y + 12, 220.0))
    pairs = head_pairs(sheet, facts, not number, not day)
    return info.column_left(sheet, facts, pairs, y) if pairs else y


def treatment(sheet: Sheet, facts: Facts) -> None:
    """Date, code, service, factor, amount a line; the patient is somebody else, the sums carry no tax."""
    sheet.used("family.treatment")
    rng, voice = sheet.rng, sheet.voice
    y = _head(sheet, facts)
    patient = names.person(rng)
    sheet.put(
        sheet.left,
        y + 6,
        f"Patient: {patient}, geb. {voice.date(facts.issued - timedelta(rng.randrange(8000, 24000)))}",
    )
    y += 6 + sheet.leading
    sheet.put(sheet.left, y, f"Diagnose: {rng.choice(('Vorsorge', 'Z10.0', 'M54.5 G', 'Untersuchung nach ArbMedVV'))}")
    y += sheet.leading * 1.8
    columns = (0.0, 62.0, 105.0, sheet.width - 95, sheet.width)
    for x, head, align in zip(columns, ("Datum", "Ziffer", "Leistung", "Faktor", "Betrag"), "lllrr", strict=True):
        sheet.put(sheet.left + x, y, head, bold=True, align=align)
    for item in facts.sums.items:
        y += sheet.leading
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
        sheet.fit(sheet.left, y, voice.date(facts.issued - timedelta(rng.randrange(3, 30))), 58)
        sheet.put(sheet.left + 62, y, str(rng.randrange(1, 860)))
        sheet.fit(sheet.left + 105, y, item.article.text, sheet.width - 235)
        sheet.put(sheet.left + sheet.width - 95, y, rng.choice(("1,0", "1,8", "2,3", "1,15")), align="r")
        sheet.put(sheet.right, y, voice.cell(item.amount), align="r")
    sheet.tell(F.LINE_COUNT, str(len(facts.sums.items)))
    sheet.lax |= {F.DELIVERY_DATE, F.PERIOD_START, F.PERIOD_END}
    y = totals.gross_only(sheet, facts, y + sheet.leading * 1.6)
    if rng.random() < 0.5:
        y = sheet.paragraph(
            sheet.left,
            y + 4,
            "Ärztliche Leistungen sind nach § 4 Nr. 14 UStG von der Umsatzsteuer befreit.",
            sheet.width,
        )
    y = payment.payment(sheet, facts, y)
    payment.closing(sheet, facts, y)
    footers.footer(sheet, facts)


def notary(sheet: Sheet, facts: Facts) -> None:
    """Value of the business, code, fee; expenses without value; tax at the end."""
    sheet.used("family.notary")
    rng, voice = sheet.rng, sheet.voice
    y = _head(sheet, facts)
    deed = f"UR-Nr. {rng.randrange(1, 2400)}/{facts.issued.year}"
    y = (
        sheet.paragraph(
            sheet.left,
            y + 6,
            f"{deed}: {rng.choice(('Handelsregisteranmeldung', 'Gesellschafterbeschluss', 'Kaufvertrag', 'Grundschuldbestellung'))}, Geschäftswert nach §§ 97, 119 GNotKG",
            sheet.width,
        )
        + 6
    )
    for item in facts.sums.items:
        value = Decimal(rng.randrange(5, 400) * 1000)
        sheet.fit(sheet.left, y, f"KV {rng.randrange(21100, 32015)}", 56)
        sheet.fit(sheet.left + 60, y, item.article.text, sheet.width - 240)
        sheet.put(sheet.right - 90, y, voice.number(value) if rng.random() < 0.7 else "", align="r")
        sheet.put(sheet.right, y, voice.cell(item.amount), align="r")
        y += sheet.leading
    sheet.tell(F.LINE_COUNT, str(len(facts.sums.items)))
    y = totals.totals(sheet, facts, y + 6)
    y = payment.payment(sheet, facts, y)
    sheet.paragraph(
        sheet.left,
        y + 8,
        "Gegen diese Kostenberechnung kann die Entscheidung des Landgerichts beantragt werden (§ 127 GNotKG).",
        sheet.width,
        sheet.size - 1,
    )
    footers.footer(sheet, facts)
