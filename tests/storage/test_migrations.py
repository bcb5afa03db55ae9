"""The revisions lead to the tables that the code maps, on both databases; what must not change is refused there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from models.documents import DocumentStatus
from storage import audit
from storage.migrate import is_current, newest_revision, revision, upgrade
from storage.sessions import Sessions, make_engine
from storage.tables import orders, outbox, people, upkeep
from storage.tables.base import Base
from storage.tables.documents import Decision, Document, Proposal

MAPPED = (orders, outbox, people, upkeep)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

SINCE_THE_FIRST_VERSION = (
    "lexware_events",
    "lexware_documents",
    "lexware_notes",
    "lexware_turns",
    "lexware_mirror",
    "request_waiters",
    "notices",
    "lexware_keys",
    "lexware_connection",
    "lexware_callbacks",
)


@pytest.fixture
def blank(blank_database_url: str) -> Iterator[Engine]:
    engine = make_engine(blank_database_url)
    yield engine
    engine.dispose()


def test_a_migrated_database_has_exactly_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert len(Base.metadata.tables) >= 14


def test_an_empty_database_is_not_current_and_a_migrated_one_is(blank: Engine) -> None:
    assert revision(blank) is None
    assert not is_current(blank)
    upgrade(blank)
    assert revision(blank) == newest_revision()
    assert is_current(blank)


def test_a_second_upgrade_changes_nothing(engine: Engine, sessions: Sessions) -> None:
    with sessions.begin() as session:
        audit.record(session, at=NOW, actor="test", action="a", subject="document:1")
    upgrade(engine)
    with sessions() as session:
        assert list(audit.verify(session)) == []
        assert session.scalar(text("SELECT count(*) FROM audit_log")) == 1


def test_a_database_of_the_first_version_keeps_its_rows_and_gets_the_tables_about_lexware(
    engine: Engine, sessions: Sessions
) -> None:
    _one_of_each(sessions)
    with engine.begin() as connection:
        for table in SINCE_THE_FIRST_VERSION:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    upgrade(engine)
    assert is_current(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    with sessions() as session:
        assert session.scalars(select(Document.status)).all() == ["read"]
        assert list(audit.verify(session)) == []


def test_two_processes_that_start_at_once_migrate_once(blank_database_url: str) -> None:
    problems: list[BaseException] = []
    together = threading.Barrier(4)

    def start() -> None:
        engine = make_engine(blank_database_url)
        try:
            together.wait()
            upgrade(engine)
        except BaseException as problem:
            problems.append(problem)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_foreign_keys_hold_again_after_an_upgrade(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(
            text("INSERT INTO readings (document_id, at, content) VALUES (4711, '2026-01-01 00:00:00', '{}')")
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_log SET actor = 'someone else'",
        "DELETE FROM audit_log",
        "DELETE FROM audit_head",
        "UPDATE decisions SET field = 'other'",
        "DELETE FROM decisions",
        "UPDATE proposals SET model = 'other'",
        "DELETE FROM proposals",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(sessions: Sessions, engine: Engine, change: str) -> None:
    _one_of_each(sessions)
    with engine.connect() as connection, pytest.raises(DBAPIError, match=r"append-only|stays"):
        connection.execute(text(change))


@pytest.mark.parametrize("table", ["audit_log", "audit_head", "decisions", "proposals"])
def test_a_table_of_what_happened_cannot_be_emptied_by_the_back_door(
    sessions: Sessions, engine: Engine, table: str
) -> None:
    _one_of_each(sessions)
    back_door = "TRUNCATE {} CASCADE" if engine.dialect.name == "postgresql" else "REPLACE INTO {0} SELECT * FROM {0}"
    if (engine.dialect.name, table) == ("sqlite", "audit_head"):
        return  # its row changes with every entry; only its removal is refused, tested above
    with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(back_door.format(table)))


def _one_of_each(sessions: Sessions) -> None:
    with sessions.begin() as session:
        document = Document(
            sha256="0" * 64, file_name="a.pdf", size=1, channel="upload", received_at=NOW, changed_at=NOW
        )
        session.add(document)
        session.flush()
        document.become(DocumentStatus.READ, at=NOW, by="test", why="")
        session.add(Proposal(document_id=document.id, at=NOW, model="m", content={}))
        session.add(Decision(document_id=document.id, at=NOW, by="test", field="kind", before={}, after={}))
