"""Dates by their order, numbers by one role each, parties by being two, ids by whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from classifier.fields.candidates import Candidate
from classifier.fields.choice import Choice, Pooled, Scored, best, choice_of, confirmed, labelled, pool
from models.fields import FieldName

MOST = 5
DUE_BEFORE_ISSUE = -3.5
SAME_PLACE = -2.5
SAME_NUMBER = -4.0
SAME_PARTY = -7.0
NOBODY = {FieldName.SUPPLIER_NAME: -5.0, FieldName.BUYER_NAME: -1.5}
"""Score of naming nobody. Hardly a paper comes without its writer's name,
so a weak guess stands until calibration silences it.
"""

NO_NUMBER = {FieldName.DOCUMENT_NUMBER: -2.5, FieldName.ORDER_REFERENCE: 0.0, FieldName.CUSTOMER_NUMBER: 0.0}
NO_DATE = {FieldName.DOCUMENT_DATE: -2.5, FieldName.DUE_DATE: 0.0, FieldName.DELIVERY_DATE: 0.0}
"""The same for numbers and dates: nearly every paper has its own, few have the others."""

SAME_BLOCK = -2.5
DATE_ORDER = 0.3


CLEARLY_DUE = 2.0
DUE_BEFORE_ISSUE_LABELLED = -1.2
"""Insurers and associations date a bill after the day it was due; a clear label says so."""


def _order(issued: str, due: Pooled) -> float:
    if due.value >= issued:
        return DATE_ORDER
    return DUE_BEFORE_ISSUE_LABELLED if due.logit(FieldName.DUE_DATE) > CLEARLY_DUE else DUE_BEFORE_ISSUE


def choose_dates(scored: Sequence[Scored]) -> dict[FieldName, Choice]:
    """Issue, due and delivery date together: nothing is due before it was issued."""
    pools = pool(scored)
    names = (FieldName.DOCUMENT_DATE, FieldName.DUE_DATE, FieldName.DELIVERY_DATE)
    options: list[list[Pooled | None]] = [
        [None, *(one for one in best(pools, name, MOST) if one.logit(name) > -4.0)] for name in names
    ]
    top_score = sum(NO_DATE.values())
    top: tuple[Pooled | None, ...] = (None, None, None)
    for chosen in product(*options):
        score = sum(
            one.logit(name) if one is not None else NO_DATE[name] for name, one in zip(names, chosen, strict=True)
        )
        issued, due, delivered = chosen
        if issued is not None and due is not None:
            score += _order(issued.value, due)
            score += SAME_PLACE if _same_place(issued, FieldName.DOCUMENT_DATE, due, FieldName.DUE_DATE) else 0.0
        if (
            issued is not None
            and delivered is not None
            and _same_place(issued, FieldName.DOCUMENT_DATE, delivered, FieldName.DELIVERY_DATE)
        ):
            score += SAME_PLACE / 2 if delivered.logit(FieldName.DELIVERY_DATE) < 1.0 else 0.0
        if (
            due is not None
            and delivered is not None
            and _same_place(due, FieldName.DUE_DATE, delivered, FieldName.DELIVERY_DATE)
        ):
            score += SAME_PLACE
        if score > top_score:
            top_score, top = score, chosen
    return _confirmed(scored, pools, {name: one for name, one in zip(names, top, strict=True) if one is not None})


def choose_numbers(scored: Sequence[Scored]) -> dict[FieldName, Choice]:
    """Document number, order reference and customer number: one role for each number."""
    pools = pool(scored)
    names = (FieldName.DOCUMENT_NUMBER, FieldName.ORDER_REFERENCE, FieldName.CUSTOMER_NUMBER)
    options: list[list[Pooled | None]] = [
        [None, *(one for one in best(pools, name, MOST) if one.logit(name) > -3.0)] for name in names
    ]
    top_score = sum(NO_NUMBER.values())
    top: tuple[Pooled | None, ...] = (None, None, None)
    for chosen in product(*options):
        taken = [(name, one) for name, one in zip(names, chosen, strict=True) if one is not None]
        score = sum(
            one.logit(name) if one is not None else NO_NUMBER[name] for name, one in zip(names, chosen, strict=True)
        )
        for at, (name, one) in enumerate(taken):
            for other_name, other in taken[at + 1 :]:
                if one.value == other.value or one.value in other.value or other.value in one.value:
                    score += SAME_NUMBER if one.value == other.value or _touch(one, name, other, other_name) else 0.0
        if score > top_score:
            top_score, top = score, chosen
    return _confirmed(scored, pools, {name: one for name, one in zip(names, top, strict=True) if one is not None})


def choose_parties(scored: Sequence[Scored]) -> dict[FieldName, Choice]:
    """Supplier and buyer: two different names, not of one address block."""
    pools = pool(scored)
    supplier, buyer = FieldName.SUPPLIER_NAME, FieldName.BUYER_NAME
    suppliers: list[Pooled | None] = [None, *best(pools, supplier, 8)]
    buyers: list[Pooled | None] = [None, *best(pools, buyer, 8)]
    top_score = sum(NOBODY.values())
    top: tuple[Pooled | None, Pooled | None] = (None, None)
    for one, two in product(suppliers, buyers):
        score = (one.logit(supplier) if one else NOBODY[supplier]) + (two.logit(buyer) if two else NOBODY[buyer])
        if one is not None and two is not None:
            if one.value in two.value or two.value in one.value:
                score += SAME_PARTY
            elif _near(one.places[supplier], two.places[buyer]):
                score += SAME_BLOCK
        if score > top_score:
            top_score, top = score, (one, two)
    choices = {}
    for name, chosen in ((supplier, top[0]), (buyer, top[1])):
        if chosen is not None:
            choice = choices[name] = choice_of(pools, chosen, name)
            place = chosen.places[name]
            choice.value = place.text
            choice.agrees = confirmed(scored, name, place) and _corroborated(name, place)
    return choices


_SUPPLIER_PLACES = (
    "sender_line", "top", "foot", "domain", "signed", "near_ids", "section_supplier_name", "label_supplier_name",
)  # fmt: skip
_BUYER_PLACES = ("window", "under_sender", "block_buyer_name", "section_buyer_name", "label_buyer_name", "own")
ENOUGH_PLACES = {FieldName.SUPPLIER_NAME: 3, FieldName.BUYER_NAME: 2}


def _corroborated(name: FieldName, place: Candidate) -> bool:
    """Whether independent places of the page say the same of a name; a legal form counts as one."""
    places = _SUPPLIER_PLACES if name is FieldName.SUPPLIER_NAME else _BUYER_PLACES
    count = sum(place.facts.get(fact, 0.0) >= 0.6 for fact in (*places, "legal_end"))
    return count >= ENOUGH_PLACES[name]


def _confirmed(
    scored: Sequence[Scored], pools: Sequence[Pooled], chosen: dict[FieldName, Pooled]
) -> dict[FieldName, Choice]:
    """Choices that know whether label, rules and learned scorer agree on them."""
    choices = {}
    for name, one in chosen.items():
        choice = choices[name] = choice_of(pools, one, name)
        place = one.places[name]
        choice.agrees = confirmed(scored, name, place) and labelled(name, place)
        if choice.agrees:
            choice.why.append("label, rules and trained model agree")
    return choices


def choose_one(scored: Sequence[Scored], name: FieldName) -> Choice | None:
    """The likeliest value of a type that fills one field."""
    pools = pool(scored)
    if not pools:
        return None
    chosen = best(pools, name, 1)[0]
    return choice_of(pools, chosen, name)


def _same_place(one: Pooled, name: FieldName, other: Pooled, other_name: FieldName) -> bool:
    a, b = one.places[name], other.places[other_name]
    return a.segment is b.segment and a.start == b.start


def _touch(one: Pooled, name: FieldName, other: Pooled, other_name: FieldName) -> bool:
    a, b = one.places[name], other.places[other_name]
    return a.segment is b.segment and a.start < b.end and b.start < a.end


def _near(one: Candidate, other: Candidate) -> bool:
    """Lines of one block: set flush, next to each other."""
    if one.segment.page != other.segment.page:
        return False
    return abs(one.segment.row - other.segment.row) <= 1 and abs(one.segment.box.left - other.segment.box.left) < 0.02
