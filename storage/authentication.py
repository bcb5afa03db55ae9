"""Login and password, with a brake on guessing.

Each try is counted before the password is looked at, so a hundred tries at once are a hundred tries; a success sets the
count back. From the fifth failure on the login waits, each time twice as long. The slow hash is computed between two
short transactions: SQLite has one writer, and nobody should wait for somebody's password.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.problems import Problem
from storage import audit, passwords, people
from storage.sessions import Sessions
from storage.tables.people import User

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)

_BERLIN = ZoneInfo("Europe/Berlin")
_WRONG = Problem(
    "login_failed",
    "Anmeldename oder Passwort stimmen nicht. Bitte versuchen Sie es noch einmal; ein vergessenes Passwort setzt Ihre "
    "Verwaltung neu.",
)


def authenticate(sessions: Sessions, login: str, password: str, *, at: datetime) -> User | Problem:
    """The person, or what to tell them. An unknown login, a wrong password and a deactivated person sound the same."""
    with sessions.begin() as session:
        user = _locked(session, login)
        if user is not None:
            if user.blocked_until is not None and at < user.blocked_until:
                return _blocked(user.blocked_until)
            _count_try(user, at)
    fitting = passwords.fits(password, user.password_hash if user else None)
    if user is None or not fitting or not user.active:
        if user is not None and user.blocked_until is not None:
            _record_block(sessions, user, at)
        return _WRONG
    with sessions.begin() as session:
        found = _locked(session, login)
        if found is None or not found.active or found.password_hash != user.password_hash:
            return _WRONG  # shut out, or given a new password, at this very moment
        found.failed_logins, found.blocked_until = 0, None
    return found


def _locked(session: Session, login: str) -> User | None:
    user = people.find(session, login)
    if user is not None:
        session.refresh(user, with_for_update=True)
    return user


def _count_try(user: User, at: datetime) -> None:
    user.failed_logins += 1
    over = user.failed_logins - FREE_TRIES
    user.blocked_until = at + min(FIRST_WAIT * 2 ** min(over, 20), LONGEST_WAIT) if over >= 0 else None


def _record_block(sessions: Sessions, user: User, at: datetime) -> None:
    facts = {"failures": user.failed_logins}
    with sessions.begin() as session:
        audit.record(session, at=at, actor=user.login, action="user.blocked", subject=f"user:{user.id}", facts=facts)


def _blocked(until: datetime) -> Problem:
    return Problem(
        "login_blocked",
        f"Zu viele Fehlversuche. Bitte versuchen Sie es nach {until.astimezone(_BERLIN):%H:%M:%S} Uhr noch einmal.",
        retryable=True,
    )
