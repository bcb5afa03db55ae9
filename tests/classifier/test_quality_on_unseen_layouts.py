"""The honest forecast: layout families that the model has never seen.
Floors are below what was measured (docs/benchmarks.md).
"""

from classifier.clerk import Clerk
from classifier.examples import Example
from classifier.fields.truth import same
from models.documents import BOOKABLE
from models.fields import FieldName as F

FLOORS = {
    F.DOCUMENT_DATE: 0.75,
    F.DOCUMENT_NUMBER: 0.65,
    F.GROSS_TOTAL: 0.75,
    F.SUPPLIER_NAME: 0.60,
    F.IBAN: 0.75,
    F.CURRENCY: 0.85,
}
KIND_FLOOR = 0.75
MOST_INVENTED = 0.12
"""Share of fields known to be absent that the clerk fills all the same."""


def test_fields_of_unseen_layout_families_reach_their_floors(clerk: Clerk, unseen: list[Example]) -> None:
    right: dict[F, list[bool]] = {name: [] for name in FLOORS}
    for example in unseen:
        if example.kind not in BOOKABLE:
            continue
        fields = clerk.predict(example.document, example.company).fields
        for name, outcomes in right.items():
            truth = example.fields.get(name)
            if truth is not None:
                outcomes.append(name in fields and same(name, fields[name].value, truth))
    shares = {name: sum(outcomes) / len(outcomes) for name, outcomes in right.items()}
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}


def test_kinds_of_unseen_layout_families_reach_their_floor(clerk: Clerk, unseen: list[Example]) -> None:
    right = [clerk.predict(one.document, one.company).kind.value == one.kind for one in unseen]
    assert sum(right) / len(right) >= KIND_FLOOR


def test_fields_that_are_absent_are_seldom_filled(clerk: Clerk, unseen: list[Example]) -> None:
    absent = filled = 0
    for example in unseen:
        fields = clerk.predict(example.document, example.company).fields
        names = [name for name, truth in example.fields.items() if truth is None]
        absent += len(names)
        filled += sum(name in fields for name in names)
    assert absent > 100
    assert filled / absent <= MOST_INVENTED


def test_every_value_stands_on_the_page(clerk: Clerk, unseen: list[Example]) -> None:
    for example in unseen:
        for name, one in clerk.predict(example.document, example.company).fields.items():
            assert one.page is not None and one.box is not None, name
            assert 0 < one.confidence < 1
