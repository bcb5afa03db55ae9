"""Rarer feet of a page: the legal line of companies, a table of banks, the name alone, an association's board, captions."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic import names
from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def _ids(sheet: Sheet, facts: Facts) -> list[str]:
    supplier, voice, rng = facts.supplier, sheet.voice, sheet.rng
    found = []
    if supplier.vat_id and facts.tax_note != "small" and rng.random() < 0.8:
        found.append(f"{voice.named('vat_id')} {voice.vat(supplier.vat_id)}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    if supplier.tax_number and rng.random() < 0.5:
        found.append(f"{voice.named('tax_number')} {supplier.tax_number}")
        sheet.tell(F.SUPPLIER_TAX_NUMBER, supplier.tax_number.replace(" ", ""))
    return found


def legal_lines(sheet: Sheet, facts: Facts) -> None:
    """Sentences after § 35a GmbHG: seat, register, managers, chairman of the board; many people, one company."""
    sheet.used("footer.legal_lines")
    rng, supplier = sheet.rng, facts.supplier
    tell_supplier(sheet, facts, supplier.name)
    text = (
        f"{supplier.name}, Sitz der Gesellschaft: {supplier.town}, Registergericht {supplier.town} {supplier.register}, "
        f"Geschäftsführer: {supplier.owner}, {names.person(rng)}"
    )
    if rng.random() < 0.4:
        text += f", Vorsitzender des Aufsichtsrats: Dr. {names.person(rng)}"
    text = ", ".join((text, *_ids(sheet, facts)))
    y = sheet.page.height - 52
    for line in sheet.wrap(text, sheet.width, 6.4):
        sheet.put(sheet.left, y, line, 6.4)
        y += 8


def bank_table(sheet: Sheet, facts: Facts) -> None:
    """Two or three banks as a table: bank, IBAN, BIC in columns; the first one is the one to pay to."""
    sheet.used("footer.bank_table")
    supplier, voice = facts.supplier, sheet.voice
    y = sheet.page.height - 66
    for column, head in enumerate((voice.label("bank"), voice.label("iban"), voice.label("bic"))):
        sheet.fit(sheet.left + (0, 150, 340)[column], y, head, (140, 180, 120)[column], 6.5, True)
    for place, account in enumerate(supplier.accounts[:3]):
        y += 9
        sheet.fit(sheet.left, y, account.bank, 144, 6.8)
        sheet.fit(sheet.left + 150, y, voice.iban(account.iban), 184, 6.8)
        sheet.fit(sheet.left + 340, y, account.bic, 120, 6.8)
        if place == 0:
            sheet.tell(F.IBAN, account.iban)
            sheet.tell(F.BIC, account.bic)
    for line in _ids(sheet, facts):
        y += 9
        sheet.put(sheet.left, y, line, 6.8)


def name_only(sheet: Sheet, facts: Facts) -> None:
    """The name and the address, nothing else."""
    sheet.used("footer.name_only")
    supplier = facts.supplier
    tell_supplier(sheet, facts, supplier.name)
    sheet.fit(
        (sheet.left + sheet.right) / 2,
        sheet.page.height - 34,
        ", ".join((supplier.name, *address_lines(supplier, False))),
        sheet.width,
        7,
        align="c",
    )


def board(sheet: Sheet, facts: Facts) -> None:
    """An association or foundation: board, register of associations, a sentence about donations."""
    sheet.used("footer.board")
    supplier, rng = facts.supplier, sheet.rng
    people = ", ".join(names.person(rng) for _ in range(rng.randrange(2, 4)))
    account = supplier.accounts[0]
    rows = [
        f"Vorstand: {people}",
        f"Vereinsregister {supplier.town} VR {rng.randrange(100, 9999)}",
        f"{account.bank} {sheet.voice.iban(account.iban)}",
        *_ids(sheet, facts),
    ]
    sheet.tell(F.IBAN, account.iban)
    y = sheet.page.height - 62
    for row in rows:
        sheet.fit(sheet.left, y, row, sheet.width, 7)
        y += 9


def captioned(sheet: Sheet, facts: Facts) -> None:
    """Columns with bold captions over them: address, contact, bank, register."""
    sheet.used("footer.captioned")
    supplier, voice, account = facts.supplier, sheet.voice, facts.supplier.accounts[0]
    tell_supplier(sheet, facts, supplier.name)
    columns = (
        (
            voice.pick(("Anschrift", "Firma", "Hausanschrift"), ("Address",)),
            supplier.name,
            *address_lines(supplier, False),
        ),
        (voice.pick(("Kontakt", "So erreichen Sie uns"), ("Contact",)), supplier.phone, supplier.mail, supplier.web),
        (voice.pick(("Bankverbindung", "Konto"), ("Bank",)), account.bank, voice.iban(account.iban), account.bic),
        (
            voice.pick(("Handelsregister", "Rechtliches", "Steuerdaten"), ("Legal",)),
            supplier.register,
            *_ids(sheet, facts),
        ),
    )
    sheet.tell(F.IBAN, account.iban)
    sheet.tell(F.BIC, account.bic)
    step = sheet.width / 4
    for place, column in enumerate(columns):
        y = sheet.page.height - 64
        for row, line in enumerate(column):
            sheet.fit(sheet.left + place * step, y, line, step - 5, 6.6, bold=row == 0)
            y += 8.5


RARE_FOOTERS: tuple[Callable[[Sheet, Facts], None], ...] = (
    legal_lines,
    bank_table,
    name_only,
    board,
    captioned,
    captioned,
)
