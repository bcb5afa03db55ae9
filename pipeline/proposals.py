"""A prediction as JSON and back: the form of docs/predictions.md, so that a stored proposal reads like `kontorist read`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from models.documents import Medium
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.pages import Box, ReadingWarning
from models.vouchers import TaxLine

Json = dict[str, Any]


def prediction_to_json(prediction: Prediction) -> Json:
    """Plain JSON of everything that the classifier said."""
    return {
        "kind": _label_to_json(prediction.kind),
        "direction": _label_to_json(prediction.direction),
        "category": _label_to_json(prediction.category) if prediction.category else None,
        "medium": prediction.medium.value,
        "fields": {name.value: field_to_json(field) for name, field in prediction.fields.items()},
        "warnings": [asdict(warning) for warning in prediction.warnings],
        "model": prediction.model,
    }


def prediction_from_json(content: Json) -> Prediction:
    """The prediction that `prediction_to_json` wrote."""
    return Prediction(
        kind=_label_from_json(content["kind"]),
        direction=_label_from_json(content["direction"]),
        category=_label_from_json(content["category"]) if content["category"] else None,
        medium=Medium(content["medium"]),
        fields={FieldName(name): _field_from_json(field) for name, field in content["fields"].items()},
        warnings=tuple(ReadingWarning(**warning) for warning in content["warnings"]),
        model=content["model"],
    )


def field_to_json(field: FieldPrediction) -> Json:
    """One value with its confidence, place and reasons."""
    return {
        "value": value_to_json(field.value),
        "confidence": field.confidence,
        "page": field.page,
        "box": list(field.box) if field.box else None,
        "source": field.source.value,
        "why": list(field.why),
    }


def value_to_json(value: str | Sequence[TaxLine] | None) -> str | list[dict[str, str]] | None:
    """A field's value; tax lines become objects of decimal strings."""
    if value is None or isinstance(value, str):
        return value
    return [{"rate": f"{line.rate}", "base": f"{line.base}", "tax": f"{line.tax}"} for line in value]


def value_from_json(value: str | Sequence[Mapping[str, str]] | None) -> str | tuple[TaxLine, ...] | None:
    """The value that `value_to_json` wrote. Raises ValueError, KeyError or ArithmeticError for anything else."""
    if value is None or isinstance(value, str):
        return value
    return tuple(TaxLine(*(Decimal(line[part]) for part in ("rate", "base", "tax"))) for line in value)


def _field_from_json(content: Json) -> FieldPrediction:
    value = value_from_json(content["value"])
    if value is None:
        raise ValueError("a predicted field has a value")
    return FieldPrediction(
        value=value,
        confidence=content["confidence"],
        source=Source(content["source"]),
        page=content["page"],
        box=Box(*content["box"]) if content["box"] else None,
        why=tuple(content["why"]),
    )


def _label_to_json(label: LabelPrediction) -> Json:
    return {
        "value": label.value,
        "confidence": label.confidence,
        "alternatives": [list(alternative) for alternative in label.alternatives],
        "abstained": label.abstained,
    }


def _label_from_json(content: Json) -> LabelPrediction:
    return LabelPrediction(
        value=content["value"],
        confidence=content["confidence"],
        alternatives=tuple((name, share) for name, share in content["alternatives"]),
        abstained=content["abstained"],
    )
