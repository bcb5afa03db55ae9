"""From an approval to a voucher in Lexware: exactly once, whatever the network and the other side do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.documents import DocumentStatus
from models.fields import Prediction
from models.vouchers import TaxLine
from pipeline import review
from pipeline.effects import run_effect
from pipeline.file import FILE_VOUCHER
from pipeline.flow import run_step
from storage import outbox
from storage.tables.documents import FOR_CHANGE, Document

Pdf = Callable[[str], bytes]
Proposal = Callable[..., Prediction]

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database."""


def test_an_approved_document_becomes_an_open_voucher_with_its_original(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    content = pdf("Rechnung R-1001")
    document_id = house.approved(content, proposal("R-1001"))
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["voucherNumber"], voucher["type"]) == ("R-1001", "purchaseinvoice")
    assert (voucher["totalGrossAmount"], voucher["totalTaxAmount"]) == (238, 38)
    assert voucher["contactName"] == "Papierhaus Süd KG"
    assert house.document(document_id).filed_at is not None


def test_what_a_person_corrected_is_what_is_filed(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Rechnung falsch gelesen")
    document_id = house.in_review(content, proposal("R-1O01"))
    house.act(review.correct, document_id, "document_number", "R-1001")
    house.act(review.correct, document_id, "gross_total", "119,00")
    house.act(review.correct, document_id, "tax_breakdown", [{"rate": "19", "base": "100,00", "tax": "19,00"}])
    house.act(review.correct, document_id, "category", "Software")
    house.approve(document_id)
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["voucherNumber"], voucher["totalGrossAmount"], voucher["totalTaxAmount"]) == ("R-1001", 119, 19)


def test_a_small_business_books_the_whole_amount_without_tax(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    house.sandbox.control("profile", {"smallBusiness": True})
    lines = (
        TaxLine(Decimal(19), Decimal("100.00"), Decimal("19.00")),
        TaxLine(Decimal(7), Decimal("50.00"), Decimal("3.50")),
    )
    content = pdf("Rechnung an einen Kleinunternehmer")
    document_id = house.approved(content, proposal(gross_total="172.50", tax_breakdown=lines, tax_total="22.50"))
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["totalGrossAmount"], voucher["totalTaxAmount"]) == (172.5, 0)
    assert [item["taxRatePercent"] for item in voucher["voucherItems"]] == [0]
    assert "als Kleinunternehmer nicht abziehbar" in voucher["remark"]


