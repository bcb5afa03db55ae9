"""Totals: the same sums as column, row, sentence, tax table, or as the gross alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F
from models.vouchers import TaxLine

Totals = Callable[[Sheet, Facts, float], float]
Row = tuple[str, Decimal, tuple[F, ...]]


def _amount(value: Decimal) -> str:
    return f"{value:.2f}"


def tell_amount(sheet: Sheet, name: F, value: Decimal) -> None:
    """State an amount of this name."""
    sheet.tell(name, _amount(value))


def tell_taxes(sheet: Sheet, facts: Facts) -> None:
    """State the tax lines: called only where every rate and its tax stand on the page."""
    lines = tuple(TaxLine(line.rate, line.base, line.tax) for line in facts.sums.breakdown)
    sheet.tell(F.TAX_BREAKDOWN, lines)


def _tax_label(sheet: Sheet, line: TaxLine, contained: bool = False) -> str:
    voice = sheet.voice
    label = voice.label("contained_tax" if contained else "tax")
    percent = voice.percent(line.rate)
    forms = (
        f"{label} {percent}",
        f"{percent} {label}",
        f"{label} ({percent})",
        f"{label} {percent} {voice.pick(('auf', 'von'), ('on', 'of'))} {voice.money(line.base)}",
    )
    return forms[sheet.voice.habit("tax label", len(forms))]


def note(sheet: Sheet, facts: Facts) -> str:
    """The sentence that explains why no tax is charged."""
    voice = sheet.voice
    return {
        "small": voice.pick(("Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.", "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG.", "Umsatzsteuerbefreit nach § 19 Abs. 1 UStG (Kleinunternehmer)."), ("No VAT charged (small business scheme).",)),
        "reverse": voice.pick(("Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).", "Reverse Charge: Die Steuerschuld geht auf den Leistungsempfänger über.", "Steuerschuldnerschaft des Leistungsempfängers"), ("Reverse charge: VAT to be accounted for by the recipient.", "VAT reverse charged (Art. 196 Directive 2006/112/EC).")),
        "intra": voice.pick(("Steuerfreie innergemeinschaftliche Lieferung.", "Innergemeinschaftliche Lieferung, steuerfrei nach § 4 Nr. 1b UStG."), ("Intra-Community supply, VAT exempt.", "VAT exempt intra-community delivery.")),
    }.get(facts.tax_note, "")  # fmt: skip


def _gross_label(sheet: Sheet, facts: Facts) -> str:
    if facts.kind is DocumentKind.OFFER:
        return sheet.voice.pick(
            ("Angebotssumme", "Gesamtsumme", "Angebotspreis brutto", "Gesamt"), ("Total", "Quote total")
        )
    if facts.kind is DocumentKind.ORDER_CONFIRMATION:
        return sheet.voice.pick(
            ("Auftragssumme", "Gesamtsumme", "Auftragswert brutto", "Gesamt"), ("Total", "Order total")
        )
    if facts.kind is DocumentKind.CREDIT_NOTE:
        return sheet.voice.pick(
            ("Gutschriftsbetrag", "Gesamtbetrag", "Gutschrift brutto", "Erstattungsbetrag", "Summe"),
            ("Total credit", "Credit total", "Total"),
        )
    return sheet.voice.label("gross")


def _end_rows(sheet: Sheet, facts: Facts) -> list[Row]:
    sums, voice = facts.sums, sheet.voice
    rows: list[Row] = []
    if sums.prepaid:
        rows.append(
            (voice.label("prepaid"), -sums.prepaid if sheet.rng.random() < 0.5 else sums.prepaid, (F.PREPAID_TOTAL,))
        )
    if sums.old_balance:
        rows.append((voice.label("old_balance"), sums.old_balance, ()))
    if rows or sheet.rng.random() < 0.12:
        rows.append((voice.label("due"), sums.due, (F.AMOUNT_DUE,)))
    return rows


def rows(sheet: Sheet, facts: Facts) -> list[Row]:
    """Net, taxes, gross and what follows; which of them are printed depends on the chance of the layout."""
    sums, voice, rng = facts.sums, sheet.voice, sheet.rng
    found: list[Row] = []
    if (sums.discount or sums.shipping) and not sums.gross_priced:
        found.append((voice.label("subtotal"), sums.subtotal, ()))
    if sums.discount:
        found.append((voice.label("discount"), -sums.discount, ()))
    if sums.shipping:
        found.append((voice.label("shipping"), sums.shipping, ()))
    taxed = [line for line in sums.breakdown if line.tax or not facts.tax_note]
    if facts.tax_note == "small" or (facts.tax_note and rng.random() < 0.4):
        found.append((_gross_label(sheet, facts), sums.gross, (F.GROSS_TOTAL,)))
        return found + _end_rows(sheet, facts)
    taxes: list[Row] = [
        (_tax_label(sheet, line, sums.gross_priced), line.tax, (F.TAX_TOTAL,) if len(sums.breakdown) == 1 else ())
        for line in taxed
    ]
    gross: Row = (_gross_label(sheet, facts), sums.gross, (F.GROSS_TOTAL,))
    if sums.gross_priced and rng.random() < 0.6:
        found += [gross, *taxes]
    else:
        found += [(voice.label("net"), sums.net, (F.NET_TOTAL,)), *taxes, gross]
    return found + _end_rows(sheet, facts)


def finish(sheet: Sheet, facts: Facts, printed: list[Row]) -> None:
    """State what these printed rows say."""
    for _, value, names in printed:
        for name in names:
            tell_amount(sheet, name, abs(value) if name is F.PREPAID_TOTAL else value)
    told = {name for row in printed for name in row[2]}
    if facts.sums.breakdown and (
        F.TAX_TOTAL in told or any(line.tax == row[1] for line in facts.sums.breakdown for row in printed if not row[2])
    ):
        tell_taxes(sheet, facts)
    if len(facts.sums.breakdown) > 1 and F.TAX_TOTAL not in sheet.truth:
        sheet.lax |= {F.TAX_TOTAL, F.TAX_BREAKDOWN} - set(sheet.truth)


def _say_note(sheet: Sheet, facts: Facts, y: float) -> float:
    text = note(sheet, facts)
    if not text:
        return y
    sheet.used("totals.tax_note")
    return sheet.paragraph(sheet.left, y + 4, text, sheet.width)


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
    return _say_note(sheet, facts, y)


def left_list(sheet: Sheet, facts: Facts, y: float) -> float:
    """Labels at the left margin, amounts beside them or far right."""
    sheet.used("totals.left_list")
    printed = rows(sheet, facts)
    x = sheet.rng.choice((sheet.left + 190, sheet.left + 240, sheet.right))
    for label, value, names in printed:
        sheet.put(sheet.left, y, label + sheet.voice.separator, bold=F.GROSS_TOTAL in names)
        sheet.put(x, y, sheet.voice.money(value), align="r", bold=F.GROSS_TOTAL in names)
        y += sheet.leading * 1.1
    finish(sheet, facts, printed)
    return _say_note(sheet, facts, y)


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
        (_gross_label(sheet, facts), voice.money(sums.gross)),
    ]
    step = sheet.width / len(cells)
    for place, (label, shown) in enumerate(cells):
        x = sheet.left + (place + 1) * step - 6
        sheet.put(x, y, label, min(sheet.size, sheet.size * (step - 8) / max(1.0, sheet.measure(label))), align="r")
        sheet.put(x, y + sheet.leading, shown, align="r", bold=place == 3)
    for name, value in ((F.NET_TOTAL, sums.net), (F.TAX_TOTAL, sums.tax), (F.GROSS_TOTAL, sums.gross)):
        tell_amount(sheet, name, value)
    tell_taxes(sheet, facts)
    y = _tail(sheet, facts, y + 2.2 * sheet.leading)
    return _say_note(sheet, facts, y)


def _tail(sheet: Sheet, facts: Facts, y: float) -> float:
    for label, value, names in _end_rows(sheet, facts):
        sheet.put(sheet.right - 110, y, label, align="r")
        sheet.put(sheet.right, y, sheet.voice.money(value), align="r")
        for name in names:
            tell_amount(sheet, name, abs(value))
        y += sheet.leading
    return y


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
    sheet.put(left if rng.random() < 0.5 else sheet.right - 190, y, _gross_label(sheet, facts), bold=True)
    sheet.put(sheet.right, y, voice.money(sums.gross), bold=True, align="r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y = _tail(sheet, facts, y + sheet.leading)
    return _say_note(sheet, facts, y)


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
    return _say_note(sheet, facts, y)


def gross_only(sheet: Sheet, facts: Facts, y: float) -> float:
    """Only the gross, at most with the remark that tax is contained."""
    sheet.used("totals.gross_only")
    sums, voice = facts.sums, sheet.voice
    label = _gross_label(sheet, facts)
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
    return _say_note(sheet, facts, y)


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
    form = sheet.rng.choice(TOTALS)
    if form is due_box and facts.kind not in (DocumentKind.INVOICE, DocumentKind.DUNNING):
        form = column
    return form(sheet, facts, y + 8)
