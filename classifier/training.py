"""Training: from labelled documents to a clerk, in one pass, seeded.

A fifth of the layout families is kept out of learning at first and used to calibrate,
so that probabilities are those of unseen layouts; kinds and categories are then learned anew from all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from random import Random

from classifier import kinds
from classifier.calibration import Calibration
from classifier.clerk import Clerk
from classifier.examples import Example
from classifier.features import DocumentFeatures, document_features
from classifier.fields.candidates import CandidateType
from classifier.fields.learning import TypeRows, collect, learn, merge
from classifier.fields.scorer import TypeScorer
from classifier.fields.truth import same
from classifier.fitting import Outcome, best_temperature, fit, fit_curve, fit_temperature
from classifier.layout import lay_out
from classifier.linear import LinearChoice
from classifier.modelfile import identify
from classifier.postings import Weighed, domestic, weigh, words_of
from classifier.purchase_words import purchase_features
from models.documents import Direction, DocumentKind
from models.fields import FieldName

HELD_OUT = 0.2
"""Share of layout families kept for calibration."""

MOST_FOR_FIELDS = 1800
"""Documents that the field scorers learn from; more of the same building blocks add nothing (extraction-notes.md)."""

MOST_FOR_CALIBRATION = 260

LEAST_TEMPERATURE = 0.8
"""Labels are made no surer than this, however well our own unseen layouts go: real pages are harder."""

CATEGORY_STRENGTH = 8.0
"""Inverse of the penalty, as for kinds: half or twice as much changes nothing beyond a percent."""


@dataclass(frozen=True, slots=True)
class Split:
    """Learning and calibrating examples; no layout family in both."""

    learning: list[Example] = field(default_factory=list)
    calibrating: list[Example] = field(default_factory=list)


def train(examples: Sequence[Example], seed: int, processes: int = 1) -> Clerk:
    """Learn kinds, categories and fields. `processes` above 1 shares the reading of candidates; the result is the same."""
    if not examples:
        raise ValueError("training needs at least one example")
    split = split_by_family(examples, seed)
    seen = {id(one): _Seen.of(one) for one in examples}
    learning = [seen[id(one)] for one in split.learning]
    scorers = _learn_fields(split.learning[:MOST_FOR_FIELDS], seed, processes)
    clerk = Clerk(_fit_kinds(learning), _fit_categories(learning), scorers, Calibration({}))
    calibration = calibrate(clerk, split.calibrating[:MOST_FOR_CALIBRATION])
    if split.calibrating:
        # Calibrated on layouts unseen; then the cheap models learn those layouts as well.
        everything = list(seen.values())
        clerk = replace(clerk, kinds=_fit_kinds(everything), categories=_fit_categories(everything))
    clerk = replace(clerk, calibration=calibration)
    return replace(clerk, model_id=identify(clerk))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What kinds and categories learn from one example; read once, fitted twice."""

    kind: str
    features: DocumentFeatures
    category: str | None
    purchase: DocumentFeatures | None

    @classmethod
    def of(cls, one: Example) -> _Seen:
        """Purchases abroad teach the category that they would have at home; our own sales teach none."""
        layout = lay_out(one.document)
        label = None if one.category is None or one.direction is Direction.OUTGOING else domestic(one.category)
        purchase = None if label is None else purchase_features(words_of(layout, one.fields, one.company))
        return cls(one.kind.value, document_features(layout), label, purchase)


def split_by_family(examples: Sequence[Example], seed: int) -> Split:
    """Holds out whole layout families, but never the last of a kind: a model that never saw a letter cannot be calibrated.
    With a single family there is nothing to hold out, and the standard curves are used.
    """
    kinds_of: dict[str, set[DocumentKind]] = {}
    for one in examples:
        kinds_of.setdefault(one.layout_family, set()).add(one.kind)
    left = Counter(kind for found in kinds_of.values() for kind in found)
    families = sorted(kinds_of)
    Random(seed).shuffle(families)  # noqa: S311 - a reproducible split, not a secret
    held: set[str] = set()
    for family in families:
        if len(held) < round(len(families) * HELD_OUT) and all(left[kind] > 1 for kind in kinds_of[family]):
            held.add(family)
            left.subtract(kinds_of[family])
    split = Split()
    for one in examples:
        (split.calibrating if one.layout_family in held else split.learning).append(one)
    return split


def _fit_kinds(seen: Sequence[_Seen]) -> LinearChoice:
    return fit([one.features for one in seen], [one.kind for one in seen])


def _fit_categories(seen: Sequence[_Seen]) -> LinearChoice:
    pairs = [(one.purchase, one.category) for one in seen if one.purchase is not None and one.category is not None]
    if not pairs:
        return replace(fit([seen[0].features], ["none"]), labels=())
    return fit([features for features, _ in pairs], [label for _, label in pairs], CATEGORY_STRENGTH, balanced=True)


def _learn_fields(examples: Sequence[Example], seed: int, processes: int) -> dict[CandidateType, TypeScorer]:
    if processes < 2:
        return learn(collect(examples, seed), seed)
    size = max(1, len(examples) // (processes * 4))
    batches = [examples[start : start + size] for start in range(0, len(examples), size)]
    with ProcessPoolExecutor(processes) as pool:
        parts: list[dict[CandidateType, TypeRows]] = list(pool.map(collect, batches, [seed] * len(batches)))
    return learn(merge(parts), seed)


def calibrate(clerk: Clerk, examples: Sequence[Example]) -> Calibration:
    """Curves and temperatures from documents of layout families that the clerk has not seen."""
    outcomes: dict[FieldName, list[Outcome]] = {}
    kind_logits, kind_truths = [], []
    categories: list[tuple[Weighed, str]] = []
    for one in examples:
        choices = clerk.choices(one.document, one.company, one.kind)
        for name, choice in choices.items():
            if name in one.fields:
                truth = one.fields[name]
                outcomes.setdefault(name, []).append((choice, truth is not None and same(name, choice.value, truth)))
        layout = lay_out(one.document)
        if one.category is not None and one.direction is Direction.INCOMING:
            stated = {name: choice.value for name, choice in choices.items()}
            categories.append((weigh(layout, stated, one.company, False, clerk.categories), one.category))
        kind_logits.append(kinds.logits(layout, document_features(layout), clerk.kinds))
        kind_truths.append(kinds.KINDS.index(one.kind))
    return Calibration(
        {name: fit_curve(found) for name, found in outcomes.items()},
        kind_temperature=max(LEAST_TEMPERATURE, fit_temperature(kind_logits, kind_truths)),
        category_temperature=_category_temperature(categories),
    )


def _category_temperature(weighed: Sequence[tuple[Weighed, str]]) -> float:
    return max(
        LEAST_TEMPERATURE,
        best_temperature(lambda at: [one.probabilities(at).get(truth, 0.0) for one, truth in weighed]),
    )


def card(examples: Sequence[Example], seed: int) -> Mapping[str, object]:
    """What a model was trained on, for its manifest."""
    return {
        "seed": seed,
        "count": len(examples),
        "families": len({one.layout_family for one in examples}),
        "calibrated_on": "held-out synthetic layout families",
        "real_calibration": "not yet calibrated",
    }
