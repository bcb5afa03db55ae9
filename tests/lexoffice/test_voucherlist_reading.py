"""The voucherlist, as the client reads it and as the sandbox refuses it (API notes, sections 4.4 and 22)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lexoffice.errors import FixTheData, TooManyRows
from lexoffice.voucherlist import ListedStatus, ListedType, VoucherlistQuery, VoucherlistRow
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


START = datetime(2020, 1, 1, 12, tzinfo=BERLIN)


def created(count: int, days: int, changed_over: int = 1) -> list[dict[str, object]]:
    """Vouchers created on so many days, and last changed on so many other ones."""
    return [
        {
            "id": f"v-{number}",
            "voucherNumber": str(number),
            "createdDate": instant_text(START + timedelta(days=number % days)),
            "updatedDate": instant_text(START + timedelta(days=1000 + number % changed_over, seconds=number // days)),
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


def test_a_single_day_beyond_the_search_window_is_read_by_the_days_of_the_last_change(sandbox, lexware):
    seed(sandbox, *created(10_400, days=1, changed_over=30))
    assert len({row.id for row in lexware.voucherlist.rows()}) == 10_400


def test_more_rows_on_one_day_than_can_be_told_apart_are_said_and_not_cut_off(sandbox, lexware):
    seed(sandbox, *created(10_000, days=1))
    for rows in (lexware.voucherlist.rows(), lexware.voucherlist.changed_since(date(2020, 1, 1))):
        with pytest.raises(TooManyRows, match="narrower conditions") as beyond:
            list(rows)
        [issue] = beyond.value.issues
        assert (issue.field, issue.code) in (("createdDate", "2020-01-01"), ("updatedDate", "2022-09-27"))


def test_changes_beyond_the_search_window_come_in_the_order_of_their_days(sandbox, lexware):
    seed(sandbox, *created(10_400, days=400, changed_over=90))
    rows = list(lexware.voucherlist.changed_since(date(2022, 9, 27)))
    assert len({row.id for row in rows}) == len(rows) == 10_400
    days = [row.updated_date.astimezone(BERLIN).date() for row in rows]
    assert days == sorted(days)


def test_changes_are_asked_for_from_the_day_before_the_last_success(sandbox, lexware):
    seed(
        sandbox,
        {"voucherNumber": "earlier", "updatedDate": "2026-03-28T23:59:59.999+01:00"},
        {"voucherNumber": "third", "updatedDate": "2026-04-02T08:00:00.000+02:00"},
        {"voucherNumber": "first", "updatedDate": "2026-03-29T00:00:00.000+01:00"},
        {"voucherNumber": "second", "updatedDate": "2026-03-30T12:00:00.000+02:00"},
    )
    expected = ["first", "second", "third"]
    assert [row.voucher_number for row in lexware.voucherlist.changed_since(date(2026, 3, 30))] == expected
    instant = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)  # past midnight in Berlin: the 30th there
    assert [row.voucher_number for row in lexware.voucherlist.changed_since(instant)] == expected
    only = lexware.voucherlist.changed_since(date(2026, 3, 30), types=["salesinvoice"], statuses=["open"])
    assert list(only) == []


def test_the_newest_changes_come_first_and_end_before_the_instant(sandbox, lexware):
    seed(
        sandbox,
        {"voucherNumber": "before", "updatedDate": "2026-03-30T11:59:59.999+02:00"},
        {"voucherNumber": "newest", "updatedDate": "2026-04-02T08:00:00.000+02:00"},
        {"voucherNumber": "just then", "updatedDate": "2026-03-30T12:00:00.000+02:00"},
    )
    rows = lexware.voucherlist.newest_changes(datetime(2026, 3, 30, 10, tzinfo=UTC))
    assert [row.voucher_number for row in rows] == ["newest", "just then"]


def pay(sandbox, voucher_id):
    sandbox.control("payments", {"voucher_id": voucher_id, "amount": "1.00"})


def test_a_row_that_changes_while_changes_are_read_hides_no_other_and_comes_again(sandbox, lexware):
    seed(sandbox, *created(300, days=300))
    rows = lexware.voucherlist.changed_since(date(2022, 9, 27))
    before = [next(rows) for _ in range(250)]
    pay(sandbox, before[0].id)  # goes to the end, and the 251st to the page that was read already
    rest = list(rows)
    assert {row.id for row in before + rest} == {f"v-{number}" for number in range(300)}
    again = [row for row in before + rest if row.id == before[0].id]
    assert [row.voucher_status for row in again] == ["open", "paid"]
    assert len(before + rest) == 301


def test_a_row_that_leaves_while_rows_are_read_hides_no_other(sandbox, lexware):
    seed(sandbox, *created(300, days=300))
    rows = lexware.voucherlist.rows(VoucherlistQuery(statuses=["open"]))
    before = [next(rows) for _ in range(250)]
    pay(sandbox, before[0].id)
    ids = [row.id for row in [*before, *rows]]
    assert sorted(ids) == sorted(f"v-{number}" for number in range(300))


def test_every_type_and_state_that_we_know_may_be_asked_for(sandbox, lexware):
    seed(sandbox, {"voucherNumber": "A"})
    together = [state for state in ListedStatus if state is not ListedStatus.OVERDUE]  # refuses company
    assert len(list(lexware.voucherlist.rows(VoucherlistQuery(types=ListedType, statuses=together)))) == 1
    assert list(lexware.voucherlist.rows(VoucherlistQuery(types=ListedType, statuses=[ListedStatus.OVERDUE]))) == []


def test_types_and_states_that_come_later_are_kept_as_they_are():
    row = VoucherlistRow.model_validate({"id": "x", "voucherType": "robot", "voucherStatus": "thinking"})
    assert (row.voucher_type, row.voucher_status) == ("robot", "thinking")


def test_a_bad_query_is_for_the_programmer(lexware):
    with pytest.raises(FixTheData):
        list(lexware.voucherlist.rows(VoucherlistQuery(types=["dunning"])))
