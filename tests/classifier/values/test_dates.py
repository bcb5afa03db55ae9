from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.values.dates import find_dates, find_periods, parse_date, writes_month_first

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2069, 12, 31))
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


@given(days)
def test_every_common_form_of_a_day_is_read_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    forms = [
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%y}",
        f"{day:%Y-%m-%d}",
        f"{day.day}. {month} {day.year}",
        f"{day.day:02d}. {month[:3]}. {day.year}",
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d-%b-%Y}",
    ]
    assert [parse_date(form) for form in forms if day.year >= 2000 or "%y" not in form][:2] == [day, day]
    assert all(parse_date(form) == day for form in forms if not (form == f"{day:%d.%m.%y}" and day.year < 2000))


@pytest.mark.parametrize("text", ["31.02.2026", "Version 1.2.3456", "12,50", "IP 10.0.0.1", "4711.05"])
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert find_dates(text) == []


def test_american_dates_are_recognised_from_the_whole_document() -> None:
    text = "Invoice Date 03/20/2023 Due 04/05/2023"
    assert writes_month_first(text)
    assert [one.value for one in find_dates(text, month_first=True)] == [date(2023, 3, 20), date(2023, 4, 5)]


def test_sept_and_mrz_are_months() -> None:
    assert parse_date("5. Mrz. 2024") == date(2024, 3, 5)
    assert parse_date("1. Sept. 2024") == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("01.04.2026 - 30.06.2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("01.02. bis 28.02.26", date(2026, 2, 1), date(2026, 2, 28)),
        ("März 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("1.-31. Januar 2024", date(2024, 1, 1), date(2024, 1, 31)),
    ],
)
def test_periods_are_read_with_their_first_and_last_day(text: str, first: date, last: date) -> None:
    assert [(one.first, one.last) for one in find_periods(text)] == [(first, last)]


def test_a_single_day_is_no_period() -> None:
    assert find_periods("vom 11. März 2026") == []


def test_dollars_and_an_american_address_put_the_month_first() -> None:
    assert writes_month_first("Total $ 12.00, due 10/09/2026, Springfield, IL 62704")
    assert not writes_month_first("Total 12,00 €, due 10/09/2026, Springfield, IL 62704")
    assert not writes_month_first("Total $ 12.00, due 15/09/2026, Springfield, IL 62704")
