"""The whole flow, on one screen: bytes -> reports -> claims -> resolutions -> ledger -> links -> estimates.

Only this file and the front doors import stages. Nothing below it reads a clock: ``now`` is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from tollbook.acquire import Acquired, acquire
from tollbook.errors import UnknownWord, UsageError
from tollbook.extract.rules import RulesExtractor
from tollbook.ledger import Ledger
from tollbook.model import (
    Book,
    Claim,
    DateFound,
    Estimate,
    EstimateKind,
    Link,
    Measure,
    Payload,
    Problem,
    Published,
    Reading,
    Report,
    Resolution,
    ScopeKey,
    Side,
    Story,
    end_of,
)
from tollbook.protocols import Extractor
from tollbook.read import read
from tollbook.reconcile import estimate, estimates, judge
from tollbook.resolve import Gazetteer, StorySketch, assign, open_gazetteer, resolve, retitled, sketch

BATCH = 64  # reports in one transaction: what a kill can cost is at most what was not acknowledged


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What reading one report added: ``new`` is false where the ledger had it already."""

    report: Report
    claims: tuple[Claim, ...]
    story: Story | None
    new: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of `read_into` did. ``head`` is the number and digest of the ledger's last entry: keep it elsewhere."""

    learned: tuple[Learned, ...]
    problems: tuple[Problem, ...]
    links: int
    head: tuple[int, str]


def signature(extractor: Extractor) -> str:
    """How an extractor signs its readings."""
    return f"{extractor.name} {extractor.version}"


def read_reports(
    paths: Sequence[str], *, published: Mapping[str, Published] | None = None, stdin: BinaryIO | None = None
) -> Iterator[tuple[Acquired, tuple[Report, ...], tuple[Problem, ...]] | Problem]:
    """Reports of ``paths``, item by item. ``published`` maps a name (or the last part of a path) to a given date."""
    for item in acquire(paths, stdin=stdin):
        if isinstance(item, Problem):
            yield item
            continue
        yield item, *read(item, published=_given(item.name, published or {}))


def read_into(
    ledger: Ledger,
    paths: Sequence[str],
    *,
    now: Callable[[], datetime],
    published: Mapping[str, Published] | None = None,
    stdin: BinaryIO | None = None,
    extractor: Extractor | None = None,
    gazetteer: Gazetteer | None = None,
    progress: Callable[[Learned], None] | None = None,
) -> Run:
    """Reads ``paths`` into ``ledger``: evidence first, then readings, resolutions and links, batch by batch."""
    extractor, gazetteer = extractor or RulesExtractor(), gazetteer or open_gazetteer()
    sketches = {s.id: sketch(ledger.book(s.id)) for s in ledger.stories()}
    learned: list[Learned] = []
    problems: list[Problem] = []
    waiting: list[Payload] = []
    touched: set[str] = set()
    in_batch: set[str] = set()
    links = 0

    def flush() -> None:
        if waiting:
            ledger.append(waiting, by=signature(extractor), recorded=now())
            waiting.clear()
            in_batch.clear()

    for item in read_reports(paths, published=published, stdin=stdin):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        acquired, reports, faults = item
        problems += [p for p in faults if p.report is None]
        for report in reports:
            ledger.keep(acquired.raw)
            known = ledger.reading(report.id)
            if report.id in in_batch or (known is not None and _same(known, report, extractor)):
                one = Learned(report=report, claims=known.claims if known else (), story=None, new=False)
            else:
                one = _learn(report, faults, extractor, gazetteer, sketches, waiting, ledger)
                in_batch.add(report.id)
                if one.story is not None:
                    touched.add(one.story.id)
            learned.append(one)
            if progress is not None:
                progress(one)
        if len(in_batch) >= BATCH:
            flush()
    flush()
    for story in sorted(touched):
        links += relink(ledger, story, now=now)
    return Run(learned=tuple(learned), problems=tuple(problems), links=links, head=ledger.head())


