"""Our subscriptions at a served sandbox: made, mended, moved, taken away; those of others never touched."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sqlalchemy import select

from api import lexware_webhook
from lexoffice.errors import AskAPerson, Unavailable
from lexoffice.event_subscriptions import EventType
from operations.subscription_plan import CALLBACK_PATH, WANTED, usable
from operations.subscriptions import Stopped, Subscriber, look, not_wanted, remove, repair
from storage import notices
from storage.tables.callbacks import LexwareCallback


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
def house(books: Any, door: Door, watch: Any) -> Subscriber:
    """An installation whose address is the door."""
    books.switch(https_callbacks_only=False, webhook_key_bits=2048)
    return Subscriber(watch.desk.sessions, watch.desk.client, door.url, watch.desk.clock)


def at(house: Subscriber) -> set[tuple[str, str]]:
    """What shall be there."""
    return {(str(event_type), house.callback_url) for event_type in WANTED}


def there(house: Subscriber) -> set[tuple[str, str]]:
    """What is there."""
    return {(str(entry.event_type), entry.callback_url) for entry in house.lexware.event_subscriptions.list()}


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


def test_everything_is_subscribed_once_but_what_nobody_uses(house: Subscriber, books: Any) -> None:
    assert set(EventType) - set(WANTED) == {
        EventType.RECURRING_TEMPLATE_CREATED,
        EventType.RECURRING_TEMPLATE_CHANGED,
        EventType.RECURRING_TEMPLATE_DELETED,
    }
    done = repair(house)
    assert (set(done.created), done.complete) == ({str(event_type) for event_type in WANTED}, True)
    assert there(house) == at(house)
    before = len(books.requests())
    assert repair(house).created == ()
    assert len(books.requests()) == before + 1, "to look is enough"


def test_only_what_is_missing_is_made(house: Subscriber, books: Any) -> None:
    repair(house)
    [gone] = [entry for entry in look(house).ours if entry.event_type == EventType.PAYMENT_CHANGED]
    house.lexware.event_subscriptions.delete(gone.subscription_id)
    assert look(house).missing == (EventType.PAYMENT_CHANGED,)
    assert repair(house).created == ("payment.changed",)
    assert there(house) == at(house)


def test_a_renewed_key_has_no_subscriptions_and_gets_them(house: Subscriber, books: Any) -> None:
    repair(house)
    books.control("key", {"revoked": True})
    with pytest.raises(AskAPerson):
        repair(house)
    books.control("key", {"revoked": False})
    assert there(house) == set()
    repair(house)
    assert there(house) == at(house)


def test_what_other_programs_subscribed_to_is_not_touched(house: Subscriber, books: Any, door: Door) -> None:
    foreign = {("voucher.changed", f"{door.url}/other"), ("contact.created", f"{house.callback_url}/more")}
    for event_type, url in foreign:
        house.lexware.event_subscriptions.create(event_type, url)
    repair(house)
    assert there(house) == foreign | at(house)
    assert look(house).foreign == 2
    assert remove(house) == len(WANTED)
    assert there(house) == foreign


@on_both_databases
def test_after_a_move_the_old_address_gets_nothing_more(house: Subscriber, books: Any, door: Door) -> None:
    before = dataclasses.replace(house, public_url=f"{door.url}/before")
    repair(before)
    assert len(look(house).missing) == len(WANTED)
    done = repair(house)
    assert (len(done.created), done.deleted) == (len(WANTED), len(WANTED))
    assert there(house) == at(house)
    with house.sessions() as session:
        assert session.scalars(select(LexwareCallback.url)).all() == [house.callback_url]


def test_the_old_address_is_kept_while_the_new_one_is_not_reached(house: Subscriber) -> None:
    repair(house)
    moved = dataclasses.replace(house, public_url="http://127.0.0.1:1")
    assert (repair(moved).not_reached, there(house)) == (True, at(house))
    assert len(look(moved).left_over) == len(WANTED)


def test_what_is_not_used_any_more_is_deleted_at_our_address(house: Subscriber, books: Any) -> None:
    house.lexware.event_subscriptions.create("recurring-template.created", house.callback_url)
    assert len(look(house).left_over) == 1
    assert repair(house).deleted == 1
    assert there(house) == at(house)


def test_an_address_that_lexware_cannot_reach_becomes_a_notice_that_goes_again(
    house: Subscriber, books: Any, door: Door
) -> None:
    door.status = 404
    before = len(books.requests())
    done = repair(house)
    assert (done.not_reached, done.complete, done.created) == (True, False, ())
    assert len(books.requests()) == before + 3, "twice; the other events would get the same answer"
    assert standing(house) == ["webhook_address_not_reached"]
    with house.sessions() as session:
        [notice] = notices.standing(session)
        assert house.callback_url in notice.sentence
        assert "kontorist lexware subscriptions --repair" in notice.sentence
    door.status = 200
    assert repair(house).complete
    assert standing(house) == []


def test_a_house_that_is_going_down_leaves_no_notice(house: Subscriber, door: Door) -> None:
    door.status, stays = 404, [True]
    leaving = dataclasses.replace(house, wanted=lambda: bool(stays), before_second_try=stays.clear)
    with pytest.raises(Stopped):
        repair(leaving)
    assert standing(house) == []


def test_an_address_that_answers_at_the_second_try_is_good(house: Subscriber, door: Door) -> None:
    door.status = 503

    def up() -> None:
        door.status = 200

    assert repair(dataclasses.replace(house, before_second_try=up)).complete
    assert there(house) == at(house)


@on_both_databases
def test_notices_of_others_stay_and_ours_go_when_there_shall_be_no_webhooks(house: Subscriber, door: Door) -> None:
    with house.sessions.begin() as session:
        notices.settle(session, "lexware_", [notices.Finding("lexware_x", "error", "x")], at=house.clock())
    door.status = 500
    repair(house)
    assert set(standing(house)) == {"lexware_x", "webhook_address_not_reached"}
    not_wanted(house.sessions, at=house.clock())
    assert standing(house) == ["lexware_x"]


def test_what_was_made_in_the_same_moment_is_no_error(house: Subscriber, books: Any) -> None:
    other = iter([house.lexware.event_subscriptions.create])

    def meanwhile() -> bool:
        for create in other:
            create(WANTED[0], house.callback_url)
        return True

    done = repair(dataclasses.replace(house, wanted=meanwhile))
    assert (done.complete, done.elsewhere) == (True, ())
    assert len(done.created) == len(WANTED) - 1
    assert there(house) == at(house)


def test_a_lost_answer_ends_in_one_subscription(house: Subscriber, books: Any) -> None:
    books.control("faults", {"kind": "504", "method": "POST", "path": "/v1/event-subscriptions", "times": 1})
    assert repair(house).complete
    assert there(house) == at(house)


def test_a_repair_that_was_cut_off_goes_on_from_there(house: Subscriber, books: Any) -> None:
    left = iter(range(5))
    with pytest.raises(Stopped):
        repair(dataclasses.replace(house, wanted=lambda: next(left, None) is not None))
    assert len(there(house)) == 5
    books.control("faults", {"kind": "503", "method": "POST", "path": "/v1/event-subscriptions", "times": 2})
    with pytest.raises(Unavailable):
        repair(house)
    assert len(repair(house).created) == len(WANTED) - 5
    assert there(house) == at(house)
