"""Multinomial logistic regression over document features: trained by scikit-learn, kept and asked by numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.features import DocumentFeatures


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


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities from logits."""
    shifted = np.exp(logits - logits.max())
    return np.asarray(shifted / shifted.sum())
