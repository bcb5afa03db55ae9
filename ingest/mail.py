"""A mail as it came over the wire: headers, text, and the attachments that can be documents."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

from ingest.incoming import safe_file_name
from ingest.textfile import decode

MAX_PARTS = 200
MAX_DEPTH = 6
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
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, IndexError, email.errors.MessageError)
"""What the standard library's mail package raises on headers and parts that break the rules."""


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
    """Take a mail apart. Never raises on broken mails: whatever can be read is read, and `damaged` is set."""
    if raw.startswith(b"From "):  # mbox separator
        raw = raw.split(b"\n", 1)[-1]
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = list(_parts(message))
    shown = _shown_pictures(parts)
    attachments = tuple(item for part in parts if (item := _attachment(part, shown)) is not None)
    return Mail(
        _header(message, "Message-ID"),
        _header(message, "From"),
        _header(message, "Subject"),
        _sent_at(message),
        _text(parts)[:MAX_TEXT],
        attachments,
        damaged=any(part.defects for part in parts) or bool(message.defects),
    )


def _parts(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """All parts that carry content. A mail inside the mail stays one part: it is unpacked as a document of its own."""
    if message.get_content_type() == "message/rfc822" and depth > 0:
        yield message
    elif message.is_multipart() and depth < MAX_DEPTH:
        for part in list(message.get_payload())[:MAX_PARTS]:
            if isinstance(part, EmailMessage):
                yield from _parts(part, depth + 1)
    else:
        yield message


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except _BROKEN:
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
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
    if not content:
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
        return first.as_bytes(policy=email.policy.SMTP) if isinstance(first, EmailMessage) else b""
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
    content = _content(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (*_BROKEN, UnicodeError):  # unknown or wrong charset: guess as for any text file
        return decode(content) or content.decode("latin-1")


class _Words(HTMLParser):
    """Collects the visible text of a mail's HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"style", "script", "head"}
        if tag in {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"}:
            self.pieces.append("\n")
        elif tag in {"td", "th"}:
            self.pieces.append("  ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script", "head"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def _html_text(html: str) -> str:
    words = _Words()
    words.feed(html[:MAX_TEXT])
    words.close()
    return re.sub(r"\n\s*\n+", "\n\n", "".join(words.pieces)).strip()


def _may_be_document(item: Attachment) -> bool:
    if _NO_DOCUMENT.search(item.file_name):
        return False
    return bool(_DOCUMENT_NAMES.search(item.file_name)) or item.content_type.startswith(_DOCUMENT_TYPES)
