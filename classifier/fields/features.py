"""Figures of candidates for the learned scorer: one dense row a candidate, and hashed words around it.

Contexts are hashed once a page (segments share them); all candidates of a type become one matrix.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.fields.analysis import Analysis
from classifier.fields.candidates import CONTEXTS, Candidate, CandidateType
from classifier.fields.choice import Scored
from classifier.fields.choose_amounts import USUAL_RATES
from classifier.fields.rules import FIELDS, ROLES, STRENGTH
from classifier.layout import Layout
from models.fields import FieldName

HASH_SIZE = 4096
"""Buckets for words around a value; the pages of one language have a few thousand that matter."""

LEARNED: tuple[CandidateType, ...] = (
    CandidateType.AMOUNT,
    CandidateType.DATE,
    CandidateType.NUMBER,
    CandidateType.NAME,
)
"""Types with a learned scorer. The others are decided by form and label; there is little to learn and much to overfit."""

NAME_FACTS = (
    "legal",
    "legal_end",
    "legal_only",
    "words",
    "capital",
    "not_name",
    "digits",
    "digit_first",
    "upper",
    "bank",
    "street",
    "town",
    "cut_whole",
    "cut_first",
    "cut_part",
    "cut_legal",
    "cut_joined",
    "size",
    "top",
    "foot",
    "sender_line",
    "sender_rest",
    "block_top",
    "block_second",
    "in_block",
    "window",
    "under_sender",
    "block_supplier_name",
    "block_buyer_name",
    "block_other_party",
    "signed",
    "street_below",
    "near_ids",
    "label_supplier_name",
    "label_buyer_name",
    "label_other_party",
    "places",
    "domain",
    "own",
    "joined",
    "section_supplier_name",
    "section_buyer_name",
    "section_other_party",
    "short_of",
    "tail_of",
    "cut_off",
    "bank_ids",
)
_OTHER_FACTS = {
    CandidateType.AMOUNT: ("exact", "marked"),
    CandidateType.DATE: ("ambiguous", "in_period"),
    CandidateType.NUMBER: ("pieces",),
    CandidateType.NAME: NAME_FACTS,
}

Matrix = NDArray[np.float64]


def dense_matrix(kind: CandidateType, scored: Sequence[Scored], analysis: Analysis) -> Matrix:
    """One row a candidate; columns are fixed by the type."""
    shared = _SHARED[kind](analysis, [one.candidate for one in scored])
    rows = [
        [
            *_place(one.candidate, analysis.layout),
            *_evidence(one.candidate),
            *_facts(one.candidate),
            *one.rule_logits.values(),
            *more,
        ]
        for one, more in zip(scored, shared, strict=True)
    ]
    return np.asarray(rows, dtype=np.float64)


def _place(candidate: Candidate, layout: Layout) -> list[float]:
    segment = candidate.segment
    box = segment.box
    rows = layout.rows[segment.page]
    return [
        box.left,
        box.top,
        box.right,
        float(segment.page == 1),
        float(segment.page == layout.pages),
        min(segment.height / layout.height[segment.page], 4.0),
        float(segment.bold),
        segment.row / max(1, len(rows)),
        float(len(rows[segment.row])),
        float(segment.left is None),
        float(segment.right is None),
        candidate.start / max(1, len(segment.text)),
        float(len(segment.words)),
    ]


def _evidence(candidate: Candidate) -> list[float]:
    """Label weights: the best of all contexts by role, then by context. Most are nought: only what is there is looked at."""
    columns = _COLUMNS.get(candidate.type)
    if columns is None:
        return []
    count = len(columns)
    row = [0.0] * (count * len(CONTEXTS))
    for place, context in enumerate(CONTEXTS):
        for role, weight in candidate.evidence.get(context, {}).items():
            column = columns.get(role)
            if column is None:
                continue
            row[column] = max(row[column], weight * STRENGTH[context])
            if place < len(CONTEXTS) - 1:
                row[(place + 1) * count + column] = weight
    return row


_COLUMNS = {kind: {role: place for place, role in enumerate(roles)} for kind, roles in ROLES.items()}


def _facts(candidate: Candidate) -> list[float]:
    return [candidate.facts.get(name, 0.0) for name in _OTHER_FACTS[candidate.type]]


def _amounts_shared(analysis: Analysis, candidates: Sequence[Candidate]) -> list[list[float]]:
    """Size among the page's amounts, and which part the amount could play in an equation with two others."""
    cents = [int(Decimal(one.value) * 100) for one in candidates]
    known = set(cents)
    ordered = sorted(known)
    rank = {value: place / max(1, len(ordered) - 1) for place, value in enumerate(ordered)}
    rates = [float(rate) for rate in {*(p for p in analysis.percents if 0 < p <= 30), *USUAL_RATES[:4]}]
    as_net, as_tax, as_gross = set(), set(), set()
    for net in known:
        for rate in rates:
            tax = round(net * rate / 100)
            for one in (tax, tax - 1, tax + 1):
                if abs(one) > 4 and one in known and net + one in known:
                    as_net.add(net)
                    as_tax.add(one)
                    as_gross.add(net + one)
    counts = {value: cents.count(value) for value in known}
    highest = ordered[-1] if ordered else 0
    last = len(candidates) - 1
    return [
        [
            rank[value],
            float(value == highest),
            float(value in as_net),
            float(value in as_tax),
            float(value in as_gross),
            min(counts[value], 4),
            np.log10(abs(value) + 1.0),
            float(value < 0),
            float(value == 0),
            place / max(1, last),
            min(last - place, 12),
        ]
        for place, value in enumerate(cents)
    ]


