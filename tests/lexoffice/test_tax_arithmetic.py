"""Column method to the cent, against an independent second computation in fractions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice import tax
from lexoffice.sandbox.arithmetic import expected_tax, in_cents

AMOUNTS = st.integers(1, 10**10).map(lambda cents: Decimal(cents).scaleb(-2))
RATES = st.sampled_from([Decimal(rate) for rate in (0, 5, 7, 16, 19, 27)])
TAX_TYPES = st.sampled_from(["gross", "net"])
CATEGORY = "16d04a21-fd91-11e1-a21f-0800200c9a66"


def half_up(value: Fraction) -> Decimal:
    """Cents of an exact value, by the definition: the floor of the value plus one half."""
    return Decimal(f"{floor(value * 100 + Fraction(1, 2))}E-2")


@given(AMOUNTS, RATES)
def test_contained_tax_equals_exact_arithmetic(gross, rate):
    net = Fraction(gross) / (1 + Fraction(rate) / 100)
    assert tax.contained_tax(gross, rate) == half_up(Fraction(gross) - net)


@given(AMOUNTS, RATES)
def test_added_tax_equals_exact_arithmetic(net, rate):
    assert tax.added_tax(net, rate) == half_up(Fraction(net) * Fraction(rate) / 100)


@given(AMOUNTS, RATES, TAX_TYPES)
def test_the_sandbox_counts_in_cents_and_comes_to_the_same(amount, rate, tax_type):
    line = tax.item(amount, rate, CATEGORY, tax_type)
    assert in_cents(line.tax_amount) == expected_tax(in_cents(amount), int(rate), tax_type)


@given(st.lists(st.tuples(AMOUNTS, RATES), max_size=8), TAX_TYPES)
def test_totals_are_the_exact_sums_of_the_columns(columns, tax_type):
    items = [tax.item(amount, rate, CATEGORY, tax_type) for amount, rate in columns]
    sums = tax.totals(items, tax_type)
    amounts = sum(Fraction(item.amount) for item in items)
    taxes = sum(Fraction(item.tax_amount) for item in items)
    assert Fraction(sums.tax) == taxes
    assert Fraction(sums.gross) == (amounts + taxes if tax_type == "net" else amounts)


@pytest.mark.parametrize(
    ("tax_type", "columns", "total_tax", "total_gross"),
    [
        # Examples that Lexware accepted (API notes, section 13.2).
        ("gross", [("175.37", 19)], "28.00", "175.37"),
        ("net", [("1748.81", 16), ("6677.37", 19)], "1548.51", "9974.69"),
        ("net", [("37.79", 19), ("83.14", 7), ("0.07", 0)], "13.00", "134.00"),
        # The 25 million that were accepted are known by their size only; the tax by hand.
        ("gross", [("25000000.00", 19)], "3991596.64", "25000000.00"),
    ],
)
def test_examples_accepted_by_lexware(tax_type, columns, total_tax, total_gross):
    items = [tax.item(Decimal(amount), Decimal(rate), CATEGORY, tax_type) for amount, rate in columns]
    assert tax.totals(items, tax_type) == tax.Totals(Decimal(total_gross), Decimal(total_tax))


@pytest.mark.parametrize(
    ("gross", "rate", "taxed"),
    [
        # The second of each pair, on top of net, is exactly half a cent before rounding.
        ("0.50", 7, ("0.03", "0.04")),
        ("0.10", 5, ("0.00", "0.01")),
        ("0.50", 19, ("0.08", "0.10")),
        ("100.50", 19, ("16.05", "19.10")),
    ],
)
def test_half_a_cent_of_tax_counts_as_a_whole_one(gross, rate, taxed):
    amount = Decimal(gross)
    assert (tax.contained_tax(amount, Decimal(rate)), tax.added_tax(amount, Decimal(rate))) == tuple(
        map(Decimal, taxed)
    )


@given(st.integers(1, 10**40).map(lambda cents: Decimal(f"{cents}E-2")), RATES)
def test_no_amount_is_too_large_to_be_exact(amount, rate):
    assert tax.contained_tax(amount, rate) == half_up(Fraction(amount) * Fraction(rate) / (100 + Fraction(rate)))
    assert tax.added_tax(amount, rate) == half_up(Fraction(amount) * Fraction(rate) / 100)


def test_reverse_charge_carries_the_rate_and_no_tax():
    line = tax.reverse_charge_item(Decimal("100.00"), CATEGORY)
    assert (line.tax_rate_percent, line.tax_amount) == (Decimal(19), Decimal("0.00"))


@given(st.lists(st.tuples(AMOUNTS, RATES), min_size=1, max_size=6))
def test_a_credit_note_printed_with_minus_signs_is_booked_with_positive_amounts(columns):
    printed = [tax.item(-amount, rate, CATEGORY) for amount, rate in columns]
    booked = tax.as_positive(printed)
    assert [(line.amount, line.tax_amount) for line in booked] == [
        (line.amount, line.tax_amount) for line in (tax.item(amount, rate, CATEGORY) for amount, rate in columns)
    ]
    assert tax.as_positive(booked) == booked


@pytest.mark.parametrize(
    ("voucher_type", "direction"),
    [
        ("salesinvoice", 1),
        ("invoice", 1),
        ("downpaymentinvoice", 1),
        ("purchasecreditnote", 1),
        ("purchaseinvoice", -1),
        ("salescreditnote", -1),
        ("creditnote", -1),
    ],
)
def test_the_type_of_a_document_gives_the_direction(voucher_type, direction):
    assert tax.signed(Decimal("1.00"), voucher_type) == direction


def test_a_quotation_moves_no_money():
    with pytest.raises(ValueError, match="quotation"):
        tax.signed(Decimal(1), "quotation")


@pytest.mark.parametrize(
    ("day", "rates"),
    [
        (date(2020, 6, 30), (0, 7, 19)),
        (date(2020, 7, 1), (0, 5, 16)),
        (date(2020, 12, 31), (0, 5, 16)),
        (date(2021, 1, 1), (0, 7, 19)),
        (date(2026, 11, 22), (0, 7, 19)),
    ],
)
def test_rates_follow_the_date(day, rates):
    assert tax.rates_on(day) == rates
    assert tax.rates_on(day, vat_free=True) == (0,)


def test_vouchers_take_every_german_rate_at_any_date_and_small_businesses_none():
    assert tax.voucher_rates() == (0, 5, 7, 16, 19)
    assert tax.voucher_rates(vat_free=True) == (0,)


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_purchases_where_we_owe_the_tax_carry_the_rate_and_no_tax(amounts):
    items = [tax.reverse_charge_item(amount, CATEGORY) for amount in amounts]
    assert {line.tax_rate_percent for line in items} == {Decimal(19)}
    assert tax.totals(items) == tax.Totals(gross=sum(amounts, Decimal(0)), tax=Decimal(0))
