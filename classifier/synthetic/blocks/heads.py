"""Heads of a page: letterheads in many places, sender lines, recipients."""

from __future__ import annotations

from collections.abc import Callable

from classifier.synthetic import names
from classifier.synthetic.deals import Facts
from classifier.synthetic.parties import Party
from classifier.synthetic.sheet import Picture, Sheet
from models.documents import DocumentKind
from models.fields import FieldName

Head = Callable[[Sheet, Facts], float]


def tell_supplier(sheet: Sheet, facts: Facts, printed: str) -> None:
    """State the supplier by a name that was printed; the full name outranks the brand wherever it stands."""
    known = sheet.truth.get(FieldName.SUPPLIER_NAME)
    if known is None or printed == facts.supplier.name:
        sheet.truth[FieldName.SUPPLIER_NAME] = printed


def address_lines(party: Party, abroad: bool, german: bool = True) -> list[str]:
    """Street, town and, if asked, country."""
    lines = [party.street, party.town_line]
    if abroad:
        lines.append(names.COUNTRY_NAMES[party.country][0 if german else 1])
    return lines


def contact_lines(sheet: Sheet, party: Party) -> list[str]:
    """Phone, mail, web with or without labels."""
    voice, rng = sheet.voice, sheet.rng
    lines = [f"{voice.named('phone')} {party.phone}"]
    if rng.random() < 0.5:
        lines.append(f"{voice.named('fax')} {party.fax}")
    lines.append(party.mail if rng.random() < 0.5 else f"{voice.named('mail')} {party.mail}")
    if rng.random() < 0.7:
        lines.append(party.web)
    return lines


def _block(sheet: Sheet, facts: Facts, x: float, y: float, align: str, big: float) -> float:
    supplier = facts.supplier
    name_lines = supplier.name_lines if sheet.rng.random() < 0.6 else (supplier.name,)
    if len(name_lines) > 1:
        sheet.used("head.two_line_name")
    for line in name_lines:
        sheet.put(x, y, line, big, bold=sheet.rng.random() < 0.8, align=align)
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


def sender_line(sheet: Sheet, facts: Facts, x: float, y: float) -> None:
    """The small line above the recipient's window."""
    supplier = facts.supplier
    joint = sheet.rng.choice((" · ", ", ", " | ", " - ", " * ", " • "))
    shown = supplier.name if sheet.rng.random() < 0.85 else supplier.brand
    line = joint.join((shown, supplier.street, supplier.town_line))
    sheet.put(x, y, line, min(6.8, 6.8 * 250 / sheet.measure(line, 6.8)))
    tell_supplier(sheet, facts, shown)
    if sheet.rng.random() < 0.4:
        sheet.rule(x, y + 2, 230, 0.3)
    sheet.used("head.sender_line")


def recipient_lines(sheet: Sheet, facts: Facts) -> list[str]:
    """The recipient as an address of up to six lines."""
    buyer, rng = facts.buyer, sheet.rng
    lines = [buyer.name]
    if rng.random() < 0.12 and sheet.voice.german:
        lines.insert(0, rng.choice(("Firma", "An", "An die", "Rechnungsempfänger")))
    if rng.random() < 0.3:
        lines.append(
            rng.choice(
                ("z. Hd. {}", "Herrn {}", "Frau {}", "{}", "Buchhaltung", "Einkauf, {}", "c/o {}")
                if sheet.voice.german
                else ("Attn. {}", "{}", "Accounts Payable")
            ).format(buyer.contact)
        )
    lines += address_lines(buyer, facts.supplier.country != "DE", sheet.voice.german)
    sheet.tell(FieldName.BUYER_NAME, buyer.name)
    return lines


def window(sheet: Sheet, facts: Facts, y: float = 0) -> float:
    """The recipient in the window of DIN 5008, with or without the sender's line above it."""
    sheet.used("recipient.window")
    y = max(y + 12, sheet.rng.choice((125.0, 135.0, 150.0)), sheet.lowest(sheet.left, sheet.left + 230) + 14)
    if sheet.rng.random() < 0.75:
        sender_line(sheet, facts, sheet.left, y)
    y += 18
    for line in recipient_lines(sheet, facts):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    return y


def window_right(sheet: Sheet, facts: Facts, y: float = 0) -> float:
    """The recipient at the right, as in French and some old German layouts."""
    sheet.used("recipient.right")
    y = max(y + 20, 130, sheet.lowest(sheet.left + sheet.width * 0.5, sheet.right) + 16)
    for line in recipient_lines(sheet, facts):
        sheet.put(sheet.left + sheet.width * 0.55, y, line)
        y += sheet.leading
    return y


def labelled(sheet: Sheet, facts: Facts, y: float = 0) -> float:
    """`Bill to` over the recipient, sometimes beside `From` with the supplier or a delivery address of somebody else."""
    sheet.used("recipient.labelled")
    columns: list[tuple[str, list[str]]] = [(sheet.voice.label("billing_address"), recipient_lines(sheet, facts))]
    roll = sheet.rng.random()
    if roll < 0.4:
        supplier = facts.supplier
        columns.insert(
            sheet.rng.choice((0, 0, 1)),
            (sheet.voice.label("from"), [supplier.name, *address_lines(supplier, True, sheet.voice.german)]),
        )
        tell_supplier(sheet, facts, supplier.name)
        sheet.used("head.from_column")
    elif roll < 0.7:
        columns.append((sheet.voice.label("delivery_address"), [facts.third.name, *address_lines(facts.third, False)]))
        sheet.used("noise.delivery_address")
    top = bottom = y + 22
    for place, (label, lines) in enumerate(columns):
        x = sheet.left + place * sheet.width / 2
        sheet.put(x, top, label + sheet.voice.separator, sheet.size - 0.5, bold=True)
        at = top + sheet.leading
        for line in lines:
            sheet.put(x, at, line)
            at += sheet.leading
        bottom = max(bottom, at)
    return bottom


def one_line(sheet: Sheet, facts: Facts, y: float = 0) -> float:
    """The recipient in one line of text."""
    sheet.used("recipient.one_line")
    buyer = facts.buyer
    line = f"{sheet.voice.label('billing_address')}: {buyer.name}, {buyer.street}, {buyer.town_line}"
    sheet.tell(FieldName.BUYER_NAME, buyer.name)
    return sheet.paragraph(sheet.left, y + 20, line, sheet.width)


HEADS: tuple[Head, ...] = (right, right_column, left, centre, banner, logo, domain, sidebar)
RECIPIENTS = (window, window, window, window, window_right, labelled, labelled, one_line)


def letterhead(sheet: Sheet, facts: Facts) -> float:
    """One of the letterheads; a domain head only where the supplier has such a name or by chance."""
    head = sheet.rng.choice(HEADS)
    if head is domain and facts.supplier.brand != facts.supplier.domain and sheet.rng.random() < 0.7:
        head = right_column
    return head(sheet, facts)


def recipient(sheet: Sheet, facts: Facts, y: float) -> float:
    """One of the recipients; till slips have none."""
    if facts.kind is DocumentKind.RECEIPT:
        return y
    return sheet.rng.choice(RECIPIENTS)(sheet, facts, y)
