"""Is what is stored what was recorded? Every byte of content and schema, the chain, the evidence, and the tail."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.errors import LedgerMissing, LedgerNewer, LedgerOlder
from tollbook.ledger import evidence
from tollbook.ledger.chain import Walk, entries
from tollbook.ledger.codec import plain
from tollbook.ledger.findings import Finding, shown
from tollbook.ledger.indexes import prints
from tollbook.ledger.log import fault_of
from tollbook.ledger.open import connect, identity, roomy
from tollbook.ledger.schema import APPLICATION_ID, FORMAT, INDEXES, RECORD, TIMES, TRIGGERS, run

if TYPE_CHECKING:
    from tollbook.ledger.spread import Spread

PROVES = (
    "This proves that the entries, and the bytes that they name, are those that were recorded, in this order.",
    "It does not prove that what was recorded is true, nor when it was: the clock is that of the machine that recorded it.",
)
UNPROVEN = (
    "Nor, without --head, that no one replaced the whole file or cut off its end: keep the head somewhere else,"
    " and give it as --head the next time."
)

Step = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What `verify_ledger` found. ``entries`` is the number of the last one, ``head`` its digest."""

    entries: int
    head: str
    findings: tuple[Finding, ...]
    head_given: bool = False

    @property
    def sound(self) -> bool:
        """No damage."""
        return not any(f.damage for f in self.findings)

    def lines(self) -> tuple[str, ...]:
        """The findings in words, and what they prove."""
        told = [f"{'DAMAGE' if f.damage else 'note'}: {f.place}: {f.what}" for f in self.findings]
        state = f"{self.entries} entries, head {self.head or 'none'}: {'sound' if self.sound else 'DAMAGED'}."
        proves = PROVES if self.sound else ()
        return (*told, state, *proves, *(() if self.head_given else (UNPROVEN,)))


def verify_ledger(path: Path, *, head: str | None = None, workers: int = 1) -> Verification:
    """Checks the ledger at ``path`` and its evidence. ``head``: a digest kept elsewhere, which must be one of its entries'.

    ``workers`` processes share the work; a script that asks for more than one guards its own start, as `multiprocessing` has
    it. Raises `LedgerMissing`; `LedgerNewer` or `LedgerOlder` where the tables are those of another format.
    """
    if not path.exists():
        raise LedgerMissing(str(path))
    found = _verified(path, head, workers)
    return found if found.sound or workers < 2 else _verified(path, head, 1)  # what is wrong is said of one moment


def _verified(path: Path, head: str | None, workers: int) -> Verification:
    findings: list[Finding] = []
    walk = Walk()
    _attempt(findings, path, lambda: _log(path))
    try:
        db = connect(path, readonly=True)
    except sqlite3.Error as error:
        findings.append(Finding(place=str(path), what=f"cannot be opened: {error}"))
    else:
        spread = _spread(path, workers) if workers > 1 else None
        try:
            for step in _steps(db, path, walk, head, spread):
                _attempt(findings, path, step)
        finally:
            db.close()
            if spread is not None:
                spread.close()
    number, digest = walk.last
    return Verification(entries=number, head=digest, findings=tuple(findings), head_given=head is not None)


def _spread(path: Path, workers: int) -> Spread:
    from tollbook.ledger.spread import Spread  # loaded by those who ask for it: every command pays for what all load

    return Spread(path, workers)


def _steps(db: sqlite3.Connection, path: Path, walk: Walk, head: str | None, spread: Spread | None) -> tuple[Step, ...]:
    """The checks, in their order: what reads the file as a whole comes first, or beside what others read of it."""
    if spread is not None:
        return (
            lambda: _moment(db),
            lambda: _format(db, path),
            lambda: _schema(db),
            lambda: spread.begin(db),
            lambda: _database(db, path),
            lambda: spread.end(db, walk),
            lambda: _evidence(walk, evidence.folder_of(path)),
            lambda: _tail(db, head),
        )
    return (
        lambda: _moment(db),
        lambda: _format(db, path),
        lambda: _schema(db),
        lambda: _database(db, path),
        lambda: entries(db, walk),
        lambda: _indexes(db, walk),
        lambda: _evidence(walk, evidence.folder_of(path)),
        lambda: _tail(db, head),
    )


