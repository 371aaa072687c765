"""What filing remembers of stories, in a file beside the ledger, so that a report is filed without reading what came before.

It is made of the entries and says up to which one; where it is missing, of another version, or of another ledger, it is made
anew. It holds numbers of words and no words, proves nothing, and can be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

_TABLES = """
CREATE TABLE state (version TEXT NOT NULL, entry INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE sketches (number INTEGER PRIMARY KEY, story TEXT NOT NULL UNIQUE, body BLOB NOT NULL) STRICT;
CREATE TABLE words (word INTEGER PRIMARY KEY, stories INTEGER NOT NULL, latest BLOB NOT NULL) STRICT;
"""


def memory_of(ledger: Path) -> Path:
    """Where filing remembers the stories of ``ledger``."""
    return ledger.with_name(ledger.name + ".filing")


def forget(ledger: Path) -> None:
    """Removes what filing remembers, as after an erasure: it is made anew without what was erased."""
    for ending in ("", "-wal", "-shm"):
        path = memory_of(ledger)
        path = path.with_name(path.name + ending)
        if path.exists():
            with suppress(OSError), path.open("r+b") as file:
                file.write(b"\0" * path.stat().st_size)
            path.unlink(missing_ok=True)


class Memory:
    """An open memory of stories. ``version`` is that of what makes sketches: another's are not read."""

    def __init__(self, ledger: Path, version: str) -> None:
        self.version = version
        path = memory_of(ledger)
        try:
            self.db = self._opened(path)
        except sqlite3.DatabaseError:  # damaged, or no database: it is made anew
            forget(ledger)
            self.db = self._opened(path)

    def _opened(self, path: Path) -> sqlite3.Connection:
        try:
            db = sqlite3.connect(path, timeout=5.0, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError:  # a folder that cannot be written: remembered for this run only
            db = sqlite3.connect(":memory:", isolation_level=None)
        db.execute("PRAGMA synchronous = NORMAL")
        found = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'state'").fetchone()[0]
        if not found:
            db.executescript(_TABLES)
        row = db.execute("SELECT version FROM state").fetchone()
        if row is None or row[0] != self.version:
            _emptied(db)
            db.execute("INSERT INTO state VALUES (?, 0, '')", (self.version,))
        return db

    def close(self) -> None:
        """Closes the file."""
        self.db.close()

    def at(self) -> tuple[int, str]:
        """Number and digest of the last entry that is remembered; 0 where nothing is."""
        row = self.db.execute("SELECT entry, digest FROM state").fetchone()
        return int(row[0]), str(row[1])

    def clear(self) -> None:
        """Forgets everything."""
        _emptied(self.db)
        self.db.execute("INSERT INTO state VALUES (?, 0, '')", (self.version,))

    def count(self) -> int:
        """How many stories are remembered."""
        return int(self.db.execute("SELECT coalesce(max(number), 0) FROM sketches").fetchone()[0])

    def number(self, story: str) -> int | None:
        """The number of a story in here."""
        row = self.db.execute("SELECT number FROM sketches WHERE story = ?", (story,)).fetchone()
        return None if row is None else int(row[0])

    def body(self, number: int) -> bytes:
        """The sketch of a story, as it was given."""
        found: bytes = self.db.execute("SELECT body FROM sketches WHERE number = ?", (number,)).fetchone()[0]
        return found

    def told(self, words: Iterable[int]) -> dict[int, tuple[int, list[int]]]:
        """For each word that is remembered: by how many stories it was told, and the latest of them."""
        rows = self.db.execute(
            "SELECT word, stories, latest FROM json_each(?) j CROSS JOIN words ON word = j.value", (json.dumps(list(words)),)
        )
        return {word: (stories, array("I", latest).tolist()) for word, stories, latest in rows}

    def save(
        self,
        sketches: Iterable[tuple[int, str, bytes]],
        words: Iterable[tuple[int, int, Sequence[int]]],
        at: tuple[int, str],
        before: tuple[int, str],
    ) -> None:
        """Remembers what changed, unless another process did meanwhile: then the next to open it catches up."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            if self.at() == before:
                self.db.executemany("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?)", sketches)
                self.db.executemany(
                    "INSERT OR REPLACE INTO words VALUES (?, ?, ?)",
                    ((word, stories, array("I", latest).tobytes()) for word, stories, latest in words),
                )
                self.db.execute("UPDATE state SET entry = ?, digest = ?", at)
            self.db.execute("COMMIT")
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")


def _emptied(db: sqlite3.Connection) -> None:
    for table in ("state", "sketches", "words"):
        db.execute(f"DELETE FROM {table}")
