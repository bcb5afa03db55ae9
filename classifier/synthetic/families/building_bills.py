"""Bills of builders: a bill of quantities with lots and their sums, instalments taken off, retention, construction withholding tax."""

from __future__ import annotations

from decimal import Decimal

from classifier.synthetic.blocks import footers, heads, info, payment, recipients, titles, totals
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F

_LOTS = (
    "Baustelleneinrichtung",
    "Rohbau",
    "Elektroarbeiten",
    "Malerarbeiten",
    "Außenanlagen",
    "Trockenbau",
    "Demontage",
    "Sonstiges",
)


def progress(sheet: Sheet, facts: Facts) -> None:
    """Positions as 01.02.0030, a sum after each lot, the totals after all lots."""
    sheet.used("family.progress")
    rng, voice = sheet.rng, sheet.voice
    heads.letterhead(sheet, facts)
    y = recipients.recipient(sheet, facts, 120.0)
    y, number, day = titles.title(sheet, facts, max(y + 12, 215.0))
    y = info.info(sheet, facts, y, not number, not day)
    y = (
        sheet.paragraph(
            sheet.left,
            y + 8,
            f"{rng.choice(('Bauvorhaben', 'BV', 'Objekt', 'Baustelle'))}: {facts.third.street}, {facts.third.town_line}",
            sheet.width,
        )
        + 6
    )
    items, lot, lot_sum = facts.sums.items, 1, Decimal(0)
    for place, item in enumerate(items):
        if place == 0 or rng.random() < 0.3:
            if place:
                y = _sum(sheet, y, lot, lot_sum)
                lot, lot_sum = lot + 1, Decimal(0)
            sheet.put(sheet.left, y, f"{lot:02d}   {rng.choice(_LOTS)}", bold=True)
            y += sheet.leading * 1.2
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
        sheet.put(sheet.left, y, f"{lot:02d}.{rng.randrange(1, 4):02d}.{10 * (place + 1):04d}", sheet.size - 1)
        sheet.fit(sheet.left + 75, y, item.article.text, sheet.width - 275)
        sheet.fit(sheet.right - 130, y, f"{voice.quantity(item.quantity)} {item.article.unit}", 60, align="r")
        sheet.fit(sheet.right - 68, y, voice.cell(item.price), 58, align="r")
        sheet.fit(sheet.right, y, voice.cell(item.amount), 62, align="r")
        lot_sum += item.amount
        y += sheet.leading
    y = _sum(sheet, y, lot, lot_sum)
    sheet.tell(F.LINE_COUNT, str(len(items)))
    y = totals.totals(sheet, facts, y)
    if rng.random() < 0.3:
        y = sheet.paragraph(
            sheet.left,
            y + 4,
            rng.choice(
                (
                    "Freistellungsbescheinigung nach § 48b EStG liegt vor.",
                    "Sicherheitseinbehalt 5 % gemäß Vertrag.",
                    "Lohnanteil nach § 35a EStG siehe Anlage.",
                )
            ),
            sheet.width,
        )
    y = payment.payment(sheet, facts, y)
    footers.footer(sheet, facts)


def _sum(sheet: Sheet, y: float, lot: int, amount: Decimal) -> float:
    sheet.put(sheet.left + 75, y, f"Summe {lot:02d}")
    sheet.put(sheet.right, y, sheet.voice.cell(amount), align="r")
    return y + sheet.leading * 1.4
