"""Routes of reports: what is known of them, the sentences that bear claims, their text as read, and their bytes as found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, Query, Response

from tollbook.accounting import pages_of
from tollbook.model import Book, Reading, Report, Story
from tollbook.publish.compare import compare_reports
from tollbook.publish.markup import web_address
from tollbook.publish.rows import Row, day_of, derived_from, published_row
from tollbook.publish.sheet import names_of
from tollbook.server.answering import Reading as Asking
from tollbook.server.answering import Rests
from tollbook.server.document import inert, reading
from tollbook.server.faults import Fault, unknown
from tollbook.server.instants import DAY
from tollbook.server.looking import Look, Page, has_words, page_asked
from tollbook.server.veil import Veil, short

router = APIRouter(tags=["reports"])
Paged = Annotated[Page, Depends(page_asked)]
Text = Annotated[str | None, Query(max_length=500)]
Day = Annotated[str | None, Query(pattern=f"^{DAY}$")]
Id = Annotated[str, Query(max_length=200)]


def report_row(look: Look, report: Report, veil: Veil | None) -> Row:
    """What is known of a report that is in force."""
    return _row(look, look.reading(report.id), veil)


def _row(look: Look, found: Reading, veil: Veil | None) -> Row:
    report = found.report
    hide = (veil or bare(look, report)).hide
    when, updated = published_row(report) or {"at": None, "found": None}, report.updated
    entry = look.ledger.db.execute(
        "SELECT max(entry) FROM readings WHERE report = ? AND entry <= ?", (report.id, look.upto)
    ).fetchone()[0]
    later = updated and (updated.instant or updated.day)
    return {
        "id": report.id,
        "name": short(report),
        "url": web_address(report.url),
        "publisher": report.publisher,
        "title": hide(report.title),
        "byline": hide(report.byline),
        "agency": report.agency,
        "language": report.language,
        "published": when["at"],
        "published_found": when["found"],
        "updated": later.isoformat() if later else None,
        "raw": report.raw,
        "version_of": report.version_of,
        **_page_of(look, found, veil),
        "derived_from": derived_from(veil.book).get(report.id) if veil is not None else None,
        "extractor": found.extractor,
        "entry": entry,
        "stories": [veil.book.story.id, *veil.book.elsewhere.get(found.report.id, ())] if veil is not None else [],
        "claims": len(found.claims),
        "problems": len(found.problems),
    }


def _page_of(look: Look, found: Reading, veil: Veil | None) -> Row:
    """The versions of a report's page, in order, where there are several; since when it is gone."""
    book = veil.book if veil is not None else _alone(look, found.report)
    pages = look.pages(book) if veil is not None else pages_of(look.ledger, book)
    own = next((p for p in pages if any(h.report is not None and h.report.id == found.report.id for h in p.held)), None)
    versions = [h.report.id for h in own.versions if h.report is not None] if own is not None else []
    gone = own.gone if own is not None else None
    return {"versions": versions if len(versions) > 1 else [], "gone": gone.isoformat() if gone is not None else None}


def _alone(look: Look, report: Report) -> Book:
    """The book of a report without a story."""
    return Book(story=NO_STORY, reports={report.id: report}, claims=(), resolutions={}, links=(), upto=look.upto)


def bare(look: Look, report: Report) -> Veil:
    """How a report without a story is shown."""
    alone = _alone(look, report)
    return Veil(alone, names_of([alone], mask=not look.named))


def veil_of(look: Look, found: Reading) -> Veil | None:
    """How a report of a story is shown; ``None`` for one without."""
    book = look.story_of_report(found)
    return look.veil(book) if book is not None else None


def readings(look: Look) -> Iterator[tuple[Reading, Veil | None]]:
    """All reports in force, those of stories first, each with how it is shown."""
    seen: set[str] = set()
    for book in look.books():
        veil = look.veil(book)
        for report in book.reports:
            if report not in seen:
                seen.add(report)
                yield look.reading(report), veil
    query = "SELECT DISTINCT report FROM readings WHERE entry <= ? ORDER BY report"
    for (report,) in look.ledger.db.execute(query, (look.upto,)).fetchall():
        if report not in seen:
            try:
                yield look.reading(report), None
            except Fault:  # sealed, or erased
                continue


@router.get("/reports", **reading("ReportRow", many=True))
async def reports(
    read: Asking, page: Paged, story: Text = None, q: Text = None, since: Day = None, until: Day = None, language: Text = None
) -> Response:
    """Reports, the last published first; undated ones at the end."""

    def make(look: Look) -> Row:
        if story is not None:
            book = look.book(story)
            found: list[tuple[Reading, Veil | None]] = [(look.reading(r), look.veil(book)) for r in book.reports]
        else:
            found = list(readings(look))
        kept = [(x, veil) for x, veil in found if _is(look, x, veil, q, since, until, language)]
        kept.sort(key=lambda x: (day_of(x[0].report) or "", x[0].report.id), reverse=True)
        return look.list(kept, page, lambda x: _row(look, *x))

    return await read.answer(make, page=page, rests=Rests.TOLLS, story=story)


