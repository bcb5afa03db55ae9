import pytest

from classifier.calibration import Calibration, calibration_error
from classifier.fields.candidates import Candidate, CandidateType
from classifier.fields.choice import Choice
from classifier.fitting import fit_curve
from classifier.layout import Segment
from models.fields import FieldName as F
from models.pages import Box, Word


def choice(logit: float, agrees: bool = False, reading: float = 1.0) -> Choice:
    word = Word("R-1", Box(0.1, 0.1, 0.2, 0.12), reading)
    segment = Segment(0, 1, 0, (word,), word.text, (0,), word.box)
    return Choice("R-1", logit, logit, Candidate(CandidateType.NUMBER, "R-1", segment, 0, 3, {}), agrees)


def test_agreement_closes_most_of_the_gap_to_unseen_suppliers_but_not_after_ocr() -> None:
    calibration = Calibration({})
    alone = calibration.probability(F.SUPPLIER_NAME, choice(9.0))
    agreed = calibration.probability(F.SUPPLIER_NAME, choice(9.0, agrees=True))
    scanned = calibration.probability(F.SUPPLIER_NAME, choice(9.0, agrees=True, reading=0.9))
    assert alone < 0.8 < agreed
    assert scanned <= 0.8


def test_a_field_that_is_always_right_is_nearly_sure_and_says_how_well_that_was_measured() -> None:
    outcomes = [(choice(float(at % 7)), True) for at in range(80)]
    curve = fit_curve(outcomes)
    mean = sum(curve.probability(one) for one, _ in outcomes) / len(outcomes)
    assert mean == pytest.approx(81 / 82, abs=0.01)
    assert curve.count == 80
    assert curve.error < 0.05


def test_the_calibration_error_is_the_mean_distance_of_promise_and_truth() -> None:
    assert calibration_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert calibration_error([(0.55, True), (0.55, False)]) == pytest.approx(0.05)
    assert calibration_error([]) == 0.0
