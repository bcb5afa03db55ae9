"""Multinomial logistic regression over document features: trained by scikit-learn, kept and asked by numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.features import LAYOUT_FIGURES, WORD_BUCKETS, DocumentFeatures


@dataclass(frozen=True, slots=True)
class LinearChoice:
    """One row of weights a label. With a single label there is nothing to choose: its probability is 1."""

    labels: tuple[str, ...]
    words: NDArray[np.float32]
    layout: NDArray[np.float64]
    bias: NDArray[np.float64]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]

    def logits(self, features: DocumentFeatures) -> NDArray[np.float64]:
        """Log-odds by label, not normalised."""
        figures = np.clip((features.layout - self.mean) / self.scale, -4.0, 4.0)
        return np.asarray(self.words[:, features.buckets] @ features.weights + self.layout @ figures + self.bias)


def fit(features: Sequence[DocumentFeatures], labels: Sequence[str], strength: float = 8.0) -> LinearChoice:
    """Learn the labels. `strength` is the inverse of the penalty; one label gives a constant."""
    names = tuple(sorted(set(labels)))
    figures = np.stack([one.layout for one in features])
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + 0.05
    if len(names) < 2:
        return LinearChoice(
            names, np.zeros((1, WORD_BUCKETS), np.float32), np.zeros((1, LAYOUT_FIGURES)), np.zeros(1), mean, scale
        )
    # Imported here: predicting needs no scikit-learn, and a cold import of it takes a second.
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    lengths = np.cumsum([0, *(len(one.buckets) for one in features)])
    words = csr_matrix(
        (np.concatenate([one.weights for one in features]), np.concatenate([one.buckets for one in features]), lengths),
        shape=(len(features), WORD_BUCKETS),
    )
    standard = np.clip((figures - mean) / scale, -4.0, 4.0) * 0.15
    model = LogisticRegression(C=strength, max_iter=60, tol=1e-3)
    with threadpool_limits(limits=1):
        model.fit(hstack([words, csr_matrix(standard)]).tocsr(), list(labels))
    weights, bias = model.coef_, model.intercept_
    if len(names) == 2:
        weights, bias = np.vstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    return LinearChoice(
        tuple(str(name) for name in model.classes_),
        weights[:, :WORD_BUCKETS].astype(np.float32),
        weights[:, WORD_BUCKETS:] * 0.15,
        bias,
        mean,
        scale,
    )


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities from logits."""
    shifted = np.exp(logits - logits.max())
    return np.asarray(shifted / shifted.sum())
