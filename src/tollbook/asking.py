"""What is asked of a story's book: tolls as of a moment, of one place, day by day; and which claims were known by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tollbook.errors import UnknownWord
from tollbook.lexicon import table
from tollbook.model import (
    Action,
    Book,
    Claim,
    Estimate,
    EstimateKind,
    Happening,
    Heard,
    Measure,
    Place,
    Report,
    Resolution,
    ScopeKey,
    Side,
    end_of,
)
from tollbook.reconcile import estimate, estimates, happenings, heard
from tollbook.resolve import Gazetteer, open_gazetteer, resolve_acts


def toll_of(book: Book, as_of: datetime, *, policy: str = "tollbook") -> tuple[Estimate, ...]:
    """What can be said of a story as of a moment, in the order of printing."""
    return estimates(book, as_of, policy=policy)


def toll_at(
    book: Book,
    as_of: datetime,
    *,
    place: str,
    measure: Measure | None = None,
    side: Side | None = None,
    group: str | None = None,
    policy: str = "tollbook",
) -> tuple[Estimate, ...]:
    """What can be said of one place of a story. Raises `UnknownWord` for a place of which no claim is."""
    known = places_of(book)
    where = next((p for name, p in known.items() if name.casefold() == place.casefold()), None)
    if where is None:
        raise UnknownWord("place", place, tuple(sorted(known)))
    scopes = [e.scope for e in estimates(book, as_of, policy=policy) if measure is None or e.scope.measure is measure]
    counted = dict.fromkeys((s.measure, s.object) for s in scopes)
    asked = [ScopeKey(measure=m, object=o, side=side, group=group, where=where) for m, o in counted]
    found = (estimate(book, scope, as_of, policy=policy) for scope in asked)
    return tuple(e for e in found if e.kind is not EstimateKind.NOTHING or e.words or e.set_aside)


def places_of(book: Book) -> dict[str, Place]:
    """The places of a story's claims, by their own names and by the names that reports give them."""
    placed = [(c, p) for c in book.claims if (r := book.resolutions.get(c.id)) is not None and (p := r.place) is not None]
    worded = {c.scope.where: p for c, p in placed if c.scope.where}
    return {**worded, **{p.name: p for _, p in placed}}


def claims_out(book: Book, as_of: datetime | None) -> tuple[Claim, ...]:
    """Claims that the world knew by a moment; all of them, undated ones too, where none is given."""
    if as_of is None:
        return book.claims
    zone = ZoneInfo(book.story.zone)
    return tuple(c for c in book.claims if (p := book.reports[c.report].published) is not None and p.known_at(zone) <= as_of)


def without(book: Book, claim: str) -> Book:
    """``book`` as if a claim had not been read: links from and to it go with it."""
    kept = tuple(replace(c, part_of_claim=None) if c.part_of_claim == claim else c for c in book.claims if c.id != claim)
    links = tuple(x for x in book.links if claim not in (x.subject, x.object))
    return replace(book, claims=kept, links=links, resolutions={k: r for k, r in book.resolutions.items() if k != claim})


def history(book: Book, as_of: datetime) -> tuple[Estimate, ...]:
    """Estimates of the end of each day on which something was published, up to a moment: how the tolls grew."""
    zone = ZoneInfo(book.story.zone)
    days = sorted({p.local_day(zone) for r in book.reports.values() if (p := r.published) is not None})
    return tuple(e for d in days if end_of(d, zone) <= as_of for e in estimates(book, end_of(d, zone)))


Placed = Callable[[Report, tuple[Action, ...]], Sequence[Resolution]]  # where and when the acts of a report were


def acts_of(
    book: Book, gazetteer: Gazetteer, as_of: datetime | None = None, *, placed: Placed | None = None
) -> tuple[Happening, ...]:
    """The acts of a story by their days, each once; those told by a moment, where one is given. ``placed`` is `resolve_acts`,
    by one who keeps what it gave."""
    known: dict[str, Resolution] = {}
    zone = ZoneInfo(book.story.zone)
    told = [a for a in book.actions if as_of is None or _known_by(book, a.report, zone, as_of)]
    for key in dict.fromkeys(a.report for a in told):
        report = book.telling(key)
        if report is not None:
            acts = tuple(a for a in told if a.report == key)
            known |= {r.claim: r for r in (placed(report, acts) if placed is not None else resolve_acts(report, acts, gazetteer))}
    return happenings(replace(book, actions=tuple(told)), known)


def heard_of(
    book: Book, as_of: datetime, gazetteer: Gazetteer | None = None, *, placed: Placed | None = None
) -> tuple[Heard, ...]:
    """Who was heard on each day of a story up to a moment, and known reasons why little was."""
    words = {w for k, v in table("silence", "tables")["acts"].items() for w in (k, v["ends"])}
    cut = replace(book, actions=tuple(a for a in book.actions if a.word in words))
    return heard(book, as_of, acts_of(cut, gazetteer or open_gazetteer(), as_of, placed=placed) if cut.actions else ())


def _known_by(book: Book, report: str, zone: ZoneInfo, as_of: datetime) -> bool:
    found = book.telling(report)
    return found is not None and found.published is not None and found.published.known_at(zone) <= as_of


def last_known(book: Book) -> datetime:
    """The moment from which on the newest dated report of a story was known."""
    zone = ZoneInfo(book.story.zone)
    return max(
        (p.known_at(zone) for r in (*book.reports.values(), *book.acting.values()) if (p := r.published) is not None),
        default=datetime.min.replace(tzinfo=zone),
    )
