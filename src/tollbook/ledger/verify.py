"""Is what is stored what was recorded? Every byte of content and schema, the chain, the evidence, and the tail."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tollbook.ledger import evidence, indexes
from tollbook.ledger.codec import decode, encode, entry_digest, payload_digest
from tollbook.ledger.open import connect, statements
from tollbook.ledger.schema import APPLICATION_ID, FORMAT, INDEXES, RECORD
from tollbook.model import Decision, Reading

PROVES = (
    "This proves that the entries, and the bytes that they name, are those that were recorded in this order.",
    "It does not prove that what was recorded is true, nor, without --head, that no one replaced the whole file or cut off its end.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``damage`` is false for what was done by decision, or is only worth saying."""

    place: str
    what: str
    damage: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What `verify_ledger` found."""

    entries: int
    head: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """No damage."""
        return not any(f.damage for f in self.findings)

    def lines(self) -> tuple[str, ...]:
        """The findings in words, and what they prove."""
        told = [f"{'DAMAGE' if f.damage else 'note'}: {f.place}: {f.what}" for f in self.findings]
        state = "sound" if self.sound else "DAMAGED"
        return (*told, f"{self.entries} entries, head {self.head or 'none'}: {state}.", *PROVES)


def verify_ledger(path: Path, *, head: str | None = None) -> Verification:
    """Checks the ledger at ``path`` and its evidence. ``head``: a digest kept elsewhere, which must be one of its entries'."""
    try:
        db = connect(path, readonly=True)
    except sqlite3.Error as error:
        return Verification(entries=0, head="", findings=(Finding(place=str(path), what=f"cannot be opened: {error}"),))
    try:
        findings: list[Finding] = []
        try:
            findings += _schema(db)
            findings += _database(db)
            findings += _chain(db)
            findings += _indexes(db)
            findings += _evidence(db, evidence.folder_of(path))
            findings += _tail(db, head)
            number, digest = db.execute("SELECT number, digest FROM entries ORDER BY number DESC LIMIT 1").fetchone() or (0, "")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            findings.append(Finding(place=str(path), what=f"cannot be read: {error}"))
            number, digest = 0, ""
        return Verification(entries=number, head=digest, findings=tuple(findings))
    finally:
        db.close()


def _schema(db: sqlite3.Connection) -> Iterator[Finding]:
    model = sqlite3.connect(":memory:")
    for statement in statements(RECORD + INDEXES):
        model.execute(statement)
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master"
    want, got = set(model.execute(query).fetchall()), set(db.execute(query).fetchall())
    model.close()
    for kind, name, *_ in sorted(want ^ got, key=repr):
        yield Finding(place=f"{kind} {name}", what="is missing, added or changed")
    for pragma, value in (("application_id", APPLICATION_ID), ("user_version", FORMAT)):
        found = db.execute(f"PRAGMA {pragma}").fetchone()[0]
        if found != value:
            yield Finding(place=pragma, what=f"is {found}, not {value}")


