"""The mailbox against real IMAP servers: Debian's Dovecot, and pymap from its wheel."""

from __future__ import annotations

import os
import pwd
import select
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import imap_tools
import pytest

from ingest.mailbox import Cursor, Fetched, ImapAccount, MailboxError, Security, fetch_new

pytestmark = pytest.mark.imap
HERE = Path(__file__).parent
FOLDER = "Eingang"


@dataclass
class Server:
    """A running IMAP server with an account whose folder `Eingang` the tests use."""

    name: str
    account: ImapAccount

    def connected(self) -> imap_tools.BaseMailBox:
        """A second connection, as a person's mail program has one."""
        mailbox = imap_tools.MailBoxUnencrypted(self.account.host, self.account.port, 10)
        return mailbox.login(self.account.user, self.account.password, initial_folder=None)

    def native(self, mailbox: imap_tools.BaseMailBox, folder: str) -> str:
        """`folder` as this server writes it."""
        return folder.replace("/", "." if self.name == "dovecot" else "/")

    def put(self, *subjects: str) -> None:
        """New mails in the folder."""
        with self.connected() as mailbox:
            for subject in subjects:
                mailbox.append(mail(subject), FOLDER)

    def subjects(self, folder: str = FOLDER) -> list[str]:
        """What lies in `folder`."""
        with self.connected() as mailbox:
            folder = self.native(mailbox, folder)
            if not mailbox.folder.exists(folder):
                return []
            mailbox.folder.set(folder)
            return sorted(message.subject for message in mailbox.fetch("UNDELETED", mark_seen=False))


def mail(subject: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "lieferant@example.org",
        subject,
        f"<{subject}@example.org>",
    )
    message.set_content(f"Anbei {subject}.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=f"{subject}.pdf")
    return message.as_bytes()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), 0.5) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the IMAP server did not start: {log.read_text(errors='replace')[-1500:]}")


DOVECOT = """
base_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = home={home}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  {chroot}
}}
service anvil {{
  {chroot}
}}
{users}
"""


def start_dovecot(home: Path, port: int) -> list[str]:
    """Dovecot of its own, with files below `home`. As root it reads mail as another user, which it insists on."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/lib/dovecot")
    if program is None:
        pytest.skip("no dovecot installed (apt-get install dovecot-imapd)")
    me = pwd.getpwuid(os.getuid())
    owner = pwd.getpwnam("nobody") if me.pw_uid == 0 else me
    for place in ("mail", "run"):
        (home / place).mkdir(parents=True)
    users = "" if me.pw_uid == 0 else f"default_login_user = {me.pw_name}\ndefault_internal_user = {me.pw_name}"
    if me.pw_uid == 0:
        os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
        for directory in (home, *list(home.parents)[:3]):  # pytest's directories are closed to others
            if str(directory).startswith("/tmp/pytest"):
                directory.chmod(0o755)
    config = DOVECOT.format(
        home=home,
        port=port,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        users=users,
        chroot="" if me.pw_uid == 0 else "chroot =",
    )
    (home / "dovecot.conf").write_text(config)
    return [program, "-F", "-c", str(home / "dovecot.conf")]


def start_pymap(port: int) -> list[str]:
    program = Path(sys.executable).with_name("pymap")
    if not program.exists():
        pytest.skip("no pymap installed (pip install pymap)")
    return [str(program), "--no-service", "all", "--host", "127.0.0.1", "--port", str(port), "dict", "--demo-data"]


@contextmanager
def running(name: str, home: Path) -> Iterator[Server]:
    """A server of our own on a free port, ended afterwards."""
    port = free_port()
    command = start_dovecot(home, port) if name == "dovecot" else start_pymap(port)
    user, password = ("kontorist", "secret") if name == "dovecot" else ("demouser", "demopass")
    log = home / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_for(port, process, log)
            account = ImapAccount(
                "127.0.0.1", user, password, port, Security.NONE, FOLDER, "Erledigt/Käufe", timeout=10
            )
            yield Server(name, account)
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="module")
def dovecot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running("dovecot", tmp_path_factory.mktemp("imap")) as server:
        yield server


@pytest.fixture(scope="module")
def pymap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running("pymap", tmp_path_factory.mktemp("imap")) as server:
        yield server


def emptied(server: Server) -> Server:
    """The server with nothing in it: another user where anyone may sign in, else the folders anew."""
    if server.name == "dovecot":
        server = replace(server, account=replace(server.account, user=f"user{uuid.uuid4().hex[:12]}"))
    with server.connected() as mailbox:
        for folder in (FOLDER, "Erledigt/Käufe"):
            if server.name == "pymap" and mailbox.folder.exists(folder):
                mailbox.folder.delete(folder)
        mailbox.folder.create(FOLDER)
    return server


@pytest.fixture
def server(dovecot: Server) -> Server:
    """The server that most tests use: what small companies' providers run."""
    return emptied(dovecot)


