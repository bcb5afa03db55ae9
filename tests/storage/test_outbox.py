"""The outbox: one effect is done once, whoever races for it; nothing that was wanted is lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from storage import outbox
from storage.outbox import FIRST_PAUSE, LONGEST_PAUSE, STALE_AFTER, ClaimLost
from storage.sessions import Sessions, make_engine, make_sessions
from storage.tables.outbox import OutboxRow


def put(sessions: Sessions, subject: str, at: datetime) -> None:
    with sessions.begin() as session:
        outbox.put(session, "file", subject, at=at)


def claim(sessions: Sessions, worker: str, at: datetime) -> OutboxRow | None:
    with sessions.begin() as session:
        return outbox.claim(session, worker, at=at)


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Run `work` in parallel; raise what any of them raised."""
    problems: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            work(number)
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]


def test_each_of_forty_effects_is_claimed_by_one_of_six_workers(
    sessions: Sessions, database_url: str, now: datetime
) -> None:
    for n in range(40):
        put(sessions, f"document:{n}", now)
    won: Counter[str] = Counter()

    def work(number: int) -> None:
        own = make_engine(database_url)
        while (row := claim(make_sessions(own), f"w{number}", now)) is not None:
            won[row.subject] += 1
            with make_sessions(own).begin() as session:
                outbox.finish(session.get_one(OutboxRow, row.id), at=now)
        own.dispose()

    in_threads(6, work)
    assert len(won) == 40
    assert set(won.values()) == {1}
    with sessions() as session:
        assert session.scalar(select(func.count()).where(OutboxRow.done_at.is_(None))) == 0


def test_a_hundred_workers_at_one_effect_are_one_winner(sessions: Sessions, database_url: str, now: datetime) -> None:
    put(sessions, "document:1", now)
    engine = make_engine(database_url)
    together = threading.Barrier(10)
    winners: list[str] = []

    def work(number: int) -> None:
        for attempt in range(10):
            together.wait()
            row = claim(make_sessions(engine), f"w{number}-{attempt}", now)
            if row is not None and row.claimed_by is not None:
                winners.append(row.claimed_by)

    in_threads(10, work)
    engine.dispose()
    assert len(winners) == 1


def test_an_effect_wanted_by_two_transactions_at_once_is_one_row(
    sessions: Sessions, database_url: str, now: datetime
) -> None:
    engine = make_engine(database_url)
    together = threading.Barrier(4)

    def work(_number: int) -> None:
        for n in range(5):
            together.wait()
            put(make_sessions(engine), f"document:{n}", now)

    in_threads(4, work)
    engine.dispose()
    with sessions() as session:
        assert session.scalar(select(func.count(OutboxRow.id))) == 5


def test_the_oldest_that_is_due_comes_first(sessions: Sessions, now: datetime) -> None:
    put(sessions, "later", now + timedelta(minutes=1))
    put(sessions, "second", now - timedelta(minutes=1))
    put(sessions, "first", now - timedelta(minutes=2))
    claimed = [claim(sessions, "w", now) for _ in range(3)]
    assert [row.subject if row else None for row in claimed] == ["first", "second", None]


def test_a_stale_claim_is_taken_over_and_a_fresh_one_is_not(sessions: Sessions, now: datetime) -> None:
    put(sessions, "document:1", now)
    assert claim(sessions, "dead", now) is not None
    assert claim(sessions, "heir", now + STALE_AFTER) is None
    heir = claim(sessions, "heir", now + STALE_AFTER + timedelta(seconds=1))
    assert heir is not None
    assert (heir.claimed_by, heir.attempts) == ("heir", 2)


@pytest.mark.parametrize("report", ["finish", "retry_later", "ask_person"])
def test_a_worker_that_comes_back_late_cannot_report_over_its_heir(
    sessions: Sessions, now: datetime, report: str
) -> None:
    put(sessions, "document:1", now)
    late = sessions()
    row = outbox.claim(late, "late", at=now)
    late.commit()
    assert row is not None
    assert claim(sessions, "heir", now + 2 * STALE_AFTER) is not None
    with pytest.raises(ClaimLost):
        {
            "finish": lambda: outbox.finish(row, at=now),
            "retry_later": lambda: outbox.retry_later(row, "x", at=now),
            "ask_person": lambda: outbox.ask_person(row, "x"),
        }[report]()
    late.close()
    with sessions() as session:
        stored = session.scalars(select(OutboxRow)).one()
        assert (stored.claimed_by, stored.done_at, stored.needs_person) == ("heir", None, False)


def test_the_pause_doubles_up_to_an_hour_and_a_long_outage_overflows_nothing(sessions: Sessions, now: datetime) -> None:
    put(sessions, "document:1", now)
    at, pauses = now, []
    for _ in range(80):
        with sessions.begin() as session:
            row = outbox.claim(session, "w", at=at)
            assert row is not None
            outbox.retry_later(row, "Lexware antwortet nicht.", at=at)
            pauses.append(row.not_before - at)
            at = row.not_before
    assert pauses[:4] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE]
    assert set(pauses[10:]) == {LONGEST_PAUSE}


def test_what_needs_a_person_waits_until_it_is_wanted_again(sessions: Sessions, now: datetime) -> None:
    put(sessions, "document:1", now)
    with sessions.begin() as session:
        row = outbox.claim(session, "w", at=now)
        assert row is not None
        outbox.ask_person(row, "Der Beleg wurde in Lexware geändert.")
    assert claim(sessions, "w", now + timedelta(days=9)) is None
    put(sessions, "document:1", now + timedelta(days=9))
    again = claim(sessions, "w", now + timedelta(days=9))
    assert again is not None
    assert (again.attempts, again.problem) == (1, None)


def test_what_was_done_before_is_opened_again_even_by_a_session_that_remembers_it_as_open(
    sessions: Sessions, now: datetime
) -> None:
    with sessions() as long_lived:
        outbox.put(long_lived, "file", "document:1", at=now)
        long_lived.commit()
        with sessions.begin() as worker:
            row = outbox.claim(worker, "w", at=now)
            assert row is not None
            outbox.finish(row, at=now)
        outbox.put(long_lived, "file", "document:1", at=now)
        long_lived.commit()
    assert claim(sessions, "w", now) is not None


def test_a_wish_that_is_rolled_back_was_never_there(sessions: Sessions, now: datetime) -> None:
    with sessions() as session:
        outbox.put(session, "file", "document:1", at=now)
        session.rollback()
    assert claim(sessions, "w", now) is None
