"""The store: append, look up, make a story's book, seal and erase."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import cast

from tollbook.errors import UsageError
from tollbook.ledger import evidence, indexes
from tollbook.ledger.books import book_of
from tollbook.ledger.codec import decode, encode, entry_digest, kind_of, payload_digest, subject_of
from tollbook.model import Book, Claim, Decision, Entry, Payload, Reading, Story

Guard = Callable[[Path], AbstractContextManager[None]]


class Ledger:
    """An open ledger; `open_ledger` makes it. A context manager: closing loses nothing, all that was acknowledged is on disk."""

    def __init__(self, db: sqlite3.Connection, path: Path, guard: Guard, *, sealed: bool = False) -> None:
        self.db, self.path, self._guard, self._sealed = db, path, guard, sealed
        self.folder = evidence.folder_of(path)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self.db.close()

    # ------------------------------------------------------------------------------------------------------- recording

    def keep(self, raw: bytes) -> str:
        """Writes evidence and returns its digest; it is on disk before this returns."""
        return evidence.keep(self.folder, raw)

    def evidence(self, digest: str) -> bytes | None:
        """The bytes of a digest; ``None`` where they were never kept, or were erased."""
        return evidence.fetch(self.folder, digest)

    def append(self, payloads: Iterable[Payload], *, by: str, recorded: datetime) -> tuple[Entry, ...]:
        """Records ``payloads`` in one transaction; returns once they are on disk. All of them, or none."""
        with self._guard(self.path), self._writing():
            return tuple(self._append(p, by, recorded) for p in payloads)

    def _writing(self) -> AbstractContextManager[None]:
        return _Transaction(self.db)

    def _append(self, payload: Payload, by: str, recorded: datetime) -> Entry:
        number, previous = self.head()
        number += 1
        stamp = recorded.astimezone(UTC).isoformat(timespec="microseconds")
        body, salt, kind, subject = encode(payload), secrets.token_bytes(16), kind_of(payload), subject_of(payload)
        hidden = payload_digest(salt, body)
        digest = entry_digest(number, stamp, by, kind, subject, hidden, previous)
        self.db.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, stamp, by, kind, subject, hidden, previous, digest)
        )
        self.db.execute("INSERT INTO payloads VALUES (?, 'open', ?, ?)", (number, salt, body))
        indexes.index(self.db, number, payload)
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

    # --------------------------------------------------------------------------------------------------------- looking

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; ``(0, "")`` for an empty ledger."""
        row = self.db.execute("SELECT number, digest FROM entries ORDER BY number DESC LIMIT 1").fetchone()
        return (0, "") if row is None else (int(row[0]), str(row[1]))

    def entries(self, *, upto: int | None = None) -> Iterator[Entry]:
        """All entries in order; the payload is ``None`` where it was erased, or sealed from this reader."""
        limit = self.head()[0] if upto is None else upto
        rows = self.db.execute(
            "SELECT e.number, recorded, by, kind, payload_digest, previous, digest, state, body FROM entries e"
            " LEFT JOIN payloads p USING (number) WHERE e.number <= ? ORDER BY e.number",
            (limit,),
        )
        for number, recorded, by, kind, hidden, previous, digest, state, body in rows:
            open_ = body is not None and (state == "open" or self._sealed)
            yield Entry(
                number=number,
                recorded=datetime.fromisoformat(recorded),
                by=by,
                kind=kind,
                payload=decode(kind, body) if open_ else None,
                payload_digest=hidden,
                previous=previous,
                digest=digest,
            )

    def payload(self, number: int) -> Payload | None:
        """The payload of an entry; ``None`` where it was erased, or sealed from this reader."""
        row = self.db.execute(
            "SELECT e.kind, p.state, p.body FROM entries e JOIN payloads p USING (number) WHERE e.number = ?", (number,)
        ).fetchone()
        return None if row is None or (row[1] != "open" and not self._sealed) else decode(row[0], row[2])

    def reading(self, report: str) -> Reading | None:
        """The reading of a report that is in force."""
        row = self.db.execute("SELECT max(entry) FROM readings WHERE report = ?", (report,)).fetchone()
        return None if row[0] is None else cast("Reading | None", self.payload(row[0]))

    def readings_of(self, report: str) -> tuple[Reading, ...]:
        """All readings of a report, earliest first."""
        rows = self.db.execute("SELECT entry FROM readings WHERE report = ? ORDER BY entry", (report,)).fetchall()
        return tuple(cast(Reading, p) for (n,) in rows if (p := self.payload(n)) is not None)

    def readings(self) -> Iterator[Reading]:
        """Readings in force, in order of their reports' first reading."""
        rows = self.db.execute("SELECT max(entry), min(entry) AS first FROM readings GROUP BY report ORDER BY first").fetchall()
        for number, _ in rows:
            if (found := self.payload(number)) is not None:
                yield cast(Reading, found)

    def claim(self, claim: str) -> Claim | None:
        """A claim of a reading in force, by its id."""
        row = self.db.execute("SELECT report FROM claims WHERE claim = ? ORDER BY entry DESC LIMIT 1", (claim,)).fetchone()
        reading = None if row is None else self.reading(row[0])
        return None if reading is None else next((c for c in reading.claims if c.id == claim), None)

    def story_of(self, claim: str) -> str | None:
        """The story that a claim is filed under."""
        row = self.db.execute("SELECT story FROM resolutions WHERE claim = ? ORDER BY entry DESC LIMIT 1", (claim,)).fetchone()
        return None if row is None else row[0]

    def stories(self) -> tuple[Story, ...]:
        """Stories as they are now known, in order of their first entry."""
        rows = self.db.execute("SELECT max(entry), min(entry) AS first FROM stories GROUP BY id ORDER BY first").fetchall()
        return tuple(cast(Story, p) for n, _ in rows if (p := self.payload(n)) is not None)

    def book(self, story: str, *, upto: int | None = None) -> Book:
        """All of one story: readings in force, resolutions and links in force, up to an entry."""
        with self._guard(self.path):
            return book_of(self.db, story, self.head()[0] if upto is None else upto, sealed=self._sealed)

    def rebuild(self) -> str:
        """Makes the indexes anew from the entries alone; what was done, in words."""
        with self._guard(self.path), self._writing():
            before = indexes.rows(self.db)
            indexes.rebuild(self.db)
            same = indexes.rows(self.db) == before
        return "Indexes made anew from the entries; they were " + (
            "the same." if same else "NOT the same: they had been damaged."
        )

    # ------------------------------------------------------------------------------------------------------ protecting

    def seal(self, subject: str, *, reason: str, by: str, recorded: datetime) -> Entry:
        """Restricts a report (or the report of a claim): kept, and no longer given to readers."""
        return self._decide("seal", subject, reason, by, recorded)

    def unseal(self, subject: str, *, reason: str, by: str, recorded: datetime) -> Entry:
        """Gives a sealed report back to readers."""
        return self._decide("unseal", subject, reason, by, recorded)

    def erase(self, subject: str, *, reason: str, by: str, recorded: datetime) -> Entry:
        """Erases a report (or the report of a claim): its words, what was made of them, and its evidence, for good."""
        raws = self._raws(self._report(subject))
        entry = self._decide("erase", subject, reason, by, recorded)
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for raw in raws:
            if self.db.execute("SELECT 1 FROM readings WHERE raw = ?", (raw,)).fetchone() is None:
                evidence.forget(self.folder, raw)
        return entry

    def _report(self, subject: str) -> str:
        if self.db.execute("SELECT 1 FROM readings WHERE report = ?", (subject,)).fetchone():
            return subject
        row = self.db.execute("SELECT report FROM claims WHERE claim = ? LIMIT 1", (subject,)).fetchone()
        if row is None:
            raise UsageError(
                f"There is no report and no claim {subject} in this ledger.", "Take an id from `tollbook claims --format jsonl`."
            )
        return str(row[0])

    def _raws(self, report: str) -> list[str]:
        return [r for (r,) in self.db.execute("SELECT DISTINCT raw FROM readings WHERE report = ? ORDER BY raw", (report,))]

    def _numbers(self, report: str) -> list[int]:
        """Entries that hold words of a report: its readings, and resolutions and links of its claims."""
        return [
            n
            for (n,) in self.db.execute(
                "WITH ids AS (SELECT DISTINCT claim AS id FROM claims WHERE report = :r UNION SELECT :r)"
                " SELECT entry FROM readings WHERE report = :r UNION SELECT entry FROM resolutions WHERE claim IN ids"
                " UNION SELECT entry FROM links WHERE subject IN ids UNION SELECT entry FROM links WHERE object IN ids ORDER BY 1",
                {"r": report},
            )
        ]

    def _decide(self, act: str, subject: str, reason: str, by: str, recorded: datetime) -> Entry:
        report = self._report(subject)
        with self._guard(self.path), self._writing():
            numbers = self._numbers(report)
            value = ",".join(map(str, numbers))
            entry = self._append(Decision(act=act, subject=report, reason=reason, value=value), by, recorded)
            self.db.executemany("INSERT INTO decisions VALUES (?, ?, ?)", [(entry.number, act, n) for n in numbers])
            if act == "erase":
                self.db.executemany("DELETE FROM payloads WHERE number = ?", [(n,) for n in numbers])
                indexes.unindex(self.db, numbers)
            else:
                state = "sealed" if act == "seal" else "open"
                self.db.executemany("UPDATE payloads SET state = ? WHERE number = ?", [(state, n) for n in numbers])
        return entry


class _Transaction:
    """One immediate transaction: all or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            try:
                self.db.execute("COMMIT")
                return
            except sqlite3.Error:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
