"""People and their tokens: who has a login, who is signed in. Every change is in the audit log.

A token is shown once; the database keeps only its hash. What a person does is decided by models.people.Role.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from models.people import Role
from models.problems import Problem
from storage import audit, passwords
from storage.passwords import Refused
from storage.tables.people import SignIn, User

Purpose = Literal["browser", "api"]

LIFETIME: dict[Purpose, timedelta] = {"browser": timedelta(hours=12), "api": timedelta(days=365)}
"""A working day, so that nobody is signed out in the middle; a year, so that a forgotten program stops one day."""

TOKEN_PREFIX = "kontorist_"  # noqa: S105  no secret: scanners of repositories recognise a leaked token by it


def create(session: Session, *, login: str, name: str, role: Role, password: str, at: datetime, by: str) -> User:
    """A new person. Raises Refused: login taken or malformed, or password too weak."""
    login = _login(login)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._@+-]{0,99}", login):
        message = (
            "Der Anmeldename darf nur aus a bis z, Ziffern und . _ @ + - bestehen. Bitte wählen Sie einen anderen."
        )
        raise Refused(Problem("login_malformed", message))
    if find(session, login) is not None:
        message = f"Den Anmeldenamen {login} gibt es schon. Bitte wählen Sie einen anderen."
        raise Refused(Problem("login_taken", message))
    user = User(
        login=login, name=name.strip() or login, role=role.value, password_hash=passwords.hashed(password, login)
    )
    session.add(user)
    session.flush()
    _record(session, user, "user.created", at=at, by=by, facts={"role": role.value})
    return user


def find(session: Session, login: str) -> User | None:
    """By login; case does not matter."""
    return session.scalar(select(User).where(User.login == _login(login)))


def everyone(session: Session) -> list[User]:
    """All people by login, also those who were deactivated: the audit log names them."""
    return list(session.scalars(select(User).order_by(User.login)))


def set_password(session: Session, user: User, password: str, *, at: datetime, by: str) -> None:
    """A new password. Signs the person out everywhere and lifts a block. Raises Refused if it is too weak."""
    user.password_hash = passwords.hashed(password, user.login)
    user.failed_logins, user.blocked_until = 0, None
    sign_out_everywhere(session, user)
    _record(session, user, "user.password", at=at, by=by)


def set_active(session: Session, user: User, active: bool, *, at: datetime, by: str) -> None:
    """Let a person in, or shut them out at once. People are never deleted: the audit log names them."""
    user.active = active
    if not active:
        sign_out_everywhere(session, user)
    _record(session, user, "user.activated" if active else "user.deactivated", at=at, by=by)


def sign_in(
    session: Session, user: User, purpose: Purpose, *, at: datetime, by: str, lifetime: timedelta | None = None
) -> str:
    """A new token, which is shown now and never again. `by`: the person, or whoever made the token for them."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    expires_at = at + (lifetime or LIFETIME[purpose])
    session.add(SignIn(token_hash=_hash(token), user_id=user.id, purpose=purpose, created_at=at, expires_at=expires_at))
    session.flush()
    _record(session, user, "user.signed_in", at=at, by=by, facts={"purpose": purpose})
    return token


def signed_in(session: Session, token: str, *, at: datetime, purpose: Purpose) -> User | None:
    """Whose token it is; None if it is unknown, expired, of the other purpose, or the person was deactivated."""
    return session.scalar(
        select(User)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_hash == _hash(token), SignIn.purpose == purpose, SignIn.expires_at > at, User.active)
    )


def sign_out(session: Session, token: str) -> bool:
    """Revoke one token; False if it was none."""
    return _count(session.execute(delete(SignIn).where(SignIn.token_hash == _hash(token)))) == 1


def sign_out_everywhere(session: Session, user: User) -> int:
    """Revoke all tokens of a person, browsers and programs; how many."""
    return _count(session.execute(delete(SignIn).where(SignIn.user_id == user.id)))


def forget_expired(session: Session, *, at: datetime) -> int:
    """Remove what has expired; how many. Nothing depends on it but the size of the table."""
    return _count(session.execute(delete(SignIn).where(SignIn.expires_at <= at)))


def _login(login: str) -> str:
    return login.strip().casefold()


def _hash(token: str) -> str:
    """Plain SHA-256 suffices: a token has 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def _record(
    session: Session, user: User, action: str, *, at: datetime, by: str, facts: dict[str, str] | None = None
) -> None:
    audit.record(session, at=at, actor=by, action=action, subject=f"user:{user.id}", facts=facts)


def _count(result: object) -> int:
    if not isinstance(result, CursorResult):
        raise TypeError("a DELETE answers with a cursor")
    return result.rowcount