def _dates_shared(analysis: Analysis, candidates: Sequence[Candidate]) -> list[list[float]]:
    values = [one.value for one in candidates]
    ordered = sorted(set(values))
    return [
        [
            float(len(ordered)),
            ordered.index(value) / max(1, len(ordered) - 1),
            float(value == ordered[0]),
            float(value == ordered[-1]),
            float(values.count(value)),
            float(place),
        ]
        for place, value in enumerate(values)
    ]


_LETTERS = re.compile(r"[A-Za-z]")


def _numbers_shared(analysis: Analysis, candidates: Sequence[Candidate]) -> list[list[float]]:
    text = analysis.layout.text
    rows = []
    for one in candidates:
        value = one.value
        digits = sum(character.isdigit() for character in value)
        letters = len(_LETTERS.findall(value))
        rows.append(
            [
                float(len(value)),
                float(digits),
                float(letters),
                float("/" in value),
                float("-" in value),
                float("." in value),
                float(value.isdigit()),
                float(value[0].isalpha()),
                float(re.search(r"(?:19|20)\d\d|[/-]\d\d$", value) is not None),
                float(min(3, text.count(one.raw))),
                float(value.startswith("0")),
            ]
        )
    return rows


def _names_shared(analysis: Analysis, candidates: Sequence[Candidate]) -> list[list[float]]:
    blocks = len(analysis.scene.blocks)
    first_top = min((one.segment.box.top for one in candidates if one.segment.page == 1), default=0.0)
    return [
        [
            float(blocks),
            float(len(analysis.scene.domains)),
            one.segment.box.top - first_top,
            float(len(one.text)),
            float(analysis.outgoing > 0),
        ]
        for one in candidates
    ]


_SHARED = {
    CandidateType.AMOUNT: _amounts_shared,
    CandidateType.DATE: _dates_shared,
    CandidateType.NUMBER: _numbers_shared,
    CandidateType.NAME: _names_shared,
}


@lru_cache(maxsize=16384)
def _hashed(context: str, words: str) -> tuple[int, ...]:
    """Buckets of the last three words of a context, alone and in pairs."""
    last = words.split()[-3:]
    tokens = [
        *last,
        *(f"{one} {two}" for one, two in pairwise(last)),
        *(f"end {word}" for word in last[-1:]),
    ]
    return tuple(crc32(f"{context}:{token}".encode()) % HASH_SIZE for token in tokens)


def hashed_rows(scored: Sequence[Scored]) -> list[list[int]]:
    """For each candidate the buckets that its surrounding words fall into."""
    rows = []
    for one in scored:
        buckets: set[int] = set()
        for context, words in one.candidate.words.items():
            if words:
                buckets.update(_hashed(context, words if context != "after" else " ".join(words.split()[:2])))
        rows.append(sorted(buckets))
    return rows


def fields_of(kind: CandidateType) -> tuple[FieldName, ...]:
    """Fields that the type's scorer learns, in the order of its models."""
    return FIELDS[kind]
