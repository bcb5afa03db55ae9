"""The contract between client and Lexware: run against the sandbox always, and against Lexware itself where the key of
a test account is given.

| Environment | Meaning |
|---|---|
| KONTORIST_LEXWARE_CONTRACT_KEY | API key of a test account; the suite then runs against it too, within its rate limit |
| KONTORIST_LEXWARE_CONTRACT_URL | another address than Lexware's |
| KONTORIST_LEXWARE_CONTRACT_CREATE | 1: tests that create something run there too; without it they do not |

What a test sends besides GET it declares (`@pytest.mark.creates`), the list is printed before the first test runs, and a
guard in the client's transport lets nothing else out. Lexware's API cannot delete contacts, vouchers and sales documents.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx
import pytest

from lexoffice.bucket import Rate
from lexoffice.client import BASE_URL, LexwareClient
from lexoffice.ratelimit import Priority, ProcessBudget
from lexoffice.sandbox.serving import ServedSandbox
from lexoffice.sandbox.switches import Switches

KEY = "KONTORIST_LEXWARE_CONTRACT_KEY"
URL = "KONTORIST_LEXWARE_CONTRACT_URL"
CREATE = "KONTORIST_LEXWARE_CONTRACT_CREATE"
SANDBOX, REAL = "sandbox", "lexware"
SANDBOX_KEY = "sandbox-key-for-contracts"


@dataclass
class Guard(httpx.BaseTransport):
    """Counts what changes something and refuses what the test did not declare."""

    allowed: Counter[str]
    inner: httpx.HTTPTransport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method not in ("GET", "HEAD"):
            act = f"{request.method} {_general(request.url.path)}"
            if self.allowed[act] <= 0:
                raise AssertionError(f"this test did not say that it sends {act}")
            self.allowed[act] -= 1
        return self.inner.handle_request(request)


def _general(path: str) -> str:
    """Ids become `{id}`."""
    parts = path.strip("/").split("/")
    return "/" + "/".join("{id}" if index == 2 else part for index, part in enumerate(parts))


@dataclass(frozen=True)
class Target:
    """Where the suite runs: the sandbox, or Lexware itself."""

    name: str
    url: str
    key: str
    budget: ProcessBudget
    guard: Guard

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A request that the client would not make, within the same budget and guard."""
        headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json", **more.pop("headers", {})}
        self.budget.acquire(Priority.NIGHTLY_SYNC)
        with httpx.Client(base_url=self.url, transport=self.guard, headers=headers, timeout=35) as http:
            return http.request(method, path, **more)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One run against the sandbox, and one against Lexware where its key is there."""
    if "target" in metafunc.fixturenames:
        names = [SANDBOX, REAL] if os.environ.get(KEY) else [SANDBOX]
        metafunc.parametrize("target", names, indirect=True, scope="function")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Nothing is created at Lexware without a word of the person who runs the suite."""
    if os.environ.get(CREATE) == "1":
        return
    kept = [item for item in items if not (_is_real(item) and _declared(item))]
    if len(kept) < len(items):
        gone = [item for item in items if item not in kept]
        config.hook.pytest_deselected(items=gone)
        items[:] = kept


def pytest_report_collectionfinish(items: list[pytest.Item]) -> list[str]:
    """Say first what will be sent to Lexware besides reading."""
    planned: Counter[str] = Counter()
    for item in items:
        if _is_real(item):
            planned.update(_declared(item))
    if not any(_is_real(item) for item in items):
        return []
    acts = [f"  {count} x {act}" for act, count in sorted(planned.items())] or ["  nothing; it only reads"]
    return ["the contract suite will send to Lexware's test account:", *acts]


def _is_real(item: pytest.Item) -> bool:
    parameters = getattr(item, "callspec", None)
    return parameters is not None and parameters.params.get("target") == REAL


def _declared(item: pytest.Item) -> Counter[str]:
    declared: Counter[str] = Counter()
    for mark in item.iter_markers("creates"):
        declared.update(mark.args[0])
    return declared


@pytest.fixture(scope="session")
def _sandbox() -> Iterator[ServedSandbox]:
    with ServedSandbox(
        key=SANDBOX_KEY, switches=Switches(rate_per_second=Decimal(0), reading_seconds=Decimal(0))
    ) as served:
        yield served


@pytest.fixture(scope="session")
def _connections() -> Iterator[httpx.HTTPTransport]:
    """One for all tests: making it loads the certificates, which takes longer than most of them."""
    with httpx.HTTPTransport() as connections:
        yield connections


@pytest.fixture
def target(request: pytest.FixtureRequest, _connections: httpx.HTTPTransport) -> Target:
    """Where this test runs; the guard knows what it declared."""
    guard = Guard(_declared(request.node), _connections)
    if request.param == REAL:
        url, key, budget = os.environ.get(URL, BASE_URL), os.environ[KEY], _REAL_BUDGET
    else:
        url, key = request.getfixturevalue("_sandbox").url, SANDBOX_KEY
        budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    return Target(request.param, url, key, budget, guard)


_REAL_BUDGET = ProcessBudget()
"""One for the whole run, as the limit is."""


@pytest.fixture
def lexware(target: Target) -> Iterator[LexwareClient]:
    """The client, as the house uses it."""
    with LexwareClient(target.key, target.url, budget=target.budget, transport=target.guard) as client:
        yield client
