"""The chain, walked from the first entry: each follows the one before, each payload is what its digest says or was erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from tollbook.ledger import lean
from tollbook.ledger.codec import decode, encode, entry_digest, payload_digest
from tollbook.ledger.decided import PROTECTING
from tollbook.ledger.findings import Finding, shown
from tollbook.ledger.indexes import Prints, add, rows_of
from tollbook.ledger.schema import INDEX_TABLES, SALT
from tollbook.model import Decision, Payload

FIRST, LAST = -(2**63), 2**63 - 1  # the numbers that an entry can have


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What was decided of one entry, by whom and why."""

    act: str
    entry: int
    by: str
    reason: str

    def said(self) -> str:
        """In words, for a finding."""
        return f"by decision of entry {self.entry} ({self.by}: {self.reason})"


@dataclass(slots=True, kw_only=True)
class Walk:
    """What was seen on the way: the index rows that the entries make, the evidence that they name, the last entry."""

    indexes: Prints = field(default_factory=lambda: dict.fromkeys(INDEX_TABLES, (0, 0)))
    evidence: dict[str, str] = field(default_factory=dict)  # digest -> report or address
    last: tuple[int, str] = (0, "")
    foreign: int = 0  # payloads that this version's codec would write otherwise


def entries(db: sqlite3.Connection, walk: Walk) -> Iterator[Finding]:
    """All that is wrong with entries, payloads and decisions."""
    acts: dict[int, list[Act]] = {}
    yield from decisions(db, acts)
    yield from stretch(db, walk, acts, FIRST, LAST)
    yield from beside(db, walk)


def stretch(db: sqlite3.Connection, walk: Walk, acts: dict[int, list[Act]], after: int, upto: int) -> Iterator[Finding]:
    """All that is wrong with entries after one number and up to another, and with their payloads."""
    previous, expected = "", 1
    if after != FIRST:
        row = db.execute("SELECT digest FROM entries WHERE number = ?", (after,)).fetchone()
        previous, expected = "" if row is None else row[0], after + 1
    query = (
        "SELECT e.number, recorded, by, kind, subject, payload_digest, previous, digest, state, salt, body FROM entries e"
        " LEFT JOIN payloads p USING (number) WHERE e.number > ? AND e.number <= ? ORDER BY e.number"
    )
    for number, recorded, by, kind, subject, hidden, before, digest, state, salt, body in db.execute(query, (after, upto)):
        follows = before == previous and _follows(digest, number, recorded, by, kind, subject, hidden, before)
        open_ = state == "open" and number not in acts and _whole(hidden, salt, body)
        fault = _read(number, kind, body, walk) if body is not None else ""
        if not (follows and open_ and number == expected and not fault):
            place = f"entry {number} ({shown(kind)} {shown(subject)})"
            if number != expected:
                yield Finding(place=place, what=f"comes after entry {expected - 1}: those between are missing")
            if not follows:
                yield Finding(place=place, what="is not what was recorded: its digest does not follow")
            yield from _payload(place, hidden, state, salt, body, acts.get(number, []), fault)
        previous, expected = digest, number + 1
        walk.last = (number, digest)


def beside(db: sqlite3.Connection, walk: Walk) -> Iterator[Finding]:
    """Payloads of no entry, and those that were written otherwise."""
    for (number,) in db.execute("SELECT number FROM payloads WHERE number NOT IN (SELECT number FROM entries)"):
        yield Finding(place=f"payload {number}", what="belongs to no entry")
    if walk.foreign:
        yield Finding(place="payloads", what=f"{walk.foreign} were written by another version of Tollbook", damage=False)


def _follows(digest: str, number: int, recorded: str, by: str, kind: str, subject: str, hidden: str, before: str) -> bool:
    try:
        return digest == entry_digest(number, recorded, by, kind, subject, hidden, before)
    except (TypeError, ValueError):  # no text any more
        return False


def _payload(
    place: str, hidden: str, state: str, salt: bytes, body: bytes | None, told: list[Act], fault: str
) -> Iterator[Finding]:
    if body is None:
        yield _gone(place, told)
        return
    yield from _there(place, hidden, state, salt, body, told)
    if fault and _whole(hidden, salt, body):  # else that was said
        yield Finding(place=place, what=f"its payload cannot be read by this version: {fault}")


def _gone(place: str, told: list[Act]) -> Finding:
    for act in told:
        if act.act == "erase":
            return Finding(place=place, what=f"erased {act.said()}", damage=False)
    return Finding(place=place, what="its payload is missing, and no decision erased it")


def _there(place: str, hidden: str, state: str, salt: bytes, body: bytes, told: list[Act]) -> Iterator[Finding]:
    if not _whole(hidden, salt, body):
        yield Finding(place=place, what="its payload is not what was recorded")
    want = "sealed" if told and told[-1].act == "seal" else "open"
    if any(a.act == "erase" for a in told):
        yield Finding(place=place, what="was to be erased by decision, and is still there")
    elif state != want:
        yield Finding(place=place, what=f"is {shown(state)}, while the decisions make it {want}")
    elif state == "sealed":
        yield Finding(place=place, what=f"sealed {told[-1].said()}", damage=False)


def _whole(hidden: str, salt: bytes, body: bytes | None) -> bool:
    if not isinstance(salt, bytes) or not isinstance(body, bytes):
        return False  # a changed byte can make text of it
    return len(salt) == SALT and payload_digest(salt, body) == hidden


def _read(number: int, kind: str, body: bytes, walk: Walk) -> str:
    """What the payload makes: index rows, evidence that it names. Why it cannot be read, or nothing."""
    try:
        payload = lean.decode(kind, body)
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
        return str(error) or type(error).__name__
    for table, rows in rows_of(number, kind, payload):
        add(walk.indexes, table, rows)
    if encode(payload) != body:
        walk.foreign += 1
    if kind == "reading":
        walk.evidence.setdefault(payload.report.raw, payload.report.id)
    elif kind == "visit":
        walk.evidence.setdefault(payload.raw, payload.address)
    return ""


def decisions(db: sqlite3.Connection, acts: dict[int, list[Act]]) -> Iterator[Finding]:
    """Fills ``acts`` with what the table of decisions says, which is what the decision entries say, neither more nor less."""
    want: set[tuple[int, str, int]] = set()
    said: dict[int, tuple[str, str]] = {}
    query = "SELECT e.number, e.by, p.body FROM entries e JOIN payloads p USING (number) WHERE e.kind = 'decision'"
    for entry, by, body in db.execute(query):
        decision = _decision(body)
        if decision is not None and decision.act in PROTECTING:
            said[entry] = (shown(by), shown(decision.reason))
            want |= {(entry, decision.act, int(n)) for n in (decision.value or "").split(",") if n.isdecimal()}
    got = set(db.execute("SELECT entry, act, number FROM decisions").fetchall())
    for entry, act, number in sorted(want ^ got, key=repr):
        state = "is missing from" if (entry, act, number) in want else "was never decided, and stands in"
        yield Finding(place=f"decision {entry}", what=f"to {act} entry {number} {state} the table of decisions")
    for entry, act, number in sorted(want & got):
        by, reason = said[entry]
        acts.setdefault(number, []).append(Act(act=act, entry=entry, by=by, reason=reason))


def _decision(body: bytes) -> Decision | None:
    try:
        payload: Payload = decode("decision", body)
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError):
        return None  # said by the chain
    return payload if isinstance(payload, Decision) else None
