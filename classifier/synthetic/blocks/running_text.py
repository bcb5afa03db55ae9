"""Papers that are mostly text: head with the date, sentences with people and amounts put in, signature."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names
from classifier.synthetic.blocks import footers, heads, info, recipients
from classifier.synthetic.blocks.pairs import date_pair, number_pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F


def fill(sheet: Sheet, facts: Facts, text: str) -> str:
    """A sentence with people, dates and amounts put in."""
    rng, voice = sheet.rng, sheet.voice
    while "{" in text:
        at = text.index("{")
        end = text.index("}", at)
        slot = text[at + 1 : end]
        value = {
            "person": lambda: names.person(rng), "town": lambda: rng.choice(names.CITIES)[0], "street": lambda: names.street(rng),
            "day": lambda: voice.date(facts.issued + timedelta(rng.randrange(-40, 60))), "number": lambda: str(rng.randrange(2, 60)),
            "amount": lambda: voice.money(Decimal(rng.randrange(500, 900000)).scaleb(-2)),
        }[slot]()  # fmt: skip
        text = text[:at] + value + text[end + 1 :]
    return text


def head(sheet: Sheet, facts: Facts) -> float:
    """Letterhead, window and the date (in a letter no number) in one of three forms; answers where the text begins."""
    heads.letterhead(sheet, facts)
    y = recipients.window(sheet, facts)
    form = sheet.rng.randrange(3)
    if form == 0:
        when = date_pair(sheet, facts)
        sheet.put(sheet.right, y + 8, f"{facts.supplier.town}, {when.value}", align="r")
        tell(sheet, when)
    elif form == 1:
        pairs = [
            date_pair(sheet, facts),
            *([number_pair(sheet, facts)] if facts.kind is not DocumentKind.LETTER else []),
        ]
        info.column(sheet, facts, pairs, 150.0)
    else:
        when = date_pair(sheet, facts)
        sheet.put(sheet.left, y + 8, f"{when.label}{sheet.voice.separator} {when.value}")
        tell(sheet, when)
    return y + 34


def body(sheet: Sheet, facts: Facts, sentences: list[str], y: float, separate: bool = False) -> float:
    """Sentences, run together or each as a paragraph; turns the page where one is full."""
    line = ""
    for sentence in sentences:
        text = fill(sheet, facts, sentence)
        if separate or sheet.rng.random() < 0.3:
            y = sheet.paragraph(sheet.left, y, f"{line} {text}".strip(), sheet.width) + sheet.leading * 0.4
            line = ""
        else:
            line = f"{line} {text}".strip()
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
    return sheet.paragraph(sheet.left, y, line, sheet.width) if line else y


def sign(sheet: Sheet, facts: Facts, y: float) -> None:
    """Closing words, who signs, the foot; bank details of a letter are unknown, since nothing is to be paid."""
    sheet.put(
        sheet.left,
        y + sheet.leading,
        sheet.rng.choice(("Mit freundlichen Grüßen", "Freundliche Grüße", "Herzliche Grüße", "Im Auftrag")),
    )
    sheet.put(sheet.left, y + sheet.leading * 3, facts.supplier.contact)
    footers.footer(sheet, facts)
    sheet.lax |= {F.IBAN, F.BIC}
