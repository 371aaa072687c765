"""A story's book, as it stood after any entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import cast

from tollbook.errors import UsageError
from tollbook.ledger.codec import decode
from tollbook.model import Book, Claim, Link, Payload, Reading, Relation, Report, Resolution, Story


def book_of(db: sqlite3.Connection, story: str, upto: int, *, sealed: bool) -> Book:
    """All that entries up to ``upto`` hold of ``story``."""
    row = db.execute("SELECT max(entry) FROM stories WHERE id = ? AND entry <= ?", (story, upto)).fetchone()
    if row[0] is None:
        raise UsageError(f"There is no story {story!r} in this ledger.", "`tollbook stories` lists them.")
    told = cast(Story, next(_payloads(db, [row[0]], sealed)))
    filed = _latest(
        db,
        "SELECT claim, max(entry) FROM resolutions WHERE entry <= :upto"
        " AND claim IN (SELECT claim FROM resolutions WHERE story = :story AND entry <= :upto) GROUP BY claim",
        story,
        upto,
    )
    resolutions = {r.claim: r for r in cast("Iterator[Resolution]", _payloads(db, filed.values(), sealed)) if r.story == story}
    reports: dict[str, Report] = {}
    claims: list[Claim] = []
    for reading in _readings(db, resolutions, upto, sealed):
        mine = [c for c in reading.claims if c.id in resolutions]
        if mine:
            reports[reading.report.id] = reading.report
            claims += mine
    kept = {c.id for c in claims}
    links = tuple(_links(db, kept | reports.keys(), upto, sealed))
    return Book(
        story=told,
        reports=reports,
        claims=tuple(c for c in claims if not _rejected(c.id, links)),
        resolutions={k: r for k, r in resolutions.items() if k in kept},
        links=links,
        upto=upto,
    )


def _rejected(claim: str, links: tuple[Link, ...]) -> bool:
    return any(x.subject == claim and x.relation is Relation.REJECTED and x.holds for x in links)


def _latest(db: sqlite3.Connection, query: str, story: str, upto: int) -> dict[str, int]:
    return dict(db.execute(query, {"story": story, "upto": upto}).fetchall())


def _readings(db: sqlite3.Connection, claims: Iterable[str], upto: int, sealed: bool) -> Iterator[Reading]:
    """Readings in force at ``upto`` of the reports that hold ``claims``, in order of their first reading."""
    wanted = set(claims)
    reports = {r for c, r in db.execute("SELECT DISTINCT claim, report FROM claims WHERE entry <= ?", (upto,)) if c in wanted}
    rows = db.execute(
        "SELECT report, max(entry), min(entry) FROM readings WHERE entry <= ? GROUP BY report ORDER BY 3", (upto,)
    ).fetchall()
    return cast("Iterator[Reading]", _payloads(db, [last for report, last, _ in rows if report in reports], sealed))


def _links(db: sqlite3.Connection, ids: set[str], upto: int, sealed: bool) -> Iterator[Link]:
    rows = db.execute(
        "SELECT subject, max(entry) FROM links WHERE entry <= ? GROUP BY subject, relation, object ORDER BY 2", (upto,)
    ).fetchall()
    return cast("Iterator[Link]", _payloads(db, [n for subject, n in rows if subject in ids], sealed))


def _payloads(db: sqlite3.Connection, numbers: Iterable[int], sealed: bool) -> Iterator[Payload]:
    """Payloads of entries, in the order given; what was erased or sealed is left out."""
    for number in numbers:
        row = db.execute(
            "SELECT e.kind, p.state, p.body FROM entries e JOIN payloads p USING (number) WHERE e.number = ?", (number,)
        ).fetchone()
        if row is not None and (row[1] == "open" or sealed):
            yield decode(row[0], row[2])
