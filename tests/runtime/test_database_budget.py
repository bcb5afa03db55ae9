"""The shared request budget without Redis: whoever asks, from whatever process, the limit holds (REQ-B5)."""

from __future__ import annotations

import multiprocessing
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine

from lexoffice.bucket import Rate
from lexoffice.errors import BudgetUnavailable
from lexoffice.ratelimit import Priority
from runtime.budget import DatabaseBudget
from storage.sessions import Sessions, make_engine, make_sessions


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


def _take(url: str, count: int) -> None:
    engine = make_engine(url)
    budget = DatabaseBudget(make_sessions(engine), rate=Rate(per_second=20.0, burst=1))
    for _ in range(count):
        budget.acquire(Priority.FILING)
    engine.dispose()


def test_two_processes_together_stay_below_the_rate(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    processes: list[Any] = [spawn.Process(target=_take, args=(database_url, 10)) for _ in range(2)]
    for process in processes:
        process.start()
    began = time.monotonic()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    # 20 tokens, of which one was there from the beginning; starting the processes only takes longer.
    assert time.monotonic() - began >= 19 / 20


def test_a_database_that_does_not_answer_is_said_as_a_lexware_error(tmp_path: Any) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with pytest.raises(BudgetUnavailable):
        DatabaseBudget(make_sessions(engine)).acquire(Priority.FILING)
    engine.dispose()
