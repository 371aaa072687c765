"""The course of a story: what could be said at each moment at which something changed, so that a page can go through it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tollbook.asking import toll_of, without
from tollbook.model import Book, Estimate, Measure, Place, ScopeKey
from tollbook.publish.account import Course, Tolls
from tollbook.reconcile import estimates_of

WORK = 120_000  # claims times moments: what is worked out in some seconds
FEWEST, MOST = 24, 240  # moments, whatever the size of the story
EFFECTS = 60_000  # claims times figures left out, one after the other, and tolls worked out without each
PLACES, LARGE = 8, 1_500  # places with a course of their own, and the claims beyond which none has
OF_PLACES = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.ARRESTED, Measure.DISPLACED)


def course_of(book: Book) -> Course:
    """The estimates of ``book`` at each moment at which it changed; where these are too many, at the last of chosen days."""
    every = moments_of(book)
    kept = chosen(every, max(FEWEST, min(MOST, WORK // max(1, len(book.claims)))), ZoneInfo(book.story.zone))
    tolls: list[Tolls] = [(at, toll_of(book, at)) for at in kept]
    scopes = _of_places(book)
    places: list[Tolls] = [(at, estimates_of(book, scopes, at)) for at in kept] if scopes else []
    return Course(tolls=tuple(tolls), places=tuple(places), changes=len(every))


def effects_of(book: Book, at: datetime) -> dict[str, tuple[Estimate, ...]]:
    """For each figure on which a toll of ``book`` rests: the tolls that rest on it, as they would be had it not been read.

    A toll that is left out could not be said at all. Of a large story, the figures of the first tolls.
    """
    found: dict[str, list[ScopeKey]] = {}
    for e in toll_of(book, at):
        for claim in dict.fromkeys([*(t.claim for t in e.terms), *(b.origin for b in e.basis)]):
            found.setdefault(claim, []).append(e.scope)
    most = max(8, EFFECTS // max(1, len(book.claims)))
    return {
        claim: tuple(e for e in toll_of(without(book, claim), at) if e.scope in scopes)
        for claim, scopes in list(found.items())[:most]
    }


def known_by(book: Book, at: datetime) -> Book:
    """``book`` with nothing in it that was published after a moment; undated reports stay."""
    zone = ZoneInfo(book.story.zone)
    reports = {k: r for k, r in book.reports.items() if (p := r.published) is None or p.known_at(zone) <= at}
    claims = tuple(c for c in book.claims if c.report in reports)
    ids = {c.id for c in claims} | set(reports)
    gone = ({c.id for c in book.claims} | set(book.reports)) - ids
    links = tuple(x for x in book.links if (x.at is None or x.at <= at) and not {x.subject, x.object} & gone)
    known = {k: r for k, r in book.resolutions.items() if k in ids}
    return replace(book, reports=reports, claims=claims, links=links, resolutions=known)


def moments_of(book: Book) -> tuple[datetime, ...]:
    """Every moment at which a report was published or a judgement took effect, oldest first, in the story's zone."""
    zone = ZoneInfo(book.story.zone)
    known = {p.known_at(zone).astimezone(zone) for r in book.reports.values() if (p := r.published) is not None}
    return tuple(sorted(known | {x.at.astimezone(zone) for x in book.links if x.holds and x.at is not None}))


def chosen(every: Sequence[datetime], most: int, zone: ZoneInfo) -> tuple[datetime, ...]:
    """At most ``most`` of the moments: all; else the last of each day; else of every second, third ... day. The newest always."""
    if len(every) <= most:
        return tuple(every)
    days = sorted({at.astimezone(zone).date(): at for at in every}.values())
    step = -(-len(days) // most)
    return tuple(reversed(days[::-1][::step]))


def _of_places(book: Book) -> tuple[ScopeKey, ...]:
    """Scopes of the places that most claims are of: the whole of each main measure there."""
    if len(book.claims) > LARGE:
        return ()
    home = book.story.place
    told: Counter[tuple[Measure, str]] = Counter()
    known: dict[str, Place] = {}
    for claim in book.claims:
        r = book.resolutions.get(claim.id)
        place = r.place if r is not None else None
        if place is not None and claim.measure in OF_PLACES and (home is None or place.id != home.id):
            told[claim.measure, place.id] += 1
            known.setdefault(place.id, place)
    most = [key for key, n in told.most_common() if n > 1][: PLACES * 2]
    return tuple(ScopeKey(measure=measure, where=known[place]) for measure, place in most)
