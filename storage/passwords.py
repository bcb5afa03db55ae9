"""Passwords: which are refused, and how the others are kept (Argon2id with the library's parameters, salted)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pwdlib import PasswordHash

from models.problems import Problem

SHORTEST, LONGEST = 10, 200
"""Characters. Length is what counts (NIST SP 800-63B); the upper bound keeps a hash from becoming a burden."""


class Refused(Exception):
    """What was asked for is not accepted; the problem says why in German."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def hashed(password: str, login: str) -> str:
    """What is stored. Raises Refused if the password is too short, too long, or holds the login."""
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"Das Passwort muss {SHORTEST} bis {LONGEST} Zeichen lang sein. Bitte wählen Sie ein anderes."
        raise Refused(Problem("password_length", message))
    if login.casefold() in password.casefold() or len(set(password)) < 4:
        message = "Das Passwort ist leicht zu erraten. Bitte wählen Sie eines ohne Ihren Namen und mit mehr Zeichen."
        raise Refused(Problem("password_weak", message))
    return _hasher().hash(_written_one_way(password))


def fits(password: str, stored: str | None) -> bool:
    """Whether it is the password. Takes the same time if there is no such person (`stored` is None)."""
    if len(password) > LONGEST:
        return False
    fitting = _hasher().verify(_written_one_way(password), stored or _nobodys_hash())
    return fitting and stored is not None


def _written_one_way(password: str) -> str:
    """An ä typed on a Mac and on Windows may be different code points."""
    return unicodedata.normalize("NFC", password)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher().hash("the password of nobody")
