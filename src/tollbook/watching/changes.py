"""What can be told of a story, and how it differs from what was told last: tolls, figures taken back, contradictions.

By default only what two independent origins, or a person, stand behind is told. What only one says waits: it is told when a
second one joins, or when a person signs it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tollbook.asking import toll_of
from tollbook.model import Book, Claim, Estimate, EstimateKind, Link, Page, Relation, Report
from tollbook.publish.compare import bounds
from tollbook.publish.page_course import course_rows
from tollbook.publish.sheet import Names, names_of
from tollbook.publish.terminal import scope_name

TAKEN_BACK = {
    Relation.WITHDRAWN_BY_ORIGIN: "withdrawn by who gave it",
    Relation.DISAVOWED_BY_ORIGIN: "disavowed by who gave it",
    Relation.CORRECTED_BY_ORIGIN: "corrected by who gave it",
    Relation.RETRACTED_BY_PUBLISHER: "retracted by its publisher",
}
_REPORTS = 5  # addresses of reports that are named with a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that can be told. ``key`` says of what, ``words`` what; ``behind``: two origins or a person stand behind it."""

    key: str
    kind: str  # toll, withdrawal, conflict, page
    subject: str
    words: str
    sentence: str
    behind: bool
    reviewed_by: str | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that is other than what was told before. ``id`` is of this change and of no other."""

    id: str
    at: str
    story: str
    title: str
    kind: str
    subject: str
    before: str | None
    after: str | None
    sentence: str
    reviewed: bool
    reviewed_by: str | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]

    def line(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def statements(book: Book, as_of: datetime, pages: Sequence[Page] = ()) -> Iterator[Statement]:
    """All that can be told of a story as of a moment, and of what ``pages`` changed of its figures. Names of private persons are
    masked."""
    names = names_of([book], mask=True)
    claims = {c.id: c for c in book.claims}
    estimates = toll_of(book, as_of)
    seconded = {e.scope: e for e in toll_of(book, as_of, policy="two-sources")}
    for e in estimates:
        if e.kind is not EstimateKind.NOTHING:
            yield _toll(book, e, seconded.get(e.scope), claims, names)
        if e.kind is EstimateKind.CONFLICTING:
            yield _conflict(book, e, claims, names)
    yield from _taken_back(book, as_of, claims, names)
    for page in pages:
        yield from _of_page(page, ZoneInfo(book.story.zone), names)


def changes(
    book: Book, found: Sequence[Statement], told: Mapping[str, str], at: datetime, *, two: bool
) -> tuple[dict[str, str], tuple[Change, ...], int]:
    """What is then told of each key; the changes that lead there; and how many wait for somebody to stand behind them."""
    words, made, waiting = {k: w for k, w in told.items() if k}, [], 0
    current = {s.key: s for s in found}
    for key, s in current.items():
        if words.get(key) == s.words:
            continue
        if two and not s.behind:
            waiting += 1
            continue
        made.append(_change(book, s, words.get(key), s.words, at))
        words[key] = s.words
    for key in sorted(words.keys() - current.keys()):
        made.append(_gone(book, key, words.pop(key), at))
    return words, tuple(made), waiting


def _change(book: Book, s: Statement, before: str | None, after: str | None, at: datetime) -> Change:
    told = json.dumps([book.story.id, book.upto, s.key, before, after])
    return Change(
        id=hashlib.sha256(told.encode()).hexdigest()[:32],
        at=at.isoformat(timespec="seconds"),
        story=book.story.id,
        title=book.story.title,
        kind=s.kind,
        subject=s.subject,
        before=before,
        after=after,
        sentence=s.sentence,
        reviewed=s.reviewed_by is not None,
        reviewed_by=s.reviewed_by,
        claims=s.claims,
        reports=s.reports,
    )


def _gone(book: Book, key: str, before: str, at: datetime) -> Change:
    """What was told can be told no more: the figures behind it were set aside, moved by a person, or erased."""
    kind, _, subject = key.partition(":")
    end = {"toll": "Nothing can be said of it now.", "conflict": "The figures no longer contradict each other."}
    told = f"{subject}: {end.get(kind, 'This no longer holds.')} Told before: {before}."
    gone = Statement(
        key=key, kind=kind, subject=subject, words="", sentence=told, behind=True, reviewed_by=None, claims=(), reports=()
    )
    return _change(book, gone, before, None, at)


def _toll(book: Book, e: Estimate, seconded: Estimate | None, claims: Mapping[str, Claim], names: Names) -> Statement:
    same = seconded is not None and (seconded.kind, seconded.low, seconded.high) == (e.kind, e.low, e.high)
    ids = _grounds(e)
    return Statement(
        key=f"toll:{scope_name(e.scope)}",
        kind="toll",
        subject=scope_name(e.scope),
        words=names.hide(bounds(e, dict(claims)) or ""),
        sentence=names.hide(e.sentence),
        behind=same or e.reviewed_by is not None,
        reviewed_by=e.reviewed_by,
        claims=ids,
        reports=_reports(book, ids, claims),
    )


def _conflict(book: Book, e: Estimate, claims: Mapping[str, Claim], names: Names) -> Statement:
    ids = tuple(b.origin for b in e.basis)
    return Statement(
        key=f"conflict:{scope_name(e.scope)}",
        kind="conflict",
        subject=scope_name(e.scope),
        words=names.hide("; ".join(sorted({_said(claims[c]) for c in ids if c in claims}))),
        sentence=names.hide(e.sentence),
        behind=len(ids) > 1 or e.reviewed_by is not None,
        reviewed_by=e.reviewed_by,
        claims=ids,
        reports=_reports(book, ids, claims),
    )


def _taken_back(book: Book, as_of: datetime, claims: Mapping[str, Claim], names: Names) -> Iterator[Statement]:
    """Figures that who gave them took back: one statement a figure, whoever carried it."""
    found: dict[tuple[str, str], list[Link]] = {}
    for link in book.links:
        c = claims.get(link.subject)
        if c is not None and link.holds and link.relation in TAKEN_BACK and (link.at is None or link.at <= as_of):
            found.setdefault((_said(c), TAKEN_BACK[link.relation]), []).append(link)
    for (said, fate), links in sorted(found.items()):
        ids = tuple(dict.fromkeys(link.subject for link in links))
        carriers = {_carrier(book.reports[claims[c].report]) for c in ids}
        person = next((link.by for link in links if link.by.startswith("person:")), None)
        subject = names.hide(said)
        yield Statement(
            key=f"withdrawal:{subject}",
            kind="withdrawal",
            subject=subject,
            words=fate,
            sentence=f"{subject}: {fate}, as told in {len(carriers)} {'outlet' if len(carriers) == 1 else 'outlets'}.",
            behind=len(carriers) > 1 or person is not None,
            reviewed_by=person,
            claims=ids,
            reports=_reports(book, ids, claims),
        )


def _of_page(page: Page, zone: ZoneInfo, names: Names) -> Iterator[Statement]:
    """What a page changed of its figures, that it vanished or was there again: each a statement of its own, told once."""
    rows = list(course_rows(page, zone, names.hide))
    title = next((h.report.title for h in page.held if h.report is not None and h.report.title), page.address)
    for n, (before, row) in enumerate(pairwise(rows), 1):
        if row["changes"] or None in (row["report"], before["report"]):
            ids = [x for change in row["changes"] for x in (change["after"], change["before"]) if x is not None]
            yield Statement(
                key=f"page:{page.address}#{n}",
                kind="page",
                subject=names.hide(title),
                words=row["sentence"],
                sentence=row["sentence"],
                behind=True,  # that the page says so is on record; the figures are those of one page
                reviewed_by=None,
                claims=tuple(dict.fromkeys(ids)),
                reports=(page.address,),
            )


def _said(c: Claim) -> str:
    by = f" ({c.attribution.said_by})" if c.attribution.said_by else ""
    return " ".join(f"{c.figure.text} {c.measure.value.replace('_', ' ')}{by}".split())


def _carrier(report: Report) -> str:
    """Who carries a report: two pages of one house are one."""
    return (report.publisher or (urlsplit(report.url).hostname if report.url else None) or report.name).casefold()


def _grounds(e: Estimate) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(b.origin for b in e.basis), *(t.claim for t in e.terms)]))


def _reports(book: Book, ids: Sequence[str], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    told = (book.reports[claims[c].report] for c in ids if c in claims)
    return tuple(dict.fromkeys(r.url or r.name.replace("\\", "/").rsplit("/", 1)[-1] for r in told))[:_REPORTS]
