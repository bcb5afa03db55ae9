"""One function through which every request goes: budget, headers, attempts, and the error that says what to do."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import httpx
from pydantic import TypeAdapter, ValidationError

from lexoffice.answers import error_of
from lexoffice.errors import AnswerNotUnderstood, Conflict, LexwareError, OutcomeUnknown, RateLimited, Unavailable
from lexoffice.ratelimit import Budget, Priority
from lexoffice.retries import Failure, Patience, failure_of, may_repeat, outcome_known
from lexoffice.wire import read_json, write_json

log = logging.getLogger(__name__)

T = TypeVar("T")

# Lexware's gateway gives up after 30 s with a 504 (API, section 3); we wait a little longer, so as to hear it.
DEFAULT_TIMEOUT = httpx.Timeout(35.0, connect=10.0)
# Uploads take longer, and a client-side timeout would hide a success (API, section 12.2).
UPLOAD_TIMEOUT = httpx.Timeout(120.0, connect=10.0)

_PERHAPS_EXECUTED = frozenset({Failure.NO_ANSWER, Failure.SERVER_ERROR, Failure.DISGUISED_RATE_LIMIT})
_TOO_MANY = frozenset({Failure.RATE_LIMIT, Failure.DISGUISED_RATE_LIMIT})
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `harmless`: executing it twice is the same as once (every method but POST, and uploads by checksum)."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    json: object = None
    upload: tuple[str, bytes, str] | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    accept: str = "application/json"
    naturally_repeatable: bool = False
    timeout: httpx.Timeout | None = None

    @property
    def harmless(self) -> bool:
        """Whether a repetition after an unknown outcome does no harm."""
        return self.method != "POST" or self.naturally_repeatable


class Transport:
    """Sends calls with the key, within the budget, with the attempts that the retry table allows."""

    def __init__(
        self,
        http: httpx.Client,
        *,
        budget: Budget,
        priority: Priority,
        patience: Patience,
        sleep: Callable[[float], None] = time.sleep,
        chance: random.Random | None = None,
    ) -> None:
        self._http = http
        self._budget = budget
        self._priority = priority
        self._patience = patience
        self._sleep = sleep
        self._chance = chance or random.Random()  # noqa: S311 (jitter, no secret)

    def at(self, priority: Priority) -> Transport:
        """The same connections and budget with another priority."""
        return Transport(
            self._http,
            budget=self._budget,
            priority=priority,
            patience=self._patience,
            sleep=self._sleep,
            chance=self._chance,
        )

    def get(self, path: str, answer: type[T], query: Mapping[str, str] | None = None) -> T:
        """GET, read as `answer`."""
        return self.read(Call("GET", path, query=query or {}), answer)

    def read(self, call: Call, answer: type[T]) -> T:
        """Send and read the JSON answer as `answer`.

        A POST that succeeded with an unreadable answer was executed, but we do not know as what: OutcomeUnknown.
        """
        response = self.send(call)
        try:
            return TypeAdapter(answer).validate_python(read_json(response.content))
        except ValueError as error:
            unclear = AnswerNotUnderstood if call.harmless else OutcomeUnknown
            # `from None`: pydantic's text quotes the values, which do not belong in logs.
            raise unclear(call.method, call.path, response.status_code) from (
                None if isinstance(error, ValidationError) else error
            )

    def send(self, call: Call) -> httpx.Response:
        """Send with as many attempts as are allowed; the successful answer or a LexwareError."""
        unanswered = False
        for attempt in count(1):
            self._budget.acquire(self._priority)
            failure, outcome = self._attempt(call)
            if failure is None and isinstance(outcome, httpx.Response):
                return outcome
            if failure in _TOO_MANY:
                # We kept the budget, so another program uses the limit too: everybody steps back, not only this call.
                log.warning("lexware.limit_used_by_others")
                self._budget.overdrawn()
            error = _error(call, failure, outcome)
            if isinstance(error, Conflict):
                error.own_change_possible = unanswered
            if failure is None or attempt >= self._patience.attempts or not may_repeat(failure, harmless=call.harmless):
                raise error
            unanswered = unanswered or failure in _PERHAPS_EXECUTED
            pause = self._patience.wait(attempt, error.retry_after, self._chance)
            log.info("lexware.retry", extra={"call": str(error), "attempt": attempt, "pause_s": round(pause, 2)})
            self._sleep(pause)
        raise AssertionError("count() does not end")

    def _attempt(self, call: Call) -> tuple[Failure | None, httpx.Response | httpx.RequestError]:
        try:
            response = self._http.send(self._request(call))
        except _NOT_SENT as error:
            return Failure.NOT_SENT, error
        except httpx.RequestError as error:  # also an answer that cannot be decoded: it may have been executed
            return Failure.NO_ANSWER, error
        return failure_of(response.status_code, response.content), response

    def _request(self, call: Call) -> httpx.Request:
        headers = {"Accept": call.accept}
        content = None
        if call.json is not None:
            headers["Content-Type"] = "application/json"
            content = write_json(call.json).encode()
        files: Any = {"file": call.upload} if call.upload else None
        return self._http.build_request(
            call.method,
            _target(call),
            headers=headers,
            content=content,
            data=dict(call.form) or None,
            files=files,
            timeout=call.timeout if call.timeout is not None else httpx.USE_CLIENT_DEFAULT,
        )


def _target(call: Call) -> str:
    """Path and query; blanks as %20, as the API documentation writes them."""
    return f"{call.path}?{urlencode(call.query, quote_via=quote)}" if call.query else call.path


def _error(call: Call, failure: Failure | None, outcome: httpx.Response | httpx.RequestError) -> LexwareError:
    """The error of a failed attempt, should it be the last."""
    if isinstance(outcome, httpx.Response):
        error = error_of(call.method, call.path, outcome.status_code, outcome.content, _retry_after(outcome))
    else:
        error = Unavailable(call.method, call.path, message=type(outcome).__name__)
        error.__cause__ = outcome
    if failure is Failure.DISGUISED_RATE_LIMIT and call.harmless:
        return RateLimited(call.method, call.path, error.status, retry_after=error.retry_after)
    if failure is not None and not outcome_known(failure, harmless=call.harmless):
        unknown = OutcomeUnknown(
            call.method, call.path, error.status, issues=error.issues, message=error.message, trace_id=error.trace_id
        )
        unknown.__cause__ = error.__cause__
        return unknown
    return error


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds of a Retry-After header. Lexware documents none; one with a date falls back to our own waiting time."""
    text = response.headers.get("Retry-After", "").strip()
    return float(text) if text.isdecimal() else None
