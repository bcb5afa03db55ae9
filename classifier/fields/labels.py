"""Reads label words: which roles the text beside a value speaks for, and how strongly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from functools import lru_cache

from classifier.fields.lexicon import (
    AMOUNT_LABELS,
    DATE_LABELS,
    NUMBER_LABELS,
    NUMBER_WORDS,
    PARTY_LABELS,
)

_FOLD = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "é": "e",
        "è": "e",
        "à": "a",
        "ô": "o",
        "#": " nr ",
        "№": " nr ",
        "º": " nr ",
    }
)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s?%|\d+(?:[.,]\d+)?\s?v\.\s?h\.")
_NOT_WORD = re.compile(r"[^a-z0-9§]+")
_FILLER = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ist",
        "lautet",
        "betraegt",
        "am",
        "vom",
        "von",
        "zum",
        "zu",
        "im",
        "in",
        "eur",
        "euro",
        "e",
        "usd",
        "chf",
        "gbp",
        "is",
        "of",
        "the",
        "on",
        "and",
        "und",
        "s",
        "nr",
        "no",
        "bitte",
        "chf",
        "wird",
        "zur",
        "bei",
        "auf",
        "unter",
        "mit",
    ]
)
"""Words between a label and its value that do not weaken the label."""

LONGEST = 5
"""Words of the longest phrase that is looked up."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, umlauts written out, percentages and punctuation gone: the form in which labels are compared."""
    text = _PERCENT.sub(" ", text.lower().translate(_FOLD))
    return _NOT_WORD.sub(" ", text).strip()


Labels = Mapping[str, tuple[tuple[str, float], ...]]


def compile_labels(table: Mapping[str, Mapping[float, str]]) -> Labels:
    """Phrase → roles with weights. A phrase may speak for several roles."""
    phrases: dict[str, dict[str, float]] = {}
    for role, by_weight in table.items():
        for weight, text in by_weight.items():
            for pattern in text.split(";"):
                for phrase in _expand(" ".join(pattern.split())):
                    entry = phrases.setdefault(phrase, {})
                    entry[role] = max(weight, entry.get(role, 0.0))
    return {phrase: tuple(roles.items()) for phrase, roles in phrases.items() if phrase}


def _expand(pattern: str) -> list[str]:
    """All spellings of a pattern of the lexicon."""
    parts: list[tuple[str, ...]] = []
    for piece in re.findall(r"\{nr\}|\([^()]*\)|~|[^{}()~]+|[()]", _flatten(pattern)):
        if piece == "{nr}":
            parts.append(NUMBER_WORDS)
        elif piece == "~":
            parts.append(("", " "))
        elif piece.startswith("("):
            parts.append(tuple(piece[1:-1].split("|")))
        else:
            parts.append((piece,))
    return [" ".join("".join(choice).split()) for choice in itertools.product(*parts)]


def _flatten(pattern: str) -> str:
    """Nested alternatives written out from the inside, so that `_expand` meets flat ones only."""
    while match := re.search(r"\(([^()]*)\(([^()]*)\)([^()]*)\)", pattern):
        # `(a|b(c|d)|e)` → `(a|bc|bd|e)`: the inner group belongs to the alternative around it.
        before, inner, after = match[1], match[2], match[3]
        head, _, stem = before.rpartition("|")
        tail, bar, rest = after.partition("|")
        written = "|".join(f"{stem}{choice}{tail}" for choice in inner.split("|"))
        joined = "|".join(part for part in (head, written) if part) + (bar + rest if bar else "")
        pattern = pattern[: match.start()] + "(" + joined + ")" + pattern[match.end() :]
    return pattern


AMOUNT = compile_labels(AMOUNT_LABELS)
DATE = compile_labels(DATE_LABELS)
NUMBER = compile_labels(NUMBER_LABELS)
PARTY = compile_labels(PARTY_LABELS)

FADE = 0.72
"""What a word between a label and its value leaves of the label's weight."""

REACH = 12
"""Words that are looked at, counted back from the value."""

