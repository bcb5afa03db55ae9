"""The mailbox: new mails of one IMAP folder, each handed over before it is marked, so that a crash loses and doubles
nothing.

The order is: fetch (without touching flags), hand over (the callback commits), mark (move or flag). A crash before the
commit leaves the mail where it was; a crash between commit and mark brings the same mail once more, which the callback
recognises by `mail_identity`. UIDs hold only as long as UIDVALIDITY stays the same (RFC 9051, section 2.3.1.1).
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

import imap_tools
from imap_tools.utils import encode_folder

MAX_MAILS = 100
"""Mails in one round; the next round takes the rest."""
MAX_MAIL_BYTES = 80_000_000
"""Attachments of 50 MB grow by a third in a mail."""
MAX_UID = 2**32 - 1
"""RFC 9051, section 2.3.1.1."""


class Security(StrEnum):
    """How the connection is protected. `NONE` is for servers on the same machine only."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """Where the mails are. After handing over they go to `done_folder`, or get `keyword` where that is None."""

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    security: Security = Security.TLS
    folder: str = "INBOX"
    done_folder: str | None = "Kontorist"
    keyword: str = "KontoristDone"
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far the folder has been read: everything up to `uid`, as long as `uid_validity` is the server's."""

    uid_validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """Outcome of one round. `too_large` mails stay where they are, for a person to look at; `more` are waiting."""

    cursor: Cursor
    delivered: tuple[int, ...]
    too_large: tuple[int, ...] = ()
    more: bool = False


class MailboxError(Exception):
    """The server cannot be reached, refuses us, or answers nonsense. Worth another try later."""


Deliver = Callable[[bytes, int], None]
"""Takes a mail's bytes and its UID; must have committed when it returns, and must know a mail it has seen."""


def mail_identity(raw: bytes) -> str:
    """What makes a mail the same mail: its Message-ID, and the hash of its bytes, since ids are chosen by strangers."""
    header = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0] + b"\r\n\r\n"
    message = email.message_from_bytes(header, policy=email.policy.compat32)
    return f"{str(message.get('Message-ID', '')).strip()[:300]} {hashlib.sha256(raw).hexdigest()}"


def fetch_new(account: ImapAccount, deliver: Deliver, cursor: Cursor | None = None, limit: int = MAX_MAILS) -> Fetched:
    """Hand every new mail of the folder to `deliver`, oldest first, and mark it afterwards; at most `limit` mails.

    With a `cursor` of the same UIDVALIDITY only later mails are looked at; without one every unmarked mail is new. The
    cursor never passes a mail that is too large, so that each round tells of it. An exception of `deliver` ends the round
    and is passed on: that mail and all after it stay unmarked. Raises MailboxError.
    """
    with _connected(account) as mailbox:
        with _talking(account):
            validity = _uid_validity(mailbox, account.folder)
            known = cursor.uid if cursor is not None and cursor.uid_validity == validity else 0
            mailbox.folder.set(account.folder)
            mark = _marker(mailbox, account)
            uids = _new_uids(mailbox, account, known)
        delivered: list[int] = []
        too_large: list[int] = []
        for uid in uids:
            if len(delivered) == limit:
                break
            with _talking(account):
                raw = _raw(mailbox, uid)
            if raw is None:
                too_large.append(uid)
                continue
            deliver(raw, uid)
            with _talking(account):
                mark(uid)
            delivered.append(uid)
        last = min(max([known, *delivered]), *(uid - 1 for uid in too_large[:1]), MAX_UID)
        more = len(delivered) + len(too_large) < len(uids)
        return Fetched(Cursor(validity, last), tuple(delivered), tuple(too_large), more)


@contextmanager
def _talking(account: ImapAccount) -> Iterator[None]:
    """Around what is said to the server, and nothing else: an error of the callback is the callback's."""
    try:
        yield
    except (imap_tools.ImapToolsError, imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"{account.host}: {type(error).__name__}") from error


@contextmanager
def _connected(account: ImapAccount) -> Iterator[imap_tools.BaseMailBox]:
    """A signed-in connection, closed at the end. Raises MailboxError."""
    with _talking(account):
        mailbox = _mailbox(account)
    try:
        with _talking(account):
            mailbox.login(account.user, account.password, initial_folder=None)
        yield mailbox
    finally:
        _leave(mailbox)


