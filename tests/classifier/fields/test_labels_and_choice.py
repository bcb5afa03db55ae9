from decimal import Decimal

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from classifier.fields.candidates import Candidate, CandidateType
from classifier.fields.choice import Scored
from classifier.fields.choose_amounts import choose_amounts
from classifier.fields.labels import amount_labels, date_labels, fold, number_labels, straighten
from classifier.fields.trees import constant, export
from classifier.layout import Segment
from models.fields import FieldName as F
from models.pages import Box, Word


@pytest.mark.parametrize(
    "label", ["Rechnungs-Nr.:", "Rechnungsnummer", "Rechnung Nr.", "RECHNUNG #", "Invoice No.", "Re.-Nr.:", "Beleg-Nr."]
)
def test_the_many_ways_to_name_a_document_number(label: str) -> None:
    scores = number_labels(fold(label))
    assert max(scores, key=lambda role: scores[role]) == "document_number"


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Kunden-Nr.", "customer_number"),
        ("Ihre Bestellnummer:", "order_reference"),
        ("Zählpunktnummer", "other_number"),
        ("Lieferschein-Nr.", "number_delivery_note"),
    ],
)
def test_numbers_of_other_things_are_told_apart(label: str, role: str) -> None:
    scores = number_labels(fold(label))
    assert max(scores, key=lambda one: scores[one]) == role


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("zzgl. 19 % MwSt.", "tax_total"),
        ("Summe netto", "net_total"),
        ("Rechnungsbetrag brutto", "gross_total"),
        ("abzgl. Anzahlung", "prepaid_total"),
        ("Übertrag", "other_carry"),
        ("Skontobetrag", "other_money"),
    ],
)
def test_labels_of_amounts(label: str, role: str) -> None:
    scores = amount_labels(fold(label))
    assert max(scores, key=lambda one: scores[one]) == role


def test_a_label_fades_with_every_word_between_it_and_the_value() -> None:
    near, far = date_labels(fold("Rechnungsdatum")), date_labels(fold("Rechnungsdatum siehe oben rechts"))
    assert near["document_date"] > far["document_date"] > 0


def amount(value: str, row: int, **logits: float) -> Scored:
    word = Word(value, Box(0.8, 0.1 * row, 0.9, 0.1 * row + 0.01))
    segment = Segment(row, 1, row, (word,), value, (0,), word.box)
    candidate = Candidate(CandidateType.AMOUNT, value, segment, 0, len(value), {}, {"exact": 1.0})
    scores = {F.NET_TOTAL: -3.0, F.TAX_TOTAL: -3.0, F.GROSS_TOTAL: -3.0, F.PREPAID_TOTAL: -6.0, F.AMOUNT_DUE: -6.0}
    scores.update({F(name): logit for name, logit in logits.items()})
    return Scored(candidate, scores, scores)


def test_arithmetic_repairs_a_weak_reading() -> None:
    """The carry-over looks more like a gross total than the total itself, but does not add up."""
    scored = [
        amount("200.00", 1, net_total=1.0),
        amount("38.00", 2, tax_total=1.0),
        amount("238.00", 3, gross_total=-0.5),
        amount("240.00", 4, gross_total=0.8),
    ]
    choices, warnings = choose_amounts(scored, [Decimal(19)])
    assert choices[F.GROSS_TOTAL].value == "238.00"
    assert choices[F.GROSS_TOTAL].agrees
    assert warnings == []


def test_two_rates_are_split_by_their_printed_lines() -> None:
    scored = [
        amount("100.00", 1), amount("19.00", 1, tax_total=-1.0), amount("50.00", 2), amount("3.50", 2, tax_total=-1.0),
        amount("150.00", 3, net_total=2.0), amount("172.50", 4, gross_total=3.0),
    ]  # fmt: skip
    choices, _ = choose_amounts(scored, [Decimal(19), Decimal(7)])
    lines = choices[F.TAX_BREAKDOWN].value
    assert [(line.rate, line.base, line.tax) for line in lines if not isinstance(line, str)] == [
        (Decimal(19), Decimal(100), Decimal(19)), (Decimal(7), Decimal(50), Decimal("3.5")),
    ]  # fmt: skip
    assert F.TAX_TOTAL not in choices, "the sum of both taxes stands nowhere"


def test_a_prepayment_explains_the_amount_due() -> None:
    scored = [
        amount("238.00", 1, gross_total=3.0),
        amount("100.00", 2, prepaid_total=0.5),
        amount("138.00", 3, amount_due=0.5),
    ]
    choices, _ = choose_amounts(scored, [])
    assert (choices[F.PREPAID_TOTAL].value, choices[F.AMOUNT_DUE].value) == ("100.00", "138.00")


def test_trees_as_arrays_answer_like_scikit_learns() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(400, 5))
    labels = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).astype(int)
    model = HistGradientBoostingClassifier(max_iter=20, early_stopping=False).fit(rows, labels)
    assert export(model).logits(rows) == pytest.approx(model.decision_function(rows), abs=1e-4)
    assert constant(-2.0).logits(rows).tolist() == [-2.0] * 400


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("Rechnunqs-Nr", "rechnungs nr"), ("Datunn", "datum"), ("Gesarntbetrag", "gesamtbetrag"), ("Beitrag", "beitrag")],
)
def test_a_label_misread_by_ocr_is_put_right(slip: str, meant: str) -> None:
    assert straighten(fold(slip)) == meant
