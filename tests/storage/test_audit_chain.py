"""The audit log's chain: whatever is done to a thousand entries behind the program's back is found, on both databases."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, insert, select, text

from storage import audit
from storage.audit import AuditLogDamaged, Head
from storage.sessions import Sessions, make_engine, make_sessions
from storage.tables.audit import AuditEntry, AuditHead

ENTRIES = 1000


@pytest.fixture
def log(sessions: Sessions, now: datetime) -> Sessions:
    """A log of a thousand entries. Written as `record` writes them, but in one go: its own way is tested below."""
    rows, previous = [], audit.GENESIS
    for seq in range(1, ENTRIES + 1):
        row = {
            "seq": seq,
            "at": now + timedelta(seconds=seq),
            "actor": "anna",
            "action": "document.status",
            "subject": f"document:{seq % 37}",
            "facts": {"from": "read", "to": "classified", "why": "Größe ✓", "n": seq},
            "previous_hash": previous,
        }
        row["hash"] = previous = audit._hash(*row.values())
        rows.append(row)
    with sessions.begin() as session:
        session.execute(insert(AuditEntry), rows)
        session.get_one(AuditHead, 1).seq = ENTRIES
        session.get_one(AuditHead, 1).hash = previous
    return sessions


@pytest.fixture
def attacker(engine: Engine) -> Iterator[Engine]:
    """Whoever may write the whole database: switches the triggers off first."""
    if engine.dialect.name == "sqlite":
        triggers = ("audit_log_no_update", "audit_log_no_delete", "audit_log_no_replace", "audit_head_no_delete")
        run(engine, *(f"DROP TRIGGER {name}" for name in triggers))
        yield engine
    else:
        run(engine, *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in ("audit_log", "audit_head")))
        yield engine
        run(engine, *(f"ALTER TABLE {table} ENABLE TRIGGER ALL" for table in ("audit_log", "audit_head")))


def breaks(sessions: Sessions, noted: Head | None = None) -> list[str]:
    with sessions() as session:
        return list(audit.verify(session, noted))


def run(attacker: Engine, *statements: str) -> None:
    with attacker.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_an_untouched_log_is_whole(log: Sessions) -> None:
    assert breaks(log) == []


@pytest.mark.parametrize("column", ["actor", "action", "subject"])
def test_an_edited_word_is_found(log: Sessions, attacker: Engine, column: str) -> None:
    run(attacker, f"UPDATE audit_log SET {column} = 'x' WHERE seq = 500")
    assert breaks(log) == ["entry 500 was changed"]


def test_an_edited_moment_is_found(log: Sessions, attacker: Engine) -> None:
    run(attacker, "UPDATE audit_log SET at = '2026-03-02 09:38:19.000001' WHERE seq = 500")
    assert breaks(log) == ["entry 500 was changed"]


def test_an_edited_fact_is_found(log: Sessions, attacker: Engine) -> None:
    run(attacker, """UPDATE audit_log SET facts = '{"n": 501}' WHERE seq = 500""")
    assert breaks(log) == ["entry 500 was changed"]


def test_a_hundred_random_edits_are_a_hundred_breaks(log: Sessions, attacker: Engine) -> None:
    edited = sorted(random.Random(7).sample(range(1, ENTRIES + 1), 100))
    run(attacker, *(f"UPDATE audit_log SET actor = 'mallory' WHERE seq = {seq}" for seq in edited))
    assert breaks(log) == [f"entry {seq} was changed" for seq in edited]


def test_an_edit_with_a_fitting_hash_breaks_the_chain_behind_it(log: Sessions, attacker: Engine) -> None:
    with log() as session:
        entry = session.get_one(AuditEntry, 500)
        forged = audit._hash(500, entry.at, "mallory", entry.action, entry.subject, entry.facts, entry.previous_hash)
    run(attacker, f"UPDATE audit_log SET actor = 'mallory', hash = '{forged}' WHERE seq = 500")
    assert breaks(log) == ["entry 501 does not follow the one before it"]


@pytest.mark.parametrize(
    ("removed", "said"),
    [
        ("seq = 500", "entry 500 is missing"),
        ("seq BETWEEN 500 AND 502", "entries 500 to 502 are missing"),
        ("seq = 1", "entry 1 is missing"),
        ("seq > 990", "the log does not end where the head says: entries at the end were removed or added"),
        ("seq > 0", "the log does not end where the head says: entries at the end were removed or added"),
    ],
)
def test_a_removed_entry_is_found_wherever_it_stood(log: Sessions, attacker: Engine, removed: str, said: str) -> None:
    run(attacker, f"DELETE FROM audit_log WHERE {removed}")
    assert breaks(log)[0] == said


def test_a_removal_closed_by_renumbering_is_found(log: Sessions, attacker: Engine) -> None:
    run(attacker, "DELETE FROM audit_log WHERE seq = 500")
    for seq in range(501, 511):
        run(attacker, f"UPDATE audit_log SET seq = {seq - 1} WHERE seq = {seq}")
    assert "entry 500 does not follow the one before it" in breaks(log)


def test_two_swapped_entries_are_found(log: Sessions, attacker: Engine) -> None:
    run(
        attacker,
        "UPDATE audit_log SET seq = 5000 WHERE seq = 500",
        "UPDATE audit_log SET seq = 500 WHERE seq = 501",
        "UPDATE audit_log SET seq = 501 WHERE seq = 5000",
    )
    assert "entry 500 was changed" in breaks(log)
    assert "entry 501 was changed" in breaks(log)


def test_an_entry_added_behind_the_head_is_found(log: Sessions, attacker: Engine) -> None:
    run(
        attacker,
        "INSERT INTO audit_log SELECT 1001, at, actor, action, subject, facts, hash, hash FROM audit_log WHERE seq = 1000",
    )
    assert len(breaks(log)) == 2


def test_a_cut_log_with_a_fitting_head_is_found_by_a_note_taken_before(log: Sessions, attacker: Engine) -> None:
    with log() as session:
        noted = audit.head(session)
    run(
        attacker,
        "DELETE FROM audit_log WHERE seq > 900",
        "UPDATE audit_head SET seq = 900, hash = (SELECT hash FROM audit_log WHERE seq = 900)",
    )
    assert breaks(log) == []
    assert breaks(log, noted) == ["the log had 1000 entries when its head was noted, now it ends at 900"]


def test_a_log_written_anew_is_found_by_a_note_taken_before(log: Sessions, now: datetime) -> None:
    noted = Head(10, "f" * 64)
    assert breaks(log, noted) == ["entry 10 is not the one that was noted: the log was written anew"]


def test_without_its_head_the_log_is_damaged_and_takes_no_entry(log: Sessions, attacker: Engine, now: datetime) -> None:
    run(attacker, "DELETE FROM audit_head")
    assert breaks(log) == ["the head of the log is missing: its end cannot be proved"]
    with log.begin() as session, pytest.raises(AuditLogDamaged):
        audit.record(session, at=now, actor="anna", action="a", subject="s")


def test_a_rolled_back_transaction_leaves_no_entry_and_no_gap(sessions: Sessions, now: datetime) -> None:
    with sessions() as session:
        audit.record(session, at=now, actor="anna", action="a", subject="s")
        session.rollback()
        audit.record(session, at=now, actor="anna", action="b", subject="s")
        session.commit()
    assert breaks(sessions) == []
    with sessions() as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["b"]


def test_an_entry_reads_back_as_it_was_hashed(sessions: Sessions) -> None:
    odd_facts = {"text": 'a\u0000b\ud83d\ude00ß"\\', "list": [1, 2.5, None, True], "deep": {"ä": {}}}
    summer = datetime(2026, 7, 1, 0, 30, 0, 123456, tzinfo=ZoneInfo("Europe/Berlin"))
    with sessions.begin() as session:
        audit.record(session, at=summer, actor="Jürgen", action="a", subject="s", facts=odd_facts)
    assert breaks(sessions) == []
    with sessions() as session:
        assert session.get_one(AuditEntry, 1).at == datetime(2026, 6, 30, 22, 30, 0, 123456, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused(sessions: Sessions) -> None:
    with sessions() as session, pytest.raises(ValueError, match="time zone"):
        audit.record(session, at=datetime(2026, 3, 2), actor="a", action="a", subject="s")  # noqa: DTZ001


def test_many_writers_make_one_chain_without_forks(engine: Engine, database_url: str, now: datetime) -> None:
    problems: list[BaseException] = []

    def write(name: str) -> None:
        own = make_engine(database_url)
        try:
            for n in range(15):
                with make_sessions(own).begin() as session:
                    audit.record(session, at=now, actor=name, action="a", subject=f"s:{n}")
        except BaseException as problem:
            problems.append(problem)
        finally:
            own.dispose()

    threads = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert breaks(make_sessions(engine)) == []
    with make_sessions(engine)() as session:
        assert audit.head(session)[0] == 90


def test_a_session_that_lives_long_sees_what_others_wrote(sessions: Sessions, now: datetime) -> None:
    with sessions() as long_lived:
        audit.record(long_lived, at=now, actor="a", action="a", subject="s")
        long_lived.commit()
        with sessions.begin() as other:
            audit.record(other, at=now, actor="b", action="b", subject="s")
        audit.record(long_lived, at=now, actor="a", action="c", subject="s")
        long_lived.commit()
    assert breaks(sessions) == []
