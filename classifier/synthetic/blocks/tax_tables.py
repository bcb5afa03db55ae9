"""Totals as tables: net, rate, tax and gross as columns, one row for all or one a rate."""

from __future__ import annotations

from classifier.synthetic.blocks.sums import (
    gross_label,
    say_note,
    tail,
    tell_amount,
    tell_taxes,
)
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def row(sheet: Sheet, facts: Facts, y: float) -> float:
    """One row of heads, one row of amounts: net, rate, tax, gross."""
    if len(facts.sums.breakdown) != 1:
        return tax_table(sheet, facts, y)
    sheet.used("totals.row")
    voice, line, sums = sheet.voice, facts.sums.breakdown[0], facts.sums
    cells = [
        (voice.label("net"), voice.cell(sums.net)),
        (voice.label("rate"), voice.percent(line.rate)),
        (voice.label("tax"), voice.cell(sums.tax)),
        (gross_label(sheet, facts), voice.money(sums.gross)),
    ]
    step = sheet.width / len(cells)
    for place, (label, shown) in enumerate(cells):
        x = sheet.left + (place + 1) * step - 6
        sheet.put(x, y, label, min(sheet.size, sheet.size * (step - 8) / max(1.0, sheet.measure(label))), align="r")
        sheet.put(x, y + sheet.leading, shown, align="r", bold=place == 3)
    for name, value in ((F.NET_TOTAL, sums.net), (F.TAX_TOTAL, sums.tax), (F.GROSS_TOTAL, sums.gross)):
        tell_amount(sheet, name, value)
    tell_taxes(sheet, facts)
    y = tail(sheet, facts, y + 2.2 * sheet.leading)
    return say_note(sheet, facts, y)


def tax_table(sheet: Sheet, facts: Facts, y: float) -> float:
    """A small table with one row a rate (rate, base, tax, gross) and a total row or a separate gross."""
    sheet.used("totals.tax_table")
    voice, sums, rng = sheet.voice, facts.sums, sheet.rng
    heads = [
        voice.label("rate"),
        voice.pick(("Netto", "Basis", "Nettobetrag", "Bemessungsgrundlage"), ("Net", "Base")),
        voice.label("tax"),
        voice.pick(("Brutto", "Bruttobetrag", "Gesamt"), ("Gross", "Total")),
    ]
    left = rng.choice((sheet.left, sheet.left + sheet.width * 0.35))
    step = min(95.0, (sheet.right - left) / 4)
    for place, head in enumerate(heads):
        sheet.put(
            left + (place + 1) * step,
            y,
            head,
            min(sheet.size, sheet.size * (step - 4) / max(1.0, sheet.measure(head))),
            align="r",
        )
    for line in sums.breakdown:
        y += sheet.leading
        for place, shown in enumerate(
            (voice.percent(line.rate), voice.cell(line.base), voice.cell(line.tax), voice.cell(line.gross))
        ):
            sheet.put(left + (place + 1) * step, y, shown, align="r")
    total = len(sums.breakdown) > 1 and rng.random() < 0.6
    if total:
        y += sheet.leading
        sheet.put(left + 4, y, voice.pick(("Summe", "Gesamt"), ("Total",)))
        for place, value in enumerate((sums.net, sums.tax, sums.gross), start=2):
            sheet.put(left + place * step, y, voice.cell(value), align="r")
    if total or len(sums.breakdown) == 1:
        tell_amount(sheet, F.NET_TOTAL, sums.net)
        tell_amount(sheet, F.TAX_TOTAL, sums.tax)
    else:
        sheet.lax |= {F.NET_TOTAL, F.TAX_TOTAL}
    tell_taxes(sheet, facts)
    y += sheet.leading * 1.8
    x = left if rng.random() < 0.5 else sheet.right - 190
    shown = voice.money(sums.gross)
    room = sheet.right - x - sheet.measure(shown, bold=True) - 8
    sheet.fit(x, y, gross_label(sheet, facts), room, bold=True)
    sheet.put(sheet.right, y, shown, bold=True, align="r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y = tail(sheet, facts, y + sheet.leading)
    return say_note(sheet, facts, y)
