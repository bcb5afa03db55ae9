"""What a document's sums are called and which of them are printed, before any layout; and the truths they state."""

from __future__ import annotations

from decimal import Decimal

from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F
from models.vouchers import TaxLine

Row = tuple[str, Decimal, tuple[F, ...]]


def amount_text(value: Decimal) -> str:
    """An amount in the form of predictions."""
    return f"{value:.2f}"


def tell_amount(sheet: Sheet, name: F, value: Decimal) -> None:
    """State an amount of this name."""
    sheet.tell(name, amount_text(value))


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


def gross_label(sheet: Sheet, facts: Facts) -> str:
    """The label of the gross total, which depends on the kind."""
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


def end_rows(sheet: Sheet, facts: Facts) -> list[Row]:
    """What follows the gross: prepayments, an old balance, the amount to pay."""
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
        found.append((gross_label(sheet, facts), sums.gross, (F.GROSS_TOTAL,)))
        return found + end_rows(sheet, facts)
    taxes: list[Row] = [
        (_tax_label(sheet, line, sums.gross_priced), line.tax, (F.TAX_TOTAL,) if len(sums.breakdown) == 1 else ())
        for line in taxed
    ]
    gross: Row = (gross_label(sheet, facts), sums.gross, (F.GROSS_TOTAL,))
    if sums.gross_priced and rng.random() < 0.6:
        found += [gross, *taxes]
    else:
        found += [(voice.label("net"), sums.net, (F.NET_TOTAL,)), *taxes, gross]
    return found + end_rows(sheet, facts)


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


def say_note(sheet: Sheet, facts: Facts, y: float) -> float:
    """The tax remark as a paragraph, if there is one."""
    text = note(sheet, facts)
    if not text:
        return y
    sheet.used("totals.tax_note")
    return sheet.paragraph(sheet.left, y + 4, text, sheet.width)


def tail(sheet: Sheet, facts: Facts, y: float) -> float:
    """The rows after the gross below a table of sums."""
    for label, value, names in end_rows(sheet, facts):
        sheet.put(sheet.right - 110, y, label, align="r")
        sheet.put(sheet.right, y, sheet.voice.money(value), align="r")
        for name in names:
            tell_amount(sheet, name, abs(value))
        y += sheet.leading
    return y
