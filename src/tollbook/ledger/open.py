"""Opening and checking a ledger file, with a clear word for each way in which it can be unusable."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from tollbook import __version__
from tollbook.errors import LedgerDamaged, LedgerError, LedgerLocked, LedgerMissing, LedgerNewer, LedgerOlder
from tollbook.ledger.evidence import digests, folder_of
from tollbook.ledger.faults import said_clearly
from tollbook.ledger.schema import APPLICATION_ID, FORMAT, INDEXES, RECORD, TIMES, TRIGGERS, run
from tollbook.ledger.store import Ledger

WAIT = 5.0  # seconds for another writer to end
CACHE = 64  # MiB at most of the file's pages at hand: the indexes of a large ledger are entered at random


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection; nothing is checked and nothing written."""
    mode = "rwc"
    if readonly:
        # A file in a folder that nobody can write (a disc, a share) cannot have SQLite's shared memory beside it.
        shared = os.access(path.parent, os.W_OK) or path.with_name(path.name + "-wal").exists()
        mode = "ro" if shared else "ro&immutable=1"
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    return db


def roomy(db: sqlite3.Connection) -> None:
    """Keeps so much of the file at hand as a large ledger asks for; this reads the schema."""
    db.execute(f"PRAGMA cache_size = {-1024 * CACHE}")


def settled(db: sqlite3.Connection) -> None:
    """Sets how a ledger is written: a log beside it, on disk before a commit returns."""
    for attempt in range(round(WAIT * 20) + 1):  # SQLite does not wait here, while another process makes the same ledger
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or attempt == round(WAIT * 20):
                raise
            time.sleep(0.05)
    db.execute("PRAGMA synchronous = FULL")


def open_ledger(path: Path, *, create: bool = False, readonly: bool = False, sealed: bool = False) -> Ledger:
    """The ledger at ``path``. ``sealed``: also give what was sealed. Raises `LedgerMissing`, `LedgerNewer`, `LedgerOlder`,
    `LedgerLocked`, `LedgerDamaged`, `NoSpace`; for a path that cannot be opened or made, `LedgerError`."""
    create = create and not readonly
    if not path.exists() and not create:
        raise LedgerMissing(str(path))
    if not path.parent.is_dir():
        raise LedgerError(
            f"There is no folder {path.parent} to make a ledger in.", "Make it, or name another file with --ledger FILE."
        )
    with said_clearly(path):
        db = connect(path, readonly=readonly)
        try:
            _ready(db, path, create=create, readonly=readonly)
        except BaseException:
            db.close()
            raise
    ledger = Ledger(db, path, sealed=sealed)
    if not readonly:
        with suppress(LedgerLocked):  # another process writes, and ends what it began
            ledger.settle()
    return ledger


def _ready(db: sqlite3.Connection, path: Path, *, create: bool, readonly: bool) -> None:
    if _blank(db):
        if not create:
            raise LedgerMissing(str(path))
        settled(db)
        _create(db)
    known(db, path)
    roomy(db)
    if not readonly:
        settled(db)


def _blank(db: sqlite3.Connection) -> bool:
    """An empty file, or one whose making was cut off: nothing is in it."""
    found = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return (found, *identity(db)) == (0, 0, 0)


def _create(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if _blank(db):  # not made by another process meanwhile
            run(db, RECORD, TRIGGERS, INDEXES, TIMES)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def identity(db: sqlite3.Connection) -> tuple[int, int]:
    """Whose file this is (SQLite's application id), and of which format."""
    application, form = (db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version"))
    return int(application), int(form)


def known(db: sqlite3.Connection, path: Path) -> None:
    """Raises where the file is no ledger, or none of this format. Nothing is written before this has passed."""
    application, found = identity(db)
    if application != APPLICATION_ID:
        raise LedgerDamaged(f"{path} is a database, but no Tollbook ledger.", "Name another file with --ledger FILE.")
    if found > FORMAT:
        raise LedgerNewer(str(path), found, FORMAT)
    if found < FORMAT:
        raise LedgerOlder(str(path), found, FORMAT)


def check(path: Path) -> tuple[str, ...]:
    """What this installation and the ledger at ``path`` are, in lines."""
    lines = [f"tollbook {__version__}, ledger format {FORMAT}, SQLite {sqlite3.sqlite_version}"]
    if not path.exists():
        return (*lines, f"ledger: none at {path} yet; `tollbook read` makes it")
    with open_ledger(path, readonly=True) as ledger, said_clearly(path):
        number, digest = ledger.head()
        count = ledger.db.execute("SELECT count(DISTINCT report), (SELECT count(DISTINCT id) FROM stories) FROM readings")
        reports, stories = count.fetchone()
        lines.append(f"ledger: {path}, {path.stat().st_size:,} bytes, {number} entries, reports: {reports}, stories: {stories}")
        lines.append(f"head: {number} {digest}")
        state = ledger.db.execute("PRAGMA quick_check").fetchone()[0]
        lines.append("database: sound" if state == "ok" else f"database: DAMAGED: {state}")
        lines.append(f"evidence: {sum(1 for _ in digests(folder_of(path)))} files at {folder_of(path)}")
    return tuple(lines)
