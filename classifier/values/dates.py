"""Dates as German and English documents print them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_MONTH_NAMES: dict[str, int] = {}
for _number, _names in enumerate(
    (
        ("januar", "jänner", "jaenner", "january", "jan"),
        ("februar", "feber", "february", "feb"),
        ("märz", "maerz", "march", "mär", "mrz", "mar"),
        ("april", "apr"),
        ("mai", "may"),
        ("juni", "june", "jun"),
        ("juli", "july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("oktober", "october", "okt", "oct"),
        ("november", "nov"),
        ("dezember", "december", "dez", "dec"),
    ),
    start=1,
):
    for _name in _names:
        _MONTH_NAMES[_name] = _number

_MONTH = "(?:" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + ")"
_BLANK = r"[  \u2009\u202f]"
_YEAR = r"(?P<y>(?:19|20)\d{2}|\d{2})"
_LONG_YEAR = r"(?P<y>(?:19|20)\d{2})"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "ymd",
        re.compile(rf"(?<![\w.]){_LONG_YEAR}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?![\d])(?:T[\d:.]+Z?)?"),
    ),
    (
        "dmy",
        re.compile(rf"(?<![\d.,/-])(?P<d>\d{{1,2}})\.{_BLANK}?(?P<m>\d{{1,2}})\.{_BLANK}?{_YEAR}(?![\d]|[.,/-]\d)"),
    ),
    ("slash", re.compile(rf"(?<![\d.,/-])(?P<d>\d{{1,2}})(?P<s>[/-])(?P<m>\d{{1,2}})(?P=s){_YEAR}(?![\d]|[.,/-]\d)")),
    (
        "dMy",
        re.compile(
            rf"(?<![\d.,])(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?(?:{_BLANK}|-|/)?(?P<M>{_MONTH})\b\.?,?(?:{_BLANK}|-|/)?"
            rf"(?P<y>(?:19|20)\d{{2}}|'?\d{{2}})(?![\d.,]\d|\d|:)",
            re.IGNORECASE,
        ),
    ),
    (
        "Mdy",
        re.compile(
            rf"\b(?P<M>{_MONTH})\b\.?{_BLANK}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?{_BLANK}{_LONG_YEAR}(?!\d)",
            re.IGNORECASE,
        ),
    ),
)
_PIVOT = 70
"""Two-digit years below this are 20yy; business papers of before 1970 do not arrive."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `ambiguous`: written with slashes or hyphens so that day and month could be swapped."""

    value: date
    start: int
    end: int
    ambiguous: bool = False


def find_dates(text: str, month_first: bool = False) -> list[FoundDate]:
    """All complete dates of a line, in order. `month_first` reads 3/4/2026 as 4 March (see `writes_month_first`)."""
    if not any(character.isdigit() for character in text):
        return []
    found: list[FoundDate] = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            value, ambiguous = _read(form, match, month_first)
            if value is not None:
                found.append(FoundDate(value, match.start(), match.end(), ambiguous))
    return sorted(found, key=lambda one: one.start)


def parse_date(text: str) -> date | None:
    """`text` as a date if it is nothing but one, else None."""
    text = text.strip()
    found = find_dates(text)
    return found[0].value if found and found[0].start == 0 and found[0].end == len(text) else None


_AMERICAN = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),?\s\d{5}\b"
)
"""State and ZIP code of an address in the United States."""


def writes_month_first(text: str) -> bool:
    """Whether a document's slash dates are American: one has a day above 12 in second place and none in first; or, where
    no date tells, dollars and an address in the United States do.
    """
    pattern = _FORMS[2][1]
    pairs = [(int(match["d"]), int(match["m"])) for match in pattern.finditer(text) if match["s"] == "/"]
    if not pairs or any(first > 12 for first, _ in pairs):
        return False
    if any(second > 12 for _, second in pairs):
        return True
    return "$" in text and "€" not in text and _AMERICAN.search(text) is not None


def _read(form: str, match: re.Match[str], month_first: bool) -> tuple[date | None, bool]:
    year = _year(match["y"])
    day = int(match["d"])
    if form in ("dMy", "Mdy"):
        return _date(year, _MONTH_NAMES[match["M"].lower()], day), False
    month = int(match["m"])
    if form != "slash":
        return _date(year, month, day), False
    if match["s"] == "/" and month_first:
        day, month = month, day
    straight = _date(year, month, day)
    if straight is None:
        return _date(year, day, month), False
    return straight, day <= 12


def _year(text: str) -> int:
    number = int(text.lstrip("'"))
    if number >= 100:
        return number
    return 2000 + number if number < _PIVOT else 1900 + number


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A stretch of days in a text."""

    first: date
    last: date
    start: int
    end: int


_TO = r"(?:-|–|—|bis(?: zum)?|to|until|through)"
_SHORT_RANGE = re.compile(
    rf"(?<![\d.])(?P<d1>\d{{1,2}})\.(?:{_BLANK}?(?P<m1>\d{{1,2}})\.)?{_BLANK}?{_TO}{_BLANK}?(?P<d2>\d{{1,2}})\.{_BLANK}?"
    rf"(?:(?P<m2>\d{{1,2}})\.|(?P<M2>{_MONTH})\b\.?){_BLANK}?{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"(?<![\d.]{_BLANK})(?<![\d.])\b(?P<M>{_MONTH})\b\.?{_BLANK}?/?{_BLANK}?{_LONG_YEAR}(?!\d)", re.IGNORECASE
)
_NUMBER_YEAR = re.compile(rf"(?<![\d./-])(?P<m>0?[1-9]|1[0-2]){_BLANK}?[/.]{_BLANK}?{_LONG_YEAR}(?![\d./-])")
_BETWEEN = re.compile(rf"^\s*{_TO}\s*$", re.IGNORECASE)


def find_periods(text: str, month_first: bool = False) -> list[FoundPeriod]:
    """Stretches of days: `01.02.2026 - 28.02.2026`, `01.02. bis 28.02.26`, `März 2026`, `03/2026`."""
    if not any(character.isdigit() for character in text):
        return []
    dates = find_dates(text, month_first)
    periods = [
        FoundPeriod(one.value, two.value, one.start, two.end)
        for one, two in pairwise(dates)
        if one.value <= two.value and _BETWEEN.match(text[one.end : two.start])
    ]
    for match in _SHORT_RANGE.finditer(text):
        year = _year(match["y"])
        month = int(match["m2"]) if match["m2"] else _MONTH_NAMES[match["M2"].lower()]
        first = _date(year, int(match["m1"]) if match["m1"] else month, int(match["d1"]))
        last = _date(year, month, int(match["d2"]))
        if first and last and first <= last:
            periods.append(FoundPeriod(first, last, match.start(), match.end()))
    for pattern in (_MONTH_YEAR, _NUMBER_YEAR):
        for match in pattern.finditer(text):
            month = _MONTH_NAMES[match["M"].lower()] if pattern is _MONTH_YEAR else int(match["m"])
            year = int(match["y"])
            last_day = calendar.monthrange(year, month)[1]
            inside = any(one.start <= match.start() < one.end for one in dates)
            if not inside and not any(one.start <= match.start() < one.end for one in periods):
                periods.append(
                    FoundPeriod(date(year, month, 1), date(year, month, last_day), match.start(), match.end())
                )
    return sorted(periods, key=lambda one: one.start)
