"""Advertising as letter or flyer: prices and dates, yet nothing is owed."""

from __future__ import annotations

from decimal import Decimal

from classifier.synthetic import prose
from classifier.synthetic.blocks import running_text
from classifier.synthetic.blocks.identity import tell_supplier
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.fields import FieldName as F


def advertising(sheet: Sheet, facts: Facts) -> None:
    """Advertising as letter or flyer: big words, prices, dates; nothing is owed."""
    sheet.used("text.advertising")
    rng, voice = sheet.rng, sheet.voice
    slogans = (
        "Jetzt zugreifen!",
        "Frühlingsangebote",
        "Nur für kurze Zeit",
        "Sparen Sie bis zu 40 %",
        "Neu: unser Katalog",
        "Exklusiv für Sie",
        "SALE",
        "Sonderpreise für Gewerbekunden",
        "Ihr persönliches Angebot",
        "Wechseln und sparen",
    )
    if rng.random() < 0.5:
        y = running_text.head(sheet, facts)
        sheet.put(sheet.left, y, rng.choice(slogans), sheet.size + 5, True)
        y = running_text.body(sheet, facts, prose.some(rng, prose.ADVERTISING, 3, 7), y + sheet.leading * 2)
        running_text.sign(sheet, facts, y)
    else:
        sheet.page.pictures.append(Picture(sheet.left, 40, 140, 60, "logo", facts.supplier.brand))
        y = 140.0
        sheet.put((sheet.left + sheet.right) / 2, y, rng.choice(slogans), 28, True, align="c")
        y += 50
        for place in range(rng.randrange(2, 7)):
            article = rng.choice(facts.trade.articles)
            x = sheet.left + place % 2 * sheet.width / 2
            sheet.put(x, y, article.text[:42], bold=True)
            sheet.put(
                x,
                y + 24,
                voice.pick(("nur ", "ab ", ""), ("only ", "from "))
                + voice.money(Decimal(rng.randint(article.low, article.high)).scaleb(-2)),
                18,
                True,
            )
            y += 60 * (place % 2)
        y = running_text.body(sheet, facts, prose.some(rng, prose.ADVERTISING, 2, 5), y + 70)
        sheet.put(
            (sheet.left + sheet.right) / 2,
            sheet.page.height - 60,
            f"{facts.supplier.name} · {facts.supplier.street} · {facts.supplier.town_line} · {facts.supplier.web}",
            8,
            align="c",
        )
        tell_supplier(sheet, facts, facts.supplier.name)
    sheet.lax |= {F.DOCUMENT_DATE, F.GROSS_TOTAL, F.NET_TOTAL}
