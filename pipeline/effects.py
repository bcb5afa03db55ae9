"""Effects on the outside world: one claimed row of the outbox is done by its handler and ended in one transaction.

A handler is repeatable and says how it went: it returns after `finishing`, or raises RetryLater, NeedsPerson or one of
lexoffice's errors, which this module turns into the row's future.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from lexoffice.errors import AskAPerson, LexwareError
from models.problems import Problem
from pipeline.claims import ClaimLost
from pipeline.failures import where
from pipeline.own_books import OTHER_ORGANISATION, OtherBooks
from pipeline.tools import Effect, Tools
from storage import outbox
from storage.tables.documents import FOR_CHANGE, Document
from storage.tables.outbox import OutboxRow

log = structlog.get_logger(__name__)

MOST_SURPRISES = 5
"""Attempts that may end in an unexpected exception before a person is asked."""

PAUSE_AFTER_REFUSAL = timedelta(minutes=15)
"""A refused key or plan is mended by a person in Lexware, not here: look again now and then, so that nobody has to."""


OUTAGE = ("Unavailable", "RateLimited", "BudgetUnavailable")
"""Problems that an outage of Lexware leaves at rows; the first success after it lets them all run."""


class RetryLater(Exception):
    """Nothing is wrong, it only takes time. `pause`: when to look again; None: the outbox's own growing pause."""

    def __init__(self, code: str, pause: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.pause = pause


class NeedsPerson(Exception):
    """No repeat will help; the problem is shown at the document."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def run_effect(tools: Tools, worker: str, *, only_if_idle: bool = False) -> bool:
    """Claim one due effect and do it; whether there was one. `only_if_idle`: not while another worker does one."""
    with tools.sessions.begin() as session:
        at = tools.clock()
        if only_if_idle and outbox.busy(session, at=at):
            return False
        row = outbox.claim(session, worker, at=at)
        if row is None:
            return False
        effect = Effect(row.id, row.kind, row.subject, row.attempts, worker, row.claimed_at)
    tools.boundary("effect claimed")
    with structlog.contextvars.bound_contextvars(outbox=effect.id, kind=effect.kind, subject=effect.subject):
        _do(tools, effect)
    return True


@contextmanager
def finishing(tools: Tools, effect: Effect) -> Iterator[Session]:
    """The transaction that stores what the effect left and marks it done. Raises ClaimLost if it is not ours any more."""
    with tools.sessions.begin() as session:
        row = _still_ours(session, effect)
        yield session
        outbox.finish(row, at=tools.clock())


@contextmanager
def continuing(tools: Tools, effect: Effect) -> Iterator[Session]:
    """A transaction in the middle of an effect, to store what is had so far. Raises ClaimLost if it is not ours any more."""
    with tools.sessions.begin() as session:
        _still_ours(session, effect)
        yield session


def _do(tools: Tools, effect: Effect) -> None:
    try:
        tools.own_books()
        tools.handlers[effect.kind](tools, effect)
        log.info("effect.done")
        with tools.sessions.begin() as session:
            outbox.wake(session, OUTAGE, at=tools.clock())
    except (ClaimLost, outbox.ClaimLost):
        log.warning("effect.claim_lost")
    except RetryLater as wait:
        _again(tools, effect, wait.code, pause=wait.pause)
    except NeedsPerson as stop:
        _stop(tools, effect, stop.problem)
    except OtherBooks:
        log.error("effect.other_organisation")
        _again(tools, effect, OTHER_ORGANISATION.code, pause=PAUSE_AFTER_REFUSAL, problem=OTHER_ORGANISATION)
    except AskAPerson as error:
        log.warning("effect.refused", error=type(error).__name__, call=str(error))
        _again(tools, effect, type(error).__name__, pause=PAUSE_AFTER_REFUSAL, problem=access_refused(error))
    except LexwareError as error:
        log.info("effect.later", error=type(error).__name__, call=str(error))
        _again(tools, effect, type(error).__name__)
    except Exception as error:
        log.error("effect.failed", error=type(error).__name__, where=where(error))
        if effect.attempts >= MOST_SURPRISES:
            _stop(tools, effect, INTERNAL)
        else:
            _again(tools, effect, "internal_error")


INTERNAL = Problem(
    "internal_error",
    "Beim Buchen ist ein unerwarteter Fehler aufgetreten. Bitte erneut versuchen; bleibt er, das Protokoll an die IT geben.",
)


def access_refused(error: AskAPerson) -> Problem:
    """What a person must mend in Lexware; the work waits meanwhile."""
    return Problem(
        "lexware_refuses",
        f"Lexware lehnt den Zugang ab ({type(error).__name__}). Bitte API-Schlüssel, Tarif und Berechtigungen in Lexware "
        "prüfen; danach geht es von selbst weiter.",
        retryable=True,
    )


def _again(
    tools: Tools, effect: Effect, code: str, *, pause: timedelta | None = None, problem: Problem | None = None
) -> None:
    with tools.sessions.begin() as session:
        row, at = _still_ours(session, effect), tools.clock()
        outbox.retry_later(row, code, at=at)
        if pause is not None:
            row.not_before = at + pause
        if problem is not None:
            _show_problem(session, tools, effect, problem)


def _stop(tools: Tools, effect: Effect, problem: Problem) -> None:
    with tools.sessions.begin() as session:
        outbox.ask_person(_still_ours(session, effect), problem.code)
        _show_problem(session, tools, effect, problem)


def _show_problem(session: Session, tools: Tools, effect: Effect, problem: Problem) -> None:
    """Where the effect is about a document, its problem is seen there."""
    document = session.get(Document, effect.document_id) if _is_about_a_document(effect) else None
    if document is not None and document.problem_code != problem.code:
        document.park(problem, at=tools.clock(), by=effect.worker)


def _is_about_a_document(effect: Effect) -> bool:
    return effect.subject.startswith("document:")


def _still_ours(session: Session, effect: Effect) -> OutboxRow:
    """The effect's row, locked after its document: whoever decides on a document takes the locks in this order too, and
    in the other one the two would wait for each other."""
    if _is_about_a_document(effect):
        session.get(Document, effect.document_id, with_for_update=FOR_CHANGE)
    row = session.get(OutboxRow, effect.id, with_for_update=True)
    if row is None or row.done_at is not None or (row.claimed_by, row.claimed_at) != (effect.worker, effect.claimed_at):
        raise ClaimLost
    return row
