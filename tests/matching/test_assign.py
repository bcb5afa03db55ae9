"""Several documents and several orders at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from matching.assign import assign
from matching.facts import DocumentFacts
from models.orders import PurchaseOrder

Orders = Callable[..., PurchaseOrder]
Facts = Callable[..., DocumentFacts]


def test_two_invoices_that_like_the_same_order_find_each_its_own(facts: Facts, order: Orders) -> None:
    dear = order(number="B-1", gross_total=Decimal("1190.00"))
    cheap = order(number="B-2", gross_total=Decimal("1180.00"), net_total=Decimal("991.60"))
    unclear = facts(key="unclear", order_reference=None, gross=Decimal("1185.00"), net=None)
    exact = facts(key="exact", order_reference=None, gross=Decimal("1190.00"), net=None)
    for documents in ([unclear, exact], [exact, unclear]):
        taken = assign(documents, [dear, cheap], least=0.4)
        assert {key: match.order_number for key, match in taken.items()} == {"exact": "B-1", "unclear": "B-2"}


def test_what_fits_nowhere_stays_without_an_order(facts: Facts, order: Orders) -> None:
    stranger = DocumentFacts(key="stranger", supplier_name="Autohaus Lindau")
    assert assign([stranger, facts()], [order()]).keys() == {"7"}


def test_no_order_is_taken_twice(facts: Facts, order: Orders) -> None:
    taken = assign([facts(key="1"), facts(key="2")], [order()])
    assert len(taken) == 1


def test_nothing_to_assign_is_an_empty_answer(facts: Facts, order: Orders) -> None:
    assert assign([], [order()]) == {}
    assert assign([facts()], []) == {}


def test_what_one_would_propose_is_proposed_and_a_mere_supplier_or_amount_is_not(facts: Facts, order: Orders) -> None:
    bare = DocumentFacts(key="1")
    named = replace(bare, order_reference="B-2026-0815")
    alike = replace(bare, supplier_name="Käthe Buchner Möbelban", gross=Decimal("1190.00"))
    same_supplier = replace(bare, supplier_vat_id="DE136695976")
    same_amount = replace(bare, gross=Decimal("1190.00"))
    assert [len(assign([paper], [order()])) for paper in (named, alike, same_supplier, same_amount)] == [1, 1, 0, 0]
