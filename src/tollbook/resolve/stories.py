"""Which story a report is filed under, and what a story is called: its place, its kind of event, its days.

Which reports tell of one event is said by `grouping`; here its answer becomes a `Story`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Book, Claim, Frame, Inclusion, Place, Report, Resolution, Story
from tollbook.resolve.country import countries_of
from tollbook.resolve.gazetteer import Gazetteer, fold
from tollbook.resolve.grouping import Shelf, StorySketch
from tollbook.resolve.inclusion import default_inclusion, rule_words
from tollbook.resolve.kinds import main_kinds
from tollbook.resolve.stretches import PastEvent, told_in
from tollbook.resolve.times import local_day
from tollbook.resolve.traces import toll_of, trace_of

_TOWN = 3  # precision of a place up to which it is a town or a district
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
    for key, report in told_in(book).items():
        claims, resolutions = of_report[key]
        if resolutions and all(r.stretch is not None and r.stretch.recalled for r in resolutions):
            continue  # who recalls an event tells little of it
        found = found.grown(report, tuple(claims), tuple(resolutions))
    return found


def assign(
    report: Report,
    claims: tuple[Claim, ...],
    resolutions: tuple[Resolution, ...],
    known: Shelf | Iterable[StorySketch],
    gazetteer: Gazetteer,
    *,
    but: Container[str] = (),
) -> Assignment:
    """Files ``report`` with the story of ``known`` that it fits best, or with a new one; with none of ``but``.

    A `Shelf` that is kept finds the story at once; of sketches alone, one is made.
    """
    shelf = known if isinstance(known, Shelf) else Shelf(known)
    fit = shelf.nearest(trace_of(report, claims, resolutions), but=but)
    if fit is not None and fit.points > 0:
        return Assignment(story=fit.sketch.story, new=False, score=fit.points, reason=fit.reason)
    place = _place(report, resolutions, gazetteer)
    why = f"nearest story {fit.sketch.story.id}: {fit.reason}" if fit is not None else "shares no word with a story"
    return Assignment(
        story=_new_story(report, claims, place, shelf), new=True, score=fit.points if fit is not None else 0.0, reason=why
    )


def recalled_story(event: PastEvent) -> Story:
    """The story of a past event that a report recalls; its id follows from place, kind and year, so that whoever recalls it
    files it there."""
    days, kind = event.days, event.kind
    parts = (_name(event.place), kind if event.place.precision > _TOWN else "", days.start.strftime("%Y"))
    title = _title({kind: 1} if kind else {}, event.place, None)
    return Story(
        id=_slug(parts),
        title=f"{title}, {days.start.year}",
        place=event.place,
        zone=event.place.zone or "UTC",
        start=days.start,
        end=days.end,
        rule=rule_words(Inclusion(), _name(event.place)),
    )


def ids_of_event(event: PastEvent) -> tuple[str, ...]:
    """The ids that a story of a past event has, if reports of its own days opened one."""
    months = range(event.days.start.month, event.days.end.month + 1) if event.days.start.year == event.days.end.year else ()
    kinds = (event.kind,) if event.kind else tuple(e["key"] for e in table("events")["event"])
    year = event.days.start.year
    return tuple(_slug((_name(event.place), k, f"{year}-{m:02d}")) for k in kinds for m in months)


def of_its_days(event: PastEvent, story: Story) -> bool:
    """A past event that a report recalls is the story's own: of its days, and in its place or one that holds it."""
    if story.start is None or story.end is None or event.days.end < story.start or story.end < event.days.start:
        return False
    a, b = story.place, event.place
    return a is None or a.id == b.id or a.id in b.within or b.id in a.within


def retitled(book: Book) -> Story:
    """The story as its reports now tell it: place, zone, days, title and inclusion rule. A person's words are kept elsewhere."""
    own, recalled = _tellers(book)
    if not own and recalled:
        return book.story  # known by recall alone: it was then
    told: dict[str, list[Place]] = {}
    for c in book.claims:
        if (r := book.resolutions.get(c.id)) is not None and r.place is not None and c.frame is Frame.CURRENT:
            told.setdefault(c.report, []).append(r.place)
    place = _common(told.values()) or book.story.place
    days = sorted(d for r in own if (d := local_day(r)) is not None)
    found = _kinds(own, book.claims)
    start = days[0] if days else None
    zone = (place.zone if place is not None else None) or book.story.zone
    rule = default_inclusion(book, place, start)
    return replace(
        book.story,
        title=_title(found, place, start),
        place=place,
        zone=zone,
        start=start,
        end=days[-1] if days else None,
        rule=rule_words(rule, _name(place) if place is not None else "any place"),
        inclusion=rule,
    )


