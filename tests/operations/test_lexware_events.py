"""Webhooks are followed: gathered into few requests, applied, done; what the list does not tell is asked for by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from operations.lexware_desk import SWEEPS, WEBHOOKS, in_turn
from operations.lexware_events import work_off
from operations.lexware_identity import identify
from storage import lexware_turn
from storage.lexware_events import EventSource, StoredEvent, notes, store
from storage.lexware_turn import how_far
from storage.sessions import Sessions
from storage.tables.lexware import LexwareEvent, LexwareTurn
from storage.tables.notices import LexwareConnection

UNKNOWN = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"


@pytest.fixture
def begun(watch: Any) -> Any:
    """A watch that has read the (still empty) books once."""
    watch.full()
    return watch


def asked(books: Any, act: Callable[[], object]) -> list[str]:
    """The paths that Lexware was asked for while `act` ran."""
    before = len(books.requests())
    act()
    return list(books.requests()[before:])


def test_a_told_change_is_read_from_the_list_and_the_event_is_done(begun: Any, books: Any) -> None:
    voucher_id = books.voucher()
    begun.hear("voucher.created", voucher_id)
    assert asked(books, begun.events) == ["/v1/voucherlist"]
    assert begun.mirror()[voucher_id].open_amount == Decimal("238.00")
    assert begun.open_events() == []


def test_one_page_answers_for_two_hundred_changed_documents(begun: Any, books: Any) -> None:
    vouchers = books.vouchers(200)
    for happened in ("created", "changed", "status.changed"):
        begun.hear(f"voucher.{happened}", *vouchers)
    assert asked(books, begun.events) == ["/v1/voucherlist"]
    assert set(begun.mirror()) == set(vouchers)
    assert begun.open_events() == []


def test_a_gathering_ends_at_the_first_row_that_is_older_than_the_events(begun: Any, books: Any) -> None:
    books.vouchers(600)
    begun.poll()
    books.later(hours=1)
    voucher_id = books.voucher(voucherNumber="R-new")
    begun.hear("voucher.created", voucher_id)
    assert asked(books, begun.events) == ["/v1/voucherlist"]
    assert voucher_id in begun.mirror()


def test_an_event_that_came_twice_or_late_costs_no_look_by_itself(begun: Any, books: Any) -> None:
    voucher_id = books.voucher()
    told = books.now
    begun.hear("voucher.created", voucher_id)
    begun.hear("voucher.created", voucher_id)
    begun.events()
    books.later(days=1)
    begun.hear("voucher.changed", voucher_id, at=told)
    assert asked(books, begun.events) == ["/v1/voucherlist"]
    assert [event.problem for event in begun.stored_events()] == [None, None]
    assert len(begun.changes) == 1


def test_a_deleted_document_is_looked_up_and_marked_gone(begun: Any, books: Any) -> None:
    voucher_id = books.voucher(voucherStatus="unchecked")
    begun.hear("voucher.created", voucher_id)
    begun.events()
    books.later(minutes=1)
    books.delete(voucher_id)
    begun.hear("voucher.deleted", voucher_id)
    assert asked(books, begun.events) == [f"/v1/vouchers/{voucher_id}"]
    assert begun.mirror()[voucher_id].gone
    assert begun.open_events() == []


def test_a_deletion_that_is_not_true_any_more_deletes_nothing(begun: Any, books: Any) -> None:
    voucher_id = books.voucher()
    begun.hear("voucher.created", voucher_id)
    begun.hear("voucher.deleted", voucher_id)
    begun.events()
    assert not begun.mirror()[voucher_id].gone
    assert begun.open_events() == []


def test_an_event_about_something_that_never_was_ends(begun: Any) -> None:
    begun.hear("voucher.changed", UNKNOWN)
    begun.hear("voucher.deleted", UNKNOWN)
    begun.events()
    assert begun.mirror() == {}
    assert begun.open_events() == []


def test_a_part_payment_that_moves_no_date_of_change_is_asked_for(begun: Any, books: Any) -> None:
    voucher_id = books.voucher()
    begun.hear("voucher.created", voucher_id)
    begun.events()
    changed = books.now
    books.later(days=1)
    books.pay(voucher_id, "100.00")
    payments = [{"paymentItemType": "manualPayment", "amount": Decimal(100), "currency": "EUR"}]
    books.put({**books.records[voucher_id], "payments": payments})  # as before, but for the payment
    begun.hear("payment.changed", voucher_id)
    assert asked(books, begun.events) == ["/v1/voucherlist", f"/v1/payments/{voucher_id}"]
    after = begun.mirror()[voucher_id]
    assert (after.open_amount, after.status, after.lexware_updated_at) == (Decimal("138.00"), "open", changed)
    assert begun.open_events() == []


def test_a_payment_of_a_deleted_document_marks_it_gone(begun: Any, books: Any) -> None:
    voucher_id = books.voucher(voucherStatus="unchecked")
    begun.poll()
    books.delete(voucher_id)
    begun.hear("payment.changed", voucher_id)
    begun.events()
    assert begun.mirror()[voucher_id].gone
    assert begun.open_events() == []


def test_a_payment_of_something_that_is_not_mirrored_asks_nothing_but_the_list(begun: Any, books: Any) -> None:
    begun.hear("payment.changed", UNKNOWN)
    assert asked(books, begun.events) == ["/v1/voucherlist"]
    assert [event.problem for event in begun.stored_events()] == ["not_mirrored"]


def test_a_document_that_the_list_shows_late_is_looked_for_again_and_then_left_to_the_sweeps(
    begun: Any, books: Any
) -> None:
    old = books.voucher(updatedDate="2026-02-01T08:00:00.000+01:00")  # the list's filter does not reach it
    begun.hear("voucher.changed", old)
    for _ in range(4):
        begun.events()
        assert [event.problem for event in begun.open_events()] == ["not_listed"]
        assert asked(books, begun.events) == [], "not before the pause is over"
        books.later(minutes=7)
    begun.events()
    assert begun.open_events() == []
    begun.full()
    assert old in begun.mirror()


def test_what_is_not_mirrored_leaves_a_note_of_its_newest_event(begun: Any, books: Any) -> None:
    first, second = books.now, books.now + timedelta(minutes=5)
    begun.hear("contact.changed", UNKNOWN, at=second)
    begun.hear("contact.created", UNKNOWN, at=first)
    begun.hear("dunning.created", UNKNOWN)
    begun.hear("reminder.sent", UNKNOWN)
    assert asked(books, begun.events) == []
    with begun.desk.reading() as session:
        assert [(note.event_type, note.event_date) for note in notes(session, "contact", since=first)] == [
            ("contact.changed", second)
        ]
        assert [note.resource_id for note in notes(session, "reminder", since=first)] == [UNKNOWN]
        assert notes(session, "dunning", since=second) == []
    assert begun.open_events() == []


def test_another_organisations_event_is_ended_without_a_look(begun: Any, books: Any) -> None:
    voucher_id = books.voucher()
    begun.hear("voucher.created", voucher_id, organization_id=UNKNOWN)
    assert asked(books, begun.events) == []
    assert [event.problem for event in begun.stored_events()] == ["other_organisation"]


def test_nothing_is_followed_before_the_whole_list_was_read_once(watch: Any, books: Any) -> None:
    watch.hear("voucher.created", books.voucher())
    watch.events()
    assert (len(watch.open_events()), watch.mirror()) == (1, {})
    watch.full()
    watch.events()
    assert (len(watch.open_events()), len(watch.mirror())) == (0, 1)


def test_while_lexware_is_away_events_wait_and_pauses_grow(begun: Any, books: Any) -> None:
    begun.hear("voucher.created", books.voucher())
    books.fail("503", times=4)
    assert begun.events() is False
    assert asked(books, begun.events) == [], "a pause lasts"
    books.later(seconds=11)
    begun.events()
    books.later(seconds=11)
    assert asked(books, begun.events) == [], "twice as long as the first"
    books.later(seconds=11)
    begun.events()
    assert begun.open_events() == []


def test_a_refused_key_is_on_record_at_the_turn(begun: Any, books: Any) -> None:
    begun.hear("voucher.created", books.voucher())
    books.control("key", {"revoked": True})
    begun.events()
    with begun.desk.reading() as session:
        turn = session.get_one(LexwareTurn, "events")
        assert (turn.problem, turn.not_before) == ("KeyRefused", books.now + timedelta(minutes=15))
    assert len(begun.open_events()) == 1


def test_what_the_key_may_not_read_holds_up_nothing_else_and_is_not_asked_for_ever(begun: Any, books: Any) -> None:
    books.switch(denied=["payments.read", "quotations.read"])
    unpaid = books.voucher()
    begun.poll()
    books.later(days=1)
    begun.hear("payment.changed", unpaid)
    begun.hear("quotation.deleted", UNKNOWN)
    begun.hear("voucher.deleted", unpaid[::-1])
    begun.events()
    assert [(event.resource_id, event.problem) for event in begun.open_events()] == [
        (unpaid, "NotAllowed"),
        (UNKNOWN, "NotAllowed"),
    ]
    later = books.voucher()
    begun.hear("voucher.created", later)
    begun.events()
    assert later in begun.mirror(), "the turn does not pause"
    for _ in range(5):
        books.later(minutes=7)
        begun.events()
    assert begun.open_events() == []


def test_a_refused_key_ends_no_event(begun: Any, books: Any) -> None:
    books.control("key", {"revoked": True})
    begun.hear("voucher.deleted", UNKNOWN)
    for _ in range(6):
        begun.events()
        books.later(minutes=16)
    assert [event.attempts for event in begun.open_events()] == [0]


def test_one_process_at_a_time_and_a_killed_one_holds_nobody_up_for_long(begun: Any, books: Any) -> None:
    begun.hear("voucher.created", books.voucher())
    assert lexware_turn.take(begun.desk.sessions, "events", "killed", at=books.now)
    assert asked(books, begun.events) == []
    books.later(minutes=2)
    assert begun.events() is False
    assert len(begun.open_events()) == 1
    books.later(minutes=2)
    begun.events()
    assert begun.open_events() == []


def test_a_process_that_lost_its_turn_stores_nothing(begun: Any, books: Any, sessions: Sessions) -> None:
    begun.hear("voucher.created", books.voucher())

    def be_slow() -> bool:
        books.later(minutes=10)
        assert lexware_turn.take(sessions, "events", "another", at=books.now)
        return work_off(begun.desk, WEBHOOKS)

    assert in_turn(begun.desk, WEBHOOKS, be_slow) is False
    assert begun.mirror() == {}
    assert len(begun.open_events()) == 1


def test_a_sweep_under_way_holds_up_no_webhook(begun: Any, books: Any) -> None:
    assert lexware_turn.take(begun.desk.sessions, SWEEPS.turn, "sweeper", at=books.now)
    begun.hear("voucher.created", books.voucher())
    begun.events()
    assert begun.open_events() == []


def test_events_are_stored_once_whoever_tells_them(sessions: Sessions, books: Any) -> None:
    told = [StoredEvent("o", "voucher.changed", f"v-{n % 700}", books.now) for n in range(1400)]
    for source in (EventSource.WEBHOOK, EventSource.POLL):
        with sessions.begin() as session:
            store(session, told, at=books.now, source=source)
            assert session.execute(select(LexwareEvent.source, func.count()).group_by(LexwareEvent.source)).all() == [
                ("webhook", 700)
            ]


def test_a_key_of_another_organisation_stops_the_mirror_until_a_person_accepts_it(begun: Any, books: Any) -> None:
    voucher_id = books.voucher()
    begun.poll()
    begun.hear("contact.changed", UNKNOWN)
    begun.events()
    books.control("profile", {"organizationId": UNKNOWN})

    def read_on() -> bool:
        identify(begun.desk, SWEEPS)
        return False

    in_turn(begun.desk, SWEEPS, read_on)
    assert voucher_id in begun.mirror()
    with begun.desk.sessions.begin() as session:
        assert session.get_one(LexwareTurn, "sweep").problem == "other_organisation"
        session.add(LexwareConnection(id=1, organization_id=UNKNOWN))
    books.later(minutes=16)
    in_turn(begun.desk, SWEEPS, read_on)
    with begun.desk.reading() as session:
        state = how_far(session)
        assert (state.organization_id, state.watermark) == (UNKNOWN, None)
        assert notes(session, "contact", since=books.now - timedelta(days=1)) == []
    assert begun.mirror() == {}


def test_two_processes_store_the_same_event_at_once(engine: Engine, make_watch: Any, books: Any) -> None:
    one, two = make_watch(engine), make_watch(engine)
    for watch in (one, two):
        watch.hear("voucher.created", UNKNOWN)
    assert len(one.stored_events()) == 1
    with one.desk.reading() as session:
        assert session.scalars(select(LexwareTurn)).all() == []
