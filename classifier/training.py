"""Training: from labelled documents to a clerk, in one pass, seeded.

A fifth of the layout families is kept out of learning and used to calibrate,
so that probabilities are those of unseen layouts.
"""

from __future__ import annotations

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
from classifier.fitting import Outcome, fit, fit_curve, fit_temperature
from classifier.layout import lay_out
from classifier.linear import LinearChoice
from classifier.modelfile import identify
from models.documents import BOOKABLE
from models.fields import FieldName

HELD_OUT = 0.2
"""Share of layout families kept for calibration."""

MOST_FOR_FIELDS = 1800
"""Documents that the field scorers learn from; more of the same building blocks add nothing (extraction-notes.md)."""

MOST_FOR_CALIBRATION = 260


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
    features = [document_features(lay_out(one.document)) for one in split.learning]
    kind_model = fit(features, [one.kind.value for one in split.learning])
    category_model = _fit_categories(split.learning, features)
    scorers = _learn_fields(split.learning[:MOST_FOR_FIELDS], seed, processes)
    clerk = Clerk(kind_model, category_model, scorers, Calibration({}))
    clerk = replace(clerk, calibration=calibrate(clerk, split.calibrating[:MOST_FOR_CALIBRATION]))
    return replace(clerk, model_id=identify(clerk))


def split_by_family(examples: Sequence[Example], seed: int) -> Split:
    """Holds out whole layout families; with a single one there is nothing to hold out, and the standard curves are used."""
    families = sorted({one.layout_family for one in examples})
    rng = Random(seed)  # noqa: S311 - a reproducible split, not a secret
    rng.shuffle(families)
    held = set(families[: round(len(families) * HELD_OUT)])
    split = Split()
    for one in examples:
        (split.calibrating if one.layout_family in held else split.learning).append(one)
    return split


def _fit_categories(examples: Sequence[Example], features: Sequence[DocumentFeatures]) -> LinearChoice:
    pairs = [(seen, one.category) for one, seen in zip(examples, features, strict=True) if one.category is not None]
    if not pairs:
        empty = fit(features[:1], ["none"])
        return replace(empty, labels=())
    return fit([seen for seen, _ in pairs], [str(category) for _, category in pairs])


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
    for one in examples:
        for name, choice in clerk.choices(one.document, one.company, one.kind).items():
            if name in one.fields:
                truth = one.fields[name]
                outcomes.setdefault(name, []).append((choice, truth is not None and same(name, choice.value, truth)))
        layout = lay_out(one.document)
        kind_logits.append(kinds.logits(layout, document_features(layout), clerk.kinds))
        kind_truths.append(kinds.KINDS.index(one.kind))
    return Calibration(
        {name: fit_curve(found) for name, found in outcomes.items()},
        kind_temperature=max(1.0, fit_temperature(kind_logits, kind_truths)),
        category_temperature=_category_temperature(clerk, examples),
    )


def _category_temperature(clerk: Clerk, examples: Sequence[Example]) -> float:
    labels = clerk.categories.labels
    known = [one for one in examples if one.category in labels and one.kind in BOOKABLE]
    logits = [clerk.categories.logits(document_features(lay_out(one.document))) for one in known]
    return max(1.0, fit_temperature(logits, [labels.index(str(one.category)) for one in known]))


def card(examples: Sequence[Example], seed: int) -> Mapping[str, object]:
    """What a model was trained on, for its manifest."""
    return {
        "seed": seed,
        "count": len(examples),
        "families": len({one.layout_family for one in examples}),
        "calibrated_on": "held-out synthetic layout families",
        "real_calibration": "not yet calibrated",
    }
