"""The retry table of the API notes, section 3: as a table, and against the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import httpx
import pytest

from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.contacts import Company, Contact, Role, Roles
from lexoffice.errors import Conflict, FixTheData, OutcomeUnknown, RateLimited, Unavailable
from lexoffice.ratelimit import ProcessBudget
from lexoffice.retries import Failure, Patience, failure_of, may_repeat, outcome_known
from lexoffice.vouchers import Voucher, VoucherType

TABLE = [
    # failure, harmless call repeated, POST repeated, POST outcome known
    (Failure.RATE_LIMIT, True, True, True),
    (Failure.NOT_SENT, True, True, True),
    (Failure.DISGUISED_RATE_LIMIT, True, False, False),
    (Failure.SERVER_ERROR, True, False, False),
    (Failure.NO_ANSWER, True, False, False),
    (Failure.REFUSED, False, False, True),
]
SUPPLIER = Contact(roles=Roles(vendor=Role()), company=Company(name="Nordlicht Messtechnik GmbH"))


def test_the_table_names_every_failure():
    assert {row[0] for row in TABLE} == set(Failure)


@pytest.mark.parametrize(("failure", "harmless", "post", "known"), TABLE)
def test_the_table(failure, harmless, post, known):
    assert may_repeat(failure, harmless=True) is harmless
    assert may_repeat(failure, harmless=False) is post
    assert outcome_known(failure, harmless=False) is known
    assert outcome_known(failure, harmless=True)


@pytest.mark.parametrize(
    ("status", "content", "failure"),
    [
        (200, b"", None),
        (202, b"", None),
        (302, b"", Failure.REFUSED),
        (400, b"", Failure.REFUSED),
        (429, b"", Failure.RATE_LIMIT),
        (500, b'{"message":null}', Failure.SERVER_ERROR),
        (500, b'{"message":"Internal server error or Rate Limit exceeded"}', Failure.DISGUISED_RATE_LIMIT),
        (503, b"rate limit", Failure.SERVER_ERROR),
        (504, b"", Failure.SERVER_ERROR),
    ],
)
def test_what_an_answer_means(status, content, failure):
    assert failure_of(status, content) is failure


@pytest.mark.parametrize("kind", ["429", "500", "500_rate_limit", "503", "504", "504_before", "reset", "reset_after"])
def test_reading_is_repeated_after_every_fault(lexware, sandbox, sleeps, kind):
    sandbox.fail(kind, times=4)
    assert lexware.profile.get().company_name
    assert len(sleeps) == 4


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", RateLimited),
        ("500_rate_limit", RateLimited),
        ("500", Unavailable),
        ("503", Unavailable),
        ("reset", Unavailable),
    ],
)
def test_after_five_attempts_the_caller_is_told_to_come_back_later(lexware, sandbox, kind, error):
    sandbox.fail(kind, times=5)
    with pytest.raises(error):
        lexware.profile.get()
    assert len(sandbox.requests()) == 5


def test_a_post_refused_for_its_rate_was_not_executed_and_is_repeated(lexware, sandbox):
    sandbox.fail("429", method="POST", times=3)
    lexware.contacts.create(SUPPLIER)
    assert len(list(lexware.contacts.find())) == 1


@pytest.mark.parametrize("kind", ["504", "504_before", "500", "500_rate_limit", "503", "reset", "reset_after"])
def test_a_new_contact_without_a_clear_answer_is_never_posted_twice(lexware, sandbox, kind):
    sandbox.fail(kind, method="POST")
    with pytest.raises(OutcomeUnknown):
        lexware.contacts.create(SUPPLIER)
    assert len(sandbox.requests()) == 1
    assert len(lexware.contacts.named("nordlicht messtechnik gmbh")) == (kind in ("504", "reset_after"))


def test_refused_data_is_not_sent_again(lexware, sandbox):
    with pytest.raises(FixTheData):
        lexware.contacts.create(SUPPLIER.replaced(roles=Roles()))
    assert len(sandbox.requests()) == 1


def test_a_slow_answer_ends_as_timeout_and_reading_is_repeated(sandbox, sleeps):
    sandbox.fail("slow", seconds=0.5)
    with LexwareClient("sandbox-key-for-tests", sandbox.url, timeout=httpx.Timeout(0.2), sleep=sleeps.append) as hasty:
        assert hasty.profile.get().company_name
    assert len(sleeps) == 1


def test_nothing_listens_and_even_a_post_may_come_back_later(sleeps):
    client = LexwareClient("key", "http://127.0.0.1:9", patience=Patience(attempts=2), sleep=sleeps.append)
    with client, pytest.raises(Unavailable):
        client.contacts.create(SUPPLIER)
    assert len(sleeps) == 1


@pytest.mark.parametrize(("said", "waited"), [(3, 3.0), (600, 8.0), (0, 0.0)])
def test_a_retry_after_is_honoured_up_to_eight_seconds(lexware, sandbox, sleeps, said, waited):
    sandbox.fail("429", retry_after=said)
    lexware.profile.get()
    assert sleeps == [waited]


def test_pauses_double_up_to_a_limit_with_at_most_half_of_them_as_jitter():
    patience, chance = Patience(first_wait=1, longest_wait=8), Random(1)
    for attempt, longest in enumerate([1, 2, 4, 8, 8, 8], start=1):
        waits = [patience.wait(attempt, None, chance) for _ in range(50)]
        assert longest / 2 <= min(waits) < max(waits) <= longest


def at_once(answer: Callable[[httpx.Request], httpx.Response]) -> LexwareClient:
    """A client of a Lexware that answers like this, without limit and pauses."""
    budget = ProcessBudget(Rate(per_second=10_000, burst=1000))
    return LexwareClient("abc", transport=httpx.MockTransport(answer), budget=budget, sleep=lambda seconds: None)


def garbled(request: httpx.Request) -> httpx.Response:
    """Executed, but the answer was damaged on its way (a proxy's compression)."""
    return httpx.Response(201, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"no gzip"))


def test_an_answer_that_cannot_be_decoded_is_no_answer():
    with at_once(garbled) as client:
        with pytest.raises(OutcomeUnknown):
            client.contacts.create(SUPPLIER)
        with pytest.raises(Unavailable):
            client.profile.get()


def test_after_a_500_that_may_be_the_rate_limit_a_newer_version_may_be_ours():
    answers = iter([(500, {"message": "Internal server error or rate limit exceeded"}), (409, {})])

    def answer(request: httpx.Request) -> httpx.Response:
        status, body = next(answers)
        return httpx.Response(status, json=body)

    voucher = Voucher(id="1", version=1, type=VoucherType.PURCHASE_INVOICE)
    with at_once(answer) as client, pytest.raises(Conflict) as caught:
        client.vouchers.update(voucher)
    assert caught.value.own_change_possible
