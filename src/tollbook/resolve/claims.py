"""Claims -> resolutions: which body, which place, which days their words stand for."""

from __future__ import annotations

from tollbook.model import Claim, Place, Report, Resolution, Source
from tollbook.resolve.country import countries_of
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.naming import Kind
from tollbook.resolve.places import place_of
from tollbook.resolve.sources import source_of
from tollbook.resolve.times import day_of, local_day
from tollbook.resolve.timexes import timexes
from tollbook.resolve.toponyms import toponyms
from tollbook.resolve.when import when_of

BY = "resolve 0.1"


def resolve(report: Report, claims: tuple[Claim, ...], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """A resolution for each claim of ``report``, in order."""
    if not claims:
        return ()
    countries = countries_of(report, gazetteer)
    published = local_day(report)
    times = timexes(report.text, published=published, sentences=report.sentences)
    names = toponyms(report, gazetteer) if any(c.scope.where for c in claims) else ()
    decided = {t.span.text: t.place for t in names if t.kind in {Kind.PLACE, Kind.PART} and t.place is not None}
    known: dict[str, tuple[Place | None, str]] = {}
    bodies: dict[tuple[str, int], Source] = {}

    def source(words: str, at: int) -> Source:
        key = (words, at)
        if key not in bodies:
            bodies[key] = source_of(words, report, countries, gazetteer, at=at)
        return bodies[key]

    found = []
    for c in claims:
        reasons = []
        place = None
        if c.scope.where is not None:
            if c.scope.where not in known:
                known[c.scope.where] = place_of(c.scope.where, countries, gazetteer, decided)
            place, why = known[c.scope.where]
            reasons.append(f"place: {why}")
        told = c.attribution
        said_on = day_of(told.said_on, published) if told.said_on else None
        if told.said_on and said_on is None:
            reasons.append(f"day: {told.said_on!r} cannot be dated")
        found.append(
            Resolution(
                claim=c.id,
                source=source(told.said_by, c.figure.start) if told.said_by else None,
                via=tuple(source(v, c.figure.start) for v in told.via),
                place=place,
                occurred=when_of(c, report, times),
                said_on=said_on,
                by=BY,
                reasons=tuple(reasons),
            )
        )
    return tuple(found)