@pytest.fixture(params=["dovecot", "pymap"])
def any_server(request: pytest.FixtureRequest) -> Server:
    """Both servers: Dovecot knows MOVE and UIDPLUS, pymap does not (and is in a wheel)."""
    return emptied(request.getfixturevalue(request.param))


def collect(account: ImapAccount, cursor: Cursor | None = None, **settings: int) -> tuple[list[bytes], Fetched]:
    taken: list[bytes] = []
    fetched = fetch_new(account, lambda raw, uid: taken.append(raw), cursor, **settings)
    return taken, fetched


def test_new_mails_are_handed_over_whole_and_moved_away(any_server):
    any_server.put("eins", "zwei")
    taken, fetched = collect(any_server.account)
    assert [b"Anbei eins." in taken[0], b"Anbei zwei." in taken[1]] == [True, True]
    assert len(fetched.delivered) == 2
    assert any_server.subjects() == []
    assert any_server.subjects("Erledigt/Käufe") == ["eins", "zwei"]
    assert collect(any_server.account)[0] == []


def test_without_a_folder_mails_stay_get_a_keyword_and_remain_unseen(server):
    account = replace(server.account, done_folder=None)
    server.put("eins")
    assert len(collect(account)[0]) == 1
    assert collect(account)[0] == []
    server.put("zwei")
    assert len(collect(account)[0]) == 1
    with server.connected() as mailbox:
        mailbox.folder.set(FOLDER)
        flags = [message.flags for message in mailbox.fetch(mark_seen=False)]
    assert all("KontoristDone" in one and r"\Seen" not in one for one in flags)


def test_a_cursor_holds_only_as_long_as_the_folder_is_the_same(server):
    account = replace(server.account, done_folder=None)
    server.put("eins", "zwei")
    _, fetched = collect(account)
    assert collect(account, fetched.cursor)[0] == []
    server.put("drei")
    assert len(collect(account, fetched.cursor)[0]) == 1
    other = replace(fetched.cursor, uid_validity=fetched.cursor.uid_validity + 1)
    assert collect(account, other)[1].cursor.uid_validity == fetched.cursor.uid_validity
    server.put("vier")
    assert len(collect(account, other)[0]) == 1  # the old position says nothing; the keyword still does


def test_a_round_takes_only_so_many_and_says_that_more_wait(server):
    server.put("eins", "zwei", "drei")
    taken, fetched = collect(server.account, limit=2)
    assert len(taken) == 2
    assert fetched.more
    assert server.subjects() == ["drei"]


def test_a_mail_that_is_too_large_is_told_of_in_every_round_and_holds_up_no_other(server, monkeypatch):
    monkeypatch.setattr("ingest.mailbox.MAX_MAIL_BYTES", len(mail("eins")) + 200)
    server.put("eins", "z" * 400, "drei", "vier")
    _, first = collect(server.account, limit=1)
    assert (len(first.delivered), len(first.too_large), first.more) == (1, 0, True)
    _, second = collect(server.account, first.cursor, limit=1)
    assert (len(second.delivered), len(second.too_large), second.more) == (1, 1, True)
    _, third = collect(server.account, second.cursor)
    _, fourth = collect(server.account, third.cursor)
    assert (third.delivered, third.more) == ((4,), False)
    assert (fourth.delivered, fourth.too_large) == ((), second.too_large)


