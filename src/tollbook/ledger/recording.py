"""Entries written: one after the other, in one transaction, all or none."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType

from tollbook.ledger import decided, indexes, protect
from tollbook.ledger.codec import encode, entry_digest, kind_of, payload_digest, plain, subject_of
from tollbook.ledger.schema import SALT
from tollbook.model import Decision, Entry, Payload


def head_of(db: sqlite3.Connection) -> tuple[int, str]:
    """Number and digest of the last entry; ``(0, "")`` for an empty ledger."""
    row = db.execute("SELECT number, digest FROM entries ORDER BY number DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def record(db: sqlite3.Connection, payloads: Iterable[Payload], by: str, recorded: datetime) -> tuple[Entry, ...]:
    """Entries of ``payloads`` after the last one, in the transaction that is open. Refuses what was withheld or decided since."""
    head = head_of(db)
    guarded = protect.any_decided(db)
    entries = []
    for payload in payloads:
        protect.permit(db, payload, guarded=guarded)
        if isinstance(payload, Decision):
            decided.refuse_if_decided(db, payload, by)
        entries.append(write(db, payload, by, recorded, head))
        head = entries[-1].number, entries[-1].digest
    return tuple(entries)


def write(db: sqlite3.Connection, payload: Payload, by: str, recorded: datetime, head: tuple[int, str]) -> Entry:
    """One entry after ``head``, with its payload and index rows."""
    number, previous, by, stamp = head[0] + 1, head[1], plain(by), stamped(recorded)
    body, salt, kind, subject = encode(payload), secrets.token_bytes(SALT), kind_of(payload), plain(subject_of(payload))
    hidden = payload_digest(salt, body)
    digest = entry_digest(number, stamp, by, kind, subject, hidden, previous)
    db.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, stamp, by, kind, subject, hidden, previous, digest)
    )
    db.execute("INSERT INTO payloads VALUES (?, 'open', ?, ?)", (number, salt, body))
    indexes.index(db, number, kind, payload)
    return Entry(
        number=number,
        recorded=recorded,
        by=by,
        kind=kind,
        payload=payload,
        payload_digest=hidden,
        previous=previous,
        digest=digest,
    )


def stamped(moment: datetime) -> str:
    """A moment as entries hold it: UTC, to the microsecond, so that order of text is order of time."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Transaction:
    """One immediate transaction: all or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self.db.execute("COMMIT")
        finally:
            if self.db.in_transaction:  # not committed, and not rolled back by SQLite itself
                self.db.execute("ROLLBACK")
