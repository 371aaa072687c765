"""A story's book, as it stood after any entry. Every look-up is by an index: a book costs what its story is, not its ledger."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from tollbook.errors import UsageError
from tollbook.ledger.codec import decode
from tollbook.ledger.decided import Placing, about, holding, placed
from tollbook.ledger.overlay import overlaid
from tollbook.model import (
    Act,
    Action,
    Book,
    Claim,
    Correction,
    Decided,
    Link,
    Payload,
    Reading,
    Relation,
    Report,
    Resolution,
    Story,
)

BATCH = 256  # payloads that are fetched at once
_STORED = (
    "SELECT p.number, e.kind, p.state, p.body FROM json_each(?) j CROSS JOIN payloads p ON p.number = j.value"
    " CROSS JOIN entries e ON e.number = p.number"
)

_ONE = "SELECT p.number, e.kind, p.state, p.body FROM payloads p CROSS JOIN entries e ON e.number = p.number WHERE p.number = ?"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would go through the many records of a large book, that hold no cycle, again and
    again while they are made."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


@_uncollected()
def book_of(db: sqlite3.Connection, story: str, upto: int, *, sealed: bool) -> Book:
    """All that entries up to ``upto`` hold of ``story``, as people's decisions leave it; what was erased, or sealed from
    this reader, is left out. A story that was merged into another is that one."""
    place = placed(db, upto, sealed=sealed)
    story = place.end(story)
    row = db.execute("SELECT max(entry) FROM stories WHERE id = ? AND entry <= ?", (story, upto)).fetchone()
    if row[0] is None:
        raise UsageError(f"There is no story {story!r} in this ledger.", "`tollbook stories` lists them.")
    told = cast(Story, next(payloads(db, [row[0]], sealed)))
    resolutions = {r.claim: r for r in _resolutions(db, story, place, upto, sealed)}
    reports: dict[str, Report] = {}
    claims: list[Claim] = []
    actions: list[Action] = []
    elsewhere: dict[str, tuple[str, ...]] = {}
    for reading in _readings(db, resolutions, upto, sealed):
        mine = [c for c in reading.claims if c.id in resolutions]
        if mine:
            reports[reading.report.id] = reading.report
            claims += mine
            others = _others(db, [c.id for c in reading.claims if c.id not in resolutions], place, upto, sealed)
            if others:
                elsewhere[reading.report.id] = tuple(sorted({s for s, _ in others.values()}))
            actions += _acts(reading.actions, [resolutions[c.id] for c in mine], [r for _, r in others.values()])
    acting: dict[str, Report] = {}
    for reading in _acting(db, story, place, reports, upto, sealed):
        acting[reading.report.id] = reading.report
        actions += reading.actions
    decisions = about(db, {story, *reports, *resolutions}, upto, sealed=sealed)
    claims += _kept_by_people(db, decisions, reports, claims, resolutions, upto, sealed)
    kept = {c.id for c in claims}
    links = tuple(_links(db, kept | reports.keys(), upto, sealed))
    rejected = {x.subject for x in links if x.relation is Relation.REJECTED and x.holds}
    book = Book(
        story=told,
        reports=reports,
        claims=tuple(c for c in claims if c.id not in rejected),
        resolutions={k: r for k, r in resolutions.items() if k in kept},
        links=links,
        upto=upto,
        as_read={c.id: c for c in claims if c.id in rejected},
        actions=tuple(actions),
        acting=acting,
        elsewhere=elsewhere,
    )
    return overlaid(book, decisions) if decisions else book


def _others(
    db: sqlite3.Connection, claims: list[str], place: Placing, upto: int, sealed: bool
) -> dict[str, tuple[str, Resolution]]:
    """Claims of a report that belong to other stories, each with its story and its resolution in force."""
    found = {}
    for claim in claims:
        row = db.execute(
            "SELECT max(entry), (SELECT report FROM claims c WHERE c.claim = r.claim LIMIT 1) FROM resolutions r"
            " WHERE claim = ? AND entry <= ?",
            (claim, upto),
        ).fetchone()
        r = next(payloads(db, [row[0]], sealed), None) if row[0] is not None else None
        if isinstance(r, Resolution) and (story := place.story(r.story, claim, row[1])) is not None:
            found[claim] = story, r
    return found


def _acts(acts: Iterable[Action], own: Sequence[Resolution], others: Sequence[Resolution]) -> list[Action]:
    """The acts that a report tells of this story: those of its stretches, where it has no more of the report; else all but those
    of stretches that are of other stories."""
    mine, away = [r.stretch for r in own], [r.stretch for r in others]
    if None not in mine:
        return [a for a in acts if any(s is not None and s.start <= a.act.start < s.end for s in mine)]
    return [a for a in acts if not any(s is not None and s.start <= a.act.start < s.end for s in away)]


def _kept_by_people(
    db: sqlite3.Connection,
    decisions: Iterable[Decided],
    reports: dict[str, Report],
    claims: list[Claim],
    resolutions: dict[str, Resolution],
    upto: int,
    sealed: bool,
) -> list[Claim]:
    """Claims that a person accepted or corrected and that a later reading no longer has: they stay, unless the later one
    reads another claim of the same measure in those words."""
    last = {d.decision.subject: d.decision for d in holding(decisions, Act.ACCEPT, Act.CORRECT, Act.REJECT)}
    here = {c.id for c in claims}
    found = []
    for key in sorted(k for k, x in last.items() if x.act is not Act.REJECT and k in resolutions and k not in here):
        row = db.execute("SELECT max(entry) FROM claims WHERE claim = ? AND entry <= ?", (key, upto)).fetchone()
        reading = next(payloads(db, [row[0]], sealed), None) if row[0] is not None else None
        own = next((c for c in reading.claims if c.id == key), None) if isinstance(reading, Reading) else None
        if isinstance(reading, Reading) and own is not None and not _read_otherwise(own, last[key].correction, claims):
            reports.setdefault(own.report, reading.report)
            found.append(own)
    return found


def _read_otherwise(own: Claim, by_hand: Correction | None, claims: Iterable[Claim]) -> bool:
    measure = (by_hand.measure if by_hand is not None else None) or own.measure
    span = (by_hand.figure if by_hand is not None else None) or own.figure
    return any(
        c.report == own.report and c.measure is measure and c.figure.start < span.end and span.start < c.figure.end
        for c in claims
    )


def _resolutions(db: sqlite3.Connection, story: str, place: Placing, upto: int, sealed: bool) -> Iterator[Resolution]:
    """The latest resolution of each claim that was ever filed under ``story``, where it, or a person, still puts it there."""
    if place.into or place.moved:
        yield from _by_people(db, story, place, upto, sealed)
        return
    rows = db.execute(
        "SELECT r.claim, max(r.entry) AS last, r.story FROM"  # with max(), SQLite takes ``story`` from that row
        " (SELECT DISTINCT claim FROM resolutions WHERE story = :story AND entry <= :upto) mine"
        " CROSS JOIN resolutions r ON r.claim = mine.claim WHERE r.entry <= :upto GROUP BY r.claim ORDER BY last",
        {"story": story, "upto": upto},
    ).fetchall()
    yield from cast("Iterator[Resolution]", payloads(db, [last for _, last, filed in rows if filed == story], sealed))


def _by_people(db: sqlite3.Connection, story: str, place: Placing, upto: int, sealed: bool) -> Iterator[Resolution]:
    """The same, where people merged stories or moved reports and claims between them."""
    members = sorted(place.members(story))
    moved = place.brought(story)
    rows = db.execute(
        "WITH mine AS (SELECT DISTINCT r.claim FROM json_each(:members) j CROSS JOIN resolutions r ON r.story = j.value"
        " WHERE r.entry <= :upto UNION SELECT value FROM json_each(:moved)"
        " UNION SELECT c.claim FROM json_each(:moved) j CROSS JOIN claims c ON c.report = j.value)"
        " SELECT r.claim, max(r.entry) AS last, r.story, (SELECT report FROM claims c WHERE c.claim = r.claim LIMIT 1)"
        " FROM mine CROSS JOIN resolutions r ON r.claim = mine.claim WHERE r.entry <= :upto GROUP BY r.claim ORDER BY last",
        {"members": json.dumps(members), "moved": json.dumps(moved), "upto": upto},
    ).fetchall()
    mine = [last for claim, last, filed, report in rows if place.story(filed, claim, report) == story]
    for r in cast("Iterator[Resolution]", payloads(db, mine, sealed)):
        yield replace(r, story=story, stretch=None if r.claim in place.moved else r.stretch)  # a person's word, and no rule's


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


def _acting(
    db: sqlite3.Connection, story: str, place: Placing, known: Iterable[str], upto: int, sealed: bool
) -> Iterator[Reading]:
    """Readings in force of reports without a figure that were filed under ``story`` for what they tell of acts."""
    members = sorted({story, *place.members(story)})
    rows = db.execute(
        "SELECT l.subject, l.object, max(l.entry) FROM json_each(:members) j CROSS JOIN links l ON l.object = j.value"
        " WHERE l.relation = 'belongs_to' AND l.entry <= :upto GROUP BY l.subject, l.object ORDER BY 3",
        {"members": json.dumps(members), "upto": upto},
    ).fetchall()
    here = set(known)
    for report, filed, entry in rows:
        link = next(payloads(db, [entry], sealed), None)
        if not isinstance(link, Link) or not link.holds or report in here or place.story(filed, report) != story:
            continue
        row = db.execute("SELECT max(entry) FROM readings WHERE report = ? AND entry <= ?", (report, upto)).fetchone()
        reading = next(payloads(db, [row[0]], sealed), None) if row[0] is not None else None
        if isinstance(reading, Reading) and not reading.claims:
            yield reading


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
    asked = list(numbers)
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        found = db.execute(_STORED, (json.dumps(batch),)) if len(batch) > 1 else db.execute(_ONE, batch)
        rows = {n: (kind, state, body) for n, kind, state, body in found.fetchall()}
        for number in batch:
            kind, state, body = rows.get(number, ("", "", b""))
            if state == "open" or (state and sealed):
                yield decode(kind, body)
