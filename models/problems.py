"""Problems: what is wrong with one document, said to the person who can mend it. Never a crash, never a silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is stable and in English (for support and tests); `message` is a German sentence: cause and next step."""

    code: str
    message: str
    retryable: bool = False


class DocumentProblem(Exception):
    """Raised where a document cannot go on; whoever owns the document stores the problem and lives on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
