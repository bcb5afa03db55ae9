"""`kontorist up` as a program of its own: how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from storage.sessions import Sessions, make_engine, make_sessions
from storage.tables.lexware import LexwareTurn
from storage.tables.upkeep import WorkerSign


def test_a_house_that_is_told_to_end_gives_back_what_it_holds(tmp_path: Path, sqlite_url: str) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "manifest.json").write_text("{}")
    shutil.copy("data/company.json", tmp_path / "company.json")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # Lexware takes the call and never answers
        house = _up(tmp_path, sqlite_url, f"http://127.0.0.1:{silent.getsockname()[1]}")
        sessions = make_sessions(make_engine(sqlite_url))
        _wait_until_somebody_works(sessions)
    house.send_signal(signal.SIGTERM)  # the request under way fails now, and its turn is given up
    assert house.wait(40) == 0
    with sessions() as session:
        assert session.scalars(select(WorkerSign)).all() == []
        assert [(turn.name, turn.holder) for turn in session.scalars(select(LexwareTurn))] == [("sweep", None)]


def _up(data: Path, database: str, lexware: str) -> subprocess.Popen[bytes]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "DATA": data,
        "DATABASE_URL": database,
        "LEXWARE_URL": lexware,
        "LEXWARE_KEY": "key-of-nobody",
        "PORT": port,
    }
    environment = os.environ | {f"KONTORIST_{name}": str(value) for name, value in settings.items()}
    return subprocess.Popen([sys.executable, "-c", "from cli.main import app; app()", "up"], env=environment)


def _wait_until_somebody_works(sessions: Sessions) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with sessions() as session:
            turn = session.get(LexwareTurn, "sweep")
            if turn is not None and turn.holder and session.scalars(select(WorkerSign)).all():
                return
        time.sleep(0.05)
    raise AssertionError("nobody works")
