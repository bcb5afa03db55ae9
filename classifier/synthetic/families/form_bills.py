"""A printed form: every value in a captioned cell, the table ruled, the totals as a band; as many trades and programs print."""

from __future__ import annotations

from classifier.synthetic.blocks import form_info, info, item_tables, marks, payment, rare_footers, rare_totals, totals
from classifier.synthetic.blocks.identity import address_lines, contact_lines, tell_supplier
from classifier.synthetic.blocks.pairs import head_pairs
from classifier.synthetic.blocks.recipients import recipient_lines
from classifier.synthetic.blocks.titles import word
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind


def form_bill(sheet: Sheet, facts: Facts) -> None:
    """Sender cell and recipient cell, title bar, band of captions, table, band of sums."""
    sheet.used("family.form_bill")
    rng, voice, supplier = sheet.rng, sheet.voice, facts.supplier
    half, top = sheet.width / 2, rng.choice((36.0, 60.0))
    sender = [
        supplier.name,
        *address_lines(supplier, supplier.country != "DE", voice.german),
        *contact_lines(sheet, supplier),
    ]
    cells = [(voice.label("from"), sender), (voice.label("billing_address"), recipient_lines(sheet, facts))]
    tell_supplier(sheet, facts, supplier.name)
    if rng.random() < 0.35:
        cells.reverse()
    captioned = rng.random() < 0.6
    for place, (caption, rows) in enumerate(cells):
        x = sheet.left + place * half
        sheet.box(x, top, half, 92)
        if captioned:
            sheet.put(x + 4, top + 8, caption, 6)
        for row, line in enumerate(rows[:7]):
            sheet.fit(x + 6, top + 20 + row * 11, line, half - 12, bold=row == 0 and rng.random() < 0.5)
    y = top + 118
    sheet.fit(sheet.left, y, word(sheet, facts), sheet.width, sheet.size + rng.choice((2, 5, 9)), True)
    form = rng.choice((form_info.captions, form_info.boxed_table, info.above))
    y = form(sheet, facts, head_pairs(sheet, facts), y + 24)
    y = item_tables.table(sheet, facts, y + 12)
    if facts.kind is not DocumentKind.DELIVERY_NOTE:
        band = rng.choice((rare_totals.band, rare_totals.lettered)) if rare_totals.fits(facts) else totals.column
        y = band(sheet, facts, y + 6)
    payment.payment(sheet, facts, y)
    rng.choice(rare_footers.RARE_FOOTERS)(sheet, facts)
    if sheet.rarely(0.5):
        marks.form_number(sheet, facts)
