"""Order references and other numbers, as printed and as read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.numbers import Likeness, alike, named_in

ANY_NUMBER = st.text("0123456789OILSBZABC-/ .", max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("B-2026-0815", "b 2026 / 0815", Likeness.EQUAL),
        ("B-2026-0815", "B-2O26-O815", Likeness.MISREAD),
        ("PO-110011", "PO-l1OO1I", Likeness.MISREAD),
        ("B-2026-0815", "8-2026-0815", Likeness.MISREAD),
        ("RE-00123", "RE-123", Likeness.MISREAD),
        ("PO-4500123", "4500123", Likeness.PART),
        ("4500123", "4500123/10", Likeness.NONE),  # cut out of a longer run of digits
        ("4500123", "45001234", Likeness.SLIP),
        ("B-2026-0815", "B-2026-0816", Likeness.NONE),  # the next order, not a slip
        ("B-2026-0815", "B-2026-0851", Likeness.SLIP),
        ("B-2026-0815", "B-2026-085", Likeness.SLIP),
        ("2026", "B-2026-0815", Likeness.NONE),
        ("ABCDE", "ABCDEF-1", Likeness.NONE),  # a word is no number
        ("", "B-2026-0815", Likeness.NONE),
        ("--", "..", Likeness.NONE),
    ],
)
def test_numbers_are_alike_only_as_far_as_they_are(one: str, other: str, expected: Likeness) -> None:
    assert alike(one, other).likeness is expected
    assert alike(other, one).likeness is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B-2026-0815", Likeness.EQUAL),
        ("Ihre Bestellung B-2026-0815 vom 02.02.2026", Likeness.EQUAL),
        ("B-2026-0814, B-2026-0815; B-2026-0816", Likeness.EQUAL),
        ("B 2026 0815", Likeness.EQUAL),
        ("Bestellung B 2026 0815", Likeness.PART),
        ("Bestellung B-2O26-0815", Likeness.MISREAD),
        ("Angebot 4711", Likeness.NONE),
        (" ", Likeness.NONE),
    ],
)
def test_a_number_is_found_among_words(text: str, expected: Likeness) -> None:
    assert named_in(text, "B-2026-0815").likeness is expected


@given(ANY_NUMBER, ANY_NUMBER)
def test_numbers_know_no_first_and_second(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(ANY_NUMBER.filter(lambda number: any(map(str.isalnum, number))))
def test_a_number_is_equal_to_itself_in_any_punctuation(number: str) -> None:
    assert alike(number, f" {number.lower().replace('-', ' / ')}. ").likeness is Likeness.EQUAL
