"""The sample inbox of the demo: what is expected of each file, and bringing the files in as people and mailboxes would."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter

from cli.database import now, stop
from ingest.incoming import Incoming
from ingest.mail import unpack
from models.documents import Channel
from pipeline.mails import deliver
from runtime.services import Services

INBOX = Path(__file__).parent.parent / "data" / "inbox"


class Expected(BaseModel):
    """One line of data/inbox/expected.json: the file, its attachment in a mail, and how it must end."""

    model_config = ConfigDict(frozen=True)

    file: str
    attachment: str | None
    kind: str | None
    status: str
    order: str | None
    duplicate_of: str | None
    problem: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Sample:
    """An expectation with the hash by which the ledger knows the bytes."""

    expected: Expected
    sha256: str

    @property
    def is_reprint(self) -> bool:
        """The same paper in other bytes; it comes after the first one was worked off, as in life."""
        return self.expected.duplicate_of is not None and self.expected.status != "double"

    @property
    def name(self) -> str:
        """What a reader of the table looks for."""
        return self.expected.attachment or Path(self.expected.file).name


def expectations() -> list[Sample]:
    """Every expected document, double or ledger entry, in the order of the file."""
    entries = TypeAdapter(list[Expected]).validate_json((INBOX / "expected.json").read_bytes())
    return [Sample(entry, hashlib.sha256(_content(entry)).hexdigest()) for entry in entries]


def bring(services: Services, web: str, samples: Sequence[Sample], login: str, password: str) -> None:
    """Upload the files through the API and deliver the mails as a mailbox would. Brought once, a repeat changes nothing."""
    files = list(dict.fromkeys(INBOX / sample.expected.file for sample in samples))
    with httpx.Client(base_url=f"{web}/api/v1", timeout=60) as client:
        answer = client.post("/sign-in", json={"login": login, "password": password})
        if answer.is_error:
            stop(
                f"The demo login {login} does not work: its password was changed. Remove the demo's folder to start anew."
            )
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        for path in files:
            if path.suffix == ".eml":
                incoming = Incoming(path.read_bytes(), path.name, Channel.MAILBOX, now())
                deliver(services, incoming, delivered_by="rechnung@")
            else:
                key = {"Idempotency-Key": f"sample:{path.name}"}
                client.post(
                    "/documents", files={"files": (path.name, path.read_bytes())}, headers=key
                ).raise_for_status()
    services.wake()


def _content(entry: Expected) -> bytes:
    """The bytes that the ledger hashes: the file's, the attachment's, or the whole mail's if it has none."""
    content = (INBOX / entry.file).read_bytes()
    if entry.attachment is None:
        return content
    return next(part.content for part in unpack(content).attachments if part.file_name == entry.attachment)
