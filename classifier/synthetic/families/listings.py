"""How viewers print an e-invoice: headed sections of labelled values."""

from __future__ import annotations

from classifier.synthetic.blocks import item_tables, titles, totals
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.pairs import Pair, head_pairs, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F


def listing(sheet: Sheet, facts: Facts) -> None:
    """How viewers print an e-invoice: headed sections of labelled values, one a line, no letter at all."""
    sheet.used("plain.listing")
    voice, rng, supplier, sums = sheet.voice, sheet.rng, facts.supplier, facts.sums
    sections: list[tuple[str, list[tuple[str, str]]]] = [
        (
            voice.pick(("Rechnungsdaten", "Allgemeine Angaben", "Belegdaten"), ("Document data",)),
            [(pair.label, pair.value) for pair in _told(sheet, facts)],
        ),
        (
            voice.label("from"),
            [
                (voice.pick(("Name", "Firma"), ("Name",)), supplier.name),
                (voice.pick(("Straße", "Anschrift"), ("Street",)), supplier.street),
                (voice.pick(("Ort", "PLZ/Ort"), ("City",)), supplier.town_line),
            ],
        ),
        (
            voice.label("billing_address"),
            [
                (voice.pick(("Name", "Firma"), ("Name",)), facts.buyer.name),
                (voice.pick(("Straße", "Anschrift"), ("Street",)), facts.buyer.street),
                (voice.pick(("Ort", "PLZ/Ort"), ("City",)), facts.buyer.town_line),
            ],
        ),
    ]
    tell_supplier(sheet, facts, supplier.name)
    sheet.tell(F.BUYER_NAME, facts.buyer.name)
    if supplier.vat_id and facts.tax_note != "small" and rng.random() < 0.8:
        sections[1][1].append((voice.label("vat_id"), supplier.vat_id))
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    if rng.random() < 0.8:
        account = supplier.accounts[0]
        sections.append(
            (
                voice.pick(("Zahlungsdaten", "Überweisung"), ("Payment",)),
                [(voice.label("iban"), account.iban), (voice.label("bic"), account.bic)],
            )
        )
        sheet.tell(F.IBAN, account.iban)
        sheet.tell(F.BIC, account.bic)
    if rng.random() < 0.3:
        sections[1], sections[2] = sections[2], sections[1]
    sheet.put(sheet.left, 60, titles.word(sheet, facts), sheet.size + 5, True)
    y, x = 90.0, sheet.left + rng.choice((120, 150, 180))
    for head, pairs in sections:
        sheet.put(sheet.left, y, head, sheet.size + 1, True)
        y += sheet.leading * 1.3
        for label, value in pairs:
            sheet.fit(sheet.left + 6, y, label + voice.separator, x - sheet.left - 10)
            sheet.put(x, y, value)
            y += sheet.leading
        y += sheet.leading * 0.8
    y = item_tables.table(sheet, facts, y + 6)
    if facts.kind is not DocumentKind.DELIVERY_NOTE and sums.items:
        totals.totals(sheet, facts, y)


def _told(sheet: Sheet, facts: Facts) -> list[Pair]:
    pairs = head_pairs(sheet, facts)
    for pair in pairs:
        tell(sheet, pair)
    return pairs
