"""Who we are: ids without blanks, unknown names refused, no file no company."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.parties import OwnCompany
from runtime.company import load_company


def test_ids_are_brought_into_one_form(tmp_path: Path) -> None:
    file = tmp_path / "company.json"
    file.write_text(
        '{"names": ["Wir  GmbH"], "vat_ids": ["de 123 456 789"], "ibans": ["DE02 1203"], "domains": ["WIR.example"]}'
    )
    assert load_company(file) == OwnCompany(("Wir GmbH",), ("DE123456789",), (), ("DE021203",), ("wir.example",))


def test_a_typing_error_does_not_pass_for_an_empty_list(tmp_path: Path) -> None:
    file = tmp_path / "company.json"
    file.write_text('{"name": ["Wir GmbH"]}')
    with pytest.raises(ValueError):
        load_company(file)


def test_without_a_file_we_are_unknown(tmp_path: Path) -> None:
    assert load_company(tmp_path / "company.json") == OwnCompany()
