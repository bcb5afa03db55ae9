"""Feet of a page: columns of company data, one line, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic.blocks.identity import address_lines, contact_lines, tell_supplier
from classifier.synthetic.blocks.rare_footers import RARE_FOOTERS
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.fields import FieldName as F


def _bank(sheet: Sheet, facts: Facts, place: int) -> list[str]:
    voice, account = sheet.voice, facts.supplier.accounts[place]
    lines = [account.bank, f"{voice.named('iban')} {voice.iban(account.iban)}"]
    if place == 0:
        sheet.tell(F.IBAN, account.iban)
    if voice.habit("bic in footer", 4):
        lines.append(f"{voice.named('bic')} {account.bic}")
        if place == 0:
            sheet.tell(F.BIC, account.bic)
    return lines


def _legal(sheet: Sheet, facts: Facts) -> list[str]:
    voice, rng, supplier = sheet.voice, sheet.rng, facts.supplier
    lines = []
    if supplier.name != supplier.owner and rng.random() < 0.7:
        lines.append(f"{voice.label('register')} {supplier.town}, {supplier.register}")
    if rng.random() < 0.6:
        lines.append(f"{voice.label('manager')}: {supplier.owner}")
    if supplier.tax_number and rng.random() < 0.6:
        lines.append(f"{voice.named('tax_number')} {supplier.tax_number}")
        sheet.tell(F.SUPPLIER_TAX_NUMBER, supplier.tax_number.replace(" ", ""))
    if supplier.vat_id and facts.tax_note != "small" and rng.random() < 0.75:
        lines.append(f"{voice.named('vat_id')} {voice.vat(supplier.vat_id)}")
        sheet.tell(F.SUPPLIER_VAT_ID, supplier.vat_id)
    rng.shuffle(lines)
    return lines or [supplier.web]


def _identity(sheet: Sheet, facts: Facts) -> list[str]:
    supplier = facts.supplier
    address = address_lines(supplier, sheet.rng.random() < 0.2)
    if sheet.rng.random() < 0.3:
        return address
    tell_supplier(sheet, facts, supplier.name)
    return [supplier.name, *address]


def columns(sheet: Sheet, facts: Facts) -> None:
    """Two to four columns of small text."""
    rng, supplier = sheet.rng, facts.supplier
    parts = ["identity", "contact", "bank", "legal"]
    if len(supplier.accounts) > 1:
        parts.insert(3, "second bank")
    # A block states truths when it is made, so what is left out must never be made.
    for _ in range(rng.choice((0, 0, 1, 2))):
        parts.remove(rng.choice(parts[1:]))
    make: dict[str, Callable[[], list[str]]] = {
        "identity": lambda: _identity(sheet, facts),
        "contact": lambda: contact_lines(sheet, supplier),
        "bank": lambda: _bank(sheet, facts, 0),
        "second bank": lambda: _bank(sheet, facts, 1),
        "legal": lambda: _legal(sheet, facts),
    }
    if "second bank" in parts:
        sheet.used("footer.two_banks" if "bank" in parts else "footer.other_bank")
        if "bank" not in parts:
            sheet.lax |= {F.IBAN, F.BIC}
    blocks = [make[part]() for part in parts]
    sheet.used(f"footer.columns_{len(blocks)}")
    size = 6.5 if len(blocks) > 3 else 7.2
    step = sheet.width / len(blocks)
    top = sheet.page.height - 70
    if rng.random() < 0.5:
        sheet.rule(sheet.left, top - 10, sheet.width, 0.4)
    for place, lines in enumerate(blocks):
        for row, line in enumerate(lines[:6]):
            fit = min(size, size * (step - 5) / max(1.0, sheet.measure(line, size)))
            sheet.put(sheet.left + place * step, top + row * 8.6, line, fit)


def one_line(sheet: Sheet, facts: Facts) -> None:
    """Company data in one or two centred lines."""
    sheet.used("footer.centred")
    rng, supplier = sheet.rng, facts.supplier
    joint = rng.choice((" · ", " | ", " - ", ", ", " • "))
    parts = [supplier.name if rng.random() < 0.7 else supplier.brand, *address_lines(supplier, False)]
    tell_supplier(sheet, facts, parts[0])
    second = [*(_bank(sheet, facts, 0) if rng.random() < 0.8 else []), *_legal(sheet, facts)]
    y = sheet.page.height - 50
    for line in (joint.join(parts), joint.join(second)):
        for shown in sheet.wrap(line, sheet.width, 7):
            sheet.put((sheet.left + sheet.right) / 2, y, shown, 7, align="c")
            y += 9


def bank_only(sheet: Sheet, facts: Facts) -> None:
    """Only a bank line."""
    sheet.used("footer.bank_only")
    sheet.put(sheet.left, sheet.page.height - 45, "   ".join(_bank(sheet, facts, 0)), 7)


def nothing(sheet: Sheet, facts: Facts) -> None:
    """No footer."""
    sheet.used("footer.none")


FOOTERS: tuple[Callable[[Sheet, Facts], None], ...] = (
    columns,
    columns,
    columns,
    one_line,
    one_line,
    bank_only,
    nothing,
)


def footer(sheet: Sheet, facts: Facts) -> None:
    """One of the forms on the last page; sometimes with page numbers on every page."""
    sheet.rng.choice(RARE_FOOTERS if sheet.rarely(0.35) else FOOTERS)(sheet, facts)
    if sheet.rng.random() < 0.2:
        sheet.put(
            sheet.right,
            sheet.page.height - 22,
            f"{sheet.voice.label('page')} {len(sheet.pages)} / {len(sheet.pages)}",
            7,
            align="r",
        )
