"""The indexes: which entry holds what. They hold ids and numbers, no words, and can be made anew from the entries alone."""

from __future__ import annotations

import sqlite3

from tollbook.ledger.codec import decode, plain
from tollbook.ledger.schema import INDEX_TABLES, INDEXES, TIMES, run
from tollbook.model import Decision, Link, Payload, Reading, Resolution, Story, Visit, address_id

Rows = dict[str, list[tuple[object, ...]]]


def index(db: sqlite3.Connection, number: int, payload: Payload) -> None:
    """Adds the rows of one entry."""
    match payload:
        case Reading():
            r = payload.report
            address = None if r.url is None else address_id(r.url)
            reading = (plain(r.id), number, plain(payload.extractor), plain(r.raw), address)
            db.execute("INSERT INTO readings VALUES (?, ?, ?, ?, ?)", reading)
            claims = {(plain(c.id), number, plain(r.id)) for c in payload.claims}
            db.executemany("INSERT INTO claims VALUES (?, ?, ?)", sorted(claims))
        case Resolution():
            story = None if payload.story is None else plain(payload.story)
            db.execute("INSERT INTO resolutions VALUES (?, ?, ?)", (plain(payload.claim), number, story))
        case Story():
            db.execute("INSERT INTO stories VALUES (?, ?)", (plain(payload.id), number))
        case Visit():
            visit = (address_id(payload.address), number, plain(payload.raw), payload.listed and plain(payload.listed))
            db.execute("INSERT INTO visits VALUES (?, ?, ?, ?)", visit)
        case Link():
            row = (plain(payload.subject), plain(payload.relation), plain(payload.object), number)
            db.execute("INSERT INTO links VALUES (?, ?, ?, ?)", row)
        case Decision():
            subjects = sorted({plain(s) for s in (payload.subject, *payload.objects)})
            db.executemany("INSERT INTO acts VALUES (?, ?, ?)", [(s, number, plain(payload.act)) for s in subjects])


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
        index(db, number, decode(kind, body))


def stored(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Number, kind and body of every payload that is there, in order."""
    return db.execute("SELECT e.number, e.kind, p.body FROM entries e JOIN payloads p USING (number) ORDER BY e.number")


def rows(db: sqlite3.Connection) -> Rows:
    """All index rows, in order, for comparing; a table that is not there has none."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall(), key=repr) if t in there else [] for t in INDEX_TABLES}
