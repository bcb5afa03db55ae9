"""The posting category: what was bought, in the names of Lexware's categories."""

from __future__ import annotations

import numpy as np

from classifier.calibration import Calibration
from classifier.features import DocumentFeatures
from classifier.linear import LinearChoice, softmax
from models.fields import LabelPrediction


def category_of(features: DocumentFeatures, model: LinearChoice, calibration: Calibration) -> LabelPrediction | None:
    """The likeliest categories, three in all; None if the model was trained without any."""
    if not model.labels:
        return None
    probabilities = softmax(model.logits(features) / calibration.category_temperature)
    order = np.argsort(-probabilities)
    best = float(probabilities[order[0]])
    return LabelPrediction(
        model.labels[order[0]],
        round(best, 4),
        tuple((model.labels[place], round(float(probabilities[place]), 4)) for place in order[1:3]),
        abstained=best < calibration.category_threshold,
    )
