"""People and their tokens: who is signed in, and who no longer is. On SQLite; nothing here depends on the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from models.people import Role
from models.problems import Problem
from storage import people
from storage.authentication import FREE_TRIES, authenticate
from storage.passwords import Refused
from storage.sessions import Sessions
from storage.tables.people import SignIn, User

PASSWORD = "Grüner Stuhl 17"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def anna(sessions: Sessions, now: datetime) -> User:
    with sessions.begin() as session:
        return people.create(
            session, login=" Anna ", name="Anna Ö", role=Role.REVIEWER, password=PASSWORD, at=now, by="test"
        )


@pytest.fixture
def token(sessions: Sessions, anna: User, now: datetime) -> str:
    with sessions.begin() as session:
        return people.sign_in(session, anna, "browser", at=now, by="anna")


@pytest.fixture
def who(sessions: Sessions) -> Callable[..., str | None]:
    """The login behind a token."""

    def ask(token: str, at: datetime, purpose: people.Purpose = "browser") -> str | None:
        with sessions() as session:
            user = people.signed_in(session, token, at=at, purpose=purpose)
            return user.login if user else None

    return ask


def code(answer: User | Problem) -> str:
    return answer.code if isinstance(answer, Problem) else answer.login


def test_neither_password_nor_token_stands_in_the_database(sessions: Sessions, token: str) -> None:
    with sessions() as session:
        stored = [*session.scalars(select(User.password_hash)), *session.scalars(select(SignIn.token_hash))]
    assert all(PASSWORD not in text and token not in text for text in stored)
    assert stored[0].startswith("$argon2id$")


def test_a_token_signs_in_until_it_expires(who: Callable[..., str | None], token: str, now: datetime) -> None:
    day = people.LIFETIME["browser"]
    assert who(token, now) == "anna"
    assert who(token, now + day - timedelta(seconds=1)) == "anna"
    assert who(token, now + day) is None


def test_a_browsers_token_is_no_key_to_the_api(who: Callable[..., str | None], token: str, now: datetime) -> None:
    assert who(token, now, "api") is None


@pytest.mark.parametrize("false", ["", "kontorist_", "x" * 500, "kontorist_'; DROP TABLE users; --"])
def test_a_made_up_token_is_nobodys(who: Callable[..., str | None], token: str, now: datetime, false: str) -> None:
    assert who(false, now) is None


def test_signing_out_ends_one_token_and_leaves_the_others(
    sessions: Sessions, who: Callable[..., str | None], anna: User, token: str, now: datetime
) -> None:
    with sessions.begin() as session:
        other = people.sign_in(session, anna, "browser", at=now, by="anna")
        assert people.sign_out(session, token)
        assert not people.sign_out(session, token)
    assert (who(token, now), who(other, now)) == (None, "anna")


def test_a_new_password_signs_out_everywhere_and_lifts_the_block(
    sessions: Sessions, who: Callable[..., str | None], anna: User, token: str, now: datetime
) -> None:
    for _ in range(FREE_TRIES):
        authenticate(sessions, "anna", "x" * 201, at=now)
    with sessions.begin() as session:
        people.set_password(session, session.get_one(User, anna.id), "Blauer Tisch 18", at=now, by="admin")
    assert who(token, now) is None
    assert code(authenticate(sessions, "anna", "Blauer Tisch 18", at=now)) == "anna"
    assert code(authenticate(sessions, "anna", PASSWORD, at=now)) == "login_failed"


def test_a_deactivated_person_is_out_at_once_and_stays_in_the_list(
    sessions: Sessions, who: Callable[..., str | None], anna: User, token: str, now: datetime
) -> None:
    with sessions.begin() as session:
        people.set_active(session, session.get_one(User, anna.id), False, at=now, by="admin")
    assert who(token, now) is None
    assert code(authenticate(sessions, "anna", PASSWORD, at=now)) == "login_failed"
    with sessions() as session:
        assert [user.login for user in people.everyone(session)] == ["anna"]


def test_expired_tokens_are_forgotten_and_living_ones_kept(
    sessions: Sessions, who: Callable[..., str | None], anna: User, token: str, now: datetime
) -> None:
    with sessions.begin() as session:
        people.sign_in(session, anna, "api", at=now, by="anna", lifetime=timedelta(minutes=1))
        assert people.forget_expired(session, at=now + timedelta(minutes=1)) == 1
    assert who(token, now + timedelta(minutes=1)) == "anna"


@pytest.mark.parametrize(
    ("login", "password", "problem"),
    [
        ("anna", PASSWORD, "login_taken"),
        ("ANNA", PASSWORD, "login_taken"),
        ("", PASSWORD, "login_malformed"),
        ("bert meier", PASSWORD, "login_malformed"),
        ("bert\n", "kurz", "password_length"),
        ("bert", "x" * 201, "password_length"),
        ("bert", "Hubert-2026!", "password_weak"),
        ("bert", "aaaaaaaaaaab", "password_weak"),
    ],
)
def test_a_bad_login_or_password_is_refused_in_german(
    sessions: Sessions, anna: User, now: datetime, login: str, password: str, problem: str
) -> None:
    with sessions.begin() as session, pytest.raises(Refused) as refused:
        people.create(session, login=login, name="", role=Role.STAFF, password=password, at=now, by="test")
    assert refused.value.problem.code == problem
    assert "Bitte" in refused.value.problem.message
