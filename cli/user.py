"""`kontorist user`: who may sign in. Passwords come from the keyboard, the environment or a pipe, never from arguments:
those stand in the shell's history and in the list of processes."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import timedelta
from typing import Annotated, NoReturn

import typer
from sqlalchemy.orm import Session

from cli.database import NOT_POSSIBLE, now, open_database, stop
from models.people import Role
from runtime.settings import Settings
from storage import people
from storage.passwords import Refused
from storage.tables.people import User

PASSWORD = "KONTORIST_PASSWORD"  # noqa: S105  the variable's name

app = typer.Typer(add_completion=False, no_args_is_help=True, help="People and programs that may sign in.")

Login = Annotated[str, typer.Argument(help="Name to sign in with; case does not matter.")]
FromPipe = Annotated[bool, typer.Option("--stdin", help="Read the password from standard input.")]


@app.callback()
def commands() -> None:
    """People and programs that may sign in."""


@app.command()
def add(
    login: Login,
    role: Annotated[
        Role, typer.Option(help="What the person may do; each role includes those before it.")
    ] = Role.STAFF,
    name: Annotated[str, typer.Option(help="Name as the pages show it; else the login.")] = "",
    stdin: FromPipe = False,
) -> None:
    """Add a person. The password is asked for, or taken from KONTORIST_PASSWORD, or from --stdin."""
    password = _password(stdin)
    with open_database(Settings()) as sessions, sessions.begin() as session:
        try:
            people.create(session, login=login, name=name, role=role, password=password, at=now(), by=_who())
        except Refused as refused:
            _refuse(refused)
    typer.echo(f"{login} may sign in as {role.value}.")


@app.command("list")
def list_() -> None:
    """All people: login, role, state, name."""
    with open_database(Settings()) as sessions, sessions.begin() as session:
        for user in people.everyone(session):
            typer.echo(f"{user.login:<24} {user.role:<9} {'active' if user.active else 'deactivated':<12} {user.name}")


@app.command()
def password(login: Login, stdin: FromPipe = False) -> None:
    """Set a new password; signs the person out everywhere and lifts a block after wrong passwords."""
    new = _password(stdin)
    with open_database(Settings()) as sessions, sessions.begin() as session:
        try:
            people.set_password(session, _find(session, login), new, at=now(), by=_who())
        except Refused as refused:
            _refuse(refused)
    typer.echo(f"{login} has a new password and was signed out everywhere.")


@app.command()
def token(
    login: Login,
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days until it expires.")] = 365,
) -> None:
    """Make a token for a program that uses the API as this person. It is printed once and not kept."""
    with open_database(Settings()) as sessions, sessions.begin() as session:
        user = _find(session, login)
        if not user.active:
            stop(f"{login} is deactivated. Activate first: kontorist user activate {login}")
        made = people.sign_in(session, user, "api", at=now(), by=_who(), lifetime=timedelta(days=days))
    typer.echo(made)


@app.command()
def deactivate(login: Login) -> None:
    """Shut a person out at once: all sessions and tokens end. Nothing is deleted; the audit log names them."""
    _set_active(login, False)


@app.command()
def activate(login: Login) -> None:
    """Let a deactivated person in again."""
    _set_active(login, True)


def _set_active(login: str, active: bool) -> None:
    with open_database(Settings()) as sessions, sessions.begin() as session:
        people.set_active(session, _find(session, login), active, at=now(), by=_who())
    typer.echo(f"{login} is {'active' if active else 'deactivated and signed out everywhere'}.")


def _find(session: Session, login: str) -> User:
    user = people.find(session, login)
    if user is None:
        stop(f"There is no login {login}. `kontorist user list` shows all.")
    return user


def _password(from_pipe: bool) -> str:
    if from_pipe:
        return sys.stdin.readline().rstrip("\r\n")
    given = os.environ.get(PASSWORD)
    return given if given is not None else str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _who() -> str:
    """For the audit log: whoever has the shell of this machine. A container's user may have a number and no name."""
    try:
        return f"shell:{getpass.getuser()}"
    except (KeyError, OSError):
        return f"shell:{os.getuid()}"


def _refuse(refused: Refused) -> NoReturn:
    typer.echo(refused.problem.message, err=True)
    raise typer.Exit(NOT_POSSIBLE)
