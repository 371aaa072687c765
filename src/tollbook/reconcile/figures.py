"""A claim as the rules see it: with its source, its place, the day it was said, and from when on the world knew it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tollbook.model import (
    Block,
    BlockKind,
    Book,
    Claim,
    Frame,
    Place,
    Report,
    Resolution,
    Scope,
    Side,
    Source,
    SourceKind,
    WhoClass,
)
from tollbook.reconcile.nearby import Told, by_sentence, grown, narrowed
from tollbook.reconcile.quantities import stated
from tollbook.reconcile.tables import one_sided

_COUNT_OF_ONE = re.compile(r"\b(?:one|1(?![-\w])|single|lone|sole|only)\b", re.I)
_KEPT = 4
_GROUPS = {
    WhoClass.CHILDREN: "children",
    WhoClass.WOMEN: "women",
    WhoClass.FOREIGNERS: "foreigners",
    WhoClass.JOURNALISTS: "journalists",
    WhoClass.OFFICIALS: "officials",
    WhoClass.WORKERS: "workers",
    WhoClass.STUDENTS: "students",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One claim of a story. ``said`` is the day on which it was said, else the day by which it had been (``dated`` false)."""

    claim: Claim
    value: int | None  # the number said
    report: Report
    source: Source | None  # None: the report's own voice
    via: tuple[Source, ...]
    place: Place | None
    known: datetime | None  # None: undated, takes part in no as-of
    said: date | None
    dated: bool
    side: Side
    group: str | None
    headline: bool
    restricted: bool
    increment: bool
    recalled: bool = False  # by a report whose own event is another: it bounds a toll only where nobody else does

    @property
    def named(self) -> bool:
        """Its source is a body that counts and can be asked; an agency passes on, unless it counted for itself."""
        if self.source is None or self.source.unspecified or self.source.kind is SourceKind.WITNESS:
            return False
        return self.source.kind not in {SourceKind.AGENCY, SourceKind.PUBLISHER} or self.claim.attribution.own_observation

    @property
    def own_voice(self) -> bool:
        """The report says it for itself, and did not see it."""
        return self.source is None and not self.claim.attribution.own_observation

    @property
    def nobody(self) -> bool:
        """Its source is nobody who can be asked: residents, activists, "some reports"."""
        return self.source is not None and self.source.kind is SourceKind.WITNESS and self.source.unspecified

    @property
    def person(self) -> bool:
        """One person told of ("a 15-year-old boy", a name), not a count of one."""
        return self.value == 1 and _COUNT_OF_ONE.search(self.claim.figure.text) is None

    @property
    def vague_place(self) -> bool:
        """Bound to a place that no gazetteer knows: never the whole."""
        return self.claim.scope.where is not None and self.place is None


_seen: list[tuple[Book, tuple[Figure, ...]]] = []  # of the books asked for last: each moment of a book has the same figures


def figures(book: Book) -> tuple[Figure, ...]:
    """All current claims of ``book``, by when they were known, undated last."""
    for other, known in tuple(_seen):
        if _alike(book, other):
            return known
    found = _figures(book)
    _seen[:] = [(book, found), *_seen[: _KEPT - 1]]
    return found


def _alike(book: Book, other: Book) -> bool:
    """Both are made of the very same records, whatever their links."""
    same = book.claims is other.claims and book.reports is other.reports and book.resolutions is other.resolutions
    return same and book.story == other.story


def _figures(book: Book) -> tuple[Figure, ...]:
    zone = ZoneInfo(book.story.zone)
    known = {c.id: c for c in book.claims}
    current = [c for c in book.claims if book.of_event(c) and c.report in book.reports]
    told = {k: _told(r, zone) for k, r in book.reports.items()}
    beside = by_sentence(current)
    found = [_figure(c, known.get(c.part_of_claim or ""), told[c.report], book.resolutions.get(c.id), beside) for c in current]
    return tuple(sorted(found, key=_order))


def _order(f: Figure) -> tuple[bool, str, str, int, str]:
    return f.known is None, f.known.isoformat() if f.known else "", f.report.id, f.claim.figure.start, f.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A report with what all its figures share: from when on it was known, and where its headlines stand."""

    report: Report
    known: datetime | None
    day: date | None
    headlines: tuple[Block, ...]


def _told(report: Report, zone: ZoneInfo) -> _Told:
    published = report.published
    return _Told(
        report=report,
        known=published.known_at(zone).astimezone(zone) if published is not None else None,
        day=published.local_day(zone) if published is not None else None,
        headlines=tuple(b for b in report.blocks if b.kind is BlockKind.HEADLINE),
    )


def _figure(claim: Claim, whole: Claim | None, told: _Told, r: Resolution | None, beside: Told) -> Figure:
    said = r.said_on if r is not None and r.said_on is not None else None
    scope = claim.scope
    side = scope.side
    if claim.measure in one_sided() and side is Side.OTHERS and scope.label is None:
        side = Side.NOT_SAID
    return Figure(
        claim=claim,
        value=stated(claim.quantity),
        report=told.report,
        source=r.source if r is not None else None,
        via=r.via if r is not None else (),
        place=r.place if r is not None else None,
        known=told.known,
        said=said or told.day,
        dated=said is not None,
        side=side,
        headline=any(b.start <= claim.figure.start < b.end for b in told.headlines),
        group=scope.group or (_GROUPS.get(scope.who_class) if scope.who_class else None),
        restricted=narrowed(claim) or _unnamed_part(claim, whole),
        increment=grown(claim, beside),
        recalled=claim.frame is Frame.BACKGROUND,
    )


def _unnamed_part(claim: Claim, whole: Claim | None) -> bool:
    """A part told apart by no side, place or group: "three of them are Lebanese"."""
    if claim.part_of is None:
        return False
    a, b = claim.scope, whole.scope if whole is not None else Scope()
    side = a.side in {Side.STATE_FORCES, Side.OTHERS} and a.side is not b.side
    return not side and a.where in {None, b.where} and a.group in {None, b.group}


def contains(whole: Place | None, part: Place | None) -> bool:
    """``part`` lies in ``whole`` or is it; ``None`` is the whole story."""
    if whole is None:
        return True
    return part is not None and (part.id == whole.id or whole.id in part.within)


def same_place(a: Place | None, b: Place | None, home: Place | None) -> bool:
    """Two places are one; no place is the story's own."""
    x, y = _at_home(a, home), _at_home(b, home)
    return x is None or y is None or x.id == y.id or _twins(x, y)


def _twins(x: Place, y: Place) -> bool:
    """A town and the unit of its name around it: reports mean one by either word."""
    return (
        x.name == y.name and x.country == y.country and (x.id in y.within or y.id in x.within) and not x.without and not y.without
    )


def _at_home(place: Place | None, home: Place | None) -> Place | None:
    """What holds the whole story is the story's place: a country's dead of a city's blast are the city's."""
    return home if place is None or (home is not None and place.id in home.within) else place


def with_said(figure: Figure, said: date | None) -> Figure:
    """The figure, said on another day: a lineage is as old as its origin."""
    return replace(figure, said=said)


def by_claim(found: Iterable[Figure]) -> dict[str, Figure]:
    """Figures by their claims' ids."""
    return {f.claim.id: f for f in found}
