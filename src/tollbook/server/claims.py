"""Routes of claims: lists, one claim, its grounds, what it does to the tolls, and what was recorded of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from tollbook.asking import toll_of, without
from tollbook.model import Book, Claim, Estimate, Measure, Standing
from tollbook.publish.rows import Row, day_of
from tollbook.publish.why import why_row
from tollbook.server.answering import Reading, Rests
from tollbook.server.citing import cited
from tollbook.server.document import reading
from tollbook.server.looking import Look, Page, folded, has_words, page_asked
from tollbook.server.record import entry_rows
from tollbook.server.stories import PolicyName

router = APIRouter(tags=["claims"])
Paged = Annotated[Page, Depends(page_asked)]
Text = Annotated[str | None, Query(max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims a list is of; ``None`` is all."""

    measure: Measure | None
    who: str | None
    where: str | None
    standing: Standing | None
    source: str | None
    report: str | None
    q: str | None

    def is_met(self, look: Look, book: Book, c: Claim) -> bool:
        """``c`` is such a claim."""
        r = book.resolutions.get(c.id)
        place = r.place if r is not None else None
        source = r.source if r is not None else None
        scope, hide = c.scope, look.names(book).hide  # what is withheld cannot be asked for
        return (
            (self.measure is None or c.measure is self.measure)
            and (self.standing is None or c.standing is self.standing)
            and (self.report is None or c.report == self.report)
            and (self.source is None or (source is not None and source.id == self.source))
            and _one_of(self.who, (scope.side.value, scope.group, scope.who_class, c.object, _hidden(hide, scope.who)))
            and _one_of(self.where, (_hidden(hide, scope.where), place.name if place else None, place.id if place else None))
            and (self.q is None or self._says(look, book, c))
        )

    def _says(self, look: Look, book: Book, c: Claim) -> bool:
        row = look.veil(book).claim(c)
        return has_words(self.q, row["sentence"]["text"], row["who"], row["where"], row["said_by"])


def _hidden(hide: Callable[[str], str], words: str | None) -> str | None:
    return None if words is None else hide(words)


def _one_of(wanted: str | None, told: Sequence[str | None]) -> bool:
    return wanted is None or folded(wanted) in {folded(t) for t in told if t}


async def wanted(
    measure: Measure | None = None,
    who: Text = None,
    where: Text = None,
    standing: Standing | None = None,
    source: Text = None,
    report: Text = None,
    q: Text = None,
) -> Wanted:
    """The filters of lists of claims."""
    return Wanted(measure=measure, who=who, where=where, standing=standing, source=source, report=report, q=q)


Filtered = Annotated[Wanted, Depends(wanted)]


@router.get("/claims", **reading("PlacedClaim", many=True))
async def claims(read: Reading, page: Paged, only: Filtered, story: Text = None) -> Response:
    """Claims of all stories, or of one, in the order of their stories, days, reports and figures."""

    def make(look: Look) -> Row:
        books = look.books(story)
        found = [(b, c) for b in books for c in _ordered(b, look.out(b)) if only.is_met(look, b, c)]
        as_of = look.given(books[0]) if books else None
        return look.list(found, page, lambda x: look.placed(*x), as_of)

    return await read.answer(make, page=page, rests=Rests.TOLLS, story=story)


def _ordered(book: Book, claims: Sequence[Claim]) -> list[Claim]:
    """By the days of publication, reports and figures; undated ones last."""
    return sorted(claims, key=lambda c: (day_of(book.reports[c.report]) or "~", c.report, c.figure.start, c.id))


@router.get("/stories/{story}/claims", **reading("PlacedClaim", many=True), tags=["stories"])
async def story_claims(read: Reading, page: Paged, only: Filtered, story: str) -> Response:
    """Claims of a story, in the order of their days, reports and figures."""
    return await claims(read, page, only, story)


@router.get("/claims/{claim}", **reading("PlacedClaim"))
async def claim(read: Reading, claim: str) -> Response:
    """One claim."""

    def make(look: Look) -> Row:
        book, found = look.claim(claim)
        return look.placed(book, found)

    return await read.answer(make, rests=Rests.TOLLS, story=read.home_of(claim))


@router.get("/claims/{claim}/why", **reading("WhyRow"))
async def why(read: Reading, claim: str, policy: PolicyName = "tollbook") -> Response:
    """The grounds of a figure: its words, rule, source and links, and its part in each toll, by the policy asked for."""

    def make(look: Look) -> Row:
        book, found = look.claim(claim)
        at = look.at(book)
        return look.veil(book).why(found, why_row(book, found, look.toll(book, policy), at, look.pages(book)))

    return await read.answer(make, moving=True, rests=Rests.BOOK, story=read.home_of(claim))


@router.get("/claims/{claim}/effect", **reading("Effect"))
async def effect(read: Reading, claim: str) -> Response:
    """What a figure does to the estimates: those that it takes part in, with it, and as they would be had it not been read."""

    def make(look: Look) -> Row:
        book, found = look.claim(claim)
        at, veil = look.at(book), look.veil(book)
        own = [e for e in look.toll(book) if _takes_part(found.id, e)]
        scopes = {e.scope for e in own}
        other = [e for e in toll_of(without(book, found.id), at) if e.scope in scopes]
        told = {"claim": found.id, "as_of": at.isoformat(), "upto": look.upto}
        return told | {"with": [veil.estimate(e) for e in own], "without": [veil.estimate(e) for e in other]}

    return await read.answer(make, moving=True, rests=Rests.TOLLS, story=read.home_of(claim))


def _takes_part(claim: str, e: Estimate) -> bool:
    named = {t.claim for t in e.terms} | {s.claim for s in e.set_aside} | {d.claim for d in e.disputed} | set(e.shown)
    return claim in named or any(claim in b.carriers for b in e.basis)


@router.get("/claims/{claim}/cite", **reading("Citation"))
async def cite(read: Reading, claim: str) -> Response:
    """How a figure is cited, so that it can be found again as it was."""

    def make(look: Look) -> Row:
        book, found = look.claim(claim)
        veil = look.veil(book)
        row = veil.claim(found)
        said = row["said_by"] or row["publisher"] or row["report"]
        sentence = f"{veil.what(row)}, according to {said} ({row['standing']})."
        return cited(look, book, sentence, f"claims/{found.id}", {}, found.id)

    return await read.answer(make, moving=True)


@router.get("/claims/{claim}/entries", **reading("EntryRow", many=True))
async def entries(read: Reading, page: Paged, claim: str) -> Response:
    """What was recorded of a claim: readings, resolutions, links, decisions."""

    def make(look: Look) -> Row:
        _, found = look.claim(claim)
        query = (
            "SELECT entry FROM claims WHERE claim = :c UNION SELECT entry FROM resolutions WHERE claim = :c"
            " UNION SELECT entry FROM links WHERE subject = :c OR object = :c"
            " UNION SELECT entry FROM acts WHERE subject = :c ORDER BY 1"
        )
        numbers = [n for (n,) in look.ledger.db.execute(query, {"c": found.id}) if n <= look.upto]
        return look.list(numbers, page, lambda n: entry_rows(look, [n])[0])

    return await read.answer(make, page=page)
