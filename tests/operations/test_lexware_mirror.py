"""The mirror: what of two rows counts, what is told, and that neither order nor number of tellings matters."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from lexoffice.voucherlist import VoucherlistRow
from lexoffice.wire import read_json
from operations.lexware_mirror import Change, Mirrored, apply, apply_payment, from_row, mark_gone, value_of
from storage.sessions import Sessions
from storage.tables.lexware import LexwareDocument

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPEN = Mirrored(
    id="v-1",
    voucher_type="purchaseinvoice",
    status="open",
    overdue=False,
    number="R-1",
    issued_on=date(2026, 2, 27),
    due_on=date(2026, 3, 13),
    contact_id=None,
    contact_name="Sammellieferant",
    total=Decimal("238.00"),
    open_amount=Decimal("238.00"),
    currency="EUR",
    archived=False,
    lexware_created_at=NOON,
    lexware_updated_at=NOON,
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.fixture
def show(sessions: Sessions) -> Callable[..., list[Change]]:
    """The list showed these documents, asked for at that instant."""

    def show(*seen: Mirrored, read_at: datetime = NOON) -> list[Change]:
        with sessions.begin() as session:
            return apply(session, seen, read_at=read_at, at=read_at)

    return show


@pytest.fixture
def stored(sessions: Sessions) -> Callable[[], LexwareDocument]:
    def stored() -> LexwareDocument:
        with sessions() as session:
            return session.get_one(LexwareDocument, "v-1")

    return stored


def test_a_row_of_the_list_becomes_a_value_of_exact_amounts_and_berlin_days() -> None:
    text = b"""{"id":"v-1","voucherType":"purchaseinvoice","voucherStatus":"open","voucherNumber":"R-1",
        "voucherDate":"2026-02-27T00:00:00.000+01:00","dueDate":"2026-03-13T00:00:00.000+01:00",
        "createdDate":"2026-03-02T13:00:00.000+01:00","updatedDate":"2026-03-02T13:00:00.000+01:00",
        "contactId":null,"contactName":"Sammellieferant","totalAmount":238,"openAmount":238.0,"currency":"EUR",
        "archived":false}"""
    assert from_row(VoucherlistRow.model_validate(read_json(text))) == OPEN


def test_a_new_document_is_told_once_and_a_repeat_changes_nothing(show: Any, stored: Any) -> None:
    assert show(OPEN) == [Change(None, OPEN)]
    assert show(OPEN) == []
    assert show(OPEN, read_at=NOON + minutes(5)) == []
    assert value_of(stored()) == OPEN
    assert stored().version == 1


def test_a_change_is_told_with_what_stood_before(show: Any, stored: Any) -> None:
    paid = replace(OPEN, status="paid", open_amount=Decimal("0.00"), lexware_updated_at=NOON + minutes(1))
    show(OPEN)
    assert show(paid, read_at=NOON + minutes(2)) == [Change(OPEN, paid)]
    assert (value_of(stored()), stored().version) == (paid, 2)


def test_an_older_change_never_overwrites_a_newer_one_however_late_it_is_read(show: Any, stored: Any) -> None:
    paid = replace(OPEN, status="paid", lexware_updated_at=NOON + minutes(1))
    show(paid)
    assert show(OPEN, read_at=NOON + minutes(60)) == []
    assert value_of(stored()) == paid


def test_of_two_rows_with_the_same_date_of_change_the_later_read_counts(show: Any, stored: Any) -> None:
    overdue = replace(OPEN, overdue=True)
    show(overdue, read_at=NOON + minutes(5))
    assert show(OPEN, read_at=NOON + minutes(4)) == []
    assert show(OPEN, read_at=NOON + minutes(6)) == [Change(overdue, OPEN)]


def test_a_direct_debit_that_becomes_overdue_stays_a_direct_debit(show: Any, stored: Any) -> None:
    debit = replace(OPEN, status="sepadebit")
    show(debit)
    show(replace(OPEN, overdue=True), read_at=NOON + minutes(1))
    assert (stored().status, stored().overdue) == ("sepadebit", True)


def test_what_is_gone_stays_as_a_row_and_comes_back_when_it_is_listed_again(
    sessions: Sessions, show: Any, stored: Any
) -> None:
    show(OPEN)
    with sessions.begin() as session:
        gone = mark_gone(session, ["v-1", "never-seen"], read_at=NOON + minutes(1), at=NOON + minutes(1))
    assert gone == [Change(OPEN, replace(OPEN, gone=True))]
    assert stored().gone_at == NOON + minutes(1)
    assert show(OPEN, read_at=NOON) == [], "it was asked for while it was still there"
    assert show(OPEN, read_at=NOON + minutes(2)) == [Change(replace(OPEN, gone=True), OPEN)]
    assert stored().gone_at is None


def test_a_payment_that_moved_no_date_of_change_is_kept(sessions: Sessions, show: Any, stored: Any) -> None:
    show(OPEN)
    part = Decimal("100.00")
    read_at = NOON + minutes(1)
    with sessions.begin() as session:
        changes = apply_payment(session, "v-1", status="open", open_amount=part, read_at=read_at, at=read_at)
        assert [change.after.open_amount for change in changes] == [part]
        assert apply_payment(session, "v-2", status="open", open_amount=part, read_at=read_at, at=read_at) == []
    show(OPEN, read_at=NOON + minutes(0.5))
    assert stored().open_amount == Decimal("100.00")


def test_a_listener_that_fails_leaves_no_half_of_the_change(sessions: Sessions, show: Any) -> None:
    def fail(_session: Session, _change: Change, _at: datetime) -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError), sessions.begin() as session:
        apply(session, [OPEN], read_at=NOON, at=NOON, listeners=[fail])
    assert show(OPEN) == [Change(None, OPEN)]


def test_whatever_order_and_number_of_tellings_the_end_is_the_same(sessions: Sessions) -> None:
    """A hundred documents with up to eight states each: shuffled, doubled and, but for the last state, thinned out."""
    chance = random.Random(20260302)
    histories = [_history(number, chance) for number in range(100)]
    last = {history[-1].id: history[-1] for history in histories}
    told = [state for history in histories for state in history[:-1] if chance.random() > 0.2]
    told += [*last.values(), *chance.sample(told, len(told) // 3)]
    chance.shuffle(told)
    with sessions.begin() as session:
        for state in told:
            apply(session, [state], read_at=NOON, at=NOON)
    with sessions() as session:
        assert {row.id: value_of(row) for row in session.query(LexwareDocument)} == last


def _history(number: int, chance: random.Random) -> list[Mirrored]:
    states = [replace(OPEN, id=f"v-{number}", number=f"R-{number}")]
    for step in range(1, chance.randint(1, 8)):
        amount = Decimal(chance.randrange(23_801)) / 100
        status = chance.choice(["open", "paid", "voided", "sepadebit"])
        states.append(replace(states[-1], status=status, open_amount=amount, lexware_updated_at=NOON + minutes(step)))
    return states
