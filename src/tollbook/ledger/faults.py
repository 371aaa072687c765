"""SQLite's errors as ours: what was found, where, and what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tollbook.errors import LedgerDamaged, LedgerError, LedgerLocked, LedgerMissing, NoSpace

VERIFY = "Run `tollbook verify`; restore it from a copy where it says damage."


@contextmanager
def said_clearly(path: Path) -> Iterator[None]:
    """Raises `LedgerLocked`, `NoSpace`, `LedgerMissing`, `LedgerDamaged` or `LedgerError` for what SQLite says of ``path``."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a fault in our code, not in the file
    except sqlite3.DatabaseError as error:
        raise _ours(error, path) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LedgerDamaged(f"{path} holds an entry that cannot be read: {error}.", VERIFY) from error


def _ours(error: sqlite3.DatabaseError, path: Path) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerLocked(str(path))
    if code == sqlite3.SQLITE_FULL or (code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _full(path)):
        return NoSpace(str(path))
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM) or code == sqlite3.SQLITE_IOERR:
        if not path.exists():
            return LedgerMissing(str(path))
        return LedgerError(
            f"{path} cannot be opened, read or written: {error}.", "Check who may read and write it and its folder, and the disk."
        )
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerDamaged(
            f"{path} is no ledger, or its first bytes are damaged: {error}.", "Name another file with --ledger FILE."
        )
    return LedgerDamaged(f"{path} is damaged: {error}.", VERIFY)


def _full(path: Path) -> bool:
    """Less is free than the smallest file beside a ledger takes (its shared memory, 32 KiB)."""
    disk = os.statvfs(path.parent)
    return disk.f_bavail * disk.f_frsize < 65536
