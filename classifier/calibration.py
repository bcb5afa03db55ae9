"""From logits to probabilities, and from probabilities to silence.

Calibrated on held-out layout families of the training corpus. That is not the truth of real pages (extraction-notes.md:
error 0.01 on synthetic, 0.31 on real pages for the supplier), so probabilities for unseen suppliers are shrunk by what the
trial saw, and every manifest says `not yet calibrated` until confirmed real documents exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from classifier.fields.choice import Choice
from models.fields import FieldName as F

LOGIT_LIMIT = 14.0
MARGIN_LIMIT = 10.0
FEWEST = 40
"""Held-out choices that a field needs for its own curve; below, the standard curve is used."""

UNSEEN = {
    F.SUPPLIER_NAME: 0.80,
    F.BUYER_NAME: 0.85,
    F.DOCUMENT_NUMBER: 0.90,
    F.ORDER_REFERENCE: 0.88,
    F.CUSTOMER_NUMBER: 0.92,
    F.DELIVERY_DATE: 0.92,
    F.DOCUMENT_DATE: 0.95,
    F.SUPPLIER_TAX_NUMBER: 0.93,
}
"""What is left of a probability on a page of a supplier never seen, by field: the gap between synthetic and real pages."""

UNSEEN_OTHERS = 0.97

LEFT_OF_GAP = 0.3
"""How much of that gap is left where rules and learned scorer agree and a label, or independent places of a name, do too.
On digital pages of held-out layout families such suppliers were wrong in 0.7 % (others 13 %), such numbers never (others
3 %); after OCR agreement proved little (12 % of names wrong), so there the gap stays whole.
"""

SILENT_BELOW = {
    F.SUPPLIER_NAME: 0.12,
    F.DOCUMENT_NUMBER: 0.15,
    F.DOCUMENT_DATE: 0.15,
    F.GROSS_TOTAL: 0.15,
    F.CURRENCY: 0.1,
    F.NET_TOTAL: 0.3,
    F.TAX_TOTAL: 0.3,
    F.DUE_DATE: 0.35,
    F.BUYER_NAME: 0.15,
}
SILENT_BELOW_OTHERS = 0.4
"""A value less probable than this is left out: absent is better than made up.
Fields that nearly every paper has ask less.
"""


@dataclass(frozen=True, slots=True)
class Curve:
    """Logistic: probability from the joint logit, the margin to the runner-up, and whether arithmetic or order agrees."""

    bias: float
    logit: float
    margin: float
    agrees: float
    error: float = 0.0
    """Expected calibration error, each half of the held-out documents judged by the curve of the other; before the shrinking
    for suppliers never seen, which is meant to be too modest here."""
    count: int = 0
    """Choices that the curve was fitted to; 0: the standard curve."""

    def probability(self, choice: Choice) -> float:
        """Between 0 and 1."""
        inside = (
            self.bias + self.logit * clip(choice.logit, LOGIT_LIMIT) + self.margin * clip(choice.margin, MARGIN_LIMIT)
            + self.agrees * choice.agrees
        )  # fmt: skip
        return float(1.0 / (1.0 + np.exp(-inside)))


STANDARD = Curve(bias=-0.6, logit=0.45, margin=0.15, agrees=0.6)


BINS = 10


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: the mean distance of probability and share of right answers, over tenths of the scale."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in pairs:
        bins.setdefault(min(BINS - 1, int(probability * BINS)), []).append((probability, right))
    return sum(
        abs(sum(probability for probability, _ in one) - sum(right for _, right in one)) for one in bins.values()
    ) / max(1, len(pairs))


def clip(value: float, limit: float) -> float:
    """`value` between -limit and limit."""
    return max(-limit, min(limit, value))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Curves by field; temperature and threshold of the kind and the category."""

    curves: Mapping[F, Curve]
    kind_temperature: float = 1.0
    category_temperature: float = 1.0
    kind_threshold: float = 0.55
    category_threshold: float = 0.6

    def probability(self, name: F, choice: Choice) -> float:
        """Calibrated on held-out layouts, then shrunk: the supplier of the page was never confirmed by a person."""
        kept = UNSEEN.get(name, UNSEEN_OTHERS)
        if choice.agrees and (choice.candidate is None or choice.candidate.reading >= 1.0):
            kept = 1.0 - LEFT_OF_GAP * (1.0 - kept)
        return self.curves.get(name, STANDARD).probability(choice) * kept

    def keeps(self, name: F, probability: float) -> bool:
        """Whether a value of this probability is said at all."""
        return probability >= SILENT_BELOW.get(name, SILENT_BELOW_OTHERS)
