"""Rarer forms of totals: tax codes by letter, claims in a sentence, instalments taken off, gross first, sums in another currency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from classifier.synthetic.blocks.sums import gross_label, say_note, tail, tell_amount, tell_taxes
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F
from models.money import cents

Totals = Callable[[Sheet, Facts, float], float]


def fits(facts: Facts) -> bool:
    """Whether the sums have net, tax and gross at one place: taxed, or several rates, not a page without any tax."""
    return not facts.tax_note and bool(facts.sums.breakdown)


def lettered(sheet: Sheet, facts: Facts, y: float) -> float:
    """`A = 19 %`: one row a tax code with base and tax, then the sum."""
    sheet.used("totals.lettered")
    voice, sums = sheet.voice, facts.sums
    letters = sheet.rng.choice(("ABCD", "1234", ("V1", "V2", "V3", "V4"), "EDCB"))
    left, step = sheet.left + sheet.width * 0.3, sheet.width * 0.7 / 4
    for place, line in enumerate(sums.breakdown):
        sheet.put(left, y, f"{letters[place]} = {voice.percent(line.rate)}")
        for column, value in enumerate((line.base, line.tax, line.gross), start=2):
            sheet.put(left + column * step, y, voice.cell(value), align="r")
        y += sheet.leading
    tell_taxes(sheet, facts)
    if len(sums.breakdown) == 1:
        tell_amount(sheet, F.NET_TOTAL, sums.net)
        tell_amount(sheet, F.TAX_TOTAL, sums.tax)
    else:
        sheet.lax |= {F.NET_TOTAL, F.TAX_TOTAL}
    sheet.put(left, y + 4, gross_label(sheet, facts), bold=True)
    sheet.put(sheet.right, y + 4, voice.money(sums.gross), bold=True, align="r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    return say_note(sheet, facts, tail(sheet, facts, y + 4 + sheet.leading))


def claim(sheet: Sheet, facts: Facts, y: float) -> float:
    """A polite sentence that claims the gross, the tax in brackets or in a second sentence."""
    sums, voice = facts.sums, sheet.voice
    if len(sums.breakdown) != 1 or sums.prepaid or sums.old_balance:
        return lettered(sheet, facts, y)
    sheet.used("totals.claim")
    rate, gross, tax, net = (
        voice.percent(sums.breakdown[0].rate),
        voice.money(sums.gross),
        voice.money(sums.tax),
        voice.money(sums.net),
    )
    text = voice.pick(
        (
            f"Wir erlauben uns, Ihnen für die erbrachten Leistungen einen Betrag in Höhe von {gross} zu berechnen. Darin sind {rate} Umsatzsteuer = {tax} enthalten (netto {net}).",
            f"Für meine Tätigkeit stelle ich Ihnen {net} zzgl. {rate} MwSt. {tax}, mithin {gross} in Rechnung.",
            f"Es ergibt sich somit eine Forderung von insgesamt {gross} (netto {net}, Umsatzsteuer {rate}: {tax}).",
            f"Netto {net} + {rate} USt {tax} = {gross}",
        ),
        (
            f"We charge a total of {gross} including {rate} VAT of {tax} (net {net}).",
            f"Net {net} + VAT {rate} {tax} = {gross}",
        ),
    )
    for name, value in ((F.GROSS_TOTAL, sums.gross), (F.NET_TOTAL, sums.net), (F.TAX_TOTAL, sums.tax)):
        tell_amount(sheet, name, value)
    tell_taxes(sheet, facts)
    return say_note(sheet, facts, sheet.paragraph(sheet.left, y, text, sheet.width))


def gross_first(sheet: Sheet, facts: Facts, y: float) -> float:
    """The gross big and boxed, the tax it contains in small print below."""
    sums, voice = facts.sums, sheet.voice
    if len(sums.breakdown) != 1:
        return lettered(sheet, facts, y)
    sheet.used("totals.gross_first")
    line = sums.breakdown[0]
    x = sheet.rng.choice((sheet.left, sheet.right - 230))
    sheet.box(x, y, 230, 26, sheet.rng.choice((None, 0.9)))
    sheet.fit(x + 6, y + 17, gross_label(sheet, facts), 110, sheet.size + 1, True)
    sheet.put(x + 224, y + 17, voice.money(sums.gross), sheet.size + 2, True, "r")
    tell_amount(sheet, F.GROSS_TOTAL, sums.gross)
    y += 38
    if line.tax:
        text = voice.pick(
            (
                f"darin enthaltene MwSt. {voice.percent(line.rate)}: {voice.money(line.tax)}", f"Nettowarenwert {voice.money(line.base)}, MwSt. {voice.percent(line.rate)} {voice.money(line.tax)}",
                f"enthält {voice.percent(line.rate)} Mehrwertsteuer aus {voice.money(line.base)} = {voice.money(line.tax)}",
            ),
            (f"includes VAT {voice.percent(line.rate)}: {voice.money(line.tax)}", f"net {voice.money(line.base)}, VAT {voice.money(line.tax)}"),
        )  # fmt: skip
        sheet.fit(x, y, text, sheet.right - x, sheet.size - 1)
        tell_amount(sheet, F.TAX_TOTAL, line.tax)
        if voice.money(line.base) in text:
            tell_amount(sheet, F.NET_TOTAL, line.base)
        tell_taxes(sheet, facts)
        y += sheet.leading
    return say_note(sheet, facts, tail(sheet, facts, y + 2))


def instalments(sheet: Sheet, facts: Facts, y: float) -> float:
    """A closing invoice: the whole sum, then each instalment with its own invoice, date and tax, then what is left."""
    sums, voice, rng = facts.sums, sheet.voice, sheet.rng
    if len(sums.breakdown) != 1 or facts.kind is not DocumentKind.INVOICE or not sums.prepaid or not voice.german:
        return gross_first(sheet, facts, y)
    sheet.used("totals.instalments")
    rate = sums.breakdown[0].rate
    rows: list[tuple[str, Decimal, F | None]] = [
        (voice.pick(("Gesamtleistung netto", "Auftragssumme netto", "Summe netto"), ("Net",)), sums.net, F.NET_TOTAL),
        (f"{voice.label('tax')} {voice.percent(rate)}", sums.tax, F.TAX_TOTAL),
        (
            voice.pick(("Gesamtleistung brutto", "Gesamtsumme brutto", "Bruttosumme"), ("Gross",)),
            sums.gross,
            F.GROSS_TOTAL,
        ),
    ]
    count = rng.choice((1, 2, 3))
    left = sums.prepaid
    for place in range(count):
        part = left if place == count - 1 else cents(sums.prepaid / count)
        left -= part
        day = facts.issued - timedelta(30 * (count - place) + rng.randrange(9))
        word = voice.pick(
            ("abzgl. {}. Abschlag", "./. {}. Abschlagsrechnung", "{}. Teilrechnung"), ("{}. instalment",)
        ).format(place + 1)
        rows.append((f"{word} Nr. {rng.randrange(100, 9999)} vom {voice.date(day)}", -part, None))
    for label, value, name in rows:
        sheet.fit(sheet.left + sheet.width * 0.2, y, label, sheet.width * 0.55, bold=name is F.GROSS_TOTAL)
        sheet.put(sheet.right, y, voice.money(value), align="r", bold=name is F.GROSS_TOTAL)
        if name:
            tell_amount(sheet, name, value)
        y += sheet.leading * 1.15
    if count == 1:
        tell_amount(sheet, F.PREPAID_TOTAL, sums.prepaid)
    else:
        sheet.lax.add(F.PREPAID_TOTAL)
    tell_taxes(sheet, facts)
    sheet.rule(sheet.left + sheet.width * 0.2, y - sheet.size, sheet.width * 0.8)
    sheet.put(
        sheet.left + sheet.width * 0.2,
        y + 3,
        voice.pick(("Restforderung", "Schlusszahlung", "verbleibender Betrag"), ("Balance",)),
        bold=True,
    )
    sheet.put(sheet.right, y + 3, voice.money(sums.due), align="r", bold=True)
    tell_amount(sheet, F.AMOUNT_DUE, sums.due)
    return y + 3 + sheet.leading * 1.5


def other_currency(sheet: Sheet, facts: Facts, y: float) -> float:
    """Net, tax and gross as usual, then the same sum in another currency, with its rate: an amount that is not asked for."""
    voice, sums, rng = sheet.voice, facts.sums, sheet.rng
    y = gross_first(sheet, facts, y)
    if facts.currency == "CHF":
        return y
    sheet.used("totals.other_currency")
    course = Decimal(rng.randrange(9000, 10500)).scaleb(-4)
    other = voice.number(cents(sums.gross * course))
    text = voice.pick(
        (
            f"Zum Kurs von {voice.number(course, 4)} sind das CHF {other}.",
            f"entspricht CHF {other} (Kurs {voice.number(course, 4)})",
        ),
        (f"CHF {other} at a rate of {voice.number(course, 4)}",),
    )
    sheet.fit(sheet.left, y + 2, text, sheet.width, sheet.size - 1)
    return y + 2 + sheet.leading


def band(sheet: Sheet, facts: Facts, y: float) -> float:
    """A boxed band across the page: small captions over net, rate, tax, gross, due."""
    sums, voice = facts.sums, sheet.voice
    if len(sums.breakdown) != 1:
        return lettered(sheet, facts, y)
    sheet.used("totals.band")
    cells: list[tuple[str, str, F | None, Decimal]] = [
        (voice.label("net"), voice.cell(sums.net), F.NET_TOTAL, sums.net),
        (voice.label("rate"), voice.percent(sums.breakdown[0].rate), None, sums.net),
        (voice.label("tax"), voice.cell(sums.tax), F.TAX_TOTAL, sums.tax),
        (gross_label(sheet, facts), voice.money(sums.gross), F.GROSS_TOTAL, sums.gross),
    ]
    if sums.shipping and not sums.gross_priced:
        cells.insert(0, (voice.label("shipping"), voice.cell(sums.shipping), None, sums.shipping))
    cell = sheet.width / len(cells)
    for place, (label, shown, name, value) in enumerate(cells):
        x = sheet.left + place * cell
        sheet.box(x, y, cell, 28)
        sheet.fit(x + 3, y + 8, label, cell - 6, 6)
        sheet.fit(x + cell - 4, y + 22, shown, cell - 8, bold=name is F.GROSS_TOTAL, align="r")
        if name:
            tell_amount(sheet, name, value)
    tell_taxes(sheet, facts)
    return say_note(sheet, facts, tail(sheet, facts, y + 28 + sheet.leading))


RARE_TOTALS: tuple[Totals, ...] = (
    lettered,
    claim,
    claim,
    gross_first,
    gross_first,
    instalments,
    other_currency,
    band,
    band,
)
