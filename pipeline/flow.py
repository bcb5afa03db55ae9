"""How a document goes its way: which step leads out of which status, and `advance`, which every worker calls.

What may happen is in models.documents.TRANSITIONS. The database is the queue of record: `advance` takes one thing that is
due, does it, commits, and says whether there was any.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog

from lexoffice.errors import AskAPerson, LexwareError
from models.documents import DocumentStatus
from models.problems import DocumentProblem, Problem
from pipeline.claims import MOST_ATTEMPTS, ClaimLost, claim, put_off
from pipeline.classify import classify
from pipeline.decide import decide
from pipeline.effects import access_refused, run_effect
from pipeline.failures import where
from pipeline.file import file
from pipeline.match import match
from pipeline.read import read
from pipeline.tools import NotReady, Tools
from storage.tables.documents import Document

log = structlog.get_logger(__name__)

Step = Callable[[Tools, Document], None]

STEPS: dict[DocumentStatus, Step] = {
    DocumentStatus.RECEIVED: read,
    DocumentStatus.READ: classify,
    DocumentStatus.CLASSIFIED: match,
    DocumentStatus.MATCHED: decide,
    DocumentStatus.APPROVED: file,
}

INTERNAL = Problem(
    "internal_error",
    "Bei diesem Schritt ist ein unerwarteter Fehler aufgetreten. Bitte erneut versuchen; bleibt er, das Protokoll an die "
    "IT geben.",
    retryable=True,
)
AWAY = Problem(
    "lexware_away",
    "Lexware ist gerade nicht erreichbar. Es geht von selbst weiter, sobald Lexware antwortet.",
    retryable=True,
)


def advance(tools: Tools, worker: str) -> bool:
    """Do one due effect or one due step; whether there was one. `worker` names who does it, unique among all workers.

    One worker at a time files while there is reading to do: Lexware takes two requests a second from all of us together,
    so a second one would only wait for the first. With nothing to read, all may file.
    """
    return run_effect(tools, worker, only_if_idle=True) or run_step(tools, worker) or run_effect(tools, worker)


def run_step(tools: Tools, worker: str) -> bool:
    """Claim the first document whose next step is due and do the step; whether there was one."""
    with tools.sessions.begin() as session:
        taken = claim(session, worker, at=tools.clock())
    if taken is None:
        return False
    with structlog.contextvars.bound_contextvars(document=taken.id, step=STEPS[DocumentStatus(taken.status)].__name__):
        _do(tools, taken)
    return True


def _do(tools: Tools, taken: Document) -> None:
    tools.boundary("step claimed")
    try:
        if taken.attempts > MOST_ATTEMPTS:  # killed its worker every time: nobody was left to record it
            put_off(tools, taken, INTERNAL)
            return
        STEPS[DocumentStatus(taken.status)](tools, taken)
        log.info("step.done")
    except ClaimLost:
        log.warning("step.claim_lost")
    except DocumentProblem as stop:
        log.info("step.problem", code=stop.problem.code)
        put_off(tools, taken, stop.problem, forever=isinstance(stop, NotReady))
    except LexwareError as error:
        log.info("step.later", error=type(error).__name__, call=str(error))
        problem = access_refused(error) if isinstance(error, AskAPerson) else AWAY
        put_off(tools, taken, problem, forever=True)
    except Exception as error:
        log.error("step.failed", error=type(error).__name__, where=where(error))
        put_off(tools, taken, INTERNAL)
    tools.boundary("step ended")
