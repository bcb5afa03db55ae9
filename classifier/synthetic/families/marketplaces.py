"""Bills of a marketplace: a platform's name on top, the real seller in small print, order number, shipping, payment by platform."""

from __future__ import annotations

from classifier.synthetic import names
from classifier.synthetic.blocks import item_tables, totals
from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.blocks.pairs import customer_pair, date_pair, number_pair, order_pair, tell
from classifier.synthetic.blocks.recipients import recipient_lines
from classifier.synthetic.blocks.titles import word
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.fields import FieldName as F


def marketplace(sheet: Sheet, facts: Facts) -> None:
    """The platform is no party of the bill; `Verkauft von` names who is."""
    sheet.used("family.marketplace")
    rng, voice, supplier = sheet.rng, sheet.voice, facts.supplier
    platform = names.coined(rng).lower() + rng.choice((".shop", "24", "market", ""))
    if rng.random() < 0.5:
        sheet.put(sheet.left, 54, platform, 20, True)
    else:
        sheet.page.pictures.append(Picture(sheet.left, 30, 110, 34, "logo", platform))
    sheet.fit(sheet.right, 54, word(sheet, facts), 220, 16, True, "r")
    y = 78.0
    for line in recipient_lines(sheet, facts):
        sheet.put(sheet.left, y + 20, line)
        y += sheet.leading
    x, top = sheet.left + sheet.width * 0.55, 98.0
    sold = voice.pick(("Verkauft von", "Verkäufer:", "Verkauf und Versand durch", "Händler"), ("Sold by", "Seller"))
    rows = [f"{sold} {supplier.name}", *address_lines(supplier, supplier.country != "DE", voice.german)]
    tell_supplier(sheet, facts, supplier.name)
    if supplier.vat_id and facts.tax_note != "small":
        rows.append(f"{voice.named('vat_id')} {supplier.vat_id}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    for row in rows:
        sheet.fit(x, top, row, sheet.right - x)
        top += sheet.leading
    y = max(y + 20, top) + 18
    shop_order = f"{rng.randrange(100, 999)}-{rng.randrange(10**6, 10**7)}-{rng.randrange(10**6, 10**7)}"
    pairs = [
        pair
        for pair in (
            number_pair(sheet, facts),
            date_pair(sheet, facts),
            order_pair(sheet, facts),
            customer_pair(sheet, facts),
        )
        if pair
    ]
    for pair in pairs:
        sheet.put(sheet.left, y, pair.label)
        sheet.put(sheet.left + 150, y, pair.value)
        tell(sheet, pair)
        y += sheet.leading
    sheet.put(
        sheet.left,
        y,
        voice.pick(("Auftragsnummer des Marktplatzes", "Transaktion", "Vorgang"), ("Marketplace order",)),
        sheet.size - 0.5,
    )
    sheet.put(sheet.left + 200, y, shop_order)
    y = item_tables.table(sheet, facts, y + 26)
    y = totals.totals(sheet, facts, y)
    text = voice.pick(
        (
            f"Bezahlt über {platform} am {voice.date(facts.issued)}. Bitte überweisen Sie nichts.", f"Zahlungsart: {rng.choice(('PayPal', 'Kreditkarte', 'Rechnungskauf', 'Lastschrift'))}, abgewickelt durch {platform} Payments.",
            f"Widerruf innerhalb von 14 Tagen. Rücksendungen über Ihr Konto bei {platform}.",
        ),
        (f"Paid through {platform}. Nothing to transfer.", f"Return within 30 days via {platform}."),
    )  # fmt: skip
    y = sheet.paragraph(sheet.left, y + 8, text, sheet.width)
    sheet.fit(
        sheet.left,
        sheet.page.height - 36,
        f"{platform} {rng.choice(('SE', 'GmbH', 'S.à r.l.'))}, {rng.choice(names.CITIES)[0]} · Amtsgericht HRB {rng.randrange(1000, 99999)}",
        sheet.width,
        6.5,
    )
