"""A large ledger beside bare SQLite that holds the same rows: the toll of a story of 5,000 claims, opening, appending with
stories and lineages, and verifying.

`LEDGER_REPORTS` in the environment says how many reports of five claims it holds (4,000 by default; 200,000 make a million
claims; of "2000,20000,200000" three ledgers are made, to see what grows), and `LEDGER_FOLDER` where it is kept between runs.
Seconds are the processor's.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.crowd import LARGE, START, Told, told
from bench.rates import Row, row
from tollbook.extract.rules import RulesExtractor
from tollbook.filing import Filing
from tollbook.ledger import Ledger, open_ledger, verify_ledger
from tollbook.ledger.codec import encode
from tollbook.model import Payload, Reading
from tollbook.pipeline import relink
from tollbook.reconcile import estimates
from tollbook.reconcile.lineages import Lineages, copy_of
from tollbook.resolve import Shelf, StorySketch, open_gazetteer
from tollbook.resolve.traces import trace_of

DEFAULT = 4000
NEW = 512  # reports appended to it
ROUNDS = 3
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure() -> list[Row]:
    """The figures of ledgers of one size or several; each is made first, which takes a minute for each 20,000 reports or so."""
    kept = os.environ.get("LEDGER_FOLDER")
    found = [_found()]
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, os.environ.get("LEDGER_REPORTS", str(DEFAULT)).split(",")):
            path = Path(kept or folder) / f"crowd-{count}.db"
            if not path.exists():
                _made(path, count)
            size = f"{5 * count:,} claims"
            found += [*_tolls(path, size), _openings(path, size), *_appendings(path, size), _verifying(path, size)]
    return found


def _made(path: Path, count: int) -> None:
    """A ledger of ``count`` reports, filed under their stories; and the large story judged."""
    with open_ledger(path, create=True) as ledger:
        raw = ledger.keep(b"made up")
        filing = Filing(ledger, RulesExtractor(), open_gazetteer(), now=lambda: NOW)
        seen: set[str] = set()
        for t in told(count):
            story = t.crisis.story
            if story.id not in seen:
                seen.add(story.id)
                ledger.append([story], by="bench", recorded=NOW)
            filing.add(replace(t.report, raw=raw), t.claims, t.resolutions, "bench", story=story)
        filing.flush()
        filing.close()
        relink(ledger, next(told(2 * LARGE)).crisis.story.id, now=lambda: NOW)
    with closing(sqlite3.connect(_bare(path), isolation_level=None)) as db, closing(sqlite3.connect(path)) as source:
        db.execute("PRAGMA journal_mode = WAL").fetchone()
        db.execute("CREATE TABLE bodies (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL) STRICT")
        db.execute("BEGIN")
        rows = source.execute("SELECT number, kind, body FROM entries JOIN payloads USING (number)")
        db.executemany("INSERT INTO bodies VALUES (?, ?, ?)", rows)
        db.execute("COMMIT")


def _bare(path: Path) -> Path:
    return path.with_suffix(".bare")


def _best(work: Callable[[], object]) -> float:
    """The least seconds that ``work`` takes, warmed up."""
    work()
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return max(min(found), 1e-9)


def _tolls(path: Path, size: str) -> Iterator[Row]:
    story = next(told(2 * LARGE)).crisis.story.id
    with open_ledger(path, readonly=True) as ledger, closing(sqlite3.connect(_bare(path))) as db:
        book = ledger.book(story)
        as_of = START + timedelta(days=10)
        numbers = json.dumps(_numbers(ledger, story))
        query = "SELECT body FROM json_each(?) j CROSS JOIN bodies ON number = j.value"
        bare = _best(lambda: db.execute(query, (numbers,)).fetchall())
        whole = _best(lambda: estimates(ledger.book(story), as_of))
        warm = _best(lambda: estimates(book, as_of))
    limit = "bare SQLite reading the same rows"
    yield row(f"ledger, toll in {size}", "tolls/s", 1 / whole, limit, 1 / bare)
    yield row(f"ledger, toll in {size}, warm", "tolls/s", 1 / warm, limit, 1 / bare)


def _numbers(ledger: Ledger, story: str) -> list[int]:
    """The entries that a story's book is made of."""
    claims = [c for (c,) in ledger.db.execute("SELECT DISTINCT claim FROM resolutions WHERE story = ?", (story,))]
    asked = json.dumps(claims)
    return [
        n
        for table, key in (("claims", "claim"), ("resolutions", "claim"), ("links", "subject"))
        for (n,) in ledger.db.execute(
            f"SELECT DISTINCT entry FROM json_each(?) j CROSS JOIN {table} ON {key} = j.value", (asked,)
        )
    ]


