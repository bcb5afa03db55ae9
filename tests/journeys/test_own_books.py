"""With the key of another company nothing is booked, whatever was approved, until a person says that it is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.documents import DocumentStatus
from models.fields import Prediction
from operations.lexware_check import accept_organisation, check
from runtime.lexware_connection import connection
from storage import lexware_connection

Pdf = Callable[[str], bytes]
Proposal = Callable[..., Prediction]

OTHER = "11111111-2222-3333-4444-555555555555"


def test_a_key_seen_to_be_another_companys_stops_filing_until_a_person_accepts(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    check(connection(house.services))
    house.sandbox.control("profile", {"organizationId": OTHER})
    check(connection(house.services))
    content = pdf("Rechnung R-1001")
    document_id = house.approved(content, proposal("R-1001"))
    house.work()
    assert house.sandbox.vouchers() == []
    document = house.document(document_id)
    assert (document.status, document.problem_code) == (DocumentStatus.APPROVED, "other_organisation")
    assert "--accept-organisation" in document.problem_message
    (row,) = house.outbox()
    assert (row.problem, row.needs_person, row.done_at) == ("other_organisation", False, None)
    house.later(minutes=20)
    house.work()
    assert house.sandbox.vouchers() == [], "waiting alone changes nothing"
    accept_organisation(connection(house.services), by="anna")
    house.work()
    house.assert_filed_once(document_id, content)
    assert house.document(document_id).problem_code is None


def test_a_new_key_is_asked_whose_it_is_before_anything_is_filed_with_it(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    with house.services.sessions.begin() as session:
        assert lexware_connection.see_organisation(session, "the key before", OTHER, at=house.clock())
    document_id = house.approved(pdf("Rechnung R-1001"), proposal("R-1001"))
    house.work()
    assert house.sandbox.vouchers() == []
    assert house.document(document_id).problem_code == "other_organisation"
    asked = house.sandbox.requests("GET", "/v1/profile")
    house.later(minutes=20)
    house.work()
    assert house.sandbox.requests("GET", "/v1/profile") == asked, "a key belongs to one organisation"


def test_a_key_that_may_not_say_whose_it_is_files_nothing(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Rechnung R-1001")
    document_id = house.approved(content, proposal("R-1001"))
    house.sandbox.switch(denied=["profile.read"])
    house.work()
    assert house.sandbox.vouchers() == []
    assert house.document(document_id).problem_code == "lexware_refuses"
    house.sandbox.switch(denied=[])
    house.later(minutes=20)
    house.work()
    house.assert_filed_once(document_id, content)
