"""Families without design: fixed-width text, landscape lists, two columns, mail texts, exports of e-invoices."""

from __future__ import annotations

from classifier.synthetic.blocks import footers, heads, info, lines, noise, payment, titles, totals
from classifier.synthetic.blocks.heads import tell_supplier
from classifier.synthetic.blocks.pairs import Pair, head_pairs, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F

_WIDE = 84


def typewriter(sheet: Sheet, facts: Facts) -> None:
    """Fixed-width text as old programs print it: columns made of blanks, rules of hyphens."""
    sheet.used("plain.typewriter")
    rng, voice, sums, supplier = sheet.rng, sheet.voice, facts.sums, facts.supplier
    out: list[str] = []
    name = supplier.name
    out += [name, f"{supplier.street}, {supplier.town_line}", f"{voice.named('phone')} {supplier.phone}", ""]
    tell_supplier(sheet, facts, name)
    out += [*heads.recipient_lines(sheet, facts), ""]
    out.append(titles.word(sheet, facts).upper())
    out.append("=" * len(out[-1]))
    for pair in head_pairs(sheet, facts):
        out.append(f"{pair.label:<26}{rng.choice((':', ':', ' '))} {pair.value}")
        tell(sheet, pair)
    out += ["", f"{voice.label('quantity'):>8}  {voice.label('text'):<44}{voice.label('amount'):>24}", "-" * _WIDE]
    priced = facts.kind is not DocumentKind.DELIVERY_NOTE
    for item in sums.items:
        out.append(
            f"{voice.quantity(item.quantity):>8}  {item.article.text:<48}"
            + (f"{voice.cell(item.amount):>20}" if priced else "")
        )
    sheet.tell(F.LINE_COUNT, str(len(sums.items)))
    out.append("-" * _WIDE)
    if priced:
        printed = totals.rows(sheet, facts)
        out += [f"{label:>58}{voice.money(value):>20}" for label, value, _ in printed]
        totals.finish(sheet, facts, printed)
        note = totals.note(sheet, facts)
        out += ["", note] if note else [""]
    y = 60.0
    for line in out:
        if y > sheet.page.height - 60:
            sheet.new_page()
            y = 60.0
        size = min(sheet.size, sheet.size * (sheet.page.width - sheet.left - 10) / max(1.0, sheet.measure(line)))
        sheet.put(sheet.left, y, line, size)
        y += sheet.leading
    y = payment.payment(sheet, facts, y + 4)
    payment.closing(sheet, facts, y)


def landscape(sheet: Sheet, facts: Facts) -> None:
    """A4 landscape: parties in a row on top, a wide table."""
    sheet.used("plain.landscape")
    y = heads.labelled(sheet, facts, 40.0)
    if F.SUPPLIER_NAME not in sheet.truth:
        sheet.put(sheet.right, 45, facts.supplier.name, sheet.size + 2, True, align="r")
        tell_supplier(sheet, facts, facts.supplier.name)
    y, number, day = titles.title(sheet, facts, y + 8)
    y = info.above(sheet, facts, head_pairs(sheet, facts, not number, not day), y + 8)
    y = lines.table(sheet, facts, y + 8)
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
        *heads.address_lines(supplier, False),
        "",
        *heads.contact_lines(sheet, supplier),
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
    bottom = heads.labelled(sheet, facts, 60.0) if rng.random() < 0.4 else heads.window(sheet, facts)
    y, _, _ = titles.title(sheet, facts, bottom + 20)
    y = lines.lines(sheet, facts, y)
    if facts.kind is not DocumentKind.DELIVERY_NOTE:
        y = totals.totals(sheet, facts, y)
    y = payment.terms(sheet, facts, y) if facts.kind is DocumentKind.INVOICE else y
    noise.noise(sheet, facts, y)


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
    for head, rows in sections:
        sheet.put(sheet.left, y, head, sheet.size + 1, True)
        y += sheet.leading * 1.3
        for label, value in rows:
            sheet.put(sheet.left + 6, y, label + voice.separator)
            sheet.put(x, y, value)
            y += sheet.leading
        y += sheet.leading * 0.8
    y = lines.table(sheet, facts, y + 6)
    if facts.kind is not DocumentKind.DELIVERY_NOTE and sums.items:
        totals.totals(sheet, facts, y)


def _told(sheet: Sheet, facts: Facts) -> list[Pair]:
    pairs = head_pairs(sheet, facts)
    for pair in pairs:
        tell(sheet, pair)
    return pairs


def informal(sheet: Sheet, facts: Facts) -> None:
    """A letter of a private person or a small club: text, one sum, bank details in a sentence."""
    sheet.used("plain.informal")
    voice, supplier = sheet.voice, facts.supplier
    y = 70.0
    for line in (supplier.name, *heads.address_lines(supplier, False)):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    tell_supplier(sheet, facts, supplier.name)
    y += sheet.leading
    for line in heads.recipient_lines(sheet, facts):
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
