"""Mailboxes of an installation: half a configuration is refused, an unreachable server is said in German."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import imap_tools
import pytest
from sqlalchemy import select

from ingest.mailbox import ImapAccount, Security
from runtime.services import Services
from storage.tables.documents import Arrival
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


@pytest.fixture(scope="module")
def imap_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapAccount]:
    """pymap, a real IMAP server from its wheel, on a free port; with a folder `Eingang`."""
    program = Path(sys.executable).with_name("pymap")
    if not program.exists():
        pytest.skip("no pymap installed (pip install pymap)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["--no-service", "all", "--host", "127.0.0.1", "--port", str(port), "dict", "--demo-data"]
    with (tmp_path_factory.mktemp("imap") / "log").open("wb") as log:
        process = subprocess.Popen([str(program), *arguments], stdout=log, stderr=log)
        account = ImapAccount(
            "127.0.0.1", "demouser", "demopass", port, Security.NONE, "Eingang", "Erledigt", timeout=10
        )
        end = time.monotonic() + 20
        while True:
            try:
                with connected(account) as mailbox:
                    mailbox.folder.create("Eingang")
                break
            except OSError:
                assert time.monotonic() < end and process.poll() is None, "pymap did not start"
                time.sleep(0.1)
        yield account
        process.terminate()
        process.wait(10)


def connected(account: ImapAccount) -> imap_tools.BaseMailBox:
    mailbox = imap_tools.MailBoxUnencrypted(account.host, account.port, 10)
    return mailbox.login(account.user, account.password, initial_folder=None)


def mail(number: int, content: bytes | None) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "lieferant@lieferant.example", f"Rechnung {number}"
    message["Message-ID"] = f"<{number}@lieferant.example>"
    message.set_content("Anbei.")
    if content is not None:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return message.as_bytes()


@pytest.mark.imap
def test_every_mail_ends_in_the_ledger_once_and_is_moved_away(services: Services, imap_server: ImapAccount) -> None:
    """REQ-B7: mails in = documents + doubles + mails without a document."""
    woken: list[bool] = []
    services = replace(services, wake=lambda: woken.append(True))
    with connected(imap_server) as mailbox:
        for number, content in enumerate((b"%PDF-1.7 a", b"%PDF-1.7 b", b"%PDF-1.7 a", None)):
            mailbox.append(mail(number, content), "Eingang")
    assert poll(services, "rechnung", imap_server) is False
    assert poll(services, "rechnung", imap_server) is False
    with services.sessions.begin() as session:
        rows = session.scalars(select(Arrival).order_by(Arrival.id)).all()
        assert [row.outcome for row in rows] == ["document", "document", "double", "no_document"]
        assert {row.channel for row in rows} == {"mailbox"}
        assert rows[0].mail is not None
        assert (rows[0].mail["subject"], rows[0].mail["mailbox"]) == ("Rechnung 0", "rechnung")
        state = session.get_one(MailboxState, "rechnung")
        assert (state.problem, state.last_uid > 0) == (None, True)
    assert woken == [True]
    with connected(imap_server) as mailbox:
        mailbox.folder.set("Eingang")
        assert list(mailbox.uids("UNDELETED")) == []
