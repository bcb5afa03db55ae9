"""Numbers of papers (order references, invoice numbers, ids): alike in spite of blanks, hyphens and slips of the OCR."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

LEAST_PART = 5
"""Characters that a number inside a longer one must have: years and counters below that are everywhere."""

_MISREAD = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})
"""What an OCR engine takes for each other in the fonts of invoices; both sides are folded, so nothing needs to be right."""


class Likeness(StrEnum):
    """How two numbers agree."""

    EQUAL = "equal"
    MISREAD = "misread"
    PART = "part"
    SLIP = "slip"
    NONE = "none"


STRENGTH = {Likeness.EQUAL: 1.0, Likeness.MISREAD: 0.95, Likeness.PART: 0.85, Likeness.SLIP: 0.5, Likeness.NONE: 0.0}
"""1: the same. A slip (a character lost, added or two swapped) may as well be the number of the next order."""


class Alike(NamedTuple):
    """A likeness and its strength from 0 to 1."""

    likeness: Likeness
    strength: float


@lru_cache(maxsize=20_000)
def plain(number: str) -> str:
    """Letters and digits only, upper case: "b 2026-0815" and "B/2026/0815" are one number."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())


@lru_cache(maxsize=20_000)
def folded(number: str) -> str:
    """`plain`, look-alikes as one character, without the zeros that lead a run of digits."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", plain(number).translate(_MISREAD))


def alike(one: str, other: str) -> Alike:
    """How far two numbers are the same; the order of the arguments does not matter."""
    likeness = _likeness(one, other)
    return Alike(likeness, STRENGTH[likeness])


def named_in(text: str, number: str) -> Alike:
    """How far `number` stands in `text`: alone, among other numbers, or with words around it."""
    parts = [text, *re.split(r"[\s,;]+", text)]
    return max((alike(part, number) for part in parts if part), key=lambda found: found.strength, default=_NOTHING)


_NOTHING = Alike(Likeness.NONE, 0.0)


def _likeness(one: str, other: str) -> Likeness:
    first, second = plain(one), plain(other)
    if not first or not second:
        return Likeness.NONE
    if first == second:
        return Likeness.EQUAL
    if folded(one) == folded(other):
        return Likeness.MISREAD
    if _is_part(first, second) or _is_part(second, first):
        return Likeness.PART
    return Likeness.SLIP if _is_slip(first, second) else Likeness.NONE


def _is_part(part: str, whole: str) -> bool:
    """Inside, and not cut out of a longer run of digits: 45001 is no part of 450012."""
    if len(part) < LEAST_PART or part not in whole or part.isalpha():
        return False
    start = whole.find(part)
    while start >= 0:
        around = whole[start - 1 : start + 1] if start else "", whole[start + len(part) - 1 : start + len(part) + 1]
        if not any(len(pair) == 2 and pair.isdigit() for pair in around):
            return True
        start = whole.find(part, start + 1)
    return False


def _is_slip(first: str, second: str) -> bool:
    """One character lost, added, or two neighbours swapped. A digit replaced by another is another number."""
    if min(len(first), len(second)) <= LEAST_PART or abs(len(first) - len(second)) > 1:
        return False
    if OSA.distance(first, second, score_cutoff=1) > 1:
        return False
    return len(first) != len(second) or sorted(first) == sorted(second)
