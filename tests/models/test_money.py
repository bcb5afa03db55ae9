"""Money: whole cents, half up, one currency at a time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import Money, cents

AMOUNTS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4)
WHOLE_CENTS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)
RATES = st.sampled_from([Decimal(0), Decimal(5), Decimal(7), Decimal(16), Decimal(19), Decimal("20.5")])


@pytest.mark.parametrize(
    ("given_", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),  # banker's rounding would say 0.02
        ("2.675", "2.68"),  # as a float it would be 2.67
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("1", "1.00"),
        ("1E+2", "100.00"),
    ],
)
def test_half_a_cent_is_rounded_up_and_zero_has_no_sign(given_: str, rounded: str) -> None:
    assert str(Money(Decimal(given_))) == rounded


@given(AMOUNTS)
def test_rounding_moves_an_amount_by_half_a_cent_at_most(amount: Decimal) -> None:
    assert abs(Fraction(cents(amount)) - Fraction(amount)) <= Fraction(1, 200)
    assert cents(cents(amount)) == cents(amount)
    assert cents(-amount) == -cents(amount)


@given(WHOLE_CENTS, WHOLE_CENTS, WHOLE_CENTS)
def test_sums_do_not_depend_on_the_order(one: Decimal, two: Decimal, three: Decimal) -> None:
    a, b, c = Money(one), Money(two), Money(three)
    assert (a + b) + c == a + (b + c) == (c + b) + a
    assert a + b - b == a
    assert a + -a == Money(Decimal(0))
    assert str(a - a) == "0.00"


@given(WHOLE_CENTS.filter(lambda amount: amount >= 0), RATES)
def test_the_tax_contained_in_a_gross_amount_is_the_tax_on_its_net(gross: Decimal, rate: Decimal) -> None:
    tax = Money(gross).contained(rate)
    net = Money(gross) - tax
    assert abs((net.share(rate) - tax).amount) <= Decimal("0.01")
    assert net + tax == Money(gross)


@given(WHOLE_CENTS)
def test_an_amount_written_and_parsed_is_the_same(amount: Decimal) -> None:
    assert Money.parse(str(Money(amount))) == Money(amount)


@given(WHOLE_CENTS, WHOLE_CENTS)
def test_amounts_are_ordered_as_numbers(one: Decimal, two: Decimal) -> None:
    assert (Money(one) < Money(two)) == (one < two)
    assert (Money(one) >= Money(two)) == (one >= two)


@pytest.mark.parametrize("wrong", [1, 1.5, "1.00", None, True])
def test_only_a_decimal_is_an_amount(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_an_amount_is_finite(wrong: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Money(Decimal(wrong))


def test_two_currencies_are_neither_added_nor_compared() -> None:
    euro, dollar = Money(Decimal(5)), Money(Decimal(6), "USD")
    for forbidden in (
        lambda: euro + dollar,
        lambda: euro - dollar,
        lambda: euro < dollar,
        lambda: max(euro, dollar),
        lambda: euro >= dollar,
    ):
        with pytest.raises(ValueError, match=r"EUR and USD|USD and EUR"):
            forbidden()
    assert euro != Money(Decimal(5), "USD")


def test_an_amount_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Money(Decimal(5)).amount = Decimal(6)  # type: ignore[misc]
