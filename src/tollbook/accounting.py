"""The course of a story: what could be said at each moment at which something changed, so that a page can go through it; and
the course of the pages that it was read from: how each of them was changed, taken away or put back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tollbook.asking import toll_of, without
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim, Estimate, Held, Measure, Outcome, Page, Place, Report, ScopeKey, Visit
from tollbook.publish.account import Course, Tolls
from tollbook.reconcile import estimates_of

WORK = 120_000  # claims times moments: what is worked out in some seconds
FEWEST, MOST = 24, 240  # moments, whatever the size of the story
EFFECTS = 60_000  # claims times figures left out, one after the other, and tolls worked out without each
PLACES, LARGE = 8, 1_500  # places with a course of their own, and the claims beyond which none has
OF_PLACES = (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.ARRESTED, Measure.DISPLACED)


def course_of(book: Book, pages: Sequence[Page] = ()) -> Course:
    """The estimates of ``book`` at each moment at which it changed, or one of its ``pages`` did; where these are too many, at
    the last of chosen days."""
    every = sorted({*moments_of(book), *(h.at for p in pages for h in p.held if h.at is not None)})
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


# --------------------------------------------------------------------------------------------------------------- its pages


def pages_of(store: Ledger, book: Book, at: datetime | None = None) -> tuple[Page, ...]:
    """The pages of a story that held more than one thing by a moment: another version of the report, or nothing any more.

    A version without any claim of the story is one too: what a page no longer says may be all that it said.
    """
    claims: dict[str, tuple[Claim, ...]] = {}
    for c in book.claims:
        claims[c.report] = (*claims.get(c.report, ()), c)
    found: list[Page] = []
    urls = dict.fromkeys(r.url for r in book.reports.values() if r.url is not None)
    for url in store.revisited(urls, upto=book.upto):
        visits = store.visits(url, upto=book.upto)
        for chain in chains_of(store.versions(url, upto=book.upto)):
            if any(r.id in book.reports for r in chain):
                found.append(Page(address=url, held=tuple(_held(chain, visits, claims, ZoneInfo(book.story.zone)))))
    return pages_by(found, at)


def pages_by(pages: Sequence[Page], at: datetime | None) -> tuple[Page, ...]:
    """Of some pages, those that held more than one thing by a moment, in what they held by then; ``None``: at any."""
    cut = (Page(address=p.address, held=tuple(h for h in p.held if _by(h, at))) for p in pages)
    return tuple(p for p in cut if len(p.held) > 1)


def chains_of(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports at one address, each with its versions: by what they are versions of; else by one title, as an archive or a
    list holds the same page twice, and then in the order of their dates."""
    chains: list[list[Report]] = []
    for r in reports:
        own = next((c for c in chains if any(x.id == r.version_of for x in c)), None)
        if own is None and r.version_of is not None:  # of a version that is sealed or erased
            own = next((c for c in reversed(chains) if len(chains) == 1 or c[-1].title == r.title), None)
        elif own is None and r.title is not None:
            own = next((c for c in chains if c[-1].title == r.title), None)
        if own is None:
            chains.append([r])
        else:
            own.append(r)
    for chain in chains:
        if any(r.version_of is None for r in chain[1:]):
            chain.sort(key=_known)
    return chains


def _known(report: Report) -> tuple[bool, datetime]:
    zone = ZoneInfo("UTC")
    told = report.published
    return told is None, told.known_at(zone) if told is not None else datetime.max.replace(tzinfo=zone)


def _held(
    chain: Sequence[Report], visits: Sequence[Visit], claims: dict[str, tuple[Claim, ...]], zone: ZoneInfo
) -> Iterator[Held]:
    """What an address held, by what came of its visits; versions that no visit brought stand in their order."""
    number, met = {r.id: n for n, r in enumerate(chain, 1)}, set[str]()
    last: str | None = None  # what it held last; None: nothing
    asked = {key for v in visits for key in v.reports}

    def version(report: Report, seen: datetime | None = None) -> Held:
        met.add(report.id)
        at = seen or (report.published.known_at(zone) if report.published is not None else None)
        local = at.astimezone(zone) if at is not None else None
        return Held(number=number[report.id], report=report, at=local, claims=claims.get(report.id, ()))

    for visit in visits:
        gone = visit.outcome is Outcome.GONE
        key = None if gone else next((k for k in visit.reports if k in number), last)
        if key == last:
            continue
        last = key
        if key is None:
            yield Held(number=None, report=None, at=visit.at.astimezone(zone))
        elif key in met:
            yield version(chain[number[key] - 1], visit.at)
        else:
            yield from (version(r) for r in chain[: number[key]] if r.id == key or (r.id not in asked and r.id not in met))
    yield from (version(r) for r in chain if r.id not in met)


def _by(held: Held, at: datetime | None) -> bool:
    return at is None or (held.at is not None and held.at <= at)
