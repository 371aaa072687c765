"""The route of search: full text over reports, claims and sources. What is withheld from a caller is not found by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from tollbook.model import Measure, Report, Standing
from tollbook.publish.rows import Row, day_of
from tollbook.server.answering import Reading, Rests
from tollbook.server.claims import Wanted
from tollbook.server.document import reading
from tollbook.server.faults import Fault
from tollbook.server.indexing import Found, Index, holds, words_of
from tollbook.server.instants import DAY
from tollbook.server.looking import Look, Page, page_asked
from tollbook.server.naming import source_rows
from tollbook.server.reports import bare
from tollbook.server.veil import short

router = APIRouter(tags=["search"])
Kind = Literal["reports", "claims", "sources"]
Text = Annotated[str | None, Query(max_length=500)]
Day = Annotated[str | None, Query(pattern=f"^{DAY}$")]
KINDS: dict[Kind, str] = {"reports": "report", "claims": "claim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is searched for, and within what."""

    words: list[str]
    kinds: tuple[Kind, ...]
    story: str | None
    only: Wanted
    since: str | None
    until: str | None

    @property
    def narrowed(self) -> bool:
        """Only claims that are so, and reports that hold one."""
        return any(x is not None for x in (self.only.measure, self.only.where, self.only.standing))

    def dated(self, report: Report) -> bool:
        """A report was published between the days."""
        day = day_of(report)
        return (self.since is None and self.until is None) or (
            day is not None and (self.since or "") <= day <= (self.until or "~")
        )


@router.get("/search", **reading("Hit", many=True))
async def search(
    read: Reading,
    page: Annotated[Page, Depends(page_asked)],
    q: Annotated[str, Query(min_length=1, max_length=500)],
    within: Annotated[list[Kind] | None, Query(alias="in", max_length=3)] = None,
    story: Text = None,
    measure: Measure | None = None,
    place: Text = None,
    standing: Standing | None = None,
    since: Day = None,
    until: Day = None,
) -> Response:
    """Reports, claims and sources that hold all words of ``q``, best first; the last word may be a beginning."""
    only = Wanted(measure=measure, who=None, where=place, standing=standing, source=None, report=None, q=None)
    kinds = tuple(within or ("reports", "claims", "sources"))
    asked = Search(words=words_of(q), kinds=kinds, story=story, only=only, since=since, until=until)
    index: Index = read.request.app.state.index

    def make(look: Look) -> Row:
        if index.ready:
            index.follow(look.ledger, look.room.state_on(look.ledger))
        hits = [h for f in index.find(asked.words, [KINDS[k] for k in kinds if k in KINDS]) for h in _shown(look, asked, f)]
        if "sources" in kinds and asked.words and not asked.narrowed and since is None and until is None:
            hits += _sources(look, asked)
        hits.sort(key=lambda h: (-h["score"], h["kind"], h["id"]))
        return look.list(hits, page, lambda h: h)

    return await read.answer(make, page=page, also=index.ready, rests=Rests.TOLLS)


def _shown(look: Look, asked: Search, found: Found) -> Iterator[Row]:
    """A document as a hit; nothing where the caller may not find it."""
    try:
        yield from _claim(look, asked, found) if found.kind == "claim" else _report(look, asked, found)
    except Fault:  # not known at that moment
        return


def _claim(look: Look, asked: Search, found: Found) -> Iterator[Row]:
    book, claim = look.claim(found.id)
    if claim in book.rejected:
        return
    report, veil = book.reports[claim.report], look.veil(book)
    if asked.story not in (None, book.story.id) or not asked.dated(report) or not asked.only.is_met(look, book, claim):
        return
    row = veil.claim(claim)
    told = (row["sentence"]["text"], row["who"], row["where"], row["said_by"], *row["via"])
    if holds(asked.words, "\n".join(t for t in told if t)):
        yield _hit(found, book.story.id, report, veil.what(row), row["sentence"]["text"])


def _report(look: Look, asked: Search, found: Found) -> Iterator[Row]:
    reading = look.reading(found.id)
    report, book = reading.report, look.story_of_report(reading)
    zone = book.story.zone if book is not None else "UTC"
    if not asked.dated(report) or not look.was_out(report, zone):
        return
    if asked.story is not None and (book is None or book.story.id != asked.story):
        return
    if asked.narrowed and not (
        book is not None and any(asked.only.is_met(look, book, c) for c in look.out(book) if c.report == report.id)
    ):
        return
    veil = look.veil(book) if book is not None else bare(look, report)
    title = veil.hide(report.title) or short(report)
    sentences = [(s.start, s.end) for s in report.sentences if holds_any(asked.words, report.text[s.start : s.end])]
    shown = {s: veil.names.hide(report.text[s[0] : s[1]]) for s in sentences}
    if not holds(asked.words, "\n".join((title, *shown.values()))):
        return
    bearing = {(c.sentence.start, c.sentence.end) for c in reading.claims}
    ranked = sorted(shown, key=lambda s: (-_count(asked.words, shown[s]), s))
    words = next((shown[s] for s in ranked if look.whole or s in bearing), None)
    yield _hit(found, book.story.id if book is not None else None, report, title, words)


def holds_any(wanted: list[str], text: str) -> bool:
    """A text holds one of ``wanted``."""
    return _count(wanted, text) > 0


def _count(wanted: list[str], text: str) -> int:
    there = words_of(text)
    return sum(any(t.startswith(w) if n == len(wanted) - 1 else t == w for t in there) for n, w in enumerate(wanted))


def _hit(found: Found, story: str | None, report: Report, title: str, words: str | None) -> Row:
    told = {"kind": found.kind, "id": found.id, "story": story, "report": report.id, "title": title, "words": words}
    return told | {"published": day_of(report), "score": found.score}


def _sources(look: Look, asked: Search) -> list[Row]:
    rows = source_rows(look, look.books(asked.story))
    told = {"kind": "source", "report": None, "words": None, "published": None}
    return [
        {**told, "id": r["id"], "story": r["stories"][0] if len(r["stories"]) == 1 else None, "title": r["name"], "score": 1.0}
        for r in rows
        if holds(asked.words, r["name"])
    ]
