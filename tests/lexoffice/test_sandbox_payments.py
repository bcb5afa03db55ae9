"""Payments over all documents that can be paid: what a person or the bank books, and what the API shows of it."""

from __future__ import annotations

import pytest

INVOICE = {"id": "i-1", "totalPrice": {"currency": "EUR", "totalGrossAmount": "119.00"}}
DAY = "2026-03-20T09:00:00+01:00"


@pytest.fixture(autouse=True)
def _a_day_in_march(sandbox):
    sandbox.control("clock", {"now": DAY, "frozen": True})


def seed(sandbox, kind, *records):
    sandbox.control(f"records/{kind}", list(records))


def pay(sandbox, amount, document="i-1", **more):
    return sandbox.control("payments", {"voucher_id": document, "amount": amount, **more})


def payments(sandbox, document="i-1"):
    return sandbox.raw("GET", f"/v1/payments/{document}").json()


def row(sandbox, document="i-1"):
    found = sandbox.raw("GET", "/v1/voucherlist?voucherType=any&voucherStatus=any").json()["content"]
    return next(entry for entry in found if entry["id"] == document)


def test_a_part_payment_leaves_the_invoice_open_and_the_rest_makes_it_paid(sandbox):
    seed(sandbox, "invoice", INVOICE)
    assert pay(sandbox, "59.50", on="2026-03-19") == {"voucherStatus": "open", "openAmount": 59.5, "archived": False}
    assert payments(sandbox) == {
        "openAmount": 59.5,
        "currency": "EUR",
        "paymentStatus": "openRevenue",
        "voucherType": "invoice",
        "voucherStatus": "open",
        "paymentItems": [
            {
                "paymentItemType": "partPaymentFinancialTransaction",
                "postingDate": "2026-03-19T00:00:00.000+01:00",
                "amount": 59.5,
                "currency": "EUR",
            }
        ],
    }
    assert row(sandbox)["openAmount"] == 59.5
    pay(sandbox, "59.50", type="manualPayment", on="2026-03-01")
    after = payments(sandbox)
    assert (after["voucherStatus"], after["paymentStatus"], after["openAmount"]) == ("paid", "balanced", 0)
    assert after["paidDate"] == "2026-03-19T00:00:00.000+01:00"  # the last by posting, not by entry
    assert row(sandbox)["voucherStatus"] == "paid"


def test_an_early_payment_discount_closes_the_invoice_with_less_money(sandbox):
    seed(sandbox, "invoice", INVOICE)
    assert pay(sandbox, "115.43", discount="3.57")["voucherStatus"] == "paid"
    assert [item["paymentItemType"] for item in payments(sandbox)["paymentItems"]] == [
        "partPaymentFinancialTransaction",
        "cashDiscount",
    ]


def test_dunning_costs_are_paid_on_top(sandbox):
    seed(sandbox, "invoice", INVOICE)
    pay(sandbox, "5.00", type="dunningCosts")
    assert payments(sandbox)["openAmount"] == 119
    assert pay(sandbox, "119.00")["voucherStatus"] == "paid"


def test_a_currency_difference_may_go_either_way(sandbox):
    seed(sandbox, "invoice", INVOICE)
    pay(sandbox, "-1.00", type="currencyConversion")
    assert payments(sandbox)["openAmount"] == 120
    assert pay(sandbox, "120.00")["voucherStatus"] == "paid"
    refused = sandbox.http.post("/sandbox/payments", json={"voucher_id": "i-1", "amount": "-1.00"})
    assert refused.status_code == 409


def test_what_is_irrecoverable_is_given_up(sandbox):
    seed(sandbox, "invoice", INVOICE)
    pay(sandbox, "19.00")
    assert sandbox.control("documents/i-1/write-off", {})["voucherStatus"] == "paid"
    [_, given_up] = payments(sandbox)["paymentItems"]
    assert (given_up["paymentItemType"], given_up["amount"]) == ("irrecoverableReceivable", 100)
    seed(sandbox, "voucher", {"id": "v-1", "type": "purchaseinvoice", "totalGrossAmount": 10})
    assert sandbox.http.post("/sandbox/documents/v-1/write-off").status_code == 409


@pytest.mark.parametrize(
    ("kind", "record", "side", "settled"),
    [
        ("invoice", {}, "openRevenue", "paid"),
        ("downpaymentinvoice", {}, "openRevenue", "paid"),
        ("creditnote", {}, "openRevenue", "paidoff"),
        ("voucher", {"type": "salesinvoice"}, "openRevenue", "paid"),
        ("voucher", {"type": "salescreditnote"}, "openRevenue", "paidoff"),
        ("voucher", {"type": "purchaseinvoice"}, "openExpense", "paid"),
        ("voucher", {"type": "purchasecreditnote"}, "openExpense", "paidoff"),
    ],
)
def test_every_payable_type_has_its_side_and_its_settled_status(sandbox, kind, record, side, settled):
    seed(sandbox, kind, {**INVOICE, "totalGrossAmount": "119.00", **record})
    before = payments(sandbox)
    assert (before["openAmount"], before["paymentStatus"], before["paymentItems"]) == (119, side, [])
    assert "paidDate" not in before
    assert pay(sandbox, "119.00")["voucherStatus"] == settled
    assert payments(sandbox)["paidDate"] == "2026-03-20T00:00:00.000+01:00"


