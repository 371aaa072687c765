"""Any changed byte is found and named; erasure by decision is told from damage; what is proved, and what not."""

from __future__ import annotations

import random
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_material import GIVEN, STORY, append, filed, reading_of, small_ledger

from tollbook.errors import LedgerError, LedgerMissing
from tollbook.ledger import Verification, open_ledger, verify_ledger
from tollbook.ledger.evidence import folder_of, place
from tollbook.ledger.log import FRAME, HEADER


def damage(found: Verification) -> list[str]:
    return [f"{f.place}: {f.what}" for f in found.findings if f.damage]


def stored(path: Path) -> object:
    """All content and schema, as SQLite gives them, byte for byte; an error where it gives none."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.text_factory = bytes
    try:
        tables = [n.decode() for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        marks = [db.execute(f"PRAGMA {p}").fetchone() for p in ("application_id", "user_version")]
        objects = sorted(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(), key=repr)
        return [marks, objects, *(sorted(db.execute(f"SELECT *, typeof(1) FROM {t}").fetchall(), key=repr) for t in tables)]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)
    finally:
        db.close()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A small ledger, closed: one file, and evidence."""
    path = tmp_path / "t.db"
    small_ledger(path).close()
    assert not path.with_name("t.db-wal").exists()
    return path


def test_a_sound_ledger_says_what_was_done_by_decision_and_what_is_proved(sound: Path) -> None:
    found = verify_ledger(sound)
    assert found.sound and found.entries == 13
    notes = [f.what for f in found.findings]
    assert "erased by decision of entry 12 (person:p2: asked for by the witness)" in notes
    assert "sealed by decision of entry 11 (person:p1: an officer is named)" in notes
    text = "\n".join(found.lines())
    assert "DAMAGE" not in text
    assert "does not prove that what was recorded is true" in text
    assert "without --head" in text
    assert "without --head" not in "\n".join(verify_ledger(sound, head=found.head).lines())


# ------------------------------------------------------------------------------------------------ bytes of the file


def flipped(path: Path, offsets: list[int], chance: random.Random) -> None:
    """Changes one byte at a time: verify finds it, or SQLite gives the very same content and schema (the byte is unused)."""
    whole, before = path.read_bytes(), stored(path)
    for at in offsets:
        changed = bytearray(whole)
        changed[at] ^= chance.randrange(1, 256)
        path.write_bytes(changed)
        try:
            found = damage(verify_ledger(path))
        except LedgerError as error:  # the format's number was changed, and the tables too
            found = [str(error)]
        if not found:
            assert stored(path) == before, (
                f"byte {at} of {path.name} was changed from {whole[at]} to {changed[at]}, and not found"
            )
    path.write_bytes(whole)


def test_a_changed_byte_is_found(sound: Path) -> None:
    chance, size = random.Random(1), sound.stat().st_size
    flipped(sound, [*range(100), *chance.sample(range(100, size), 500)], chance)


@pytest.mark.soak
def test_every_changed_byte_is_found(sound: Path) -> None:
    flipped(sound, list(range(sound.stat().st_size)), random.Random(3))


def test_a_changed_byte_of_a_payload_is_found_and_named(sound: Path) -> None:
    """ALMATY, Jan 9 - The health ministry said 164 people had been killed, 103 of them in the city."""
    whole = sound.read_bytes()
    sound.write_bytes(whole.replace(b"said 164 people", b"said 264 people", 1))
    (only,) = damage(verify_ledger(sound))
    assert only.startswith("entry 2 (reading r") and only.endswith("its payload is not what was recorded")


