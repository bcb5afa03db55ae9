"""Event subscriptions (API notes, sections 24.1 and 24.2)."""

from __future__ import annotations

import pytest

from lexoffice.errors import (
    AnswerNotUnderstood,
    Conflict,
    FixTheData,
)
from lexoffice.event_subscriptions import SUBJECTS, EventType, resource_of
from lexoffice.sandbox.events import EVENT_TYPES

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
RESULT = {"id": ID, "resourceUri": "https://api.lexware.io/v1/x/" + ID, "version": 0}


def test_there_are_42_event_types_and_the_sandbox_knows_the_same():
    assert len(EventType) == 42
    assert {str(event) for event in EventType} == EVENT_TYPES


def test_an_event_says_what_it_speaks_of_and_what_happened():
    event = EventType.CREDIT_NOTE_STATUS_CHANGED
    assert (event.resource, event.happening) == ("credit-note", "status.changed")
    assert (event.subject.path, event.subject.listed_as) == ("/v1/credit-notes", ("creditnote",))
    assert EventType.TOKEN_REVOKED.subject.path is None
    assert {event.resource for event in EventType} == set(SUBJECTS)
    assert resource_of("receipt.created") == "receipt"


ADDRESS = "https://kontorist.example/webhooks/lexware"
ROW = {"subscriptionId": ID, "organizationId": ID, "eventType": "invoice.created", "callbackUrl": ADDRESS}


def test_a_subscription_is_made_listed_and_read_under_its_two_names_of_the_id(recorder, client):
    future = {**ROW, "subscriptionId": "s-2", "eventType": "robot.created"}
    recorder.answers = [(201, RESULT), (200, {"content": [ROW, future]}), (200, {**ROW, "id": ID})]
    assert client.event_subscriptions.create(EventType.INVOICE_CREATED, ADDRESS).id == ID
    listed = client.event_subscriptions.list()
    assert [entry.subscription_id for entry in listed] == [ID, "s-2"]
    assert [entry.event_type for entry in listed] == [EventType.INVOICE_CREATED, "robot.created"]
    assert client.event_subscriptions.get(ID).callback_url == ADDRESS
    assert recorder.asked == [
        ("POST", "/v1/event-subscriptions", {"eventType": "invoice.created", "callbackUrl": ADDRESS}),
        ("GET", "/v1/event-subscriptions", None),
        ("GET", f"/v1/event-subscriptions/{ID}", None),
    ]


def test_a_subscription_with_the_plain_name_of_the_id_is_read_too(recorder, client):
    recorder.answers = [(200, {"id": ID, "eventType": "invoice.created", "callbackUrl": ADDRESS})]
    assert client.event_subscriptions.get(ID).subscription_id == ID


@pytest.mark.parametrize("answer", [{}, [], {"rows": []}])
def test_an_answer_that_is_no_list_is_not_taken_for_an_empty_one(recorder, client, answer):
    recorder.answers = [(200, answer)]
    with pytest.raises(AnswerNotUnderstood):
        client.event_subscriptions.list()


def test_a_pair_that_exists_is_a_conflict_and_after_a_lost_answer_perhaps_ours(recorder, client):
    recorder.answers = [(409, {"message": "exists"}), (0, None), (409, {"message": "exists"})]
    with pytest.raises(Conflict) as known:
        client.event_subscriptions.create(EventType.INVOICE_CREATED, ADDRESS)
    with pytest.raises(Conflict) as lost:
        client.event_subscriptions.create(EventType.INVOICE_CREATED, ADDRESS)
    assert (known.value.own_change_possible, lost.value.own_change_possible) == (False, True)


def test_ensuring_finds_makes_or_finds_after_all(recorder, client):
    nothing, listed = (200, {"content": []}), (200, {"content": [ROW]})

    def ensure():
        found = client.event_subscriptions.ensure(EventType.INVOICE_CREATED, ADDRESS)
        methods = [method for method, _, _ in recorder.asked]
        recorder.received.clear()
        return found.subscription_id, methods

    recorder.answers = [listed]
    assert ensure() == (ID, ["GET"])
    recorder.answers = [nothing, (201, RESULT), (200, ROW)]
    assert ensure() == (ID, ["GET", "POST", "GET"])
    recorder.answers = [nothing, (0, None), (409, {}), listed]
    assert ensure() == (ID, ["GET", "POST", "POST", "GET"])
    recorder.answers = [nothing, (409, {}), nothing]
    with pytest.raises(Conflict):
        ensure()


def test_the_subscriptions_of_the_sandbox_live_and_end(lexware, sandbox, recorder_url):
    sandbox.switch(https_callbacks_only=False)
    with pytest.raises(FixTheData) as refused:  # nothing there answers a HEAD
        lexware.event_subscriptions.create(EventType.VOUCHER_CREATED, f"{recorder_url}/nobody")
    assert refused.value.status == 406
    with pytest.raises(FixTheData):
        lexware.event_subscriptions.create("robot.created", f"{recorder_url}/there")
    made = lexware.event_subscriptions.ensure(EventType.VOUCHER_CREATED, f"{recorder_url}/there")
    assert lexware.event_subscriptions.ensure(EventType.VOUCHER_CREATED, f"{recorder_url}/there") == made
    assert lexware.event_subscriptions.list() == (made,)
    assert [lexware.event_subscriptions.delete(made.subscription_id) for _ in range(2)] == [True, False]
    assert lexware.event_subscriptions.list() == ()
