"""The grown-up deployment: a real Celery prefork worker on PostgreSQL and Valkey runs the same `advance`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from classifier.synthetic import einvoice_files
from classifier.synthetic.corpus import Paper
from models.documents import DocumentStatus
from models.fields import Prediction
from runtime.bell import CeleryBell
from runtime.settings import Settings

Pdf = Callable[[str], bytes]
Proposal = Callable[..., Prediction]

pytestmark = [pytest.mark.postgres, pytest.mark.valkey]


@pytest.fixture
def database_url(fresh_postgres_url: str) -> str:
    """Prefork processes want PostgreSQL."""
    return fresh_postgres_url


class Node:
    """One Celery worker node as a process of its own."""

    def __init__(self, settings: Settings, model: Path, redis_url: str, log: Path) -> None:
        self._log = log.open("w")
        self.log_path = log
        assert settings.lexware_key is not None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "workers.celery_app", "worker", "--concurrency", "2"],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                "KONTORIST_DATA": str(settings.data),
                "KONTORIST_DATABASE_URL": settings.database,
                "KONTORIST_REDIS_URL": redis_url,
                "KONTORIST_LEXWARE_URL": settings.lexware_url,
                "KONTORIST_LEXWARE_KEY": settings.lexware_key.get_secret_value(),
                "KONTORIST_MODEL": str(model),
                "KONTORIST_TIME_TO_THINK": "0",
            },
        )

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process.poll() is None:
            self._process.send_signal(how)
        self._process.wait(30)
        self._log.close()


@pytest.fixture
def start_node(
    settings: Settings, model_directory: Path, valkey_url: str, tmp_path: Path
) -> Iterator[Callable[[], Node]]:
    nodes: list[Node] = []

    def start() -> Node:
        nodes.append(Node(settings, model_directory, valkey_url, tmp_path / f"node-{len(nodes)}.log"))
        return nodes[-1]

    redis.Redis.from_url(valkey_url).flushdb()
    yield start
    for node in nodes:
        node.stop()


def wait_for(house: Any, status: DocumentStatus, *ids: int, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while {house.document(document_id).status for document_id in ids} != {status}:
        assert time.monotonic() < end, {i: house.document(i).status for i in ids}
        time.sleep(0.1)


def test_a_prefork_worker_reads_classifies_and_files(
    house: Any, start_node: Callable[[], Node], valkey_url: str, pdf: Pdf, proposal: Proposal, invoices: list[Paper]
) -> None:
    content = pdf("Celery")
    filed = house.approved(content, proposal("C-1"))
    unordered = house.receive(einvoice_files.cii(invoices[0].facts), "x.xml")
    node = start_node()
    wait_for(house, DocumentStatus.FILED, filed)
    wait_for(house, DocumentStatus.IN_REVIEW, unordered)
    house.assert_filed_once(filed, content)
    # A lost wake-up loses nothing: the queue is emptied under the worker's feet, and no bell is rung.
    redis.Redis.from_url(valkey_url).flushdb()
    late = house.approved(pdf("Danach"), proposal("C-2"))
    wait_for(house, DocumentStatus.FILED, late)
    # The bell only makes it quicker.
    rung = house.approved(pdf("Geläutet"), proposal("C-3"))
    CeleryBell(valkey_url)()
    wait_for(house, DocumentStatus.FILED, rung)
    node.stop()
    log = node.log_path.read_text()
    assert '"event": "effect.done"' in log
    for secret in ("Papierhaus", "238", invoices[0].facts.number, invoices[0].facts.supplier.name, "sandbox-key"):
        assert secret not in log