def test_a_file_cut_short_is_found(sound: Path) -> None:
    whole = sound.read_bytes()
    for length in (0, 50, 100, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        sound.write_bytes(whole[:length])
        assert damage(verify_ledger(sound)), length


# -------------------------------------------------------------------------------- rows, behind the triggers' back

BEHIND = [
    ("UPDATE entries SET by = 'person:p9' WHERE number = 3", "entry 3 (resolution c"),
    ("UPDATE entries SET recorded = '2021-01-01T00:00:00.000000+00:00' WHERE number = 13", "entry 13 (link r"),
    ("UPDATE entries SET number = 99 WHERE number = 13", "entry 99 (link r"),
    ("DELETE FROM entries WHERE number = 4", "comes after entry 3: those between are missing"),
    ("DELETE FROM payloads WHERE number = 2", "its payload is missing, and no decision erased it"),
    (
        "UPDATE payloads SET body = cast(replace(body, '164', '264') AS BLOB) WHERE number = 2",
        "its payload is not what was recorded",
    ),
    (
        "UPDATE payloads SET salt = cast(salt || x'7b' AS BLOB), body = substr(body, 2) WHERE number = 1",
        "entry 1 (story almaty-2022)",
    ),
    ("UPDATE payloads SET salt = x'' WHERE number = 1", "entry 1 (story almaty-2022)"),
    ("UPDATE payloads SET state = 'open' WHERE state = 'sealed'", "is open, while the decisions make it sealed"),
    ("UPDATE payloads SET state = 'sealed' WHERE number = 1", "is sealed, while the decisions make it open"),
    ("INSERT INTO payloads VALUES (7, 'open', zeroblob(16), x'7b7d')", "was to be erased by decision, and is still there"),
    ("INSERT INTO payloads VALUES (70, 'open', zeroblob(16), x'7b7d')", "payload 70: belongs to no entry"),
    ("DELETE FROM decisions WHERE act = 'erase'", "its payload is missing, and no decision erased it"),
    ("INSERT INTO decisions VALUES (12, 1, 'erase'); DELETE FROM payloads WHERE number = 1", "entry 1 was never decided"),
    ("UPDATE entries SET previous = '' WHERE number = 2", "entry 2 (reading r"),
    ("DELETE FROM claims", "index claims"),
    ("PRAGMA user_version = 7", "user_version: is 7, not 2"),
    ("PRAGMA application_id = 7", "application_id: is 7"),
    ("CREATE TABLE more (x)", "table more: was added"),
    ("DROP INDEX claims_report", "index claims_report: is missing"),
    ("CREATE TRIGGER late AFTER INSERT ON entries BEGIN DELETE FROM claims; END", "trigger late: was added"),
]


@pytest.mark.parametrize(("change", "said"), BEHIND)
def test_a_row_changed_behind_the_triggers_is_found_and_named(sound: Path, change: str, said: str) -> None:
    db = sqlite3.connect(sound, isolation_level=None)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in change.split("; ") if not change.startswith("CREATE") else [change]:
        db.execute(statement)
    for _, sql in triggers:
        db.execute(sql)
    db.close()
    found = damage(verify_ledger(sound))
    assert any(said in line for line in found), found


def test_a_dropped_or_changed_trigger_is_found(sound: Path) -> None:
    db = sqlite3.connect(sound)
    db.execute("DROP TRIGGER entries_stay")
    db.execute("DROP TRIGGER payloads_stay")
    db.execute("CREATE TRIGGER payloads_stay BEFORE UPDATE ON payloads WHEN 0 BEGIN SELECT RAISE(ABORT, ''); END")
    db.close()
    found = damage(verify_ledger(sound))
    assert found == ["trigger entries_stay: is missing", "trigger payloads_stay: was changed"]


def test_a_rewritten_chain_is_found_by_a_head_kept_elsewhere(tmp_path: Path, sound: Path) -> None:
    """Who can write the file can make another that is sound in itself: only a digest kept elsewhere tells."""
    head = verify_ledger(sound).head
    forged = tmp_path / "forged.db"
    with open_ledger(forged, create=True) as ledger:
        reading = reading_of(ledger, "given.txt", GIVEN.replace("164", "264"), (264,))
        append(ledger, STORY, reading, *filed(reading))
    assert verify_ledger(forged).sound
    assert damage(verify_ledger(forged, head=head)) == [
        f"head: no entry has the digest {head}: the end was cut off, or the file is another one"
    ]


@pytest.mark.parametrize("kept", [0, 1, 6, 9, 10])
def test_a_cut_off_tail_is_found_by_the_head(sound: Path, kept: int) -> None:
    """The first entries are a ledger of their own; that there were more, only the head's digest knows."""
    digests = [None, *(e.digest for e in open_ledger(sound, readonly=True).entries())]
    db = sqlite3.connect(sound, isolation_level=None)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in ("DELETE FROM payloads WHERE number > ?", "DELETE FROM entries WHERE number > ?"):
        db.execute(statement, (kept,))
    db.execute("DELETE FROM decisions WHERE entry > ?", (kept,))
    db.execute("UPDATE payloads SET state = 'open'")
    for _, sql in triggers:
        db.execute(sql)
    db.close()
    with open_ledger(sound) as ledger:
        ledger.rebuild()
    erased = {"its payload is missing, and no decision erased it"}  # what was erased later is gone from the first entries too
    assert {line.split(": ", 1)[1] for line in damage(verify_ledger(sound))} <= erased
    assert any(line.startswith("head: ") for line in damage(verify_ledger(sound, head=digests[13])))
    assert kept == 0 or not any(line.startswith("head: ") for line in damage(verify_ledger(sound, head=digests[kept])))


# --------------------------------------------------------------------------------------------------------- evidence


def test_changed_missing_and_left_over_evidence_is_named(sound: Path) -> None:
    """ALMATY, Jan 9 - The health ministry said 164 people had been killed, 103 of them in the city."""
    folder = folder_of(sound)
    with open_ledger(sound) as ledger:
        (given,) = (r for r in ledger.readings() if r.report.name == "given.txt")
    file = place(folder, given.report.raw)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"164", b"264"))
    assert damage(verify_ledger(sound)) == [f"evidence of {given.report.id}: {given.report.raw} is not what was acquired"]
    file.unlink()
    assert damage(verify_ledger(sound)) == [f"evidence of {given.report.id}: {given.report.raw} is missing"]
    with open_ledger(sound) as ledger:
        assert ledger.keep(whole) == given.report.raw
        left = ledger.keep(b"a run that was cut off")
    found = verify_ledger(sound)
    assert found.sound and any(left in f.place and "belongs to no reading" in f.what for f in found.findings)


