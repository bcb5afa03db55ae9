"""`kontorist lexware check`, as a shell runs it, against a served sandbox."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
import uvicorn
from typer.testing import CliRunner, Result

from cli.main import app
from lexoffice.sandbox.server import create_app
from operations.lexware_findings import KeyAge

KEY = "sandbox-key-of-the-command"

Run = Callable[..., Result]
Control = Callable[[str, Any], None]


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """The command routes the logs of its process, which here is that of all tests."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def _served() -> Iterator[str]:
    door = socket.socket(proto=socket.IPPROTO_TCP)
    door.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(None, api_key=KEY), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    door.close()


@pytest.fixture
def control(_served: str) -> Control:
    def control(path: str, body: Any) -> None:
        httpx.post(f"{_served}/sandbox/{path}", json=body).raise_for_status()

    control("reset", {})
    control("switches", {"rate_per_second": 0})
    return control


@pytest.fixture
def run(tmp_path: Path, _served: str, control: Control) -> Run:
    """Runs `kontorist` in a migrated installation of this test alone."""

    def kontorist(*arguments: str, **environment: str | None) -> Result:
        settings = {
            "KONTORIST_DATA": str(tmp_path / "var"),
            "KONTORIST_DATABASE_URL": None,
            "KONTORIST_LEXWARE_URL": _served,
            "KONTORIST_LEXWARE_KEY": KEY,
            "KONTORIST_LEXWARE_RATE": "1000",
            "COLUMNS": "200",
        }
        return CliRunner().invoke(app, arguments, env=settings | environment)

    assert kontorist("migrate").exit_code == 0
    return kontorist


def test_a_good_key_is_shown_with_what_it_can_do(run: Run) -> None:
    done = run("lexware", "check")
    assert done.exit_code == 0, done.output
    assert "Muster Werkstatt GmbH" in done.stdout
    assert "INVOICING, INVOICING_PRO, BOOKKEEPING" in done.stdout
    assert "first seen here" in done.stdout
    assert "vouchers (Belege)" in done.stdout
    assert "GET /v1/profile" in done.stderr, "what is sent is said before"
    assert KEY not in done.output


def test_as_json_there_is_one_object_on_the_standard_output(run: Run) -> None:
    created = datetime.now(UTC).date() - timedelta(days=100)
    done = run("lexware", "check", "--write", "--json", KONTORIST_LEXWARE_KEY_CREATED=created.isoformat())
    found = json.loads(done.stdout)
    assert (done.exit_code, found["notices"]) == (0, [])
    assert {entry["resource"]: entry["write"] for entry in found["permissions"]}["vouchers"] == "yes"
    assert (found["key_since"], found["key_since_named"]) == (created.isoformat(), True)
    assert found["key_expires_on"] == KeyAge(created, named=True).expires_on.isoformat()
    assert found["profile"]["tax_type"] == "net"
    assert "PUT /v1/vouchers/" in done.stderr


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("key", {"revoked": True}, "lexware_key_refused"),
        ("switches", {"plan_lacking": True}, "lexware_plan_lacking"),
        ("switches", {"denied": ["vouchers.read"]}, "lexware_permissions_missing"),
    ],
)
def test_what_keeps_the_work_from_going_on_is_status_1(
    run: Run, control: Control, path: str, body: Any, code: str
) -> None:
    control(path, body)
    done = run("lexware", "check")
    assert done.exit_code == 1
    assert code in done.stdout
    assert json.loads(run("lexware", "check", "--json").stdout)["notices"][0]["code"] == code


def test_another_organisation_waits_for_a_person_who_accepts_it(run: Run, control: Control) -> None:
    assert run("lexware", "check").exit_code == 0
    control("profile", {"organizationId": "11111111-2222-3333-4444-555555555555"})
    stopped = run("lexware", "check")
    assert stopped.exit_code == 1
    assert "--accept-organisation" in stopped.stdout
    accepted = run("lexware", "check", "--accept-organisation", "--json")
    assert accepted.exit_code == 0, accepted.output
    assert json.loads(accepted.stdout)["organization_id"] == "11111111-2222-3333-4444-555555555555"
    assert run("lexware", "check").exit_code == 0
    assert run("audit", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("path", "body"), [("key", {"revoked": True}), ("switches", {"plan_lacking": True}), ("switches", {})]
)
def test_what_an_earlier_check_found_is_not_shown_as_todays(
    run: Run, control: Control, path: str, body: dict[str, Any]
) -> None:
    assert run("lexware", "check").exit_code == 0
    control(path, body)
    assert ("as last seen" in run("lexware", "check").stdout) is bool(body)


def test_a_setting_that_cannot_be_read_is_a_sentence_without_its_value(run: Run) -> None:
    done = run("lexware", "check", KONTORIST_LEXWARE_KEY_CREATED="10.12.2024")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "KONTORIST_LEXWARE_KEY_CREATED cannot be read" in done.stderr
    assert "10.12.2024" not in done.stderr


def test_nothing_can_be_accepted_from_a_key_that_lexware_refuses(run: Run, control: Control) -> None:
    control("key", {"revoked": True})
    refused = run("lexware", "check", "--accept-organisation")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nothing to accept" in refused.stderr


def test_while_lexware_is_away_the_command_says_so_with_status_2(run: Run) -> None:
    assert run("lexware", "check").exit_code == 0
    with socket.socket() as closed:  # bound and never listening: nobody answers there
        closed.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}"
        away = run("lexware", "check", KONTORIST_LEXWARE_URL=nowhere)
    assert away.exit_code == 2
    assert "does not answer" in away.stdout
    assert "Muster Werkstatt GmbH" in away.stdout, "what was known stands"


def test_without_a_key_there_is_nothing_to_check(run: Run) -> None:
    done = run("lexware", "check", KONTORIST_LEXWARE_KEY=None)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "KONTORIST_LEXWARE_KEY" in done.stderr
