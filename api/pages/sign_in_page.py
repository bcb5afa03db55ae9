"""The sign-in, and the way out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.dependencies import COOKIE, Staff, Tools, check_origin
from api.pages.rendering import page
from api.v1.sign_in import refused
from models.problems import Problem
from storage import people
from storage.authentication import authenticate

router = APIRouter()


@router.get("/anmelden")
def show(request: Request, zu: str = "/belege") -> Response:
    """The form."""
    return page(request, "sign_in.html", to=_own_page(zu), login="", problem="")


@router.post("/anmelden")
def sign_in(
    request: Request,
    tools: Tools,
    login: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=200)],
    to: Annotated[str, Form()] = "/belege",
) -> Response:
    """Check, and set the session's cookie: not readable by scripts, not sent along from other sites."""
    check_origin(request)
    at = tools.clock()
    found = authenticate(tools.sessions, login, password, at=at)
    if isinstance(found, Problem):
        status = refused(found).status
        return page(request, "sign_in.html", status, to=_own_page(to), login=login, problem=found.message)
    with tools.sessions.begin() as session:
        token = people.sign_in(session, found, "browser", at=at, by=found.login)
    response = RedirectResponse(_own_page(to), HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="lax", secure=tools.settings.secure_cookies, max_age=_lifetime()
    )
    return response


@router.post("/abmelden")
def sign_out(request: Request, tools: Tools, _user: Staff) -> Response:
    """Revoke the session, not only forget its cookie."""
    with tools.sessions.begin() as session:
        people.sign_out(session, request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/anmelden", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


def _own_page(address: str) -> str:
    """Only a path of ours: an address of another site here would be a trap (open redirect)."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/belege"


def _lifetime() -> int:
    return int(people.LIFETIME["browser"].total_seconds())
