"""The shared request budget without Redis: whoever asks, from whatever process, the limit holds (REQ-B5)."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select

from bench.lexware_rate import load
from lexoffice.bucket import Rate
from lexoffice.errors import BudgetUnavailable
from lexoffice.ratelimit import Priority
from runtime.budget import DatabaseBudget
from storage.sessions import Sessions, make_sessions
from storage.tables.upkeep import RequestWaiter


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_the_burst_is_free_and_then_the_rate_holds(sessions: Sessions) -> None:
    clock = Time()
    budget = DatabaseBudget(sessions, rate=Rate(per_second=2.0, burst=2), clock=clock, sleep=clock.sleep)
    for _ in range(2):
        budget.acquire(Priority.PERSON_WAITING)
    assert clock.slept == []
    for _ in range(4):
        budget.acquire(Priority.PERSON_WAITING)
    assert clock.now - 1_000.0 == pytest.approx(2.0)


def test_two_users_of_one_row_share_it(sessions: Sessions) -> None:
    clock = Time()
    one, other = (
        DatabaseBudget(sessions, rate=Rate(per_second=2.0, burst=2), clock=clock, sleep=clock.sleep) for _ in range(2)
    )
    for budget in (one, other, one, other):
        budget.acquire(Priority.PERSON_WAITING)
    assert sum(clock.slept) == pytest.approx(1.0)


def test_a_clock_that_was_set_back_does_not_stop_the_house(sessions: Sessions) -> None:
    clock = Time()
    budget = DatabaseBudget(sessions, rate=Rate(per_second=2.0, burst=1), clock=clock, sleep=clock.sleep)
    budget.acquire(Priority.FILING)
    clock.now -= timedelta(hours=1).total_seconds()
    budget.acquire(Priority.FILING)
    assert sum(clock.slept) < 2


def test_the_more_urgent_goes_first_and_equals_in_order_of_arrival(sessions: Sessions) -> None:
    rate, served = Rate(per_second=4.0, burst=1), []
    DatabaseBudget(sessions, rate=rate).acquire(Priority.FILING)

    def ask(priority: Priority, name: str) -> None:
        DatabaseBudget(sessions, rate=rate).acquire(priority)
        served.append(name)

    order = [(Priority.NIGHTLY_SYNC, "sync"), (Priority.FILING, "filing 1"), (Priority.FILING, "filing 2")]
    order += [(Priority.WEBHOOK_FOLLOW_UP, "webhook"), (Priority.PERSON_WAITING, "person")]
    threads = [threading.Thread(target=ask, args=pair) for pair in order]
    for thread in threads:
        thread.start()
        time.sleep(0.03)
    for thread in threads:
        thread.join(timeout=10)
    assert served == ["person", "webhook", "filing 1", "filing 2", "sync"]
    assert _waiting(sessions) == 0


class Died(BaseException):
    """The end of a process that was sent to sleep."""


def die(_seconds: float) -> None:
    raise Died


def test_who_died_waiting_is_passed_over_and_later_forgotten(sessions: Sessions) -> None:
    clock, rate = Time(), Rate(per_second=2.0, burst=1)
    living = DatabaseBudget(sessions, rate=rate, clock=clock, sleep=clock.sleep)
    living.acquire(Priority.FILING)
    for _ in range(3):
        with pytest.raises(Died):
            DatabaseBudget(sessions, rate=rate, clock=clock, sleep=die).acquire(Priority.PERSON_WAITING)
    living.acquire(Priority.FILING)
    assert clock.now - 1_000.0 <= 2.5
    assert _waiting(sessions) == 3
    clock.now += 120.0
    living.acquire(Priority.FILING)
    assert _waiting(sessions) == 0


def test_one_who_is_told_too_many_makes_all_step_back(sessions: Sessions) -> None:
    clock = Time()
    told, other = (
        DatabaseBudget(sessions, rate=Rate(per_second=2.0, burst=4), clock=clock, sleep=clock.sleep) for _ in range(2)
    )
    told.acquire(Priority.FILING)
    told.overdrawn()
    other.acquire(Priority.PERSON_WAITING)
    assert sum(clock.slept) == pytest.approx(0.5)


def _waiting(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(RequestWaiter)) or 0


def test_four_processes_hold_the_rate_and_lexware_never_says_too_many(database_url: str) -> None:
    result = load(database_url, 6)
    assert result.refused == 0
    assert 0.9 <= result.share <= 1.0
    assert result.longest_wait < 1.0, "a person goes before everything nightly"


def test_a_database_that_does_not_answer_is_said_as_a_lexware_error(tmp_path: Any) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with pytest.raises(BudgetUnavailable):
        DatabaseBudget(make_sessions(engine)).acquire(Priority.FILING)
    DatabaseBudget(make_sessions(engine)).overdrawn()  # what Lexware said is not hidden by it
    engine.dispose()
