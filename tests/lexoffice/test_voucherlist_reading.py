"""The voucherlist, as the client reads it and as the sandbox refuses it (API notes, sections 4.4 and 22)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from lexoffice.errors import FixTheData, TooManyRows
from lexoffice.voucherlist import VoucherlistQuery
from lexoffice.wire import BERLIN, instant_text


def seed(sandbox, *vouchers):
    sandbox.control("records/voucher", [{"type": "purchaseinvoice", **voucher} for voucher in vouchers])


def get(sandbox, query):
    return sandbox.raw("GET", f"/v1/voucherlist?{query}")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("voucherType=any", "Missing required request parameters"),
        ("voucherStatus=any", "Missing required request parameters"),
        (
            "voucherType=dunning&voucherStatus=any",
            "Invalid value 'dunning' received for request parameter 'voucherType'",
        ),
        ("voucherType=any&voucherStatus=paymentordered", "Invalid value 'paymentordered'"),
        ("voucherType=any&voucherStatus=open,overdue", "cannot be combined"),
        ("voucherType=any&voucherStatus=any&size=251", "parameter 'size' must be equal or lower than 250"),
        ("voucherType=any&voucherStatus=any&sort=contactName,ASC", "parameter 'sort' is invalid"),
        ("voucherType=any&voucherStatus=any&voucherDateFrom=27.02.2026", "voucherDateFrom"),
        ("voucherType=any&voucherStatus=any&size=250&page=40", "Maximum search window size exceeded"),
    ],
)
def test_what_is_a_bad_request(sandbox, query, message):
    answer = get(sandbox, query)
    assert answer.status_code == 400
    assert message in answer.json()["message"]
    assert answer.json()["traceId"]


def test_a_mistyped_filter_returns_everything(sandbox):
    seed(sandbox, {"voucherNumber": "A"}, {"voucherNumber": "B"})
    assert get(sandbox, "voucherType=any&voucherStatus=any&vouchernumber=A&onlyOpen=true").json()["totalElements"] == 2


def test_the_number_is_matched_whole_and_in_any_case(sandbox, lexware):
    seed(
        sandbox,
        {"voucherNumber": "RE-1"},
        {"voucherNumber": "re-1"},
        {"voucherNumber": "RE-10"},
        {"voucherNumber": "<A & B>"},
    )
    assert {row.voucher_number for row in lexware.voucherlist.by_number("re-1")} == {"RE-1", "re-1"}
    assert [row.voucher_number for row in lexware.voucherlist.by_number("<a & b>")] == ["<A & B>"]


def test_overdue_is_computed_by_the_clock_and_contained_in_open(sandbox, lexware):
    sandbox.control("clock", {"now": "2026-03-13T22:30:00+00:00", "frozen": True})
    seed(
        sandbox,
        {"dueDate": "2026-03-13", "totalGrossAmount": "1.00"},
        {"dueDate": "2026-04-30", "totalGrossAmount": "1.00"},
    )
    states = [row.voucher_status for row in lexware.voucherlist.rows(VoucherlistQuery(statuses=["open"]))]
    assert states == ["open", "open"]
    sandbox.control("clock", {"advance_seconds": 3600})
    rows = list(lexware.voucherlist.rows(VoucherlistQuery(statuses=["open", "sepadebit"])))
    assert sorted(row.voucher_status for row in rows) == ["open", "overdue"]
    [late] = lexware.voucherlist.rows(VoucherlistQuery(statuses=["overdue"]))
    assert late.due_date == date(2026, 3, 13)
    assert sandbox.raw("GET", f"/v1/vouchers/{late.id}").json()["voucherStatus"] == "open"


def test_days_are_whole_days_of_berlin_with_both_bounds(sandbox, lexware):
    seed(
        sandbox,
        {"voucherNumber": "before", "createdDate": "2026-03-28T23:59:59.000+01:00"},
        {"voucherNumber": "first", "createdDate": "2026-03-29T00:00:00.000+01:00"},
        {"voucherNumber": "last", "createdDate": "2026-03-29T23:59:59.000+02:00"},
        {"voucherNumber": "after", "createdDate": "2026-03-30T00:00:00.000+02:00"},
    )
    day = date(2026, 3, 29)
    assert [row.voucher_number for row in lexware.voucherlist.rows(VoucherlistQuery(created=(day, day)))] == [
        "first",
        "last",
    ]


def test_rows_without_booking_have_no_open_amount(sandbox, lexware):
    seed(sandbox, {"voucherStatus": "unchecked"})
    [row] = lexware.voucherlist.rows()
    assert (row.open_amount, row.contact_id, row.contact_name) == (None, None, "Sammellieferant")


def created(count: int, days: int) -> list[dict[str, object]]:
    start = datetime(2020, 1, 1, 12, tzinfo=BERLIN)
    return [
        {
            "voucherNumber": str(number),
            "createdDate": instant_text(start + timedelta(days=number % days)),
            "totalGrossAmount": 1,
        }
        for number in range(count)
    ]


def test_more_rows_than_the_search_window_are_read_by_halving_the_days(sandbox, lexware):
    seed(sandbox, *created(10_400, days=700))
    numbers = [row.voucher_number for row in lexware.voucherlist.rows()]
    assert len(numbers) == 10_400
    assert len(set(numbers)) == 10_400
    assert {entry["status"] for entry in sandbox.requests()} == {200}


def test_a_single_day_beyond_the_search_window_is_said_and_not_cut_off(sandbox, lexware):
    seed(sandbox, *created(10_000, days=1))
    with pytest.raises(TooManyRows):
        list(lexware.voucherlist.rows())


def test_a_bad_query_is_for_the_programmer(lexware):
    with pytest.raises(FixTheData):
        list(lexware.voucherlist.rows(VoucherlistQuery(types=["dunning"])))
