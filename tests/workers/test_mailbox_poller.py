"""Mailboxes of an installation: half a configuration is refused, an unreachable server is said in German."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.mailbox import ImapAccount, Security
from runtime.services import Services
from storage.tables.upkeep import MailboxState
from workers.mailbox_poller import poll, read_mailboxes

ENTRY = {
    "name": "rechnung",
    "host": "imap.wir.example",
    "user": "rechnung@wir.example",
    "password_env": "MAIL_PASSWORD",
}


def write(path: Path, *entries: dict[str, object]) -> Path:
    file = path / "mailboxes.json"
    file.write_text(json.dumps(entries))
    return file


def test_the_password_comes_from_the_environment_and_is_not_shown(tmp_path: Path) -> None:
    accounts = read_mailboxes(write(tmp_path, ENTRY), {"MAIL_PASSWORD": "geheim"})
    account = accounts["rechnung"]
    assert (account.password, account.security, account.port) == ("geheim", Security.TLS, 993)
    assert "geheim" not in repr(account)


@pytest.mark.parametrize("entry", [{**ENTRY, "pasword": "x"}, {"name": "x"}, {**ENTRY, "security": "none at all"}])
def test_a_wrong_file_is_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_mailboxes(write(tmp_path, entry), {"MAIL_PASSWORD": "geheim"})


def test_a_missing_password_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="MAIL_PASSWORD"):
        read_mailboxes(write(tmp_path, ENTRY), {})


def test_an_unreachable_mailbox_is_noted_for_the_status_page(services: Services) -> None:
    nowhere = ImapAccount("127.0.0.1", "u", "p", port=9, security=Security.NONE, timeout=2)
    assert poll(services, "rechnung", nowhere) is False
    with services.sessions.begin() as session:
        state = session.get_one(MailboxState, "rechnung")
        assert state.problem is not None
        assert "nicht erreichbar" in state.problem
