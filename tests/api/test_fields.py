"""Which state a field has: what the eye of the reviewer is led to."""

from __future__ import annotations

from typing import Any

import pytest

from api.fields import FieldState, field_views
from models.documents import Medium
from models.fields import FieldName, FieldPrediction, LabelPrediction, Prediction, Source
from models.pages import ReadingWarning
from pipeline.values import Decided, merge


def said(kind: str = "invoice", warnings: tuple[ReadingWarning, ...] = (), **values: tuple[str, float]) -> Prediction:
    fields = {FieldName(name): FieldPrediction(value, sure, Source.MODEL) for name, (value, sure) in values.items()}
    label = LabelPrediction(kind, 0.99)
    return Prediction(label, LabelPrediction("incoming", 0.99), None, Medium.SCAN, fields, warnings)


def state(prediction: Prediction, name: str, *decided: Decided) -> FieldState:
    return field_views(merge(prediction, decided), prediction)[name].state


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        ({"document_number": ("R-1", 0.97)}, "document_number", FieldState.SURE),
        ({"document_number": ("R-1", 0.5)}, "document_number", FieldState.OPEN),
        ({}, "document_number", FieldState.OPEN),
        ({"customer_number": ("K-1", 0.5)}, "customer_number", FieldState.UNSURE),
        ({}, "customer_number", FieldState.ABSENT),
        ({"iban": ("DE02120300000000202052", 0.99)}, "iban", FieldState.FAILED),
        ({"iban": ("DE02120300000000202051", 0.99)}, "iban", FieldState.SURE),
        ({"gross_total": ("119.00", 0.99), "net_total": ("50.00", 0.99)}, "tax_breakdown", FieldState.FAILED),
    ],
)
def test_a_field_of_an_invoice_has_the_state_that_leads_the_eye(
    values: dict[str, Any], name: str, expected: FieldState
) -> None:
    assert state(said(**values), name) is expected


def test_nothing_is_open_on_a_paper_that_is_not_booked() -> None:
    views = field_views(merge(said("delivery_note"), ()), said("delivery_note"))
    assert not [view.name for view in views.values() if view.state in (FieldState.OPEN, FieldState.FAILED)]


def test_a_decision_confirms_even_against_a_check_digit() -> None:
    wrong = "DE02120300000000202052"
    assert state(said(iban=(wrong, 0.9)), "iban", Decided("iban", wrong)) is FieldState.CONFIRMED


def test_a_needed_field_declared_absent_stays_open() -> None:
    assert (
        state(said(document_number=("R-1", 0.9)), "document_number", Decided("document_number", None))
        is FieldState.OPEN
    )


def test_a_warning_about_a_field_is_said_at_the_field_until_it_is_decided() -> None:
    warning = ReadingWarning("page_differs_from_xml", "Seite und XML sagen Verschiedenes.", "document_number")
    prediction = said(warnings=(warning,), document_number=("R-1", 0.99))
    assert field_views(merge(prediction, ()), prediction)["document_number"].note == warning.message
    assert state(prediction, "document_number", Decided("document_number", "R-1")) is FieldState.CONFIRMED


def test_a_corrected_value_has_no_box_but_remembers_what_was_proposed() -> None:
    prediction = said(document_number=("R-1", 0.99))
    view = field_views(merge(prediction, [Decided("document_number", "R-2")]), prediction)["document_number"]
    assert (view.text, view.proposed, view.box, view.source) == ("R-2", "R-1", None, Source.REVIEWER)
