"""A ledger that cannot be used as asked: each way has its exception, and leaves nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_material import GIVEN, STORY, append, filed, reading_of, small_ledger

from tollbook.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    LedgerOlder,
    NoSpace,
)
from tollbook.ledger import check, open_ledger, schema, upgrade, verify_ledger
from tollbook.ledger import open as opening


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small ledger, closed."""
    small_ledger(tmp_path / "t.db").close()
    return tmp_path / "t.db"


def changed(path: Path, *statements: str) -> bytes:
    """Runs statements as another program would; the bytes of the file afterwards."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()
    return path.read_bytes()


# ---------------------------------------------------------------------------------------------------- missing, foreign


def test_no_ledger(tmp_path: Path) -> None:
    for readonly in (False, True):
        with pytest.raises(LedgerMissing, match="no ledger at"):
            open_ledger(tmp_path / "t.db", readonly=readonly)
    with pytest.raises(LedgerMissing):
        open_ledger(tmp_path / "t.db", create=True, readonly=True)
    with pytest.raises(LedgerMissing):
        upgrade(tmp_path / "t.db")
    with pytest.raises(LedgerError, match="no folder"):
        open_ledger(tmp_path / "none" / "t.db", create=True)
    assert list(tmp_path.iterdir()) == []
    assert check(tmp_path / "t.db")[-1].startswith("ledger: none at")


def test_an_empty_file_becomes_a_ledger_only_where_one_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    path.touch()
    with pytest.raises(LedgerMissing):
        open_ledger(path)
    assert path.read_bytes() == b""
    open_ledger(path, create=True).close()
    assert verify_ledger(path).sound


def test_a_ledger_whose_making_was_cut_off_is_made(tmp_path: Path) -> None:
    """The process was killed after SQLite had written its first page, and before there was a table."""
    path = tmp_path / "t.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    assert path.stat().st_size > 0
    open_ledger(path, create=True).close()
    assert verify_ledger(path).sound


@pytest.mark.parametrize("readonly", [False, True])
def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path, readonly: bool) -> None:
    """``--ledger A.txt``, ``--ledger places.sqlite``: a slip of the hand must not cost the file."""
    text, other = tmp_path / "A.txt", tmp_path / "places.sqlite"
    text.write_text(GIVEN * 50)
    before = changed(other, "CREATE TABLE places (name)", "INSERT INTO places VALUES ('Almaty')")
    for path, said in ((text, "is no ledger"), (other, "no Tollbook ledger")):
        with pytest.raises(LedgerDamaged, match=said):
            open_ledger(path, create=True, readonly=readonly)
        with pytest.raises(LedgerDamaged):
            upgrade(path)
    assert (text.read_text(), other.read_bytes()) == (GIVEN * 50, before)
    with pytest.raises(LedgerError):
        open_ledger(tmp_path, create=True)


# ------------------------------------------------------------------------------------------------------ other formats


def test_a_newer_ledger_is_not_touched(path: Path) -> None:
    before = changed(path, "PRAGMA user_version = 3", "CREATE TABLE later (x)")
    for use in (open_ledger, upgrade, verify_ledger, check):
        with pytest.raises(LedgerNewer, match="format 3; this Tollbook knows up to 2"):
            use(path)
    assert path.read_bytes() == before


def made_older(path: Path) -> bytes:
    """The ledger as format 0 had it: the record, fewer triggers, no indexes."""
    drops = [f"DROP TABLE {t}" for t in schema.INDEX_TABLES] + ["DROP INDEX entries_recorded", "DROP TRIGGER payloads_follow"]
    return changed(path, *drops, "PRAGMA user_version = 0")


def test_an_older_ledger_is_upgraded_and_backed_up_first(path: Path) -> None:
    with open_ledger(path) as ledger:
        head, book = ledger.head(), ledger.book(STORY.id)
    before = made_older(path)
    for use in (open_ledger, verify_ledger, check):
        with pytest.raises(LedgerOlder, match="format 0; this Tollbook writes 2"):
            use(path)
    assert path.read_bytes() == before
    assert "brought from format 0 to 2" in upgrade(path)
    assert verify_ledger(path, head=head[1]).sound
    with open_ledger(path) as ledger:
        assert (ledger.head(), ledger.book(STORY.id)) == (head, book)
    backup = path.with_name("t.db.format-0.backup")
    with pytest.raises(LedgerOlder):
        open_ledger(backup)
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT number, digest FROM entries ORDER BY number DESC LIMIT 1").fetchone() == head
    copy.close()
    assert upgrade(path) == f"{path} is of format 2 already."
    made_older(path)
    upgrade(path)
    assert path.with_name("t.db.format-0.backup.2").exists()  # the first backup stays


def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(path: Path) -> None:
    made_older(path)
    changed(path, "DROP TRIGGER payloads_stay", "UPDATE payloads SET body = x'7b' WHERE number = 1")
    before = sqlite3.connect(path).execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    with pytest.raises(LedgerDamaged):
        upgrade(path)
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master ORDER BY name").fetchall() == before
    with pytest.raises(LedgerOlder):
        open_ledger(path)


# -------------------------------------------------------------------------------------------------------------- locked


def test_a_ledger_that_another_process_writes_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(path) as ledger:  # reading goes on beside a writer
        head = ledger.head()
        assert ledger.book(STORY.id).claims
        with pytest.raises(LedgerLocked, match="nothing was written"):
            append(ledger, STORY)
        with pytest.raises(LedgerLocked):
            ledger.rebuild()
        assert verify_ledger(path).sound
        other.execute("ROLLBACK")
        assert ledger.head() == head
        append(ledger, STORY)
    made_older(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerLocked):
        upgrade(path)
    other.close()
    assert not path.with_name("t.db.format-0.backup").exists()


BESIDE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from ledger_material import STORY, append
from tollbook.ledger import open_ledger
for _ in range(10):
    with open_ledger(Path(sys.argv[1]), create=True) as ledger:
        append(ledger, STORY, STORY)
"""


