"""The words that tell what was bought: of the line items by their share of the money, of the supplier's name, and the rest.

Totals, our own address and the recipient's name say nothing about a purchase and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p, sqrt
from zlib import crc32

import numpy as np

from classifier.features import LAYOUT_FIGURES, WORD_BUCKETS, DocumentFeatures
from classifier.fields.labels import fold
from classifier.layout import Layout, Segment

_AMOUNT = re.compile(r"(?<![\d.,])-?\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{2}(?![.,]?\d)(?!\s?%)")
_LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]{3}")
_DOMAIN = re.compile(r"(?:@|www\.|https?://)([\w.-]+)\.[a-z]{2,8}\b", re.IGNORECASE)
_TOTALS = frozenset(
    ("gesamt", "netto", "brutto", "mwst", "ust", "umsatzsteuer", "mehrwertsteuer", "total",
     "subtotal", "vat", "tax", "steuer", "uebertrag", "zahlen", "skonto", "iban",
     "faellig", "rabatt", "nachlass", "anzahlung", "bar", "gegeben", "rueckgeld", "karte",
     "kartenzahlung", "girocard", "due", "balance")
)  # fmt: skip
"""A row with an amount that opens with one of these is no line item."""

_TOTAL_ENDINGS = ("betrag", "summe", "saldo", "datum", "nummer")

BASE_SHARE, MONEY_SHARE = 0.6, 1.4
"""Each line item counts a little, and more by its part of the money: the category follows what most was paid for."""

CONTINUED = 0.6
"""Weight of the rows below a line item, up to two, which go on describing it."""

GRAM = 5
"""Letters of the pieces that long words leave: `Monatsmiete` shares them with `Büromiete`."""


@dataclass(frozen=True, slots=True)
class PurchaseWords:
    """Folded words and pairs of words with their weights, by where they stand."""

    items: Mapping[str, float]
    names: Mapping[str, float]
    rest: Mapping[str, float]
    lines: int
    highest: float
    """The largest amount of a line item, 0 without any."""


def purchase_words(layout: Layout, supplier: str = "", others: Iterable[str] = ()) -> PurchaseWords:
    """`supplier`: the name read or known; `others`: names that are not the supplier's (recipient, our own company)."""
    foreign = [folded for name in others if len(folded := fold(name)) > 3]
    rows = [row for page in layout.rows.values() for row in page]
    found = _item_rows(rows)
    worth = sum(amount for _, amount, _ in found) or 1.0
    items: dict[str, float] = {}
    used: set[int] = set()
    for segments, amount, factor in found:
        weight = factor * (BASE_SHARE + MONEY_SHARE * amount / worth)
        for segment in segments:
            used.add(segment.index)
            _add(items, segment.text, weight)
    names: dict[str, float] = {}
    _add(names, supplier, 1.0)
    rest: dict[str, float] = {}
    for segment in layout.segments:
        folded = fold(segment.text)
        if segment.index in used or any(name in folded for name in foreign):
            continue
        _add(rest, segment.text, 1.0)
        for domain in _DOMAIN.findall(segment.text):
            if not any(fold(domain).replace(" ", "") in name.replace(" ", "") for name in foreign):
                _add(names, domain, 0.7)
    return PurchaseWords(
        items, names, rest, sum(factor == 1.0 for *_, factor in found), max((one[1] for one in found), default=0.0)
    )


ItemRow = tuple[Sequence[Segment], float, float]
"""Segments, amount, weight."""


def _item_rows(rows: Sequence[Sequence[Segment]]) -> list[ItemRow]:
    found: list[ItemRow] = []
    left, amount, following = -1.0, 0.0, 0
    for row in rows:
        text = " ".join(segment.text for segment in row)
        amounts = _AMOUNT.findall(text)
        described = [segment for segment in row if _LETTERS.search(segment.text)]
        if amounts and described and not _is_total(fold(" ".join(one.text for one in described)).split()):
            amount, left, following = _number(amounts[-1]), described[0].box.left, 0
            found.append((described, amount, 1.0))
        elif not amounts and described and found and following < 2 and abs(described[0].box.left - left) < 0.02:
            following += 1
            found.append((described[:1], amount, CONTINUED))
        else:
            left = -1.0
    return found


def _is_total(words: Sequence[str]) -> bool:
    return any(word in _TOTALS or word.endswith(_TOTAL_ENDINGS) for word in words[:6])


def _number(text: str) -> float:
    digits = re.sub(r"\D", "", text)
    return int(digits) / 100.0


def _add(words: dict[str, float], text: str, weight: float) -> None:
    tokens = fold(text).split()
    for token in tokens:
        if len(token) > 1 and not token.isdigit():
            words[token] = max(words.get(token, 0.0), weight)
    for one, two in pairwise(tokens):
        pair = f"{one} {two}"
        words[pair] = max(words.get(pair, 0.0), weight)


def purchase_features(words: PurchaseWords) -> DocumentFeatures:
    """Hashed words, the same bucket wherever a word of the items or the rest stands; names apart.
    Each place weighs as a whole.
    """
    weights: dict[int, float] = {}
    for part, prefix, share in ((words.items, "", 1.0), (words.names, "name:", 0.8), (words.rest, "", 0.5)):
        tokens = _pieces(part, prefix)
        length = sqrt(sum(weight * weight for weight in tokens.values())) or 1.0
        for token, weight in tokens.items():
            bucket = crc32(token.encode()) % WORD_BUCKETS
            weights[bucket] = weights.get(bucket, 0.0) + share * weight / length
    figures = np.zeros(LAYOUT_FIGURES)
    figures[:3] = log1p(words.highest), log1p(words.lines), len(words.rest) / 200.0
    return DocumentFeatures(
        np.fromiter(weights.keys(), np.int64, len(weights)),
        np.fromiter(weights.values(), np.float64, len(weights)),
        figures,
    )


def _pieces(words: Mapping[str, float], prefix: str) -> dict[str, float]:
    tokens: dict[str, float] = {}
    for word, weight in words.items():
        if any(letter.isdigit() for letter in word):
            continue
        if " " in word:
            tokens[prefix + word] = 0.6 * weight
            continue
        tokens[prefix + word] = weight
        if len(word) > GRAM:
            for start in range(len(word) - GRAM + 1):
                piece = f"{prefix}~{word[start : start + GRAM]}"
                tokens[piece] = max(tokens.get(piece, 0.0), 0.35 * weight)
    return tokens