def _attempt(findings: list[Finding], path: Path, step: Step) -> None:
    """Takes what a check finds; a file so damaged that the check cannot go on is itself a finding."""
    try:
        for finding in step():
            findings.append(finding)
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:
        findings.append(Finding(place=path.name, what=f"cannot be read on: {plain(str(error))}"))


def _log(path: Path) -> Iterator[Finding]:
    fault = fault_of(path)
    if fault is None:
        return
    place = f"{path.name}-wal, frame {fault.frame}" if fault.frame else f"{path.name}-wal"
    if fault.lost:
        yield Finding(place=place, what="does not check, and what was committed after it is not read")
    else:
        what = "its last frame does not check: a write that was cut off, or a changed byte; only --head tells which"
        yield Finding(place=place, what=what, damage=False)


def _format(db: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Our file, with other tables and another number: made by another Tollbook. With our tables: the number was changed."""
    application, found = identity(db)
    if application == APPLICATION_ID and found != FORMAT and _objects(db) != _wanted():
        raise (LedgerNewer if found > FORMAT else LedgerOlder)(str(path), found, FORMAT)
    for what, value, want in (("application_id", application, APPLICATION_ID), ("user_version", found, FORMAT)):
        if value != want:
            yield Finding(place=what, what=f"is {value}, not {want}")
    mode = db.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        yield Finding(place="journal_mode", what=f"is {mode}, not wal; the next command that writes sets it", damage=False)


def _moment(db: sqlite3.Connection) -> tuple[Finding, ...]:
    """From here on, one moment of the file is seen, whoever writes beside."""
    roomy(db)
    db.execute("BEGIN")
    return ()


def _schema(db: sqlite3.Connection) -> Iterator[Finding]:
    want, got = _wanted(), _objects(db)
    for kind, name in sorted({x[:2] for x in want ^ got}):
        mine, there = ([x for x in s if x[:2] == (kind, name)] for s in (want, got))
        yield Finding(place=f"{kind} {name}", what="is missing" if not there else "was added" if not mine else "was changed")


def _objects(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    """All objects of the schema, each with how often it stands there."""
    query = "SELECT type, name, tbl_name, sql, count(*) FROM sqlite_master GROUP BY type, name, tbl_name, sql"
    return {tuple(shown(x) for x in row) for row in db.execute(query)}


def _wanted() -> set[tuple[str, ...]]:
    model = sqlite3.connect(":memory:")
    run(model, RECORD, TRIGGERS, INDEXES, TIMES)
    want = _objects(model)
    model.close()
    return want


def _database(db: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    if path.stat().st_size % int(db.execute("PRAGMA page_size").fetchone()[0]):
        yield Finding(place=path.name, what="ends in the middle of a page: its end was cut off, or something was added")
    for (line,) in db.execute("PRAGMA integrity_check(10)").fetchall():
        if line != "ok":
            yield Finding(place="database", what=line)


def _indexes(db: sqlite3.Connection, walk: Walk) -> Iterator[Finding]:
    got = prints(db)
    for table, want in walk.indexes.items():
        if want != got[table]:
            yield Finding(place=f"index {table}", what="is not what the entries make; `tollbook doctor --rebuild` mends it")


def _evidence(walk: Walk, folder: Path) -> Iterator[Finding]:
    """The bytes of each reading and visit are there and are those; files that none names are said."""
    there = dict(evidence.digests(folder))
    for digest, report in walk.evidence.items():
        if digest not in there:
            yield Finding(place=f"evidence of {plain(report)}", what=f"{digest} is missing")
        elif evidence.digest_of(there[digest]) != digest:
            yield Finding(place=f"evidence of {plain(report)}", what=f"{digest} is not what was acquired")
    for digest in sorted(there.keys() - walk.evidence.keys()):
        what = "belongs to no reading (a run that was cut off, or a report with no text)"
        yield Finding(place=f"evidence {plain(digest)}", what=what, damage=False)
    for digest in evidence.apart(folder):
        yield Finding(place=f"evidence {plain(digest)}", what="an erasure was cut off; the next command that writes ends it")


def _tail(db: sqlite3.Connection, head: str | None) -> Iterator[Finding]:
    if head is None:
        return
    row = db.execute("SELECT number FROM entries WHERE digest = ?", (plain(head.strip()),)).fetchone()
    if row is None:
        yield Finding(place="head", what=f"no entry has the digest {head}: the end was cut off, or the file is another one")
    else:
        yield Finding(place="head", what=f"entry {row[0]} has the digest given: all up to it is there", damage=False)
