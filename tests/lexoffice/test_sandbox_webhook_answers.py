"""What the sandbox does with the answers of a receiver: the table of the API notes, section 24.4, row by row."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from lexoffice.sandbox.delivery_rules import PAUSES
from lexoffice.sandbox.store import Store
from lexoffice.webhooks import read_event

PATH = "/v1/event-subscriptions"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_these_answers_end_a_delivery(box, receiver, status):
    receiver.otherwise = status
    box.subscribed(receiver.url)
    box.tell()
    [delivery] = box.ended()
    assert (delivery["outcome"], delivery["answers"]) == ("delivered", [status])


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_after_these_answers_it_is_tried_again(box, receiver, status):
    receiver.script = [status, status]
    box.subscribed(receiver.url)
    box.tell()
    [delivery] = box.ended()
    assert (delivery["outcome"], delivery["answers"]) == ("delivered", [status, status, 204])
    assert len({body for _, _, _, body in receiver.got}) == 1


@pytest.mark.parametrize("status", [203, 304, 400, 405, 406, 415, 422])
def test_after_these_answers_it_is_not(box, receiver, status):
    receiver.otherwise = status
    box.subscribed(receiver.url)
    box.tell()
    [delivery] = box.ended()
    assert (delivery["outcome"], delivery["answers"]) == ("given up", [status])
    assert len(box.raw("GET", PATH).json()["content"]) == 1


def test_410_ends_the_subscription_at_once_and_what_was_under_way_with_it(box, receiver):
    receiver.otherwise = 410
    box.subscribed(receiver.url)
    box.control("webhooks/faults", {"kind": "late", "seconds": 60})
    box.tell()
    box.tell()
    assert [row["outcome"] for row in box.ended(2)] == ["unsubscribed", "unsubscribed"]
    assert len(receiver.got) == 1
    assert box.raw("GET", PATH).json() == {"content": []}


@pytest.mark.parametrize(("status", "outcome", "left"), [(404, "unsubscribed", 0), (503, "given up", 1)])
def test_the_whole_plan_is_tried_before_404_ends_the_subscription_and_503_the_delivery(
    box, receiver, status, outcome, left
):
    receiver.otherwise = status
    box.subscribed(receiver.url)
    box.tell()
    [delivery] = box.ended()
    assert (delivery["outcome"], delivery["answers"]) == (outcome, [status] * 26)
    assert len(box.raw("GET", PATH).json()["content"]) == left


def test_the_plan_is_five_retries_half_an_hour_and_twenty_retries_two_hours_apart():
    seconds = [pause.total_seconds() for pause in PAUSES]
    assert seconds == [10, 20, 40, 80, 160, 1800, *([7200] * 19)]


def test_the_pauses_between_attempts_are_those_of_the_plan_on_their_scale(box, receiver):
    box.switch(webhook_time_scale=0.01)
    receiver.script = [503, 503, 503]
    box.subscribed(receiver.url)
    box.tell()
    times = [moment for moment, *_ in receiver.wait_for(4)]
    pauses = [later - sooner for sooner, later in pairwise(times)]
    for pause, planned in zip(pauses, (0.1, 0.2, 0.4), strict=True):
        assert planned - 0.02 <= pause <= planned + 0.5


def test_a_name_that_is_unknown_for_the_whole_plan_ends_the_subscription(start_sandbox, receiver, tmp_path):
    before = start_sandbox(tmp_path / "sandbox.sqlite")
    before.switch(https_callbacks_only=False, webhook_time_scale=0, webhook_key_bits=2048)
    subscription = before.subscribed(receiver.url)
    before.stop()
    # Its name was good when it was tried, and is not any longer.
    store = Store(tmp_path / "sandbox.sqlite")
    moved = {**store.get("subscription", subscription), "callbackUrl": "http://no-such-host.invalid/"}
    store.save("subscription", subscription, moved)
    store.commit()
    store.close()

    after = start_sandbox(tmp_path / "sandbox.sqlite")
    after.tell()
    [delivery] = after.ended()
    assert (delivery["outcome"], delivery["answers"]) == ("unsubscribed", ["name unknown"] * 26)
    assert after.raw("GET", PATH).json() == {"content": []}


def test_a_receiver_that_is_silent_too_long_is_tried_again(box, receiver):
    box.subscribed(receiver.url)
    box.switch(webhook_timeout_seconds=0.15, webhook_time_scale=0.01)
    receiver.silence = 0.4
    box.tell()
    box.until(lambda: box.deliveries()[0]["answers"])
    receiver.silence = 0
    [delivery] = box.ended()
    assert delivery["answers"][0] == "too slow"
    assert delivery["answers"][-1] == 204


def test_a_receiver_that_was_away_gets_it_when_it_is_back(box, receivers):
    away = receivers()
    box.subscribed(away.url)
    away.stop()
    box.switch(webhook_time_scale=0.01)
    box.tell()
    box.until(lambda: box.deliveries()[0]["answers"])
    receivers(port=away.port)
    [delivery] = box.ended()
    assert delivery["outcome"] == "delivered"
    assert set(delivery["answers"][:-1]) == {"not reached"}


def test_three_redirects_are_followed_and_no_fourth(box, receiver):
    box.subscribed(receiver.url)
    receiver.script = ["/a", "/b", "/c", 204]
    box.tell()
    box.ended()
    assert [path for _, path, _, _ in receiver.got] == ["/hook", "/a", "/b", "/c"]
    assert len({body for _, _, _, body in receiver.got}) == 1
    receiver.script = ["/a", "/b", "/c", "/d", 204]
    box.tell()
    box.until(lambda: len(box.ended()) == 2)
    assert [(row["outcome"], row["answers"]) for row in box.deliveries()] == [("delivered", [204]), ("given up", [307])]
    assert len(receiver.got) == 8


def test_a_redirect_leads_to_no_address_that_could_not_be_subscribed(box, receiver):
    box.subscribed(receiver.url)
    receiver.script = ["ftp://127.0.0.1/"]
    box.tell()
    assert box.ended()[0]["answers"] == [307]


def test_a_slow_receiver_holds_no_other_up(box, receivers):
    slow, quick = receivers(), receivers()
    for receiver in (slow, quick):
        box.subscribed(receiver.url)
    slow.silence = 0.5
    for number in range(4):
        box.tell(resource_id=f"v-{number}")
    quick.wait_for(4, within=1.0)
    assert len(slow.got) <= 2
    assert [event["resourceId"] for event in quick.events] == ["v-0", "v-1", "v-2", "v-3"]
    slow.silence = 0
    slow.wait_for(4)


def test_a_restart_loses_no_delivery(start_sandbox, receiver, tmp_path):
    before = start_sandbox(tmp_path / "sandbox.sqlite")
    before.switch(https_callbacks_only=False, webhook_time_scale=0.05, webhook_key_bits=2048)
    before.subscribed(receiver.url)
    receiver.script = [503]
    before.tell()
    receiver.wait_for(1)
    before.stop()
    after = start_sandbox(tmp_path / "sandbox.sqlite")
    receiver.wait_for(2)
    assert after.ended()[0]["answers"][-1] == 204
    assert receiver.events[0] == receiver.events[1]
    _, _, headers, body = receiver.got[1]
    assert read_event(body, headers["X-Lxo-Signature"], after.public_key())


def test_a_deleted_subscription_gets_nothing_more(box, receiver):
    subscription = box.subscribed(receiver.url)
    box.control("webhooks/faults", {"kind": "late", "seconds": 0.2})
    box.tell()
    box.raw("DELETE", f"{PATH}/{subscription}")
    assert box.outcomes() == ["unsubscribed"]
    box.tell()
    time.sleep(0.3)
    assert (receiver.got, len(box.deliveries())) == ([], 1)
