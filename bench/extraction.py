"""How well and how fast fields are read: `python -m bench.extraction` prints the figures of `measure` as JSON.

A model is trained without a quarter of the layout families and judged on those, so the figures are those of unseen layouts.
Real documents are scored by `kontorist evaluate` (bench/__main__.py).
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Mapping, Sequence

from classifier.calibration import calibration_error
from classifier.clerk import Clerk
from classifier.evaluation import CORE
from classifier.examples import Example
from classifier.fields.truth import same
from classifier.synthetic.corpus import examples
from classifier.training import split_by_family, train
from models.documents import BOOKABLE
from models.fields import FieldName, FieldPrediction

SEED = 90210
"""A stream that `kontorist train` with its usual seeds never draws."""

COUNT = 1200
WARM_UP = 5


def measure() -> dict[str, float]:
    """Seconds of training, milliseconds of a page, and by field the share right or invented and the calibration error."""
    split = split_by_family(list(examples(SEED, COUNT)), SEED)
    started = time.perf_counter()
    clerk = train(split.learning, SEED)
    figures = {"training, seconds": time.perf_counter() - started, "documents learned from": float(len(split.learning))}
    bookable = [one for one in split.calibrating if one.kind in BOOKABLE]
    times, found = _predict(clerk, bookable)
    figures["prediction of a page, ms (median)"] = statistics.median(times)
    figures["prediction of a page, ms (95th percentile)"] = statistics.quantiles(times, n=20)[-1]
    figures["held-out bookable documents"] = float(len(bookable))
    core = [all(_right(one, fields, FieldName(name)) is not False for name in CORE) for one, fields in found]
    figures["all five core fields right"] = statistics.mean(core)
    for name in FieldName:
        figures |= _field(name, found)
    return figures


_Found = Sequence[tuple[Example, Mapping[FieldName, FieldPrediction]]]


def _predict(clerk: Clerk, documents: Sequence[Example]) -> tuple[list[float], _Found]:
    for one in documents[:WARM_UP]:
        clerk.predict(one.document, one.company)
    times, found = [], []
    for one in documents:
        started = time.process_time()
        fields = clerk.predict(one.document, one.company).fields
        times.append((time.process_time() - started) * 1000 / max(1, len(one.document.pages)))
        found.append((one, fields))
    return times, found


def _right(one: Example, fields: Mapping[FieldName, FieldPrediction], name: FieldName) -> bool | None:
    """None where the paper has no such value."""
    truth = one.fields.get(name)
    return None if truth is None else name in fields and same(name, fields[name].value, truth)


def _field(name: FieldName, found: _Found) -> dict[str, float]:
    outcomes = [right for one, fields in found if (right := _right(one, fields, name)) is not None]
    if not outcomes:
        return {}
    absent = [name in fields for one, fields in found if name in one.fields and one.fields[name] is None]
    said = [
        (fields[name].confidence, bool(_right(one, fields, name)))
        for one, fields in found
        if name in fields and name in one.fields
    ]
    figures = {f"{name}: right": statistics.mean(outcomes), f"{name}: calibration error": calibration_error(said)}
    if absent:
        figures[f"{name}: filled though absent"] = statistics.mean(absent)
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
