"""What the lexicon alone says of a purchase: a prior that needs no training and was fitted to no document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from classifier import category_lexicon as lexicon
from classifier.purchase_words import PurchaseWords

CATEGORIES = tuple(sorted({*lexicon.STRONG, *lexicon.WEAK, *lexicon.NAMES}))
"""What a domestic purchase may be."""

RULE_WEIGHT = 2.5
STRONG, WEAK, NAMED = 2.0, 0.6, 2.4
IN_REST = 0.3
"""A telling word outside of the line items: a hint, for it may stand in an advertisement or a footer."""
_LESS_OF_A_PREFIX = 0.5
"""In a German compound the last part is the thing: `Wasserpumpe` is a pump."""


class _Table:
    """Patterns of one strength: whole words and phrases, beginnings, endings."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self.whole: dict[str, set[int]] = {}
        self.begins: dict[str, set[int]] = {}
        self.ends: dict[str, set[int]] = {}
        for category, patterns in source.items():
            for pattern in patterns.split():
                table = self.begins if pattern.endswith("*") else self.ends if pattern.startswith("*") else self.whole
                table.setdefault(pattern.strip("*").replace("~", " "), set()).add(CATEGORIES.index(category))

    def look_up(self, word: str) -> dict[int, float]:
        """Categories by how surely the word is meant: a whole word or an ending fully,
        a mere beginning half beside an ending.
        """
        found = dict.fromkeys(self.whole.get(word, ()), 1.0)
        if found or " " in word:
            return found | dict.fromkeys(self.begins.get(word, ()), 1.0)
        for length in range(len(word), 2, -1):
            if word[-length:] in self.ends and length < len(word):
                found = dict.fromkeys(self.ends[word[-length:]], 1.0)
                break
        share = _LESS_OF_A_PREFIX if found else 1.0
        for length in range(len(word), 1, -1):
            if word[:length] in self.begins:
                return {**dict.fromkeys(self.begins[word[:length]], share), **found}
        return found


_STRONG, _WEAK, _NAMES = _Table(lexicon.STRONG), _Table(lexicon.WEAK), _Table(lexicon.NAMES)


@lru_cache(maxsize=20000)
def leanings(word: str, name: bool = False) -> tuple[tuple[int, float], ...]:
    """Places in CATEGORIES with points. A word that many categories share says less."""
    if name:
        return _shared(_NAMES.look_up(word), NAMED)
    return _shared(_STRONG.look_up(word), STRONG) or _shared(_WEAK.look_up(word), WEAK)


def _shared(found: Mapping[int, float], points: float) -> tuple[tuple[int, float], ...]:
    return tuple((place, share * points / len(found) ** 0.5) for place, share in found.items())


def rule_logits(words: PurchaseWords) -> NDArray[np.float64]:
    """What the lexicon says, one logit a category. The logarithm makes it a matter of proportion, not of length."""
    points = np.zeros(len(CATEGORIES))
    for part, weight, name in (
        (words.items, 1.0, False),
        (words.names, 1.0, True),
        (words.names, IN_REST, False),
        (words.rest, IN_REST, False),
    ):
        for word, share in part.items():
            for place, value in leanings(word, name):
                points[place] += weight * share * value
    return np.asarray(RULE_WEIGHT * np.log1p(points))
