"""Routes of stories: summaries, tolls, how they grew, what changed, and how they are cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from tollbook.accounting import course_of, known_by
from tollbook.asking import history, last_known, toll_at
from tollbook.errors import UnknownWord
from tollbook.model import Book, Claim, Estimate, EstimateKind, Measure, Report, Side, Standing
from tollbook.publish import rows
from tollbook.publish.account import account as account_of
from tollbook.publish.compare import compare_moments
from tollbook.publish.rows import Row
from tollbook.reconcile import POLICIES, heard
from tollbook.server.answering import Reading, Rests
from tollbook.server.citing import cited
from tollbook.server.document import reading
from tollbook.server.faults import unknown
from tollbook.server.instants import DAY, WHEN, instant
from tollbook.server.looking import Look, Page, folded, has_words, page_asked
from tollbook.server.reports import report_row
from tollbook.server.veil import Veil

router = APIRouter(tags=["stories"])
Paged = Annotated[Page, Depends(page_asked)]
Day = Annotated[str | None, Query(pattern=f"^{DAY}$")]
Text = Annotated[str | None, Query(max_length=500)]
Moment = Annotated[str, Query(pattern=WHEN)]
PolicyName = Literal["tollbook", "two-sources", "most-conservative"]
assert set(POLICIES) <= {"tollbook", "two-sources", "most-conservative"}
SORTS = {"last": "the last published first", "reports": "most reports first", "title": "by title"}


@router.get("/stories", **reading("Summary", many=True))
async def stories(
    read: Reading,
    page: Paged,
    q: Text = None,
    place: Text = None,
    measure: Measure | None = None,
    standing: Standing | None = None,
    since: Day = None,
    until: Day = None,
    sort: Literal["last", "reports", "title"] = "last",
) -> Response:
    """All stories, each with its tolls, what moved since the day before, and what is open."""

    def make(look: Look) -> Row:
        found = [b for b in look.books() if _is(look, b, q, place, measure, standing) and _within(b, since, until)]
        return look.list(_sorted(found, sort), page, lambda b: summary(look, b))

    return await read.answer(make, page=page, moving=True, rests=Rests.TOLLS)


def _is(look: Look, book: Book, q: str | None, place: str | None, measure: Measure | None, standing: Standing | None) -> bool:
    out = look.out(book)
    return (
        bool(out or look.words is None)
        and has_words(q, book.story.title)
        and (place is None or _at(look, book, out, place))
        and (measure is None or any(c.measure is measure for c in out))
        and (standing is None or any(c.standing is standing for c in out))
    )


def _at(look: Look, book: Book, claims: Sequence[Claim], place: str) -> bool:
    """Something is told of a place: its id, its name, or as a report words it."""
    wanted = folded(place)
    home = book.story.place
    named = [home.id, home.name] if home is not None else []
    hide = look.names(book).hide
    for c in claims:
        r = book.resolutions.get(c.id)
        named += [
            x
            for x in (c.scope.where and hide(c.scope.where), *((r.place.id, r.place.name) if r is not None and r.place else ()))
            if x
        ]
    return any(folded(n) == wanted for n in named)


def _within(book: Book, since: str | None, until: str | None) -> bool:
    """A report was published between two days, both included."""
    if since is None and until is None:
        return True
    days = [d for r in book.reports.values() if (d := rows.day_of(r)) is not None]
    return any((since is None or d >= since) and (until is None or d <= until) for d in days)


def _sorted(books: list[Book], by: str) -> list[Book]:
    """In the order asked for; ties by id."""
    books = sorted(books, key=lambda b: b.story.id)
    match by:
        case "title":
            return sorted(books, key=lambda b: b.story.title.casefold())
        case "reports":
            return sorted(books, key=lambda b: -len(b.reports))
        case _:
            return sorted(books, key=lambda b: max((rows.day_of(r) or "" for r in b.reports.values()), default=""), reverse=True)


def summary(look: Look, book: Book) -> Row:
    """A story, and how it stands."""
    at, veil = look.at(book), look.veil(book)
    now = look.toll(book)
    before = look.room.toll(look.ledger, book, at - timedelta(days=1))
    out = [r for r in book.reports.values() if look.was_out(r, book.story.zone)]
    newest = max((r for r in out if r.published is not None), key=lambda r: _known(r, book), default=None)
    return {
        **rows.story_row(book),
        "title": veil.title,
        "tolls": [veil.estimate(e) for e in whole(now)],
        "moved": moved(veil, before, now),
        "conflicts": sum(e.kind is EstimateKind.CONFLICTING for e in now),
        "problems": len({(p.code, p.claims, p.message) for e in now for p in e.problems}),
        "withdrawn": len({s.claim for e in now for s in e.set_aside if not s.reason.startswith("outside")}),
        "newest": report_row(look, newest, veil) if newest is not None else None,
    }


def _known(report: Report, book: Book) -> tuple[str, str]:
    assert report.published is not None  # the caller leaves out undated ones
    return report.published.known_at(ZoneInfo(book.story.zone)).astimezone(ZoneInfo("UTC")).isoformat(), report.id


def whole(estimates: Sequence[Estimate]) -> list[Estimate]:
    """The tolls of everybody and of the whole story."""
    return [e for e in estimates if e.scope.side is None and e.scope.group is None and e.scope.where is None]


def moved(veil: Veil, before: Sequence[Estimate], now: Sequence[Estimate]) -> list[Row]:
    """What changed between two moments, reports by their short names."""
    changed = compare_moments(veil.book, before, now)
    shown = veil.worded(changed, "scope", "before", "after")
    return [
        row | {"because": [n.replace("\\", "/").rsplit("/", 1)[-1] if "://" not in n else n for n in row["because"]]}
        for row in shown
    ]


@router.get("/stories/{story}", **reading("Summary"))
async def story(read: Reading, story: str) -> Response:
    """One story."""
    return await read.answer(lambda look: summary(look, look.book(story)), moving=True, rests=Rests.TOLLS, story=story)


@router.get("/stories/{story}/account", **reading("Account"))
async def account(read: Reading, story: str) -> Response:
    """All that the page of a story shows, moment by moment: what the static page embeds."""

    def make(look: Look) -> Row:
        whole = look.book(story)
        at, acts = look.given(whole), look.acts(whole)
        book = known_by(whole, at) if at is not None else whole
        key = (look.room.key(look.ledger, whole), at)
        pages = look.pages(whole)
        course = look.room.courses.get(key, lambda: course_of(book, pages))
        faults = [p for report in book.reports for p in look.reading(report).problems]
        days = heard(book, last_known(book) if at is None else min(at, last_known(book)), acts)
        return account_of(book, course, as_of=at, mask=not look.named, acts=acts, heard=days, problems=faults, pages=pages)

    return await read.answer(make, rests=Rests.TOLLS, story=story)


@router.get("/stories/{story}/toll", **reading("TollRow"))
async def toll(
    read: Reading,
    story: str,
    measure: Measure | None = None,
    who: Text = None,
    where: Text = None,
    policy: PolicyName = "tollbook",
) -> Response:
    """What can be said: a count, a floor, a range, a conflict, or nothing."""

    def make(look: Look) -> Row:
        book = look.book(story)
        veil = look.veil(book)
        found = list(_asked_of(look, book, measure, who, where, policy))
        row = rows.toll_row(book, (), look.at(book), silence=veil.silence(look.heard(book)))
        return row | {"story": {"id": story, "title": veil.title}, "estimates": [veil.estimate(e) for e in found]}

    return await read.answer(make, moving=True, rests=Rests.TOLLS, story=story)


def _asked_of(
    look: Look, book: Book, measure: Measure | None, who: str | None, where: str | None, policy: str
) -> Iterator[Estimate]:
    """Estimates of a story, or of one place of it, narrowed to a measure and to a side, group or thing."""
    side = Side(who) if who in set(Side) else None
    group = who if side is None and who in {c.scope.group for c in book.claims} else None
    if where is not None:
        try:
            found = toll_at(book, look.at(book), place=where, measure=measure, side=side, group=group, policy=policy)
        except UnknownWord:
            return
        things = {c.object for c in book.claims if c.object}
        yield from (e for e in found if who not in things or e.scope.object == who)
        return
    for e in look.toll(book, policy):
        everybody = e.scope.side is None and e.scope.group is None
        narrowed = who is None or who in {e.scope.group, e.scope.side, e.scope.object} or (who == "all" and everybody)
        if (measure is None or e.scope.measure is measure) and narrowed:
            yield e


@router.get("/stories/{story}/history", **reading("DayRow", many=True))
async def past(read: Reading, page: Paged, story: str, measure: Measure | None = None) -> Response:
    """The tolls at the end of each day on which something was published."""

    def make(look: Look) -> Row:
        book = look.book(story)
        veil, at = look.veil(book), look.at(book)
        days: dict[Any, list[Estimate]] = {}
        for e in history(book, at):
            if measure is None or e.scope.measure is measure:
                days.setdefault(e.as_of, []).append(e)

        def row(day: Any) -> Row:
            return {"day": day.date().isoformat(), "as_of": day.isoformat(), "estimates": [veil.estimate(e) for e in days[day]]}

        return look.list(sorted(days), page, row, at)

    return await read.answer(make, page=page, moving=True, rests=Rests.TOLLS, story=story)


@router.get("/stories/{story}/timeline", **reading("TimelineRow", many=True))
async def timeline(
    read: Reading, page: Paged, story: str, measure: Measure | None = None, only: Literal["acts", "claims"] | None = None
) -> Response:
    """What happened and what was counted, day by day: acts, each once with the words of all who tell it, and dated claims."""

    def make(look: Look) -> Row:
        book = look.book(story)
        out, veil = {c.id for c in look.out(book)}, look.veil(book)
        found = [r for r in rows.timeline_rows(book) if r["claim"] in out and measure in (None, r["measure"]) and only != "acts"]
        if measure is None and only != "claims":
            found += [r for r in rows.act_rows(book, look.acts(book)) if r["published"] is not None]
        found.sort(key=lambda r: (r["day"], r["act"] is None, r["until"] or r["day"], r["published"], r["claim"] or ""))
        return look.list(found, page, veil.timeline, look.given(book))

    return await read.answer(make, page=page, rests=Rests.TOLLS, story=story)


@router.get("/stories/{story}/compare", **reading("ChangeRow", many=True))
async def compare(
    read: Reading, page: Paged, story: str, earlier: Annotated[str, Query(alias="from", pattern=WHEN)], to: Moment
) -> Response:
    """How the tolls changed between two moments, and because of which reports."""

    def make(look: Look) -> Row:
        book = look.book(story)
        zone = ZoneInfo(book.story.zone)
        a, b = (look.room.toll(look.ledger, book, instant(w, zone)) for w in (earlier, to))
        return look.list(moved(look.veil(book), a, b), page, lambda r: r, instant(to, zone))

    return await read.answer(make, page=page, rests=Rests.TOLLS, story=story)


@router.get("/stories/{story}/cite", **reading("Citation"))
async def cite(
    read: Reading,
    story: str,
    measure: Measure = Measure.KILLED,
    object: Text = None,
    side: Side | None = None,
    group: Text = None,
    where: Text = None,
) -> Response:
    """How a toll is cited, so that it can be found again as it was."""

    def make(look: Look) -> Row:
        book = look.book(story)
        narrowed = side.value if side is not None else group
        for e in _asked_of(look, book, measure, narrowed, where, "tollbook"):
            scope = e.scope
            if (scope.object, scope.side, scope.group) == (object, side, group):
                told = {"measure": measure.value, "object": object, "side": side, "group": group, "where": where}
                return cited(look, book, look.veil(book).own(e.sentence), f"stories/{story}", told)
        raise unknown("toll", measure.value)

    return await read.answer(make, moving=True)
