"""Which failure may be repeated for which call: the retry table of the API notes, section 3, as code.

| Failure                         | harmless call (GET, PUT, DELETE, upload) | any other POST            |
|---------------------------------|------------------------------------------|---------------------------|
| 429: not executed               | repeat                                   | repeat                    |
| no connection: nothing was sent | repeat                                   | repeat                    |
| 500 that mentions the rate limit| repeat                                   | outcome unknown           |
| other 5xx, 504, timeout, reset  | repeat (PUT is guarded by its version)   | outcome unknown           |
| other 4xx                       | no                                       | no                        |
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random


class Failure(Enum):
    """What went wrong with one attempt."""

    RATE_LIMIT = "429"
    DISGUISED_RATE_LIMIT = "500 that mentions the rate limit"
    SERVER_ERROR = "5xx"
    NO_ANSWER = "timeout or lost connection after sending"
    NOT_SENT = "no connection"
    REFUSED = "4xx"


_NEVER_EXECUTED = frozenset({Failure.RATE_LIMIT, Failure.NOT_SENT})


def failure_of(status: int, content: bytes) -> Failure | None:
    """The failure that an answer means; None for a success."""
    if status < 300:
        return None
    if status == 429:
        return Failure.RATE_LIMIT
    if status == 500 and b"rate limit" in content.lower():
        return Failure.DISGUISED_RATE_LIMIT
    return Failure.SERVER_ERROR if status >= 500 else Failure.REFUSED


def may_repeat(failure: Failure, *, harmless: bool) -> bool:
    """Whether the same call may be sent again; `harmless` means that executing it twice is the same as once."""
    if failure is Failure.REFUSED:
        return False
    return harmless or failure in _NEVER_EXECUTED


def outcome_known(failure: Failure, *, harmless: bool) -> bool:
    """Whether the caller may treat the failure as "not done" (or "harmless if done")."""
    return failure is Failure.REFUSED or may_repeat(failure, harmless=harmless)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long: seconds, doubling, with up to half of it as jitter so that processes do not march in step."""

    attempts: int = 5
    first_wait: float = 0.8
    longest_wait: float = 8.0

    def wait(self, attempt: int, retry_after: float | None, chance: Random) -> float:
        """Seconds before attempt `attempt + 1`. A Retry-After is honoured up to `longest_wait`."""
        if retry_after is not None:
            return min(max(retry_after, 0.0), self.longest_wait)
        pause: float = min(self.first_wait * 2.0 ** (attempt - 1), self.longest_wait)
        return pause * (1 - chance.random() / 2)
