"""A model as files: arrays (npz, no pickle inside) and a manifest with their SHA-256.
Altered, missing or foreign files are refused.

Three files: `labels.npz` (kinds and categories), `fields.npz` (scorers), `manifest.json` (everything else: calibration,
labels, digests, versions, what it was trained on).
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.calibration import Calibration, Curve
from classifier.clerk import Clerk
from classifier.feature_probe import fingerprint
from classifier.features import LAYOUT_FIGURES, WORD_BUCKETS
from classifier.fields.candidates import CandidateType
from classifier.fields.scorer import FieldScorer, TypeScorer
from classifier.fields.trees import Trees
from classifier.linear import LinearChoice
from models.fields import FieldName

FORMAT = 2
"""Raised whenever the arrays or the manifest change. Changed features are told by classifier.feature_probe: an older file
would answer nonsense or break in the middle of a page.
"""

MANIFEST = "manifest.json"
Arrays = dict[str, NDArray[Any]]


class ModelFileError(Exception):
    """The model directory cannot be trusted or understood; the message says which file and what to do."""


def identify(clerk: Clerk) -> str:
    """A short name made of the model's content: equal content, equal name."""
    digest = hashlib.sha256()
    for name, content in sorted(_contents(clerk).items()):
        digest.update(name.encode() + hashlib.sha256(content).digest())
    digest.update(json.dumps(_calibration(clerk.calibration), sort_keys=True).encode())
    return digest.hexdigest()[:12]


def save(clerk: Clerk, directory: Path, training: Mapping[str, object] | None = None) -> None:
    """Write the model. The manifest is written last, so that a directory with a manifest is whole."""
    directory.mkdir(parents=True, exist_ok=True)
    contents = _contents(clerk)
    for name, content in contents.items():
        (directory / name).write_bytes(content)
    manifest = {
        "format": FORMAT,
        "features": fingerprint(),
        "model_id": clerk.model_id,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        "kinds": list(clerk.kinds.labels),
        "categories": list(clerk.categories.labels),
        "calibration": _calibration(clerk.calibration),
        "trained_with": {"python": platform.python_version(), "numpy": np.__version__},
        "training": dict(training or {}),
    }
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (directory / MANIFEST).write_text(text, encoding="utf-8")


