"""Routes of the record: entries of the ledger, and what was corrected or taken back."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from tollbook.model import Book, Decision, Link, Relation, Story
from tollbook.publish.rows import Row
from tollbook.publish.sheet import names_of
from tollbook.server.answering import Reading
from tollbook.server.document import reading
from tollbook.server.faults import Fault, unknown
from tollbook.server.looking import LAST, Look, Page, page_asked, plain
from tollbook.server.signing import pseudonymous
from tollbook.server.veil import Veil
from tollbook.server.versions import stories_touched

router = APIRouter(tags=["record"])
Paged = Annotated[Page, Depends(page_asked)]
Text = Annotated[str | None, Query(max_length=500)]
Number = Annotated[int, Query(ge=0, le=LAST)]
KINDS = ("reading", "resolution", "story", "link", "decision", "visit")
TAKEN_BACK = (
    Relation.CORRECTED_BY_ORIGIN,
    Relation.WITHDRAWN_BY_ORIGIN,
    Relation.DISAVOWED_BY_ORIGIN,
    Relation.RETRACTED_BY_PUBLISHER,
)
_COLUMNS = "e.number, e.recorded, e.by, e.kind, e.subject, e.digest, p.state"


def entry_rows(look: Look, numbers: Iterable[int]) -> list[Row]:
    """Entries by their numbers, in that order."""
    return [row for n in numbers if (row := _kept(look, n)) is not None]


def _kept(look: Look, number: int) -> Row | None:
    """An entry as a row, made once: it stays as it is while its story and what may be named there do."""
    room, ledger = look.room, look.ledger
    if number > look.upto:
        return None
    stands = room.toll_version(ledger, None, look.upto), room.state_mark
    key = (number, stands, look.inside, look.named)
    return room.told.peek(key) or _keep(look, number, key)


def _keep(look: Look, number: int, key: Hashable) -> Row | None:
    row = _entry(look, number)
    if row is not None:
        look.room.told.put(key, row)
    return row


def _entry(look: Look, number: int) -> Row | None:
    found = look.ledger.db.execute(
        f"SELECT {_COLUMNS} FROM entries e LEFT JOIN payloads p USING (number) WHERE e.number = ? AND e.number <= ?",
        (number, look.upto),
    ).fetchone()
    return None if found is None else _row(look, found)


def _row(look: Look, found: tuple[Any, ...]) -> Row:
    number, recorded, by, kind, subject, digest, state = found
    payload = look.ledger.payload(number) if kind in ("decision", "link") else None
    stories = stories_touched(look.ledger, kind, subject) if kind != "decision" else _decided_of(look, subject)
    story = min(stories) if stories else None
    told = _told(look, payload, story)
    return {
        "number": number,
        "recorded": recorded,
        "by": by if look.inside else pseudonymous(by),
        "kind": kind,
        "subject": subject if state == "open" or kind == "decision" else "",
        "story": story if state == "open" else None,
        "state": "open" if state == "open" else "withheld",
        "digest": digest,
        **told,
    }


def _decided_of(look: Look, subject: str) -> set[str]:
    """The story that a decision is about: its own, its claim's or its report's."""
    row = look.ledger.db.execute("SELECT 1 FROM stories WHERE id = ?", (subject,)).fetchone()
    return {subject} if row is not None else stories_touched(look.ledger, "link", subject) or set()


def _told(look: Look, payload: object, story: str | None) -> Row:
    """What was decided or judged, and why; names withheld."""
    act: str | None = None
    reason: str | None = None
    value: str | None = None
    match payload:
        case Decision():
            act, reason, value = str(payload.act), payload.reason, payload.value
        case Link():
            act, reason, value = payload.relation.value, payload.reason, payload.object
    veil = _veil(look, story) if (reason or value) and not look.named else None
    if veil is not None:
        reason, value = (x and veil.own(x) for x in (reason, value))
        if isinstance(payload, Decision):  # a person's own words
            reason = veil.hide(reason)
    return {"act": act, "reason": reason, "value": value}


def _veil(look: Look, story: str | None) -> Veil:
    if story is not None:
        try:
            return look.veil(look.book(story))
        except Fault:
            pass
    nothing = Book(story=Story(id="", title=""), reports={}, claims=(), resolutions={}, links=(), upto=look.upto)
    return Veil(nothing, names_of([], mask=not look.named))


@router.get("/entries", **reading("EntryRow", many=True))
async def entries(
    read: Reading,
    page: Paged,
    after: Number = 0,
    kind: Literal["reading", "resolution", "story", "link", "decision", "visit"] | None = None,
    subject: Text = None,
) -> Response:
    """Entries of the ledger, in their order, without what they hold."""

    def make(look: Look) -> Row:
        asked: list[Any] = [after, look.upto]
        query = f"SELECT {_COLUMNS} FROM entries e LEFT JOIN payloads p USING (number) WHERE e.number > ? AND e.number <= ?"
        for column, value in (("kind", kind), ("subject", plain(subject) if subject is not None else None)):
            if value is not None:
                query += f" AND e.{column} = ?"
                asked.append(value)
        rows = look.ledger.db.execute(
            f"{query} ORDER BY e.number LIMIT ? OFFSET ?", (*asked, page.limit + 1, page.offset)
        ).fetchall()
        more = f"{look.upto}.{page.offset + page.limit}" if len(rows) > page.limit else None
        return {"rows": [_row(look, r) for r in rows[: page.limit]], "next": more, "as_of": None, "upto": look.upto}

    return await read.answer(make, page=page)


@router.get("/entries/{number}", **reading("EntryRow"))
async def entry(read: Reading, number: int) -> Response:
    """One entry."""

    def make(look: Look) -> Row:
        found = _entry(look, number) if 0 < number <= LAST else None
        if found is None:
            raise unknown("entry", str(number))
        return found

    return await read.answer(make)


def _taken_back(look: Look) -> tuple[int, ...]:
    """The entries by which sources and publishers took something back."""

    def found() -> tuple[int, ...]:
        query = "SELECT entry FROM links WHERE relation IN (SELECT value FROM json_each(?)) AND entry <= ?"
        rows = look.ledger.db.execute(query, (json.dumps([r.value for r in TAKEN_BACK]), look.upto))
        return tuple(n for (n,) in rows)

    version = look.room.toll_version(look.ledger, None, look.upto)
    return look.room.taken.get((version, look.room.state_mark), found)


@router.get("/corrections", **reading("EntryRow", many=True))
async def corrections(read: Reading, page: Paged, story: Text = None) -> Response:
    """What people decided, and what sources and publishers took back, newest first."""

    def make(look: Look) -> Row:
        if story is not None:
            look.book(story)
        decided = look.ledger.db.execute("SELECT DISTINCT entry FROM acts WHERE entry <= ?", (look.upto,))
        numbers = sorted({*(n for (n,) in decided), *_taken_back(look)}, reverse=True)
        if story is None:
            return look.list(numbers, page, lambda n: entry_rows(look, [n])[0])
        found = [row for row in entry_rows(look, numbers) if row["story"] == story]
        return look.list(found, page, lambda row: row)

    return await read.answer(make, page=page)
