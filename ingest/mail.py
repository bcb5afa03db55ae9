"""A mail as it came over the wire: headers, text, and the attachments that can be documents."""

from __future__ import annotations

import codecs
import email
import email.errors
import email.policy
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from ingest.incoming import safe_file_name
from ingest.textfile import decode

MAX_BOUNDARIES = 2_000
"""Lines that begin like the boundary between two parts; from many more on the mail is a bomb: each costs a kilobyte."""
MAX_HEADER = 1_000
"""Characters of one header that are parsed: the standard library's parser takes quadratic time (100 kB: a minute)."""
MAX_TEXT = 400_000
DECORATION_BYTES = 60_000
"""Pictures inside the mail's text that are smaller are logos and signatures, not receipts."""
_DOCUMENT_TYPES = ("application/pdf", "image/", "application/xml", "text/xml", "text/csv", "message/rfc822")
_DOCUMENT_NAMES = re.compile(r"\.(pdf|png|jpe?g|tiff?|webp|gif|xml|csv|sta|mt940|eml|zip|txt)$", re.IGNORECASE)
_NO_DOCUMENT = re.compile(r"\.(ics|vcf|p7s|asc|sig|dat|html?)$", re.IGNORECASE)
_SUFFIXES = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif", "image/webp": ".webp",
    "image/gif": ".gif", "application/xml": ".xml", "text/xml": ".xml", "text/csv": ".csv", "message/rfc822": ".eml",
    "text/plain": ".txt", "application/zip": ".zip",
}  # fmt: skip
_BROKEN = (
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    AssertionError,
    RecursionError,
    email.errors.MessageError,
)
"""What the standard library's mail package raises on headers and parts that break the rules."""
_SLOW_CHARSETS = frozenset({"punycode", "idna"})
"""No mail is written in them, and decoding takes quadratic time."""


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
    except _BROKEN:
        return email.policy.default.header_fetch_parse(name, "")


_CAREFUL = _Careful()
_AS_IT_CAME = _Careful(linesep="\r\n", refold_source="none")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail. `inline`: part of the mail's own text (a logo, a signature), not meant as a document."""

    file_name: str
    content: bytes
    content_type: str
    inline: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail taken apart. Headers decoded, `sent_at` aware or None; `damaged` says that the parser found defects."""

    message_id: str
    sender: str
    subject: str
    sent_at: datetime | None
    text: str
    attachments: tuple[Attachment, ...]
    damaged: bool = False

    @property
    def documents(self) -> tuple[Attachment, ...]:
        """The attachments that may be documents: no logos, calendars, keys, signatures."""
        return tuple(item for item in self.attachments if not item.inline and _may_be_document(item))


def unpack(raw: bytes) -> Mail:
    """Take a mail apart. Never raises on broken mails: whatever can be read is read, and `damaged` is set.

    Of a mail that is nested or divided without end only the head is read: it has no attachments then, and is `damaged`.
    """
    if raw.startswith(b"From "):  # mbox separator
        raw = raw.split(b"\n", 1)[-1]
    message = _parsed(raw)
    if message is None:
        message = _message(_head(raw))
        return Mail(*_from_the_head(message), text="", attachments=(), damaged=True)
    parts = list(_parts(message))
    shown = _shown_pictures(parts)
    attachments = tuple(item for part in parts if (item := _attachment(part, shown)) is not None)
    damaged = any(part.defects for part in parts) or bool(message.defects)
    return Mail(*_from_the_head(message), _text(parts)[:MAX_TEXT], attachments, damaged)


def _parsed(raw: bytes) -> EmailMessage | None:
    """The message, None if taking it apart would take all time or memory."""
    if raw.count(b"\n--") > MAX_BOUNDARIES:
        return None
    try:
        return _message(raw)
    except _BROKEN:
        return None


def _message(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=_CAREFUL)
    if not isinstance(message, EmailMessage):
        raise TypeError("the policy makes another kind of message")
    return message


def _head(raw: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0][:100_000] + b"\r\nContent-Type: text/plain\r\n\r\n"


def _from_the_head(message: EmailMessage) -> tuple[str, str, str, datetime | None]:
    return _header(message, "Message-ID"), _header(message, "From"), _header(message, "Subject"), _sent_at(message)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """All parts that carry content, in order, however deep. A mail inside the mail stays one part: it is unpacked as a
    document of its own."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part is not message and part.get_content_type() == "message/rfc822"
        if inner or not part.is_multipart():
            yield part
        else:
            waiting += [piece for piece in list(part.get_payload())[::-1] if isinstance(piece, EmailMessage)]


