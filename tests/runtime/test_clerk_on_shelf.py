"""The clerk of a process: loaded once, replaced when another model lies there, refused when it was altered."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.calibration import Calibration
from classifier.clerk import Clerk
from classifier.features import document_features
from classifier.fitting import fit
from classifier.layout import lay_out
from classifier.modelfile import identify, save
from classifier.synthetic.corpus import examples
from pipeline.tools import NotReady
from runtime.clerk import ClerkOnShelf


@pytest.fixture(scope="module")
def clerks() -> tuple[Clerk, Clerk]:
    """Two that differ; with one label there is nothing to learn, so they are made in no time."""
    features = [document_features(lay_out(example.document)) for example in examples(3, 2)]

    def clerk(kind: str) -> Clerk:
        made = Clerk(fit(features, [kind] * 2), fit(features, ["Bürobedarf"] * 2), {}, Calibration({}))
        return replace(made, model_id=identify(made))

    return clerk("invoice"), clerk("letter")


def test_the_clerk_is_loaded_once(tmp_path: Path, clerks: tuple[Clerk, Clerk]) -> None:
    save(clerks[0], tmp_path)
    shelf = ClerkOnShelf(tmp_path)
    assert shelf() is shelf()
    assert shelf().model_id == clerks[0].model_id


def test_another_model_in_its_place_is_loaded(tmp_path: Path, clerks: tuple[Clerk, Clerk]) -> None:
    save(clerks[0], tmp_path)
    shelf = ClerkOnShelf(tmp_path)
    shelf()
    save(clerks[1], tmp_path)
    for file in tmp_path.iterdir():
        os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 1))
    assert shelf().model_id == clerks[1].model_id


def test_without_a_model_the_house_is_not_ready(tmp_path: Path) -> None:
    with pytest.raises(NotReady) as missing:
        ClerkOnShelf(tmp_path / "nothing")()
    assert (missing.value.problem.code, missing.value.problem.retryable) == ("no_model", True)


def test_an_altered_model_is_refused(tmp_path: Path, clerks: tuple[Clerk, Clerk]) -> None:
    save(clerks[0], tmp_path)
    largest = max(tmp_path.iterdir(), key=lambda file: file.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(bytes(content))
    with pytest.raises(NotReady) as altered:
        ClerkOnShelf(tmp_path)()
    assert altered.value.problem.code == "model_refused"