def test_four_processes_make_and_write_one_ledger(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    command = [sys.executable, "-c", BESIDE, str(path), str(Path(__file__).parent)]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    for writer in writers:
        assert (writer.communicate()[1], writer.returncode) == ("", 0)
    found = verify_ledger(path)
    assert found.sound and found.entries == 80


# ------------------------------------------------------------------------------------------------------- no space left


def fill(path: Path, *, pages: int = 0) -> int:
    """Appends until there is no space (or until the file has ``pages``); the number of the last entry that was acknowledged."""
    with open_ledger(path, create=True) as ledger:
        ledger.db.execute(f"PRAGMA max_page_count = {pages}")  # 0 changes nothing
        last = 0
        for n in range(10_000):
            try:
                reading = reading_of(ledger, f"{n}.txt", GIVEN + " " + "x" * 2000 + str(n), (164, 103))
                last = append(ledger, STORY, reading, *filed(reading))
            except NoSpace as error:
                assert error.exit_code == 7 and "what was acknowledged before is kept" in str(error)
                assert ledger.head()[0] == last
                return last
    raise AssertionError("there was always space")


def test_no_space_left_by_quota(tmp_path: Path) -> None:
    last = fill(tmp_path / "t.db", pages=60)
    assert last > 0
    found = verify_ledger(tmp_path / "t.db")
    assert found.sound and found.entries == last


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_no_space_left_on_the_disk(disk: Path) -> None:
    path = disk / "t.db"
    filler = disk / "filler"
    filler.write_bytes(b"x" * 300_000)
    last = fill(path)
    filler.unlink()
    found = verify_ledger(path)
    assert found.sound and found.entries == last
    with open_ledger(path) as ledger:
        assert append(ledger, STORY) == last + 1
        with pytest.raises(NoSpace):
            ledger.keep(b"x" * 1_000_000)
    assert not list(disk.rglob("*.part"))


def test_a_full_disk_says_so_when_a_ledger_is_made_opened_or_upgraded(disk: Path) -> None:
    path, older, filler = disk / "t.db", disk / "older.db", disk / "filler"
    small_ledger(older).close()
    before = made_older(older)
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"x" * 4096)
    with pytest.raises(NoSpace):
        open_ledger(path, create=True)
    with pytest.raises(NoSpace):
        upgrade(older)
    filler.unlink()
    assert older.read_bytes() == before and not list(disk.glob("*.backup*")) and not list(disk.glob("*.part"))
    open_ledger(path, create=True).close()
    assert verify_ledger(path).sound
    upgrade(older)
    assert verify_ledger(older).sound


def test_a_ledger_on_a_disk_that_cannot_be_written(disk: Path) -> None:
    path = disk / "t.db"
    small_ledger(path).close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert verify_ledger(path).sound
    assert any("database: sound" in line for line in check(path))
    with open_ledger(path, readonly=True) as ledger:
        assert ledger.book(STORY.id).claims
        with pytest.raises(LedgerError, match="cannot be opened, read or written"):
            append(ledger, STORY)
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.keep(b"new evidence")
    with pytest.raises(LedgerError):
        open_ledger(path)


# ------------------------------------------------------------------------------------------------------------- damaged


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_ledger_cut_short_is_damaged(path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(LedgerDamaged, match="damaged"), open_ledger(path) as ledger:
        for story in ledger.stories():
            ledger.book(story.id)
        list(ledger.entries())


def test_an_entry_that_cannot_be_read_is_damage(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"claims":[{', b'"claims":[,'))
    with open_ledger(path) as ledger:
        for use in (lambda: ledger.book(STORY.id), ledger.readings, ledger.entries, ledger.rebuild):
            with pytest.raises(LedgerDamaged, match="cannot be read"):
                list(use())  # type: ignore[arg-type]  # a book is no list: it raises before
    assert not verify_ledger(path).sound


def test_a_fault_of_ours_is_not_called_damage(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    with pytest.raises(sqlite3.ProgrammingError):
        ledger.head()


def test_what_check_says(path: Path) -> None:
    lines = "\n".join(check(path))
    assert "13 entries, reports: 2, stories: 1" in lines
    assert "database: sound" in lines and "evidence: 2 files" in lines
