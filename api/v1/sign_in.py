"""Tokens for programs: sign in, use `Authorization: Bearer …`, sign out."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.dependencies import Staff, Tools, bearer_token
from api.errors import ApiError
from api.v1.declared import problems
from models.problems import Problem
from storage import people
from storage.authentication import authenticate

router = APIRouter(tags=["Sign-in"])


class Credentials(BaseModel):
    """Who wants a token."""

    login: str = Field(max_length=100, examples=["buchhaltung"])
    password: str = Field(max_length=200, examples=["…"])


class Token(BaseModel):
    """A token; it is shown only now."""

    token: str
    name: str
    role: str


@router.post("/sign-in", status_code=HTTPStatus.CREATED, responses=problems(401, 422, 429))
def sign_in(tools: Tools, body: Credentials) -> Token:
    """A token for a program, for a year. Repeated failures make the login wait (429)."""
    at = tools.clock()
    found = authenticate(tools.sessions, body.login, body.password, at=at)
    if isinstance(found, Problem):
        raise refused(found)
    with tools.sessions.begin() as session:
        token = people.sign_in(session, found, "api", at=at, by=found.login)
    return Token(token=token, name=found.name, role=found.role)


@router.post("/sign-out", status_code=HTTPStatus.NO_CONTENT, responses=problems(401))
def sign_out(request: Request, tools: Tools, _user: Staff) -> Response:
    """Revoke the token of this request."""
    with tools.sessions.begin() as session:
        people.sign_out(session, bearer_token(request) or "")
    return Response(status_code=HTTPStatus.NO_CONTENT)


def refused(problem: Problem) -> ApiError:
    """A failed sign-in as an error: 429 while the login has to wait."""
    status = HTTPStatus.TOO_MANY_REQUESTS if problem.retryable else HTTPStatus.UNAUTHORIZED
    return ApiError(status, problem.code, problem.message)