def test_a_purchase_order_is_named_in_the_remark(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    house.order("B-2291", "Papierhaus Süd KG", "238.00", "200.00")
    content = pdf("Rechnung mit Bestellung")
    document_id = house.in_review(content, proposal())
    house.act(review.correct, document_id, "purchase_order", "B-2291")
    house.approve(document_id)
    house.work()
    assert "Bestellung B-2291" in house.assert_filed_once(document_id, content)["remark"]


def test_two_rates_become_two_items(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    lines = (
        TaxLine(Decimal(19), Decimal("100.00"), Decimal("19.00")),
        TaxLine(Decimal(7), Decimal("50.00"), Decimal("3.50")),
    )
    content = pdf("Zwei Sätze")
    document_id = house.approved(content, proposal(gross_total="172.50", tax_breakdown=lines, tax_total="22.50"))
    house.work()
    items = house.assert_filed_once(document_id, content)["voucherItems"]
    assert sorted((item["taxRatePercent"], item["amount"], item["taxAmount"]) for item in items) == [
        (7, 53.5, 3.5),
        (19, 119, 19),
    ]


def test_a_suppliers_rounding_by_line_is_booked_by_lexwares_arithmetic_and_said(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    lines = (TaxLine(Decimal(19), Decimal("99.98"), Decimal("18.98")),)  # 18.996 is printed as 18.98
    content = pdf("Gerundet")
    document_id = house.approved(content, proposal(gross_total="118.96", tax_breakdown=lines, tax_total="18.98"))
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["totalGrossAmount"], voucher["totalTaxAmount"]) == (118.96, 18.99)
    assert "Steuer laut Beleg 18,98 €, gebucht 18,99 €" in voucher["remark"]


def test_a_credit_note_is_booked_positive_as_a_credit_note(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Gutschrift")
    lines = (TaxLine(Decimal(19), Decimal("-100.00"), Decimal("-19.00")),)
    document_id = house.in_review(
        content, proposal("G-7", gross_total="-119.00", net_total="-100.00", tax_total="-19.00", tax_breakdown=lines)
    )
    house.act(review.correct, document_id, "kind", "credit_note")
    house.approve(document_id)
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["type"], voucher["totalGrossAmount"]) == ("purchasecreditnote", 119)


def test_the_vendor_of_exactly_this_name_is_used(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    vendors = [
        {"id": "c-1", "roles": {"vendor": {"number": 70001}}, "company": {"name": "Papierhaus Süd KG"}},
        {"id": "c-2", "roles": {"vendor": {"number": 70002}}, "company": {"name": "Papierhaus Süd KG Filiale"}},
    ]
    house.sandbox.control("records/contact", vendors)
    content = pdf("Mit Kontakt")
    document_id = house.approved(content, proposal())
    house.work()
    voucher = house.assert_filed_once(document_id, content)
    assert (voucher["contactId"], voucher["useCollectiveContact"]) == ("c-1", False)


@ON_SQLITE
@pytest.mark.parametrize("fault", ["504", "reset_after", "503", "reset", "429", "500_rate_limit"])
@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/files"), ("PUT", "/v1/vouchers/*")])
def test_a_lost_answer_does_not_make_a_second_voucher(
    house: Any, pdf: Pdf, proposal: Proposal, fault: str, method: str, path: str
) -> None:
    content = pdf(f"{fault} {method}")
    document_id = house.approved(content, proposal())
    house.sandbox.fail(fault, path, method)
    house.work_through(2)
    house.assert_filed_once(document_id, content)
    assert len(house.sandbox.vouchers()) == 1


def test_an_outage_only_delays(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    contents = {house.approved(pdf(f"Ausfall {n}"), proposal(f"A-{n}")): pdf(f"Ausfall {n}") for n in range(3)}
    house.sandbox.down()
    house.work()
    assert {house.document(document_id).status for document_id in contents} == {DocumentStatus.APPROVED}
    assert [row.problem for row in house.outbox()] == ["Unavailable"] * 3
    house.sandbox.up()
    house.later(minutes=1)
    house.work()
    for document_id, content in contents.items():
        house.assert_filed_once(document_id, content)


def test_while_lexware_reads_the_upload_the_document_waits(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    house.sandbox.switch(reading_seconds=60)
    content = pdf("Blank")
    document_id = house.approved(content, proposal())
    house.work()
    assert (house.document(document_id).status, house.outbox()[0].problem) == ("approved", "voucher_blank")
    house.sandbox.control("clock", {"advance_seconds": 61})
    house.later(seconds=3)
    house.work()
    house.assert_filed_once(document_id, content)
    assert house.sandbox.requests("POST", "/v1/files") == 1


def test_what_lexware_refuses_returns_to_the_reviewer_in_german(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    document_id = house.approved(pdf("Kleinunternehmer"), proposal())
    # Changed in Lexware within the hour in which the house believes what it asked last.
    house.sandbox.control("profile", {"smallBusiness": True, "taxType": "vatfree"})
    house.work()
    document = house.document(document_id)
    assert (document.status, document.problem_code) == (DocumentStatus.IN_REVIEW, "lexware_refused")
    assert "Steuersatz" in document.problem_message
    house.sandbox.control("profile", {"smallBusiness": False, "taxType": "net"})
    house.approve(document_id)
    house.work()
    assert house.document(document_id).status == DocumentStatus.FILED
    assert len(house.sandbox.vouchers()) == 1


def test_a_voucher_that_somebody_booked_otherwise_is_left_alone(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Von Hand gebucht")
    document_id = house.approved(content, proposal())
    uploaded = house.services.lexware.files.upload(content, "x.pdf")
    read = house.services.lexware.vouchers.get(uploaded.voucher_id)
    other = read.replaced(
        voucher_status="open",
        voucher_number="ANDERS",
        voucher_date="2026-02-27",
        total_gross_amount=Decimal("1.00"),
        total_tax_amount=Decimal("0.16"),
        tax_type="gross",
        use_collective_contact=True,
        voucher_items=[
            {
                "amount": Decimal("1.00"),
                "tax_amount": Decimal("0.16"),
                "tax_rate_percent": 19,
                "category_id": house.services.categories.named("Bürobedarf").id,
            }
        ],
    )
    house.services.lexware.vouchers.update(other)
    house.work()
    assert house.document(document_id).problem_code == "booked_otherwise"
    assert house.outbox()[0].needs_person
    assert [voucher["voucherNumber"] for voucher in house.sandbox.vouchers()] == ["ANDERS"]
    house.act(review.undo_approval, document_id)
    assert house.document(document_id).status == DocumentStatus.IN_REVIEW
    assert not house.outbox()[0].needs_person


def test_a_voucher_that_was_deleted_in_lexware_is_filed_anew_after_a_second_approval(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    content = pdf("In Lexware gelöscht")
    document_id = house.in_review(content, proposal())
    with house.services.sessions.begin() as session:
        document = session.get_one(Document, document_id)
        document.voucher_id = document.lexware_file_id = "11111111-2222-4333-8444-555555555555"
    house.approve(document_id)
    house.work()
    assert house.document(document_id).problem_code == "voucher_gone"
    house.act(review.undo_approval, document_id)
    house.approve(document_id)
    house.work()
    house.assert_filed_once(document_id, content)


def test_two_documents_never_share_a_voucher(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Geteilt")
    second = house.approved(content, proposal("R-2"))
    uploaded = house.services.lexware.files.upload(content, "x.pdf")
    first = house.in_review(pdf("Ein anderes"), proposal("R-1"))
    with house.services.sessions.begin() as session:
        session.get_one(type(house.document(first)), first).voucher_id = uploaded.voucher_id
    house.work()
    assert house.document(second).problem_code == "voucher_shared"
    assert house.document(second).voucher_id is None


def test_a_booked_voucher_of_the_same_number_and_amount_asks_first(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    existing = {
        "id": "v-1",
        "type": "purchaseinvoice",
        "voucherNumber": "R-1001",
        "voucherDate": "2026-02-27",
        "totalGrossAmount": 238,
        "totalTaxAmount": 38,
        "taxType": "gross",
        "dueDate": "2026-02-27",
    }
    house.sandbox.control("records/voucher", [existing])
    document_id = house.approved(pdf("Schon da"), proposal("R-1001"))
    house.work()
    document = house.document(document_id)
    assert (document.status, document.problem_code) == (DocumentStatus.IN_REVIEW, "already_in_lexware")
    with pytest.raises(review.Refused):
        house.approve(document_id)
    house.approve(document_id, not_a_duplicate=True)
    house.work()
    assert house.document(document_id).status == DocumentStatus.FILED


def test_an_approval_can_be_undone_within_the_time_to_think_and_not_after(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    document_id = house.in_review(pdf("Bedenkzeit"), proposal())
    house.approve(document_id, time_to_think=timedelta(seconds=30))
    assert house.work() == 0
    house.act(review.undo_approval, document_id)
    house.later(seconds=31)
    assert house.work() == 0
    assert house.document(document_id).status == DocumentStatus.IN_REVIEW
    assert house.sandbox.vouchers() == []
    house.approve(document_id)
    house.work()
    with pytest.raises(review.Refused):
        house.act(review.undo_approval, document_id)


def test_a_withdrawn_key_is_seen_at_the_document_and_heals_by_itself(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Schlüssel")
    document_id = house.approved(content, proposal())
    house.sandbox.control("key", {"revoked": True})
    house.work()
    assert house.document(document_id).problem_code == "lexware_refuses"
    house.sandbox.control("key", {"revoked": False})
    house.later(minutes=16)
    house.work()
    house.assert_filed_once(document_id, content)
    assert house.document(document_id).problem_code is None


def test_whoever_mended_the_key_need_not_wait(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Ungeduld")
    document_id = house.approved(content, proposal())
    house.sandbox.control("key", {"revoked": True})
    house.work()
    house.sandbox.control("key", {"revoked": False})
    assert house.work() == 0
    house.act(review.retry, document_id)
    house.work()
    house.assert_filed_once(document_id, content)


def test_an_approval_that_comes_while_a_worker_sees_none_is_filed_all_the_same(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    content = pdf("Zum zweiten Mal freigegeben")
    document_id = house.in_review(content, proposal())
    with house.services.sessions.begin() as session:
        outbox.put(session, FILE_VOUCHER, f"document:{document_id}", at=house.clock())

    def approve_now(boundary: str) -> None:
        if boundary == "checked" and house.document(document_id).status == DocumentStatus.IN_REVIEW:
            house.approve(document_id)
            run_step(house.services, "another worker")

    run_effect(replace(house.services, boundary=approve_now), "worker")
    house.work()
    house.assert_filed_once(document_id, content)


def test_a_worker_ends_an_effect_while_a_person_decides_on_its_document(
    house: Any, pdf: Pdf, proposal: Proposal
) -> None:
    content = pdf("Gleichzeitig")
    document_id = house.approved(content, proposal())
    house.services.categories.all()
    house.sandbox.switch(plan_lacking=True)
    house.work()
    house.sandbox.switch(plan_lacking=False)
    assert house.document(document_id).problem_code == "lexware_refuses"
    house.later(minutes=16)
    pressed: list[threading.Thread] = []

    def press_retry(boundary: str) -> None:
        if boundary == "checked":
            holding = threading.Event()
            pressed.append(threading.Thread(target=_retry_slowly, args=(house, document_id, holding)))
            pressed[0].start()
            assert holding.wait(10)

    run_effect(replace(house.services, boundary=press_retry), "worker")
    pressed[0].join()
    house.assert_filed_once(document_id, content)
    assert house.outbox()[0].attempts == 2


def _retry_slowly(house: Any, document_id: int, holding: threading.Event) -> None:
    """Locks the document, gives the worker time to lock what it locks first, and goes on to the outbox."""
    with house.services.sessions.begin() as session:
        document = session.get_one(Document, document_id, with_for_update=FOR_CHANGE)
        holding.set()
        time.sleep(0.3)
        review.retry(session, document_id, version=document.version, by="anna", at=house.clock())
