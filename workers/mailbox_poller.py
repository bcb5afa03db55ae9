"""Mailboxes: read from a file of the installation, looked into again and again, every mail taken in before it is marked.

The position of a mailbox is a convenience, not the truth: a mail that comes twice is recognised by what it is
(pipeline.mails), a new UIDVALIDITY voids the position (ingest.mailbox).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import structlog
from pydantic import BaseModel, ConfigDict, TypeAdapter

from ingest.incoming import Incoming, MailContext
from ingest.mailbox import Cursor, Fetched, ImapAccount, MailboxError, Security, fetch_new
from models.documents import Channel
from pipeline.mails import take_in_mail
from runtime.services import Services
from storage.tables.upkeep import MailboxState
from workers.schedule import Periodic

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60.0


class MailboxEntry(BaseModel):
    """One mailbox of the file. The password stands in an environment variable, whose name is `password_env`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    host: str
    user: str
    password_env: str
    port: int = 993
    security: Security = Security.TLS
    folder: str = "INBOX"
    done_folder: str | None = "Kontorist"

    def account(self, environment: Mapping[str, str]) -> ImapAccount:
        """With its password. ValueError if the variable is not set: half a configuration is refused."""
        password = environment.get(self.password_env)
        if not password:
            raise ValueError(f"mailbox {self.name}: the environment variable {self.password_env} is not set")
        return ImapAccount(
            host=self.host,
            user=self.user,
            password=password,
            port=self.port,
            security=self.security,
            folder=self.folder,
            done_folder=self.done_folder,
        )


def read_mailboxes(path: Path, environment: Mapping[str, str] = os.environ) -> dict[str, ImapAccount]:
    """The mailboxes of the file by name. Raises ValueError for a wrong file or a missing password."""
    entries = TypeAdapter(list[MailboxEntry]).validate_json(path.read_bytes())
    return {entry.name: entry.account(environment) for entry in entries}


def pollers(services: Services) -> list[Periodic]:
    """One for each configured mailbox, to be started by whoever runs the house."""
    if services.settings.mailboxes_file is None:
        return []
    accounts = read_mailboxes(services.settings.mailboxes_file)
    return [
        Periodic(f"mailbox-{name}", EVERY_SECONDS, _Round(services, name, account))
        for name, account in accounts.items()
    ]


class _Round:
    """One mailbox's round, as something to call."""

    def __init__(self, services: Services, name: str, account: ImapAccount) -> None:
        self._services, self._name, self._account = services, name, account

    def __call__(self) -> None:
        while poll(self._services, self._name, self._account):
            pass


def poll(services: Services, name: str, account: ImapAccount) -> bool:
    """Take in what is new in one mailbox; whether more is waiting. What goes wrong is seen on the page of problems."""
    try:
        fetched = fetch_new(account, _Receiver(services, name), _cursor(services, name))
    except MailboxError as error:
        log.warning("mailbox.unreachable", error=str(error))
        _note(services, name, None, "Das Postfach ist nicht erreichbar. Bitte Server, Benutzer und Kennwort prüfen.")
        return False
    _note(services, name, fetched, _too_large(len(fetched.too_large)))
    if fetched.delivered:
        services.wake()
    return fetched.more


def _too_large(count: int) -> str | None:
    if not count:
        return None
    return f"{count} E-Mail(s) sind zu groß und liegen noch im Postfach. Bitte die Anhänge einzeln hochladen."


class _Receiver:
    """Takes one mail in; it has committed when it returns."""

    def __init__(self, services: Services, name: str) -> None:
        self._services, self._name = services, name

    def __call__(self, raw: bytes, uid: int) -> None:
        mail = MailContext(message_id="", sender="", subject="", mailbox=self._name, uid=uid)
        incoming = Incoming(raw, "nachricht.eml", Channel.MAILBOX, self._services.clock(), mail)
        take_in_mail(self._services, incoming, delivered_by=self._name)


def _cursor(services: Services, name: str) -> Cursor | None:
    with services.sessions.begin() as session:
        state = session.get(MailboxState, name)
        return Cursor(state.uid_validity, state.last_uid) if state is not None else None


def _note(services: Services, name: str, fetched: Fetched | None, problem: str | None) -> None:
    with services.sessions.begin() as session:
        state = session.get(MailboxState, name, with_for_update=True)
        if state is None:
            state = MailboxState(mailbox=name, uid_validity=0, last_uid=0)
            session.add(state)
        if fetched is not None:
            state.uid_validity, state.last_uid = fetched.cursor.uid_validity, fetched.cursor.uid
        state.checked_at, state.problem = services.clock(), problem
