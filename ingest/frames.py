"""Messages over a pipe: two lengths, a JSON head, and raw bytes. Nothing in them can run code."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Any

_LENGTHS = struct.Struct(">II")
PREFIX = _LENGTHS.size
MAX_HEAD = 100_000
MAX_BODY = 300_000_000


class FrameError(ValueError):
    """What came is no message: the other side is broken or hostile."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message. `head` holds JSON values, `body` a file or a reading."""

    head: dict[str, Any]
    body: bytes = b""

    def pack(self) -> bytes:
        """The message as bytes."""
        head = json.dumps(self.head).encode()
        return _LENGTHS.pack(len(head), len(self.body)) + head + self.body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Sizes of head and body. Raises FrameError where they cannot be meant."""
    head, body = _LENGTHS.unpack(prefix)
    if head > MAX_HEAD or body > MAX_BODY:
        raise FrameError("message too long")
    return head, body


def parse_head(data: bytes) -> dict[str, Any]:
    """The head as a dictionary. Raises FrameError."""
    try:
        head = json.loads(data)
    except ValueError as error:
        raise FrameError("no JSON") from error
    if not isinstance(head, dict):
        raise FrameError("no object")
    return head
