"""Bills of insurers: a letter with a contribution and a tax that is no VAT."""

from __future__ import annotations

from classifier.synthetic.blocks import footers, heads, noise, payment, recipients, titles
from classifier.synthetic.blocks.pairs import (
    number_pair,
    supply_pair,
    tell,
)
from classifier.synthetic.blocks.sums import tell_amount
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def insurance(sheet: Sheet, facts: Facts) -> None:
    """A letter: policy number, contribution with insurance tax (which is no VAT), due date in a sentence."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    sheet.used("bill.insurance")
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    sheet.put(sheet.right, y + 10, voice.date(facts.issued), align="r")
    sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    y, number, _ = titles.title(sheet, facts, y + 24)
    policy = f"{rng.randrange(10, 99)}.{rng.randrange(100, 999)}.{rng.randrange(1000, 9999)}"
    sheet.put(
        sheet.left,
        y,
        f"{voice.pick(('Versicherungsschein Nr.', 'Versicherungsnummer', 'Vertrag'), ('Policy no.',))} {policy}",
    )
    if not number:
        sheet.put(sheet.left, y + sheet.leading, f"{voice.named('invoice_number')} {facts.number}")
        tell(sheet, number_pair(sheet, facts))
    y += sheet.leading * 2.4
    if facts.period:
        period = supply_pair(sheet, facts)
        if period:
            sheet.put(
                sheet.left,
                y,
                f"{voice.pick(('Versicherungszeitraum', 'Beitrag für die Zeit vom'), ('Period',))} {period.value}",
            )
            tell(sheet, period)
            y += sheet.leading * 1.5
    for item in sums.items:
        sheet.put(sheet.left, y, item.article.text)
        sheet.put(sheet.right, y, voice.money(item.amount), align="r")
        y += sheet.leading
    contained = sums.gross * 19 / 119
    sheet.put(
        sheet.left,
        y + 4,
        voice.pick(
            ("Gesamtbeitrag", "zu zahlender Beitrag", "Beitrag inkl. Versicherungsteuer"), ("Premium incl. tax",)
        ),
        bold=True,
    )
    sheet.put(sheet.right, y + 4, voice.money(sums.gross), bold=True, align="r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y += sheet.leading * 1.6
    y = sheet.paragraph(
        sheet.left,
        y,
        f"In diesem Beitrag sind 19 % Versicherungsteuer enthalten ({voice.money(contained)}). VersSt-Nr. {rng.randrange(100, 999)}/V{rng.randrange(10**4, 10**6)}",
        sheet.width,
    )
    sheet.lax |= {F.TAX_TOTAL, F.TAX_BREAKDOWN, F.NET_TOTAL}
    y = payment.payment(sheet, facts, y)
    noise.noise(sheet, facts, y)
    footers.footer(sheet, facts)
