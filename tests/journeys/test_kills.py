"""A worker may be killed at any moment (REQ-B1): afterwards each document is one voucher with its original, none is lost."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from classifier.synthetic import einvoice_files
from classifier.synthetic.corpus import Paper
from models.documents import DocumentStatus
from models.fields import Prediction
from pipeline import review

Pdf = Callable[[str], bytes]
Proposal = Callable[..., Prediction]

RANDOM_KILLS = int(os.environ.get("KONTORIST_TEST_KILLS", "10"))
"""How many kills at random moments; a nightly run may ask for thousands."""

READING_KILLS = max(4, RANDOM_KILLS // 10)
"""Fewer while reading, because each new worker starts a fenced reader first."""

STALE = 11 * 60
"""Seconds after which the claims of a killed worker are void."""

BOUNDARIES = ("step claimed", "step ended", "effect claimed", "before upload", "uploaded", "upload stored",
              "before booking", "booked", "checked", "filed")  # fmt: skip


class Nursery:
    """The process that forks the workers."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        program = Path(__file__).with_name("nursery.py")
        self._process = subprocess.Popen(
            [sys.executable, str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def worker(
        self, *, offset: float, boundary: str | None = None, occurrence: int = 1, after_ms: float | None = None
    ) -> dict[str, Any]:
        order = {"offset": offset, "boundary": boundary, "occurrence": occurrence, "after_ms": after_ms}
        order["settings"] = self.settings
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="session")
def _raised_nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def nursery(_raised_nursery: Nursery, house: Any) -> Nursery:
    """The nursery, whose workers work in this house."""
    settings = house.services.settings
    _raised_nursery.settings = {
        "data": str(settings.data),
        "database_url": settings.database,
        "lexware_url": settings.lexware_url,
        "lexware_key": settings.lexware_key.get_secret_value(),
    }
    return _raised_nursery


def test_a_worker_killed_at_any_boundary_loses_and_doubles_nothing(
    house: Any, nursery: Nursery, pdf: Pdf, proposal: Proposal
) -> None:
    offset = 1.0
    filed = {}
    for boundary in BOUNDARIES:
        content = pdf(f"Abbruch: {boundary}")
        document_id = house.approved(content, proposal(f"R-{boundary}"))
        filed[document_id] = content
        assert nursery.worker(offset=offset, boundary=boundary)["ended"] == "killed", boundary
        offset += STALE
        assert nursery.worker(offset=offset)["ended"] == "rest"
        house.assert_filed_once(document_id, content)
    assert len(house.sandbox.vouchers()) == len(filed)


def test_every_boundary_is_known_to_this_test(house: Any, nursery: Nursery, pdf: Pdf, proposal: Proposal) -> None:
    house.approved(pdf("Ohne Abbruch"), proposal())
    assert set(nursery.worker(offset=1)["passed"]) == set(BOUNDARIES)


def test_workers_killed_at_random_moments_lose_and_double_nothing(
    house: Any, nursery: Nursery, pdf: Pdf, proposal: Proposal
) -> None:
    chance = random.Random(20260227)
    filed: dict[int, bytes] = {}
    died: Counter[str] = Counter()
    first = pdf("Zufall ohne Abbruch")
    filed[house.approved(first, proposal("Z-0"))] = first
    undisturbed_ms = nursery.worker(offset=1.0)["worked_ms"]  # a busy machine needs longer, and is killed later
    offset = 1.0 + STALE
    while died.total() < RANDOM_KILLS:
        content = pdf(f"Zufall {len(filed)}")
        document_id = house.approved(content, proposal(f"Z-{len(filed)}"))
        filed[document_id] = content
        while died.total() < RANDOM_KILLS and house.document(document_id).status != DocumentStatus.FILED:
            answer = nursery.worker(offset=offset, after_ms=chance.uniform(0, undisturbed_ms))
            if answer["ended"] == "killed":
                died[answer["passed"][-1]] += 1
            offset += STALE
            retry_if_stopped(house, document_id)
    for _ in range(6):
        nursery.worker(offset=offset)
        offset += STALE
    for document_id, content in filed.items():
        house.assert_filed_once(document_id, content)
    assert len(house.sandbox.vouchers()) == len(filed)
    assert len(died) > 2, f"the kills must hit different places, not only {died}"


def retry_if_stopped(house: Any, document_id: int) -> None:
    """What killed its worker five times in a row stands in the list of problems, until a person lets it try again."""
    document = house.document(document_id)
    if document.problem_code is not None and document.step_at is None:
        house.act(review.retry, document_id)


def test_a_document_comes_through_from_its_bytes_though_its_workers_are_killed(
    reading_house: Any, nursery: Nursery, invoices: list[Paper]
) -> None:
    house = reading_house
    nursery.settings["model"] = str(house.services.settings.model_directory)
    chance = random.Random(7)
    papers = {}
    for number, paper in enumerate(invoices[:3]):
        facts, sums = paper.facts, paper.facts.sums
        ordered_on = facts.issued - timedelta(days=10)
        house.order(f"B-2026-{number}", facts.supplier.name, f"{sums.gross:.2f}", f"{sums.net:.2f}", ordered_on)
        content = einvoice_files.cii(replace(facts, order_reference=f"B-2026-{number}"))
        papers[house.receive(content, f"{number}.xml")] = content
    offset = 1.0
    for _ in range(READING_KILLS):
        nursery.worker(offset=offset, after_ms=chance.uniform(0, 2000))
        offset += STALE
        for document_id in papers:
            retry_if_stopped(house, document_id)
    for _ in range(4):
        nursery.worker(offset=offset)
        offset += STALE
    for document_id, content in papers.items():
        house.assert_filed_once(document_id, content)
    assert len(house.sandbox.vouchers()) == len(papers)