def load(directory: Path) -> Clerk:
    """Read and check a model. Raises ModelFileError."""
    manifest = read_manifest(directory)
    check_features(manifest, directory)
    arrays: dict[str, Arrays] = {}
    for name in ("labels.npz", "fields.npz"):
        arrays[name] = _checked(directory / name, manifest["files"].get(name))
    try:
        clerk = Clerk(
            _linear("kinds", tuple(manifest["kinds"]), arrays["labels.npz"]),
            _linear("categories", tuple(manifest["categories"]), arrays["labels.npz"]),
            _scorers(arrays["fields.npz"]),
            _read_calibration(manifest["calibration"]),
            str(manifest["model_id"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelFileError(f"{directory}: the model files do not fit together ({error!r}); train again") from error
    if identify(clerk) != clerk.model_id:
        raise ModelFileError(f"{directory / MANIFEST}: the manifest was altered; train again")
    return clerk


def read_manifest(directory: Path) -> dict[str, Any]:
    """The manifest, its format checked."""
    path = directory / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelFileError(f"no model in {directory}: run `kontorist train` first") from error
    except ValueError as error:
        raise ModelFileError(f"{path}: not readable; train again") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelFileError(f"{path}: written by another version of Kontorist; train again")
    return manifest


def check_features(manifest: Mapping[str, Any], directory: Path) -> None:
    """Raises ModelFileError if this code reads pages otherwise than the code that trained the model."""
    if manifest.get("features") != fingerprint():
        raise ModelFileError(
            f"{directory}: the model was trained with other features than this version of Kontorist reads from a page; "
            "run `kontorist train` again"
        )


def _checked(path: Path, digest: str | None) -> Arrays:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ModelFileError(f"{path} is missing; train again") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelFileError(f"{path} was altered (its SHA-256 differs from the manifest); train again")
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _contents(clerk: Clerk) -> dict[str, bytes]:
    labels = {**_linear_arrays("kinds", clerk.kinds), **_linear_arrays("categories", clerk.categories)}
    fields: Arrays = {}
    for kind, scorer in clerk.scorers.items():
        fields[f"{kind}/mean"], fields[f"{kind}/scale"] = scorer.mean, scorer.scale
        for name, one in scorer.fields.items():
            fields.update(_field_arrays(f"{kind}/{name}", one))
    return {"labels.npz": _packed(labels), "fields.npz": _packed(fields)}


def _packed(arrays: Arrays) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]  # numpy types **kwds as one of its own options
    return buffer.getvalue()


_LINEAR = ("words", "layout", "bias", "mean", "scale")
_TREES = ("roots", "feature", "threshold", "left", "right", "value")


def _linear_arrays(prefix: str, model: LinearChoice) -> Arrays:
    return {f"{prefix}/{part}": np.asarray(getattr(model, part)) for part in _LINEAR}


def _linear(prefix: str, labels: tuple[str, ...], arrays: Arrays) -> LinearChoice:
    model = LinearChoice(labels, *(arrays[f"{prefix}/{part}"] for part in _LINEAR))
    rows = len(labels) or len(model.bias)
    shapes = (model.words.shape, model.layout.shape, model.bias.shape, model.mean.shape, model.scale.shape)
    figures = (LAYOUT_FIGURES,)
    if shapes != ((rows, WORD_BUCKETS), (rows, LAYOUT_FIGURES), (rows,), figures, figures):
        raise ValueError(f"{prefix}: arrays of shapes {shapes} for {len(labels)} labels")
    return model


def _field_arrays(prefix: str, one: FieldScorer) -> Arrays:
    trees = {f"{prefix}/trees/{part}": np.asarray(getattr(one.trees, part)) for part in _TREES}
    numbers = np.array([one.bias, one.trees.baseline, float(one.trees.depth)])
    return {f"{prefix}/weights": one.weights, f"{prefix}/words": one.words, f"{prefix}/numbers": numbers, **trees}


_KEY = re.compile(r"(?P<kind>\w+)/(?P<name>\w+)/weights")


def _scorers(arrays: Arrays) -> dict[CandidateType, TypeScorer]:
    fields: dict[CandidateType, dict[FieldName, FieldScorer]] = {}
    for key in arrays:
        match = _KEY.fullmatch(key)
        if match is None:
            continue
        prefix = f"{match['kind']}/{match['name']}"
        bias, baseline, depth = arrays[f"{prefix}/numbers"].tolist()
        trees = Trees(
            **{part: arrays[f"{prefix}/trees/{part}"] for part in _TREES}, baseline=baseline, depth=int(depth)
        )
        group = fields.setdefault(CandidateType(match["kind"]), {})
        group[FieldName(match["name"])] = FieldScorer(
            arrays[f"{prefix}/weights"], arrays[f"{prefix}/words"], bias, trees
        )
    return {kind: TypeScorer(arrays[f"{kind}/mean"], arrays[f"{kind}/scale"], found) for kind, found in fields.items()}


def _calibration(calibration: Calibration) -> dict[str, Any]:
    curves = {name.value: asdict(curve) for name, curve in calibration.curves.items()}
    return {**{name: getattr(calibration, name) for name in _NUMBERS}, "curves": curves}


_NUMBERS = ("kind_temperature", "category_temperature", "kind_threshold", "category_threshold")


def _read_calibration(data: Mapping[str, Any]) -> Calibration:
    curves = {FieldName(name): Curve(**curve) for name, curve in data["curves"].items()}
    return Calibration(curves, **{name: float(data[name]) for name in _NUMBERS})
