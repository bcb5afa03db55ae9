"""What arrives: names made safe, hashes, aware times; and the watched folder."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from ingest.folder import WatchedFolder
from ingest.incoming import Incoming, safe_file_name
from ingest.problems import PROBLEMS, WARNINGS, problem
from models.documents import Channel


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Rechnung März.pdf", "Rechnung März.pdf"),
        ("/absolut/rechnung.pdf", "rechnung.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("a\x00b\nc\t.pdf", "ab c .pdf"),
        ("..", "unbenannt"),
        ("", "unbenannt"),
        ("con.pdf", "_con.pdf"),
        ("frage?.pdf ", "frage_.pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
    ],
)
def test_a_file_name_with_path_parts_or_tricks_becomes_a_plain_name(name, safe):
    assert safe_file_name(name) == safe


def test_long_names_are_cut_but_keep_their_suffix():
    name = safe_file_name("ü" * 400 + ".pdf")
    assert name.endswith("ü.pdf")
    assert len(name) <= 120
    assert len(name.encode()) <= 200


def test_an_incoming_file_is_known_by_its_hash_and_its_name_is_safe():
    incoming = Incoming(b"abc", "../x.pdf", Channel.UPLOAD, datetime(2026, 3, 1, tzinfo=UTC))
    assert incoming.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert incoming.file_name == "x.pdf"
    with pytest.raises(ValueError, match="aware"):
        Incoming(b"abc", "x.pdf", Channel.UPLOAD, datetime(2026, 3, 1))  # noqa: DTZ001 - the naive time is the point


def test_a_growing_file_is_not_taken_before_it_rests(tmp_path):
    folder = WatchedFolder(tmp_path)
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"half")
    (tmp_path / "scan2.pdf.part").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "link.pdf").symlink_to("/etc/hostname")
    assert folder.finished() == []
    file.write_bytes(b"half and more")
    assert folder.finished() == []
    assert folder.finished() == [file]


def test_taken_files_go_to_done_or_problem_and_overwrite_nothing(tmp_path):
    folder = WatchedFolder(tmp_path)
    for content in (b"1", b"2"):
        file = tmp_path / "scan.pdf"
        file.write_bytes(content)
        folder.done(file)
    assert (tmp_path / "done" / "scan.pdf").read_bytes() == b"1"
    assert (tmp_path / "done" / "scan (1).pdf").read_bytes() == b"2"
    file.write_bytes(b"")
    failed = folder.failed(file, problem("file_empty").problem)
    assert failed == tmp_path / "problem" / "scan.pdf"
    assert "leer" in (tmp_path / "problem" / "scan.pdf.txt").read_text(encoding="utf-8")
    assert folder.finished() == []


def test_every_problem_is_a_german_sentence_with_a_next_step():
    for code, text in PROBLEMS.items():
        assert text.endswith("."), code
        assert text.count(".") + text.count(";") >= 2, f"{code}: cause and next step"
    assert all(text.endswith(".") for text in WARNINGS.values())