def _mailbox(account: ImapAccount) -> imap_tools.BaseMailBox:
    match account.security:
        case Security.TLS:
            context = ssl.create_default_context()
            return imap_tools.MailBox(account.host, account.port, account.timeout, ssl_context=context)
        case Security.STARTTLS:
            context = ssl.create_default_context()
            return imap_tools.MailBoxStartTls(account.host, account.port, account.timeout, ssl_context=context)
        case Security.NONE:
            return imap_tools.MailBoxUnencrypted(account.host, account.port, account.timeout)


def _leave(mailbox: imap_tools.BaseMailBox) -> None:
    try:
        mailbox.logout()
    except (imap_tools.ImapToolsError, imaplib.IMAP4.error, OSError):
        mailbox.client.shutdown()  # the connection was lost; there is nobody to say goodbye to


def _uid_validity(mailbox: imap_tools.BaseMailBox, folder: str) -> int:
    return int(mailbox.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])


def _new_uids(mailbox: imap_tools.BaseMailBox, account: ImapAccount, known: int) -> list[int]:
    criteria = f"UID {known + 1}:* UNDELETED"
    if account.done_folder is None:
        criteria += f" UNKEYWORD {account.keyword}"
    # a range "n:*" always contains the last mail, even where its UID is below n (RFC 9051, section 9, seq-range)
    return sorted(uid for uid in map(int, mailbox.uids(criteria, charset=None)) if uid > known)


def _raw(mailbox: imap_tools.BaseMailBox, uid: int) -> bytes | None:
    """The mail's bytes, None if it is too large. PEEK leaves it unseen for people who share the mailbox."""
    _, answer = mailbox.client.uid("FETCH", str(uid), "(RFC822.SIZE)")
    size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(part for part in answer if isinstance(part, bytes)))
    if size and int(size.group(1)) > MAX_MAIL_BYTES:
        return None
    _, answer = mailbox.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    for part in answer:
        if isinstance(part, tuple):
            return bytes(part[1])
    raise MailboxError(f"mail {uid} vanished while it was fetched")


def _marker(mailbox: imap_tools.BaseMailBox, account: ImapAccount) -> Callable[[int], None]:
    """How a mail is marked as taken: moved away, or given a keyword."""
    if account.done_folder is None:
        _expect_keywords(mailbox, account)
        return lambda uid: _store(mailbox, uid, account.keyword)
    target = _native(mailbox, account.done_folder)
    if not mailbox.folder.exists(target):
        mailbox.folder.create(target)
        mailbox.folder.subscribe(target, value=True)  # so that mail programs show it
    place = encode_folder(target).decode("ascii")
    if "MOVE" in mailbox.client.capabilities:  # one step on the server (RFC 6851)
        return lambda uid: _expect_ok(mailbox.client.uid("MOVE", str(uid), place))
    return lambda uid: _copy_and_delete(mailbox, uid, target)


def _expect_keywords(mailbox: imap_tools.BaseMailBox, account: ImapAccount) -> None:
    """Refuse a server that would forget the keyword: every round would bring the same mails again."""
    flags = str(mailbox.client.untagged_responses.get("PERMANENTFLAGS", ""))
    if r"\*" not in flags and account.keyword not in flags:
        raise MailboxError(f"{account.host} keeps no keywords; name a folder for mails that are done")


def _native(mailbox: imap_tools.BaseMailBox, folder: str) -> str:
    """`folder` with the server's own separator: settings write "Belege/Erledigt", Dovecot may want "Belege.Erledigt"."""
    separators = {info.delim for info in mailbox.folder.list() if info.delim}
    return folder.replace("/", separators.pop()) if len(separators) == 1 else folder


def _copy_and_delete(mailbox: imap_tools.BaseMailBox, uid: int, target: str) -> None:
    """A crash in between leaves a copy in the done folder, which nobody reads, and the mail, which comes again."""
    mailbox.copy(str(uid), target)
    _store(mailbox, uid, r"\Deleted")
    if "UIDPLUS" in mailbox.client.capabilities:
        _expect_ok(mailbox.client.uid("EXPUNGE", str(uid)))
    # without UIDPLUS an EXPUNGE would also remove what people have marked; UNDELETED in the search is enough


def _store(mailbox: imap_tools.BaseMailBox, uid: int, flag: str) -> None:
    _expect_ok(mailbox.client.uid("STORE", str(uid), "+FLAGS.SILENT", f"({flag})"))


def _expect_ok(answer: tuple[str, object]) -> None:
    if answer[0] != "OK":
        raise MailboxError(f"the server answered {answer[0]}")
