"""The commands migrate, audit and user, as a shell runs them."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import COMMANDS, app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `kontorist` in an installation of this test alone."""

    def kontorist(*arguments: str, stdin: str = "", **environment: str) -> Result:
        settings = {"KONTORIST_DATA": str(tmp_path / "var"), "KONTORIST_DATABASE_URL": None, **environment}
        return CliRunner().invoke(app, arguments, input=stdin, env=settings)

    return kontorist


def test_the_way_of_a_login_from_the_shell(run: Run, tmp_path: Path) -> None:
    early = run("user", "list")
    assert (early.exit_code, early.stdout) == (2, "")
    assert "Run `kontorist migrate` first" in early.stderr
    assert "went from empty" in run("migrate").stdout
    assert "nothing to do" in run("migrate").stdout

    assert run("user", "add", "anna", "--role", "admin", "--stdin", stdin="Grüner Stuhl 17\n").exit_code == 0
    weak = run("user", "add", "bert", KONTORIST_PASSWORD="kurz")
    assert weak.exit_code == 2
    assert "Das Passwort muss" in weak.stderr
    assert re.fullmatch(r"anna +admin +active +anna\n", run("user", "list").stdout)

    assert run("user", "token", "anna").stdout.startswith("kontorist_")
    assert run("user", "password", "anna", KONTORIST_PASSWORD="Blauer Tisch 18").exit_code == 0
    assert run("user", "deactivate", "anna").exit_code == 0
    assert run("user", "token", "anna").exit_code == 2

    whole = run("audit", "verify")
    assert whole.exit_code == 0, whole.stderr
    head = re.search(r"\d+:[0-9a-f]{64}", whole.stdout)
    assert head is not None
    assert run("audit", "verify", "--noted", head[0]).exit_code == 0

    (tmp_path / "var" / "originals" / "ab").mkdir(parents=True)
    (tmp_path / "var" / "originals" / "ab" / ("ab" + "0" * 62)).write_bytes(b"not what it says")
    altered = run("audit", "verify")
    assert altered.exit_code == 1
    assert "was altered" in altered.stderr
    assert run("audit", "verify", "--log-only").exit_code == 0

    with sqlite3.connect(tmp_path / "var" / "kontorist.sqlite3") as database:
        database.execute("DROP TRIGGER audit_log_no_update")
        database.execute("UPDATE audit_log SET actor = 'mallory' WHERE seq = 2")
    database.close()
    forged = run("audit", "verify", "--log-only")
    assert forged.exit_code == 1
    assert "entry 2 was changed" in forged.stderr


def test_a_database_that_does_not_answer_is_one_sentence(run: Run) -> None:
    gone = run("user", "list", KONTORIST_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert gone.exit_code == 2
    assert gone.stderr.startswith("The database does not answer")
    assert "Traceback" not in gone.stderr


def test_the_house_does_not_open_with_half_a_configuration(run: Run, tmp_path: Path) -> None:
    def refusal(**environment: str) -> str:
        refused = run("up", **environment)
        assert (refused.exit_code, refused.stdout) == (2, "")
        return refused.stderr

    key = {"KONTORIST_LEXWARE_KEY": "k"}
    company, mailboxes = tmp_path / "var" / "company.json", tmp_path / "mailboxes.json"
    company.parent.mkdir()
    assert "No Lexware key" in refusal()
    assert "Who are you?" in refusal(**key)
    company.write_text('{"name": ["Wir GmbH"]}')
    assert "not of the form" in refusal(**key)
    company.write_text('{"names": []}')
    assert "names no company" in refusal(**key)
    company.write_text('{"names": ["Wir GmbH"]}')
    assert "no trained model" in refusal(**key)
    key["KONTORIST_MAILBOXES_FILE"] = str(mailboxes)
    mailboxes.write_text('[{"name": "a", "host": "h", "user": "u", "password_env": "NOT_SET", "secret": "geheim"}]')
    wrong = refusal(**key)
    assert "cannot be used" in wrong
    assert "geheim" not in wrong
    mailboxes.write_text('[{"name": "a", "host": "h", "user": "u", "password_env": "NOT_SET"}]')
    assert "NOT_SET is not set" in refusal(**key)


def test_a_port_in_use_is_one_sentence_and_nothing_is_worked_on(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "var"
    (data / "model").mkdir(parents=True)
    (data / "model" / "manifest.json").write_text("{}")
    (data / "company.json").write_text('{"names": ["Wir GmbH"]}')
    assert run("migrate").exit_code == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("up", KONTORIST_LEXWARE_KEY="k", KONTORIST_PORT=port)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"Nothing can listen on 127.0.0.1:{port}" in refused.stderr


def test_commands_with_commands_of_their_own_are_named_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    assert all(re.search(rf"^\W*{name} ", shown, re.MULTILINE) for name in COMMANDS)
