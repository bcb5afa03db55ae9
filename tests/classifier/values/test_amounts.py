from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.values.amounts import find_amounts, find_percents, find_split_amounts, parse_amount

amounts = st.decimals(min_value=0, max_value=Decimal("9999999.99"), places=2)


def german(value: Decimal, thousands: str = ".") -> str:
    return f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", thousands)


@given(amounts, st.sampled_from([".", "", " ", "\u202f", "'"]))
def test_a_german_amount_is_read_as_it_was_written(value: Decimal, thousands: str) -> None:
    assert parse_amount(german(value, thousands)) == value


@given(amounts)
def test_an_english_amount_is_read_as_it_was_written(value: Decimal) -> None:
    assert parse_amount(f"{value:,.2f}") == value


@given(
    amounts.filter(bool), st.sampled_from(["-{}", "- {}", "−{}", "{}-", "{} -", "EUR -{}", "-{} €", "{}- €", "€ -{}"])
)
def test_a_minus_is_never_lost_wherever_it_stands(value: Decimal, form: str) -> None:
    assert parse_amount(form.format(german(value))) == -value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Summe netto 1.420,00", ["1420.00"]),
        ("4 € 100 € 400", ["4", "100", "400"]),
        ("€ 85,5", ["85.5"]),
        ("120,- €", ["120"]),
        ("(darin 35,13 € Steuer)", ["35.13"]),
        ("CHF 1'234.50", ["1234.50"]),
        ("zzgl. 19,00% auf 804,35 €", ["804.35"]),
        ("Tel. 0123/45 67", []),
        ("12.03.2026 um 08:30", []),
        ("Menge 12 Stück", []),
        ("100.00*", ["100.00"]),
    ],
)
def test_the_amounts_of_a_line_are_found_and_nothing_else(text: str, values: list[str]) -> None:
    assert [one.value for one in find_amounts(text)] == [Decimal(value) for value in values]


def test_the_currency_mark_beside_an_amount_is_told() -> None:
    assert [one.currency for one in find_amounts("12,00 € und US$ 5.00 und 7,00")] == ["EUR", "USD", None]


def test_percentages_are_found_with_point_and_comma() -> None:
    assert [value for value, _, _ in find_percents("19 % von 7,0% oder 8.1 %")] == [
        Decimal(19),
        Decimal("7.0"),
        Decimal("8.1"),
    ]


def test_an_amount_pulled_apart_by_ocr_is_one_again_and_a_list_of_numbers_is_none() -> None:
    assert [one.value for one in find_split_amounts("Summe 1.234 ,56 EUR")] == [Decimal("1234.56")]
    assert [one.value for one in find_split_amounts("zzgl. 38, 00")] == [Decimal("38.00")]
    assert find_split_amounts("Positionen 5, 190 und 7, 3") == []
