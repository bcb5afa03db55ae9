"""Totals, discounts and shares, each computed a second time: in exact fractions, by the definition, without Decimal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lexoffice import tax
from lexoffice.exact import by_largest_remainder, half_up, last_takes_the_rest, product
from lexoffice.sales_totals import (
    Difference,
    Line,
    Spread,
    differences,
    filled_price,
    possible,
    predicted,
    sales_totals,
)
from lexoffice.sandbox.sales import totals as sandbox
from lexoffice.wire import read_json

CATEGORY = "16d04a21-fd91-11e1-a21f-0800200c9a66"


def decimals(largest: int, places: int, smallest: int = 0) -> st.SearchStrategy[Decimal]:
    """Numbers of up to `places` decimals, the huge as likely as the small."""
    digits = st.one_of(st.integers(smallest, 10**4), st.integers(smallest, largest * 10**places))
    return digits.map(lambda number: Decimal(number).scaleb(-places))


RATES = st.sampled_from([Decimal(rate) for rate in (0, 7, 19)])
AMOUNTS = decimals(10**9, 2)
PERCENTAGES = decimals(100, 2)
LINES = st.builds(
    Line,
    quantity=decimals(10**6, 4),
    price=decimals(10**9, 4),
    rate=RATES,
    discount=st.one_of(st.just(Decimal(0)), PERCENTAGES),
)
TAX_TYPES = st.sampled_from(["net", "gross"])


def in_cents(value: Fraction) -> int:
    """Half up, away from zero, as whole cents."""
    cents = floor(abs(value) * 100 + Fraction(1, 2))
    return cents if value >= 0 else -cents


def cents(amount: Decimal) -> int:
    """Whole cents of an amount that has no more decimals than two."""
    value = Fraction(amount) * 100
    assert value.denominator == 1
    return value.numerator


class SecondComputation:
    """The totals of a document by fractions and whole cents, rate by rate."""

    def __init__(self, lines: list[Line], tax_type: str, shares: dict[Decimal, int] | None = None) -> None:
        self.columns: dict[Decimal, int] = {}
        for line in lines:
            kept = 1 - Fraction(line.discount) / 100
            amount = in_cents(Fraction(line.quantity) * Fraction(line.price) * kept)
            self.columns[line.rate] = self.columns.get(line.rate, 0) + amount
        for rate, share in (shares or {}).items():
            self.columns[rate] -= share
        self.net, self.tax = {}, {}
        for rate, column in self.columns.items():
            factor = 1 + Fraction(rate) / 100
            if tax_type == "gross":
                self.tax[rate] = in_cents(Fraction(column, 100) - Fraction(column, 100) / factor)
                self.net[rate] = column - self.tax[rate]
            else:
                self.tax[rate] = in_cents(Fraction(column, 100) * (factor - 1))
                self.net[rate] = column


def assert_same(totals, second: SecondComputation) -> None:
    ours = {row.tax_rate_percentage: (cents(row.net_amount), cents(row.tax_amount)) for row in totals.tax_amounts}
    assert ours == {rate: (second.net[rate], second.tax[rate]) for rate in second.columns}
    assert cents(totals.total_net_amount) == sum(second.net.values())
    assert cents(totals.total_tax_amount) == sum(second.tax.values())
    assert cents(totals.total_gross_amount) == sum(second.net.values()) + sum(second.tax.values())


def second_by_remainder(amount: int, weights: list[int]) -> list[int]:
    """Cent after cent to the share that is furthest below its exact value: another way to the same shares."""
    whole = sum(weights)
    exact = [Fraction(amount * weight, whole) for weight in weights]
    shares = [floor(share) for share in exact]
    while sum(shares) < amount:
        shares[max(range(len(weights)), key=lambda place: (exact[place] - shares[place], -place))] += 1
    return shares


@given(st.lists(LINES, max_size=12), TAX_TYPES)
@example([Line(Decimal("0.5"), Decimal("0.01"), Decimal(19))], "net")  # half a cent
@example([Line(Decimal("1"), Decimal("0.50"), Decimal(7), Decimal("99"))], "net")
@example([Line(Decimal("999999.9999"), Decimal("999999999.9999"), Decimal(19))] * 3, "gross")
def test_totals_of_a_document_equal_exact_arithmetic(lines, tax_type):
    assert_same(sales_totals(lines, tax_type), SecondComputation(lines, tax_type))


@given(st.lists(LINES, min_size=1, max_size=12), TAX_TYPES, PERCENTAGES)
def test_a_percentage_off_the_total_is_one_amount_shared_out_over_the_rates(lines, tax_type, percentage):
    columns = SecondComputation(lines, tax_type).columns
    rates = sorted(columns)
    whole = sum(columns.values())
    discount = in_cents(Fraction(whole, 100) * Fraction(percentage) / 100)
    shares = (
        dict(zip(rates, second_by_remainder(discount, [columns[rate] for rate in rates]), strict=True)) if whole else {}
    )
    totals = sales_totals(lines, tax_type, discount_percentage=percentage)
    assert cents(totals.total_discount) == discount
    assert_same(totals, SecondComputation(lines, tax_type, shares))


@given(st.lists(LINES, min_size=1, max_size=12), TAX_TYPES, st.data())
def test_an_amount_off_the_total_is_shared_out_over_the_rates(lines, tax_type, data):
    columns = SecondComputation(lines, tax_type).columns
    rates = sorted(columns)
    whole = sum(columns.values())
    assume(whole > 0)
    discount = data.draw(st.integers(1, whole))
    shares = dict(zip(rates, second_by_remainder(discount, [columns[rate] for rate in rates]), strict=True))
    totals = sales_totals(lines, tax_type, discount_absolute=Decimal(discount).scaleb(-2))
    assert_same(totals, SecondComputation(lines, tax_type, shares))
    leading = totals.total_gross_amount if tax_type == "gross" else totals.total_net_amount
    assert cents(leading) == whole - discount


def on_the_wire(lines: list[Line], tax_type: str, **discount: Decimal) -> dict[str, object]:
    side = "grossAmount" if tax_type == "gross" else "netAmount"
    items = [
        {
            "type": "custom",
            "quantity": line.quantity,
            "discountPercentage": line.discount,
            "unitPrice": {"currency": "EUR", side: line.price, "taxRatePercentage": line.rate},
        }
        for line in lines
    ]
    return {"taxConditions": {"taxType": tax_type}, "lineItems": items, "totalPrice": {"currency": "EUR", **discount}}


DISCOUNTS = st.one_of(
    st.just({}),
    st.builds(lambda percentage: {"totalDiscountPercentage": percentage}, PERCENTAGES),
    st.builds(lambda amount: {"totalDiscountAbsolute": amount}, decimals(10**5, 2)),
)


@given(st.lists(LINES, min_size=1, max_size=12), TAX_TYPES, DISCOUNTS, st.sampled_from(Spread))
def test_the_sandbox_counts_in_whole_numbers_and_comes_to_the_same(lines, tax_type, discount, spread):
    document = on_the_wire(lines, tax_type, **discount)
    columns = sandbox.columns(document["lineItems"], tax_type)
    assume(sum(columns.values()) > cents(discount.get("totalDiscountAbsolute", Decimal(0))))
    reduced = sandbox.reduced(columns, document["totalPrice"], per_rate=spread is Spread.PER_RATE)
    sums, taxes = sandbox.summed(reduced, tax_type)
    answer = {"totalPrice": sums, "taxAmounts": taxes}
    assert differences(predicted(document, spread=spread), answer) == ()
    assert any(differences(totals, answer) == () for totals in possible(document))


@given(st.lists(LINES, min_size=1, max_size=12), TAX_TYPES)
def test_without_a_discount_on_the_total_there_is_one_possible_result(lines, tax_type):
    [totals] = possible(on_the_wire(lines, tax_type))
    assert totals == sales_totals(lines, tax_type)


def test_where_the_two_ways_part_both_are_possible():
    # 3 × 0.50 at three rates, 1 % off: 1.5 cents are 2 cents of the whole, and by rate 0.5 each, 3 cents together.
    lines = [Line(Decimal(1), Decimal("0.50"), Decimal(rate)) for rate in (0, 7, 19)]
    document = on_the_wire(lines, "gross", totalDiscountPercentage=Decimal(1))
    assert [totals.total_gross_amount for totals in possible(document)] == [Decimal("1.48"), Decimal("1.47")]


@given(st.lists(LINES, min_size=1, max_size=12), TAX_TYPES, PERCENTAGES, st.randoms(use_true_random=False))
def test_nothing_moves_when_lines_change_places(lines, tax_type, percentage, chance):
    shuffled = list(lines)
    chance.shuffle(shuffled)
    assert sales_totals(lines, tax_type, discount_percentage=percentage) == sales_totals(
        shuffled, tax_type, discount_percentage=percentage
    )


@given(st.lists(LINES, max_size=12), TAX_TYPES)
def test_net_and_tax_make_gross_for_each_rate_and_rates_make_the_totals(lines, tax_type):
    totals = sales_totals(lines, tax_type)
    for row in totals.tax_amounts:
        assert product(row.net_amount) + row.tax_amount == row.gross_amount
    assert totals.total_gross_amount == sum((row.gross_amount for row in totals.tax_amounts), Decimal(0))
    assert totals.total_gross_amount == sum(totals.gross_by_rate.values(), Decimal(0))


VAT_FREE = st.sampled_from(["vatfree", "intraCommunitySupply", "constructionService13b", "photovoltaicEquipment"])


@given(VAT_FREE, st.lists(st.builds(Line, decimals(99, 4), decimals(10**6, 4), st.just(Decimal(0))), min_size=1))
def test_without_tax_gross_is_net(tax_type, lines):
    totals = sales_totals(lines, tax_type)
    assert totals.total_tax_amount == 0
    assert totals.total_gross_amount == totals.total_net_amount


def test_a_small_business_writes_no_rate_but_zero():
    with pytest.raises(ValueError, match="no rate but 0"):
        sales_totals([Line(Decimal(1), Decimal(100), Decimal(19))], "vatfree")


@pytest.mark.parametrize("more", [{"discount_absolute": Decimal("100.01")}, {"discount_absolute": Decimal(-1)}])
def test_more_discount_than_amount_is_no_total(more):
    with pytest.raises(ValueError, match="discount"):
        sales_totals([Line(Decimal(1), Decimal(100), Decimal(0))], "net", **more)


def test_two_discounts_on_one_total_are_refused():
    with pytest.raises(ValueError, match="one discount"):
        sales_totals([], "net", discount_absolute=Decimal(1), discount_percentage=Decimal(1))


QUOTATION = """{"taxConditions":{"taxType":"%s"},"totalPrice":{"currency":"EUR"%s},"lineItems":[
 {"type":"custom","name":"Prüfung","quantity":3,"unitName":"Stück","discountPercentage":10,
  "unitPrice":{"currency":"EUR","netAmount":33.335,"grossAmount":33.335,"taxRatePercentage":19}},
 {"type":"text","name":"Nach Aufwand"},
 {"type":"custom","name":"Fachbuch","quantity":1,"unitName":"Stück",
  "unitPrice":{"currency":"EUR","netAmount":28.04,"grossAmount":28.04,"taxRatePercentage":7},
  "subItems":[{"type":"custom","alternative":true,"name":"Als Datei","quantity":1,"unitName":"Stück",
   "unitPrice":{"currency":"EUR","netAmount":9,"grossAmount":9,"taxRatePercentage":7}}]},
 {"type":"custom","name":"Anfahrt","optional":true,"quantity":1,"unitName":"Stück",
  "unitPrice":{"currency":"EUR","netAmount":50,"grossAmount":50,"taxRatePercentage":19}}]}"""


def figures(totals):
    return (totals.total_net_amount, totals.total_tax_amount, totals.total_gross_amount)


@pytest.mark.parametrize(
    ("tax_type", "discount", "quotation", "expected"),
    [
        # By hand: 3 × 33.335 = 100.005, less 10 % = 90.0045 -> 90.00; 19 % of it 17.10; 28.04 at 7 % is 1.96.
        ("net", "", True, ("118.04", "19.06", "137.10")),
        ("net", "", False, ("168.04", "28.56", "196.60")),
        # Gross: 90.00 contains 14.37, 28.04 contains 1.83.
        ("gross", "", True, ("101.84", "16.20", "118.04")),
        # 5.00 off 118.04: 3.8123 and 1.1877 -> 3.81 and 1.19; taxes of 86.19 and 26.85 are 16.38 and 1.88.
        ("net", ',"totalDiscountAbsolute":5', True, ("113.04", "18.26", "131.30")),
        ("net", ',"totalDiscountPercentage":100', True, ("0.00", "0.00", "0.00")),
    ],
)
def test_a_document_on_the_wire_is_predicted_by_hand(tax_type, discount, quotation, expected):
    document = read_json(QUOTATION % (tax_type, discount))
    assert figures(predicted(document, quotation=quotation)) == tuple(map(Decimal, expected))


def test_the_sum_that_lexware_computed_is_compared_figure_by_figure():
    expected = predicted(read_json(QUOTATION % ("net", "")), quotation=True)
    answer = read_json(
        '{"totalPrice":{"currency":"EUR","totalNetAmount":118.04,"totalGrossAmount":137.1,"totalTaxAmount":19.06},'
        '"taxAmounts":[{"taxRatePercentage":7,"taxAmount":1.96,"netAmount":28.04},'
        '{"taxRatePercentage":19,"taxAmount":17.1,"netAmount":90},{"taxRatePercentage":0,"taxAmount":0,"netAmount":0}]}'
    )
    assert differences(expected, answer) == ()
    answer["totalPrice"]["totalGrossAmount"] = Decimal("137.11")
    answer["taxAmounts"][1]["taxAmount"] = Decimal("17.11")
    assert differences(expected, answer) == (
        Difference("totalPrice.totalGrossAmount", Decimal("137.10"), Decimal("137.11")),
        Difference("taxAmounts[19].taxAmount", Decimal("17.10"), Decimal("17.11")),
    )


def test_a_price_as_a_float_is_refused():
    with pytest.raises(TypeError):
        predicted({"taxConditions": {"taxType": "net"}, "totalPrice": {"totalDiscountAbsolute": 0.1}, "lineItems": []})


@given(decimals(10**9, 4), RATES, TAX_TYPES)
def test_the_other_side_of_a_price_has_four_decimals(price, rate, tax_type):
    factor = 1 + Fraction(rate) / 100
    exact = Fraction(price) / factor if tax_type == "gross" else Fraction(price) * factor
    assert Fraction(filled_price(price, rate, tax_type)) == Fraction(floor(exact * 10**4 + Fraction(1, 2)), 10**4)


# --- shares ---------------------------------------------------------------------------------------------------------


@given(decimals(10**12, 2), st.lists(decimals(10**12, 4), min_size=1, max_size=9))
@example(Decimal("0.01"), [Decimal(1)] * 3)
@example(Decimal("100.00"), [Decimal(1)] * 3)
def test_shares_by_largest_remainder_make_the_amount_and_stay_within_a_cent(amount, weights):
    assume(any(weights))
    shares = by_largest_remainder(amount, weights)
    assert [cents(share) for share in shares] == second_by_remainder(
        cents(amount), [int(Fraction(weight) * 10**4) for weight in weights]
    )
    assert sum(map(cents, shares)) == cents(amount)
    whole = sum(map(Fraction, weights))
    for share, weight in zip(shares, weights, strict=True):
        assert abs(Fraction(share) - Fraction(amount) * Fraction(weight) / whole) < Fraction(1, 100)


def test_shares_over_a_column_below_zero_still_make_the_amount():
    shares = by_largest_remainder(Decimal("10.00"), [Decimal("150.00"), Decimal("-50.00")])
    assert shares == (Decimal("15.00"), Decimal("-5.00"))


@pytest.mark.parametrize("share", [by_largest_remainder, last_takes_the_rest])
def test_nothing_can_be_shared_out_over_nothing(share):
    with pytest.raises(ValueError, match="nothing"):
        share(Decimal(1), [Decimal(1), Decimal(-1)] if share is by_largest_remainder else [Decimal(0)])


@given(AMOUNTS, st.lists(st.tuples(RATES, decimals(10**6, 4)), min_size=1, max_size=9))
@example(Decimal("0.03"), [(Decimal(19), Decimal(1))] * 6)  # half up each would give away five cents
def test_a_debit_is_shared_out_and_the_last_rate_takes_the_remainder(gross, parts):
    whole = sum(Fraction(weight) for _, weight in parts)
    assume(whole)
    left = cents(gross)
    expected = []
    for rate, weight in parts[:-1]:
        share = min(left, in_cents(Fraction(gross) * Fraction(weight) / whole))
        expected.append((rate, share))
        left -= share
    expected = [(rate, share) for rate, share in [*expected, (parts[-1][0], left)] if share]
    items = tax.items_of_total(gross, parts, CATEGORY)
    assert [(line.tax_rate_percent, cents(line.amount)) for line in items] == expected
    assert tax.totals(items).gross == gross
    for line in items:
        factor = 1 + Fraction(line.tax_rate_percent) / 100
        assert cents(line.tax_amount) == in_cents(Fraction(line.amount) - Fraction(line.amount) / factor)


# --- early payment --------------------------------------------------------------------------------------------------


@given(st.dictionaries(RATES, AMOUNTS, min_size=1), PERCENTAGES)
@example({Decimal(19): Decimal("119.00"), Decimal(7): Decimal("107.00")}, Decimal(2))
def test_early_payment_corrects_the_tax_to_what_lies_in_the_money_that_flowed(gross_by_rate, percentage):
    result = tax.early_payment(gross_by_rate, percentage)
    columns = {rate: cents(amount) for rate, amount in gross_by_rate.items()}
    whole = sum(columns.values())
    discount = in_cents(Fraction(whole, 100) * Fraction(percentage) / 100)
    assert (cents(result.discount), cents(result.due)) == (discount, whole - discount)
    shares = second_by_remainder(discount, list(columns.values())) if whole else [0] * len(columns)

    def tax_within(amount: int, rate: Decimal) -> int:
        return in_cents(Fraction(amount, 100) - Fraction(amount, 100) / (1 + Fraction(rate) / 100))

    for row, share in zip(result.rates, shares, strict=True):
        before = columns[row.rate]
        assert cents(row.gross_reduction) == share
        assert cents(row.tax_correction) == tax_within(before, row.rate) - tax_within(before - share, row.rate)
        assert row.net_reduction + row.tax_correction == row.gross_reduction
    assert cents(result.tax_correction) == sum(cents(row.tax_correction) for row in result.rates)


def test_two_percent_of_an_invoice_with_two_rates_by_hand():
    # 226.00 less 2 % = 4.52 off: 2.38 at 19 % with 0.38 tax, 2.14 at 7 % with 0.14.
    result = tax.early_payment({Decimal(19): Decimal("119.00"), Decimal(7): Decimal("107.00")}, Decimal(2))
    assert (result.due, result.discount, result.tax_correction) == tuple(map(Decimal, ("221.48", "4.52", "0.52")))
    assert [(row.rate, row.gross_reduction, row.tax_correction) for row in result.rates] == [
        (Decimal(19), Decimal("2.38"), Decimal("0.38")),
        (Decimal(7), Decimal("2.14"), Decimal("0.14")),
    ]


def test_the_discount_may_be_taken_up_to_its_last_day():
    until = date(2026, 3, 16)
    columns = {Decimal(19): Decimal("119.00")}
    assert tax.due_on(until, columns, Decimal(3), until).due == Decimal("115.43")
    assert tax.due_on(until + timedelta(days=1), columns, Decimal(3), until) is None


@given(st.integers(-(10**30), 10**30))
def test_half_a_cent_goes_away_from_zero_however_large_the_amount(number):
    value = Decimal(number).scaleb(-3)
    assert half_up(value) == Decimal(in_cents(Fraction(number, 1000))).scaleb(-2)