def _header(message: EmailMessage, name: str) -> str:
    value = str(message.get(name, ""))
    return " ".join(value.encode("utf-8", "replace").decode().split())[:500]


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except _BROKEN:
        return None
    return sent if sent.tzinfo is not None else None


def _attachment(part: EmailMessage, shown: frozenset[str]) -> Attachment | None:
    kind = part.get_content_type()
    disposition, name = _disposition(part), _file_name(part)
    if part.is_multipart() and kind != "message/rfc822":
        return None
    if disposition != "attachment" and not name and kind.startswith(("text/plain", "text/html")):
        return None
    content = _content(part)
    if not content and not name:
        return None
    small_picture = kind.startswith("image/") and len(content) < DECORATION_BYTES
    inline = small_picture and (disposition == "inline" or _content_id(part) in shown)
    return Attachment(safe_file_name(name or f"anhang{_SUFFIXES.get(kind, '')}"), content, kind, inline)


def _shown_pictures(parts: list[EmailMessage]) -> frozenset[str]:
    """The Content-IDs that the mail's own HTML shows (`<img src="cid:...">`)."""
    pages = [_decoded(part) for part in parts if part.get_content_type() == "text/html" and not _file_name(part)]
    return frozenset(match for page in pages for match in re.findall(r"cid:([^\s\"'>)]+)", page[:MAX_TEXT]))


def _content_id(part: EmailMessage) -> str:
    return _header(part, "Content-ID").strip("<>") or "none"


def _disposition(part: EmailMessage) -> str:
    try:
        return part.get_content_disposition() or ""
    except _BROKEN:
        return ""


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except _BROKEN:
        return ""


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes(policy=_AS_IT_CAME) if isinstance(first, EmailMessage) else b""
    try:
        payload = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(parts: list[EmailMessage]) -> str:
    """The mail's own text: plain parts, or the words of the HTML where there is no plain text."""
    own = [part for part in parts if _disposition(part) != "attachment" and not _file_name(part)]
    plain = [_decoded(part) for part in own if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    return "\n".join(_html_text(_decoded(part)) for part in own if part.get_content_type() == "text/html")


def _decoded(part: EmailMessage) -> str:
    content = _content(part)[: 4 * MAX_TEXT]
    try:
        charset = codecs.lookup(part.get_content_charset() or "utf-8").name
        if charset not in _SLOW_CHARSETS:
            return content.decode(charset, "replace" if len(content) == 4 * MAX_TEXT else "strict")
    except (*_BROKEN, UnicodeError):
        pass  # unknown or wrong charset: guess as for any text file
    return decode(content) or content.decode("latin-1")


_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<hidden>style|script|head)\b.*?(?:</(?P=hidden)\s*>|\Z)|"
    r"<(?P<tag>[a-z][a-z0-9]*)[^>]*(?:>|\Z)|</[a-z][^>]*(?:>|\Z)|<[!?][^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, what is not shown, and tags. By ourselves: the standard library's parser takes hours for hostile pages."""
_NEW_LINE = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"})
_NEW_CELL = frozenset({"td", "th"})


def _html_text(page: str) -> str:
    """The visible words of a mail's HTML."""
    pieces, end, page = [], 0, page[:MAX_TEXT]
    for markup in _MARKUP.finditer(page):
        pieces.append(_printed(page[end : markup.start()]))
        tag = (markup["tag"] or "").lower()
        pieces.append("\n" if tag in _NEW_LINE else "  " if tag in _NEW_CELL else "")
        end = markup.end()
    pieces.append(_printed(page[end:]))
    return re.sub(r"\n\s*\n+", "\n\n", "".join(pieces)).strip()


def _printed(text: str) -> str:
    """Character references resolved (absurdly long ones are left out: Python refuses such numbers), blanks collapsed."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"&#x?[0-9a-f]{9,};?", "", text, flags=re.IGNORECASE)))


def _may_be_document(item: Attachment) -> bool:
    if _NO_DOCUMENT.search(item.file_name):
        return False
    return bool(_DOCUMENT_NAMES.search(item.file_name)) or item.content_type.startswith(_DOCUMENT_TYPES)
