"""Mails of strangers parsed in bounded time and memory: what would take the standard library minutes is cut or refused."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from email.message import EmailMessage
from functools import lru_cache
from typing import Any

MAX_BOUNDARIES = 2_000
"""Lines that begin like the boundary between two parts; from many more on the mail is a bomb: each costs a kilobyte."""
MAX_HEADER = 1_000
"""Characters of one header that are parsed: the standard library's parser takes quadratic time (100 kB: a minute)."""
BROKEN = (
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    AssertionError,
    RecursionError,
    email.errors.MessageError,
)
"""What the standard library's mail package raises on headers and parts that break the rules."""


class _Careful(email.policy.EmailPolicy):
    """The modern policy, in bounded time: long headers are cut before they are parsed, unparsable ones are empty."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The header as an object with its parts."""
        if hasattr(value, "name"):
            return value
        return _parsed_header(name, value[:MAX_HEADER])


@lru_cache(maxsize=1_000)
def _parsed_header(name: str, value: str) -> Any:
    """Kept, because the standard library asks for the content type of every part a dozen times."""
    try:
        return email.policy.default.header_fetch_parse(name, value)
    except BROKEN:
        return email.policy.default.header_fetch_parse(name, "")


_CAREFUL = _Careful()
_AS_IT_CAME = _Careful(linesep="\r\n", refold_source="none")


def parsed(raw: bytes) -> EmailMessage | None:
    """The message, None if taking it apart would take all time or memory."""
    if raw.count(b"\n--") > MAX_BOUNDARIES:
        return None
    try:
        return _message(raw)
    except BROKEN:
        return None


def _message(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=_CAREFUL)
    if not isinstance(message, EmailMessage):
        raise TypeError("the policy makes another kind of message")
    return message


def parsed_head(raw: bytes) -> EmailMessage:
    """The headers alone, as a message without content."""
    return _message(re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0][:100_000] + b"\r\nContent-Type: text/plain\r\n\r\n")


def written(message: EmailMessage) -> bytes:
    """A mail inside a mail as bytes, unchanged as far as the standard library can: damaged ones it writes as text only."""
    try:
        return message.as_bytes(policy=_AS_IT_CAME)
    except BROKEN:
        head = "".join(f"{name}: {value}\r\n" for name, value in message.raw_items())
        return head.encode("utf-8", "surrogateescape") + b"\r\n" + _written_content(message)


def _written_content(message: EmailMessage) -> bytes:
    if message.is_multipart():
        between = f"\r\n--{message.get_boundary('')}\r\n".encode("utf-8", "replace")
        return between.join([b"", *(written(part) for part in message.iter_parts() if isinstance(part, EmailMessage))])
    content = message.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
