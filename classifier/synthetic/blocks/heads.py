"""Letterheads in many places."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic.blocks.identity import address_lines, contact_lines, tell_supplier
from classifier.synthetic.blocks.profession_heads import PROFESSIONS
from classifier.synthetic.blocks.quiet_heads import QUIET
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.fields import FieldName

Head = Callable[[Sheet, Facts], float]


def _block(sheet: Sheet, facts: Facts, x: float, y: float, align: str, big: float) -> float:
    supplier = facts.supplier
    name_lines = supplier.name_lines if sheet.rng.random() < 0.6 else (supplier.name,)
    if len(name_lines) > 1:
        sheet.used("head.two_line_name")
    for line in name_lines:
        room = sheet.page.width - 12 - x if align == "l" else sheet.width
        sheet.fit(x, y, line, room, big, sheet.rng.random() < 0.8, align)
        y += big * 1.2
    tell_supplier(sheet, facts, supplier.name)
    if supplier.claim and sheet.rng.random() < 0.6:
        sheet.put(x, y, supplier.claim, sheet.size, align=align)
        y += sheet.leading
    lines = address_lines(supplier, supplier.country != "DE", sheet.voice.german)
    if sheet.rng.random() < 0.6:
        lines += contact_lines(sheet, supplier)
    if sheet.rng.random() < 0.25:
        lines = [" · ".join(lines[:2]), *lines[2:]]
    for line in lines:
        sheet.put(x, y, line, sheet.size - 0.5, align=align)
        y += sheet.leading
    return y


def right(sheet: Sheet, facts: Facts) -> float:
    """Name and address flush right at the top."""
    sheet.used("head.right")
    return _block(sheet, facts, sheet.right, 50, "r", sheet.size + sheet.rng.choice((1, 3, 6)))


def right_column(sheet: Sheet, facts: Facts) -> float:
    """Name and address as a left-aligned column at the right edge."""
    sheet.used("head.right_column")
    return _block(sheet, facts, sheet.right - 165, 55, "l", sheet.size + sheet.rng.choice((0, 2)))


def left(sheet: Sheet, facts: Facts) -> float:
    """Name and address at the left top."""
    sheet.used("head.left")
    return _block(sheet, facts, sheet.left, 50, "l", sheet.size + sheet.rng.choice((1, 3, 6, 9)))


def centre(sheet: Sheet, facts: Facts) -> float:
    """Name and address centred."""
    sheet.used("head.centre")
    return _block(sheet, facts, (sheet.left + sheet.right) / 2, 48, "c", sheet.size + sheet.rng.choice((2, 5, 9)))


def banner(sheet: Sheet, facts: Facts) -> float:
    """A big name or brand, a rule, one line of address below."""
    sheet.used("head.banner")
    supplier = facts.supplier
    shown = supplier.name if sheet.rng.random() < 0.5 else supplier.brand
    big = min(sheet.rng.choice((16.0, 20.0, 24.0)), 24.0 * 380 / max(1.0, sheet.measure(shown, 24, True)))
    sheet.put(sheet.left, 58, shown, big, bold=True)
    tell_supplier(sheet, facts, shown)
    sheet.rule(sheet.left, 66, sheet.width, 1.2)
    line = " | ".join(
        [*address_lines(supplier, supplier.country != "DE"), supplier.phone, supplier.web][
            : sheet.rng.choice((2, 3, 4, 5))
        ]
    )
    size = min(sheet.size - 1, sheet.size * sheet.width / max(1.0, sheet.measure(line)))
    sheet.put(sheet.left, 78, line, size)
    return 92


def logo(sheet: Sheet, facts: Facts) -> float:
    """The name only as a picture: no text at the top; the address may stand beside it."""
    sheet.used("head.logo_only")
    at = sheet.rng.choice((sheet.left, sheet.right - 120, (sheet.left + sheet.right) / 2 - 60))
    sheet.page.pictures.append(Picture(at, 34, 120, 42, "logo", facts.supplier.brand))
    y = 92.0
    if sheet.rng.random() < 0.4:
        for line in address_lines(facts.supplier, False) + contact_lines(sheet, facts.supplier):
            sheet.put(sheet.right, y, line, sheet.size - 1, align="r")
            y += sheet.leading
    return y


def domain(sheet: Sheet, facts: Facts) -> float:
    """The web address as the only head line."""
    sheet.used("head.domain")
    sheet.put(sheet.right, 60, facts.supplier.domain, 18, bold=True, align="r")
    if facts.supplier.brand == facts.supplier.domain:
        tell_supplier(sheet, facts, facts.supplier.domain)
    return 84


def sidebar(sheet: Sheet, facts: Facts) -> float:
    """A narrow column of small text at the right: name, people, phone, bank, tax ids, one under the other."""
    sheet.used("head.sidebar")
    supplier, voice, rng = facts.supplier, sheet.voice, sheet.rng
    x, y, size = sheet.right - 118, rng.choice((45.0, 60.0, 75.0)), 7.5
    shown = supplier.brand if rng.random() < 0.4 else supplier.name
    sheet.put(x, y, shown, min(8.5, 8.5 * 125 / sheet.measure(shown, 8.5, bold=True)), bold=True)
    tell_supplier(sheet, facts, shown)
    lines = [*address_lines(supplier, False), "", *contact_lines(sheet, supplier), "", supplier.accounts[0].bank]
    lines.append(f"{voice.named('iban')} {voice.iban(supplier.accounts[0].iban)}")
    sheet.tell(FieldName.IBAN, supplier.accounts[0].iban)
    if supplier.tax_number and rng.random() < 0.7:
        lines.append(f"{voice.named('tax_number')} {supplier.tax_number}")
        sheet.tell(FieldName.SUPPLIER_TAX_NUMBER, supplier.tax_number.replace(" ", ""))
    if supplier.vat_id and facts.tax_note != "small" and rng.random() < 0.6:
        lines.append(f"{voice.named('vat_id')} {voice.vat(supplier.vat_id)}")
        sheet.tell(FieldName.SUPPLIER_VAT_ID, supplier.vat_id)
    for line in lines:
        y += 9.5
        sheet.put(x, y, line, size if sheet.measure(line, size) < 125 else size * 125 / sheet.measure(line, size))
    return y + 10


HEADS: tuple[Head, ...] = (right, right_column, left, centre, banner, logo, domain, sidebar)


def letterhead(sheet: Sheet, facts: Facts) -> float:
    """One of the letterheads; a domain head only where the supplier has such a name or by chance."""
    if sheet.rarely(0.4):
        return sheet.rng.choice(QUIET if sheet.rng.random() < 0.55 else PROFESSIONS)(sheet, facts)
    head = sheet.rng.choice(HEADS)
    if head is domain and facts.supplier.brand != facts.supplier.domain and sheet.rng.random() < 0.7:
        head = right_column
    return head(sheet, facts)
