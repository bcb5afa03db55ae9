"""Fixed-width text as old programs print it."""

from __future__ import annotations

from classifier.synthetic.blocks import payment, recipients, titles
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.blocks.pairs import head_pairs, tell
from classifier.synthetic.blocks.sums import finish, note, rows
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
    out += [*recipients.recipient_lines(sheet, facts), ""]
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
        printed = rows(sheet, facts)
        out += [f"{label:>58}{voice.money(value):>20}" for label, value, _ in printed]
        finish(sheet, facts, printed)
        remark = note(sheet, facts)
        out += ["", remark] if remark else [""]
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
