"""The arithmetic of a token bucket and of the queue before it, pure: state and instant in, state and waiting time out.

Every budget uses it or repeats it in its store's language: threads (`ProcessBudget`), Redis (a Lua script of the same
lines), a database row (in storage).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SLEEP = 1.0
"""Seconds after which whoever waits asks again, whatever it was told: a sign of life, and a look at who came since."""

GRACE = 0.5
"""Seconds that a waiter may be late (a busy machine, a slow store) before the others no longer keep its token for it."""


@dataclass(frozen=True, slots=True)
class BucketState:
    """Tokens at an instant (seconds of any steady clock shared by all who take)."""

    tokens: float
    at: float

    def emptied(self, now: float) -> BucketState:
        """The bucket after somebody else took what we believed to have: nothing left, and full again only with time."""
        return BucketState(min(self.tokens, 0.0), max(now, self.at))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits for a token: the more urgent first (lower number), then in order of arrival."""

    priority: int
    arrival: int
    back_at: float
    """When it was told to ask again."""

    def lives(self, now: float) -> bool:
        """Whether it may still come. Who is late by more than GRACE counts as dead until it asks again; so does who would
        come later than anybody is sent away for: the clock was set back, and nobody knows."""
        return now - GRACE <= self.back_at <= now + LONGEST_SLEEP + GRACE


def ahead_of(me: tuple[int, int], waiting: Iterable[Waiting], now: float) -> int:
    """How many living waiters go before `me` (priority and arrival)."""
    return sum((other.priority, other.arrival) < me and other.lives(now) for other in waiting)


@dataclass(frozen=True, slots=True)
class Rate:
    """Tokens a second and the depth of the bucket.

    Lexware allows 2 a second with a measured depth of 4 (API, section 3). Ours is 1.95 with depth 2: 97.5 % of what is
    permitted, to the last request of a busy hour. Requests that leave in order may arrive in a clump after a pause of the
    network; the two tokens of difference absorb a second of it, and the missing twentieth of a request refills them. Four
    processes for a minute (bench/lexware_rate.py): 97 % of the permitted rate after the first burst, and no 429, over
    Valkey as over SQLite.
    """

    per_second: float = 1.95
    burst: int = 2

    def full(self, now: float) -> BucketState:
        """A bucket nobody has taken from."""
        return BucketState(float(self.burst), now)

    def take(self, state: BucketState, now: float, ahead: int = 0) -> tuple[BucketState, float]:
        """Take one token: the new state and 0.0, or the state without the token and the seconds until one is there.

        For each of those `ahead` a token stays in the bucket. A clock that went back adds nothing and takes nothing.
        """
        tokens = min(float(self.burst), state.tokens + max(0.0, now - state.at) * self.per_second)
        at = max(now, state.at)
        if tokens >= 1.0 + ahead:
            return BucketState(tokens - 1.0, at), 0.0
        return BucketState(tokens, at), (1.0 + ahead - tokens) / self.per_second


DEFAULT_RATE = Rate()