def _tellers(book: Book) -> tuple[list[Report], list[Report]]:
    """The reports of a story, cut down to what they tell of it: those of its own days, and those that only recall it."""
    told = {
        c.report for c in book.claims if (r := book.resolutions.get(c.id)) is None or r.stretch is None or not r.stretch.recalled
    }
    every = told_in(book)
    recall = {c.report for c in book.claims} - told
    return [r for k, r in every.items() if k not in recall], [every[k] for k in every if k in recall]


# ----------------------------------------------------------------------------------------------------------------- kinds


@cache
def _events() -> dict[str, str]:
    return {w: e["key"] for e in table("events")["event"] for w in e["words"]}


def _kinds(reports: Iterable[Report], claims: tuple[Claim, ...]) -> dict[str, int]:
    """Kinds of event that more than one word tells of; a title's words count three times beside the text's. An exercise that
    harmed nobody is no crash, whatever was practised."""
    events: Counter[str] = Counter()
    for report in reports:
        for text, weight in ((report.title or "", 3), (report.text, 1)):
            events.update({k: weight * n for k, n in Counter(_told(text)).items()})
    found = {k: n for k, n in events.items() if n > 1}
    return {"exercise": 1} if "exercise" in main_kinds(found) and not toll_of(claims) else found


def _told(text: str) -> list[str]:
    return [_events()[w] for w in re.findall(r"[^\W\d_]{3,}", text.casefold()) if w in _events()]


# --------------------------------------------------------------------------------------------------------------- stories


def _place(report: Report, resolutions: tuple[Resolution, ...], gazetteer: Gazetteer) -> Place | None:
    """Where a report's figures are of: what holds most of its placed claims, else its country."""
    found = _common([[r.place for r in resolutions if r.place is not None]])
    if found is not None:
        return found
    countries = countries_of(report, gazetteer)
    entry = gazetteer.country(countries[0]) if countries else None
    return entry.place if entry is not None else None


def _common(reports: Collection[list[Place]]) -> Place | None:
    """The narrowest place that holds `SHARE` of all figures' places, and of those of each report, one for one, however many
    figures it gives; a place's own id is among those that hold it."""
    places = [(p, 1 / len(of)) for of in reports for p in of]
    known = {p.id: p for p, _ in places if not p.without}
    holds: dict[str, tuple[int, float]] = {}
    for p, part in places:
        for i in {p.id.split("-")[0] if p.without else p.id, *p.within}:
            count, parts = holds.get(i, (0, 0.0))
            holds[i] = count + 1, parts + part
    wide = [
        (-known[i].precision, count, i)
        for i, (count, parts) in holds.items()
        if i in known and count >= SHARE * len(places) and parts >= (SHARE - 1e-9) * len(reports)
    ]
    return known[max(wide)[2]] if wide else None


def _title(events: Mapping[str, int], place: Place | None, start: date | None) -> str:
    names = {e["key"]: e["title"] for e in table("events")["event"]}
    kind = names[max(sorted(events), key=lambda k: events[k])] if events else "Reports"
    where = f" in {_name(place)}" if place is not None else ""
    return f"{kind}{where}{start.strftime(', %B %Y') if start else ''}"


def _name(place: Place) -> str:
    """A story's place as it is called: a spot without a name of its own ("a checkpoint near Kirkuk") by its town."""
    return place.name.rsplit(" of ", 1)[-1] if "/" in place.id else place.name


def _slug(parts: tuple[str, ...]) -> str:
    return "-".join(re.sub(r"\W+", "-", fold(x)).strip("-") for x in parts if x)


def _new_story(report: Report, claims: tuple[Claim, ...], place: Place | None, taken: Container[str]) -> Story:
    day = local_day(report)
    events = _kinds([report], claims)
    kind = max(sorted(events), key=lambda k: events[k]) if events else ""
    slug = _slug((_name(place) if place else "somewhere", kind, day.strftime("%Y-%m") if day else "undated"))
    if slug in taken:  # ids are never used again, and do not depend on how many stories there are
        slug += "-" + hashlib.sha256(report.id.encode()).hexdigest()[:6]
    return Story(
        id=slug,
        title=_title(events, place, day),
        place=place,
        zone=(place.zone if place is not None else None) or "UTC",
        start=day,
        end=day,
        rule=rule_words(Inclusion(), _name(place) if place is not None else "any place"),
    )


__all__ = ["Assignment", "Shelf", "StorySketch", "assign", "retitled", "sketch"]
