import pytest

from classifier.evaluation import expected, misses, report, score, share, wilson

TRUTH = {
    "file": "a.pdf",
    "medium": "born-digital",
    "language": "de",
    "layout_group": "one",
    "kind_accept": ["invoice"],
    "einvoice_syntax": None,
    "fields": {
        "document_number": "RE 1",
        "gross_total": "238.00",
        "supplier_name": "Eggestein  GmbH",
        "due_date": "2026-01-01",
        "currency": "EUR",
    },
    "visible": {
        "document_number": True,
        "gross_total": True,
        "supplier_name": True,
        "due_date": False,
        "currency": True,
    },
}


def line(**values: str) -> dict[str, object]:
    fields = {name: {"value": value, "confidence": 0.9, "source": "model", "page": 1} for name, value in values.items()}
    return {"file": "a.pdf", "error": None, "kind": {"value": "invoice", "confidence": 0.9}, "fields": fields}


def test_ids_and_names_are_compared_without_blanks_and_case_and_amounts_as_numbers() -> None:
    result = score(
        TRUTH, line(document_number="re1", gross_total="238.0", supplier_name="EGGESTEIN GmbH", currency="EUR")
    )
    assert result.kind_right
    assert set(result.fields.values()) == {"right"}
    assert result.all_right(("document_number", "gross_total", "currency")) is True


def test_what_is_not_visible_on_the_page_is_not_asked_for() -> None:
    assert "due_date" not in expected(TRUTH)


def test_wrong_and_missing_are_told_apart() -> None:
    result = score(TRUTH, line(document_number="2", gross_total="238.00"))
    assert result.fields["document_number"] == "wrong"
    assert result.fields["supplier_name"] == "missing"
    assert ("a.pdf", "document_number", "wrong") in misses([result])


def test_a_page_without_its_xml_is_judged_by_what_it_shows() -> None:
    hybrid = {**TRUTH, "einvoice_syntax": "cii", "page_fields": {"gross_total": "238.01", "document_number": None}}
    assert expected(hybrid)["gross_total"] == "238.00"
    shown = expected(hybrid, ignore_xml=True)
    assert shown["gross_total"] == "238.01"
    assert score(hybrid, line(document_number="RE1"), ignore_xml=True).invented == ("document_number",)


def test_a_value_without_a_place_is_invented() -> None:
    made_up = line(gross_total="1.00")
    del made_up["fields"]["gross_total"]["page"]  # type: ignore[index]
    assert score(TRUTH, made_up).invented == ("gross_total",)


def test_a_file_that_could_not_be_read_has_nothing_right() -> None:
    result = score(TRUTH, {"file": "a.pdf", "error": "kaputt"})
    assert not result.kind_right
    assert set(result.fields.values()) == {"missing"}


def test_each_layout_group_counts_once() -> None:
    one = share([("a", True)] * 18 + [("b", False)])
    assert (one.value, one.groups, one.documents) == (0.5, 2, 19)


def test_the_interval_is_wilsons() -> None:
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-3)
    assert wilson(1.0, 4)[0] == pytest.approx(0.51, abs=0.01)


def test_the_report_has_figures_by_medium_and_language() -> None:
    figures = report([score(TRUTH, line(document_number="RE1"))])
    assert set(figures) == {"all", "medium born-digital", "language de"}
    assert figures["all"]["fields"]["document_number"].value == 1.0
