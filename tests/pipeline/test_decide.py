"""The rule for what goes on without a person: everything must agree, and each doubt is said in German."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lexoffice.posting_categories import PostingCategory
from models.documents import DocumentStatus
from models.fields import FieldName, LabelPrediction, Prediction
from models.pages import ReadingWarning
from pipeline.booking import book
from pipeline.decide import Facts, judge
from pipeline.values import Current, merge

Propose = Callable[..., Prediction]
Rule = Callable[..., Facts]


@pytest.fixture
def facts(proposal: Propose, categories: list[PostingCategory]) -> Rule:
    """Facts of an invoice that may go on by itself; `change` works on the prediction, the rest on the facts."""

    def make(change: Callable[[Prediction], Prediction] = lambda same: same, **more: Any) -> Facts:
        now = merge(change(proposal()), [])
        sure: dict[str, Any] = {"match_score": 0.95, "order_gross": Decimal("238.00"), **more}
        return Facts(current=now, booking=book(now, categories, order="B-1", reference="Kontorist 1"), **sure)

    return make


def unsure(name: FieldName) -> Callable[[Prediction], Prediction]:
    def change(prediction: Prediction) -> Prediction:
        return replace(
            prediction, fields={**prediction.fields, name: replace(prediction.fields[name], confidence=0.79)}
        )

    return change


def without(name: FieldName) -> Callable[[Prediction], Prediction]:
    return lambda prediction: replace(
        prediction, fields={other: value for other, value in prediction.fields.items() if other is not name}
    )


def warned(code: str) -> Callable[[Prediction], Prediction]:
    return lambda prediction: replace(prediction, warnings=(ReadingWarning(code, f"Achtung {code}."),))


def test_an_ordered_invoice_that_is_sure_in_everything_is_approved(facts: Rule) -> None:
    assert judge(facts()).status is DocumentStatus.APPROVED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (unsure(FieldName.DOCUMENT_NUMBER), "Belegnummer ist unsicher (79 %)"),
        (unsure(FieldName.DOCUMENT_DATE), "Belegdatum ist unsicher"),
        (unsure(FieldName.GROSS_TOTAL), "Bruttobetrag ist unsicher"),
        (unsure(FieldName.SUPPLIER_NAME), "Lieferant ist unsicher"),
        (unsure(FieldName.TAX_BREAKDOWN), "Steueraufteilung ist unsicher"),
        (lambda p: replace(p, direction=LabelPrediction("incoming", 0.6)), "Ob der Beleg ein- oder ausgeht"),
        (without(FieldName.DOCUMENT_NUMBER), "Die Belegnummer fehlt."),
        (without(FieldName.TAX_BREAKDOWN), "Der Steuersatz fehlt"),
        (warned("page_differs_from_xml"), "Achtung page_differs_from_xml."),
        (
            lambda p: replace(p, kind=LabelPrediction("invoice", 0.99, abstained=True)),
            "Die Art des Dokuments ist unsicher",
        ),
        (lambda p: replace(p, kind=LabelPrediction("invoice", 0.7)), "Die Art des Dokuments ist unsicher"),
        (lambda p: replace(p, category=replace(p.category, abstained=True)), "Die Buchungskategorie ist unsicher"),
        (lambda p: replace(p, category=LabelPrediction("Unbekannt", 0.9)), "gibt es in Lexware nicht"),
        (lambda p: replace(p, direction=LabelPrediction("outgoing", 0.9)), "Eigene Ausgangsrechnungen"),
        (lambda p: replace(p, kind=LabelPrediction("credit_note", 0.99)), "Eine Gutschrift zu einer Bestellung"),
    ],
)
def test_any_doubt_about_the_values_asks_a_person(
    facts: Rule, change: Callable[[Prediction], Prediction], sentence: str
) -> None:
    verdict = judge(facts(change))
    assert verdict.status is DocumentStatus.IN_REVIEW
    assert sentence in verdict.why


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"match_score": None}, "Keine passende Bestellung"),
        ({"match_score": 0.89}, "Zuordnung zur Bestellung ist unsicher (89 %)"),
        ({"order_gross": Decimal("238.01")}, "Der Betrag weicht von der Bestellung ab (238,01 € bestellt)"),
        ({"by_ocr": True}, "Gescannt oder fotografiert"),
        ({"order_taken_by": 4}, "Zu dieser Bestellung gibt es schon Beleg 4."),
        ({"duplicate_of": 3}, "Vermutlich ein Doppel von Beleg 3"),
        ({"obstacle": "Lexware nimmt nur PDF."}, "Lexware nimmt nur PDF."),
    ],
)
def test_any_doubt_about_its_place_asks_a_person(facts: Rule, more: dict[str, Any], sentence: str) -> None:
    verdict = judge(facts(**more))
    assert verdict.status is DocumentStatus.IN_REVIEW
    assert sentence in verdict.why


def test_a_warning_that_says_nothing_of_the_values_does_not_stop(facts: Rule) -> None:
    assert judge(facts(warned("pdf_active_content"))).status is DocumentStatus.APPROVED


@pytest.mark.parametrize(
    ("label", "status"),
    [
        (LabelPrediction("delivery_note", 0.8), DocumentStatus.ARCHIVED),
        (LabelPrediction("delivery_note", 0.79), DocumentStatus.IN_REVIEW),
        (LabelPrediction("order_confirmation", 0.95, abstained=True), DocumentStatus.IN_REVIEW),
        (LabelPrediction("dunning", 0.99), DocumentStatus.IN_REVIEW),
    ],
)
def test_what_is_not_booked_is_archived_if_the_kind_is_sure(
    facts: Rule, label: LabelPrediction, status: DocumentStatus
) -> None:
    assert judge(facts(lambda prediction: replace(prediction, kind=label, category=None))).status is status


def test_a_warning_about_a_field_that_a_person_decided_is_settled(now: Callable[..., Current]) -> None:
    current = now()
    warnings = (ReadingWarning("w", "Netto?", "net_total"), ReadingWarning("w", "Brutto?", "gross_total"))
    decided = replace(
        current, prediction=replace(current.prediction, warnings=warnings), decided={"net_total": "200.00"}
    )
    assert [warning.message for warning in decided.warnings] == ["Brutto?"]
