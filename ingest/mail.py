"""A mail as it came over the wire: headers, text, and the attachments that can be documents."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from ingest.htmltext import visible_text
from ingest.incoming import safe_file_name
from ingest.mailsource import BROKEN, parsed, parsed_head, written
from ingest.textfile import decode

MAX_TEXT = 400_000
"""Characters of the mail's own text that are kept."""
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
_SLOW_CHARSETS = frozenset({"punycode", "idna"})
"""No mail is written in them, and decoding takes quadratic time."""


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
    message = parsed(raw)
    if message is None:
        message = parsed_head(raw)
        return Mail(*_from_the_head(message), text="", attachments=(), damaged=True)
    parts = list(_parts(message))
    shown = _shown_pictures(parts)
    attachments = tuple(item for part in parts if (item := _attachment(part, shown)) is not None)
    damaged = any(part.defects for part in parts) or bool(message.defects)
    return Mail(*_from_the_head(message), _text(parts)[:MAX_TEXT], attachments, damaged)


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
    except BROKEN:
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
    except BROKEN:
        return ""


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except BROKEN:
        return ""


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return written(first) if isinstance(first, EmailMessage) else b""
    try:
        payload = part.get_payload(decode=True)
    except BROKEN:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(parts: list[EmailMessage]) -> str:
    """The mail's own text: plain parts, or the words of the HTML where there is no plain text."""
    own = [part for part in parts if _disposition(part) != "attachment" and not _file_name(part)]
    plain = [_decoded(part) for part in own if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    return "\n".join(visible_text(_decoded(part)[:MAX_TEXT]) for part in own if part.get_content_type() == "text/html")


def _decoded(part: EmailMessage) -> str:
    content = _content(part)[: 4 * MAX_TEXT]
    try:
        charset = codecs.lookup(part.get_content_charset() or "utf-8").name
        if charset not in _SLOW_CHARSETS:
            return content.decode(charset, "replace" if len(content) == 4 * MAX_TEXT else "strict")
    except (*BROKEN, UnicodeError):
        pass  # unknown or wrong charset: guess as for any text file
    return decode(content) or content.decode("latin-1")


def _may_be_document(item: Attachment) -> bool:
    if _NO_DOCUMENT.search(item.file_name):
        return False
    return bool(_DOCUMENT_NAMES.search(item.file_name)) or item.content_type.startswith(_DOCUMENT_TYPES)
