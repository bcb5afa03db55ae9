"""One document end to end: from the bytes that arrive to the voucher in Lexware with the original attached."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from classifier.synthetic import einvoice_files, render
from classifier.synthetic.corpus import Paper
from models.documents import DocumentStatus
from models.fields import FieldName
from pipeline import review
from pipeline.facts import current, reason
from pipeline.flow import advance
from pipeline.proposals import value_to_json
from storage.tables.audit import AuditEntry
from storage.tables.documents import Decision, Document, Proposal

STATEMENT = b""":20:STARTUMS
:25:10020030/1234567
:28C:1/1
:60F:C260227EUR1000,00
:61:2602270227D100,00NMSCNONREF
:86:020?00LASTSCHRIFT?20RECHNUNG 1
:62F:C260227EUR900,00
"""


def order_for(house: Any, paper: Paper, number: str) -> None:
    facts, sums = paper.facts, paper.facts.sums
    ordered_on = facts.issued - timedelta(days=10)
    house.order(number, facts.supplier.name, f"{sums.gross:.2f}", f"{sums.net:.2f}", ordered_on)


def ordered(paper: Paper, number: str) -> bytes:
    """The paper as an e-invoice that names our order."""
    return einvoice_files.cii(replace(paper.facts, order_reference=number))


def why(house: Any, document_id: int) -> str:
    with house.services.sessions.begin() as session:
        return reason(session, session.get_one(Document, document_id))


def test_an_ordered_e_invoice_is_filed_without_a_person(reading_house: Any, invoices: list[Paper]) -> None:
    house, paper = reading_house, invoices[0]
    order_for(house, paper, "B-2026-0815")
    content = ordered(paper, "B-2026-0815")
    document_id = house.receive(content, "xrechnung.xml")
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert voucher["voucherNumber"] == paper.facts.number
    assert f"{voucher['totalGrossAmount']:.2f}" == f"{paper.facts.sums.gross:.2f}"
    assert "Bestellung B-2026-0815" in voucher["remark"]


def test_an_automatic_approval_waits_out_the_time_to_think_too(reading_house: Any, invoices: list[Paper]) -> None:
    house, paper = reading_house, invoices[0]
    settings = house.services.settings.model_copy(update={"time_to_think": 30.0})
    house.services = replace(house.services, settings=settings)
    order_for(house, paper, "B-1")
    document_id = house.receive(ordered(paper, "B-1"), "x.xml")
    house.work()
    document = house.document(document_id)
    assert document.status == DocumentStatus.APPROVED
    assert document.step_at - document.changed_at == timedelta(seconds=30)
    house.act(review.undo_approval, document_id)
    house.later(minutes=1)
    house.work()
    assert house.sandbox.vouchers() == []


def test_an_e_invoice_without_an_order_waits_for_a_person_with_the_reason(
    reading_house: Any, invoices: list[Paper]
) -> None:
    house = reading_house
    document_id = house.receive(einvoice_files.cii(invoices[0].facts), "x.xml")
    house.work()
    document = house.document(document_id)
    assert (document.status, document.step_at) == (DocumentStatus.IN_REVIEW, None)
    assert "Keine passende Bestellung gefunden." in why(house, document_id)


def test_a_second_invoice_for_the_same_order_asks_a_person(reading_house: Any, invoices: list[Paper]) -> None:
    house, paper = reading_house, invoices[0]
    order_for(house, paper, "B-1")
    first = house.receive(ordered(paper, "B-1"), "a.xml")
    house.work()
    second = house.receive(ordered(paper, "B-1").replace(paper.facts.number.encode(), b"ANDERE-77"), "b.xml")
    house.work()
    assert house.document(first).status == DocumentStatus.FILED
    assert house.document(second).status == DocumentStatus.IN_REVIEW
    assert f"Zu dieser Bestellung gibt es schon Beleg {first}." in why(house, second)


def test_a_pdf_is_read_corrected_by_a_person_and_filed_as_corrected(reading_house: Any, invoices: list[Paper]) -> None:
    house, paper = reading_house, invoices[0]
    content = render.pdf(paper.sheet)
    document_id = house.receive(content, "Rechnung.pdf")
    house.work()
    assert house.document(document_id).status == DocumentStatus.IN_REVIEW
    facts = paper.facts
    corrections = {
        "kind": "invoice",
        "direction": "incoming",
        "category": "Bürobedarf",
        "supplier_name": facts.supplier.name,
        "document_number": facts.number,
        "document_date": f"{facts.issued:%d.%m.%Y}",
        "gross_total": f"{facts.sums.gross:.2f}".replace(".", ","),
        "currency": "EUR",
        "tax_breakdown": value_to_json(tuple(facts.sums.breakdown)),
    }
    for field, entry in corrections.items():
        house.act(review.correct, document_id, field, entry)
    house.approve(document_id)
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["voucherNumber"], voucher["contactName"]) == (facts.number, facts.supplier.name)
    with house.services.sessions.begin() as session:
        decided = session.scalars(select(Decision.field).order_by(Decision.id)).all()
        assert decided == list(corrections)
        assert len(session.scalars(select(Proposal)).all()) == 1


def test_the_same_invoice_in_another_form_is_called_a_likely_double(reading_house: Any, invoices: list[Paper]) -> None:
    house, paper = reading_house, invoices[0]
    content = einvoice_files.cii(paper.facts)
    first = house.receive(content, "a.xml")
    second = house.receive(content.replace(b"\n", b"\r\n"), "b.xml")
    house.work()
    assert house.document(first).duplicate_of_id is None
    assert house.document(second).duplicate_of_id == first
    assert f"Vermutlich ein Doppel von Beleg {first}" in why(house, second)


def test_a_bank_statement_is_archived_with_nothing_to_book(reading_house: Any) -> None:
    house = reading_house
    document_id = house.receive(STATEMENT, "umsaetze.sta")
    house.work()
    document = house.document(document_id)
    assert (document.kind, document.status) == ("bank_statement", DocumentStatus.ARCHIVED)


def test_a_broken_file_stops_with_a_german_problem_and_can_be_rejected(reading_house: Any) -> None:
    house = reading_house
    document_id = house.receive(b"%PDF-1.7 abgeschnitten", "kaputt.pdf")
    house.work()
    document = house.document(document_id)
    assert (document.status, document.problem_code, document.step_at) == ("received", "pdf_truncated", None)
    assert "beschädigt" in document.problem_message
    house.act(review.reject, document_id, why="unleserlich, neu angefordert")
    assert house.document(document_id).status == DocumentStatus.REJECTED


def test_without_a_model_documents_wait_and_go_on_once_there_is_one(
    house: Any, reading_house: Any, invoices: list[Paper]
) -> None:
    document_id = house.receive(einvoice_files.cii(invoices[0].facts), "x.xml")
    for _ in range(8):
        house.work()
        house.later(minutes=11)
    assert (house.document(document_id).status, house.document(document_id).problem_code) == ("read", "no_model")
    reading_house.work()
    assert house.document(document_id).status == DocumentStatus.IN_REVIEW
    assert house.document(document_id).problem_code is None


def test_while_lexware_is_away_reading_goes_on(reading_house: Any, invoices: list[Paper]) -> None:
    house = reading_house
    house.sandbox.down()
    try:
        document_id = house.receive(einvoice_files.cii(invoices[0].facts), "x.xml")
        for _ in range(8):
            house.work()
            house.later(minutes=11)
        document = house.document(document_id)
        assert (document.status, document.problem_code) == (DocumentStatus.MATCHED, "lexware_away")
    finally:
        house.sandbox.up()
    house.later(minutes=11)
    house.work()
    assert house.document(document_id).status == DocumentStatus.IN_REVIEW


def test_two_workers_at_once_do_every_step_once(reading_house: Any, invoices: list[Paper]) -> None:
    house = reading_house
    ids = []
    for number, paper in enumerate(invoices[:6]):
        order_for(house, paper, f"B-2026-{number}")
        ids.append(house.receive(ordered(paper, f"B-2026-{number}"), f"{number}.xml"))
    race(house, workers=4)
    with house.services.sessions.begin() as session:
        for document_id in ids:
            changes = session.scalars(
                select(AuditEntry)
                .where(AuditEntry.subject == f"document:{document_id}", AuditEntry.action == "document.status")
                .order_by(AuditEntry.seq)
            )
            targets = [entry.facts["to"] for entry in changes]
            assert targets[:3] == ["read", "classified", "matched"]
            assert len(targets) == len(set(targets))
            assert len(session.scalars(select(Proposal).where(Proposal.document_id == document_id)).all()) == 1
    filed = [document_id for document_id in ids if house.document(document_id).status == DocumentStatus.FILED]
    assert len(house.sandbox.vouchers()) == len(filed) > 0
    assert house.sandbox.requests("POST", "/v1/files") == house.sandbox.requests("PUT", "/v1/vouchers") == len(filed)


def test_of_twins_on_their_way_at_once_only_one_goes_on_by_itself(reading_house: Any, invoices: list[Paper]) -> None:
    house, paper = reading_house, invoices[0]
    order_for(house, paper, "B-1")
    content = ordered(paper, "B-1")
    ids = [house.receive(content.replace(b"?>", b"?>" + b"\n" * number), f"{number}.xml") for number in range(4)]
    race(house, workers=4)
    documents = [house.document(document_id) for document_id in ids]
    alone = [document.id for document in documents if document.duplicate_of_id is None]
    assert len(alone) == 1
    assert [document.id for document in documents if document.status == DocumentStatus.FILED] == alone
    assert len(house.sandbox.vouchers()) == 1


def race(house: Any, workers: int) -> None:
    """All workers at once until nothing is due; a failure of one fails the test."""
    failures: list[BaseException] = []

    def run(name: str) -> None:
        services = house.services.with_own_reader()
        try:
            idle = 0
            while idle < 3:
                idle = 0 if advance(services, name) else idle + 1
        except BaseException as error:
            failures.append(error)
        finally:
            services.reader.close()

    threads = [threading.Thread(target=run, args=(f"racer-{number}",)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_what_the_clerk_read_is_kept_with_its_page_and_its_reasons(reading_house: Any, invoices: list[Paper]) -> None:
    house = reading_house
    document_id = house.receive(render.pdf(invoices[0].sheet), "r.pdf")
    house.work()
    with house.services.sessions.begin() as session:
        now = current(session, document_id)
    assert now is not None
    gross = now.prediction.fields[FieldName.GROSS_TOTAL]
    assert gross.page == 1
    assert gross.box is not None
