"""A prediction as the JSON object of the contract (docs/predictions.md)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.fields import FieldPrediction, LabelPrediction, Prediction
from models.vouchers import TaxLine

_PLACES = 4
"""Decimals of boxes: a tenth of a millimetre on A4."""


def as_json(prediction: Prediction) -> dict[str, Any]:
    """Everything but the file's own data (name, hash, seconds, pages), which the caller knows."""
    return {
        "kind": _label(prediction.kind),
        "direction": _label(prediction.direction),
        "category": None if prediction.category is None else _label(prediction.category),
        "medium": prediction.medium.value,
        "fields": {name.value: _field(one) for name, one in prediction.fields.items()},
        "warnings": [
            {"code": one.code, "field": None if one.field is None else str(one.field), "message": one.message}
            for one in prediction.warnings
        ],
        "model": prediction.model,
    }


def _label(label: LabelPrediction) -> dict[str, Any]:
    shown: dict[str, Any] = {"value": str(label.value), "confidence": round(label.confidence, 4)}
    if label.alternatives:
        shown["alternatives"] = [[name, confidence] for name, confidence in label.alternatives]
    if label.abstained:
        shown["abstained"] = True
    return shown


def _field(one: FieldPrediction) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "value": [_tax_line(line) for line in one.value] if isinstance(one.value, tuple) else one.value,
        "confidence": one.confidence,
    }
    if one.page is not None and one.box is not None:
        shown |= {"page": one.page, "box": [round(edge, _PLACES) for edge in one.box]}
    shown["source"] = one.source.value
    if one.why:
        shown["why"] = list(one.why)
    return shown


def _tax_line(line: TaxLine) -> dict[str, str]:
    return {"rate": plain(line.rate), "base": f"{line.base:.2f}", "tax": f"{line.tax:.2f}"}


def plain(number: Decimal) -> str:
    """Without exponent and without zeros behind the decimal point: 19, 7.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
