"""Bills of software as a service: from and to side by side, the amount due in words."""

from __future__ import annotations

from classifier.synthetic.blocks import item_tables, payment, recipients, titles, totals
from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.blocks.pairs import (
    date_pair,
    due_pair,
    number_pair,
    supply_pair,
    tell,
)
from classifier.synthetic.blocks.sums import tell_amount
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def subscription(sheet: Sheet, facts: Facts) -> None:
    """Software as a service: title left, amount due in words of the shop on top, from and to side by side, VAT remark."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    sheet.used("bill.subscription")
    sheet.put(sheet.left, 70, titles.word(sheet, facts), 20, True)
    sheet.put(sheet.right, 70, facts.supplier.brand, 14, True, align="r")
    tell_supplier(sheet, facts, facts.supplier.brand)
    pairs = [
        pair
        for pair in (
            number_pair(sheet, facts),
            date_pair(sheet, facts),
            due_pair(sheet, facts),
            supply_pair(sheet, facts),
        )
        if pair
    ]
    y = 98.0
    for pair in pairs:
        sheet.put(sheet.left, y, pair.label, bold=True)
        sheet.put(sheet.left + 110, y, pair.value)
        tell(sheet, pair)
        y += sheet.leading
    y += 14
    top = y
    supplier = facts.supplier
    own = [supplier.name, *address_lines(supplier, True, voice.german), supplier.mail]
    tell_supplier(sheet, facts, supplier.name)
    if supplier.vat_id:
        own.append(f"{voice.named('vat_id')} {supplier.vat_id}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    buyer = [voice.label("billing_address"), *recipients.recipient_lines(sheet, facts)]
    if facts.buyer.vat_id and rng.random() < 0.6:
        buyer.append(f"{voice.named('buyer_vat_id')} {facts.buyer.vat_id}")
    for line in own:
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    for line in buyer:
        sheet.put(sheet.left + sheet.width * 0.5, top, line)
        top += sheet.leading
    y = max(y, top) + 20
    if facts.due and rng.random() < 0.7:
        sheet.put(
            sheet.left,
            y,
            voice.pick(
                (f"{voice.money(sums.due)} fällig am {voice.date(facts.due)}",),
                (f"{voice.money(sums.due)} due {voice.date(facts.due)}",),
            ),
            15,
            True,
        )
        sheet.tell(F.DUE_DATE, facts.due.isoformat())
        tell_amount(sheet, F.AMOUNT_DUE, sums.due)
        y += 30
    y = item_tables.table(sheet, facts, y)
    y = rng.choice((totals.column, totals.column, totals.due_box))(sheet, facts, y + 8)
    payment.payment(sheet, facts, y + 8)
    if rng.random() < 0.4:
        sheet.put(
            sheet.left,
            sheet.page.height - 30,
            voice.pick((f"Seite 1 von {len(sheet.pages)}",), (f"Page 1 of {len(sheet.pages)}",)),
            7,
        )
