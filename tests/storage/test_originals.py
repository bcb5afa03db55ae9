"""Originals: what was received stays what it was; one changed byte is found; a kill leaves nothing half."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from storage import integrity
from storage.integrity import Finding, Kind
from storage.originals import OriginalDamaged, Originals
from storage.sessions import Sessions
from storage.tables.documents import Arrival


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def findings(originals: Originals, sessions: Sessions) -> list[Finding]:
    with sessions() as session:
        expected = integrity.known(session)
    return list(integrity.check(originals, expected))


def test_what_was_put_is_got_byte_for_byte_and_put_once(originals: Originals) -> None:
    content = random.Random(1).randbytes(300_000)
    name = originals.put(content)
    stamp = originals.path(name).stat().st_mtime_ns
    assert originals.put(content) == name == hashlib.sha256(content).hexdigest()
    assert originals.get(name) == content
    assert originals.path(name).stat().st_mtime_ns == stamp
    assert not originals.path(name).stat().st_mode & 0o222, "nobody may write an original"
    assert [file.name for file in originals.files()] == [name]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" + "a" * 63])
def test_no_name_leads_out_of_the_directory(originals: Originals, name: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal"):
        originals.get(name)


def test_a_damaged_original_is_neither_handed_out_nor_taken_for_kept(originals: Originals) -> None:
    name = originals.put(b"invoice")
    _write(originals.path(name), b"invoicE")
    with pytest.raises(OriginalDamaged):
        originals.get(name)
    with pytest.raises(OriginalDamaged):
        originals.put(b"invoice")


def test_each_of_a_thousand_flipped_bytes_is_found(originals: Originals) -> None:
    chance = random.Random(20260302)
    contents = [chance.randbytes(chance.randint(1, 20_000)) for _ in range(20)]
    names = [originals.put(content) for content in contents]
    arrived = frozenset(names)
    expected = integrity.Known(documents=arrived, arrived=arrived)
    assert list(integrity.check(originals, expected)) == []
    found = 0
    for _ in range(1000):
        which = chance.randrange(len(names))
        damaged = bytearray(contents[which])
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        _write(originals.path(names[which]), bytes(damaged))
        one = Originals(originals.path(names[which]).parent)
        found += [(f.kind, f.name) for f in integrity.check(one, integrity.Known(frozenset(), arrived))] == [
            (Kind.ALTERED, names[which])
        ]
        _write(originals.path(names[which]), contents[which])
    assert found == 1000
    assert list(integrity.check(originals, expected)) == []


def test_missing_altered_and_strange_files_are_told_apart(
    originals: Originals, sessions: Sessions, received: Callable[[bytes], int], now: datetime
) -> None:
    for content in (b"whole", b"gone", b"changed"):
        received(content)
        originals.put(content)
    with sessions.begin() as session:  # an arrival that became no document, such as a mail
        mail = originals.put(b"mail")
        session.add(
            Arrival(received_at=now, channel="mailbox", file_name="m.eml", sha256=mail, size=4, outcome="no_document")
        )
    gone, changed = (hashlib.sha256(content).hexdigest() for content in (b"gone", b"changed"))
    originals.path(gone).unlink()
    _write(originals.path(changed), b"CHANGED")
    orphan = originals.put(b"orphan")
    leftover = originals.path(orphan).with_name(".incoming-xyz")
    leftover.write_bytes(b"ha")
    leftover.with_name("desktop.ini").write_bytes(b"")
    found = {(finding.kind, finding.name, finding.is_damage) for finding in findings(originals, sessions)}
    assert found == {
        (Kind.MISSING, gone, True),
        (Kind.ALTERED, changed, True),
        (Kind.ORPHAN, orphan, False),
        (Kind.ORPHAN, "desktop.ini", False),
        (Kind.LEFTOVER, ".incoming-xyz", False),
    }


def test_an_original_in_the_wrong_drawer_counts_as_altered(originals: Originals, tmp_path: Path) -> None:
    name = originals.put(b"x")
    wrong = originals.path(name).parent.with_name("zz")
    wrong.mkdir()
    originals.path(name).rename(wrong / name)
    (finding,) = integrity.check(originals, integrity.Known(frozenset({name}), frozenset({name})))
    assert finding.kind is Kind.ALTERED


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from storage.originals import Originals

    real, moment = {{"fsync": os.fsync, "rename": Path.rename}}, sys.argv[2]

    def die(*_args, **_named):
        os.kill(os.getpid(), signal.SIGKILL)

    if moment == "before fsync":
        os.fsync = die
    elif moment == "before rename":
        Path.rename = die
    else:
        Path.rename = lambda here, there: (real["rename"](here, there), die())
    Originals(Path(sys.argv[1])).put(b"received" * 50_000)
"""


@pytest.mark.parametrize("moment", ["before fsync", "before rename", "after rename"])
def test_a_kill_leaves_the_whole_original_or_none(tmp_path: Path, moment: str) -> None:
    directory = tmp_path / "originals"
    code = textwrap.dedent(KILLED).format()
    killed = subprocess.run([sys.executable, "-c", code, str(directory), moment], check=False, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    originals = Originals(directory)
    name = hashlib.sha256(b"received" * 50_000).hexdigest()
    expected = integrity.Known(frozenset(), frozenset({name}))
    if moment == "after rename":
        assert originals.get(name) == b"received" * 50_000
    else:
        assert not originals.path(name).exists()
        assert all(finding.kind is Kind.LEFTOVER for finding in integrity.check(originals, expected))
    assert originals.put(b"received" * 50_000) == name
    assert originals.get(name) == b"received" * 50_000


def _write(file: Path, content: bytes) -> None:
    file.chmod(0o640)
    file.write_bytes(content)