def _openings(path: Path, size: str) -> Row:
    story = next(told(2 * LARGE)).crisis.story.id

    def ours() -> None:
        with open_ledger(path) as ledger:
            Filing(ledger, RulesExtractor(), open_gazetteer(), now=lambda: NOW).close()
            ledger.story(story)

    def bare() -> None:
        with closing(sqlite3.connect(_bare(path))) as db:
            db.execute("SELECT body FROM bodies WHERE number = 1").fetchall()

    limit = "bare SQLite, opened and one row read"
    return row(f"ledger, opened to read into, {size}", "openings/s", 1 / _best(ours), limit, 1 / _best(bare))


def _appendings(path: Path, size: str) -> Iterator[Row]:
    """New reports of new stories and of old ones, each told from those of their ledger; then what finding their stories and
    lineages costs alone."""
    grown = path.with_suffix(".grown")
    _copied(path, grown)
    fresh = [*islice(told(LARGE), NEW // 2), *islice(told(NEW, first=10**6), NEW // 2)]
    fresh = [replace(t, report=replace(t.report, id=f"{t.report.id}n")) for t in fresh]
    with open_ledger(grown) as ledger:
        filing = Filing(ledger, RulesExtractor(), open_gazetteer(), now=lambda: NOW)
        raw = ledger.keep(b"made up")
        lineages = Lineages()
        start = time.process_time()
        for t in fresh:
            lineages.add(copy_of(t.report))
            filing.add(replace(t.report, raw=raw), t.claims, t.resolutions, "bench")
        filing.flush()
        filing.close()
        ours = time.process_time() - start
    bodies = [ledger_body for t in fresh for ledger_body in _bodies(t)]
    with closing(sqlite3.connect(grown.with_suffix(".bare2"), isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL").fetchone()
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE bodies (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
        start = time.process_time()
        for k in range(0, len(bodies), 64 * 6):
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT INTO bodies (body) VALUES (?)", [(b,) for b in bodies[k : k + 64 * 6]])
            db.execute("COMMIT")
        bare = time.process_time() - start
    limit = "bare SQLite inserts of the same bytes"
    yield row(f"ledger, append to {size}", "reports/s", NEW / ours, limit, NEW / bare)
    _removed(grown)


def _found() -> Row:
    """What finding story and lineage costs alone, beside a bare scan for the words of the same reports."""
    given = list(islice(told(NEW, first=2 * 10**6), NEW))

    def ours() -> None:
        shelf, lineages = Shelf(), Lineages()
        for t in given:
            trace = trace_of(t.report, t.claims, t.resolutions)
            shelf.nearest(trace)
            known = shelf[t.crisis.story.id] if t.crisis.story.id in shelf else StorySketch(story=t.crisis.story)
            shelf.put(known.with_trace(trace))
            lineages.add(copy_of(t.report))

    bare = _best(lambda: [re.findall(r"\w+", t.report.text) for t in given])
    return row("ledger, story and lineage found", "reports/s/core", NEW / _best(ours), "a bare regex scan for words", NEW / bare)


def _bodies(t: Told) -> Iterable[bytes]:
    payloads: tuple[Payload, ...] = (Reading(report=t.report, extractor="bench", claims=t.claims), *t.resolutions)
    return map(encode, payloads)


def _verifying(path: Path, size: str) -> Row:
    bytes_ = path.stat().st_size

    def bare() -> None:
        with closing(sqlite3.connect(path)) as db:
            for _ in db.execute("SELECT * FROM entries JOIN payloads USING (number)"):
                pass

    start = time.process_time()
    found = verify_ledger(path)
    ours = time.process_time() - start
    if not found.sound:
        raise SystemExit("\n".join(found.lines()))
    limit = "bare SQLite reading every entry"
    return row(f"ledger, verify {size}", "bytes/s", bytes_ / ours, limit, bytes_ / _best(bare))


def _copied(path: Path, to: Path) -> None:
    for ending in ("", ".filing"):
        with closing(sqlite3.connect(f"{path}{ending}")) as a, closing(sqlite3.connect(f"{to}{ending}")) as b:
            a.backup(b)


def _removed(path: Path) -> None:
    for found in path.parent.glob(path.name.split(".")[0] + ".*"):
        if found.name.startswith(path.stem + ".grown") or found.name.endswith(".bare2"):
            found.unlink() if found.is_file() else None
