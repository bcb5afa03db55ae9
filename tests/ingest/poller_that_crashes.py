"""A mailbox poller as its own process, for test_mailbox.py: delivers into SQLite and can die at a chosen moment.

Arguments: port, user, password, done folder ("" for keywords), database file, when to die, at which mail (from 1).
"""

from __future__ import annotations

import os
import sqlite3
import sys

from ingest.mailbox import ImapAccount, Security, fetch_new, mail_identity

port, user, password, done_folder, database, when, at = sys.argv[1:]
connection = sqlite3.connect(database)
connection.execute("CREATE TABLE IF NOT EXISTS mail (identity TEXT PRIMARY KEY, uid INTEGER)")
connection.execute("CREATE TABLE IF NOT EXISTS handed_over (uid INTEGER)")
count = 0


def deliver(raw: bytes, uid: int) -> None:
    """Commit the mail once, whatever how often it comes; die where told."""
    global count  # noqa: PLW0603 - a script of one function
    count += 1
    connection.execute("INSERT INTO handed_over VALUES (?)", (uid,))
    connection.execute("INSERT OR IGNORE INTO mail VALUES (?, ?)", (mail_identity(raw), uid))
    if when == "before_commit" and count == int(at):
        os._exit(9)
    connection.commit()
    if when == "after_commit" and count == int(at):
        os._exit(9)


account = ImapAccount(
    "127.0.0.1", user, password, int(port), Security.NONE, "Eingang", done_folder or None, timeout=10
)  # fmt: skip
fetch_new(account, deliver)
connection.commit()
