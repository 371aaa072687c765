"""Sealing and erasing: a decision is recorded first, and names the entries whose payloads it restricts or removes."""

from __future__ import annotations

import sqlite3

from tollbook.errors import UsageError
from tollbook.ledger import indexes
from tollbook.ledger.codec import plain
from tollbook.ledger.decided import PROTECTING
from tollbook.model import Decision, Link, Payload, Reading, Resolution, Story, Visit

WITHHELD = {"seal": "sealed", "erase": "erased"}


def withheld(db: sqlite3.Connection, report: str) -> str | None:
    """``"sealed"`` or ``"erased"``, where the last decision about a report says so."""
    row = db.execute(
        "SELECT act FROM acts WHERE subject = ? AND act IN ('seal', 'unseal', 'erase') ORDER BY entry DESC LIMIT 1",
        (plain(report),),
    ).fetchone()
    return None if row is None else WITHHELD.get(row[0])


def report_of(db: sqlite3.Connection, subject: str) -> str:
    """The report that ``subject`` is, or that holds it as a claim. Raises `UsageError` where there is none."""
    found = _report(db, subject)
    if found is not None:
        return found
    if withheld(db, subject) == "erased":
        raise UsageError(f"Report {subject} was erased already.")
    raise UsageError(
        f"There is no report and no claim {subject} in this ledger.", "Take an id from `tollbook claims --format jsonl`."
    )


def _report(db: sqlite3.Connection, subject: str) -> str | None:
    if db.execute("SELECT 1 FROM readings WHERE report = ?", (plain(subject),)).fetchone():
        return subject
    row = db.execute("SELECT report FROM claims WHERE claim = ? LIMIT 1", (plain(subject),)).fetchone()
    return None if row is None else str(row[0])


def numbers_of(db: sqlite3.Connection, report: str) -> list[int]:
    """Entries that hold words of a report: its readings, resolutions, links and corrections of it and of its claims, and the
    visits that brought it, with those of the feeds that named it. What another report was read from too is not among them."""
    rows = db.execute(
        "WITH ids AS (SELECT DISTINCT claim AS id FROM claims WHERE report = :r UNION SELECT :r),"
        " own AS (SELECT raw FROM readings WHERE report = :r EXCEPT SELECT raw FROM readings WHERE report <> :r),"
        " brought AS (SELECT entry, listed FROM visits WHERE raw IN own)"
        " SELECT entry FROM readings WHERE report = :r UNION SELECT entry FROM resolutions WHERE claim IN ids"
        " UNION SELECT entry FROM links WHERE subject IN ids UNION SELECT entry FROM links WHERE object IN ids"
        " UNION SELECT entry FROM acts WHERE subject IN ids AND act IN ('accept', 'correct', 'reject')"
        " UNION SELECT entry FROM brought UNION SELECT entry FROM visits WHERE raw IN (SELECT listed FROM brought) ORDER BY 1",
        {"r": plain(report)},
    )
    return [n for (n,) in rows]


def evidence_of(db: sqlite3.Connection, numbers: list[int]) -> list[str]:
    """Digests of the bytes that entries name: those that were read, and those of the feeds that led to them."""
    found: set[str] = set()
    for n in numbers:
        found.update(
            r
            for (r,) in db.execute(
                "SELECT raw FROM readings WHERE entry = ?1 UNION SELECT raw FROM visits WHERE entry = ?1", (n,)
            )
        )
    return sorted(found)


def named(db: sqlite3.Connection, raw: str) -> bool:
    """A reading or a visit that was not erased names these bytes."""
    found = db.execute("SELECT 1 FROM readings WHERE raw = ?1 UNION ALL SELECT 1 FROM visits WHERE raw = ?1 LIMIT 1", (raw,))
    return found.fetchone() is not None


def shown(db: sqlite3.Connection, raw: str) -> bool:
    """The bytes are those of an open reading or visit, or of none."""
    naming = "SELECT entry FROM readings WHERE raw = ?1 UNION SELECT entry FROM visits WHERE raw = ?1"
    states = [s for (s,) in db.execute(f"SELECT state FROM payloads WHERE number IN ({naming})", (raw,))]
    return not states or "open" in states


def carry_out(db: sqlite3.Connection, entry: int, act: str, numbers: list[int]) -> None:
    """Does what decision ``entry`` says: the triggers let nobody do it without."""
    db.executemany("INSERT INTO decisions VALUES (?, ?, ?)", [(entry, n, act) for n in numbers])
    if act == "erase":
        db.executemany("DELETE FROM payloads WHERE number = ?", [(n,) for n in numbers])
        indexes.unindex(db, numbers)
    else:
        state = "sealed" if act == "seal" else "open"
        db.executemany("UPDATE payloads SET state = ? WHERE number = ?", [(state, n) for n in numbers])


def any_decided(db: sqlite3.Connection) -> bool:
    """Something was sealed or erased by decision, ever."""
    return db.execute("SELECT 1 FROM decisions LIMIT 1").fetchone() is not None


def permit(db: sqlite3.Connection, payload: Payload, *, guarded: bool = True) -> None:
    """Raises `UsageError` where ``payload`` would bring back what was withheld: a folder read again after an erasure.

    ``guarded`` is false where nothing was ever withheld: then there is nothing to look up.
    """
    if isinstance(payload, Decision) and payload.act in PROTECTING:
        raise UsageError(f"A decision to {payload.act} is not appended.", f"Call Ledger.{payload.act}, which carries it out too.")
    for report in _reports(db, payload) if guarded else ():
        if (state := withheld(db, report)) is not None:
            raise UsageError(f"Report {report} was {state} by decision; nothing more is recorded of it.", "Leave it out.")


def _reports(db: sqlite3.Connection, payload: Payload) -> set[str]:
    match payload:
        case Reading():
            return {payload.report.id}
        case Resolution():
            ids = {payload.claim}
        case Link():
            ids = {payload.subject, payload.object}
        case Visit():
            return set(payload.reports)
        case Decision():
            ids = {payload.subject, *payload.objects}
        case Story():
            ids = set()
    return {r for i in ids if (r := _report(db, i)) is not None}
