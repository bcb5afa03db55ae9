"""What a person may do with a document, when, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ingest.incoming import Incoming
from lexoffice.posting_categories import PostingCategory
from models.documents import Channel, DocumentStatus
from models.fields import Prediction
from models.problems import Problem
from pipeline import review
from pipeline.entries import InvalidValue
from pipeline.facts import current, show
from pipeline.file import FILE_VOUCHER
from pipeline.proposals import prediction_from_json, prediction_to_json
from pipeline.receive import take_in
from pipeline.uploads import upload_name
from storage import audit, outbox
from storage.tables.audit import AuditEntry
from storage.tables.documents import Decision, Document, Proposal
from storage.tables.orders import PurchaseOrderRow

Propose = Callable[..., Prediction]
Made = Callable[..., int]
S = DocumentStatus

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database."""

WAY = (S.READ, S.CLASSIFIED, S.MATCHED, S.IN_REVIEW, S.APPROVED)


@pytest.fixture
def made(desk: Any, proposal: Propose) -> Made:
    """A document brought to a status on the legal way; its id."""

    def make(status: S = S.IN_REVIEW, content: bytes = b"%PDF-1.7 x", **fields: Any) -> int:
        incoming = Incoming(content, "rechnung.pdf", Channel.UPLOAD, desk.now)
        document_id = take_in(desk, incoming, delivered_by="anna").document_id
        with desk.sessions.begin() as session:
            document = session.get_one(Document, document_id)
            if status is not S.RECEIVED:
                content_ = prediction_to_json(proposal(**fields))
                session.add(Proposal(document_id=document_id, at=desk.now, model="m", content=content_))
                session.flush()
                show(document, current(session, document.id))
                document.step_at = None
            for step in WAY[: WAY.index(status) + 1] if status in WAY else ():
                document.become(step, at=desk.now, by="test", why="arranged")
        assert document_id is not None
        return document_id

    return make


@pytest.fixture
def act(desk: Any) -> Callable[..., Document]:
    """One act on the newest version, committed."""

    def do(what: Callable[..., Document], document_id: int, *arguments: Any, **more: Any) -> Document:
        with desk.sessions.begin() as session:
            version = more.pop("version", None) or session.get_one(Document, document_id).version
            return what(session, document_id, *arguments, version=version, by="anna", at=desk.now, **more)

    return do


@pytest.fixture
def approve(desk: Any, act: Any, categories: list[PostingCategory]) -> Callable[..., Document]:
    def do(document_id: int, **more: Any) -> Document:
        given = {"time_to_think": timedelta(seconds=30), "categories": categories, "originals": desk.originals}
        document: Document = act(review.approve, document_id, **given, **more)
        return document

    return do


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "entry", "column", "value"),
    [
        ("document_number", "  R-2 ", "number", "R-2"),
        ("document_date", "3.2.2026", "issued_on", date(2026, 2, 3)),
        ("due_date", "2026-03-01", "due_on", date(2026, 3, 1)),
        ("gross_total", "1.234,50", "gross", Decimal("1234.50")),
        ("gross_total", "1234.50", "gross", Decimal("1234.50")),
        ("supplier_name", "", "supplier_name", None),
        ("kind", "credit_note", "kind", "credit_note"),
        ("category", "Bewirtungskosten", "category", "Bewirtungskosten"),
        ("currency", "usd", "currency", "USD"),
    ],
)
def test_a_correction_is_shown_in_the_lists(
    made: Made, act: Any, desk: Any, field: str, entry: str, column: str, value: object
) -> None:
    document = act(review.correct, made(), field, entry)
    assert getattr(document, column) == value


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("gross_total", "viel"),
        ("document_date", "31.2.2026"),
        ("kind", "rechnung"),
        ("kind", ""),
        ("nonsense", "1"),
        ("duplicate", "1"),
        ("tax_breakdown", "19 %"),
        ("tax_breakdown", [{"rate": "19"}]),
        ("tax_breakdown", [{"rate": "x", "base": "1", "tax": "1"}]),
        ("supplier_name", "x" * 300),
        ("purchase_order", "gibt es nicht"),
    ],
)
def test_an_entry_that_is_no_value_is_refused_and_leaves_no_trace(
    made: Made, act: Any, desk: Any, field: str, entry: Any
) -> None:
    document_id = made()
    with pytest.raises(InvalidValue):
        act(review.correct, document_id, field, entry)
    with desk.sessions.begin() as session:
        assert session.scalars(select(Decision)).all() == []


def test_decisions_are_appended_and_the_proposal_stays(made: Made, act: Any, desk: Any, proposal: Propose) -> None:
    document_id = made()
    for number in ("R-2", "R-3", "R-3"):
        act(review.correct, document_id, "document_number", number)
    with desk.sessions.begin() as session:
        decisions = session.scalars(select(Decision).order_by(Decision.id)).all()
        assert [(row.before["value"], row.after["value"]) for row in decisions] == [
            ("R-1001", "R-2"),
            ("R-2", "R-3"),
            ("R-3", "R-3"),
        ]
        assert prediction_from_json(session.scalars(select(Proposal)).one().content) == proposal()
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "document.decision")).all()
        assert len(entries) == 3
        assert list(audit.verify(session)) == []


def test_whoever_saw_an_older_version_is_told_so(made: Made, act: Any) -> None:
    document_id = made()
    seen = act(review.correct, document_id, "document_number", "R-2").version
    act(
        review.correct, document_id, "iban", "DE02 1203 0000 0000 2020 51"
    )  # shown in no column, and a change all the same
    with pytest.raises(review.Changed):
        act(review.correct, document_id, "document_number", "R-3", version=seen)


