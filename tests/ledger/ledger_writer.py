"""A process that writes to a ledger until it is killed, and says on standard output what it was told is on disk."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from ledger_material import NOON, STORY, append, filed, reading_of

from tollbook.ledger import open_ledger


def write(path: Path, run: int) -> None:
    """``ready``, then ``kept DIGEST REPORT``, ``entry NUMBER DIGEST`` and ``erased REPORT DIGEST MARK``, each once it is so."""
    chance = random.Random(run)
    print("ready", flush=True)
    with open_ledger(path, create=True) as ledger:
        for n in range(10_000):
            mark = f"mark-{run:04}-{n:05}"
            words = f"ALMATY, Jan 8 - A nurse said that she had counted 12 bodies. {mark} {'x' * chance.randrange(6000)} {mark}"
            reading = reading_of(ledger, f"{mark}.txt", words, (12,))
            print(f"kept {reading.report.raw} {reading.report.id}", flush=True)
            append(ledger, STORY, reading, *filed(reading))
            print(f"entry {ledger.head()[0]} {ledger.head()[1]}", flush=True)
            if n % 4 == 3:
                ledger.erase(reading.report.id, reason="a test", by="person:p1", recorded=NOON)
                print(f"erased {reading.report.id} {reading.report.raw} {mark}", flush=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
