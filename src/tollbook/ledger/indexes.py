"""The indexes: which entry holds what. They hold ids and numbers, no words, and can be made anew from the entries alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from tollbook.ledger.codec import decode, plain
from tollbook.ledger.schema import INDEX_TABLES, INDEXES, TIMES, run
from tollbook.model import Payload, address_id

Row = tuple[object, ...]
Prints = dict[str, tuple[int, int]]  # by table: how many rows, and the sum of their hashes
_INSERTS = {
    "readings": "INSERT INTO readings VALUES (?, ?, ?, ?, ?)",
    "claims": "INSERT INTO claims VALUES (?, ?, ?)",
    "resolutions": "INSERT INTO resolutions VALUES (?, ?, ?)",
    "stories": "INSERT INTO stories VALUES (?, ?)",
    "links": "INSERT INTO links VALUES (?, ?, ?, ?)",
    "acts": "INSERT INTO acts VALUES (?, ?, ?)",
    "visits": "INSERT INTO visits VALUES (?, ?, ?, ?)",
}


def rows_of(number: int, kind: str, payload: Any) -> Iterator[tuple[str, list[Row]]]:
    """The rows of one entry, by table. ``payload`` is a record, or what has its fields."""
    match kind:
        case "reading":
            r = payload.report
            report, address = plain(r.id), None if r.url is None else address_id(r.url)
            yield "readings", [(report, number, plain(payload.extractor), plain(r.raw), address)]
            yield "claims", [(c, number, report) for c in sorted({plain(c.id) for c in payload.claims})]
        case "resolution":
            yield "resolutions", [(plain(payload.claim), number, None if payload.story is None else plain(payload.story))]
        case "story":
            yield "stories", [(plain(payload.id), number)]
        case "visit":
            listed = payload.listed and plain(payload.listed)
            yield "visits", [(address_id(payload.address), number, plain(payload.raw), listed)]
        case "link":
            yield "links", [(plain(payload.subject), plain(payload.relation), plain(payload.object), number)]
        case "decision":
            act = plain(payload.act)
            yield "acts", [(s, number, act) for s in sorted({plain(s) for s in (payload.subject, *payload.objects)})]


def index(db: sqlite3.Connection, number: int, kind: str, payload: Payload) -> None:
    """Adds the rows of one entry."""
    for table, rows in rows_of(number, kind, payload):
        if len(rows) == 1:
            db.execute(_INSERTS[table], rows[0])
        else:
            db.executemany(_INSERTS[table], rows)


def unindex(db: sqlite3.Connection, numbers: list[int]) -> None:
    """Removes the rows of entries whose payloads are erased: ids of what is gone lead nowhere."""
    for table in INDEX_TABLES:
        db.executemany(f"DELETE FROM {table} WHERE entry = ?", [(n,) for n in numbers])


def rebuild(db: sqlite3.Connection) -> None:
    """Makes all index tables and rows anew, in the transaction that is open."""
    for table in INDEX_TABLES:
        db.execute(f"DROP TABLE IF EXISTS {table}")
    db.execute("DROP INDEX IF EXISTS entries_recorded")
    run(db, INDEXES, TIMES)
    for number, kind, body in stored(db):
        index(db, number, kind, decode(kind, body))


def stored(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Number, kind and body of every payload that is there, in order."""
    return db.execute("SELECT e.number, e.kind, p.body FROM entries e JOIN payloads p USING (number) ORDER BY e.number")


def prints(db: sqlite3.Connection, after: int = -(2**63), upto: int = 2**63 - 1) -> Prints:
    """What index rows come to, in whatever order, of all entries or of some; a table that is not there has none. Two that differ
    in one row differ."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = dict.fromkeys(INDEX_TABLES, (0, 0))
    for table in INDEX_TABLES:
        if table in there:
            add(found, table, db.execute(f"SELECT * FROM {table} WHERE entry > ? AND entry <= ?", (after, upto)))
    return found


def add(found: Prints, table: str, rows: Iterable[Row]) -> None:
    """Adds rows to what was found. The hash is this process's own (of text it is keyed), so that none can be made to fit."""
    count, total = found[table]
    for row in rows:
        count += 1
        total += hash(repr(row))
    found[table] = count, total
