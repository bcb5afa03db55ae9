"""The till roll: lines with tax letters, sum, payment, signature of the security module (KassenSichV)."""

from __future__ import annotations

from classifier.synthetic.blocks import till
from classifier.synthetic.blocks.sums import tell_amount
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def till_roll(sheet: Sheet, facts: Facts) -> None:
    """A narrow roll: shop, lines with tax letters, sum, taxes, payment, signature of the security module (KassenSichV)."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("receipt.till_roll")
    y = till.shop(sheet, facts, 22.0)
    early = rng.random() < 0.5
    if rng.random() < 0.5:
        y = till.centre(
            sheet,
            y,
            rng.choice(("Rechnung", "Kassenbon", "Quittung", "*** Beleg ***", "- KUNDENBELEG -", "RECHNUNG")),
            bold=True,
        )
    if early:
        y = till.when(sheet, facts, y)
    letters = {line.rate: "ABCD"[place] for place, line in enumerate(facts.sums.breakdown)}
    with_letter = rng.random() < 0.6
    for item in facts.sums.items:
        tail = f" {letters[item.rate]}" if with_letter else ""
        name = item.article.text[: int((sheet.right - sheet.left) / sheet.measure("n")) - 9].strip()
        if item.quantity != 1:
            sheet.put(
                sheet.left + 8,
                y,
                f"{voice.quantity(item.quantity)} {item.article.unit or 'x'} x {voice.number(item.price)}",
            )
            y += sheet.leading
        y = till.pair(sheet, y, name, voice.number(item.amount) + tail)
    sheet.tell(F.LINE_COUNT, str(len(facts.sums.items)))
    sheet.rule(sheet.left, y - sheet.size * 0.6, sheet.right - sheet.left, 0.5)
    y += 4
    label = rng.choice(
        ("SUMME", "Summe EUR", "Gesamt", "TOTAL", "Zu zahlen", "Total EUR", "Gesamtbetrag", "SUMME €", "Endbetrag")
    )
    y = till.pair(sheet, y, label, voice.money(facts.sums.gross), bold=rng.random() < 0.7)
    tell_amount(sheet, F.GROSS_TOTAL, facts.sums.gross)
    tax_first = rng.random() < 0.5
    y = till.taxes(sheet, facts, y + 3, letters) if tax_first else till.payment(sheet, facts, y + 3)
    y = till.payment(sheet, facts, y + 3) if tax_first else till.taxes(sheet, facts, y + 3, letters)
    if not early:
        y = till.when(sheet, facts, y + 4)
    if rng.random() < 0.4:
        sheet.used("till.signature")
        for line in (
            f"TSE-Transaktion: {rng.randrange(10**6)}",
            f"TSE-Start: {facts.issued.isoformat()}T12:01:33",
            f"Seriennr. {rng.randrange(16**12):012x}",
        ):
            y = till.centre(sheet, y, line, 6)
    y = till.centre(
        sheet,
        y + 5,
        rng.choice(
            (
                "Vielen Dank für Ihren Einkauf!",
                "Auf Wiedersehen",
                "Umtausch innerhalb 14 Tagen nur mit Bon",
                "Es bediente Sie " + facts.supplier.contact,
                "Danke und gute Fahrt",
            )
        ),
    )
    sheet.page.height = y + 24
