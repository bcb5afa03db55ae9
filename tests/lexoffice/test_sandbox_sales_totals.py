"""What sales documents come to by the column method (API notes, 14.4)."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from lexoffice.sales_totals import differences, predicted
from lexoffice.wire import read_json


def sums(document):
    total = document["totalPrice"]
    return total["totalNetAmount"], total["totalTaxAmount"], total["totalGrossAmount"]


def columns(document):
    return [(row["taxRatePercentage"], row["netAmount"], row["taxAmount"]) for row in document["taxAmounts"]]


def test_net_prices_are_taxed_by_the_sum_of_each_rate(desk):
    lines = [desk.line("0.03") for _ in range(3)] + [desk.line("10", 7), desk.line("5", 0)]
    invoice = desk.made("invoices", *lines)
    # Line by line the tax would be 3 x 0.01; the column of 0.09 has 0.02.
    assert columns(invoice) == [(0, 5, 0), (7, 10, 0.7), (19, 0.09, 0.02)]
    assert sums(invoice) == (15.09, 0.72, 15.81)


def test_gross_prices_hold_their_tax(desk):
    gross = {"taxConditions": {"taxType": "gross"}}
    lines = [desk.line("9.99", side="gross", quantity="3"), desk.line("1", 7, side="gross")]
    invoice = desk.made("invoices", *lines, **gross)
    assert [line["lineItemAmount"] for line in invoice["lineItems"]] == [29.97, 1]
    assert columns(invoice) == [(7, 0.93, 0.07), (19, 25.18, 4.79)]
    assert sums(invoice) == (26.11, 4.86, 30.97)


@pytest.mark.parametrize(
    ("price", "quantity", "discount", "amount"),
    [
        ("0.005", "1", "0", 0.01),
        ("0.0049", "1", "0", 0),
        ("-0.005", "1", "0", -0.01),
        ("13.4", "2.5", "10", 30.15),
        ("0.3333", "3", "0", 1),
        ("99.99", "1", "33.33", 66.66),
        ("1000000", "0.0001", "0", 100),
    ],
)
def test_a_line_is_rounded_once_half_away_from_zero(desk, price, quantity, discount, amount):
    line = desk.line(price, quantity=quantity, discountPercentage=discount)
    assert desk.made("invoices", line)["lineItems"][0]["lineItemAmount"] == amount


@pytest.mark.parametrize(
    ("side", "price", "rate", "net", "gross"),
    [
        ("net", "13.4", 19, 13.4, 15.946),
        ("net", "0.3333", 7, 0.3333, 0.3566),
        ("gross", "100", 19, 84.0336, 100),
        ("gross", "10.7", 7, 10, 10.7),
    ],
)
def test_the_other_price_is_filled_in_to_four_decimals(desk, side, price, rate, net, gross):
    invoice = desk.made("invoices", desk.line(price, rate, side=side), taxConditions={"taxType": side})
    shown = invoice["lineItems"][0]["unitPrice"]
    assert (shown["netAmount"], shown["grossAmount"]) == (net, gross)


def test_the_side_that_does_not_lead_is_not_believed(desk):
    price = {"currency": "EUR", "netAmount": 100, "grossAmount": 1, "taxRatePercentage": 19}
    invoice = desk.made("invoices", desk.line(unitPrice=price))
    assert invoice["lineItems"][0]["unitPrice"]["grossAmount"] == 119
    assert sums(invoice) == (100, 19, 119)


def test_a_discount_on_the_total_falls_on_every_rate_in_proportion(desk):
    lines = [desk.line("100"), desk.line("50", 7)]
    absolute = desk.made("invoices", *lines, totalPrice={"currency": "EUR", "totalDiscountAbsolute": "10"})
    assert columns(absolute) == [(7, 46.67, 3.27), (19, 93.33, 17.73)]
    assert absolute["totalPrice"]["totalDiscountAbsolute"] == 10
    percent = desk.made("invoices", *lines, totalPrice={"currency": "EUR", "totalDiscountPercentage": "2.5"})
    assert columns(percent) == [(7, 48.75, 3.41), (19, 97.5, 18.53)]
    all_of_it = desk.made("invoices", *lines, totalPrice={"currency": "EUR", "totalDiscountAbsolute": "150"})
    assert sums(all_of_it) == (0, 0, 0)


def test_how_a_percentage_is_rounded_is_a_switch(sandbox, desk):
    lines = [desk.line("0.10", rate) for rate in (0, 7, 19)]
    five_percent = {"totalPrice": {"currency": "EUR", "totalDiscountPercentage": "5"}}
    # 5 % of 0.30 are 0.015, so 0.02 in all; by rate it is three times 0.005, so 0.03.
    assert desk.made("invoices", *lines, **five_percent)["totalPrice"]["totalNetAmount"] == 0.28
    sandbox.switch(discount_rounded_per_rate=True)
    assert desk.made("invoices", *lines, **five_percent)["totalPrice"]["totalNetAmount"] == 0.27


def test_credit_notes_know_no_discount_on_lines(desk):
    note = desk.made("credit-notes", desk.line(discountPercentage="50"))
    assert "discountPercentage" not in note["lineItems"][0]
    assert sums(note) == (100, 19, 119)


def test_what_the_customer_may_choose_is_not_in_the_total_of_a_quotation(desk):
    alternative = desk.line("80", alternative=True)
    lines = [desk.line("100", subItems=[alternative]), desk.line("30", optional=True)]
    quotation = desk.made("quotations", *lines)
    assert sums(quotation) == (100, 19, 119)
    assert quotation["lineItems"][0]["subItems"][0]["lineItemAmount"] == 80
    assert quotation["lineItems"][1]["optional"] is True
    assert desk.refused("quotations", desk.line(subItems=[desk.line()])) == {
        ("lineItems[0].subItems[0].alternative", "INVALID")
    }


def test_elsewhere_choices_are_dropped_and_the_line_is_counted(desk):
    lines = [desk.line("100", subItems=[desk.line("80", alternative=True)]), desk.line("30", optional=True)]
    invoice = desk.made("invoices", *lines)
    assert sums(invoice) == (130, 24.7, 154.7)
    assert not {"optional", "subItems"} & (set(invoice["lineItems"][0]) | set(invoice["lineItems"][1]))


def test_a_total_can_be_negative(desk):
    assert sums(desk.made("invoices", desk.line("-10.05"))) == (-10.05, -1.91, -11.96)


@pytest.mark.parametrize("tax_type", ["net", "gross"])
def test_the_client_and_the_sandbox_compute_the_same_apart_from_each_other(sandbox, desk, tax_type):
    drawn = random.Random(f"totals {tax_type}")
    for _ in range(40):
        lines = [
            desk.line(
                str(Decimal(drawn.randrange(1, 9_999_999)).scaleb(-4)),
                drawn.choice((0, 7, 19)),
                quantity=str(Decimal(drawn.randrange(1, 99_999)).scaleb(-drawn.randrange(5))),
                side=tax_type,
                discountPercentage=str(Decimal(drawn.choice((0, 0, drawn.randrange(10_000)))).scaleb(-2)),
            )
            for _ in range(drawn.randrange(1, 9))
        ]
        discount = drawn.choice(({}, {"totalDiscountPercentage": "12.34"}, {"totalDiscountPercentage": "0.5"}))
        body = desk.body(
            "invoices", *lines, totalPrice={"currency": "EUR", **discount}, taxConditions={"taxType": tax_type}
        )
        document_id = desk.post("invoices", body).json()["id"]
        document = read_json(sandbox.raw("GET", f"/v1/invoices/{document_id}").content)
        assert differences(predicted(body), document) == ()
        assert len(document["taxAmounts"]) == len({line["unitPrice"]["taxRatePercentage"] for line in lines})
