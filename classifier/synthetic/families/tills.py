"""Families of small purchases: the till roll, the card slip, the quittance form, the ticket."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from classifier.synthetic.blocks.heads import address_lines, recipient_lines, tell_supplier
from classifier.synthetic.blocks.pairs import compact
from classifier.synthetic.blocks.totals import tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.fields import FieldName as F


def _centre(sheet: Sheet, y: float, text: str, size: float | None = None, bold: bool = False) -> float:
    room = sheet.page.width - 14
    fit = min(size or sheet.size, (size or sheet.size) * room / max(1.0, sheet.measure(text, size, bold)))
    sheet.put(sheet.page.width / 2, y, text, fit, bold, align="c")
    return y + sheet.leading


def _pair(sheet: Sheet, y: float, label: str, value: str, bold: bool = False) -> float:
    sheet.put(sheet.left, y, label, bold=bold)
    sheet.put(sheet.right, y, value, bold=bold, align="r")
    return y + sheet.leading


def _shop(sheet: Sheet, facts: Facts, y: float) -> float:
    supplier, rng = facts.supplier, sheet.rng
    shown = supplier.name if rng.random() < 0.6 else supplier.brand
    shown = shown.upper() if rng.random() < 0.12 else shown
    y = _centre(sheet, y, shown, sheet.size + rng.choice((0, 2, 5)), True)
    tell_supplier(sheet, facts, shown)
    for line in address_lines(supplier, False):
        y = _centre(sheet, y, line)
    if rng.random() < 0.6:
        y = _centre(sheet, y, f"Tel. {supplier.phone}")
    if supplier.tax_number and rng.random() < 0.55:
        y = _centre(sheet, y, f"{sheet.voice.named('tax_number')} {supplier.tax_number}")
        sheet.tell(F.SUPPLIER_TAX_NUMBER, compact(supplier.tax_number))
    if supplier.vat_id and rng.random() < 0.5:
        y = _centre(sheet, y, f"{sheet.voice.named('vat_id')} {supplier.vat_id}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    return y + sheet.leading * 0.6


def _when(sheet: Sheet, facts: Facts, y: float) -> float:
    rng, voice = sheet.rng, sheet.voice
    clock = f"{rng.randrange(7, 22):02d}:{rng.randrange(60):02d}" + rng.choice((":17", "", "", " Uhr"))
    sheet.tell(F.DOCUMENT_DATE, facts.issued.isoformat())
    day = voice.date(facts.issued)
    label = voice.label("receipt_number")
    form = rng.randrange(4)
    if form == 0:
        y = _pair(sheet, y, day, clock)
    elif form == 1:
        y = _pair(sheet, y, f"{voice.label('plain_date')}: {day}", clock)
    elif form == 2:
        y = _centre(sheet, y, f"{day} {clock} Kasse {rng.randrange(1, 9)} Bed. {rng.randrange(1, 99)}")
    else:
        y = _pair(sheet, y, "Datum/Zeit", f"{day} {clock}")
    if rng.random() < 0.8:
        y = _pair(sheet, y, label, facts.number) if rng.random() < 0.6 else _centre(sheet, y, f"{label} {facts.number}")
        sheet.tell(F.DOCUMENT_NUMBER, compact(facts.number))
    return y


def _taxes(sheet: Sheet, facts: Facts, y: float, letters: dict[Decimal, str]) -> float:
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
            y = _pair(sheet, y, f"{voice.label('contained_tax')} {voice.percent(line.rate)}", voice.number(line.tax))
        tell_taxes(sheet, facts)
        if len(facts.sums.breakdown) == 1:
            tell_amount(sheet, F.TAX_TOTAL, facts.sums.tax)
        else:
            sheet.lax.add(F.TAX_TOTAL)
        return y
    sheet.used("till.no_tax")
    if rng.random() < 0.5:
        y = _centre(sheet, y, "Alle Preise inkl. gesetzl. MwSt.")
    return y


def _payment(sheet: Sheet, facts: Facts, y: float) -> float:
    voice, rng, total = sheet.voice, sheet.rng, facts.sums.gross
    if rng.random() < 0.45:
        given = (total / 10).to_integral_value(ROUND_CEILING) * 10
        y = _pair(sheet, y, rng.choice(("Gegeben Bar", "BAR", "Bar EUR", "Barzahlung")), voice.number(given))
        return _pair(sheet, y, rng.choice(("Rückgeld", "Zurück", "Rückgeld EUR")), voice.number(given - total))
    y = _pair(
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
            y = _pair(sheet, y, label, value)
        y = _centre(sheet, y, rng.choice(("*** Zahlung erfolgt ***", "Zahlung erfolgt", "Autorisierung erfolgreich")))
    return y


def till_roll(sheet: Sheet, facts: Facts) -> None:
    """A narrow roll: shop, lines with tax letters, sum, taxes, payment, signature of the security module (KassenSichV)."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("receipt.till_roll")
    y = _shop(sheet, facts, 22.0)
    early = rng.random() < 0.5
    if rng.random() < 0.5:
        y = _centre(
            sheet,
            y,
            rng.choice(("Rechnung", "Kassenbon", "Quittung", "*** Beleg ***", "- KUNDENBELEG -", "RECHNUNG")),
            bold=True,
        )
    if early:
        y = _when(sheet, facts, y)
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
        y = _pair(sheet, y, name, voice.number(item.amount) + tail)
    sheet.tell(F.LINE_COUNT, str(len(facts.sums.items)))
    sheet.rule(sheet.left, y - sheet.size * 0.6, sheet.right - sheet.left, 0.5)
    y += 4
    label = rng.choice(
        ("SUMME", "Summe EUR", "Gesamt", "TOTAL", "Zu zahlen", "Total EUR", "Gesamtbetrag", "SUMME €", "Endbetrag")
    )
    y = _pair(sheet, y, label, voice.money(facts.sums.gross), bold=rng.random() < 0.7)
    tell_amount(sheet, F.GROSS_TOTAL, facts.sums.gross)
    tax_first = rng.random() < 0.5
    y = _taxes(sheet, facts, y + 3, letters) if tax_first else _payment(sheet, facts, y + 3)
    y = _payment(sheet, facts, y + 3) if tax_first else _taxes(sheet, facts, y + 3, letters)
    if not early:
        y = _when(sheet, facts, y + 4)
    if rng.random() < 0.4:
        sheet.used("till.signature")
        for line in (
            f"TSE-Transaktion: {rng.randrange(10**6)}",
            f"TSE-Start: {facts.issued.isoformat()}T12:01:33",
            f"Seriennr. {rng.randrange(16**12):012x}",
        ):
            y = _centre(sheet, y, line, 6)
    y = _centre(
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
        sheet.put(sheet.left + (200 if rng.random() < 0.3 else 0), y, line, sheet.size - 1)
        y += sheet.leading
    tell_supplier(sheet, facts, facts.supplier.name)
    if facts.supplier.tax_number and rng.random() < 0.5:
        sheet.put(sheet.left, y, f"{voice.named('tax_number')} {facts.supplier.tax_number}", sheet.size - 1)
        sheet.tell(F.SUPPLIER_TAX_NUMBER, compact(facts.supplier.tax_number))
    sheet.page.height = max(300.0, y + 30)


def payment_receipt(sheet: Sheet, facts: Facts) -> None:
    """An A4 or letter receipt after an online payment: amount paid on top, method, items, help line."""
    rng, voice = sheet.rng, sheet.voice
    sheet.used("receipt.online")
    y = 70.0
    sheet.page.pictures.append(Picture(sheet.right - 60, 40, 60, 30, "logo", facts.supplier.brand))
    sheet.put(
        sheet.left, y, voice.pick(("Zahlungsbeleg", "Quittung", "Ihr Beleg"), ("Receipt", "Payment receipt")), 20, True
    )
    y += 30
    for label, value, name, truth in (
        (voice.label("receipt_number"), facts.number, F.DOCUMENT_NUMBER, compact(facts.number)),
        (voice.pick(("Bezahlt am", "Zahlungsdatum", "Datum"), ("Date paid", "Date")), voice.date(facts.issued), F.DOCUMENT_DATE, facts.issued.isoformat()),
    ):  # fmt: skip
        sheet.put(sheet.left, y, label, bold=rng.random() < 0.5)
        sheet.put(sheet.left + 130, y, value)
        sheet.tell(name, truth)
        y += sheet.leading
    sheet.put(sheet.left, y, voice.pick(("Zahlungsart", "Bezahlt mit"), ("Payment method",)))
    sheet.put(
        sheet.left + 130, y, f"{rng.choice(('Visa', 'Mastercard', 'PayPal', 'girocard'))} - {rng.randrange(1000, 9999)}"
    )
    y += sheet.leading * 2
    top = y
    for line in (facts.supplier.name, *address_lines(facts.supplier, True, voice.german), facts.supplier.mail):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    tell_supplier(sheet, facts, facts.supplier.name)
    if facts.supplier.vat_id and rng.random() < 0.6:
        sheet.put(sheet.left, y, f"{voice.named('vat_id')} {facts.supplier.vat_id}")
        sheet.tell(F.SUPPLIER_VAT_ID, facts.supplier.vat_id)
        y += sheet.leading
    other = top
    if rng.random() < 0.7:
        for line in recipient_lines(sheet, facts):
            sheet.put(sheet.left + 260, other, line)
            other += sheet.leading
    y = max(y, other) + 24
    paid = voice.money(facts.sums.gross)
    day = voice.date(facts.issued)
    sheet.put(sheet.left, y, voice.pick((f"{paid} bezahlt am {day}",), (f"{paid} paid on {day}",)), 15, True)
    tell_amount(sheet, F.GROSS_TOTAL, facts.sums.gross)
    y += 30
    for item in facts.sums.items[:12]:
        y = _pair(sheet, y, item.article.text, voice.money(item.amount))
    sheet.rule(sheet.left, y - 6, sheet.width)
    y = _pair(sheet, y + 6, voice.label("gross"), paid, bold=True)
    if len(facts.sums.breakdown) == 1 and rng.random() < 0.5:
        charged = facts.sums.breakdown[0]
        y = _pair(sheet, y, f"{voice.label('contained_tax')} {voice.percent(charged.rate)}", voice.money(charged.tax))
        tell_amount(sheet, F.TAX_TOTAL, charged.tax)
        tell_taxes(sheet, facts)
    sheet.paragraph(
        sheet.left,
        y + 30,
        voice.pick(
            (f"Fragen? Schreiben Sie an {facts.supplier.mail}.",), (f"Questions? Contact {facts.supplier.mail}.",)
        ),
        sheet.width,
    )
