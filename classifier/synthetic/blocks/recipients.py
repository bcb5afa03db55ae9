"""Recipients of a page, with the sender's small line above the window."""

from __future__ import annotations

from classifier.synthetic.blocks.identity import address_lines, tell_supplier
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName


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


RECIPIENTS = (window, window, window, window, window_right, labelled, labelled, one_line)


def recipient(sheet: Sheet, facts: Facts, y: float) -> float:
    """One of the recipients; till slips have none."""
    if facts.kind is DocumentKind.RECEIPT:
        return y
    return sheet.rng.choice(RECIPIENTS)(sheet, facts, y)
