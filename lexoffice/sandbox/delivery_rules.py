"""What Lexware does with the answer of a receiver (API notes, section 24.4), as a table without any network.

The notes name no pause between the 30 minutes and the first of the last 20 retries; here it comes right after them. They say
nothing of receivers that cannot be reached for other reasons than their name: these are treated as one that is too slow.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

_FIRST_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 20, 40, 80, 160))
_LONG_PAUSE = timedelta(minutes=30)
_LAST_RETRIES, _LAST_PAUSE = 20, timedelta(hours=2)

PAUSES = (*_FIRST_PAUSES, _LONG_PAUSE, *(_LAST_PAUSE for _ in range(_LAST_RETRIES - 1)))
"""Pauses before the 25 retries, each counted from the attempt that failed."""

REDIRECTS = 3
"""How many are followed."""

_ACCEPTED = (200, 201, 202, 204)
_RETRIED = (401, 403, 404, 429)


class Failure(StrEnum):
    """Why there was no answer."""

    TOO_SLOW = "too slow"
    NAME_UNKNOWN = "name unknown"
    NOT_REACHED = "not reached"


Answer = int | Failure
"""A status, or why there is none."""


class Verdict(StrEnum):
    """What becomes of a delivery after an attempt."""

    DELIVERED = "delivered"
    AGAIN = "again"
    GIVEN_UP = "given up"
    UNSUBSCRIBED = "unsubscribed"


def verdict(answer: Answer, attempts: int) -> Verdict:
    """What follows from the answer to the last of `attempts`: 404 and an unknown name cost the subscription, but only when
    the retries are used up; 410 costs it at once."""
    if answer in _ACCEPTED:
        return Verdict.DELIVERED
    if answer == 410:
        return Verdict.UNSUBSCRIBED
    if not _retried(answer):
        return Verdict.GIVEN_UP
    if attempts <= len(PAUSES):
        return Verdict.AGAIN
    return Verdict.UNSUBSCRIBED if answer in (404, Failure.NAME_UNKNOWN) else Verdict.GIVEN_UP


def _retried(answer: Answer) -> bool:
    return isinstance(answer, Failure) or answer in _RETRIED or answer >= 500
