"""What a watch remembers between visits, in a file beside the ledger: what is due when, what was told, what is not delivered.

It can be deleted: then everything is asked once more, and what can be said now is taken as told. Each change of it is one
transaction, on disk before it counts, so that a process killed at any moment goes on where it stood.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FORMAT = 1
KEPT = 5_000  # changes that are remembered
FORGOTTEN = 60 * 86_400.0  # seconds after which a page that nothing names any more is forgotten

_TABLES = """
CREATE TABLE addresses (url TEXT PRIMARY KEY, kind TEXT NOT NULL, due REAL, listed TEXT, stated TEXT, step INTEGER NOT NULL,
  failed INTEGER NOT NULL, etag TEXT, modified TEXT, seen REAL NOT NULL, every REAL) STRICT;
CREATE INDEX addresses_due ON addresses (due) WHERE due IS NOT NULL;
CREATE INDEX addresses_seen ON addresses (seen) WHERE due IS NULL;
CREATE TABLE told (story TEXT NOT NULL, key TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (story, key)) STRICT, WITHOUT ROWID;
CREATE TABLE later (story TEXT PRIMARY KEY, due REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE unjudged (story TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE changes (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, written INTEGER NOT NULL) STRICT;
CREATE TABLE deliveries (hook TEXT NOT NULL, id TEXT NOT NULL, tries INTEGER NOT NULL, due REAL, PRIMARY KEY (hook, id)) STRICT,
  WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An address that is to be asked: a feed ("source") or a page that one named."""

    url: str
    kind: str
    listed: str | None
    stated: str | None
    step: int
    failed: int
    etag: str | None
    modified: str | None
    every: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A change that a hook has not taken yet."""

    hook: str
    id: str
    body: str
    tries: int


def state_of(ledger: Path) -> Path:
    """Where the state of a watch lies: beside its ledger."""
    return ledger.with_name(ledger.name + ".watch")


class State:
    """The open file. One process watches at a time; the caller sees to that."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, timeout=10.0)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        with self.change():
            if self.db.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in filter(str.strip, _TABLES.split(";\n")):
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA user_version = {FORMAT}")

    def close(self) -> None:
        """Closes the file."""
        self.db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: all or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    # ------------------------------------------------------------------------------------------------------- addresses

    def watch(self, sources: Mapping[str, float], now: float) -> None:
        """Takes up new sources, due at once, and lets go of those that the plan no longer names."""
        with self.change():
            for (url,) in self.db.execute("SELECT url FROM addresses WHERE kind = 'source'").fetchall():
                if url not in sources:
                    self.db.execute("DELETE FROM addresses WHERE url = ?", (url,))
            self.db.executemany(
                "INSERT INTO addresses VALUES (?1, 'source', ?3, NULL, NULL, 0, 0, NULL, NULL, ?3, ?2)"
                " ON CONFLICT (url) DO UPDATE SET kind = 'source', every = ?2, due = coalesce(due, ?3)",
                [(url, every, now) for url, every in sources.items()],
            )

    def due(self, now: float, most: int) -> list[Due]:
        """What is to be asked by now, the longest overdue first."""
        rows = self.db.execute(
            "SELECT url, kind, listed, stated, step, failed, etag, modified, every FROM addresses"
            " WHERE due <= ? ORDER BY due, url LIMIT ?",
            (now, most),
        )
        names = ("url", "kind", "listed", "stated", "step", "failed", "etag", "modified", "every")
        return [Due(**dict(zip(names, row, strict=True))) for row in rows]

    def next_due(self) -> float | None:
        """When something is to be asked or delivered next."""
        rows = "SELECT min(due) FROM (SELECT min(due) AS due FROM addresses UNION ALL SELECT min(due) FROM deliveries)"
        found: float | None = self.db.execute(rows).fetchone()[0]
        return found

    def named(self, pages: Iterable[tuple[str, str | None]], listed: str | None, now: float) -> int:
        """Pages that a feed names, each with the date given there; how many are new. New ones are due at once."""
        new = 0
        for url, stated in pages:
            if self.db.execute("UPDATE addresses SET seen = ? WHERE url = ?", (now, url)).rowcount:
                continue
            new += 1
            row = (url, now, listed, stated)
            self.db.execute("INSERT INTO addresses VALUES (?1, 'page', ?2, ?3, ?4, 0, 0, NULL, NULL, ?2, NULL)", row)
        return new

    def knows(self, url: str) -> bool:
        """The address is watched, or was."""
        return self.db.execute("SELECT 1 FROM addresses WHERE url = ?", (url,)).fetchone() is not None

    def visited(self, one: Due, *, due: float | None, step: int, failed: int, etag: str | None, modified: str | None) -> None:
        """What a visit leaves: when the next one is due (``None``: never), and what tells whether something changed."""
        self.db.execute(
            "UPDATE addresses SET due = ?, step = ?, failed = ?, etag = ?, modified = ? WHERE url = ?",
            (due, step, failed, etag, modified, one.url),
        )

    def forget(self, now: float) -> None:
        """Lets go of pages that are done with and that no feed has named for long, and of old changes."""
        with self.change():
            self.db.execute("DELETE FROM addresses WHERE due IS NULL AND seen < ?", (now - FORGOTTEN,))
            self.db.execute("DELETE FROM changes WHERE number <= (SELECT max(number) FROM changes) - ? AND written = 1", (KEPT,))
            self.db.execute("DELETE FROM deliveries WHERE id NOT IN (SELECT id FROM changes)")

    # --------------------------------------------------------------------------------------------------------- stories

    def touched(self, stories: Iterable[str]) -> None:
        """Stories of which something new was read: to be judged, and told of."""
        self.db.executemany("INSERT OR IGNORE INTO unjudged VALUES (?)", [(s,) for s in stories])

    def head(self) -> str | None:
        """The head of the ledger up to which all was told; ``None`` where nothing was yet."""
        row = self.db.execute("SELECT words FROM told WHERE story = '' AND key = 'head'").fetchone()
        return None if row is None else row[0]

    def set_head(self, head: str) -> None:
        """All that the ledger says up to ``head`` was told."""
        if head != self.head():
            with self.change():
                self.db.execute("INSERT OR REPLACE INTO told VALUES ('', 'head', ?)", (head,))

    def look_again(self, story: str, due: float | None) -> None:
        """A report of a story that is dated by its day will be known by then."""
        with self.change():
            self.db.execute("DELETE FROM later WHERE story = ?", (story,))
            if due is not None:
                self.db.execute("INSERT INTO later VALUES (?, ?)", (story, due))

    def known_by(self, now: float) -> None:
        """Stories of which a report has become known are to be judged."""
        with self.change():
            self.db.execute("INSERT OR IGNORE INTO unjudged SELECT story FROM later WHERE due <= ?", (now,))
            self.db.execute("DELETE FROM later WHERE due <= ?", (now,))

    def unjudged(self) -> list[str]:
        """Stories of which something was read and nothing told yet."""
        return [s for (s,) in self.db.execute("SELECT story FROM unjudged ORDER BY story")]

    def told(self, story: str) -> dict[str, str] | None:
        """What was last told of a story, by key; ``None`` where it is met for the first time."""
        rows = self.db.execute("SELECT key, words FROM told WHERE story = ?", (story,)).fetchall()
        return dict(rows) if rows else None

    def tell(self, story: str, words: Mapping[str, str], changes: Mapping[str, str], hooks: Iterable[str], now: float) -> None:
        """What is now told of a story, with the changes (id and body) that lead there: to be written and delivered."""
        with self.change():
            self.db.execute("DELETE FROM told WHERE story = ?", (story,))
            self.db.executemany("INSERT INTO told VALUES (?, ?, ?)", [(story, k, w) for k, w in {"": "", **words}.items()])
            for key, body in changes.items():
                made = self.db.execute("INSERT OR IGNORE INTO changes (id, body, written) VALUES (?, ?, 0)", (key, body)).rowcount
                rows = [(hook, key, now) for hook in hooks] if made else []
                self.db.executemany("INSERT INTO deliveries VALUES (?, ?, 0, ?)", rows)
            self.db.execute("DELETE FROM unjudged WHERE story = ?", (story,))

    # ------------------------------------------------------------------------------------------------------- delivering

    def unwritten(self) -> list[tuple[str, str]]:
        """Changes, id and body, that the file of changes does not hold for certain."""
        return list(self.db.execute("SELECT id, body FROM changes WHERE written = 0 ORDER BY number"))

    def written(self, ids: Iterable[str]) -> None:
        """The file of changes holds these."""
        with self.change():
            self.db.executemany("UPDATE changes SET written = 1 WHERE id = ?", [(i,) for i in ids])

    def newest(self, most: int) -> list[str]:
        """The bodies of the last changes, the newest first."""
        return [b for (b,) in self.db.execute("SELECT body FROM changes ORDER BY number DESC LIMIT ?", (most,))]

    def undelivered(self, now: float, most: int) -> list[Delivery]:
        """What hooks are to be given now, the oldest first."""
        rows = self.db.execute(
            "SELECT hook, d.id, body, tries FROM deliveries d JOIN changes c USING (id) WHERE due <= ? ORDER BY number LIMIT ?",
            (now, most),
        )
        return [Delivery(hook=h, id=i, body=b, tries=t) for h, i, b, t in rows]

    def delivered(self, one: Delivery) -> None:
        """The hook has it."""
        with self.change():
            self.db.execute("DELETE FROM deliveries WHERE hook = ? AND id = ?", (one.hook, one.id))

    def put_off(self, one: Delivery, due: float | None) -> None:
        """The hook has it not; the next try is due then, or never."""
        with self.change():
            self.db.execute("UPDATE deliveries SET tries = tries + 1, due = ? WHERE hook = ? AND id = ?", (due, one.hook, one.id))
