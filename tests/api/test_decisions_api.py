"""What a reviewer does, through the API: correct, approve, take back, reject; refusals are sentences."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from models.documents import DocumentStatus


def act(client: Any, document_id: int, name: str, version: int, **body: Any) -> Any:
    return client.post(f"/api/v1/documents/{document_id}/{name}", json={"version": version, **body})


def version(house: Any, document_id: int) -> int:
    found: int = house.document(document_id).version
    return found


def test_values_are_corrected_together_in_the_german_form(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(missing=frozenset({"document_date"})))
    with house.client() as client:
        values = {"document_date": "4.11.2026", "gross_total": "238,00 €", "due_date": None, "category": "Software"}
        answer = act(client, document_id, "corrections", version(house, document_id), values=values).json()
    fields = answer["fields"]
    assert (fields["document_date"]["value"], fields["document_date"]["state"]) == ("2026-11-04", "confirmed")
    assert (fields["due_date"]["value"], fields["due_date"]["proposed"]) == (None, "2026-12-03")
    assert fields["category"]["value"] == "Software"
    assert answer["obstacles"] == []
    assert answer["issued_on"] == "2026-11-04"


def test_one_value_that_is_none_undoes_the_whole_correction(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    with house.client() as client:
        values = {"customer_number": "K-17", "document_date": "gestern"}
        answer = act(client, document_id, "corrections", version(house, document_id), values=values)
        fields = client.get(f"/api/v1/documents/{document_id}").json()["fields"]
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_value")
    assert "kein Datum" in answer.json()["detail"]
    assert fields["customer_number"]["value"] is None


def test_a_decision_on_an_old_version_is_a_conflict_and_changes_nothing(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    seen = version(house, document_id)
    with house.client() as client:
        act(client, document_id, "corrections", seen, values={"customer_number": "K-1"})
        answer = act(client, document_id, "corrections", seen, values={"customer_number": "K-2"})
        now = client.get(f"/api/v1/documents/{document_id}").json()
    assert (answer.status_code, answer.json()["code"]) == (409, "version_conflict")
    assert now["fields"]["customer_number"]["value"] == "K-1"


def test_an_incomplete_document_is_not_approved_and_all_reasons_are_named(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(missing=frozenset({"document_date", "document_number"})))
    with house.client() as client:
        answer = act(client, document_id, "approve", version(house, document_id))
    assert (answer.status_code, answer.json()["code"]) == (409, "not_complete")
    assert set(answer.json()["reasons"]) == {"Das Belegdatum fehlt.", "Die Belegnummer fehlt."}


def test_an_approval_waits_and_can_be_taken_back_but_not_once_it_is_filed(house: Any, paper: Any) -> None:
    document_id = house.bring(paper(number="R-77"))
    with house.client() as client:
        approved = act(client, document_id, "approve", version(house, document_id)).json()
        assert (approved["status"], approved["seconds_to_undo"] > 50) == ("approved", True)
        back = act(client, document_id, "undo", approved["version"]).json()
        assert back["status"] == "in_review"
        act(client, document_id, "approve", back["version"])
        house.file_all()
        filed = client.get(f"/api/v1/documents/{document_id}").json()
        assert (filed["status"], bool(filed["voucher_id"])) == ("filed", True)
        assert act(client, document_id, "undo", filed["version"]).status_code == 409


def test_a_likely_double_is_approved_only_after_a_word_of_the_reviewer(house: Any, paper: Any) -> None:
    first = house.bring(paper(number="R-88"))
    second = house.bring(paper(number="R-88", order="B-9"))
    with house.client() as client:
        refused = act(client, second, "approve", version(house, second))
        assert str(first) in refused.json()["detail"]
        assert act(client, second, "approve", version(house, second), not_a_duplicate=True).status_code == 200


def test_a_rejection_needs_a_reason_and_keeps_it(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    with house.client() as client:
        refused = act(client, document_id, "reject", version(house, document_id), why=" ")
        assert refused.json()["code"] == "reason_missing"
        rejected = act(client, document_id, "reject", version(house, document_id), why="Werbung").json()
    assert (rejected["status"], rejected["reason"]) == ("rejected", "Werbung")


def test_a_document_is_archived_matched_again_and_retried(house: Any, paper: Any) -> None:
    document_id, broken = house.bring(paper()), house.receive(b"%PDF-1.4 broken")
    house.work()
    house.order("B-5", "Papierhaus Lindner GmbH", "238.00", "200.00")
    with house.client() as client:
        again = act(client, document_id, "match-again", version(house, document_id)).json()
        assert again["status"] == "classified"
        house.work()
        matched = client.get(f"/api/v1/documents/{document_id}").json()
        assert (matched["status"], matched["order"]["number"]) == ("in_review", "B-5")
        assert matched["order"]["reasons"]
        assert act(client, document_id, "archive", matched["version"]).json()["status"] == "archived"
        assert act(client, document_id, "retry", version(house, document_id)).status_code == 409
        assert act(client, broken, "retry", version(house, broken)).status_code == 200


@pytest.mark.parametrize("name", ["corrections", "approve", "archive", "reject", "retry", "undo", "match-again"])
def test_an_act_on_no_document_is_not_found(house: Any, name: str) -> None:
    with house.client() as client:
        answer = act(client, 4711, name, 1, values={"iban": None}, why="x")
    assert (answer.status_code, answer.json()["code"]) == (404, "document_not_found")


def test_an_answer_of_success_means_that_it_is_committed(house: Any, paper: Any) -> None:
    """The commit fails: the answer must say so, not only the log."""
    document_id = house.bring(paper())
    seen = version(house, document_id)

    def fail(_session: Any) -> None:
        raise OSError("disk full at the wrong moment")

    event.listen(house.services.sessions, "before_commit", fail)
    with house.client() as client:
        answer = act(client, document_id, "archive", seen)
    event.remove(house.services.sessions, "before_commit", fail)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "disk" not in answer.text
    assert house.document(document_id).status == DocumentStatus.IN_REVIEW


def test_a_correction_is_in_the_audit_log_with_before_and_after(house: Any, paper: Any) -> None:
    document_id = house.bring(paper())
    with house.client() as client:
        values = {"document_number": "R-1"}
        answer = act(client, document_id, "corrections", version(house, document_id), values=values).json()
    entry = answer["history"][-1]
    assert (entry["actor"], entry["action"]) == ("reviewer", "document.decision")
    assert entry["facts"] == {"field": "document_number", "before": "R-2026-0417", "after": "R-1"}
