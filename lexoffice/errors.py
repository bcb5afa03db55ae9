"""Errors, by what the caller should do.

    LexwareError
    ├── Retry                     later and unchanged; nothing happened, or a repetition is harmless
    │   ├── RateLimited           429, or the 500 that hides one
    │   ├── Unavailable           5xx or no answer to a harmless call, or no connection at all
    │   └── BudgetUnavailable     the shared rate limit cannot be asked (Redis or the database is away)
    ├── OutcomeUnknown            a POST without a clear answer: look the record up before any repetition
    ├── FixTheData                400, 406, 415 ...: the issues name Lexware's fields and codes
    ├── Conflict                  somebody else changed the record: read again, merge, send once more
    ├── TooManyRows               more rows than Lexware's search window shows, and no way to split them
    └── AskAPerson                nothing that a program can mend
        ├── KeyRefused            401: key wrong, expired or withdrawn
        ├── PlanLacksFeature      402: contract or plan
        ├── NotAllowed            403: the key lacks this permission, or the voucher is locked by a bank transaction
        ├── NotFound              404, 405, 501, and the 403 of an unknown route: no such record or route
        ├── StillADraft           the file of a document that somebody has to finalise in the web app first
        └── AnswerNotUnderstood   an answer that is not what the API describes

The text of an error holds method, path, status, field names and codes: never names, amounts or search terms, because it
ends in logs. Lexware's own sentence is in `message`; it may quote what was entered, so it is for the screen only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True, slots=True)
class Issue:
    """One complaint of Lexware about one field, both names as Lexware writes them (API, section 5.2)."""

    field: str
    code: str
    message: str = dataclasses.field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.field}: {self.code}" if self.field else self.code


class LexwareError(Exception):
    """Anything that kept a call from succeeding. Catch the branches, not this root."""

    def __init__(
        self,
        method: str,
        path: str,
        status: int | None = None,
        *,
        issues: Sequence[Issue] = (),
        message: str = "",
        trace_id: str = "",
        retry_after: float | None = None,
    ) -> None:
        self.method = method
        self.path = path
        self.status = status
        self.issues = tuple(issues)
        self.message = message
        self.trace_id = trace_id
        self.retry_after = retry_after
        super().__init__(method, path, status)

    _no_status = "got no answer"

    def __str__(self) -> str:
        answer = self._no_status if self.status is None else f"answered {self.status}"
        issues = f" ({'; '.join(str(issue) for issue in self.issues)})" if self.issues else ""
        trace = f" [trace {self.trace_id}]" if self.trace_id else ""
        return f"{self.method} {self.path} {answer}{issues}{trace}"

    def concerns(self, field_name: str, code: str | None = None) -> bool:
        """Whether an issue names this field (and, where given, this code)."""
        return any(issue.field == field_name and code in (None, issue.code) for issue in self.issues)


class Retry(LexwareError):
    """Do the same again later."""


class RateLimited(Retry):
    """Too many requests, and still after all attempts. Not executed."""


class Unavailable(Retry):
    """Lexware does not answer, or answers with a server error, to a call that may be repeated."""


class BudgetUnavailable(Retry):
    """The store of the shared rate limit does not answer; nothing was sent."""

    def __str__(self) -> str:
        return "The shared request budget cannot be reached; nothing was sent"


class OutcomeUnknown(LexwareError):
    """A POST that may or may not have been executed: there is no idempotency key, so search before repeating."""


class FixTheData(LexwareError):
    """Lexware refuses the content; the same content will be refused again. No status: we knew that and did not send it."""

    _no_status = "was not sent"


class Conflict(LexwareError):
    """The record has another version than the one sent, or its state forbids the change.

    `own_change_possible`: an earlier attempt of this very call went without an answer, so the newer version may be ours.
    """

    own_change_possible: bool = False


class TooManyRows(LexwareError):
    """More rows than Lexware's search window of 10,000 shows, though the dates were split; narrow the conditions.

    Where a single day is too much, an issue names the date field and the day.
    """

    _no_status = "has more than 10,000 rows, which Lexware does not show: ask with narrower conditions"


class AskAPerson(LexwareError):
    """Someone has to change a key, a plan, a permission or an address."""


class KeyRefused(AskAPerson):
    """401. The API key is wrong, expired (24 months) or withdrawn; for a short time also where Lexware's own check of keys
    is down (API, section 2)."""


class PlanLacksFeature(AskAPerson):
    """402. The plan has no API access (XL has), or the contract is not in order."""


class NotAllowed(AskAPerson):
    """403. The key was made without this permission; on a voucher update also: linked to a bank transaction."""


class NotFound(AskAPerson):
    """404, 405, 501, or the gateway's 403 for a route that it does not know. Unknown id (also an id of another kind of
    record) or unknown route."""


class StillADraft(AskAPerson):
    """There is no file before the document is finalised, which the API cannot do; `*.status.changed` tells when it is."""


class AnswerNotUnderstood(AskAPerson):
    """A successful status with content that the API does not describe: wrong base address, or a changed API."""
