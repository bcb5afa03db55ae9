"""Amounts in German, Swiss and English writing, as Decimal.

Own parser: price-parser drops minus signs (packages.md), and a booking with the wrong sign is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from classifier.values.currencies import MARKS, currency_of

_MINUS = "-−–‒"
_BLANK = "  \u2009\u202f"
_MARK = "(?:" + "|".join(re.escape(mark) for mark in MARKS) + ")"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}"  # 1.234,56
    rf"|\d{{1,3}}(?:,\d{{3}})+\.\d{{1,2}}"  # 1,234.56
    rf"|\d{{1,3}}(?:[{_BLANK}'’]\d{{3}})+[.,]\d{{2}}"  # 1 234,56  1'234.56
    rf"|\d+[.,]\d{{2}}"  # 1234,56  12.50
    rf"|\d+,\d"  # 85,5
    rf"|\d+,[-–—]{{1,2}}"  # 120,-
    rf"|\d{{1,3}}(?:[.'’]\d{{3}})+"  # 1.000
    rf"|\d+)"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/:])(?P<sign>[{_MINUS}+][{_BLANK}]?)?(?:(?P<before>{_MARK})[{_BLANK}]?)?"
    rf"(?P<sign2>[{_MINUS}+])?(?P<number>{_NUMBER})(?P<trailing>[{_BLANK}]?[{_MINUS}](?![\d\w]))?"
    rf"(?:[{_BLANK}]?(?P<after>{_MARK})(?P<trailing2>[{_BLANK}]?[{_MINUS}](?![\d\w]))?)?"
    rf"(?P<stars>\*{{0,3}})(?![\w%‰]|[.,/:]\d|[{_BLANK}]?[%‰])"
)
_TWO_PLACES = re.compile(r"[.,]\d{2}$|,[-–—]{1,2}$")


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount in a text. `exact`: printed with cents; `currency` is the ISO code of a mark next to it, else None."""

    value: Decimal
    start: int
    end: int
    exact: bool
    currency: str | None


_SPLIT = re.compile(r"(?<=\d)([.,]) (?=\d{2}(?![\d.,/]))|(?<=\d) ([.,])(?=\d{2}(?![\d.,/]))")


def find_split_amounts(text: str) -> list[FoundAmount]:
    """Amounts that an OCR engine pulled apart at the decimal mark: `38, 00`, `1.234 ,56`. For pages read by OCR only."""
    found = []
    for gap in _SPLIT.finditer(text):
        joined = f"{text[: gap.start()]}{gap[1] or gap[2]}{text[gap.end() :]}"
        for one in find_amounts(joined):
            if one.exact and one.start < gap.start() < one.end:
                found.append(FoundAmount(one.value, one.start, one.end + 1, True, one.currency))
    return found


def find_amounts(text: str) -> list[FoundAmount]:
    """All amounts of a line. Whole numbers count only beside a currency mark; percentages, dates and clock times never."""
    found = []
    at = 0
    while match := _AMOUNT.search(text, at):
        # Behind the number, not behind the mark: in `4 € 100 € 400` each mark may belong to its right neighbour.
        at = match.end("number")
        mark = match["before"] or match["after"]
        exact = bool(_TWO_PLACES.search(match["number"]))
        if not exact and mark is None:
            continue
        value = _number(match["number"])
        if _negative(match):
            value = -value
        found.append(
            FoundAmount(value, match.start(), match.end(), exact, currency_of(mark) if mark is not None else None)
        )
    return found


def parse_amount(text: str) -> Decimal | None:
    """`text` as an amount if it is nothing but one (sign, thousands and currency marks allowed), else None."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    value = _number(match["number"])
    return -value if _negative(match) else value


def _negative(match: re.Match[str]) -> bool:
    """A minus before or behind. Brackets are no minus: German running text puts the contained tax in them."""
    signs = (match["sign"], match["sign2"], match["trailing"], match["trailing2"])
    return any(sign and sign.strip() in _MINUS for sign in signs)


def _number(text: str) -> Decimal:
    """The digits of `text`: the last point or comma before one or two digits is the decimal mark, the rest groups."""
    text = re.sub(r",[-–—]{1,2}$", "", text)
    decimals = re.search(r"[.,](\d{1,2})$", text)
    whole = text[: decimals.start()] if decimals else text
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{decimals[1]}" if decimals else digits)


_PERCENT = re.compile(r"(?<![\w.,])(\d{1,2}(?:[.,]\d{1,3})?)[  \u2009\u202f]?(?:%|v\.\s?H\.|Prozent\b|percent\b)")


def find_percents(text: str) -> list[tuple[Decimal, int, int]]:
    """Percentages of a line with their places: `19 %`, `7,00%`, `8.1 %`."""
    return [(Decimal(match[1].replace(",", ".")), match.start(), match.end()) for match in _PERCENT.finditer(text)]