def test_a_connection_that_breaks_in_the_middle_is_a_mailbox_error(server):
    server.put("eins", "zwei")
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        between = threading.Thread(target=relay, args=(listener, server.account.port, b"BODY.PEEK"))
        between.start()
        with pytest.raises(MailboxError):
            collect(replace(server.account, port=listener.getsockname()[1]))
        between.join(10)
    assert server.subjects() == ["eins", "zwei"]


def relay(listener: socket.socket, port: int, until: bytes) -> None:
    """Pass the conversation on until the client says `until`; then cut it."""
    client, _ = listener.accept()
    with client, socket.create_connection(("127.0.0.1", port)) as upstream:
        while True:
            for source in select.select([client, upstream], [], [], 10)[0]:
                data = source.recv(65_536)
                if not data or until in data:
                    client.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                    )  # reset, no farewell
                    return
                (upstream if source is client else client).sendall(data)


def test_a_delivery_that_fails_stops_the_round_and_leaves_the_mail(server):
    server.put("eins", "zwei")

    def deliver(raw: bytes, uid: int) -> None:
        if b"Anbei zwei." in raw:
            raise OSError("no database")

    with pytest.raises(OSError, match="no database"):
        fetch_new(server.account, deliver)
    assert server.subjects() == ["zwei"]


def poll(server: Server, database: Path, done: str, when: str = "never", at: int = 0) -> int:
    account = server.account
    arguments = [str(account.port), account.user, account.password, done, str(database), when, str(at)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, HERE / "poller_that_crashes.py", *arguments], env=environment, timeout=30, check=False
    ).returncode


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[str], list[str]]:
    def query(table: str) -> list[str]:
        with sqlite3.connect(tmp_path / "mail.db") as connection:
            found = [row[0] for row in connection.execute(f"SELECT * FROM {table}")]
        connection.close()
        return found

    return query


def crash_after_commit(server: Server, rows: Callable[[str], list[str]], database: Path, done: str) -> None:
    """Die after the second mail's commit; afterwards every mail is there once."""
    server.put("eins", "zwei", "drei")
    assert poll(server, database, done, "after_commit", 2) == 9
    assert len(rows("mail")) == 2
    assert poll(server, database, done) == 0
    assert len(rows("handed_over")) == 4  # the second mail came twice,
    assert len(rows("mail")) == 3  # and is there once
    assert poll(server, database, done) == 0
    assert len(rows("handed_over")) == 4


def test_a_crash_between_commit_and_move_loses_and_doubles_nothing(any_server, rows, tmp_path):
    crash_after_commit(any_server, rows, tmp_path / "mail.db", "Erledigt/Käufe")


def test_a_crash_between_commit_and_keyword_loses_and_doubles_nothing(server, rows, tmp_path):
    crash_after_commit(server, rows, tmp_path / "mail.db", "")


def test_a_server_that_keeps_no_keywords_is_refused_before_anything_is_taken(pymap):
    server = emptied(pymap)
    server.put("eins")
    with pytest.raises(MailboxError, match="keywords"):
        collect(replace(server.account, done_folder=None))


def test_a_crash_before_the_commit_loses_nothing(server, rows, tmp_path):
    server.put("eins", "zwei", "drei")
    assert poll(server, tmp_path / "mail.db", "Erledigt/Käufe", "before_commit", 2) == 9
    assert len(rows("mail")) == 1
    assert server.subjects() == ["drei", "zwei"]
    assert poll(server, tmp_path / "mail.db", "Erledigt/Käufe") == 0
    assert len(rows("mail")) == 3
    assert server.subjects() == []


def test_a_wrong_password_and_a_dead_server_are_mailbox_errors(server):
    with pytest.raises(MailboxError):
        fetch_new(replace(server.account, password="wrong"), lambda raw, uid: None)
    with pytest.raises(MailboxError):
        fetch_new(replace(server.account, port=free_port()), lambda raw, uid: None)


def test_the_password_is_in_no_text_of_the_account():
    assert "geheim" not in repr(ImapAccount("mail.example.org", "kontor", "geheim"))
