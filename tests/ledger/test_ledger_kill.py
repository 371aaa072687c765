"""kill -9 at any moment: no acknowledged entry is lost, and the ledger opens."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tollbook.ledger import indexes, open_ledger, verify_ledger
from tollbook.ledger.evidence import folder_of, place

WRITER = Path(__file__).with_name("ledger_writer.py")


def killed(path: Path, run: int, delay: float) -> list[list[str]]:
    """Runs the writer and kills it ``delay`` seconds after it is ready to open the ledger; what it had acknowledged by then."""
    writer = subprocess.Popen([sys.executable, str(WRITER), str(path), str(run)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    time.sleep(delay)
    writer.kill()
    said = writer.stdout.read()
    writer.stdout.close()
    assert writer.wait() == -9
    return [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def held(path: Path, said: list[list[str]]) -> int:
    """Asserts that all that was acknowledged is there, and that the ledger opens and is sound; the number of entries."""
    with open_ledger(path, create=True) as ledger:
        digests = {e.number: e.digest for e in ledger.entries()}
        bytes_ = path.read_bytes()
        for kind, *facts in said:
            match kind:
                case "entry":
                    assert digests[int(facts[0])] == facts[1]
                case "kept":  # an erasure may be on disk and not yet acknowledged
                    assert place(folder_of(path), facts[0]).exists() or ledger.withheld(facts[1]) == "erased"
                case "erased":
                    assert ledger.withheld(facts[0]) == "erased"
                    assert not place(folder_of(path), facts[1]).exists()
                    assert facts[2].encode() not in bytes_
        before = indexes.prints(ledger.db)
        ledger.rebuild()
        assert indexes.prints(ledger.db) == before
    last = [line[2] for line in said if line[0] == "entry"]
    found = verify_ledger(path, head=last[-1] if last else None)
    assert found.sound, found.lines()
    return len(digests)


def kill_often(folder: Path, times: int) -> int:
    """Half the runs end in the first milliseconds, in which the ledger is made or opened; a ledger lives for eight of them."""
    chance, entries = random.Random(times), 0
    for run in range(times):
        path = folder / f"{run // 8}.db"
        said = killed(path, run, chance.choice([chance.uniform(0, 0.02), chance.uniform(0, 0.4)]))
        entries += held(path, said)
    return entries


def test_killed_12_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert kill_often(tmp_path, 12) > 0


@pytest.mark.soak
def test_killed_1000_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert kill_often(tmp_path, 1000) > 0
