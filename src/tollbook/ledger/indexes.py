"""The indexes: which entry holds what. They hold ids and numbers, no words, and can be made anew from the entries alone."""

from __future__ import annotations

import sqlite3

from tollbook.ledger.codec import decode
from tollbook.ledger.schema import INDEX_TABLES
from tollbook.model import Decision, Link, Payload, Reading, Resolution, Story


def index(db: sqlite3.Connection, number: int, payload: Payload) -> None:
    """Adds the rows of one entry."""
    match payload:
        case Reading():
            r = payload.report
            db.execute("INSERT INTO readings VALUES (?, ?, ?, ?, ?)", (r.id, number, payload.extractor, r.raw, r.url))
            db.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?)", [(c.id, number, r.id) for c in payload.claims])
        case Resolution():
            db.execute("INSERT INTO resolutions VALUES (?, ?, ?)", (payload.claim, number, payload.story))
        case Story():
            db.execute("INSERT INTO stories VALUES (?, ?)", (payload.id, number))
        case Link():
            db.execute("INSERT INTO links VALUES (?, ?, ?, ?)", (payload.subject, payload.relation, payload.object, number))
        case Decision():
            pass  # what it seals or erases stands in ``decisions``, which is part of the record


def unindex(db: sqlite3.Connection, numbers: list[int]) -> None:
    """Removes the rows of entries whose payloads are erased: ids of what is gone lead nowhere."""
    for table in INDEX_TABLES:
        db.executemany(f"DELETE FROM {table} WHERE entry = ?", [(n,) for n in numbers])


def rebuild(db: sqlite3.Connection) -> None:
    """Makes all index rows anew, in the transaction that is open."""
    for table in INDEX_TABLES:
        db.execute(f"DELETE FROM {table}")
    rows = db.execute("SELECT e.number, e.kind, p.body FROM entries e JOIN payloads p USING (number) ORDER BY e.number")
    for number, kind, body in rows.fetchall():
        index(db, number, decode(kind, body))


def rows(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All index rows, in order, for comparing."""
    return {t: sorted(db.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in INDEX_TABLES}
