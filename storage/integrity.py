"""Are the originals what was received? Every file is read and compared with its name, every document with its file.

A damage (missing, altered) is a case for the backup. A note (a file that no document names, a leftover of an interrupted
write) is none: a kill between the write and the commit leaves it, and the sender's next try finds it there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from storage.originals import Originals
from storage.tables.documents import Arrival, Document


class Kind(StrEnum):
    """What may be wrong with an original."""

    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    ORPHAN = "orphan"
    LEFTOVER = "leftover"


DAMAGES = frozenset({Kind.MISSING, Kind.ALTERED, Kind.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One file, what is wrong with it, and a sentence for the log of whoever runs the check."""

    kind: Kind
    name: str
    sentence: str

    @property
    def is_damage(self) -> bool:
        """Whether bytes that were received are lost or changed."""
        return self.kind in DAMAGES


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says: the hashes of all documents, and of everything that ever arrived, mails around it included."""

    documents: frozenset[str]
    arrived: frozenset[str]


def known(session: Session) -> Known:
    """Read before the files are looked at, in one short transaction: reading a million files takes long."""
    documents = frozenset(session.scalars(select(Document.sha256)))
    mails = select(Arrival.mail["sha256"].as_string()).where(Arrival.mail.is_not(None))
    arrived = session.scalars(union(select(Document.sha256), select(Arrival.sha256), mails))
    return Known(documents, frozenset(arrived))


def check(originals: Originals, expected: Known) -> Iterator[Finding]:
    """Read every original. Damages and notes as they are found; nothing, if all is as it was received."""
    seen = set()
    for file in originals.files():
        seen.add(file.name)
        found = _look_at(file, originals, expected)
        if found is not None:
            yield found
    for sha256 in sorted(expected.documents - seen):
        yield Finding(Kind.MISSING, sha256, f"{sha256} is missing: a document has no original")


def _look_at(file: Path, originals: Originals, expected: Known) -> Finding | None:
    name = file.name
    if name.startswith(originals.TEMPORARY):
        return Finding(Kind.LEFTOVER, name, f"{name} is left over from an interrupted write; it may be removed")
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        return Finding(Kind.ORPHAN, name, f"{name} is no original: something else was put here")
    try:
        with file.open("rb") as content:
            actual = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        return Finding(Kind.UNREADABLE, name, f"{name} cannot be read: {error.strerror}")
    if actual != name or file.parent.name != name[:2]:
        return Finding(Kind.ALTERED, name, f"{name} was altered: its bytes are {actual}")
    if name not in expected.arrived:
        return Finding(Kind.ORPHAN, name, f"{name} belongs to no document: received, but not recorded")
    return None
