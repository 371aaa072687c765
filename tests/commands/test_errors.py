"""Errors: one clear message with what to do, the documented exit code, nothing half-written, no traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.ledger import open as opening
from tollbook.ledger import verify_ledger

from .desk import NINTH, REPORTS, TENTH, TOLLBOOK, Desk, Said, plain


def fails(said: Said, code: int, *words: str) -> None:
    assert said.code == code, said
    assert said.out == ""
    told = " ".join(said.err.split())
    assert "Traceback" not in told
    for part in words:
        assert part in told, told


# ------------------------------------------------------------------------------------------------------- what is read

UNREADABLE = {
    "missing.txt": (None, "missing.txt cannot be read: No such file or directory."),
    "binary.txt": (bytes(range(256)) * 40, "binary.txt is not text that can be read"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "picture.txt is not text that can be read: it is a binary file"),
    "empty.txt": (b"", "empty.txt holds no text."),
    "blank.txt": (b" \n\n\t", "blank.txt holds no text."),
    "large.txt": (b"The ministry said 12 people died. " * 1_500_000, "large.txt is larger than 20,000,000 bytes"),
    "rows.json": (b'[\n {"text": "12 people died."}\n]', "rows.json is JSON, but not one object a line"),
    "bare.jsonl": (b'{"title": "12 people died"}', "bare.jsonl:1 has neither `text` nor `html`"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_leaves_no_ledger(both: Desk, name: str) -> None:
    raw, message = UNREADABLE[name]
    if raw is not None:
        (both.folder / name).write_bytes(raw)
    said = both("read", name)
    fails(said, 3, f"Problem: {message}", "Nothing of what was given could be read. The lines above say why")
    assert len(said.err) < 600
    assert [p.name for p in both.folder.iterdir()] == ([name] if raw is not None else [])
    fails(both("extract", name), 3, message)


def test_a_folder_without_reports(both: Desk) -> None:
    (both.folder / "none").mkdir()
    fails(both("read", "none"), 3, "none is a folder without reports (hidden files are not read)")
    assert [p.name for p in both.folder.iterdir()] == ["none"]


def test_a_file_that_may_not_be_read(both: Desk) -> None:
    both.write({"secret.txt": NINTH})
    (both.folder / "secret.txt").chmod(0)
    if os.access(both.folder / "secret.txt", os.R_OK):
        pytest.skip("root reads everything")
    fails(both("read", "secret.txt"), 3, "secret.txt cannot be read: Permission denied.")


def test_what_can_be_read_is_read_beside_what_cannot(both: Desk) -> None:
    both.write(REPORTS)
    (both.folder / "empty.txt").write_bytes(b"")
    said = both("read", "empty.txt", *REPORTS)
    assert said.code == 0
    assert said.err == "Problem: empty.txt holds no text. (empty)\n"
    assert "3 reports and" in said.out


def test_another_encoding_is_read_and_said(both: Desk) -> None:
    (both.folder / "2022-01-09.txt").write_bytes((NINTH + "Café “Aktöbe”\n").encode("cp1252"))
    said = both("read", "2022-01-09.txt")
    assert said.code == 0 and "2022-01-09.txt is not UTF-8; it was read as windows-1252" in " ".join(said.err.split())
    assert "164" in said.out


# ---------------------------------------------------------------------------------------------------------- unknown words

UNKNOWN = {
    "toll --measure kilt": "Unknown measure 'kilt'. Known: affected, arrested,",
    "claims --measure kilt": "Unknown measure 'kilt'.",
    "timeline --measure kilt": "Unknown measure 'kilt'.",
    "toll --as-of yesterday": "'yesterday' is not a date. Write 2022-01-10, or 2022-01-10T20:00+06:00 for an instant.",
    "toll --as-of 2022-02-30": "'2022-02-30' is not a date.",
    "claims --as-of 2022-13-01": "'2022-13-01' is not a date.",
    "claims --recorded soon": "'soon' is not a date.",
    "page --as-of soon": "'soon' is not a date.",
    "toll --story atlantis": "Unknown story 'atlantis'. Known: almaty",
    "page --story atlantis": "Unknown story 'atlantis'.",
    "export --story atlantis": "Unknown story 'atlantis'.",
    "toll --who martians": "Unknown side, group or thing 'martians'. Known: all,",
    "claims --who martians": "Unknown side, group or people 'martians'. Known:",
    "toll --where Nowhere": "Unknown place 'Nowhere'. Known: Almaty",
    "claims --where Nowhere": "Unknown place 'Nowhere'. Known: Almaty",
    "claims --standing maybe": "Unknown standing 'maybe'. Known: asserted,",
    "why 999": "No claim is '999'. Take an id or a figure from `tollbook claims`, or an act's",
    "why c0000000000000000": "No claim is 'c0000000000000000'.",
    "compare 2022-01-06.txt nothing.txt": "Unknown report 'nothing.txt'. Known: 2022-01-06.txt,",
    "compare 2022-01-06 2022-02-30": "'2022-02-30' is not a date.",
    "compare 2022-01-06 nothing.txt": "2022-01-06 and nothing.txt are a moment and a report. Compare two dates, or two reports",
    "seal nothing --reason r": "'nothing' is not the id of a report or of a claim.",
    "seal r0000000000000000 --reason r": "There is no report and no claim r0000000000000000 in this ledger.",
    "unseal c0000000000000000 --reason r": "There is no report and no claim c0000000000000000",
    "erase r0000000000000000 --reason r --yes": "There is no report and no claim r0000000000000000",
    "verify --head 123": "'123' is no head of a ledger.",
    "read 2022-01-06.txt --published 2022-01-06": "--published '2022-01-06' names no report.",
    "read 2022-01-06.txt --published 2022-01-06.txt=soon": "'soon' is not a date.",
    "eval nothing": "Unknown set 'nothing'. Known: examples,",
    "toll --policy bold": "'bold' is not one of",
    "toll --format xml": "'xml' is not one of",
    "page --out none/toll.html": "none/toll.html cannot be written: No such file or directory. Name another file with --out",
    "export --out none/claims.csv": "none/claims.csv cannot be written: No such file or directory.",
}


@pytest.mark.parametrize("words", UNKNOWN)
def test_a_word_that_is_not_known(shelf: Desk, words: str) -> None:
    before = sorted(p.name for p in shelf.folder.iterdir() if not p.name.endswith(("-wal", "-shm", ".filing")))
    fails(shelf(*words.split()), 2, UNKNOWN[words])
    assert sorted(p.name for p in shelf.folder.iterdir() if not p.name.endswith(("-wal", "-shm", ".filing"))) == before


def test_a_date_for_a_report_that_was_not_read_is_said(both: Desk) -> None:
    both.write(REPORTS)
    said = both("read", "2022-01-06.txt", "--published", "2022-01-60.txt=2022-01-06")
    assert said.code == 0
    assert "--published 2022-01-60.txt=2022-01-06 dates nothing: no report of that name was read." in " ".join(said.err.split())


# ------------------------------------------------------------------------------------------------------------- the ledger

ASKING = (
    "toll",
    "claims",
    "timeline",
    "stories",
    "compare 2022-01-06 2022-01-10",
    "why 164",
    "page",
    "export",
    "reread",
    "verify",
    "reread --accept",
    "seal r0123456789abcdef --reason r",
    "unseal r0123456789abcdef --reason r",
    "erase r0123456789abcdef --reason r --yes",
)


@pytest.mark.parametrize("words", ASKING)
def test_there_is_no_ledger(both: Desk, words: str) -> None:
    fails(both(*words.split()), 4, "There is no ledger at tollbook.db.", "Make one with `tollbook read FILE...`")
    assert list(both.folder.iterdir()) == []


def test_a_folder_that_is_not_there(both: Desk) -> None:
    both.write(REPORTS)
    fails(both("read", "2022-01-06.txt", "--ledger", "none/t.db"), 4, "There is no folder none to make a ledger in.")


@pytest.mark.parametrize(("version", "words"), [(99, "Install a newer Tollbook"), (0, "Run `tollbook doctor --upgrade`")])
def test_a_ledger_of_another_version_is_not_touched(both: Desk, version: int, words: str) -> None:
    both.write(REPORTS)
    both.ok("read", "2022-01-06.txt")
    db = sqlite3.connect(both.folder / "tollbook.db", isolation_level=None)
    db.execute(f"PRAGMA user_version = {version}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = (both.folder / "tollbook.db").read_bytes()
    for command in (("toll",), ("read", "2022-01-09.txt"), ("doctor",)):
        fails(both(*command), 4, f"tollbook.db has ledger format {version};", words) if command != ("doctor",) else both(*command)
        assert (both.folder / "tollbook.db").read_bytes() == before


def test_a_file_that_is_no_ledger(both: Desk) -> None:
    both.write(REPORTS)
    for words in (("toll",), ("read", "2022-01-06.txt")):
        fails(both(*words, "--ledger", "2022-01-09.txt"), 6, "2022-01-09.txt is no ledger, or its first bytes are damaged")
    assert (both.folder / "2022-01-09.txt").read_text(encoding="utf-8") == NINTH
    assert {p.name for p in both.folder.iterdir()} == set(REPORTS)


def test_a_ledger_that_another_program_locks(both: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.1)
    both.write(REPORTS)
    both.ok("read", "2022-01-06.txt")
    other = sqlite3.connect(both.folder / "tollbook.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = both.ok("claims", "--format", "csv")  # asking is not kept waiting
    fails(both("read", "2022-01-09.txt"), 5, "Another process is writing to tollbook.db.", "run the command again")
    other.execute("ROLLBACK")
    other.close()
    assert both.ok("claims", "--format", "csv") == before
    assert verify_ledger(both.folder / "tollbook.db").sound
    assert "1 report and" in both.ok("read", "2022-01-09.txt")


# ------------------------------------------------------------------------------------------------------------- no space left


@pytest.fixture
def disk(both: Desk) -> Iterator[Path]:
    """A disk of 1 MiB."""
    folder = both.folder / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_no_space_left(both: Desk, disk: Path) -> None:
    both.write(REPORTS)
    many = [
        f'{{"url": "https://n.example/{n}", "published": "2022-01-10", "text": "{text}"}}' for n, text in enumerate(_texts(200))
    ]
    (both.folder / "many.jsonl").write_text("\n".join(many), encoding="utf-8")
    fails(both("read", "many.jsonl", "--ledger", "disk/t.db"), 7, "No space left to write disk/", "Free some space")
    assert not list(disk.rglob("*.part"))
    assert verify_ledger(disk / "t.db").sound
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    said = both.ok("read", "many.jsonl", "--ledger", "disk/t.db")
    assert "links.\nHead " in said or "link.\nHead " in said
    assert verify_ledger(disk / "t.db").sound
    assert len(both.ok("claims", "--ledger", "disk/t.db", "--format", "jsonl").splitlines()) >= 200


def _texts(count: int) -> Iterator[str]:
    """Reports that differ."""
    for n in range(count):
        yield f"The interior ministry said on Monday that {100 + n} people had been killed in Almaty." + " It gave no more." * 100


def test_no_space_left_for_a_page(both: Desk, disk: Path) -> None:
    both.write(REPORTS)
    both.ok("read", *REPORTS)
    with (disk / "filler").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"x" * 4096)
    for words in (("page", "--out", "disk/toll.html"), ("export", "--out", "disk/claims.jsonl")):
        fails(both(*words), 7, f"No space left to write {words[2]}")
    assert [p.name for p in disk.iterdir()] == ["filler"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_no_space_left_where_it_prints_to(read: Desk) -> None:
    for words in (["claims"], ["toll", "--format", "json"], ["page", "--out", "/dev/full"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([TOLLBOOK, *words], stdout=full, stderr=subprocess.PIPE, cwd=read.folder, env=plain())
        assert done.returncode == 7
        assert done.stderr.decode().startswith("tollbook: No space left to write")
        assert "Traceback" not in done.stderr.decode() and "Exception" not in done.stderr.decode()


def test_nobody_reads_on(read: Desk) -> None:
    """tollbook claims | head -1"""
    line = f"'{TOLLBOOK}' claims --format csv | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, cwd=read.folder, env=plain())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"report,")


@pytest.mark.skipif(shutil.which("mkfifo") is None, reason="no pipes with names")
def test_a_pipe_with_a_name_is_not_waited_for(both: Desk) -> None:
    os.mkfifo(both.folder / "pipe")
    fails(both("read", "pipe"), 3, "pipe is no file and no folder", "| tollbook read -")


def test_declining_an_erasure(both: Desk) -> None:
    both.write({"2022-01-10.txt": TENTH})
    both.ok("read", "2022-01-10.txt")
    before = both.ok("claims", "--format", "jsonl")
    claim = before.split('"id": "')[1][:17]
    said = both("erase", claim, "--reason", "asked for", given=b"n\n")
    assert said.code == 1 and "Nothing was erased." in said.err
    assert both("erase", claim, "--reason", "asked for").code == 1
    assert both.ok("claims", "--format", "jsonl") == before
