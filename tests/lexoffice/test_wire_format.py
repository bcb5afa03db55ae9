"""What goes over the wire: digits, dates on both sides of summer time, and nothing that is a float."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice.contacts import Contact
from lexoffice.invoices import Invoice
from lexoffice.payment_conditions import PaymentCondition
from lexoffice.payments import Payment
from lexoffice.posting_categories import PostingCategory
from lexoffice.profile import Profile
from lexoffice.recurring_templates import RecurringTemplateRow
from lexoffice.voucherlist import VoucherlistRow
from lexoffice.vouchers import Voucher
from lexoffice.wire import instant_text, midnight, plain, read_json, write_json

NO_OFFSET = datetime.fromisoformat("2026-01-01T00:00:00")


def test_numbers_are_read_from_their_digits():
    assert read_json('{"a":0.1,"b":238.00,"c":5}') == {"a": Decimal("0.1"), "b": Decimal("238.00"), "c": 5}
    assert str(read_json("1.10")) == "1.10"


@pytest.mark.parametrize(
    ("number", "text"), [("99.80", "99.8"), ("100", "100"), ("1E+2", "100"), ("0.00", "0"), ("0.07", "0.07")]
)
def test_numbers_are_written_without_trailing_zeros_or_exponent(number, text):
    assert plain(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_number_survives_the_way_there_and_back(number):
    assert Decimal(read_json(write_json({"n": number}))["n"]) == number


@pytest.mark.parametrize("value", [0.1, Decimal("NaN"), Decimal("Infinity"), object(), NO_OFFSET])
def test_what_is_not_exact_does_not_go_out(value):
    with pytest.raises((TypeError, ValueError)):
        write_json({"x": [value]})


def test_nan_does_not_come_in():
    with pytest.raises(ValueError, match="NaN"):
        read_json('{"x":NaN}')


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_everything_else_is_plain_json(value):
    assert json.loads(write_json(value)) == value


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        # 29 March 2026 and 25 October 2026, 01:00 UTC, are the changes of summer time in Berlin.
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), "2026-03-29T01:59:59.000+01:00"),
        (datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC), "2026-03-29T03:00:00.000+02:00"),
        (datetime(2026, 10, 25, 0, 59, 59, 999_000, tzinfo=UTC), "2026-10-25T02:59:59.999+02:00"),
        (datetime(2026, 10, 25, 1, 0, 0, tzinfo=UTC), "2026-10-25T02:00:00.000+01:00"),
    ],
)
def test_instants_carry_the_offset_that_berlin_has(instant, text):
    assert instant_text(instant) == text


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("2026-02-27", date(2026, 2, 27)),
        ("2026-02-27T00:00:00.000+01:00", date(2026, 2, 27)),
        ("2026-02-26T23:00:00.000Z", date(2026, 2, 27)),
        ("2026-07-01T00:00:00.000+02:00", date(2026, 7, 1)),
        ("2026-06-30T22:00:00.000Z", date(2026, 7, 1)),
    ],
)
def test_days_are_days_of_berlin_however_they_come(sent, day):
    voucher = Voucher.model_validate({"type": "purchaseinvoice", "voucherDate": sent})
    assert voucher.voucher_date == day
    assert write_json(voucher.to_wire()["voucherDate"]) == f'"{day}"'


def test_midnight_is_local_on_both_sides_of_summer_time():
    assert instant_text(midnight(date(2026, 3, 29))) == "2026-03-29T00:00:00.000+01:00"
    assert instant_text(midnight(date(2026, 3, 30))) == "2026-03-30T00:00:00.000+02:00"


PRICE = {"taxRatePercentage": "19", "netAmount": "1.5"}
INVOICE = {
    "voucherDate": "2026-03-02T00:00:00.000+01:00",
    "address": {"countryCode": "DE", "name": "Werft"},
    "taxConditions": {"taxType": "net"},
    "shippingConditions": {"shippingType": "none"},
    "lineItems": [{"type": "custom", "unitPrice": PRICE}],
}


@pytest.mark.parametrize(
    ("record", "least", "nulls"),
    [
        (Voucher, {"type": "purchaseinvoice", "version": "1"}, ("voucherItems", "files", "useCollectiveContact")),
        (
            Contact,
            {"roles": {"customer": {"number": "10001"}}, "company": {"name": "Werft"}},
            ("archived", "addresses"),
        ),
        (Contact, {"roles": {}, "company": {"name": "Werft"}, "addresses": {"billing": [{}]}}, ("note",)),
        (Contact, {"roles": {}, "company": {"name": "Werft", "contactPersons": [{"firstName": "Jana"}]}}, ("person",)),
        (VoucherlistRow, {"id": "x", "voucherType": "t", "voucherStatus": "s"}, ("archived", "openAmount", "dueDate")),
        (
            Payment,
            {"openAmount": "57.00", "paymentStatus": "s", "voucherType": "t", "voucherStatus": "s"},
            ("currency", "paymentItems", "paidDate"),
        ),
        (Profile, {"organizationId": "x"}, ("businessFeatures", "smallBusiness", "created")),
        (PostingCategory, {"id": "x", "name": "y", "type": "z"}, ("contactRequired", "splitAllowed", "groupName")),
        (PaymentCondition, {"id": "x"}, ("organizationDefault", "paymentTermDuration")),
        (RecurringTemplateRow, {"id": "x", "recurringTemplateSettings": {}}, ("address", "totalPrice")),
        (Invoice, INVOICE, ("totalPrice", "taxAmounts", "relatedVouchers", "downPaymentDeductions", "someday")),
    ],
)
def test_null_is_the_same_as_a_field_left_out(record, least, nulls):
    assert record.model_validate({**least, **dict.fromkeys(nulls)}) == record.model_validate(least)


def test_null_is_the_same_as_a_field_left_out_at_any_depth():
    whole = {**INVOICE, "lineItems": [{"type": "custom", "unitPrice": {**PRICE, "currency": None}, "id": None}]}
    assert Invoice.model_validate(whole) == Invoice.model_validate(INVOICE)
