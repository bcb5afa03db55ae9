"""Receipts after an online payment."""

from __future__ import annotations

from classifier.synthetic.blocks import till
from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.blocks.pairs import compact
from classifier.synthetic.blocks.recipients import recipient_lines
from classifier.synthetic.blocks.sums import tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.fields import FieldName as F


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
        y = till.pair(sheet, y, item.article.text, voice.money(item.amount))
    sheet.rule(sheet.left, y - 6, sheet.width)
    y = till.pair(sheet, y + 6, voice.label("gross"), paid, bold=True)
    if len(facts.sums.breakdown) == 1 and rng.random() < 0.5:
        charged = facts.sums.breakdown[0]
        y = till.pair(
            sheet, y, f"{voice.label('contained_tax')} {voice.percent(charged.rate)}", voice.money(charged.tax)
        )
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
