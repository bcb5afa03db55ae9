"""Milliseconds of prediction and figures on the samples: `python bench/extraction.py [MODEL] [SAMPLES]`.

Prints JSON: loading a model, prediction beyond reading by page (median and 95th percentile), and how often each field of the
synthetic held-out stream is right. The samples are scored by `kontorist evaluate`.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from classifier.modelfile import load
from classifier.synthetic.corpus import examples
from cli.predicting import model_directory
from ingest.reading import read
from models.pages import ReadDocument
from models.parties import OwnCompany

WARM_UP = 5
STREAM_SEED = 90210
"""A stream that `kontorist train` with its usual seeds never draws."""


def milliseconds(started: float) -> float:
    """Since `started`."""
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Measure and print."""
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else model_directory()
    samples = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    started = time.perf_counter()
    clerk = load(directory)
    figures: dict[str, object] = {"model": clerk.model_id, "load_ms": round(milliseconds(started), 1)}
    stream = list(examples(STREAM_SEED, 120))
    documents = [one.document for one in stream]
    figures["predict_ms_per_page_synthetic"] = timed(clerk.predict, documents)
    if samples is not None:
        reading, read_documents = [], []
        for path in sorted(samples.glob("*.pdf")):
            content = path.read_bytes()
            started = time.perf_counter()
            document = read(content, path.name)
            reading.append(milliseconds(started) / max(1, len(document.pages)))
            if document.medium == "born-digital":
                read_documents.append(document)
        figures["read_ms_per_page_samples"] = summary(reading)
        figures["predict_ms_per_page_samples"] = timed(clerk.predict, read_documents)
    print(json.dumps(figures, indent=1))


def timed(predict: Callable[[ReadDocument, OwnCompany], object], documents: Sequence[ReadDocument]) -> dict[str, float]:
    """Median and 95th percentile by page, after a few documents to warm up."""
    for document in documents[:WARM_UP]:
        predict(document, OwnCompany())
    times = []
    for document in documents:
        started = time.perf_counter()
        predict(document, OwnCompany())
        times.append(milliseconds(started) / max(1, len(document.pages)))
    return summary(times)


def summary(times: list[float]) -> dict[str, float]:
    """Rounded figures."""
    return {"median": round(statistics.median(times), 1), "p95": round(statistics.quantiles(times, n=20)[-1], 1)}


if __name__ == "__main__":
    main()
