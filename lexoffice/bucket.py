"""The arithmetic of a token bucket, pure: state and instant in, state and waiting time out.

Every budget uses it or repeats it in its store's language: threads (`ProcessBudget`), Redis (a Lua script of the same
three lines), a database row (in storage).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BucketState:
    """Tokens at an instant (seconds of any steady clock shared by all who take)."""

    tokens: float
    at: float


@dataclass(frozen=True, slots=True)
class Rate:
    """Tokens a second and the depth of the bucket.

    Lexware allows 2 a second with a measured depth of 4 (API, section 3). Ours is 1.8 with depth 2: requests that leave
    in order may arrive in a clump after a network pause, and the two tokens of difference absorb about a second of it.
    """

    per_second: float = 1.8
    burst: int = 2

    def full(self, now: float) -> BucketState:
        """A bucket nobody has taken from."""
        return BucketState(float(self.burst), now)

    def take(self, state: BucketState, now: float) -> tuple[BucketState, float]:
        """Take one token: the new state and 0.0, or the state without the token and the seconds until one is there.

        A clock that went back adds nothing and takes nothing.
        """
        tokens = min(float(self.burst), state.tokens + max(0.0, now - state.at) * self.per_second)
        at = max(now, state.at)
        if tokens >= 1.0:
            return BucketState(tokens - 1.0, at), 0.0
        return BucketState(tokens, at), (1.0 - tokens) / self.per_second


DEFAULT_RATE = Rate()
