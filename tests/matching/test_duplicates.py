"""Doubles whose bytes differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.duplicates import CERTAIN, twins
from matching.facts import DocumentFacts

Facts = Callable[..., DocumentFacts]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"document_number": "re 10447"},
        {"document_number": "RE-IO447"},
        {"supplier_name": "Kaethe Buechner Moebelbau", "supplier_vat_id": None},
        {"issued_on": None},
        {"issued_on": date(2026, 2, 21)},
    ],
)
def test_the_same_invoice_by_another_way_is_a_certain_twin(facts: Facts, changes: dict[str, Any]) -> None:
    (twin,) = twins(facts(key="8", **changes), [facts()])
    assert twin.key == "7"
    assert twin.score >= CERTAIN
    assert "Die Belegnummer ist dieselbe: RE-10447." in twin.reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"document_number": "RE-10448"},
        {"supplier_vat_id": "DE811907980"},
        {"supplier_vat_id": None, "supplier_name": "Autohaus Lindau"},
        {"document_number": None, "issued_on": date(2026, 3, 20)},
    ],
)
def test_the_next_invoice_of_the_same_amount_is_no_twin(facts: Facts, changes: dict[str, Any]) -> None:
    assert twins(facts(key="8", **changes), [facts()]) == []


def test_a_corrected_amount_under_the_same_number_is_shown_but_not_certain(facts: Facts) -> None:
    (twin,) = twins(facts(key="8", gross=Decimal("1090.00")), [facts()])
    assert twin.score < CERTAIN
    assert "Der Bruttobetrag weicht ab: 1.090,00 € statt 1.190,00 €." in twin.reasons


def test_receipts_without_a_number_are_twins_on_the_same_day_only(facts: Facts) -> None:
    receipt = {"document_number": None, "order_reference": None}
    (twin,) = twins(facts(key="8", **receipt), [facts(**receipt)])
    assert 0.6 <= twin.score < CERTAIN
    assert twins(facts(key="8", **receipt), [facts(**receipt, issued_on=date(2026, 2, 19))]) == []


def test_a_document_is_not_its_own_twin(facts: Facts) -> None:
    assert twins(facts(), [facts()]) == []


def test_the_surest_twin_comes_first(facts: Facts) -> None:
    found = twins(facts(key="9"), [facts(key="6", gross=Decimal("1.00")), facts(key="7")])
    assert [twin.key for twin in found] == ["7", "6"]


SOME_FACTS = st.builds(
    DocumentFacts,
    key=st.just("1"),
    supplier_name=st.sampled_from([None, "Müller GmbH", "Mueller", "Möller Bau", "Brandt"]),
    supplier_vat_id=st.sampled_from([None, "DE136695976", "DEI36695976", "DE811907980"]),
    document_number=st.sampled_from([None, "RE-1044", "RE-IO44", "1044"]),
    issued_on=st.sampled_from([None, date(2026, 2, 20), date(2026, 2, 21)]),
    gross=st.sampled_from([None, Decimal("1.00"), Decimal("2.00")]),
)


@given(SOME_FACTS, SOME_FACTS)
def test_being_a_twin_is_mutual(one: DocumentFacts, other: DocumentFacts) -> None:
    second = DocumentFacts(**{**{name: getattr(other, name) for name in DocumentFacts.__slots__}, "key": "2"})
    assert [t.score for t in twins(one, [second])] == [t.score for t in twins(second, [one])]
