"""Families without design: landscape lists, two columns, informal letters."""

from __future__ import annotations

from classifier.synthetic.blocks import (
    footers,
    identity,
    info,
    item_tables,
    lines,
    noise,
    payment,
    recipients,
    titles,
    totals,
)
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.pairs import head_pairs, tell
from classifier.synthetic.blocks.terms import terms
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F


def landscape(sheet: Sheet, facts: Facts) -> None:
    """A4 landscape: parties in a row on top, a wide table."""
    sheet.used("plain.landscape")
    y = recipients.labelled(sheet, facts, 40.0)
    if F.SUPPLIER_NAME not in sheet.truth:
        sheet.put(sheet.right, 45, facts.supplier.name, sheet.size + 2, True, align="r")
        tell_supplier(sheet, facts, facts.supplier.name)
    y, number, day = titles.title(sheet, facts, y + 8)
    y = info.above(sheet, facts, head_pairs(sheet, facts, not number, not day), y + 8)
    y = item_tables.table(sheet, facts, y + 8)
    if facts.kind is not DocumentKind.DELIVERY_NOTE:
        y = totals.totals(sheet, facts, y)
    payment.payment(sheet, facts, y)
    footers.footer(sheet, facts)


def two_columns(sheet: Sheet, facts: Facts) -> None:
    """A narrow left column with everything about the supplier and the payment, the deal at the right."""
    sheet.used("plain.two_columns")
    rng, voice, supplier = sheet.rng, sheet.voice, facts.supplier
    left, wide = sheet.left, 135.0
    y = 80.0
    for line in (
        *supplier.name_lines,
        *identity.address_lines(supplier, False),
        "",
        *identity.contact_lines(sheet, supplier),
        "",
    ):
        y = sheet.paragraph(left, y, line, wide, sheet.size - 1) if line else y + 8
    tell_supplier(sheet, facts, supplier.name)
    for pair in head_pairs(sheet, facts):
        sheet.put(left, y, pair.label, sheet.size - 2, True)
        y += sheet.leading
        sheet.put(left, y, pair.value, min(sheet.size - 0.5, sheet.size * wide / max(1.0, sheet.measure(pair.value))))
        y += sheet.leading + 4
        tell(sheet, pair)
    account = supplier.accounts[0]
    if rng.random() < 0.7:
        sheet.put(left, y + 8, voice.label("iban"), sheet.size - 2, True)
        shown = voice.iban(account.iban)
        sheet.put(left, y + 8 + sheet.leading, shown, min(sheet.size - 1, sheet.size * wide / sheet.measure(shown)))
        sheet.tell(F.IBAN, account.iban)
    sheet.left = left + wide + 22
    bottom = recipients.labelled(sheet, facts, 60.0) if rng.random() < 0.4 else recipients.window(sheet, facts)
    y, _, _ = titles.title(sheet, facts, bottom + 20)
    y = lines.lines(sheet, facts, y)
    if facts.kind is not DocumentKind.DELIVERY_NOTE:
        y = totals.totals(sheet, facts, y)
    y = terms(sheet, facts, y) if facts.kind is DocumentKind.INVOICE else y
    noise.noise(sheet, facts, y)


def informal(sheet: Sheet, facts: Facts) -> None:
    """A letter of a private person or a small club: text, one sum, bank details in a sentence."""
    sheet.used("plain.informal")
    voice, supplier = sheet.voice, facts.supplier
    y = 70.0
    for line in (supplier.name, *identity.address_lines(supplier, False)):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    tell_supplier(sheet, facts, supplier.name)
    y += sheet.leading
    for line in recipients.recipient_lines(sheet, facts):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    y = info.bare(sheet, facts, [], y + sheet.leading)
    y, _, _ = titles.title(sheet, facts, y)
    y = titles.salutation(sheet, facts, y)
    y = lines.prose(sheet, facts, y)
    if facts.kind is not DocumentKind.DELIVERY_NOTE:
        y = (totals.sentence if sheet.rng.random() < 0.6 else totals.gross_only)(sheet, facts, y + 6)
    if facts.kind is DocumentKind.INVOICE:
        account = supplier.accounts[0]
        y = sheet.paragraph(
            sheet.left,
            y + 6,
            voice.pick(
                (
                    f"Bitte überweisen Sie auf mein Konto {voice.iban(account.iban)} bei der {account.bank}.",
                    f"Meine Bankverbindung: {account.bank}, IBAN {voice.iban(account.iban)}",
                ),
                (f"Please transfer to {voice.iban(account.iban)}, {account.bank}.",),
            ),
            sheet.width,
        )
        sheet.tell(F.IBAN, account.iban)
    if supplier.tax_number and sheet.rng.random() < 0.6:
        sheet.put(sheet.left, y + 4, f"{voice.label('tax_number')} {supplier.tax_number}")
        sheet.tell(F.SUPPLIER_TAX_NUMBER, supplier.tax_number.replace(" ", ""))
        y += sheet.leading
    payment.closing(sheet, facts, y)
