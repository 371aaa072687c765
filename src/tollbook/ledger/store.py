"""The store: append, look up, make a story's book, seal and erase."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar, cast

from tollbook.errors import HeadMoved, LedgerLocked
from tollbook.ledger import decided, evidence, indexes, protect
from tollbook.ledger.books import book_of, payloads
from tollbook.ledger.codec import decode, plain
from tollbook.ledger.faults import said_clearly
from tollbook.ledger.memory import Memory, forget
from tollbook.ledger.overlay import of_story, with_settings, within
from tollbook.ledger.recording import Transaction, head_of, record, stamped, write
from tollbook.ledger.touched import touched
from tollbook.model import (
    Act,
    Book,
    Claim,
    Decided,
    Decision,
    Entry,
    Payload,
    Reading,
    Report,
    Resolution,
    Story,
    Visit,
    address_id,
)

P = ParamSpec("P")
R = TypeVar("R")


def _clearly(method: Callable[Concatenate[Ledger, P], R]) -> Callable[Concatenate[Ledger, P], R]:
    """SQLite's errors come out as ours."""

    @wraps(method)
    def guarded(self: Ledger, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with said_clearly(self.path):
            return method(self, *args, **kwargs)

    return guarded


class Ledger:
    """An open ledger; `open_ledger` makes it. A context manager: closing loses nothing, all that was acknowledged is on disk.

    Every method raises `LedgerLocked`, `LedgerDamaged` or `NoSpace` where the file is so.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, *, sealed: bool = False) -> None:
        self.db, self.path, self._sealed = db, path, sealed
        self.folder = evidence.folder_of(path)
        self._placed: tuple[int, decided.Placing] | None = None  # where people put things, by the last entry seen

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

    @_clearly
    def discard(self, digest: str) -> bool:
        """Removes evidence that no reading names, as bytes that were kept before they were found to be of an erased report."""
        with self._writing():
            if protect.named(self.db, digest):
                return False
            evidence.forget(self.folder, digest)
        return True

    @_clearly
    def evidence(self, digest: str) -> bytes | None:
        """The bytes of a digest; ``None`` where they were never kept, were erased, or are sealed from this reader."""
        return evidence.fetch(self.folder, digest) if self._sealed or protect.shown(self.db, digest) else None

    @_clearly
    def append(self, payloads: Iterable[Payload], *, by: str, recorded: datetime, upon: int | None = None) -> tuple[Entry, ...]:
        """Records ``payloads`` in one transaction; returns once they are on disk. All of them, or none.

        ``recorded`` is aware. Raises `UsageError` where one is of a report that was sealed or erased (`withheld` tells);
        `DecidedSince` where one is a decision and somebody else decided on the same after the entry that it was made on;
        `HeadMoved` where ``upon`` is given and is not the last entry any more.
        """
        with self._writing():
            if upon is not None and (head := self._head()[0]) != upon:
                raise HeadMoved(str(self.path), upon, head)
            return record(self.db, payloads, by, recorded)

    def _writing(self) -> Transaction:
        return Transaction(self.db)

    # --------------------------------------------------------------------------------------------------------- looking

    @_clearly
    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; ``(0, "")`` for an empty ledger."""
        return self._head()

    def _head(self) -> tuple[int, str]:
        return head_of(self.db)

    @_clearly
    def upto(self, moment: datetime) -> int:
        """The number of the last entry that was recorded by ``moment`` (aware); 0 where none was."""
        row = self.db.execute(
            "SELECT number FROM entries WHERE recorded <= ? ORDER BY recorded DESC, number DESC LIMIT 1", (stamped(moment),)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def entries(self, *, upto: int | None = None) -> Iterator[Entry]:
        """All entries in order; the payload is ``None`` where it was erased, or sealed from this reader."""
        with said_clearly(self.path):
            rows = self.db.execute(
                "SELECT e.number, recorded, by, kind, payload_digest, previous, digest, state, body FROM entries e"
                " LEFT JOIN payloads p USING (number) WHERE e.number <= ? ORDER BY e.number",
                (self._head()[0] if upto is None else upto,),
            )
            for number, recorded, by, kind, hidden, previous, digest, state, body in rows:
                readable = body is not None and (state == "open" or self._sealed)
                yield Entry(
                    number=number,
                    recorded=datetime.fromisoformat(recorded),
                    by=by,
                    kind=kind,
                    payload=decode(kind, body) if readable else None,
                    payload_digest=hidden,
                    previous=previous,
                    digest=digest,
                )

    @_clearly
    def payload(self, number: int) -> Payload | None:
        """The payload of an entry; ``None`` where it was erased, or sealed from this reader."""
        return next(payloads(self.db, [number], self._sealed), None)

    @_clearly
    def withheld(self, report: str) -> str | None:
        """``"sealed"`` or ``"erased"`` where a report is so by decision: it is not to be read in again. Else ``None``."""
        return protect.withheld(self.db, report)

    @_clearly
    def reading(self, report: str) -> Reading | None:
        """The reading of a report that is in force."""
        row = self.db.execute("SELECT max(entry) FROM readings WHERE report = ?", (plain(report),)).fetchone()
        return None if row[0] is None else cast("Reading | None", self.payload(row[0]))

    @_clearly
    def readings_of(self, report: str) -> tuple[Reading, ...]:
        """All readings of a report, earliest first."""
        rows = self.db.execute("SELECT entry FROM readings WHERE report = ? ORDER BY entry", (plain(report),)).fetchall()
        return cast("tuple[Reading, ...]", tuple(payloads(self.db, [n for (n,) in rows], self._sealed)))

    def readings(self) -> Iterator[Reading]:
        """Readings in force, in order of their reports' first reading."""
        with said_clearly(self.path):
            rows = self.db.execute(
                "SELECT max(entry), min(entry) AS first FROM readings GROUP BY report ORDER BY first"
            ).fetchall()
            yield from cast("Iterator[Reading]", payloads(self.db, [n for n, _ in rows], self._sealed))

    @_clearly
    def versions(self, url: str, *, upto: int | None = None) -> tuple[Report, ...]:
        """The versions of the report at an address, in the order in which they were first read; none withheld."""
        rows = self.db.execute(
            "SELECT report FROM readings WHERE address = ?1 AND (?2 IS NULL OR entry <= ?2) GROUP BY report ORDER BY min(entry)",
            (address_id(url), upto),
        )
        readings = (self.reading(r) for (r,) in rows.fetchall())
        return tuple(r.report for r in readings if r is not None and r.report.url == url)

    @_clearly
    def visits(self, url: str | None = None, *, upto: int | None = None) -> tuple[Visit, ...]:
        """What came of asking an address, or any, in order."""
        own = "address = ?1 AND" if url is not None else ""  # by the index of addresses, where there is one
        rows = self.db.execute(
            f"SELECT entry FROM visits WHERE {own} (?2 IS NULL OR entry <= ?2) ORDER BY entry",
            (None if url is None else address_id(url), upto),
        )
        return cast("tuple[Visit, ...]", tuple(payloads(self.db, [n for (n,) in rows.fetchall()], self._sealed)))

    @_clearly
    def revisited(self, urls: Iterable[str], *, upto: int) -> tuple[str, ...]:
        """Those of some addresses that were read in more than one version, or that brought more than one thing on record."""
        asked = list(urls)
        rows = self.db.execute(
            "SELECT j.key FROM json_each(?1) j WHERE"
            " (SELECT count(DISTINCT report) FROM readings WHERE address = j.value AND entry <= ?2) > 1"
            " OR (SELECT count(*) FROM visits WHERE address = j.value AND entry <= ?2) > 1 ORDER BY j.key",
            (json.dumps([address_id(u) for u in asked]), upto),
        )
        return tuple(asked[n] for (n,) in rows.fetchall())

    @_clearly
    def claim(self, claim: str) -> Claim | None:
        """A claim of a reading in force, by its id."""
        row = self.db.execute("SELECT report FROM claims WHERE claim = ? ORDER BY entry DESC LIMIT 1", (plain(claim),)).fetchone()
        reading = None if row is None else self.reading(row[0])
        return None if reading is None else next((c for c in reading.claims if c.id == claim), None)

    @_clearly
    def ids(self, beginning: str) -> tuple[str, ...]:
        """The ids of claims and reports that begin so."""
        rows = self.db.execute(
            "SELECT DISTINCT claim FROM claims WHERE claim >= :a AND claim < :b UNION"
            " SELECT DISTINCT report FROM readings WHERE report >= :a AND report < :b ORDER BY 1 LIMIT 50",
            {"a": plain(beginning), "b": plain(beginning) + "~"},
        )
        return tuple(i for (i,) in rows)

    @_clearly
    def story_of(self, claim: str) -> str | None:
        """The story that a claim is filed under, or was put under by a person."""
        row = self.db.execute(
            "SELECT story, (SELECT report FROM claims c WHERE c.claim = r.claim LIMIT 1) FROM resolutions r"
            " WHERE claim = ? ORDER BY entry DESC LIMIT 1",
            (plain(claim),),
        ).fetchone()
        return None if row is None else self._placing().story(row[0], claim, row[1])

    @_clearly
    def resolution(self, claim: str) -> Resolution | None:
        """What the wordings of a claim stand for, by the rules, and which story it was filed under."""
        row = self.db.execute("SELECT max(entry) FROM resolutions WHERE claim = ?", (plain(claim),)).fetchone()
        found = next(payloads(self.db, [row[0]], self._sealed), None) if row[0] is not None else None
        return found if isinstance(found, Resolution) else None

    def _placing(self) -> decided.Placing:
        head = self._head()[0]
        if self._placed is None or self._placed[0] != head:
            self._placed = head, decided.placed(self.db, head, sealed=self._sealed)
        return self._placed[1]

    @_clearly
    def stories(self) -> tuple[Story, ...]:
        """Stories as they are now known, in order of their ids; those merged into another are left out."""
        rows = self.db.execute("SELECT id, max(entry) FROM stories GROUP BY id ORDER BY id").fetchall()
        judged = decided.about(self.db, [i for i, _ in rows], self._head()[0], sealed=self._sealed)
        into = decided.placing(judged).into
        told = payloads(self.db, [n for i, n in rows if i not in into], self._sealed)
        return tuple(with_settings(s, judged) for s in told if isinstance(s, Story))

    @_clearly
    def story(self, story: str) -> Story | None:
        """A story as it is now known; ``None`` where there is none of that id."""
        last = self.db.execute("SELECT max(entry) FROM stories WHERE id = ?", (plain(story),)).fetchone()[0]
        told = next(payloads(self.db, [last], self._sealed), None) if last is not None else None
        return (
            with_settings(told, decided.about(self.db, [story], last, sealed=self._sealed)) if isinstance(told, Story) else None
        )

    @_clearly
    def lives_in(self, story: str) -> str:
        """The story that a merged one lives on in; its own id where it was not merged."""
        return self._placing().end(story)

    @_clearly
    def touched(self, since: int) -> frozenset[str] | None:
        """Stories that entries after ``since`` touched; ``None`` for all of them."""
        rows = self.db.execute("SELECT number FROM entries WHERE number > ? AND kind = 'decision'", (since,)).fetchall()
        found = {n: x for (n,) in rows if isinstance(x := next(payloads(self.db, [n], True), None), Decision)}
        for undone in [int(x.value) for x in found.values() if x.act is Act.UNDO and x.value is not None]:
            decision = next(payloads(self.db, [undone], True), None)
            if isinstance(decision, Decision):
                found[undone] = decision
        return touched(self.db, since, found)

    @_clearly
    def digest(self, number: int) -> str:
        """The digest of an entry; empty where there is none."""
        row = self.db.execute("SELECT digest FROM entries WHERE number = ?", (number,)).fetchone()
        return "" if row is None else str(row[0])

    def memory(self, version: str) -> Memory:
        """What filing remembers of this ledger's stories."""
        return Memory(self.path, version)

    @_clearly
    def story_ids(self) -> frozenset[str]:
        """Every id that a story ever had, those merged into another among them: none is given again."""
        return frozenset(i for (i,) in self.db.execute("SELECT DISTINCT id FROM stories"))

    @_clearly
    def decisions(self, *, upto: int | None = None) -> tuple[Decided, ...]:
        """All judgements of people, oldest first, undone ones too; sealing and erasing stand in `entries`."""
        return decided.every(self.db, self._head()[0] if upto is None else upto, sealed=self._sealed)

    @_clearly
    def decisions_of(self, book: Book, *, upto: int) -> tuple[Decided, ...]:
        """The judgements on a book that has stood unchanged but for them, up to an entry."""
        return of_story(book, decided.about(self.db, within(book), upto, sealed=self._sealed))

    @_clearly
    def book(self, story: str, *, upto: int | None = None) -> Book:
        """All of one story: readings in force, resolutions and links in force, up to an entry. Raises `UsageError`."""
        last = self._head()[0]
        return book_of(self.db, plain(story), last if upto is None else min(upto, last), sealed=self._sealed)

    @_clearly
    def rebuild(self) -> str:
        """Makes the indexes anew from the entries alone; what was done, in words."""
        with self._writing():
            before = indexes.prints(self.db)
            indexes.rebuild(self.db)
            same = indexes.prints(self.db) == before
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
        """Erases a report (or the report of a claim): its words, what was made of them, and its evidence, for good.

        Bytes that another report was read from too are kept for it.
        """
        try:
            return self._decide("erase", subject, reason, by, recorded)
        finally:  # also where it was erased already: the disk may have been full then
            with suppress(LedgerLocked):  # the next to open it ends what was begun
                self.settle()
            forget(self.path)  # what filing remembers is made anew, without what was erased
            self._wipe()

    @_clearly
    def _decide(self, act: str, subject: str, reason: str, by: str, recorded: datetime) -> Entry:
        with self._writing():
            report = protect.report_of(self.db, subject)
            numbers = protect.numbers_of(self.db, report)
            raws = protect.evidence_of(self.db, numbers)
            decision = Decision(act=Act(act), subject=report, reason=reason, value=",".join(map(str, numbers)))
            entry = write(self.db, decision, by, recorded, self._head())
            protect.carry_out(self.db, entry.number, act, numbers)
            if act == "erase":
                evidence.set_apart(self.folder, [r for r in raws if not protect.named(self.db, r)])
        return entry

    @_clearly
    def settle(self) -> None:
        """Ends an erasure that was cut off: with its decision on disk, the evidence goes; without, it comes back."""
        if not evidence.apart(self.folder):
            return
        with self._writing():
            evidence.settle(self.folder, lambda raw: protect.named(self.db, raw))
        self._wipe()

    def _wipe(self) -> None:
        """Writes the log into the file and empties it; where a reader holds it, the last to close the ledger does so."""
        with said_clearly(self.path):
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
