"""Parts of till slips: centred lines, shop, time, taxes, payment."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.blocks.pairs import compact
from classifier.synthetic.blocks.sums import tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def centre(sheet: Sheet, y: float, text: str, size: float | None = None, bold: bool = False) -> float:
    """A centred line, smaller where the roll is narrow."""
    room = sheet.page.width - 14
    fit = min(size or sheet.size, (size or sheet.size) * room / max(1.0, sheet.measure(text, size, bold)))
    sheet.put(sheet.page.width / 2, y, text, fit, bold, align="c")
    return y + sheet.leading


def pair(sheet: Sheet, y: float, label: str, value: str, bold: bool = False) -> float:
    """Label left, value right."""
    sheet.put(sheet.left, y, label, bold=bold)
    sheet.put(sheet.right, y, value, bold=bold, align="r")
    return y + sheet.leading


def shop(sheet: Sheet, facts: Facts, y: float) -> float:
    """Name, address and tax ids of the shop."""
    supplier, rng = facts.supplier, sheet.rng
    shown = supplier.name if rng.random() < 0.6 else supplier.brand
    shown = shown.upper() if rng.random() < 0.12 else shown
    y = centre(sheet, y, shown, sheet.size + rng.choice((0, 2, 5)), True)
    tell_supplier(sheet, facts, shown)
    for line in address_lines(supplier, False):
        y = centre(sheet, y, line)
    if rng.random() < 0.6:
        y = centre(sheet, y, f"Tel. {supplier.phone}")
    if supplier.tax_number and rng.random() < 0.55:
        y = centre(sheet, y, f"{sheet.voice.named('tax_number')} {supplier.tax_number}")
        sheet.tell(F.SUPPLIER_TAX_NUMBER, compact(supplier.tax_number))
    if supplier.vat_id and rng.random() < 0.5:
        y = centre(sheet, y, f"{sheet.voice.named('vat_id')} {supplier.vat_id}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    return y + sheet.leading * 0.6


def when(sheet: Sheet, facts: Facts, y: float) -> float:
    """Date and time in one of four forms, mostly with the slip's number."""
    rng, voice = sheet.rng, sheet.voice
    clock = f"{rng.randrange(7, 22):02d}:{rng.randrange(60):02d}" + rng.choice((":17", "", "", " Uhr"))
    sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    day = voice.date(facts.issued)
    label = voice.label("receipt_number")
    form = rng.randrange(4)
    if form == 0:
        y = pair(sheet, y, day, clock)
    elif form == 1:
        y = pair(sheet, y, f"{voice.label('plain_date')}: {day}", clock)
    elif form == 2:
        y = centre(sheet, y, f"{day} {clock} Kasse {rng.randrange(1, 9)} Bed. {rng.randrange(1, 99)}")
    else:
        y = pair(sheet, y, "Datum/Zeit", f"{day} {clock}")
    if rng.random() < 0.8:
        y = pair(sheet, y, label, facts.number) if rng.random() < 0.6 else centre(sheet, y, f"{label} {facts.number}")
        sheet.tell(F.DOCUMENT_NUMBER, compact(facts.number))
    return y


def taxes(sheet: Sheet, facts: Facts, y: float, letters: dict[Decimal, str]) -> float:
    """Taxes as a table, as contained amounts, or only by a remark; `letters` marks the rates."""
    voice, rng = sheet.voice, sheet.rng
    form = rng.randrange(3)
    if form == 0:
        sheet.used("till.tax_table")
        step = (sheet.right - sheet.left) / 4
        for place, head in enumerate(("MwSt", "Netto", "Steuer", "Brutto")):
            sheet.put(sheet.left + (place + 1) * step, y, head, align="r")
        for line in facts.sums.breakdown:
            y += sheet.leading
            cells = (
                f"{letters[line.rate]} {voice.percent(line.rate)}",
                voice.number(line.base),
                voice.number(line.tax),
                voice.number(line.gross),
            )
            for place, cell in enumerate(cells):
                sheet.put(sheet.left + (place + 1) * step, y, cell, align="r")
        tell_taxes(sheet, facts)
        if len(facts.sums.breakdown) > 1:
            sheet.lax |= {F.NET_TOTAL, F.TAX_TOTAL}
        else:
            tell_amount(sheet, F.NET_TOTAL, facts.sums.net)
            tell_amount(sheet, F.TAX_TOTAL, facts.sums.tax)
        return y + sheet.leading
    if form == 1:
        sheet.used("till.contained_tax")
        for line in facts.sums.breakdown:
            y = pair(sheet, y, f"{voice.label('contained_tax')} {voice.percent(line.rate)}", voice.number(line.tax))
        tell_taxes(sheet, facts)
        if len(facts.sums.breakdown) == 1:
            tell_amount(sheet, F.TAX_TOTAL, facts.sums.tax)
        else:
            sheet.lax.add(F.TAX_TOTAL)
        return y
    sheet.used("till.no_tax")
    if rng.random() < 0.5:
        y = centre(sheet, y, "Alle Preise inkl. gesetzl. MwSt.")
    return y


def payment(sheet: Sheet, facts: Facts, y: float) -> float:
    """Cash with change, or a card with or without the terminal's data."""
    voice, rng, total = sheet.voice, sheet.rng, facts.sums.gross
    if rng.random() < 0.45:
        given = (total / 10).to_integral_value(ROUND_CEILING) * 10
        y = pair(sheet, y, rng.choice(("Gegeben Bar", "BAR", "Bar EUR", "Barzahlung")), voice.number(given))
        return pair(sheet, y, rng.choice(("Rückgeld", "Zurück", "Rückgeld EUR")), voice.number(given - total))
    y = pair(
        sheet,
        y,
        rng.choice(("EC-Karte", "girocard", "Kartenzahlung", "VISA", "Mastercard", "Kreditkarte")),
        voice.number(total),
    )
    if rng.random() < 0.5:
        sheet.used("till.card_slip")
        for label, value in (
            ("Terminal-ID", f"{rng.randrange(10**7, 10**8)}"), ("TA-Nr.", f"{rng.randrange(10**6):06d}"), ("VU-Nr.", f"{rng.randrange(10**9)}"),
            ("Karte", f"############{rng.randrange(1000, 9999)}"), ("Genehmigungs-Nr.", f"{rng.randrange(10**6):06d}"),
        ):  # fmt: skip
            y = pair(sheet, y, label, value)
        y = centre(sheet, y, rng.choice(("*** Zahlung erfolgt ***", "Zahlung erfolgt", "Autorisierung erfolgreich")))
    return y
