"""One request budget for everything that shares an API key, with the more urgent served first.

Lexware counts over all endpoints and processes together, so a budget must be as wide as the installation: memory where
one process does all the work, Redis (or a database row, in storage) where several do.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
import uuid
from collections.abc import Callable
from enum import IntEnum
from typing import Any, Protocol

from redis.exceptions import RedisError

from lexoffice.bucket import DEFAULT_RATE, Rate
from lexoffice.errors import BudgetUnavailable


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


# KEYS: bucket (hash: tokens, at), waiting (sorted set: member "priority:waiter", score: when last seen).
# ARGV: rate a second, burst, priority, waiter. Answer: seconds to wait as text, "0" when the token was taken.
# The clock is the server's, so processes with different clocks agree. A waiter who was not seen for 10 s has died:
# every living one asks at least once a second. Whoever finds a more urgent waiter steps back for a moment.
_TAKE = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local rate, burst, priority = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local me = ARGV[3] .. ':' .. ARGV[4]
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - 10)
for _, member in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if tonumber(string.match(member, '^(%d+):')) < priority then
    redis.call('ZADD', KEYS[2], now, me)
    redis.call('EXPIRE', KEYS[2], 60)
    return tostring(1 / rate)
  end
end
local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(stored[1] or burst), tonumber(stored[2] or now)
tokens = math.min(burst, tokens + math.max(0, now - at) * rate)
at = math.max(now, at)
local pause = 0
if tokens >= 1 then
  tokens = tokens - 1
  redis.call('ZREM', KEYS[2], me)
else
  pause = (1 - tokens) / rate
  redis.call('ZADD', KEYS[2], now, me)
  redis.call('EXPIRE', KEYS[2], 60)
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.6f', at))
redis.call('EXPIRE', KEYS[1], 3600)
return string.format('%.6f', pause)
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
        # The braces make one hash slot of both keys, as a cluster demands.
        self._keys = [f"{{{name}}}:bucket", f"{{{name}}}:waiting"]
        self._rate = rate
        self._sleep = sleep

    def acquire(self, priority: Priority) -> None:
        """Ask, sleep as told, ask again."""
        waiter = uuid.uuid4().hex
        while (pause := self._ask(priority, waiter)) > 0:
            # A short upper bound keeps the waiter alive in the list of those waiting.
            self._sleep(min(pause, 1.0))

    def _ask(self, priority: Priority, waiter: str) -> float:
        arguments = [str(self._rate.per_second), self._rate.burst, int(priority), waiter]
        try:
            return float(self._take(keys=self._keys, args=arguments))
        except RedisError as error:
            raise BudgetUnavailable("EVALSHA", "budget") from error