def _learn(
    report: Report,
    faults: Iterable[Problem],
    extractor: Extractor,
    gazetteer: Gazetteer,
    sketches: dict[str, StorySketch],
    waiting: list[Payload],
    ledger: Ledger,
) -> Learned:
    """Extracts, resolves and files one report; what is to be recorded goes to ``waiting``."""
    claims = extractor.extract(report)
    own = tuple(p for p in faults if p.report == report.id)
    waiting.append(Reading(report=report, extractor=signature(extractor), claims=claims, problems=own))
    if not claims:
        return Learned(report=report, claims=(), story=None, new=True, problems=own)
    resolutions = resolve(report, claims, gazetteer)
    filed = assign(report, claims, resolutions, tuple(sketches.values()), gazetteer)
    if filed.new:
        waiting.append(filed.story)
    resolutions = tuple(replace(r, story=filed.story.id) for r in resolutions)
    waiting.extend(resolutions)
    sketches[filed.story.id] = (
        sketches[filed.story.id].grown(report, claims, resolutions)
        if filed.story.id in sketches
        else sketch(
            Book(
                story=filed.story,
                reports={report.id: report},
                claims=claims,
                resolutions={r.claim: r for r in resolutions},
                links=(),
                upto=0,
            )
        )
    )
    return Learned(report=report, claims=claims, story=filed.story, new=True, problems=own)


def relink(ledger: Ledger, story: str, *, now: Callable[[], datetime]) -> int:
    """Judges ``story`` anew and records what changed: links that now hold, and those of a rule that no longer do."""
    book = ledger.book(story)
    told = retitled(book)
    if told != book.story:
        ledger.append([told], by="resolve", recorded=now())
        book = replace(book, story=told)
    found = {_key(x): x for x in judge(book)}
    standing = {_key(x): x for x in book.links}
    fresh = [x for k, x in found.items() if k not in standing or _differs(standing[k], x)]
    lifted = [
        replace(x, holds=False, reason="no longer follows from what was read")
        for k, x in standing.items()
        if x.holds and k not in found and not x.by.startswith("person:")
    ]
    changes = [*fresh, *lifted]
    if changes:
        ledger.append(changes, by="reconcile", recorded=now())
    return len(changes)


def toll_of(book: Book, as_of: datetime, *, policy: str = "tollbook") -> tuple[Estimate, ...]:
    """What can be said of a story as of a moment, in the order of printing."""
    return estimates(book, as_of, policy=policy)


def toll_at(
    book: Book, as_of: datetime, *, place: str, measure: Measure | None = None, side: Side | None = None, policy: str = "tollbook"
) -> tuple[Estimate, ...]:
    """What can be said of one place of a story. Raises `UnknownWord` for a place of which no claim is."""
    known = {r.place.name: r.place for r in book.resolutions.values() if r.place is not None}
    wanted = [p for name, p in known.items() if name.casefold() == place.casefold()]
    worded = [c for c in book.claims if (c.scope.where or "").casefold() == place.casefold() and c.id in book.resolutions]
    wanted += [p for c in worded if (p := book.resolutions[c.id].place) is not None]
    if not wanted:
        raise UnknownWord("place", place, tuple(sorted(known)))
    measures = [measure] if measure is not None else list(dict.fromkeys(e.scope.measure for e in estimates(book, as_of)))
    scopes = [ScopeKey(measure=m, side=side, where=wanted[0]) for m in measures]
    found = (estimate(book, scope, as_of, policy=policy) for scope in scopes)
    return tuple(e for e in found if e.kind is not EstimateKind.NOTHING or e.words or e.set_aside)


def claims_out(book: Book, as_of: datetime | None) -> tuple[Claim, ...]:
    """Claims that the world knew by a moment; all of them, undated ones too, where none is given."""
    if as_of is None:
        return book.claims
    zone = ZoneInfo(book.story.zone)
    return tuple(c for c in book.claims if (p := book.reports[c.report].published) is not None and p.known_at(zone) <= as_of)


