"""Names of companies: alike in spite of umlauts, legal forms, order of words and slips of the OCR."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

ALIKE = 0.8
"""Ratio from which two names are taken for one company; below it lie names that share a common word or two."""

PART_OF_NAME = 0.7
"""Strength where one name is the beginning of the other: "Brandt" on the order, "Brandt Haustechnik" on the paper."""

_LEGAL_FORMS = frozenset(
    {"gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ek", "ekfr", "ekfm", "eg", "ev", "se", "co"}
    | {"partg", "partgmbb", "haftungsbeschrankt", "ltd", "limited", "inc", "llc", "plc", "corp", "bv", "nv", "sarl"}
    | {"sas", "sa", "spa", "srl", "cie", "und", "and", "firma", "fa"}
)
_OF_SEVERAL_WORDS = re.compile(r"\b(gesellschaft mit beschrankter haftung|(aktien|kommandit)gesellschaft|sa rl)\b")
_LETTERS_FOR_DIGITS = str.maketrans("015", "ols")


@lru_cache(maxsize=20_000)
def core(name: str) -> str:
    """The name without what varies: case, accents, punctuation, legal form. ä, ae and a become one letter.

    "Müller & Söhne GmbH" and "MUELLER SOEHNE" both give "muller sohne".
    """
    text = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", text.replace(".", "")).split()
    words = [word.translate(_LETTERS_FOR_DIGITS) if re.search(r"[a-z]", word) else word for word in words]
    words = [re.sub(r"([aou])e+", r"\1", word) for word in words]
    kept = [word for word in _OF_SEVERAL_WORDS.sub(" ", " ".join(words)).split() if word not in _LEGAL_FORMS]
    return " ".join(kept or words)


def likeness(one: str, other: str) -> float:
    """From 0 to 1, 1 for the same core; the order of the arguments does not matter."""
    first, second = core(one), core(other)
    if not first or not second:
        return 0.0
    ratio = fuzz.token_sort_ratio(first, second) / 100
    return max(ratio, PART_OF_NAME) if _one_begins_the_other(first, second) else ratio


def _one_begins_the_other(first: str, second: str) -> bool:
    short, long = sorted((first.split(), second.split()), key=len)
    return long[: len(short)] == short and len(short[0]) >= 4
