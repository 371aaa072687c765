"""The account of one story: all that a page needs to go through it, moment by moment, without a server.

A JSON object by `docs/schema/account.json`. Estimates are rows of `docs/schema/toll.json`, each held once however many
moments share it; claims bear quoted sentences, never the report around them. Names of private persons are masked unless asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tollbook.model import Book, Estimate, Happening, Heard, Page, Problem, Relation, Report, day_range
from tollbook.publish.account_acts import account_acts
from tollbook.publish.account_claims import claim_rows, place_rows, source_rows
from tollbook.publish.markup import web_address
from tollbook.publish.page_course import course_rows
from tollbook.publish.rows import Row, derived_from, estimate_row, published_row, story_row
from tollbook.publish.sheet import Sheet, names_of, own_words, sheet_of
from tollbook.publish.silence import masked_days

FORM = "tollbook.account/1"
Tolls = tuple[datetime, tuple[Estimate, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Estimates moment by moment, oldest first. ``changes`` counts the moments at which the story changed: what is less than
    that was left out. ``places`` holds the tolls of single places."""

    tolls: tuple[Tolls, ...]
    places: tuple[Tolls, ...] = ()
    changes: int


def account(
    book: Book,
    course: Course,
    *,
    as_of: datetime | None = None,
    mask: bool = True,
    acts: Sequence[Happening] = (),
    timeline: Sequence[Row] = (),
    heard: Sequence[Heard] = (),
    problems: Sequence[Problem] = (),
    without: Mapping[str, Sequence[Estimate]] | None = None,
    pages: Sequence[Page] = (),
) -> Row:
    """The account of ``book``. ``as_of`` is the moment that a page opens at (by default the newest); ``acts`` are what was
    done and said, ``heard`` who was heard on each day, ``timeline`` further rows of acts; ``problems`` faults of what was
    read; ``without`` the tolls of the newest moment as they would be had a figure not been read; ``pages`` those that changed
    their report or vanished."""
    names = names_of([book], mask=mask)
    last = course.tolls[-1][0] if course.tolls else None
    whole = sheet_of("s", book, (), as_of=datetime.max.replace(tzinfo=ZoneInfo("UTC")), names=names)
    tolls = _Once(whole)
    at = [tolls.add(es) for _, es in course.tolls]
    places = [tolls.add(es) for _, es in course.places]
    other = [{"claim": claim, "tolls": tolls.add(es)} for claim, es in (without or {}).items()]
    shown = as_of or last
    return {
        "form": FORM,
        "story": {**story_row(book), "title": names.hide(book.story.title)},
        "upto": book.upto,
        "masked": mask,
        "as_of": shown.isoformat() if shown else None,
        "moments": [m.isoformat() for m, _ in course.tolls],
        "changes": course.changes,
        "estimates": tolls.rows,
        "at": at,
        "at_places": places,
        "without": other,
        "places": place_rows(book, names),
        "sources": source_rows(book, names),
        "reports": _report_rows(whole, pages),
        "pages": _page_rows(whole, pages),
        "claims": claim_rows(whole, course.tolls, pages),
        "links": _link_rows(whole),
        "timeline": [*timeline, *account_acts(acts, names)],
        "silence": silence_rows(book, masked_days(heard, names.hide)),
        "problems": [_problem_row(whole, p) for p in problems],
    }