@pytest.mark.parametrize(
    ("kind", "record", "message"),
    [
        ("invoice", {"voucherStatus": "draft"}, "No payment information for this invoice in draft"),
        ("quotation", {}, "No payment information for this voucher/voucher type"),
        ("orderconfirmation", {}, "No payment information for this voucher/voucher type"),
        ("deliverynote", {}, "No payment information for this voucher/voucher type"),
        (
            "creditnote",
            {"voucherStatus": "paidoff", "precedingId": "i-9"},
            "No payment information for this voucher/voucher type",
        ),
        (
            "voucher",
            {"type": "purchaseinvoice", "voucherStatus": "unchecked"},
            "No payment information for this voucher/voucher type",
        ),
    ],
)
def test_what_is_never_paid_is_a_406_and_has_no_open_amount(sandbox, kind, record, message):
    seed(sandbox, kind, {**INVOICE, **record})
    answer = sandbox.raw("GET", "/v1/payments/i-1")
    assert (answer.status_code, answer.json()["message"]) == (406, message)
    assert row(sandbox)["openAmount"] is None
    assert sandbox.http.post("/sandbox/payments", json={"voucher_id": "i-1", "amount": 1}).status_code == 409


def test_an_unknown_document_has_no_payments(sandbox):
    answer = sandbox.raw("GET", "/v1/payments/3b0e5a0c-51d2-4f0b-9f52-8a6f5d0c7e10")
    assert (answer.status_code, answer.json()["error"]) == (404, "Not Found")


def test_a_closing_invoice_claims_its_total_less_the_down_payments(sandbox):
    seed(sandbox, "invoice", {**INVOICE, "closingInvoice": True, "claimedGrossAmount": "69.00"})
    assert payments(sandbox)["openAmount"] == 69


def test_a_detached_payment_is_open_again(sandbox):
    seed(sandbox, "invoice", INVOICE)
    pay(sandbox, "100.00")
    pay(sandbox, "19.00")
    assert sandbox.http.delete("/sandbox/payments/i-1/0").json()["voucherStatus"] == "open"
    assert payments(sandbox)["openAmount"] == 100
    assert sandbox.http.delete("/sandbox/payments/i-1/7").status_code == 409


def test_a_direct_debit_and_a_transfer_are_open_until_the_bank_books_them(sandbox):
    seed(sandbox, "invoice", {**INVOICE, "dueDate": "2026-03-01T00:00:00.000+01:00"})
    seed(sandbox, "voucher", {"id": "v-1", "type": "purchaseinvoice", "totalGrossAmount": 10})
    assert sandbox.control("documents/i-1/collect", {})["voucherStatus"] == "sepadebit"
    assert payments(sandbox)["voucherStatus"] == "sepadebit"
    assert row(sandbox)["voucherStatus"] == "overdue"
    assert sandbox.control("documents/v-1/transfer", {}) == {
        "voucherStatus": "transferred",
        "openAmount": 10,
        "archived": False,
    }
    assert sandbox.http.post("/sandbox/documents/v-1/collect").status_code == 409
    assert pay(sandbox, "119.00")["voucherStatus"] == "paid"
    assert pay(sandbox, "10.00", "v-1")["voucherStatus"] == "paid"


def test_nothing_is_paid_tomorrow_or_twice(sandbox):
    seed(sandbox, "invoice", INVOICE)
    for booking in ({"amount": 1, "on": "2026-03-21"}, {"amount": 0}, {"amount": "1.00"}):
        if booking["amount"] == "1.00":
            pay(sandbox, "119.00")
        answer = sandbox.http.post("/sandbox/payments", json={"voucher_id": "i-1", **booking})
        assert answer.status_code == 409
    assert len(payments(sandbox)["paymentItems"]) == 1


def test_a_voided_invoice_is_balanced_and_one_with_payments_is_not_voided(sandbox):
    seed(sandbox, "invoice", INVOICE)
    pay(sandbox, "19.00")
    assert sandbox.http.post("/sandbox/documents/i-1/void").status_code == 409
    sandbox.http.delete("/sandbox/payments/i-1/0")
    sandbox.control("documents/i-1/void", {})
    after = payments(sandbox)
    assert (after["voucherStatus"], after["paymentStatus"], after["openAmount"]) == ("voided", "balanced", 0)
