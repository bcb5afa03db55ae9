"""The score of a purchase order: what suffices, what does not, and what is said to the reviewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.facts import DocumentFacts
from matching.score import CERTAIN, match
from models.orders import PurchaseOrder

Orders = Callable[..., PurchaseOrder]
Facts = Callable[..., DocumentFacts]
WITHIN_ONE_TEST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def test_reference_supplier_and_gross_make_it_certain(facts: Facts, order: Orders) -> None:
    (found,) = match(facts(), [order()])
    assert found.order_number == "B-2026-0815"
    assert found.score == 1.0
    assert found.reasons == (
        "Der Beleg nennt die Bestellnummer B-2026-0815.",
        "Die USt-IdNr. DE136695976 ist die des Lieferanten.",
        "Der Bruttobetrag stimmt auf den Cent: 1.190,00 €.",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"supplier_vat_id": None},
        {"supplier_vat_id": None, "supplier_name": "KAETHE BUECHNER MOEBELBAU"},
        {"supplier_name": None},
        {"supplier_name": "Kathe Buchner Mobelbau", "supplier_vat_id": "DE 136 695 976"},
        {"supplier_vat_id": "DEI36695976"},
        {"order_reference": "B-2O26-O8I5"},
        {"order_reference": "Ihre Bestellung B-2026-0815 vom 02.02.2026"},
        {"gross": None},
        {"net": None},
        {"issued_on": None},
    ],
)
def test_a_harmless_difference_keeps_it_certain(facts: Facts, order: Orders, changes: dict[str, Any]) -> None:
    (found,) = match(facts(**changes), [order()])
    assert found.score >= CERTAIN


NOTHING: dict[str, Any] = dict.fromkeys(
    ["supplier_name", "supplier_vat_id", "order_reference", "net", "gross", "issued_on"]
)


@pytest.mark.parametrize(
    ("known", "at_most"),
    [
        ({"order_reference": "B-2026-0815"}, 0.5),
        ({"supplier_vat_id": "DE136695976"}, 0.35),
        ({"gross": Decimal("1190.00")}, 0.3),
        ({"gross": Decimal("1190.00"), "supplier_vat_id": "DE136695976"}, 0.6),
        ({"gross": Decimal("1190.00"), "order_reference": "B-2026-0815"}, 0.75),
        ({"supplier_vat_id": "DE136695976", "order_reference": "B-2026-0815"}, 0.8),
    ],
)
def test_one_piece_or_two_are_for_a_person(facts: Facts, order: Orders, known: dict[str, Any], at_most: float) -> None:
    (found,) = match(facts(**{**NOTHING, **known}), [order()])
    assert 0.2 < found.score <= at_most


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gross": Decimal("400.00"), "net": None}, "vielleicht eine Teilrechnung"),
        ({"gross": Decimal("1166.20"), "net": None}, "Skonto, Fracht oder Rundung"),
        ({"gross": Decimal("1400.00"), "net": None}, "ist höher als der bestellte (1.190,00 €)"),
        ({"supplier_vat_id": "DE811907980"}, "ist nicht die des Lieferanten (DE136695976)"),
        ({"issued_on": date(2026, 1, 15)}, "Der Beleg vom 15.01.2026 ist älter als die Bestellung vom 02.02.2026."),
        ({"issued_on": date(2028, 6, 1)}, "mehr als zwei Jahre"),
        ({"order_reference": "B-2026-0851"}, "weicht in einem Zeichen"),
    ],
)
def test_what_does_not_fit_is_said_and_costs_the_certainty(
    facts: Facts, order: Orders, changes: dict[str, Any], said: str
) -> None:
    (found,) = match(facts(**changes), [order()])
    assert found.score < CERTAIN
    assert any(said in reason for reason in found.reasons)


def test_the_named_order_wins_over_its_equal_neighbours(facts: Facts, order: Orders) -> None:
    orders = [order(number=f"B-2026-08{n}") for n in range(10, 20)]
    best, *others = match(facts(), orders, limit=10)
    assert best.order_number == "B-2026-0815"
    assert best.score == 1.0
    assert all(other.score < 0.4 for other in others)
    assert all("nennt eine andere Bestellung" in " ".join(other.reasons) for other in others)


def test_a_number_of_the_suppliers_own_speaks_against_nothing(facts: Facts, order: Orders) -> None:
    (found,) = match(facts(order_reference="AB 99-4711"), [order()])
    assert found.score == 0.55
    assert not any("andere Bestellung" in reason for reason in found.reasons)


def test_a_supplier_is_known_by_its_number_where_the_name_is_not(facts: Facts, order: Orders) -> None:
    (found,) = match(facts(supplier_name="Möbel4you", supplier_vat_id=None, supplier_number="70412"), [order()])
    assert found.score == pytest.approx(0.94)
    assert "Die Nummer 70412 ist in der Bestellung beim Lieferanten hinterlegt." in found.reasons


def test_a_stranger_belongs_nowhere(facts: Facts, order: Orders) -> None:
    stranger = facts(
        supplier_name="Autohaus Lindau",
        supplier_vat_id=None,
        order_reference="KFZ 17",
        gross=Decimal("55.00"),
        net=Decimal("46.22"),
    )
    assert match(stranger, [order()]) == []


def test_a_document_without_facts_belongs_nowhere(order: Orders) -> None:
    assert match(DocumentFacts(key="1"), [order()]) == []


@WITHIN_ONE_TEST
@given(shuffled=st.permutations(range(8)))
def test_the_answer_does_not_depend_on_the_order_of_the_orders(
    shuffled: list[int], facts: Facts, order: Orders
) -> None:
    orders = [order(number=f"B-2026-081{n}", gross_total=Decimal(1190 + n // 3)) for n in range(8)]
    assert match(facts(), [orders[n] for n in shuffled]) == match(facts(), orders)


@WITHIN_ONE_TEST
@given(cents=st.integers(1, 500_000))
def test_no_amount_scores_higher_than_the_ordered_one(cents: int, facts: Facts, order: Orders) -> None:
    (exact,) = match(facts(net=None), [order()])
    (found,) = match(facts(net=None, gross=Decimal(cents).scaleb(-2)), [order()])
    assert 0.0 <= found.score <= exact.score


@WITHIN_ONE_TEST
@given(known=st.sets(st.sampled_from(["supplier_vat_id", "order_reference", "gross"]), min_size=1))
def test_whatever_else_is_known_to_fit_never_lowers_the_score(known: set[str], facts: Facts, order: Orders) -> None:
    sound = facts()
    some = {**NOTHING, **{name: getattr(sound, name) for name in known}}
    (less,) = match(facts(**some), [order()])
    for name in {"supplier_vat_id", "order_reference", "gross"} - known:
        (more,) = match(facts(**{**some, name: getattr(sound, name)}), [order()])
        assert more.score > less.score