def test_an_unknown_document_is_said_to_be_unknown(act: Any, desk: Any) -> None:
    with desk.sessions.begin() as session, pytest.raises(review.NoSuchDocument):
        review.archive(session, 99, version=1, by="anna", at=desk.now)


def test_an_approval_waits_out_the_time_to_think(made: Made, approve: Any, desk: Any) -> None:
    document = approve(made())
    assert (document.status, document.step_at) == (S.APPROVED, desk.now + timedelta(seconds=30))


def test_an_incomplete_document_is_not_approved_and_the_list_says_why(made: Made, approve: Any) -> None:
    with pytest.raises(review.Refused) as refused:
        approve(made(document_number=None, tax_breakdown=None))
    assert refused.value.reasons == (
        "Die Belegnummer fehlt.",
        "Der Steuersatz fehlt: bitte die Steuerzeilen (Satz, Netto, Steuer) ergänzen.",
    )


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"II*\x00tiff", "nur PDF, JPEG, PNG"), (b"%PDF-" + b"x" * 6_000_000, "5 MB")]
)
def test_an_original_that_lexware_does_not_take_is_not_approved(
    made: Made, approve: Any, content: bytes, sentence: str
) -> None:
    with pytest.raises(review.Refused) as refused:
        approve(made(content=content))
    assert sentence in refused.value.reasons[0]


def test_a_likely_double_is_approved_only_by_a_person_who_says_it_is_none(made: Made, approve: Any, desk: Any) -> None:
    first, second = made(), made(content=b"%PDF-1.7 anders")
    with desk.sessions.begin() as session:
        session.get_one(Document, second).duplicate_of_id = first
    with pytest.raises(review.Refused):
        approve(second)
    assert approve(second, not_a_duplicate=True).status == S.APPROVED
    with desk.sessions.begin() as session:
        assert session.scalars(select(Decision.field)).all() == ["duplicate"]


def test_an_order_is_assigned_by_its_number_and_taken_away_again(made: Made, act: Any, desk: Any) -> None:
    document_id = made()
    with desk.sessions.begin() as session:
        order = PurchaseOrderRow(
            number="B-1", supplier_name="S", ordered_on=date(2026, 1, 1), net_total=Decimal(1), gross_total=Decimal(1)
        )
        session.add(order)
        session.flush()
        order_id = order.id
    assert act(review.correct, document_id, "purchase_order", "B-1").purchase_order_id == order_id
    assert act(review.correct, document_id, "purchase_order", "").purchase_order_id is None


def test_an_approval_is_undone_while_it_waits(made: Made, approve: Any, act: Any) -> None:
    document_id = made()
    approve(document_id)
    document = act(review.undo_approval, document_id)
    assert (document.status, document.step_at) == (S.IN_REVIEW, None)


def test_once_filing_has_begun_it_is_too_late_to_undo(made: Made, approve: Any, act: Any, desk: Any) -> None:
    document_id = made()
    approve(document_id)
    with desk.sessions.begin() as session:
        document = session.get_one(Document, document_id)
        document.step_at = None
        outbox.put(session, FILE_VOUCHER, document.subject, at=desk.now)
    with pytest.raises(review.Refused) as refused:
        act(review.undo_approval, document_id)
    assert refused.value.code == "too_late"


def test_archiving_and_rejecting_end_the_way(made: Made, act: Any) -> None:
    assert act(review.archive, made()).status == S.ARCHIVED
    assert act(review.reject, made(content=b"%PDF-1.7 b"), why="Werbung").status == S.REJECTED


def test_a_rejection_wants_a_reason(made: Made, act: Any) -> None:
    with pytest.raises(review.Refused):
        act(review.reject, made(), why="  ")


def test_a_document_under_way_is_not_rejected_but_one_that_stopped_is(made: Made, act: Any, desk: Any) -> None:
    document_id = made(S.RECEIVED)
    with pytest.raises(review.Refused):
        act(review.reject, document_id, why="kaputt")
    with desk.sessions.begin() as session:
        session.get_one(Document, document_id).park(Problem("pdf_truncated", "Kaputt."), at=desk.now, by="reader")
    assert act(review.reject, document_id, why="kaputt").status == S.REJECTED


def test_a_stopped_document_is_tried_again(made: Made, act: Any, desk: Any) -> None:
    document_id = made(S.RECEIVED)
    with pytest.raises(review.Refused):
        act(review.retry, document_id)
    with desk.sessions.begin() as session:
        document = session.get_one(Document, document_id)
        document.park(Problem("reader_timeout", "Zu langsam."), at=desk.now, by="reader")
        document.step_at, document.attempts = None, 5
    document = act(review.retry, document_id)
    assert (document.problem_code, document.step_at, document.attempts) == (None, desk.now, 0)


def test_a_document_sent_back_is_matched_again(made: Made, act: Any, desk: Any) -> None:
    document = act(review.match_again, made())
    assert (document.status, document.step_at) == (S.CLASSIFIED, desk.now)


@ON_SQLITE
@pytest.mark.parametrize("what", [review.archive, review.match_again, review.undo_approval])
def test_nothing_is_possible_with_an_archived_document(made: Made, act: Any, what: Any) -> None:
    document_id = made()
    act(review.archive, document_id)
    with pytest.raises(review.Refused) as refused:
        act(what, document_id)
    assert refused.value.code == "wrong_status"


def test_a_file_name_without_ending_gets_the_one_of_its_content(desk: Any, tmp_path: Path) -> None:
    sha256 = desk.originals.put(b"\xff\xd8\xff\xe0photo")
    assert upload_name(desk.originals, sha256, "foto") == "foto.jpg"
    assert upload_name(desk.originals, sha256, "foto.JPEG") == "foto.JPEG"
    assert upload_name(desk.originals, sha256, "foto.pdf") == "foto.jpg"
