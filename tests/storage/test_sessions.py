"""Reading sessions: they wait for nobody, hold nobody up, and cannot write. Exceptions name no data."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError

from storage.sessions import Sessions, make_reading_sessions
from storage.tables.documents import Document


def test_a_reader_sees_what_was_committed_and_does_not_wait_for_a_writer(
    engine: Engine, sessions: Sessions, received: Callable[[bytes], int]
) -> None:
    document_id = received(b"one")
    reading = make_reading_sessions(engine)
    with sessions.begin() as writer:
        writer.execute(update(Document).values(file_name="b.pdf"))
        began = time.monotonic()
        with reading() as reader:
            assert reader.get_one(Document, document_id).file_name == "a.pdf"
        assert time.monotonic() - began < 5
    with reading() as reader:
        assert reader.get_one(Document, document_id).file_name == "b.pdf"


def test_a_writer_does_not_wait_for_a_reader(
    engine: Engine, sessions: Sessions, received: Callable[[bytes], int]
) -> None:
    document_id = received(b"one")
    with make_reading_sessions(engine)() as reader:
        reader.get_one(Document, document_id)
        began = time.monotonic()
        received(b"two")
        assert time.monotonic() - began < 5
        assert len(reader.scalars(select(Document)).all()) >= 1


def test_a_reading_session_cannot_write_and_leaves_a_connection_that_can(
    engine: Engine, sessions: Sessions, received: Callable[[bytes], int]
) -> None:
    received(b"one")
    with make_reading_sessions(engine)() as reader, pytest.raises(DBAPIError):
        reader.execute(update(Document).values(file_name="b.pdf"))
    received(b"two")


def test_an_exception_of_the_database_names_no_data(sessions: Sessions) -> None:
    with sessions() as session, pytest.raises(DBAPIError) as caught:
        session.execute(text("SELECT * FROM no_such_table WHERE name = :name"), {"name": "Öhmann & Söhne"})
    assert "Öhmann" not in str(caught.value)
