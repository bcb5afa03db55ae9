"""Sweeps: what no webhook told is found, what is gone is found out, and the night is Berlin's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from lexoffice.voucherlist import VoucherlistRow
from lexoffice.wire import instant_text
from models.documents import DocumentStatus
from operations.lexware_desk import SWEEPS, in_turn
from operations.lexware_mirror import Mirrored, apply, from_row, mark_gone
from operations.lexware_sweep import full, full_is_due, last_night, poll_is_due
from operations.paid_documents import MOST_AT_ONCE, follow_overlooked
from storage import audit
from storage.lexware_turn import how_far
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.lexware import LexwareDocument, LexwareMirror


def told_by_polling(watch: Any) -> list[tuple[str, str]]:
    return [(event.event_type, event.resource_id) for event in watch.stored_events() if event.source == "poll"]


@pytest.fixture
def filed(watch: Any) -> Callable[[str], int]:
    """A document of ours that was filed as this voucher; its id."""

    def file(voucher_id: str, status: DocumentStatus = DocumentStatus.FILED) -> int:
        with watch.desk.sessions.begin() as session:
            at = watch.books.now
            document = Document(
                sha256=f"{voucher_id:0>64}",
                file_name="rechnung.pdf",
                size=1,
                channel="upload",
                received_at=at,
                changed_at=at,
                status=status.value,
                voucher_id=voucher_id,
            )
            session.add(document)
            session.flush()
            return document.id

    return file


def document(watch: Any, document_id: int) -> Document:
    with watch.desk.reading() as session:
        found: Document = session.get_one(Document, document_id)
        return found


def test_the_first_reading_takes_the_whole_list_and_writes_no_events(watch: Any, books: Any) -> None:
    vouchers = books.vouchers(260)
    watch.full()
    assert set(watch.mirror()) == set(vouchers)
    assert watch.stored_events() == []
    with watch.desk.reading() as session:
        state = how_far(session)
        assert (state.watermark, state.full_done_at, state.full_cursor) == (books.now, books.now, None)


def test_what_no_webhook_told_is_found_and_written_down_as_such(watch: Any, books: Any) -> None:
    watch.full()
    books.later(minutes=5)
    voucher_id = books.voucher()
    watch.poll()
    books.later(minutes=5)
    books.change(voucher_id, voucherStatus="voided")
    watch.poll()
    watch.poll()
    assert watch.mirror()[voucher_id].status == "voided"
    assert told_by_polling(watch) == [("voucher.created", voucher_id), ("voucher.changed", voucher_id)]
    assert watch.open_events() == []


def test_a_change_of_the_evening_before_is_found_though_lexware_filters_by_days(watch: Any, books: Any) -> None:
    books.set_clock(datetime(2026, 3, 2, 22, 59, tzinfo=UTC))  # 23:59 in Berlin
    watch.full()
    voucher_id = books.voucher()
    books.later(minutes=3)
    watch.poll()
    assert voucher_id in watch.mirror()


def test_a_week_without_power_is_caught_up(watch: Any, books: Any) -> None:
    watch.full()
    vouchers = []
    for _ in range(7):
        books.later(days=1)
        vouchers.append(books.voucher())
    watch.poll()
    assert set(watch.mirror()) == set(vouchers)


def test_overdue_comes_with_time_and_without_an_event(watch: Any, books: Any) -> None:
    voucher_id = books.voucher(dueDate="2026-03-03")
    debit = books.voucher(dueDate="2026-03-03", voucherStatus="sepadebit")
    watch.full()
    books.later(days=3)
    watch.full()
    after = watch.mirror()
    assert (after[voucher_id].status, after[voucher_id].overdue) == ("open", True)
    assert (after[debit].status, after[debit].overdue) == ("sepadebit", True)


def test_a_deletion_that_nobody_told_is_found_by_the_nightly_sweep_and_looked_up(watch: Any, books: Any) -> None:
    gone, kept = books.voucher(voucherStatus="unchecked"), books.voucher()
    watch.full()
    books.later(days=1)
    books.delete(gone)
    watch.poll()
    assert not watch.mirror()[gone].gone, "the list of changes does not tell"
    before = len(books.requests())
    watch.full()
    assert [path for path in books.requests()[before:] if "vouchers" in path] == [f"/v1/vouchers/{gone}"]
    assert (watch.mirror()[gone].gone, watch.mirror()[kept].gone) == (True, False)
    assert told_by_polling(watch) == [("voucher.deleted", gone)]


def test_what_the_list_leaves_out_though_it_is_there_is_not_gone(watch: Any, books: Any) -> None:
    voucher_id = books.voucher()
    watch.full()
    with watch.desk.sessions.begin() as session:  # as if it had been created in a month that the list shows no more
        session.get_one(LexwareDocument, voucher_id).lexware_created_at = books.now
    books.put({**books.records[voucher_id], "type": "futuretype"})
    books.later(days=1)
    watch.full()
    assert not watch.mirror()[voucher_id].gone
    assert watch.open_events() == []


def test_the_nightly_sweep_goes_by_days_in_slices_and_begins_where_it_was(
    watch: Any, books: Any, engine: Engine, make_watch: Any
) -> None:
    """Every look at the clock takes seven seconds, so that a slice ends with the third day or so."""
    for day in range(1, 6):
        created = f"2026-02-{day:02}T10:00:00.000+01:00"
        books.put(*(books.record(createdDate=created, updatedDate=created) for _ in range(120)))
    ticking = watch_with_ticking_clock(watch)
    cursors: list[date | None] = []
    for _ in range(10):
        more = in_turn(ticking.desk, SWEEPS, partial(full, ticking.desk))
        with watch.desk.reading() as session:
            cursors.append(how_far(session).full_cursor)
        if not more:
            break
        ticking = watch_with_ticking_clock(make_watch(engine))  # a restart in between
    assert len(cursors) > 2
    assert cursors[-1] is None
    assert all(one is not None and one.month == 2 for one in cursors[:-1])
    assert len(watch.mirror()) == 600
    assert watch.stored_events() == []


def test_a_nightly_reading_that_was_interrupted_is_due_until_it_is_read_to_the_end(watch: Any, books: Any) -> None:
    watch.full()
    books.later(days=1)
    books.put(*(books.record(createdDate=instant_text(books.now + timedelta(days=day))) for day in range(5)))
    books.later(days=5)
    ticking = watch_with_ticking_clock(watch)
    rounds = 1
    while in_turn(ticking.desk, SWEEPS, partial(full, ticking.desk)):
        rounds += 1
        with watch.desk.reading() as session:
            assert full_is_due(how_far(session), at=books.now)
    assert rounds > 1
    with watch.desk.reading() as session:
        assert not full_is_due(how_far(session), at=books.now)


def watch_with_ticking_clock(watch: Any) -> Any:
    books = watch.books

    def tick() -> datetime:
        books.now += timedelta(seconds=7)
        now: datetime = books.now
        return now

    watch.desk = replace(watch.desk, clock=tick)
    return watch


def test_a_paid_voucher_pays_the_document_behind_it(watch: Any, books: Any, filed: Any) -> None:
    voucher_id, other = books.voucher(), books.voucher()
    document_id, other_id = filed(voucher_id), filed(other)
    watch.full()
    assert document(watch, document_id).status == DocumentStatus.FILED
    books.later(hours=1)
    books.pay(voucher_id)
    watch.hear("payment.changed", voucher_id)
    watch.events()
    assert document(watch, document_id).status == DocumentStatus.PAID
    assert document(watch, other_id).status == DocumentStatus.FILED
    with watch.desk.reading() as session:
        assert list(audit.verify(session)) == []
        entry = session.query(AuditEntry).filter_by(subject=f"document:{document_id}").one()
        assert (entry.actor, entry.facts["to"]) == ("lexware", "paid")


def test_a_voucher_that_is_not_ours_or_not_filed_yet_pays_nothing(watch: Any, books: Any, filed: Any) -> None:
    not_yet, strange = books.voucher(voucherStatus="paid"), books.voucher(voucherStatus="paid")
    document_id = filed(not_yet, DocumentStatus.APPROVED)
    watch.full()
    assert document(watch, document_id).status == DocumentStatus.APPROVED
    assert strange in watch.mirror()


def test_a_voucher_that_was_paid_before_its_filing_was_stored_pays_at_the_next_sweep(
    watch: Any, books: Any, filed: Any
) -> None:
    voucher_id = books.voucher(voucherStatus="paid")
    watch.full()
    document_id = filed(voucher_id)
    books.later(minutes=5)
    watch.poll()
    assert document(watch, document_id).status == DocumentStatus.PAID
    with watch.desk.sessions.begin() as session:
        assert follow_overlooked(session, at=books.now) == 0


@pytest.mark.parametrize("status", ["open", "sepadebit", "transferred"])
def test_a_payment_that_is_taken_back_makes_the_document_filed_again(
    watch: Any, books: Any, filed: Any, status: str
) -> None:
    voucher_id = books.voucher(voucherStatus="paid")
    document_id = filed(voucher_id)
    watch.full()
    assert document(watch, document_id).status == DocumentStatus.PAID
    books.later(hours=1)
    books.change(voucher_id, voucherStatus=status)
    watch.hear("payment.changed", voucher_id)
    watch.events()
    assert document(watch, document_id).status == DocumentStatus.FILED
    books.later(hours=1)
    books.change(voucher_id, voucherStatus="paidoff")
    watch.poll()
    assert document(watch, document_id).status == DocumentStatus.PAID


def test_a_paid_voucher_that_is_cancelled_or_deleted_opens_nothing(watch: Any, books: Any, filed: Any) -> None:
    vouchers = [books.voucher(voucherStatus="paid") for _ in range(2)]
    documents = [filed(voucher_id) for voucher_id in vouchers]
    watch.full()
    books.later(hours=1)
    books.change(vouchers[0], voucherStatus="voided")
    with watch.desk.sessions.begin() as session:
        mark_gone(session, vouchers[1:], read_at=books.now, at=books.now, listeners=watch.desk.listeners)
    watch.poll()
    assert {document(watch, document_id).status for document_id in documents} == {DocumentStatus.PAID}


def test_however_many_were_paid_meanwhile_the_next_sweep_meets_them_all(watch: Any, books: Any, filed: Any) -> None:
    watch.full()
    with watch.desk.sessions.begin() as session:
        apply(session, [listed(f"v-{n}") for n in range(2 * MOST_AT_ONCE)], read_at=books.now, at=books.now)
    documents = [filed(f"v-{n}") for n in range(2 * MOST_AT_ONCE)]
    watch.poll()
    assert {document(watch, document_id).status for document_id in documents} == {DocumentStatus.PAID}


def listed(voucher_id: str) -> Mirrored:
    """A paid voucher as the list shows it."""
    row = {"id": voucher_id, "voucherType": "purchaseinvoice", "voucherStatus": "paid"}
    return from_row(VoucherlistRow.model_validate(row))


def test_old_events_are_forgotten_at_night_and_open_ones_never(watch: Any, books: Any) -> None:
    watch.full()
    watch.hear("voucher.created", books.voucher())
    watch.events()
    books.later(days=29)
    watch.full()
    assert len(watch.stored_events()) == 1
    watch.hear("voucher.created", "waiting")
    books.later(days=2)
    watch.full()
    assert [event.resource_id for event in watch.stored_events()] == ["waiting"]


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-03-02T03:59:00+01:00", "2026-03-01T04:00:00+01:00"),
        ("2026-03-02T04:00:00+01:00", "2026-03-02T04:00:00+01:00"),
        ("2026-03-29T03:30:00+02:00", "2026-03-28T04:00:00+01:00"),  # the clocks went forward at two
        ("2026-03-29T04:30:00+02:00", "2026-03-29T04:00:00+02:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-24T04:00:00+02:00"),  # this hour comes twice
        ("2026-10-25T02:30:00+01:00", "2026-10-24T04:00:00+02:00"),
        ("2026-10-25T23:30:00+00:00", "2026-10-25T04:00:00+01:00"),
    ],
)
def test_the_night_is_four_in_berlin(now: str, night: str) -> None:
    assert last_night(datetime.fromisoformat(now)) == datetime.fromisoformat(night)


def test_the_whole_list_is_due_at_first_when_under_way_and_once_a_night() -> None:
    evening = datetime(2026, 3, 2, 20, tzinfo=UTC)
    assert full_is_due(LexwareMirror(), at=evening)
    done = LexwareMirror(full_started_at=evening, full_done_at=evening + timedelta(minutes=2))
    assert not full_is_due(done, at=evening + timedelta(hours=6, minutes=59))
    assert full_is_due(done, at=evening + timedelta(hours=7))
    begun = LexwareMirror(full_started_at=evening)
    assert full_is_due(begun, at=evening + timedelta(minutes=1))


def test_a_clock_that_was_wrong_keeps_no_sweep_from_looking_when_it_is_right_again(watch: Any, books: Any) -> None:
    right, every = books.now, timedelta(seconds=300)
    books.later(days=400)
    watch.full()
    watch.poll()
    books.set_clock(right)
    with watch.desk.reading() as session:
        state = how_far(session)
    assert poll_is_due(state, every, at=right)
    assert full_is_due(state, at=right)
    voucher_id = books.voucher()
    watch.poll()
    assert voucher_id in watch.mirror()
    watch.full()
    with watch.desk.reading() as session:
        state = how_far(session)
    assert not poll_is_due(state, every, at=right)
    assert not full_is_due(state, at=right)


def test_clocks_that_differ_by_minutes_look_no_more_often_and_read_to_the_end(watch: Any, books: Any) -> None:
    watch.full()
    watch.poll()
    books.set_clock(books.now - timedelta(minutes=20))
    with watch.desk.reading() as session:
        state = how_far(session)
    assert not poll_is_due(state, timedelta(seconds=300), at=books.now)
    assert not full_is_due(state, at=books.now)


def test_polling_is_due_by_the_setting_and_not_before_the_first_reading() -> None:
    evening = datetime(2026, 3, 2, 20, tzinfo=UTC)
    every = timedelta(seconds=300)
    assert not poll_is_due(LexwareMirror(), every, at=evening)
    assert not poll_is_due(LexwareMirror(watermark=evening - timedelta(seconds=299)), every, at=evening)
    assert poll_is_due(LexwareMirror(watermark=evening - every), every, at=evening)


def test_a_change_right_after_a_sweep_began_is_found_by_the_next(watch: Any, books: Any) -> None:
    voucher_id = books.voucher()
    watch.full()
    began = books.now
    books.later(minutes=30)
    books.change(voucher_id, voucherStatus="paid", updatedDate=instant_text(began + timedelta(seconds=1)))
    watch.poll()
    assert watch.mirror()[voucher_id].status == "paid"
