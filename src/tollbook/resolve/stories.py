"""Which story a report is filed under, and what a story is called: its place, its kind of event, its days.

Which reports tell of one event is said by `grouping`; here its answer becomes a `Story`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Book, Claim, Frame, Place, Report, Resolution, Story
from tollbook.resolve.country import countries_of
from tollbook.resolve.gazetteer import Gazetteer, fold
from tollbook.resolve.grouping import Shelf, StorySketch
from tollbook.resolve.times import local_day
from tollbook.resolve.traces import trace_of

SHARE = 0.8  # a story's place is the narrowest that holds so much of its placed claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where a report was filed, and why. ``score`` is in logarithms of odds: above 0 it is more likely of the story than not."""

    story: Story
    new: bool
    score: float
    reason: str


def sketch(book: Book) -> StorySketch:
    """The sketch of a story that the ledger holds."""
    of_report: dict[str, tuple[list[Claim], list[Resolution]]] = {key: ([], []) for key in book.reports}
    for c in book.claims:
        if c.report in of_report:
            of_report[c.report][0].append(c)
            of_report[c.report][1].extend([book.resolutions[c.id]] if c.id in book.resolutions else [])
    found = StorySketch(story=book.story)
    for key, report in book.reports.items():
        claims, resolutions = of_report[key]
        found = found.grown(report, tuple(claims), tuple(resolutions))
    return found


def assign(
    report: Report,
    claims: tuple[Claim, ...],
    resolutions: tuple[Resolution, ...],
    known: Shelf | Iterable[StorySketch],
    gazetteer: Gazetteer,
) -> Assignment:
    """Files ``report`` with the story of ``known`` that it fits best, or with a new one.

    A `Shelf` that is kept finds the story at once; of sketches alone, one is made.
    """
    shelf = known if isinstance(known, Shelf) else Shelf(known)
    fit = shelf.nearest(trace_of(report, claims, resolutions))
    if fit is not None and fit.points > 0:
        return Assignment(story=fit.sketch.story, new=False, score=fit.points, reason=fit.reason)
    place = _place(resolutions, gazetteer, countries_of(report, gazetteer))
    why = f"nearest story {fit.sketch.story.id}: {fit.reason}" if fit is not None else "shares no word with a story"
    return Assignment(story=_new_story(report, place, shelf), new=True, score=fit.points if fit is not None else 0.0, reason=why)


def retitled(book: Book) -> Story:
    """The story as its reports now tell it: place, zone, days, title and inclusion rule. A person's words are kept elsewhere."""
    places = [
        r.place
        for c in book.claims
        if (r := book.resolutions.get(c.id)) is not None and r.place is not None and c.frame is Frame.CURRENT
    ]
    place = _common(places) or book.story.place
    days = sorted(d for r in book.reports.values() if (d := local_day(r)) is not None)
    found = _kinds(book.reports.values())
    start = days[0] if days else None
    zone = (place.zone if place is not None else None) or book.story.zone
    return replace(
        book.story,
        title=_title(found, place, start),
        place=place,
        zone=zone,
        start=start,
        end=days[-1] if days else None,
        rule=_rule(place, start),
    )


# ----------------------------------------------------------------------------------------------------------------- kinds


@cache
def _events() -> dict[str, str]:
    return {w: e["key"] for e in table("events")["event"] for w in e["words"]}


def _kinds(reports: Iterable[Report]) -> dict[str, int]:
    """Kinds of event that more than one word tells of; a title's words count three times beside the text's."""
    events: Counter[str] = Counter()
    for report in reports:
        for text, weight in ((report.title or "", 3), (report.text, 1)):
            events.update({k: weight * n for k, n in Counter(_told(text)).items()})
    return {k: n for k, n in events.items() if n > 1}


def _told(text: str) -> list[str]:
    return [_events()[w] for w in re.findall(r"[^\W\d_]{3,}", text.casefold()) if w in _events()]


# --------------------------------------------------------------------------------------------------------------- stories


def _place(resolutions: tuple[Resolution, ...], gazetteer: Gazetteer, countries: tuple[str, ...]) -> Place | None:
    """Where a report's figures are of: what holds most of its placed claims, else its country."""
    found = _common([r.place for r in resolutions if r.place is not None])
    if found is not None:
        return found
    entry = gazetteer.country(countries[0]) if countries else None
    return entry.place if entry is not None else None


def _common(places: list[Place]) -> Place | None:
    """The narrowest place that holds `SHARE` of ``places``; a place's own id is among those that hold it."""
    known = {p.id: p for p in places if not p.without}
    holds = Counter(i for p in places for i in ({p.id.split("-")[0] if p.without else p.id, *p.within}))
    wide = [(-(known[i].precision), n, i) for i, n in holds.items() if i in known and n >= SHARE * len(places)]
    return known[max(wide)[2]] if wide else None


def _title(events: Mapping[str, int], place: Place | None, start: date | None) -> str:
    names = {e["key"]: e["title"] for e in table("events")["event"]}
    kind = names[max(sorted(events), key=lambda k: events[k])] if events else "Reports"
    where = f" in {place.name}" if place is not None else ""
    return f"{kind}{where}{start.strftime(', %B %Y') if start else ''}"


def _rule(place: Place | None, start: date | None) -> str:
    where = place.name if place is not None else "any place"
    since = f" from {(start - timedelta(days=3)).isoformat()} on" if start else ""
    return f"Figures of this event in {where}{since}, of every side; figures of other and past events are left out."


def _new_story(report: Report, place: Place | None, taken: Container[str]) -> Story:
    day = local_day(report)
    events = _kinds([report])
    kind = max(sorted(events), key=lambda k: events[k]) if events else ""
    parts = (fold(place.name) if place else "somewhere", kind, day.strftime("%Y-%m") if day else "undated")
    slug = "-".join(re.sub(r"\W+", "-", x).strip("-") for x in parts if x)
    if slug in taken:  # ids are never used again, and do not depend on how many stories there are
        slug += "-" + hashlib.sha256(report.id.encode()).hexdigest()[:6]
    return Story(
        id=slug,
        title=_title(events, place, day),
        place=place,
        zone=(place.zone if place is not None else None) or "UTC",
        start=day,
        end=day,
        rule=_rule(place, day),
    )


__all__ = ["Assignment", "Shelf", "StorySketch", "assign", "retitled", "sketch"]
