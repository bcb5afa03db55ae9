"""What a route asks for: the services, the person who is signed in, the right to do it, and proof that they meant it.

A route opens its transaction itself (`with services.sessions.begin()`), so it is committed before the answer is sent.
FastAPI runs code after `yield` in a dependency only afterwards; a commit there could fail unseen (measured; design.md 4).
"""

from __future__ import annotations

import hashlib
import hmac
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.errors import ApiError, not_signed_in
from models.people import Role
from runtime.services import Services
from storage import people
from storage.tables.people import User

COOKIE = "kontorist"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
RANKS = {role: rank for rank, role in enumerate(Role)}
"""Roles are named from the least to the most: each includes those before it."""


def services(request: Request) -> Services:
    """The tools of this process."""
    found: Services = request.app.state.services
    return found


def signed_in(request: Request, tools: Annotated[Services, Depends(services)]) -> User:
    """The person behind a session cookie or a Bearer token. Raises 401, or 403 for a request that another site started."""
    bearer = bearer_token(request)
    token = bearer or request.cookies.get(COOKIE)
    if not token:
        raise not_signed_in()
    with tools.reading() as session:
        user = people.signed_in(session, token, at=tools.clock(), purpose="api" if bearer else "browser")
    if user is None:
        raise not_signed_in()
    if not bearer:
        request.state.csrf = csrf_token(token)
        check_origin(request)
    request.state.user = user
    return user


def csrf_token(session_token: str) -> str:
    """Belongs to one session and cannot be made without it; the session's own token stays out of the pages."""
    return hashlib.sha256(f"csrf:{session_token}".encode()).hexdigest()


def check_origin(request: Request) -> None:
    """A changing request by cookie must come from our own pages. 403 if another site started it."""
    if request.method in SAFE:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    foreign_site = site is not None and site not in ("same-origin", "none")
    foreign_origin = origin is not None and urlsplit(origin).netloc != request.headers.get("Host")
    if foreign_site or foreign_origin:
        raise _not_meant()


async def meant(request: Request, _user: Annotated[User, Depends(signed_in)]) -> None:
    """Proof that our own page sent a changing request: its token in the header or the form. By Bearer none is needed."""
    expected = getattr(request.state, "csrf", "")
    if request.method in SAFE or not expected:
        return
    given = request.headers.get("X-CSRF-Token")
    if given is None and "form" in request.headers.get("Content-Type", ""):
        form = await request.form()
        given = str(form.get("csrf", ""))
    if not hmac.compare_digest(given or "", expected):
        raise _not_meant()


class Require:
    """A dependency: the signed-in person, who must have at least this role."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, user: Annotated[User, Depends(signed_in)], _meant: Annotated[None, Depends(meant)]) -> User:
        """The person. Raises 403 if the role does not reach."""
        if not reaches(user, self.role):
            detail = "Dafür reichen Ihre Rechte nicht. Bitte wenden Sie sich an die Verwaltung Ihrer Installation."
            raise ApiError(HTTPStatus.FORBIDDEN, "role_missing", detail)
        return user


def reaches(user: User, role: Role) -> bool:
    """Whether the person has this role, or one that includes it."""
    return RANKS[Role(user.role)] >= RANKS[role]


Tools = Annotated[Services, Depends(services)]
Staff = Annotated[User, Depends(Require(Role.STAFF))]
Reviewer = Annotated[User, Depends(Require(Role.REVIEWER))]
Admin = Annotated[User, Depends(Require(Role.ADMIN))]


def bearer_token(request: Request) -> str | None:
    """The token of the Authorization header, if there is one."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


def _not_meant() -> ApiError:
    detail = (
        "Die Anfrage kam nicht von einer Seite dieses Programms. Bitte die Seite neu laden und noch einmal versuchen."
    )
    return ApiError(HTTPStatus.FORBIDDEN, "not_from_our_page", detail)
