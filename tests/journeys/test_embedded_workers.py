"""The embedded default: threads of one process bring a document from its bytes to the voucher."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text, update

from models.documents import DocumentStatus
from models.fields import Prediction
from storage.tables.documents import Document
from storage.tables.upkeep import WorkerSign
from workers.embedded import EmbeddedWorkers

Pdf = Callable[[str], bytes]
Proposal = Callable[..., Prediction]


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def filed(house: Any, *ids: int) -> Callable[[], bool]:
    return lambda: all(house.document(document_id).status == DocumentStatus.FILED for document_id in ids)


def test_the_threads_file_what_is_approved_and_stop_when_told(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    contents = {house.approved(pdf(f"Faden {n}"), proposal(f"F-{n}")): pdf(f"Faden {n}") for n in range(4)}
    workers = EmbeddedWorkers(house.services, idle_seconds=0.1)
    workers.start()
    wait_until(filed(house, *contents))
    with house.services.sessions.begin() as session:
        assert len(session.scalars(select(WorkerSign)).all()) == house.services.settings.workers
    workers.stop()
    with house.services.sessions.begin() as session:
        assert session.scalars(select(WorkerSign)).all() == []
    for document_id, content in contents.items():
        house.assert_filed_once(document_id, content)


def test_a_sleeping_worker_is_woken(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    workers = EmbeddedWorkers(house.services, idle_seconds=600)
    workers.start()
    try:
        time.sleep(0.3)  # now all sleep for ten minutes
        document_id = house.approved(pdf("Weckruf"), proposal())
        workers.wake()
        wait_until(filed(house, document_id))
    finally:
        workers.stop()


def test_a_call_to_wake_that_comes_while_working_is_not_lost(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    late: list[int] = []

    def approve_another(name: str) -> None:
        if name == "filed" and not late:
            late.append(house.approved(pdf("Spät"), proposal("R-2")))
            workers.wake()

    settings = house.services.settings.model_copy(update={"workers": 1})
    services = replace(house.services, boundary=approve_another, settings=settings)
    workers = EmbeddedWorkers(services, idle_seconds=600)
    house.approved(pdf("Früh"), proposal("R-1"))
    workers.start()
    try:
        wait_until(lambda: bool(late))
        wait_until(filed(house, *late))
    finally:
        workers.stop()


def test_the_claims_of_a_killed_predecessor_are_void_at_once(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    content = pdf("Vorgänger")
    document_id = house.approved(content, proposal())
    workers = EmbeddedWorkers(house.services, idle_seconds=0.1)
    predecessor = f"{workers._prefix}4711:1"
    with house.services.sessions.begin() as session:
        session.execute(update(Document).values(claimed_by=predecessor, claimed_at=house.clock()))
    workers.start()
    try:
        wait_until(filed(house, document_id))
    finally:
        workers.stop()


def test_the_claims_of_a_living_process_are_respected(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    living = EmbeddedWorkers(house.services, idle_seconds=0.1)
    living.start()
    document_id = house.in_review(pdf("Lebt"), proposal())
    with house.services.sessions.begin() as session:
        session.execute(update(Document).values(claimed_by=f"{living._prefix}1:1", claimed_at=house.clock()))
    another = EmbeddedWorkers(house.services, idle_seconds=0.1)
    another.start()
    try:
        assert house.document(document_id).claimed_by is not None
    finally:
        another.stop()
        living.stop()


def test_a_database_that_goes_away_for_a_while_does_not_end_a_worker(house: Any, pdf: Pdf, proposal: Proposal) -> None:
    document_id = house.in_review(pdf("Ausfall"), proposal())
    workers = EmbeddedWorkers(house.services, idle_seconds=0.05)
    workers.start()
    try:
        house.approve(document_id, time_to_think=timedelta(seconds=0.3))
        with house.services.engine.begin() as connection:
            connection.execute(text("ALTER TABLE outbox RENAME TO outbox_away"))
        time.sleep(0.5)
        assert house.document(document_id).status == DocumentStatus.APPROVED
        with house.services.engine.begin() as connection:
            connection.execute(text("ALTER TABLE outbox_away RENAME TO outbox"))
        wait_until(filed(house, document_id))
    finally:
        workers.stop()


def test_from_bytes_to_review_without_anybody_calling_advance(reading_house: Any) -> None:
    house = reading_house
    document_id = house.receive(b":20:A\n:25:10020030/1\n:28C:1/1\n:60F:C260227EUR1,00\n:62F:C260227EUR1,00\n", "a.sta")
    workers = EmbeddedWorkers(house.services, idle_seconds=0.1)
    workers.start()
    try:
        wait_until(lambda: house.document(document_id).status == DocumentStatus.ARCHIVED)
    finally:
        workers.stop()
