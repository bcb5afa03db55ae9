import json
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.clerk import Clerk
from classifier.examples import Example
from classifier.modelfile import ModelFileError, load, save
from classifier.training import split_by_family, train
from models.documents import DocumentKind
from models.parties import OwnCompany


def test_a_stored_and_loaded_model_predicts_the_same(
    clerk: Clerk, model_directory: Path, unseen: list[Example]
) -> None:
    again = load(model_directory)
    assert again.model_id == clerk.model_id
    for example in unseen[:15]:
        assert again.predict(example.document, example.company) == clerk.predict(example.document, example.company)


@pytest.mark.parametrize("name", ["fields.npz", "labels.npz", "manifest.json"])
def test_an_altered_file_is_refused(model_directory: Path, tmp_path: Path, name: str) -> None:
    for path in model_directory.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    if name == "manifest.json":
        manifest = json.loads((tmp_path / name).read_text())
        manifest["calibration"]["kind_threshold"] = 0.01
        (tmp_path / name).write_text(json.dumps(manifest))
    else:
        content = bytearray((tmp_path / name).read_bytes())
        content[len(content) // 2] ^= 1
        (tmp_path / name).write_bytes(bytes(content))
    with pytest.raises(ModelFileError, match="altered"):
        load(tmp_path)


def test_a_missing_or_foreign_model_is_refused_with_what_to_do(model_directory: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="kontorist train"):
        load(tmp_path)
    manifest = json.loads((model_directory / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"format": 0}))
    with pytest.raises(ModelFileError, match="another version"):
        load(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelFileError, match="is missing"):
        load(tmp_path)


def test_a_model_trained_with_other_features_is_refused_before_it_reads_a_page(
    model_directory: Path, tmp_path: Path
) -> None:
    for path in model_directory.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"features": "0123456789abcdef"}))
    with pytest.raises(ModelFileError, match=r"other features .* `kontorist train`"):
        load(tmp_path)


def test_arrays_of_another_width_are_refused_before_they_read_a_page(clerk: Clerk, tmp_path: Path) -> None:
    narrow = replace(clerk.kinds, layout=clerk.kinds.layout[:, :-1])
    save(replace(clerk, kinds=narrow), tmp_path)
    with pytest.raises(ModelFileError, match="train again"):
        load(tmp_path)


def test_no_kind_is_held_out_whole(corpus: list[Example]) -> None:
    split = split_by_family(corpus, 1)
    assert {one.kind for one in split.calibrating} <= {one.kind for one in split.learning}
    assert {one.kind for one in corpus} == {one.kind for one in split.learning}


def test_the_manifest_says_what_the_model_is_and_that_it_is_not_calibrated_on_real_documents(
    model_directory: Path,
) -> None:
    manifest = json.loads((model_directory / "manifest.json").read_text())
    assert manifest["training"]["real_calibration"] == "not yet calibrated"
    assert set(manifest["files"]) == {"fields.npz", "labels.npz"}
    assert sum(path.stat().st_size for path in model_directory.iterdir()) < 15_000_000


def test_no_layout_family_stands_on_both_sides_of_the_split(corpus: list[Example]) -> None:
    split = split_by_family(corpus, 1)
    assert split.learning and split.calibrating
    assert not {one.layout_family for one in split.learning} & {one.layout_family for one in split.calibrating}


def test_training_without_examples_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        train([], 1)


def test_a_single_kind_and_a_single_category_can_be_learned(corpus: list[Example], tmp_path: Path) -> None:
    invoices = [replace(one, category="Software") for one in corpus if one.kind is DocumentKind.INVOICE][:12]
    clerk = train(invoices, 1)
    category = clerk.predict(invoices[0].document, OwnCompany()).category
    assert category is not None and category.value == "Software"
    save(clerk, tmp_path)
    assert load(tmp_path).model_id == clerk.model_id


def test_a_corpus_without_categories_predicts_none(corpus: list[Example]) -> None:
    plain = [replace(one, category=None) for one in corpus[:20]]
    clerk = train(plain, 1)
    assert all(clerk.predict(one.document, OwnCompany()).category is None for one in plain)


def test_the_same_seed_gives_the_same_model(corpus: list[Example]) -> None:
    assert train(corpus[:40], 3).model_id == train(corpus[:40], 3).model_id
