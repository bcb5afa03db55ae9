"""How the house is, for whoever restarts it and for Prometheus."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from models.people import Role
from storage.tables.upkeep import WorkerSign


def sign(house: Any, ago: timedelta) -> None:
    with house.services.sessions.begin() as session:
        session.merge(WorkerSign(worker="w", at=house.clock() - ago, doing="read"))


def test_an_idle_house_is_well(house: Any) -> None:
    answer = httpx.get(f"{house.address}/health")
    assert (answer.status_code, answer.json()["ok"], answer.json()["database"]) == (200, True, True)


def test_documents_that_wait_while_no_worker_lives_are_an_alarm(house: Any) -> None:
    house.receive(b"%PDF-1.4 waits")
    house.later(seconds=30)
    silent = httpx.get(f"{house.address}/health")
    assert (silent.status_code, silent.json()["documents_waiting"]) == (503, 1)
    assert silent.json()["oldest_waiting_age"] >= 30
    sign(house, timedelta(minutes=10))
    assert httpx.get(f"{house.address}/health").status_code == 503
    sign(house, timedelta(seconds=5))
    alive = httpx.get(f"{house.address}/health")
    assert (alive.status_code, alive.json()["workers_alive"]) == (200, 1)


def test_a_lost_database_is_an_alarm_and_no_trace(house: Any) -> None:
    house.services.engine.dispose()
    database = house.services.settings.data / "kontorist.sqlite3"
    for file in house.services.settings.data.glob("kontorist.sqlite3*"):
        file.unlink()
    database.mkdir()
    answer = httpx.get(f"{house.address}/health")
    assert answer.status_code == 503
    assert answer.json() == answer.json() | {"ok": False, "database": False}
    database.rmdir()


def test_metrics_count_and_name_nobody(house: Any, paper: Any) -> None:
    house.bring(paper(supplier="Papierhaus"))
    with house.client(Role.ADMIN) as client:
        text = client.get("/metrics").text
    assert 'kontorist_documents{status="in_review"} 1.0' in text
    assert "kontorist_outbox_open 0.0" in text
    assert "Papierhaus" not in text
    assert "reviewer" not in text