def history(book: Book, as_of: datetime) -> tuple[Estimate, ...]:
    """Estimates of the end of each day on which something was published, up to a moment: how the tolls grew."""
    zone = ZoneInfo(book.story.zone)
    days = sorted({p.local_day(zone) for r in book.reports.values() if (p := r.published) is not None})
    return tuple(e for d in days if end_of(d, zone) <= as_of for e in estimates(book, end_of(d, zone)))


def last_known(book: Book) -> datetime:
    """The moment from which on the newest dated report of a story was known."""
    zone = ZoneInfo(book.story.zone)
    return max((p.known_at(zone) for r in book.reports.values() if (p := r.published) is not None), default=datetime.min.replace(tzinfo=zone))


def _same(known: Reading, report: Report, extractor: Extractor) -> bool:
    """The ledger has this reading; a date that a person gave stands until another is given."""
    given = report.published is not None and report.published.found is DateFound.GIVEN
    return known.extractor == signature(extractor) and (not given or known.report.published == report.published)


def _given(name: str, published: Mapping[str, Published]) -> Published | None:
    return published.get(name) or published.get(name.replace("\\", "/").rsplit("/", 1)[-1])


def _key(link: Link) -> tuple[str, str, str]:
    return link.subject, link.relation, link.object


def _differs(old: Link, new: Link) -> bool:
    """A person's word stands against a rule's; a rule's gives way to its own later one."""
    if old.by.startswith("person:"):
        return False
    return (old.holds, old.at, old.reason, old.dimension, old.exhaustive) != (
        new.holds,
        new.at,
        new.reason,
        new.dimension,
        new.exhaustive,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What a newer extractor reads otherwise in one report: ``gained``, ``lost`` and ``changed`` (before, after)."""

    report: Report
    before: str
    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    changed: tuple[tuple[Claim, Claim], ...]


def reread(ledger: Ledger, *, extractor: Extractor | None = None) -> Iterator[Reread]:
    """Compares each reading in force with what ``extractor`` reads in the same text; records nothing."""
    extractor = extractor or RulesExtractor()
    for reading in ledger.readings():
        now, then = {c.id: c for c in extractor.extract(reading.report)}, {c.id: c for c in reading.claims}
        gained = tuple(c for k, c in now.items() if k not in then)
        lost = tuple(c for k, c in then.items() if k not in now)
        changed = tuple((then[k], c) for k, c in now.items() if k in then and then[k] != c)
        if gained or lost or changed or reading.extractor != signature(extractor):
            yield Reread(report=reading.report, before=reading.extractor, gained=gained, lost=lost, changed=changed)


def accept(ledger: Ledger, found: Iterable[Reread], *, now: Callable[[], datetime], extractor: Extractor | None = None) -> int:
    """Records the newer readings of ``found`` and judges their stories anew; the number of readings recorded."""
    extractor, gazetteer = extractor or RulesExtractor(), open_gazetteer()
    touched: set[str] = set()
    count = 0
    for one in found:
        old = ledger.reading(one.report.id)
        if old is None:
            raise UsageError(f"Report {one.report.id} is not in the ledger.")
        claims = extractor.extract(one.report)
        stories = {s for c in old.claims if (s := ledger.story_of(c.id)) is not None}
        story = min(stories) if stories else None
        payloads: list[Payload] = [
            Reading(report=one.report, extractor=signature(extractor), claims=claims, problems=old.problems)
        ]
        payloads += [replace(r, story=ledger.story_of(r.claim) or story) for r in resolve(one.report, claims, gazetteer)]
        ledger.append(payloads, by=signature(extractor), recorded=now())
        touched |= stories
        count += 1
    for s in sorted(touched):
        relink(ledger, s, now=now)
    return count


def resolutions_of(report: Report, claims: tuple[Claim, ...], gazetteer: Gazetteer) -> dict[str, Resolution]:
    """What the wordings of ``claims`` stand for, by claim; for `extract`, which needs no ledger."""
    return {r.claim: r for r in resolve(report, claims, gazetteer)}
