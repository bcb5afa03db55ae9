"""Families of ordinary trade papers: composed of exchangeable blocks, for invoices, offers, confirmations, notes alike."""

from __future__ import annotations

from classifier.synthetic.blocks import footers, heads, info, lines, noise, payment, recipients, titles, totals
from classifier.synthetic.blocks.pairs import head_pairs
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind


def _rest(sheet: Sheet, facts: Facts, y: float) -> None:
    """From the lines to the foot."""
    y = lines.lines(sheet, facts, y)
    if facts.kind is not DocumentKind.DELIVERY_NOTE:
        y = totals.totals(sheet, facts, y)
    y = noise.noise(sheet, facts, y, 0.35)
    y = payment.payment(sheet, facts, y + 6)
    y = noise.noise(sheet, facts, y)
    payment.closing(sheet, facts, y)
    footers.footer(sheet, facts)


def din_letter(sheet: Sheet, facts: Facts) -> None:
    """DIN 5008: letterhead, window, information beside or below, title, salutation, table, totals."""
    top = heads.letterhead(sheet, facts)
    bottom = recipients.window(sheet, facts, min(top, 112))
    title_first = sheet.rng.random() < 0.5
    y = max(bottom + 16, 225.0)
    if title_first:
        y, number, day = titles.title(sheet, facts, y)
        y = info.info(sheet, facts, y, not number, not day) + sheet.leading
    else:
        y = info.info(sheet, facts, y) + sheet.leading
        y, _, _ = titles.title(sheet, facts, y)
    if sheet.rng.random() < 0.6:
        y = titles.salutation(sheet, facts, y)
    _rest(sheet, facts, y + 6)


def beside(sheet: Sheet, facts: Facts) -> None:
    """The information column stands beside the window, on the same height."""
    heads.letterhead(sheet, facts)
    bottom = recipients.window(sheet, facts)
    pairs = head_pairs(sheet, facts)[:7]
    other = (info.column, info.dotted, info.grid)[sheet.rng.randrange(3)](sheet, facts, pairs, 150.0)
    y, _, _ = titles.title(sheet, facts, max(bottom, other) + 20)
    if sheet.rng.random() < 0.5:
        y = titles.salutation(sheet, facts, y)
    _rest(sheet, facts, y + 4)


def free(sheet: Sheet, facts: Facts) -> None:
    """Title on top, parties in any form, blocks in an order of their own."""
    y = 50.0
    number = day = False
    first = sheet.rng.random() < 0.5
    if first:
        y, number, day = titles.title(sheet, facts, y)
        sheet.used("title.first")
    top = heads.letterhead(sheet, facts) if not first or sheet.rng.random() < 0.4 else y
    y = recipients.recipient(sheet, facts, max(y, top))
    if not first:
        y, number, day = titles.title(sheet, facts, y + 10)
    y = info.info(sheet, facts, y + 14, not number, not day)
    _rest(sheet, facts, y + 12)