class _Once:
    """Rows of estimates, each once; moments name them by index."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.rows = sheet, list[Row]()
        self._index: dict[str, int] = {}

    def add(self, estimates: Iterable[Estimate]) -> list[int]:
        """The indexes of ``estimates``, which are taken in where they are new."""
        found = []
        for e in estimates:
            row = _toll_row(self.sheet, e)
            key = repr(row)
            if key not in self._index:
                self._index[key] = len(self.rows)
                self.rows.append(row)
            found.append(self._index[key])
        return found


def _toll_row(sheet: Sheet, e: Estimate) -> Row:
    """One estimate: its row by `docs/schema/toll.json`, and what a page draws beside it."""
    hide = sheet.names.hide
    row = estimate_row(sheet.book, e)
    row["basis"] = [b | {"source": hide(b["source"])} for b in row["basis"]]
    row["terms"] = [t | {"who": t["who"] and hide(t["who"])} for t in row["terms"]]
    row["set_aside"] = [s | {"reason": own_words(sheet, s["reason"])} for s in row["set_aside"]]
    row["disputed"] = [d | {"by": hide(d["by"])} for d in row["disputed"]]
    row["problems"] = [p | {"message": own_words(sheet, p["message"])} for p in row["problems"]]
    row["sentence"] = own_words(sheet, e.sentence)
    row["where"] = row["where"] and hide(row["where"])
    return {
        "toll": row,
        "words": [hide(w) for w in e.words],
        "shown": list(e.shown),
        "carriers": [list(b.carriers) for b in e.basis],
        "method": e.method,
    }


def _report_rows(sheet: Sheet, pages: Sequence[Page]) -> list[Row]:
    """Reports by when they were known: what names them, and when they were published; nothing of their text."""
    zone = sheet.zone
    reprints = {x.subject: x.object for x in sheet.book.links if x.holds and x.relation is Relation.REPEATS}
    since = {h.report.id: p.gone.astimezone(zone).isoformat() for p in pages if p.gone for h in p.held if h.report is not None}
    derived = derived_from(sheet.book)
    rows = [
        _report_row(sheet, r, zone) | {"gone": since.get(r.id), "repeats": reprints.get(r.id), "derived_from": derived.get(r.id)}
        for r in sheet.book.reports.values()
    ]
    return sorted(rows, key=lambda r: (r["known"] or "~", r["id"]))


def _report_row(sheet: Sheet, report: Report, zone: ZoneInfo) -> Row:
    hide = sheet.names.hide
    return {
        "id": report.id,
        "name": _short(report.name),
        "title": report.title and hide(report.title),
        "publisher": report.publisher,
        "agency": report.agency,
        "url": web_address(report.url),
        "published": published_row(report),
        "known": report.published.known_at(zone).astimezone(zone).isoformat() if report.published else None,
        "language": report.language,
        "translated_from": report.translated_from,
        "version_of": report.version_of,
    }


def _page_rows(sheet: Sheet, pages: Sequence[Page]) -> list[Row]:
    """Pages that changed their report or vanished: what each held from when on, and what that changed, in a sentence."""
    return [
        {
            "address": web_address(p.address),
            "versions": [h.report.id for h in p.versions if h.report is not None],
            "gone": p.gone and p.gone.astimezone(sheet.zone).isoformat(),
            "held": list(course_rows(p, sheet.zone, sheet.names.hide)),
        }
        for p in pages
    ]


def _short(name: str) -> str:
    """A report's name without the folders of the machine that read it."""
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _link_rows(sheet: Sheet) -> list[Row]:
    """Judgements in force between claims, reports and sources, from the moment on at which each took effect."""
    return [
        {
            "subject": x.subject,
            "relation": x.relation.value,
            "object": x.object,
            "at": x.at.astimezone(sheet.zone).isoformat() if x.at else None,
            "by": x.by,
            "reason": own_words(sheet, x.reason),
        }
        for x in sheet.book.links
        if x.holds and x.relation not in (Relation.BELONGS_TO, Relation.NAMES)
    ]


def silence_rows(book: Book, heard: Sequence[Heard] = ()) -> list[Row]:
    """Each day from the first to the last dated report, with how much was read of it, and known reasons why little was: a day
    of none says nothing of calm."""
    why = {h.day: h.reasons for h in heard}
    zone = ZoneInfo(book.story.zone)
    of = {r.id: p.local_day(zone) for r in book.reports.values() if (p := r.published) is not None}
    if not of:
        return []
    reports, claims = Counter(of.values()), Counter(of[c.report] for c in book.claims if c.report in of)
    days = day_range(min(of.values()), max(of.values()))
    return [{"day": d.isoformat(), "reports": reports[d], "claims": claims[d], "reasons": list(why.get(d, ()))} for d in days]


def _problem_row(sheet: Sheet, problem: Problem) -> Row:
    report = sheet.book.reports.get(problem.report or "")
    message = problem.message if report is None else problem.message.replace(report.name, _short(report.name))
    facts = {"code": problem.code, "message": own_words(sheet, message)}
    return facts | {"report": problem.report, "claims": list(problem.claims)}
