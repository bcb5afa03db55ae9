"""Fitting: the linear models, curves and temperatures of a clerk. Only training imports this, and with it scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from classifier.calibration import FEWEST, LOGIT_LIMIT, MARGIN_LIMIT, STANDARD, Curve, calibration_error, clip
from classifier.features import LAYOUT_FIGURES, WORD_BUCKETS, DocumentFeatures
from classifier.fields.choice import Choice
from classifier.linear import LinearChoice, softmax


def fit(
    features: Sequence[DocumentFeatures], labels: Sequence[str], strength: float = 8.0, balanced: bool = False
) -> LinearChoice:
    """Learn the labels. `strength` is the inverse of the penalty; `balanced`: rare labels count as much as frequent ones;
    one label gives a constant.
    """
    names = tuple(sorted(set(labels)))
    figures = np.stack([one.layout for one in features])
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + 0.05
    if len(names) < 2:
        return LinearChoice(
            names, np.zeros((1, WORD_BUCKETS), np.float32), np.zeros((1, LAYOUT_FIGURES)), np.zeros(1), mean, scale
        )
    lengths = np.cumsum([0, *(len(one.buckets) for one in features)])
    words = csr_matrix(
        (np.concatenate([one.weights for one in features]), np.concatenate([one.buckets for one in features]), lengths),
        shape=(len(features), WORD_BUCKETS),
    )
    standard = np.clip((figures - mean) / scale, -4.0, 4.0) * 0.15
    model = LogisticRegression(C=strength, max_iter=60, tol=1e-3, class_weight="balanced" if balanced else None)
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


LEAST = 1e-4
"""A truth that was held impossible costs no more than this: one such paper must not blur all others."""

Outcome = tuple[Choice, bool]


def fit_curve(outcomes: Sequence[Outcome]) -> Curve:
    """A curve from held-out choices and whether each was right, with its error;
    the standard curve where there is too little to learn.
    """
    if len(outcomes) < FEWEST:
        return STANDARD
    halves = (outcomes[::2], outcomes[1::2])
    judged = [
        (curve.probability(choice), ok)
        for curve, others in ((_fitted(halves[0]), halves[1]), (_fitted(halves[1]), halves[0]))
        for choice, ok in others
    ]
    return replace(_fitted(outcomes), error=round(calibration_error(judged), 4), count=len(outcomes))


def _fitted(outcomes: Sequence[Outcome]) -> Curve:
    right = sum(ok for _, ok in outcomes)
    if right in (0, len(outcomes)):
        return _level(outcomes, (right + 1) / (len(outcomes) + 2))
    rows = [[clip(one.logit, LOGIT_LIMIT), clip(one.margin, MARGIN_LIMIT), float(one.agrees)] for one, _ in outcomes]
    model = LogisticRegression(C=0.3).fit(rows, [int(ok) for _, ok in outcomes])
    logit, margin, agrees = (max(0.0, float(weight)) for weight in model.coef_[0])
    return Curve(float(model.intercept_[0]), logit, margin, agrees)


def _level(outcomes: Sequence[Outcome], share: float) -> Curve:
    """The standard curve, raised or lowered until its mean is `share`: outcomes all alike teach no slope."""
    low, high = -8.0, 8.0
    for _ in range(30):
        middle = (low + high) / 2
        curve = replace(STANDARD, bias=STANDARD.bias + middle)
        if np.mean([curve.probability(choice) for choice, _ in outcomes]) < share:
            low = middle
        else:
            high = middle
    return replace(STANDARD, bias=STANDARD.bias + (low + high) / 2)


def fit_temperature(logits: Sequence[NDArray[np.float64]], truths: Sequence[int]) -> float:
    """The temperature with the best likelihood on held-out documents, between 0.5 and 4."""
    return best_temperature(
        lambda temperature: [
            float(softmax(one / temperature)[truth]) for one, truth in zip(logits, truths, strict=True)
        ]
    )


def best_temperature(chances: Callable[[float], Sequence[float]]) -> float:
    """As fit_temperature; `chances` gives the probability of each document's truth at a temperature."""
    losses = {
        float(temperature): -sum(np.log(max(LEAST, chance)) for chance in chances(float(temperature)))
        for temperature in np.linspace(0.5, 4.0, 36)
    }
    best = min(losses, key=lambda temperature: losses[temperature])
    return best if losses[best] > 0.0 else 1.0
