"""Invented numbers pass the checks of a library that we did not write, and the wrong ones fail them."""

from __future__ import annotations

from random import Random

import pytest
from stdnum import iban
from stdnum.eu import vat

from classifier.synthetic import ids

COUNTRIES = ("DE", "AT", "FR", "NL", "PL", "IT", "BE", "IE", "LU")


@pytest.mark.parametrize("country", COUNTRIES)
def test_vat_ids_have_right_check_digits(country: str) -> None:
    rng = Random(1)
    assert all(vat.is_valid(ids.vat_id(rng, country)) for _ in range(50))


@pytest.mark.parametrize("country", ("DE", "AT", "FR", "PL", "IT", "BE"))
def test_wrong_vat_ids_are_wrong(country: str) -> None:
    rng = Random(2)
    assert not any(vat.is_valid(ids.vat_id(rng, country, valid=False)) for _ in range(50))


@pytest.mark.parametrize("country", ("DE", "AT", "CH", "FR", "NL"))
def test_ibans_have_right_check_digits(country: str) -> None:
    rng = Random(3)
    assert all(iban.is_valid(ids.iban(rng, country), check_country=False) for _ in range(50))
    assert not any(iban.is_valid(ids.iban(rng, country, valid=False), check_country=False) for _ in range(50))
