"""What arrived: the bytes as received, under which name, on which way, when. The hash is the document's identity."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from models.documents import Channel

MAX_NAME = 120
"""Characters; four bytes each at most stays below 480, ext4 allows 255 bytes, so the bytes are bounded as well."""
MAX_NAME_BYTES = 200
NAMELESS = "unbenannt"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # device names on Windows


@dataclass(frozen=True, slots=True)
class MailContext:
    """The mail that brought a document. `message_id` and `uid` tie it to the mailbox; never logged."""

    message_id: str
    sender: str
    subject: str
    sent_at: datetime | None = None
    mailbox: str = ""
    uid: int | None = None
    sha256: str = ""
    """Of the mail's own bytes, by which storage.originals keeps it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that arrived. `received_at` is aware; `file_name` is made safe on construction, whatever came."""

    content: bytes
    file_name: str
    channel: Channel
    received_at: datetime
    mail: MailContext | None = None

    def __post_init__(self) -> None:
        if self.received_at.tzinfo is None:
            raise ValueError("received_at must be aware")
        object.__setattr__(self, "file_name", safe_file_name(self.file_name))

    @property
    def sha256(self) -> str:
        """Hex digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def safe_file_name(name: str) -> str:
    """The last part of `name` without anything that could lead elsewhere or lie on a screen.

    Path parts, control characters, right-to-left overrides ("rechnung\\u202efdp.exe" shows as "rechnungexe.pdf"), blanks
    and dots at the ends go; the suffix survives shortening. Never empty.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if character.isspace() else character for character in last if _is_harmless(character))
    clean = re.sub(r" +", " ", _FORBIDDEN.sub("_", visible)).strip(" .")
    if _RESERVED.match(clean):
        clean = f"_{clean}"
    return _shortened(clean) or NAMELESS


def _is_harmless(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _shortened(name: str) -> str:
    if len(name) <= MAX_NAME and len(name.encode()) <= MAX_NAME_BYTES:
        return name
    suffix = PurePosixPath(name).suffix[:12]
    stem = name[: len(name) - len(suffix)][: MAX_NAME - len(suffix)]
    while len((stem + suffix).encode()) > MAX_NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") + suffix
