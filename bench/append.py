"""Reports recorded a second, beside bare SQLite inserts of the same bytes in transactions of the same size and safety.

Both wait for the disk at each commit, so this is time on the clock. The folder is the system's for temporary files.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bench.material import texts
from bench.rates import Row, rates, row
from tollbook.acquire import Acquired
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import open_ledger
from tollbook.ledger.codec import encode
from tollbook.model import Reading
from tollbook.read import read

BATCH = 64  # reports in one transaction, as `tollbook read` has it
COUNT = 2 * BATCH
UNIT = "reports/s"
NOW = datetime(2022, 1, 9, tzinfo=UTC)


def measure() -> list[Row]:
    """Appending of readings, and of readings with their evidence, as ratios to bare inserts in the same run."""
    raws = [t.encode() for t in texts(COUNT)]
    readings = [_reading(raw, number) for number, raw in enumerate(raws)]
    bodies = [encode(r) for r in readings]
    with tempfile.TemporaryDirectory() as folder:
        names = (Path(folder) / f"{n}.db" for n in count())
        appended, kept, bare, bare_kept = rates(
            COUNT,
            (
                lambda: _append(next(names), readings, ()),
                lambda: _append(next(names), readings, raws),
                lambda: _insert(next(names), bodies),
                lambda: _insert(next(names), [body + raw for body, raw in zip(bodies, raws, strict=True)]),
            ),
            clock=time.perf_counter,
        )
    return [
        row("append, readings", UNIT, appended, "bare SQLite inserts of the same bytes", bare),
        row("append, readings and evidence", UNIT, kept, "bare SQLite inserts of the same bytes", bare_kept),
    ]


def _reading(raw: bytes, number: int) -> Reading:
    item = Acquired(name=f"{number}.txt", raw=raw, media="text/plain", body=raw.decode())
    (report,), problems = read(item)
    return Reading(report=report, extractor="bench", claims=RulesExtractor().extract(report), problems=problems)


def _append(path: Path, readings: Sequence[Reading], raws: Sequence[bytes]) -> None:
    with open_ledger(path, create=True) as ledger:
        for start in range(0, len(readings), BATCH):
            for raw in raws[start : start + BATCH]:
                ledger.keep(raw)
            ledger.append(readings[start : start + BATCH], by="bench", recorded=NOW)


def _insert(path: Path, bodies: Sequence[bytes]) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE bodies (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
    for start in range(0, len(bodies), BATCH):
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO bodies (body) VALUES (?)", [(b,) for b in bodies[start : start + BATCH]])
        db.execute("COMMIT")
    db.close()