_SUFFIXES: Mapping[int, tuple[tuple[str, str, float], ...]] = {
    id(AMOUNT): (
        ("betrag", "gross_total", 0.7),
        ("summe", "gross_total", 0.7),
        ("preis", "other_line", 1.2),
        ("kosten", "other_line", 1.0),
        ("gebuehr", "other_line", 1.0),
        ("steuer", "tax_total", 1.4),
    ),
    id(DATE): (("datum", "other_date", 1.6), ("zeitraum", "period_start", 2.0), ("tag", "other_date", 0.8)),
    id(NUMBER): (
        ("nummer", "other_number", 1.8),
        ("nr", "other_number", 1.8),
        ("kennung", "other_number", 1.8),
        ("zeichen", "other_number", 1.5),
        ("rechnung", "document_number", 2.4),
    ),
    id(PARTY): (),
}
"""What an unknown compound says by its last part: a `Zählpunktnummer` is a number, but not ours."""


def _read(text: str, labels: Labels) -> dict[str, float]:
    """Roles named in `text` (folded), the nearer to its end the stronger: the value stands behind it."""
    words = text.split()[-REACH:]
    left = [0] * (len(words) + 1)
    for place in range(len(words) - 1, -1, -1):
        left[place] = left[place + 1] + (words[place] not in _FILLER)
    scores: dict[str, float] = {}
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            roles = labels.get(" ".join(words[at : at + length]))
            if roles is None and length == 1:
                roles = _by_suffix(words[at], labels)
            if roles:
                fade = FADE ** left[at + length]
                for role, weight in roles:
                    scores[role] = max(scores.get(role, 0.0), weight * fade)
                at += length - 1
                break
        at += 1
    return scores


_SLIPS = ((re.compile(r"rn|nn"), "m"), (re.compile(r"[1li|]"), "i"), (re.compile(r"[0oq]"), "o"), (re.compile(r"vv"), "w"),
    (re.compile(r"[5s]"), "s"), (re.compile(r"[8b]"), "b"), (re.compile(r"[cge6]"), "c"),
    (re.compile(r"f|t"), "t"))  # fmt: skip
"""Shapes that an OCR engine takes for each other, each brought to one of them."""

SHORTEST_SLIP = 5
"""Shorter words are left alone: among them a slip makes another word too often."""


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The word by shapes alone: `datunn` and `datum`, `rechnunqs` and `rechnungs` are one."""
    word = word.replace("q", "g")
    for pattern, shape in _SLIPS:
        word = pattern.sub(shape, word)
    return word


_WORDS = {word for table in (AMOUNT, DATE, NUMBER, PARTY) for phrase in table for word in phrase.split()}
_BY_SKELETON = {skeleton(word): word for word in sorted(_WORDS) if len(word) >= SHORTEST_SLIP}


@lru_cache(maxsize=16384)
def straighten(text: str) -> str:
    """Folded text with words that differ from a label's word by OCR slips alone put right."""
    words = [
        word if len(word) < SHORTEST_SLIP or word in _WORDS else _BY_SKELETON.get(skeleton(word), word)
        for word in text.split()
    ]
    return " ".join(words)


def _by_suffix(word: str, labels: Labels) -> tuple[tuple[str, float], ...]:
    for suffix, role, weight in _SUFFIXES[id(labels)]:
        if len(word) > len(suffix) + 2 and word.endswith(suffix):
            return ((role, weight),)
    return ()


@lru_cache(maxsize=16384)
def amount_labels(text: str) -> Mapping[str, float]:
    """Roles of an amount that `text` names."""
    return _read(text, AMOUNT)


@lru_cache(maxsize=16384)
def date_labels(text: str) -> Mapping[str, float]:
    """Roles of a date that `text` names."""
    return _read(text, DATE)


@lru_cache(maxsize=16384)
def number_labels(text: str) -> Mapping[str, float]:
    """Roles of a number that `text` names."""
    return _read(text, NUMBER)


@lru_cache(maxsize=16384)
def party_labels(text: str) -> Mapping[str, float]:
    """Roles of a name that `text` names."""
    return _read(text, PARTY)
