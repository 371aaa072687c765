"""Opening, checking and upgrading a ledger file, with a clear word for each way in which it can be unusable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tollbook import __version__
from tollbook.errors import LedgerDamaged, LedgerLocked, LedgerMissing, LedgerNewer, LedgerOlder, NoSpace
from tollbook.ledger import indexes
from tollbook.ledger.evidence import folder_of
from tollbook.ledger.schema import APPLICATION_ID, FORMAT, INDEXES, RECORD
from tollbook.ledger.store import Ledger

WAIT = 5.0  # seconds for another writer to end


@contextmanager
def said_clearly(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, each with what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            raise LedgerLocked(str(path)) from error
        if "full" in words:
            raise NoSpace(str(path)) from error
        if "unable to open" in words or "readonly" in words:
            raise (
                LedgerMissing(str(path))
                if not path.exists()
                else LedgerDamaged(f"{path} cannot be opened: {words}.", "Check who may read and write it and its folder.")
            ) from error
        raise LedgerDamaged(
            f"{path} cannot be used: {words}.", "Run `tollbook verify`; restore it from a copy where it says damage."
        ) from error
    except sqlite3.DatabaseError as error:
        raise LedgerDamaged(
            f"{path} is no ledger, or is damaged: {error}.", "Run `tollbook verify`, or name another file."
        ) from error


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection with our settings; nothing is checked."""
    mode = "ro" if readonly else "rwc"
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    if not readonly:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    return db


def open_ledger(path: Path, *, create: bool = False, readonly: bool = False, sealed: bool = False) -> Ledger:
    """The ledger at ``path``. ``sealed``: also give what was sealed. Raises `LedgerMissing`, `LedgerNewer`, `LedgerOlder`,
    `LedgerLocked`, `LedgerDamaged`, `NoSpace`."""
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh and not create:
        raise LedgerMissing(str(path))
    if fresh and not path.parent.is_dir():
        raise LedgerMissing(str(path))
    with said_clearly(path):
        db = connect(path, readonly=readonly)
        try:
            if fresh:
                _create(db)
            _known(db, path)
        except BaseException:
            db.close()
            raise
    return Ledger(db, path, said_clearly, sealed=sealed)


def _create(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:  # not made by another process meanwhile
        for statement in statements(RECORD + INDEXES):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {FORMAT}")
    db.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """The statements of a script (a trigger holds semicolons of its own)."""
    whole = ""
    for line in script.splitlines(keepends=True):
        whole += line
        if sqlite3.complete_statement(whole):
            yield whole.strip()
            whole = ""


def _known(db: sqlite3.Connection, path: Path) -> None:
    application = db.execute("PRAGMA application_id").fetchone()[0]
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise LedgerDamaged(f"{path} is a database, but no Tollbook ledger.", "Name another file with --ledger FILE.")
    if found > FORMAT:
        raise LedgerNewer(str(path), found, FORMAT)
    if found < FORMAT:
        raise LedgerOlder(str(path), found, FORMAT)


def _from_0(db: sqlite3.Connection) -> None:
    """Format 0, before the first release, had entries and payloads and no indexes."""
    for statement in statements(INDEXES):
        db.execute(statement)
    indexes.rebuild(db)


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {0: _from_0}


def upgrade(path: Path) -> str:
    """Brings the ledger to the current format, backed up first beside it; what was done, in words."""
    with said_clearly(path):
        db = connect(path)
        try:
            found = int(db.execute("PRAGMA user_version").fetchone()[0])
            if found > FORMAT:
                raise LedgerNewer(str(path), found, FORMAT)
            if found == FORMAT:
                return f"{path} is of format {FORMAT} already."
            backup = path.with_name(f"{path.name}.format-{found}.backup")
            with sqlite3.connect(backup) as copy:
                db.backup(copy)
            copy.close()
            db.execute("BEGIN IMMEDIATE")
            for step in range(found, FORMAT):
                STEPS[step](db)
            db.execute(f"PRAGMA user_version = {FORMAT}")
            db.execute("COMMIT")
        finally:
            db.close()
    return f"{path} was brought from format {found} to {FORMAT}; what it was lies at {backup}."


def check(path: Path) -> tuple[str, ...]:
    """What this installation and the ledger at ``path`` are, in lines."""
    lines = [f"tollbook {__version__}, ledger format {FORMAT}, SQLite {sqlite3.sqlite_version}"]
    if not path.exists():
        return (*lines, f"ledger: none at {path} yet; `tollbook read` makes it")
    with open_ledger(path, readonly=True) as ledger, said_clearly(path):
        number, digest = ledger.head()
        readings = sum(1 for _ in ledger.readings())
        lines.append(
            f"ledger: {path}, {path.stat().st_size:,} bytes, {number} entries, {readings} reports, {len(ledger.stories())} stories"
        )
        lines.append(f"head: {number} {digest}")
        state = ledger.db.execute("PRAGMA quick_check").fetchone()[0]
        lines.append("database: sound" if state == "ok" else f"database: DAMAGED: {state}")
        files = folder_of(path)
        lines.append(f"evidence: {sum(1 for p in files.glob('??/*'))} files at {files}")
    return tuple(lines)
