"""Ctrl-C, and two at once: what was acknowledged is kept, the same command goes on, and one waits for the other."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tollbook.commands import turns
from tollbook.filing import BATCH
from tollbook.ledger import open_ledger, verify_ledger

from .desk import REPORTS, TOLLBOOK, Desk, plain


def row(n: int) -> bytes:
    """One report of many; long, since a program that pipes gives its words in blocks."""
    text = f"The interior ministry said on Monday that {100 + n} people had been killed in Almaty." + " It gave no more." * 100
    return json.dumps({"url": f"https://news.example/{n}", "published": "2022-01-10", "text": text}).encode() + b"\n"


def entries(path: Path) -> int:
    """How many entries another process has recorded by now."""
    if not path.exists():
        return 0
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM entries").fetchone()[0])
    except sqlite3.OperationalError:  # it is being made
        return 0
    finally:
        db.close()


def until(happened: Callable[[], bool]) -> None:
    """Waits until something has happened, some minutes at most: a machine may be busy."""
    for _ in range(4800):
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def heeding() -> None:
    """Ctrl-C is heeded even where the tests run in the background, where a shell has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def reading(desk: Desk, *words: str) -> subprocess.Popen[bytes]:
    """A process that reads standard input for as long as it is open."""
    return subprocess.Popen(
        [TOLLBOOK, "read", "-", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=desk.folder,
        env=plain(),
        preexec_fn=heeding,
    )


def reports_of(path: Path) -> int:
    with open_ledger(path, readonly=True) as ledger:
        return len(tuple(ledger.readings()))


def test_ctrl_c_while_reading(desk: Desk) -> None:
    path, rows = desk.folder / "tollbook.db", [row(n) for n in range(2 * BATCH)]
    process = reading(desk)
    assert process.stdin is not None
    process.stdin.write(b"".join(rows[: BATCH + 8]))
    process.stdin.flush()
    until(lambda: entries(path) >= BATCH)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert b"Interrupted. What was acknowledged is kept; run the same command again to go on." in said
    assert b"Traceback" not in said
    assert verify_ledger(path).sound and reports_of(path) == BATCH

    def head() -> str:
        found = re.search(r"[0-9a-f]{64}", desk.ok("read", "-", given=b"".join(rows)))
        assert found is not None
        return found[0]

    first = head()
    assert reports_of(path) == 2 * BATCH
    assert head() == first, "nothing was left to do"
    desk.ok("read", "-", "--ledger", "whole.db", given=b"".join(rows))
    toll = ("toll", "--as-of", "2022-01-10", "--format", "csv")
    assert desk.ok(*toll) == desk.ok(*toll, "--ledger", "whole.db")


def test_a_second_reader_waits(desk: Desk) -> None:
    desk.write(REPORTS)
    path = desk.folder / "tollbook.db"
    first = reading(desk)
    assert first.stdin is not None
    first.stdin.write(b"".join(row(n) for n in range(BATCH)))
    first.stdin.flush()
    until(lambda: entries(path) >= BATCH)
    second = subprocess.Popen(
        [TOLLBOOK, "read", *REPORTS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=desk.folder, env=plain()
    )
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=3)
    assert desk("toll").code == 0, "asking is not kept waiting"
    first.communicate()
    out, said = second.communicate()
    assert (first.returncode, second.returncode, said) == (0, 0, b"")
    assert b"3 reports and" in out
    assert verify_ledger(path).sound and reports_of(path) == BATCH + 3


def test_two_that_read_the_same_at_once_add_it_once(desk: Desk) -> None:
    (desk.folder / "many.jsonl").write_bytes(b"".join(row(n) for n in range(30)))
    both = [
        subprocess.Popen(
            [TOLLBOOK, "read", "many.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=desk.folder, env=plain()
        )
        for _ in range(2)
    ]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    told = sorted(re.findall(r"^\d+ reports? and", out.decode(), re.M)[0] for out, _ in said)
    assert told == ["0 reports and", "30 reports and"]
    assert verify_ledger(desk.folder / "tollbook.db").sound
    with open_ledger(desk.folder / "tollbook.db", readonly=True) as ledger:
        assert [len(ledger.readings_of(r.report.id)) for r in ledger.readings()] == [1] * 30


def test_who_waits_too_long_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WAIT", 0.1)
    desk.write(REPORTS)
    desk.ok("read", "2022-01-06.txt")
    with turns.turn(desk.folder / "tollbook.db"):
        for words in (("read", "2022-01-09.txt"), ("reread", "--accept")):
            said = desk(*words)
            assert said.code == 5
            assert "Another process is writing to tollbook.db." in said.err and "nothing was written" in said.err
        assert desk("reread").code == 0
    assert desk("read", "2022-01-09.txt").code == 0
