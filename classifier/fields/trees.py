"""Gradient-boosted trees as plain arrays: trained by scikit-learn, kept and asked by numpy alone.

So a model file needs no pickle, loads in milliseconds, and a prediction needs no scikit-learn at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in one table. A leaf points to itself, so that walking needs no question."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    baseline: float
    depth: int

    def logits(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum of the leaves that each row falls into, plus the baseline."""
        if not len(self.roots):
            return np.full(len(rows), self.baseline)
        flat = np.ascontiguousarray(rows).ravel()
        begins = (np.arange(len(rows)) * rows.shape[1])[:, None]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            goes_left = flat.take(self.feature.take(at) + begins) <= self.threshold.take(at)
            at = np.where(goes_left, self.left.take(at), self.right.take(at))
        return np.asarray(self.value.take(at).sum(axis=1, dtype=np.float64) + self.baseline)


def constant(logit: float) -> Trees:
    """No trees: the same logit for every row (a field whose training data has one class only)."""
    nothing = np.zeros(0, dtype=np.int32)
    return Trees(
        nothing, np.zeros(0, dtype=np.int16), np.zeros(0), nothing, nothing, np.zeros(0, dtype=np.float32), logit, 0
    )


def export(model: Any) -> Trees:
    """From a fitted binary HistGradientBoostingClassifier without categories and without missing values."""
    tables = [predictors[0].nodes for predictors in model._predictors]
    sizes = np.cumsum([0, *(len(nodes) for nodes in tables)])
    feature, threshold, left, right, value = [], [], [], [], []
    for offset, nodes in zip(sizes, tables, strict=False):
        own = np.arange(len(nodes)) + offset
        leaf = nodes["is_leaf"].astype(bool)
        feature.append(np.where(leaf, 0, nodes["feature_idx"]))
        threshold.append(np.where(leaf, 0.0, np.minimum(nodes["num_threshold"], np.finfo(np.float64).max)))
        left.append(np.where(leaf, own, nodes["left"].astype(np.int64) + offset))
        right.append(np.where(leaf, own, nodes["right"].astype(np.int64) + offset))
        value.append(np.where(leaf, nodes["value"], 0.0))
    return Trees(
        sizes[:-1].astype(np.int32),
        np.concatenate(feature).astype(np.int16),
        np.concatenate(threshold).astype(np.float64),
        np.concatenate(left).astype(np.int32),
        np.concatenate(right).astype(np.int32),
        np.concatenate(value).astype(np.float32),
        float(np.ravel(model._baseline_prediction)[0]),
        int(max(nodes["depth"].max() for nodes in tables)),
    )
