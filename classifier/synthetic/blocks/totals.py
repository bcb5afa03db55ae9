"""Totals in many forms: column, list, sentence, gross alone; each states exactly the sums that it prints."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic.blocks.rare_totals import RARE_TOTALS, fits, instalments
from classifier.synthetic.blocks.sums import (
    finish,
    gross_label,
    rows,
    say_note,
    tell_amount,
    tell_taxes,
)
from classifier.synthetic.blocks.tax_tables import row, tax_table
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F

Totals = Callable[[Sheet, Facts, float], float]


def column(sheet: Sheet, facts: Facts, y: float) -> float:
    """Labels and amounts under the table's right end."""
    sheet.used("totals.column")
    rng = sheet.rng
    printed = rows(sheet, facts)
    label_right = rng.random() < 0.3
    x = sheet.left + sheet.width * rng.choice((0.4, 0.5, 0.55))
    for label, value, names in printed:
        strong = F.GROSS_TOTAL in names and rng.random() < 0.7
        shown = sheet.voice.money(value)
        room = sheet.right - sheet.measure(shown, bold=strong) - 12
        start = min(x, room - sheet.measure(label, bold=strong))
        sheet.put(
            min(sheet.right - 90, room) if label_right else start,
            y,
            label + (sheet.voice.separator if rng.random() < 0.5 else ""),
            bold=strong,
            align="r" if label_right else "l",
        )
        if strong and rng.random() < 0.4:
            sheet.rule(x, y - sheet.size - 1, sheet.right - x)
        sheet.put(sheet.right, y, shown, bold=strong, align="r")
        y += sheet.leading * 1.1
    finish(sheet, facts, printed)
    return say_note(sheet, facts, y)


def left_list(sheet: Sheet, facts: Facts, y: float) -> float:
    """Labels at the left margin, amounts beside them or far right."""
    sheet.used("totals.left_list")
    printed = rows(sheet, facts)
    x = sheet.rng.choice((sheet.left + 190, sheet.left + 240, sheet.right))
    for label, value, names in printed:
        bold = F.GROSS_TOTAL in names
        end = sheet.put(sheet.left, y, label + sheet.voice.separator, bold=bold)
        shown = sheet.voice.money(value)
        sheet.put(max(x, end + 8 + sheet.measure(shown, bold=bold)), y, shown, align="r", bold=bold)
        y += sheet.leading * 1.1
    finish(sheet, facts, printed)
    return say_note(sheet, facts, y)


def sentence(sheet: Sheet, facts: Facts, y: float) -> float:
    """The sum in running text."""
    sums, voice = facts.sums, sheet.voice
    if len(sums.breakdown) != 1 or sums.prepaid or sums.old_balance or facts.kind is not DocumentKind.INVOICE:
        return left_list(sheet, facts, y)
    sheet.used("totals.sentence")
    line = sums.breakdown[0]
    if line.rate and not facts.tax_note:
        text = voice.pick(
            (
                f"Wir berechnen Ihnen {voice.money(sums.net)} zuzüglich {voice.percent(line.rate)} Mehrwertsteuer in Höhe von {voice.money(sums.tax)}, zusammen {voice.money(sums.gross)}.",
                f"Der Nettobetrag von {voice.money(sums.net)} ergibt mit {voice.percent(line.rate)} USt. ({voice.money(sums.tax)}) einen Rechnungsbetrag von {voice.money(sums.gross)}.",
            ),
            (
                f"The net amount of {voice.money(sums.net)} plus {voice.percent(line.rate)} VAT ({voice.money(sums.tax)}) gives a total of {voice.money(sums.gross)}.",
            ),
        )
        for name, value in ((F.NET_TOTAL, sums.net), (F.TAX_TOTAL, sums.tax)):
            tell_amount(sheet, name, value)
        tell_taxes(sheet, facts)
    else:
        text = voice.pick(
            (
                f"Der Gesamtbetrag beläuft sich auf {voice.money(sums.gross)}.",
                f"Hierfür berechnen wir {voice.money(sums.gross)}.",
            ),
            (f"The total amounts to {voice.money(sums.gross)}.",),
        )
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y = sheet.paragraph(sheet.left, y, text, sheet.width)
    return say_note(sheet, facts, y)


def gross_only(sheet: Sheet, facts: Facts, y: float) -> float:
    """Only the gross, at most with the remark that tax is contained."""
    sheet.used("totals.gross_only")
    sums, voice = facts.sums, sheet.voice
    label = gross_label(sheet, facts)
    if sums.prepaid or sums.old_balance:
        return column(sheet, facts, y)
    sheet.put(sheet.rng.choice((sheet.left, sheet.right - 220)), y, label, sheet.size + 1, bold=True)
    sheet.put(sheet.right, y, voice.money(sums.gross), sheet.size + 1, bold=True, align="r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y += sheet.leading
    if len(sums.breakdown) == 1 and sums.tax and sheet.rng.random() < 0.6:
        rate = voice.percent(sums.breakdown[0].rate)
        sheet.put(
            sheet.left,
            y,
            voice.pick(
                (f"Der Betrag enthält {rate} MwSt.", f"inkl. {rate} MwSt.", f"alle Preise inkl. {rate} USt."),
                (f"incl. {rate} VAT", f"Prices include {rate} VAT"),
            ),
            sheet.size - 1,
        )
        sheet.lax |= {F.TAX_BREAKDOWN}
        y += sheet.leading
    return say_note(sheet, facts, y)


def due_box(sheet: Sheet, facts: Facts, y: float) -> float:
    """The usual column, then the amount to pay once more in a box."""
    y = column(sheet, facts, y) + 10
    sheet.used("totals.due_box")
    sheet.box(sheet.right - 220, y, 220, 30, sheet.rng.choice((None, 0.9)))
    sheet.put(sheet.right - 212, y + 19, sheet.voice.label("due"), sheet.size + 1, bold=True)
    sheet.put(sheet.right - 8, y + 19, sheet.voice.money(facts.sums.due), sheet.size + 3, bold=True, align="r")
    tell_amount(sheet, F.AMOUNT_DUE, facts.sums.due)
    return y + 40


TOTALS: tuple[Totals, ...] = (column, column, column, column, left_list, row, tax_table, sentence, gross_only, due_box)


def totals(sheet: Sheet, facts: Facts, y: float) -> float:
    """One of the forms; begins a new page where the old one is full."""
    if y > sheet.bottom - 60:
        sheet.new_page()
        y = 70.0
    if fits(facts) and sheet.rarely(0.4):
        return (instalments if facts.sums.prepaid and sheet.rng.random() < 0.7 else sheet.rng.choice(RARE_TOTALS))(
            sheet, facts, y + 8
        )
    form = sheet.rng.choice(TOTALS)
    if form is due_box and facts.kind not in (DocumentKind.INVOICE, DocumentKind.DUNNING):
        form = column
    return form(sheet, facts, y + 8)
