"""One request budget for everything that shares an API key, with the more urgent served first.

Lexware counts over all endpoints and processes together, so a budget must be as wide as the installation: memory where
one process does all the work, Redis (or a database row, in storage) where several do.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
import uuid
from collections.abc import Callable
from enum import IntEnum
from typing import Any, Protocol

from redis.exceptions import RedisError

from lexoffice.bucket import DEFAULT_RATE, GRACE, LONGEST_SLEEP, Rate
from lexoffice.errors import BudgetUnavailable

log = logging.getLogger(__name__)


class Priority(IntEnum):
    """Who goes first when tokens are short; lower is more urgent."""

    PERSON_WAITING = 0
    WEBHOOK_FOLLOW_UP = 1
    FILING = 2
    NIGHTLY_SYNC = 3


class Budget(Protocol):
    """Permission to send one request."""

    def acquire(self, priority: Priority) -> None:
        """Return when one request may be sent. BudgetUnavailable if the store of the budget does not answer."""

    def overdrawn(self) -> None:
        """Lexware said "too many" although the budget was kept: somebody else uses the limit, so all who share the budget
        step back. Never raises; the store that does not answer here is met by the next `acquire`."""


class ProcessBudget:
    """The budget of the threads of one process: by priority, then in order of arrival."""

    def __init__(self, rate: Rate = DEFAULT_RATE, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._state = rate.full(clock())
        self._turn = threading.Condition()
        self._waiting: list[tuple[Priority, int]] = []
        self._arrivals = itertools.count()

    def acquire(self, priority: Priority) -> None:
        """Wait for the turn and for a token."""
        with self._turn:
            ticket = (priority, next(self._arrivals))
            heapq.heappush(self._waiting, ticket)
            try:
                self._wait_for_token(ticket)
            finally:
                self._waiting.remove(ticket)
                heapq.heapify(self._waiting)
                self._turn.notify_all()

    def overdrawn(self) -> None:
        """Empty the bucket of this process."""
        with self._turn:
            self._state = self._state.emptied(self._clock())
            self._turn.notify_all()

    def _wait_for_token(self, ticket: tuple[Priority, int]) -> None:
        while True:
            if self._waiting[0] != ticket:
                self._turn.wait()
                continue
            self._state, pause = self._rate.take(self._state, self._clock())
            if pause == 0.0:
                return
            self._turn.wait(pause)


class RedisLike(Protocol):
    """What is needed of a redis.Redis (or valkey) client."""

    def register_script(self, script: str) -> Callable[..., Any]:
        """A callable that runs the Lua script with keys and args."""


# KEYS: bucket (hash: tokens, at), queue (sorted set: waiter, scored by priority and arrival), returns (hash: waiter -> when
# it was told to ask again), arrivals (counter).
# ARGV: rate a second, burst, priority, waiter, grace, longest sleep. Answer: seconds to wait as text, 0 when the token was
# taken. For each living waiter ahead a token stays in the bucket; who is late by more than the grace is passed over, and
# forgotten after a minute. The clock is the server's, so processes with different clocks agree; set back, it must neither
# stop the house nor make the dead live on.
_TAKE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local rate, burst, me = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[4]
local grace, longest = tonumber(ARGV[5]), tonumber(ARGV[6])
local place = redis.call('ZSCORE', KEYS[2], me)
if not place then
  place = tonumber(ARGV[3]) * 1e12 + redis.call('INCR', KEYS[4]) % 1e12
end
local ahead = 0
for _, other in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. string.format('%.0f', place))) do
  local back_at = tonumber(redis.call('HGET', KEYS[3], other) or 0)
  if back_at + grace >= now and back_at <= now + longest + grace then
    ahead = ahead + 1
  elseif math.abs(back_at - now) > 60 then
    redis.call('ZREM', KEYS[2], other)
    redis.call('HDEL', KEYS[3], other)
  end
end
local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(stored[1] or burst), tonumber(stored[2] or now)
tokens = math.min(burst, tokens + math.max(0, now - at) * rate)
local pause = 0
if tokens >= 1 + ahead then
  tokens = tokens - 1
  redis.call('ZREM', KEYS[2], me)
  redis.call('HDEL', KEYS[3], me)
else
  pause = math.max(0.001, math.min((1 + ahead - tokens) / rate, longest))
  redis.call('ZADD', KEYS[2], string.format('%.0f', place), me)
  redis.call('HSET', KEYS[3], me, string.format('%.6f', now + pause))
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.6f', now))
for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, 3600) end
return string.format('%.6f', pause)
"""

# KEYS: bucket. The instant goes in too, so that a bucket nobody has touched for long does not count as full.
_EMPTY = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
redis.call('HSET', KEYS[1], 'tokens', '0', 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], 3600)
"""


class RedisBudget:
    """The budget of all processes that share a Redis or Valkey. `name` distinguishes API keys (never the key itself)."""

    def __init__(
        self,
        client: RedisLike,
        name: str = "lexware",
        rate: Rate = DEFAULT_RATE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._take = client.register_script(_TAKE)
        self._empty = client.register_script(_EMPTY)
        # The braces make one hash slot of all keys, as a cluster demands.
        self._keys = [f"{{{name}}}:{part}" for part in ("bucket", "queue", "returns", "arrivals")]
        self._rate = rate
        self._sleep = sleep

    def acquire(self, priority: Priority) -> None:
        """Ask, sleep as told, ask again."""
        waiter = uuid.uuid4().hex
        while (pause := self._ask(priority, waiter)) > 0:
            self._sleep(pause)

    def overdrawn(self) -> None:
        """Empty the shared bucket."""
        try:
            self._empty(keys=self._keys[:1])
        except RedisError as error:
            log.warning("lexware.budget_unavailable", extra={"error": type(error).__name__})

    def _ask(self, priority: Priority, waiter: str) -> float:
        rate = [str(self._rate.per_second), self._rate.burst]
        try:
            return float(self._take(keys=self._keys, args=[*rate, int(priority), waiter, GRACE, LONGEST_SLEEP]))
        except RedisError as error:
            raise BudgetUnavailable("EVALSHA", "budget") from error
