"""Bringing an older ledger to the current format: backed up first, then all of it in one transaction, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tollbook.errors import LedgerMissing, LedgerOlder
from tollbook.ledger import indexes
from tollbook.ledger.faults import said_clearly
from tollbook.ledger.open import connect, identity, known, settled
from tollbook.ledger.schema import FORMAT, TRIGGERS, run


def _from_0(db: sqlite3.Connection) -> None:
    """Format 0, before the first release: the same record, some of its triggers, and no indexes."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    run(db, TRIGGERS)
    indexes.rebuild(db)


def _from_1(db: sqlite3.Connection) -> None:
    """Format 1: the same record, without visits, and indexes that knew no addresses."""
    indexes.rebuild(db)


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {0: _from_0, 1: _from_1}


def upgrade(path: Path) -> str:
    """Brings the ledger to the current format, backed up first beside it; what was done, in words.

    Raises as `open_ledger` does; where it raises, the ledger is what it was.
    """
    if not path.exists():
        raise LedgerMissing(str(path))
    with said_clearly(path):
        db = connect(path)
        try:
            try:
                known(db, path)
                return f"{path} is of format {FORMAT} already."
            except LedgerOlder:
                return _upgraded(db, path)
        finally:
            db.close()


def _upgraded(db: sqlite3.Connection, path: Path) -> str:
    settled(db)
    db.execute("BEGIN IMMEDIATE")  # nobody writes between the backup and the upgrade
    try:
        found = identity(db)[1]
        backup = _backup(path, found)
        for step in range(found, FORMAT):
            STEPS[step](db)
        db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return f"{path} was brought from format {found} to {FORMAT}; what it was lies at {backup}."


def _backup(path: Path, found: int) -> Path:
    """A copy beside the ledger, under a name that nothing has; whole, or not there."""
    name = f"{path.name}.format-{found}.backup"
    backup = next(p for n in count(1) if not (p := path.with_name(name if n == 1 else f"{name}.{n}")).exists())
    part = path.with_name(f"{name}.part")
    part.unlink(missing_ok=True)
    try:
        source, copy = connect(path, readonly=True), sqlite3.connect(part, isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing of it in a log
        finally:
            copy.close()
            source.close()
        part.replace(backup)
    finally:
        part.unlink(missing_ok=True)
    return backup
