"""Number, date and total on a paper, by the words that stand before them; what has no label is not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexoffice.sandbox.store import Record

_NUMBER = re.compile(
    r"(?:rechnungs|beleg|gutschrifts?|invoice\s|credit\snote\s)-?(?:nummer|nr|number|no)\b[.:#\s]*([\w/.-]{0,40}\d[\w/.-]{0,40})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:rechnungsdatum|belegdatum|invoice\sdate|datum|date)\s*[:.]?\s*"
    r"(?:(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})|(\d{4})-(\d\d)-(\d\d))",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+),(\d\d)(?!\d)|(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\.(\d\d)(?![\d.])"
)
_TOTALS = (
    re.compile(r"rechnungsbetrag|zahlbetrag|zu zahlen|bruttobetrag|gesamtbetrag brutto|amount due", re.IGNORECASE),
    re.compile(r"gesamtbetrag|gesamtsumme|endbetrag|gesamt brutto|total", re.IGNORECASE),
)
_NOT_A_TOTAL = re.compile(r"netto|zwischensumme|\bnet\b|subtotal|zzgl|enthalten", re.IGNORECASE)
_CREDIT = re.compile(r"^\W*(gutschrift|rechnungskorrektur|credit\s?note)\b", re.IGNORECASE | re.MULTILINE)


def found_in_text(text: str) -> Record:
    """Fields of a voucher that the text names."""
    fields: Record = {"type": "purchasecreditnote"} if _CREDIT.search(text) else {}
    number = _NUMBER.search(text)
    if number:
        fields["voucherNumber"] = number[1].rstrip(".-/")
    day = next(_days(text), None)
    if day:
        fields["voucherDate"] = day.isoformat()
    total = next(_totals(text.splitlines()), None)
    if total:
        fields["totalGrossAmount"] = total
    return fields


def _days(text: str) -> Iterator[date]:
    for match in _DATE.finditer(text):
        day, month, year = (match[3], match[2], match[1]) if match[3] else (match[4], match[5], match[6])
        try:
            yield date(int(day) + (2000 if len(day) == 2 else 0), int(month), int(year))
        except ValueError:
            continue


def _totals(lines: list[str]) -> Iterator[Decimal]:
    """Amounts in or below a line with a label, the surest labels first; of several the last is the final one."""
    for label in _TOTALS:
        for at in reversed(range(len(lines))):
            if label.search(lines[at]) and not _NOT_A_TOTAL.search(lines[at]):
                near = [*_amounts(lines[at]), *_amounts(lines[at + 1] if at + 1 < len(lines) else "")]
                yield from (amount for amount in near[:1] if amount > 0)


def _amounts(line: str) -> list[Decimal]:
    """Amounts with two decimals, German or English, the last one of the line first."""
    found = []
    for match in _AMOUNT.finditer(line):
        whole, cents = (match[1], match[2]) if match[1] else (match[3], match[4])
        found.append(Decimal(f"{re.sub('[.,]', '', whole)}.{cents}"))
    return found[::-1]
