"""Login and password: what lets in, and what a guesser meets."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from sqlalchemy import select

from models.people import Role
from models.problems import Problem
from storage import audit, people
from storage.authentication import FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, authenticate
from storage.sessions import Sessions
from storage.tables.audit import AuditEntry
from storage.tables.people import User

PASSWORD = "Grüner Stuhl 17"


@pytest.fixture
def anna(sessions: Sessions, now: datetime) -> User:
    with sessions.begin() as session:
        return people.create(
            session, login=" Anna ", name="Anna Ö", role=Role.REVIEWER, password=PASSWORD, at=now, by="test"
        )


def code(answer: User | Problem) -> str:
    return answer.code if isinstance(answer, Problem) else answer.login


def test_the_right_password_lets_in_by_any_case_of_the_login(sessions: Sessions, anna: User, now: datetime) -> None:
    assert code(authenticate(sessions, "ANNA ", PASSWORD, at=now)) == "anna"


def test_an_umlaut_typed_on_another_machine_is_the_same_password(sessions: Sessions, anna: User, now: datetime) -> None:
    assert code(authenticate(sessions, "anna", "Gru\u0308ner Stuhl 17", at=now)) == "anna"


@pytest.mark.parametrize(
    ("login", "password"), [("anna", "Grüner Stuhl 18"), ("anna", ""), ("nobody", PASSWORD), ("anna", "x" * 100_000)]
)
def test_a_wrong_password_and_an_unknown_login_sound_the_same(
    sessions: Sessions, anna: User, now: datetime, login: str, password: str
) -> None:
    assert code(authenticate(sessions, login, password, at=now)) == "login_failed"


def test_after_five_failures_even_the_right_password_waits(sessions: Sessions, anna: User, now: datetime) -> None:
    for _ in range(FREE_TRIES):
        assert code(authenticate(sessions, "anna", "wrong", at=now)) == "login_failed"
    blocked = authenticate(sessions, "anna", PASSWORD, at=now)
    assert isinstance(blocked, Problem)
    assert blocked.code == "login_blocked"
    assert "nach 10:30:30 Uhr" in blocked.message  # Berlin, 30 s after 9:30 UTC in winter
    assert code(authenticate(sessions, "anna", PASSWORD, at=now + FIRST_WAIT)) == "anna"
    assert code(authenticate(sessions, "anna", "wrong", at=now + FIRST_WAIT)) == "login_failed"
    assert code(authenticate(sessions, "anna", PASSWORD, at=now + FIRST_WAIT)) == "anna"


def test_each_failure_doubles_the_wait_up_to_an_hour(sessions: Sessions, anna: User, now: datetime) -> None:
    with sessions.begin() as session:
        session.get_one(User, anna.id).failed_logins = FREE_TRIES - 1
    waits, at = [], now
    for _ in range(9):
        authenticate(sessions, "anna", "x" * 201, at=at)  # too long to be hashed: the test stays quick
        with sessions() as session:
            until = session.get_one(User, anna.id).blocked_until
            assert until is not None
            waits.append(until - at)
            at = until
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT


def test_guesses_at_the_same_moment_are_counted_one_by_one(sessions: Sessions, anna: User, now: datetime) -> None:
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(code(authenticate(sessions, "anna", "x" * 201, at=now))))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count("login_failed") == FREE_TRIES
    assert answers.count("login_blocked") == 12 - FREE_TRIES


def test_a_block_is_in_the_audit_log_and_a_success_after_four_failures_is_none(
    sessions: Sessions, anna: User, now: datetime
) -> None:
    for password in ["x" * 201] * (FREE_TRIES - 1) + [PASSWORD] + ["x" * 201] * FREE_TRIES:
        authenticate(sessions, "anna", password, at=now)
    with sessions() as session:
        actions = session.scalars(select(AuditEntry.action)).all()
        assert actions.count("user.blocked") == 1
        assert list(audit.verify(session)) == []