def _is(
    look: Look, found: Reading, veil: Veil | None, q: str | None, since: str | None, until: str | None, language: str | None
) -> bool:
    report, day = found.report, day_of(found.report)
    dated = (since is None and until is None) or (day is not None and (since or "") <= day <= (until or "~"))
    if not dated or language not in (None, report.language) or not look.was_out(report, veil.book.story.zone if veil else "UTC"):
        return False
    title = (veil or bare(look, report)).hide(report.title) if q is not None else None
    return has_words(q, short(report), title, report.publisher)


@router.get("/stories/{story}/reports", **reading("ReportRow", many=True), tags=["stories"])
async def story_reports(read: Asking, page: Paged, story: str) -> Response:
    """The reports of a story, the last published first."""
    return await reports(read, page, story=story)


@router.get("/reports/{report}", **reading("ReportFull"))
async def report(read: Asking, report: str) -> Response:
    """One report: its sentences that bear claims, and what was wrong in reading it."""

    def make(look: Look) -> Row:
        found, veil = _found(look, report)
        shown = veil or bare(look, found.report)
        of: dict[tuple[int, int], list[str]] = {}
        for claim in found.claims:
            of.setdefault((claim.sentence.start, claim.sentence.end), []).append(claim.id)
        told = [
            {"start": a, "end": b, "text": shown.hide(found.report.text[a:b]), "claims": ids}
            for (a, b), ids in sorted(of.items())
        ]
        problems = [{"code": p.code, "message": shown.own(p.message), "report": p.report} for p in found.problems]
        return _row(look, found, veil) | {"sentences": told, "problems_met": problems}

    return await read.answer(make, rests=Rests.TOLLS)


def _found(look: Look, report: str) -> tuple[Reading, Veil | None]:
    """A report that was published by the moment. Raises the `Fault` ``unknown``."""
    found = look.reading(report)
    veil = veil_of(look, found)
    if not look.was_out(found.report, veil.book.story.zone if veil else "UTC"):
        raise unknown("report", report)
    return found, veil


@router.get("/reports/{report}/text", **reading("TextRow"))
async def text(read: Asking, report: str) -> Response:
    """The text as read, with its blocks and repairs. Masked names keep their length."""
    _may(read)

    def make(look: Look) -> Row:
        found, veil = _found(look, report)
        r = found.report
        body = r.text if look.named else (veil or bare(look, r)).whole(r.text)
        parts = {k: msgspec.to_builtins(getattr(r, k)) for k in ("blocks", "sentences", "edits")}
        if not look.named:
            parts["edits"] = []  # what stood there before is no less a name
        return {"report": r.id, "text": body, **parts, "masked": not look.named}

    return await read.answer(make, rests=Rests.TOLLS)


def _may(read: Asking, *, names: bool = False) -> None:
    """Whole texts are for a role; bytes cannot be masked, and are for those who may see names too."""
    if not read.may_text or (names and not read.may_names):
        raise Fault(
            "forbidden", "Whole texts are not shown to you here.", "Its sentences that bear claims: GET /reports/{report}."
        )


@router.get("/reports/{report}/raw", **inert("text/plain", "application/octet-stream"))
async def raw(read: Asking, report: str) -> Response:
    """The bytes as found: plain text or none, never run."""
    _may(read, names=True)

    def see(look: Look) -> tuple[str, bytes]:
        found, _ = _found(look, report)
        body = look.ledger.evidence(found.report.raw)
        if body is None:
            raise unknown("evidence of the report", report)
        return short(found.report), body

    name, body = await read.look(see)
    try:
        body.decode()
        media = "text/plain; charset=utf-8"
    except UnicodeDecodeError:
        media = "application/octet-stream"
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name.encode('utf-8', 'replace') + b'.txt', safe='')}",
        "Cache-Control": "private, no-store",
    }
    return Response(body, media_type=media, headers=headers)


@router.get("/compare", **reading("ChangeRow", many=True))
async def compare(read: Asking, page: Paged, a: Id, b: Id) -> Response:
    """How the figures of two reports differ."""

    def make(look: Look) -> Row:
        (one, veil), (other, later) = _found(look, a), _found(look, b)
        shown = later or veil or bare(look, other.report)
        story = later.book.story.id if later is not None else None
        told = compare_reports(story, (one.report, one.claims), (other.report, other.claims))
        return look.list(shown.worded(told, "scope", "before", "after"), page, lambda r: r)

    return await read.answer(make, page=page, rests=Rests.TOLLS)


NO_STORY = Story(id="", title="")