def _database(db: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA integrity_check(10)").fetchall():
        if line != "ok":
            yield Finding(place="database", what=line)


def _chain(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every entry follows the one before; every payload is what its digest says, or was erased by decision."""
    decided = _decisions(db)
    yield from _record_of_decisions(db)
    previous, expected = "", 1
    rows = db.execute(
        "SELECT e.number, recorded, by, kind, subject, payload_digest, previous, digest, state, salt, body FROM entries e"
        " LEFT JOIN payloads p USING (number) ORDER BY e.number"
    )
    for number, recorded, by, kind, subject, hidden, before, digest, state, salt, body in rows:
        place = f"entry {number} ({kind} {subject})"
        if number != expected:
            yield Finding(place=place, what=f"entries {expected} to {number - 1} are missing")
        if before != previous or digest != entry_digest(number, recorded, by, kind, subject, hidden, before):
            yield Finding(place=place, what="is not what was recorded: its digest does not follow")
        yield from _payload(place, hidden, state, salt, body, kind, decided.get(number, ()))
        previous, expected = digest, number + 1
    for (number,) in db.execute("SELECT number FROM payloads WHERE number NOT IN (SELECT number FROM entries)"):
        yield Finding(place=f"payload {number}", what="belongs to no entry")


def _payload(
    place: str, hidden: str, state: str | None, salt: bytes, body: bytes | None, kind: str, acts: tuple[str, ...]
) -> Iterator[Finding]:
    if body is None:
        if "erase" in acts:
            yield Finding(place=place, what="erased by decision", damage=False)
        else:
            yield Finding(place=place, what="its payload is missing, and no decision erased it")
        return
    if payload_digest(salt, body) != hidden:
        yield Finding(place=place, what="its payload is not what was recorded")
        return
    try:
        if encode(decode(kind, body)) != body:
            yield Finding(place=place, what="its payload was written by another version", damage=False)
    except (msgspec.MsgspecError, KeyError) as error:
        yield Finding(place=place, what=f"its payload cannot be decoded: {error}")
    want = "sealed" if acts and acts[-1] == "seal" else "open"
    if "erase" in acts:
        yield Finding(place=place, what="was to be erased by decision, and is still there")
    elif state != want:
        yield Finding(place=place, what=f"is {state}, while the decisions make it {want}")
    elif state == "sealed":
        yield Finding(place=place, what="sealed by decision", damage=False)


def _decisions(db: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    acts: dict[int, tuple[str, ...]] = {}
    for number, act in db.execute("SELECT number, act FROM decisions ORDER BY entry"):
        acts[number] = (*acts.get(number, ()), act)
    return acts


def _record_of_decisions(db: sqlite3.Connection) -> Iterator[Finding]:
    """The table of decisions says what the decision entries say, neither more nor less."""
    want = set()
    for number, body in db.execute(
        "SELECT e.number, p.body FROM entries e JOIN payloads p USING (number) WHERE e.kind = 'decision'"
    ):
        try:
            decision = decode("decision", body)
        except msgspec.MsgspecError:
            continue  # said by the chain
        if isinstance(decision, Decision) and decision.act in ("seal", "unseal", "erase"):
            want |= {(number, decision.act, int(n)) for n in (decision.value or "").split(",") if n}
    got = set(db.execute("SELECT entry, act, number FROM decisions").fetchall())
    for entry, act, number in sorted(want ^ got):
        yield Finding(place=f"decision {entry}", what=f"to {act} entry {number} is not what was recorded")


def _indexes(db: sqlite3.Connection) -> Iterator[Finding]:
    model = sqlite3.connect(":memory:")
    for statement in statements(INDEXES):
        model.execute(statement)
    rows = db.execute("SELECT e.number, e.kind, p.body FROM entries e JOIN payloads p USING (number) ORDER BY e.number")
    try:
        for number, kind, body in rows:
            indexes.index(model, number, decode(kind, body))
    except (msgspec.MsgspecError, KeyError, sqlite3.Error):
        return  # said by the chain
    want, got = indexes.rows(model), indexes.rows(db)
    for table in want:
        if want[table] != got[table]:
            yield Finding(place=f"index {table}", what="is not what the entries make; `tollbook doctor --rebuild` mends it")


def _evidence(db: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Each reading's bytes are there and are those; files that no reading names are said."""
    named: dict[str, str] = {}
    for body in db.execute(
        "SELECT p.body FROM entries e JOIN payloads p USING (number) WHERE e.kind = 'reading' ORDER BY e.number"
    ):
        try:
            reading = decode("reading", body[0])
        except msgspec.MsgspecError:
            continue  # said by the chain
        if isinstance(reading, Reading):
            named.setdefault(reading.report.raw, reading.report.id)
    there = dict(evidence.digests(folder))
    for digest, report in named.items():
        path = there.get(digest)
        if path is None:
            yield Finding(place=f"evidence of {report}", what=f"{digest} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield Finding(place=f"evidence of {report}", what=f"{path.name} is not what was acquired")
    for digest in sorted(there.keys() - named.keys()):
        yield Finding(
            place=f"evidence {digest}",
            what="belongs to no reading (a run that was cut off, or a report with no text)",
            damage=False,
        )


def _tail(db: sqlite3.Connection, head: str | None) -> Iterator[Finding]:
    if head is None:
        return
    row = db.execute("SELECT number FROM entries WHERE digest = ?", (head.strip(),)).fetchone()
    if row is None:
        yield Finding(place="head", what=f"no entry has the digest {head}: the end was cut off, or the file is another one")
    else:
        yield Finding(place="head", what=f"entry {row[0]} has the digest given: all up to it is there", damage=False)
