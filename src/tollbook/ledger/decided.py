"""Decisions of people, as they stand: which hold, which were undone, and to which story they make a claim belong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from tollbook.errors import DecidedSince
from tollbook.ledger.codec import decode, plain
from tollbook.model import Act, Decided, Decision

PROTECTING = (Act.SEAL, Act.UNSEAL, Act.ERASE)
_EVERYWHERE = (Act.MERGE_STORIES, Act.SPLIT_STORY, Act.NAME_SOURCE, Act.MERGE_SOURCES)
_SIDE_BY_SIDE = (Act.SIGN, Act.SILENCE)  # two people can do these at once


def every(db: sqlite3.Connection, upto: int, *, sealed: bool) -> tuple[Decided, ...]:
    """All judgements of people up to an entry, oldest first."""
    rows = db.execute(
        "SELECT DISTINCT entry FROM acts WHERE act NOT IN ('seal', 'unseal', 'erase') AND entry <= ? ORDER BY entry", (upto,)
    )
    return _stand(db, [n for (n,) in rows], sealed)


def about(db: sqlite3.Connection, subjects: Iterable[str], upto: int, *, sealed: bool) -> tuple[Decided, ...]:
    """Judgements about ``subjects``, and those that may touch any story, up to an entry, oldest first."""
    rows = db.execute(
        "SELECT entry FROM json_each(:subjects) j CROSS JOIN acts a ON a.subject = j.value"
        " WHERE entry <= :upto AND act NOT IN ('seal', 'unseal', 'erase')"
        " UNION SELECT entry FROM acts WHERE entry <= :upto AND subject IN"
        " (SELECT subject FROM acts WHERE act IN (SELECT value FROM json_each(:acts))) ORDER BY 1",
        {"subjects": json.dumps(sorted(map(plain, subjects))), "upto": upto, "acts": json.dumps(_EVERYWHERE)},
    )
    return _stand(db, [n for (n,) in rows], sealed)


def _stand(db: sqlite3.Connection, numbers: Sequence[int], sealed: bool) -> tuple[Decided, ...]:
    found = []
    for number in numbers:
        row = db.execute(
            "SELECT e.recorded, e.by, p.state, p.body FROM entries e JOIN payloads p USING (number)"
            " WHERE e.number = ? AND e.kind = 'decision'",
            (number,),
        ).fetchone()
        if row is not None and (row[2] == "open" or sealed):
            decision = cast(Decision, decode("decision", row[3]))
            found.append(Decided(number=number, recorded=datetime.fromisoformat(row[0]), by=row[1], decision=decision))
    return with_undone(found)


def with_undone(found: Sequence[Decided]) -> tuple[Decided, ...]:
    """Each with the entry that undid it: an undoing counts where it was not undone itself."""
    undone: dict[int, int] = {}
    for d in reversed(found):
        if d.decision.act is Act.UNDO and d.number not in undone and d.decision.value is not None:
            undone.setdefault(int(d.decision.value), d.number)
    return tuple(replace(d, undone=undone.get(d.number)) for d in found)


def holding(found: Iterable[Decided], *acts: Act) -> list[Decided]:
    """Those that were not undone, of the acts named, oldest first."""
    return [d for d in found if d.undone is None and d.decision.act in acts]


# ------------------------------------------------------------------------------------------------- where a claim belongs


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where people put things: stories ``into`` others, and reports or claims ``moved`` to a story; ``out_of`` holds all their
    moves, from which story to which."""

    into: dict[str, str]
    moved: dict[str, str]
    out_of: dict[str, tuple[tuple[str, str], ...]]

    def story(self, filed: str | None, *ids: str) -> str | None:
        """The story of a claim: by its own id, its report's (``ids`` in that order), or where it was ``filed``.

        A report is moved with those of its claims that were of the story that it was taken out of.
        """
        if filed is None:
            return None
        if ids and ids[0] in self.moved:
            return self.end(self.moved[ids[0]])
        at = filed
        for report in ids[1:]:
            for came, to in self.out_of.get(report, ()):
                at = to if self.end(at) == self.end(came) else at
        return self.end(at)

    def brought(self, story: str) -> list[str]:
        """Reports and claims that were ever moved to ``story``, or to one that lives on in it."""
        return sorted(k for k, moves in self.out_of.items() if any(self.end(to) == story for _, to in moves))

    def end(self, story: str) -> str:
        """The story that a merged one lives on in; itself where it was not merged."""
        seen = {story}
        while story in self.into and self.into[story] not in seen:
            story = self.into[story]
            seen.add(story)
        return story

    def members(self, story: str) -> set[str]:
        """The stories that live on in ``story``, itself included."""
        return {story} | {s for s in self.into if self.end(s) == story}


def placing(found: Iterable[Decided]) -> Placing:
    """What merges and splits in force make of stories; a later one stands."""
    into: dict[str, str] = {}
    moved: dict[str, str] = {}
    out_of: dict[str, tuple[tuple[str, str], ...]] = {}
    for d in holding(found, Act.MERGE_STORIES, Act.SPLIT_STORY):
        if d.decision.act is Act.MERGE_STORIES:
            into.update(dict.fromkeys(d.decision.objects, d.decision.subject))
            continue
        to = d.decision.value or d.decision.subject
        for member in d.decision.objects:
            moved[member] = to
            out_of[member] = (*out_of.get(member, ()), (d.decision.subject, to))
    return Placing(into=into, moved=moved, out_of=out_of)


def placed(db: sqlite3.Connection, upto: int, *, sealed: bool) -> Placing:
    """The same, from the ledger."""
    return placing(about(db, (), upto, sealed=sealed))


# ------------------------------------------------------------------------------------------------------ two people at once


def refuse_if_decided(db: sqlite3.Connection, decision: Decision, by: str) -> None:
    """Raises `DecidedSince` where somebody else decided on the same after the entry that ``decision`` was made on."""
    if decision.on is None:
        return
    for subject in (decision.subject, *decision.objects):
        rows = db.execute(
            "SELECT a.entry, e.by FROM acts a JOIN entries e ON e.number = a.entry"
            " WHERE a.subject = ? AND a.entry > ? AND e.by <> ? ORDER BY a.entry DESC",
            (plain(subject), decision.on, plain(by)),
        ).fetchall()
        for entry, other in rows:
            theirs = next((d.decision for d in _stand(db, [entry], True)), None)
            if theirs is not None and theirs.act in _SIDE_BY_SIDE and decision.act in _SIDE_BY_SIDE:
                continue
            told = "erased since" if theirs is None else f"{theirs.act.replace('_', ' ')}, {theirs.reason or 'no reason given'}"
            raise DecidedSince(subject=subject, on=decision.on, theirs=entry, by=other, told=told)
