"""The whole way: a house that subscribes, a change at Lexware, the event in our database; and the command line to it."""

from __future__ import annotations

import dataclasses
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from sqlalchemy import select
from typer.testing import CliRunner

from api.main import create_app
from cli.main import app as commands
from lexoffice.bucket import Rate
from lexoffice.errors import Unavailable
from lexoffice.retries import Patience
from operations.subscription_plan import WANTED
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage.migrate import upgrade
from storage.tables.lexware import LexwareEvent
from workers.webhook_subscriptions import SubscriptionUpkeep, upkeep

KEY = "sandbox-key-for-operations"
"""That of conftest.py."""


class Standing:
    """A real house on a free port, known to the sandbox by its address."""

    def __init__(self, folder: Path, books: Any) -> None:
        (folder / "webhooks.pem").write_bytes(httpx.get(f"{books.url}/webhookSignature/public/public_key.pub").content)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        company = folder / "company.json"
        company.write_text(json.dumps({"names": ["Beispiel Handel GmbH"]}), "utf-8")
        self.settings = Settings(
            data=folder,
            lexware_url=books.url,
            lexware_key=SecretStr(KEY),
            lexware_webhook_key=folder / "webhooks.pem",
            public_url=self.url,
            company_file=company,
        )
        rate, patience = Rate(per_second=10_000, burst=1000), Patience(2, 0.01, 0.02)
        self.services: Services = build_services(self.settings, rate=rate, patience=patience)
        upgrade(self.services.engine)
        config = uvicorn.Config(create_app(self.services), log_level="error", lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()

    def events(self) -> list[tuple[str, str]]:
        with self.services.reading() as session:
            rows = session.scalars(select(LexwareEvent).order_by(LexwareEvent.id))
            return [(row.event_type, row.resource_id) for row in rows]

    def subscribed(self) -> int:
        """How many subscriptions Lexware has."""
        return len(self.services.lexware.event_subscriptions.list())

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        self.services.close()


@pytest.fixture
def standing_house(tmp_path: Path, books: Any) -> Iterator[Standing]:
    books.switch(https_callbacks_only=False, webhook_key_bits=2048)
    house = Standing(tmp_path, books)
    yield house
    house.stop()


def eventually(true: Callable[[], bool], within: float = 10.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.02)


def test_a_change_at_lexware_is_in_our_database_without_being_asked_for(standing_house: Standing, books: Any) -> None:
    keeper = SubscriptionUpkeep(standing_house.services, standing_house.url, first_after=timedelta(0))
    keeper.start()
    try:
        eventually(lambda: standing_house.subscribed() == len(WANTED))
        for kind in ("doubled", "wrong_signature"):
            books.control("webhooks/faults", {"kind": kind})
        contact_id = new_contact(books)
        eventually(lambda: standing_house.events() == [("contact.created", contact_id)])
        new_contact(books)
        voucher_id = books.voucher()
        books.pay(voucher_id, "119.00")
        books.pay(voucher_id, "119.00")
        told = {
            ("voucher.changed", voucher_id),
            ("voucher.status.changed", voucher_id),
            ("payment.changed", voucher_id),
        }
        eventually(lambda: told <= set(standing_house.events()))
    finally:
        keeper.stop()
    assert standing_house.events().count(("contact.created", contact_id)) == 1, "doubled, and stored once"
    wrong = [delivery for delivery in history(books) if delivery["wrongSignature"]]
    assert [delivery["answers"][0] for delivery in wrong] == [401]
    assert wrong[0]["resourceId"] not in {resource_id for _, resource_id in standing_house.events()}


def new_contact(books: Any) -> str:
    body = {"version": 0, "roles": {"customer": {}}, "company": {"name": "Beispiel GmbH"}}
    made = httpx.post(f"{books.url}/v1/contacts", json=body, headers={"Authorization": f"Bearer {KEY}"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def history(books: Any) -> list[dict[str, Any]]:
    return list(httpx.get(f"{books.url}/sandbox/deliveries").json())


def test_the_upkeep_repairs_once_a_day_and_soon_again_where_it_could_not(standing_house: Standing, books: Any) -> None:
    passed = timedelta()
    services = dataclasses.replace(standing_house.services, clock=lambda: datetime.now(UTC) + passed)
    keeper = SubscriptionUpkeep(services, standing_house.url)
    books.control("faults", {"kind": "503", "path": "/v1/event-subscriptions", "times": 4})
    keeper.look()  # not yet: the web server may still be on its way up
    for seconds in (6, 40):
        passed = timedelta(seconds=seconds)
        with pytest.raises(Unavailable):
            keeper.look()
    for seconds, there in ((80, 0), (120, len(WANTED))):
        passed = timedelta(seconds=seconds)
        keeper.look()
        assert standing_house.subscribed() == there
    books.control("key", {"revoked": True})
    books.control("key", {"revoked": False})
    for hours, there in ((23, 0), (25, len(WANTED))):
        passed = timedelta(hours=hours)
        keeper.look()
        assert standing_house.subscribed() == there


def test_without_an_address_or_a_key_there_are_no_webhooks(standing_house: Standing) -> None:
    assert len(upkeep(standing_house.services)) == 1
    for lacking in ({"public_url": None}, {"lexware_key": None}):
        settings = standing_house.settings.model_copy(update=lacking)
        assert upkeep(dataclasses.replace(standing_house.services, settings=settings)) == []


def test_the_command_line_shows_repairs_and_removes(
    standing_house: Standing, books: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "DATA": str(standing_house.settings.data),
        "LEXWARE_URL": books.url,
        "LEXWARE_KEY": KEY,
        "LEXWARE_RATE": "1000",
        "PUBLIC_URL": standing_house.url,
        "COMPANY_FILE": str(standing_house.settings.company_file),
    }.items():
        monkeypatch.setenv(f"KONTORIST_{name}", value)

    def run(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(commands, ["lexware", "subscriptions", *options])
        return result.exit_code, result.output

    code, output = run()
    assert code == 1
    assert "subscribed    0" in output
    code, output = run("--repair")
    assert (code, f"subscribed    {len(WANTED)}" in output) == (0, True), output
    assert run()[0] == 0
    assert run("--repair", "--remove")[0] == 2
    code, output = run("--remove")
    assert (code, output.startswith(f"{len(WANTED)} deleted")) == (0, True), output
    assert standing_house.subscribed() == 0
    monkeypatch.delenv("KONTORIST_PUBLIC_URL")
    code, output = run()
    assert (code, "KONTORIST_PUBLIC_URL" in output) == (2, True)
