"""Our subscriptions at a served sandbox: made, mended, taken away; and the whole way of an event into our database."""

from __future__ import annotations

import dataclasses
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from sqlalchemy import select
from typer.testing import CliRunner

from api import lexware_webhook
from api.main import create_app
from cli.main import app as commands
from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.errors import AskAPerson, Unavailable
from lexoffice.event_subscriptions import EventType
from lexoffice.ratelimit import ProcessBudget
from lexoffice.retries import Patience
from lexoffice.sandbox.serving import ServedSandbox
from operations.subscriptions import (
    CALLBACK_PATH,
    WANTED,
    Stopped,
    Subscriber,
    look,
    not_wanted,
    remove,
    repair,
    usable,
)
from runtime.services import Services, build_services
from runtime.settings import Settings
from storage import notices
from storage.migrate import upgrade
from storage.sessions import Sessions
from storage.tables.callbacks import LexwareCallback
from storage.tables.lexware import LexwareEvent
from workers.webhook_subscriptions import SubscriptionUpkeep, upkeep

API_KEY = "sandbox-key-for-subscriptions"


class Door:
    """What stands at our public address: it answers HEAD, more or less."""

    def __init__(self) -> None:
        self.status = 200
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.send_response(door.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Lexware:
    """A sandbox that delivers to this machine, seen from its controls."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=20, headers={"Authorization": f"Bearer {API_KEY}"})

    def empty(self) -> None:
        self.control("reset", {})
        self.control(
            "switches",
            {"rate_per_second": 0, "https_callbacks_only": False, "webhook_key_bits": 2048, "reading_seconds": 0},
        )

    def close(self) -> None:
        self._http.close()

    def control(self, path: str, body: Any) -> None:
        answer = self._http.post(f"/sandbox/{path}", json=body)
        assert answer.is_success, answer.text

    def subscribe(self, event_type: str, url: str) -> None:
        body = {"eventType": event_type, "callbackUrl": url}
        assert self._http.post("/v1/event-subscriptions", json=body).status_code == 201

    def subscriptions(self) -> set[tuple[str, str]]:
        listed = self._http.get("/v1/event-subscriptions").json()["content"]
        return {(entry["eventType"], entry["callbackUrl"]) for entry in listed}

    def posts(self) -> int:
        return sum(entry["method"] == "POST" for entry in self._http.get("/sandbox/requests").json())

    def public_key(self) -> bytes:
        return self._http.get("/webhookSignature/public/public_key.pub").content

    def new_contact(self) -> str:
        body = {"version": 0, "roles": {"customer": {}}, "company": {"name": "Beispiel GmbH"}}
        made = self._http.post("/v1/contacts", json=body)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def new_voucher(self) -> str:
        item = {"amount": 119, "taxAmount": 19, "taxRatePercent": 19}
        body = {
            "type": "purchaseinvoice",
            "voucherNumber": "R-1",
            "voucherDate": "2026-02-27",
            "totalGrossAmount": 119,
            "totalTaxAmount": 19,
            "taxType": "gross",
            "useCollectiveContact": True,
            "voucherItems": [{**item, "categoryId": "16d04a21-fd91-11e1-a21f-0800200c9a66"}],
        }
        made = self._http.post("/v1/vouchers", json=body)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def pay(self, voucher_id: str) -> None:
        self.control("payments", {"voucher_id": voucher_id, "amount": "119.00"})


@pytest.fixture(scope="session")
def _served() -> Iterator[Lexware]:
    with ServedSandbox(None, key=API_KEY) as sandbox:
        lexware = Lexware(sandbox.url)
        yield lexware
        lexware.close()


@pytest.fixture
def lexware(_served: Lexware) -> Lexware:
    _served.empty()
    return _served


@pytest.fixture
def door() -> Iterator[Door]:
    standing = Door()
    yield standing
    standing.stop()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """SQLite, but where a test is for both: most is about Lexware, and every repair sends forty requests."""
    url: str = request.getfixturevalue(getattr(request, "param", "sqlite_url"))
    return url


on_both_databases = pytest.mark.parametrize(
    "database_url", ["sqlite_url", pytest.param("fresh_postgres_url", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def house(lexware: Lexware, door: Door, sessions: Sessions) -> Iterator[Subscriber]:
    """An installation whose address is the door."""
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    with LexwareClient(API_KEY, lexware.url, budget=budget, patience=Patience(2, 0.01, 0.02)) as client:
        yield Subscriber(sessions, client, door.url, lambda: datetime.now(UTC))


def at(house: Subscriber) -> set[tuple[str, str]]:
    """What shall be there."""
    return {(str(event_type), house.callback_url) for event_type in WANTED}


def standing(house: Subscriber) -> list[str]:
    with house.sessions() as session:
        return [notice.code for notice in notices.standing(session)]


def test_our_address_is_the_one_that_the_house_listens_at(house: Subscriber) -> None:
    assert CALLBACK_PATH == lexware_webhook.PATH
    assert dataclasses.replace(house, public_url="https://firma.example/k/").callback_url == (
        "https://firma.example/k/webhooks/lexware"
    )


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://firma.example", True),
        ("https://firma.example:8443/kontorist", True),
        ("http://firma.example", False),
        ("firma.example", False),
        ("https://", False),
        ("https://anna:geheim@firma.example", False),
        ("https://firma.example/?a=b", False),
        ("https://firma.example/#a", False),
        ("https://[::1", False),
        ("https://firma.example:port", False),
    ],
)
def test_which_addresses_may_be_named_to_lexware(address: str, good: bool) -> None:
    assert usable(address) is good


def test_only_a_sandbox_takes_addresses_without_https() -> None:
    assert usable("http://127.0.0.1:8400", http_too=True)
    assert not usable("ftp://127.0.0.1", http_too=True)


def test_everything_is_subscribed_once_but_what_nobody_uses(house: Subscriber, lexware: Lexware) -> None:
    assert set(EventType) - set(WANTED) == {
        EventType.RECURRING_TEMPLATE_CREATED,
        EventType.RECURRING_TEMPLATE_CHANGED,
        EventType.RECURRING_TEMPLATE_DELETED,
    }
    done = repair(house)
    assert (set(done.created), done.complete) == ({str(event_type) for event_type in WANTED}, True)
    assert lexware.subscriptions() == at(house)
    posts = lexware.posts()
    assert repair(house).created == ()
    assert lexware.posts() == posts


def test_only_what_is_missing_is_made(house: Subscriber, lexware: Lexware) -> None:
    repair(house)
    [gone] = [entry for entry in look(house).ours if entry.event_type == EventType.PAYMENT_CHANGED]
    house.lexware.event_subscriptions.delete(gone.subscription_id)
    assert look(house).missing == (EventType.PAYMENT_CHANGED,)
    assert repair(house).created == ("payment.changed",)
    assert lexware.subscriptions() == at(house)


def test_a_renewed_key_has_no_subscriptions_and_gets_them(house: Subscriber, lexware: Lexware) -> None:
    repair(house)
    lexware.control("key", {"revoked": True})
    with pytest.raises(AskAPerson):
        repair(house)
    lexware.control("key", {"revoked": False})
    assert lexware.subscriptions() == set()
    repair(house)
    assert lexware.subscriptions() == at(house)


def test_what_other_programs_subscribed_to_is_not_touched(house: Subscriber, lexware: Lexware, door: Door) -> None:
    foreign = {("voucher.changed", f"{door.url}/other"), ("contact.created", f"{house.callback_url}/more")}
    for event_type, url in foreign:
        lexware.subscribe(event_type, url)
    repair(house)
    assert lexware.subscriptions() == foreign | at(house)
    assert look(house).foreign == 2
    assert remove(house) == len(WANTED)
    assert lexware.subscriptions() == foreign


@on_both_databases
def test_after_a_move_the_old_address_gets_nothing_more(house: Subscriber, lexware: Lexware, door: Door) -> None:
    before = dataclasses.replace(house, public_url=f"{door.url}/before")
    repair(before)
    assert len(look(house).missing) == len(WANTED)
    done = repair(house)
    assert (len(done.created), done.deleted) == (len(WANTED), len(WANTED))
    assert lexware.subscriptions() == at(house)
    with house.sessions() as session:
        assert session.scalars(select(LexwareCallback.url)).all() == [house.callback_url]


def test_what_is_not_used_any_more_is_deleted_at_our_address(house: Subscriber, lexware: Lexware) -> None:
    lexware.subscribe("recurring-template.created", house.callback_url)
    assert len(look(house).left_over) == 1
    assert repair(house).deleted == 1
    assert lexware.subscriptions() == at(house)


def test_an_address_that_lexware_cannot_reach_becomes_a_notice_that_goes_again(
    house: Subscriber, lexware: Lexware, door: Door
) -> None:
    door.status = 404
    posts = lexware.posts()
    done = repair(house)
    assert (done.not_reached, done.complete, done.created) == (True, False, ())
    assert lexware.posts() == posts + 1, "the other events would get the same answer"
    assert standing(house) == ["webhook_address_not_reached"]
    with house.sessions() as session:
        [notice] = notices.standing(session)
        assert house.callback_url in notice.sentence
        assert "kontorist lexware subscriptions --repair" in notice.sentence
    door.status = 200
    assert repair(house).complete
    assert standing(house) == []


@on_both_databases
def test_notices_of_others_stay_and_ours_go_when_there_shall_be_no_webhooks(house: Subscriber, door: Door) -> None:
    with house.sessions.begin() as session:
        notices.settle(session, "lexware_", [notices.Finding("lexware_x", "error", "x")], at=house.clock())
    door.status = 500
    repair(house)
    assert set(standing(house)) == {"lexware_x", "webhook_address_not_reached"}
    not_wanted(house.sessions, at=house.clock())
    assert standing(house) == ["lexware_x"]


def test_what_was_made_in_the_same_moment_is_no_error(house: Subscriber, lexware: Lexware) -> None:
    other = iter([lexware.subscribe])

    def meanwhile() -> bool:
        for subscribe in other:
            subscribe(str(WANTED[0]), house.callback_url)
        return True

    done = repair(dataclasses.replace(house, wanted=meanwhile))
    assert (done.complete, done.elsewhere) == (True, ())
    assert len(done.created) == len(WANTED) - 1
    assert lexware.subscriptions() == at(house)


def test_a_lost_answer_ends_in_one_subscription(house: Subscriber, lexware: Lexware) -> None:
    lexware.control("faults", {"kind": "504", "method": "POST", "path": "/v1/event-subscriptions", "times": 1})
    assert repair(house).complete
    assert lexware.subscriptions() == at(house)


def test_a_repair_that_was_cut_off_goes_on_from_there(house: Subscriber, lexware: Lexware) -> None:
    left = iter(range(5))
    with pytest.raises(Stopped):
        repair(dataclasses.replace(house, wanted=lambda: next(left, None) is not None))
    assert len(lexware.subscriptions()) == 5
    lexware.control("faults", {"kind": "503", "method": "POST", "path": "/v1/event-subscriptions", "times": 2})
    with pytest.raises(Unavailable):
        repair(house)
    assert len(repair(house).created) == len(WANTED) - 5
    assert lexware.subscriptions() == at(house)


# The house


class Standing:
    """A real house on a free port, known to the sandbox by its address."""

    def __init__(self, folder: Path, lexware: Lexware) -> None:
        (folder / "webhooks.pem").write_bytes(lexware.public_key())
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        company = folder / "company.json"
        company.write_text(json.dumps({"names": ["Beispiel Handel GmbH"]}), "utf-8")
        self.settings = Settings(
            data=folder,
            lexware_url=lexware.url,
            lexware_key=SecretStr(API_KEY),
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

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        self.services.close()


@pytest.fixture
def standing_house(tmp_path: Path, lexware: Lexware) -> Iterator[Standing]:
    house = Standing(tmp_path, lexware)
    yield house
    house.stop()


def eventually(true: Callable[[], bool], within: float = 10.0) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.02)


def test_a_change_at_lexware_is_in_our_database_without_being_asked_for(
    standing_house: Standing, lexware: Lexware
) -> None:
    keeper = SubscriptionUpkeep(standing_house.services, standing_house.url, first_after=timedelta(0))
    keeper.start()
    try:
        eventually(lambda: len(lexware.subscriptions()) == len(WANTED))
        for kind in ("doubled", "wrong_signature"):
            lexware.control("webhooks/faults", {"kind": kind})
        contact_id = lexware.new_contact()
        voucher_id = lexware.new_voucher()
        eventually(lambda: standing_house.events() == [("contact.created", contact_id)])
        lexware.pay(voucher_id)
        told = {
            ("voucher.changed", voucher_id),
            ("voucher.status.changed", voucher_id),
            ("payment.changed", voucher_id),
        }
        eventually(lambda: told <= set(standing_house.events()))
    finally:
        keeper.stop()
    assert len(standing_house.events()) == len(set(standing_house.events()))
    refused = [delivery for delivery in history(lexware) if delivery["wrongSignature"]]
    assert [delivery["answers"][0] for delivery in refused] == [401]


def history(lexware: Lexware) -> list[dict[str, Any]]:
    return list(httpx.get(f"{lexware.url}/sandbox/deliveries").json())


def test_the_upkeep_repairs_once_a_day_and_soon_again_where_it_could_not(
    standing_house: Standing, lexware: Lexware
) -> None:
    passed = timedelta()
    services = dataclasses.replace(standing_house.services, clock=lambda: datetime.now(UTC) + passed)
    keeper = SubscriptionUpkeep(services, standing_house.url)
    lexware.control("faults", {"kind": "503", "path": "/v1/event-subscriptions", "times": 4})
    keeper.look()  # not yet: the web server may still be on its way up
    for seconds in (6, 40):
        passed = timedelta(seconds=seconds)
        with pytest.raises(Unavailable):
            keeper.look()
    for seconds, there in ((80, 0), (120, len(WANTED))):
        passed = timedelta(seconds=seconds)
        keeper.look()
        assert len(lexware.subscriptions()) == there
    lexware.control("key", {"revoked": True})
    lexware.control("key", {"revoked": False})
    for hours, there in ((23, 0), (25, len(WANTED))):
        passed = timedelta(hours=hours)
        keeper.look()
        assert len(lexware.subscriptions()) == there


def test_without_an_address_or_a_key_there_are_no_webhooks(standing_house: Standing) -> None:
    assert len(upkeep(standing_house.services)) == 1
    for lacking in ({"public_url": None}, {"lexware_key": None}):
        settings = standing_house.settings.model_copy(update=lacking)
        assert upkeep(dataclasses.replace(standing_house.services, settings=settings)) == []


def test_the_command_line_shows_repairs_and_removes(
    standing_house: Standing, lexware: Lexware, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "DATA": str(standing_house.settings.data),
        "LEXWARE_URL": lexware.url,
        "LEXWARE_KEY": API_KEY,
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
    assert lexware.subscriptions() == set()
    monkeypatch.delenv("KONTORIST_PUBLIC_URL")
    code, output = run()
    assert (code, "KONTORIST_PUBLIC_URL" in output) == (2, True)
