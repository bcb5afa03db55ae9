"""The learned scorer of one candidate type: for each field a linear model and boosted trees, their logits averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.fields.analysis import Analysis
from classifier.fields.candidates import CandidateType
from classifier.fields.choice import RULE_SHARE, Scored
from classifier.fields.features import dense_matrix, hashed_rows
from classifier.fields.trees import Trees
from models.fields import FieldName

LIMIT = 6.0
"""No single learned logit counts more: what a model is surest of on our own pages it may never have seen on others."""


@dataclass(frozen=True, slots=True)
class FieldScorer:
    """One field. `words` are weights by hash bucket, `weights` by standardised dense column."""

    weights: NDArray[np.float64]
    words: NDArray[np.float32]
    bias: float
    trees: Trees


@dataclass(frozen=True, slots=True)
class TypeScorer:
    """All fields of one candidate type, with the standardisation that they share."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    fields: Mapping[FieldName, FieldScorer]

    def logits(
        self, dense: NDArray[np.float64], hashed: Sequence[Sequence[int]]
    ) -> dict[FieldName, NDArray[np.float64]]:
        """Average of both models' logits, limited, for each row."""
        standard = np.clip((dense - self.mean) / self.scale, -5.0, 5.0)
        lengths = [len(row) for row in hashed]
        flat = np.fromiter((bucket for row in hashed for bucket in row), dtype=np.int64, count=sum(lengths))
        owner = np.repeat(np.arange(len(hashed)), lengths)
        result = {}
        for name, scorer in self.fields.items():
            words = np.bincount(owner, weights=scorer.words[flat], minlength=len(hashed))
            linear = standard @ scorer.weights + words + scorer.bias
            trees = scorer.trees.logits(dense)
            result[name] = (np.clip(linear, -LIMIT, LIMIT) + np.clip(trees, -LIMIT, LIMIT)) / 2
        return result


def add_learned(
    scored: Mapping[CandidateType, list[Scored]],
    analysis: Analysis,
    scorers: Mapping[CandidateType, TypeScorer],
    weight: float,
) -> None:
    """Rules' logits times RULE_SHARE plus learned logits times `weight`, for all types that have a learned scorer."""
    for kind, scorer in scorers.items():
        group = scored[kind]
        if not group:
            continue
        logits = scorer.logits(dense_matrix(kind, group, analysis), hashed_rows(group))
        for name, values in logits.items():
            for one, value in zip(group, values, strict=True):
                one.logits[name] = RULE_SHARE * one.rule_logits[name] + weight * float(value)
