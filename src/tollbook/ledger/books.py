"""A story's book, as it stood after any entry. Every look-up is by an index: a book costs what its story is, not its ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import cast

from tollbook.errors import UsageError
from tollbook.ledger.codec import decode
from tollbook.model import Book, Claim, Link, Payload, Reading, Relation, Report, Resolution, Story


def book_of(db: sqlite3.Connection, story: str, upto: int, *, sealed: bool) -> Book:
    """All that entries up to ``upto`` hold of ``story``; what was erased, or sealed from this reader, is left out."""
    row = db.execute("SELECT max(entry) FROM stories WHERE id = ? AND entry <= ?", (story, upto)).fetchone()
    if row[0] is None:
        raise UsageError(f"There is no story {story!r} in this ledger.", "`tollbook stories` lists them.")
    told = cast(Story, next(payloads(db, [row[0]], sealed)))
    resolutions = {r.claim: r for r in _resolutions(db, story, upto, sealed)}
    reports: dict[str, Report] = {}
    claims: list[Claim] = []
    for reading in _readings(db, resolutions, upto, sealed):
        mine = [c for c in reading.claims if c.id in resolutions]
        if mine:
            reports[reading.report.id] = reading.report
            claims += mine
    kept = {c.id for c in claims}
    links = tuple(_links(db, kept | reports.keys(), upto, sealed))
    rejected = {x.subject for x in links if x.relation is Relation.REJECTED and x.holds}
    return Book(
        story=told,
        reports=reports,
        claims=tuple(c for c in claims if c.id not in rejected),
        resolutions={k: r for k, r in resolutions.items() if k in kept},
        links=links,
        upto=upto,
    )


def _resolutions(db: sqlite3.Connection, story: str, upto: int, sealed: bool) -> Iterator[Resolution]:
    """The latest resolution of each claim that was ever filed under ``story``, where it still files it there."""
    rows = db.execute(
        "SELECT r.claim, max(r.entry) AS last, r.story FROM"  # with max(), SQLite takes ``story`` from that row
        " (SELECT DISTINCT claim FROM resolutions WHERE story = :story AND entry <= :upto) mine"
        " CROSS JOIN resolutions r ON r.claim = mine.claim WHERE r.entry <= :upto GROUP BY r.claim ORDER BY last",
        {"story": story, "upto": upto},
    ).fetchall()
    return cast("Iterator[Resolution]", payloads(db, [last for _, last, filed in rows if filed == story], sealed))


def _readings(db: sqlite3.Connection, claims: Iterable[str], upto: int, sealed: bool) -> Iterator[Reading]:
    """Readings in force at ``upto`` of the reports that hold ``claims``, in order of their first reading."""
    rows = db.execute(
        "SELECT r.report, max(r.entry), min(r.entry) AS first FROM"
        " (SELECT DISTINCT c.report FROM json_each(:claims) j"
        " CROSS JOIN claims c ON c.claim = j.value WHERE c.entry <= :upto) mine"
        " CROSS JOIN readings r ON r.report = mine.report WHERE r.entry <= :upto GROUP BY r.report ORDER BY first",
        {"claims": json.dumps(sorted(claims)), "upto": upto},
    ).fetchall()
    return cast("Iterator[Reading]", payloads(db, [last for _, last, _ in rows], sealed))


def _links(db: sqlite3.Connection, subjects: set[str], upto: int, sealed: bool) -> Iterator[Link]:
    """Links in force at ``upto`` whose subject is one of ``subjects``, in order of their entries."""
    rows = db.execute(
        "SELECT max(l.entry) AS last FROM json_each(:subjects) j CROSS JOIN links l ON l.subject = j.value"
        " WHERE l.entry <= :upto GROUP BY l.subject, l.relation, l.object ORDER BY last",
        {"subjects": json.dumps(sorted(subjects)), "upto": upto},
    ).fetchall()
    return cast("Iterator[Link]", payloads(db, [last for (last,) in rows], sealed))


def payloads(db: sqlite3.Connection, numbers: Iterable[int], sealed: bool) -> Iterator[Payload]:
    """Payloads of entries, in the order given; what was erased, or sealed from this reader, is left out."""
    for number in numbers:
        row = db.execute(
            "SELECT e.kind, p.state, p.body FROM entries e JOIN payloads p USING (number) WHERE e.number = ?", (number,)
        ).fetchone()
        if row is not None and (row[1] == "open" or sealed):
            yield decode(row[0], row[2])
