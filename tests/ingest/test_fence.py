"""The fence: a child that hangs, crashes, eats or lies costs one document, and the next one is read."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import codec
from ingest.guard import FencedReader
from ingest.limits import Limits
from ingest.reading import read
from models.problems import DocumentProblem

FAULTY = f"{Path(__file__).with_name('faulty_readers.py')}:read"


@pytest.fixture(scope="module")
def faulty() -> Iterator[FencedReader]:
    limits = Limits(seconds=1.5, cpu_seconds=1, memory_bytes=1_000_000_000, max_bytes=5_000_000)
    with FencedReader(limits, reader=FAULTY) as reader:
        yield reader


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("hang", "reader_timeout"),
        ("burn", "reader_timeout"),
        ("eat", "reader_out_of_memory"),
        ("crash", "reader_crashed"),
        ("leave", "reader_crashed"),
        ("raise", "reader_failed"),
        ("lie", "reader_failed"),
    ],
)
def test_a_child_that_misbehaves_is_a_problem_and_the_reader_lives_on(faulty, what, code):
    began = time.monotonic()
    with pytest.raises(DocumentProblem) as caught:
        faulty.read(b"x", what)
    assert caught.value.problem.code == code
    assert "must not get out" not in caught.value.problem.message
    assert time.monotonic() - began < 8
    assert faulty.read(b"four", "good").facts == {"size": "4"}


def test_a_library_that_prints_does_not_spoil_the_answer(faulty):
    assert faulty.read(b"four", "print").facts == {"size": "4"}


def test_the_child_knows_no_secrets_of_its_parent(monkeypatch):
    monkeypatch.setenv("KONTORIST_SECRET", "lexware-api-key")
    with FencedReader(reader=FAULTY) as reader:
        assert reader.read(b"x", "look").facts == {"secret": "none"}


def test_a_child_is_kept_and_replaced_after_its_share_of_documents():
    with FencedReader(Limits(documents_per_process=2), reader=FAULTY) as reader:
        pids = [reader.read(b"x", "pid").facts["pid"] for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids[0]), 0)


def test_what_a_child_started_ends_with_it(faulty, tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(DocumentProblem):
        faulty.read(str(note).encode(), "beget")
    # Killed at once, but on a busy machine it is gone only when it is scheduled again.
    end = time.monotonic() + 5
    while not _gone(note.read_text()) and time.monotonic() < end:
        time.sleep(0.01)
    assert _gone(note.read_text())


def _gone(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except FileNotFoundError:
        return True


def test_a_child_that_does_not_start_is_not_the_fault_of_the_file():
    with FencedReader(reader="no_such_module:read") as reader, pytest.raises(DocumentProblem) as caught:
        reader.read(b"x", "rechnung.pdf")
    assert (caught.value.problem.code, caught.value.problem.retryable) == ("reader_not_started", True)


def test_several_threads_share_two_children():
    with FencedReader(processes=2, reader=FAULTY) as reader:
        pids: set[str] = set()
        threads = [
            threading.Thread(target=lambda: pids.add(reader.read(b"x" * 200_000, "pid").facts["pid"])) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert 1 <= len(pids) <= 2


def test_a_file_over_the_limit_or_empty_never_reaches_a_child():
    reader = FencedReader(Limits(max_bytes=10), reader="no_such_module:read")  # would fail if a child were started
    for content, code in ((b"x" * 11, "file_too_large"), (b"", "file_empty")):
        with pytest.raises(DocumentProblem) as caught:
            reader.read(content, "x.pdf")
        assert caught.value.problem.code == code


def test_the_reading_that_crosses_the_fence_is_the_reading(fenced, letter, factur_x):
    for content, name in ((letter, "brief.pdf"), (factur_x, "rechnung.xml")):
        here, there = read(content, name), fenced.read(content, name)
        assert codec.encode(there) == codec.encode(here)
        assert there.einvoice == here.einvoice
        assert [word.text for page in there.pages for word in page.words] == [
            word.text for page in here.pages for word in page.words
        ]


def test_pages_are_rendered_inside_the_fence(fenced, letter, factur_x):
    for content, name in ((letter, "brief.pdf"), (factur_x, "rechnung.xml"), (b"nur Text", "notiz.txt")):
        assert fenced.render(content, name, 1).startswith(b"\x89PNG")
    with pytest.raises(DocumentProblem) as caught:
        fenced.render(letter, "brief.pdf", 2)
    assert caught.value.problem.code == "no_such_page"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{}", b'{"version": 99}', b"[" * 100_000,
        b'{"version":1,"medium":"scan","pages":[{"number":"1"}],"einvoice":null,"codes":[],"structured_kind":null,'
        b'"facts":{},"warnings":[],"page_count":1}',
        b'{"version":1,"medium":"scan","pages":[],"einvoice":null,"codes":[7],"structured_kind":null,'
        b'"facts":{},"warnings":[],"page_count":1}',
    ],
)  # fmt: skip
def test_what_is_no_reading_is_refused(data):
    with pytest.raises(codec.CodecError):
        codec.loads(data)