def test_evidence_that_was_damaged_is_mended_by_keeping_it_again(sound: Path) -> None:
    with open_ledger(sound) as ledger:
        digest = ledger.keep(GIVEN.encode())
        place(folder_of(sound), digest).write_bytes(b"half")
        ledger.keep(GIVEN.encode())
        assert ledger.evidence(digest) == GIVEN.encode()


# ---------------------------------------------------------------------------------------------- the write-ahead log

WRITER = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from ledger_material import GIVEN, STORY, append, filed, reading_of
from tollbook.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]), create=True)
for n in range(4):
    reading = reading_of(ledger, f"{n}.txt", GIVEN, (164, 103))
    append(ledger, STORY, reading, *filed(reading))
print(ledger.head()[1], flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, str]:
    """A ledger whose writer was killed: most of it stands in its log; and the head that was acknowledged."""
    path = tmp_path / "killed.db"
    run = subprocess.run([sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)], capture_output=True, text=True)
    assert path.with_name("killed.db-wal").stat().st_size > 10_000, run.stderr
    return path, run.stdout.strip()


def frames(log: Path) -> Iterator[tuple[int, bool]]:
    """Where each frame of a log begins, and whether it ends a commit."""
    whole = log.read_bytes()
    size = struct.unpack(">I", whole[8:12])[0]
    for at in range(HEADER, len(whole) - size, FRAME + size):
        yield at, whole[at + 4 : at + 8] != bytes(4)


def test_a_log_left_by_a_killed_writer_is_sound(killed: tuple[Path, str]) -> None:
    path, head = killed
    found = verify_ledger(path, head=head)
    assert found.sound and found.entries == 16


def test_a_changed_byte_of_the_log_is_found(tmp_path: Path, killed: tuple[Path, str]) -> None:
    """SQLite leaves out what follows a changed byte of its log, and says nothing: 12 acknowledged entries would be gone."""
    path, head = killed
    log = path.with_name("killed.db-wal")
    whole, last = log.read_bytes(), [at for at, commits in frames(log) if commits][-1]
    chance = random.Random(2)
    for n, at in enumerate(
        [*range(HEADER), *chance.sample(range(HEADER, last), 60), *chance.sample(range(last, len(whole)), 20)]
    ):
        copy = tmp_path / f"{n}.db"
        for end in ("", "-wal"):
            shutil.copy(path.with_name(path.name + end), copy.with_name(copy.name + end))
        shutil.copytree(folder_of(path), folder_of(copy))
        changed = bytearray(whole)
        changed[at] ^= chance.randrange(1, 256)
        copy.with_name(copy.name + "-wal").write_bytes(changed)
        without = verify_ledger(copy)
        assert not verify_ledger(copy, head=head).sound or without.entries == 16, at
        if at < last:
            assert any(line.startswith(f"{copy.name}-wal") for line in damage(without)), at
        shutil.rmtree(folder_of(copy))


def test_there_is_nothing_to_verify_where_there_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        verify_ledger(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_verify_changes_nothing(sound: Path) -> None:
    before = {p: p.read_bytes() for p in sound.parent.rglob("*") if p.is_file()}
    assert verify_ledger(sound).sound
    assert {p: p.read_bytes() for p in before} == before
