"""Which event a report tells of: reports are filed as they come, with the story that they fit best, or with a new one.

A story is never told apart by place alone nor by words alone: the score is the likeness of their words, faded by the time
between them, and no likeness joins what a hard conflict keeps apart (another country, another kind of event).
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Book, Claim, Frame, Place, Report, Resolution, Story
from tollbook.resolve.country import countries_of
from tollbook.resolve.gazetteer import Gazetteer, fold
from tollbook.resolve.times import local_day

JOIN = 0.28  # least score with which a report joins a story
FADE = 30.0  # days in which half of a likeness's fading part is gone
FLOOR = 0.45  # what never fades: a report of August may tell of January
SAME_EVENT = 0.35  # what the same kind of event in the same country is worth by itself
SAME_PLACE = 0.15
SURE = 4  # words of a kind of event from which on a report is surely of it
OPEN_WEEKS = 26  # a story takes in later reports for half a year, longer only where their words are much alike
SHARE = 0.8  # a story's place is the narrowest that holds so much of its placed claims


_NUMBERS = dict(
    zip("a one two three four five six seven eight nine ten".split(), (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySketch:
    """What filing needs to know of a story: its words, places, kinds of event and days."""

    story: Story
    words: Mapping[str, int]
    events: Mapping[str, int]
    places: Mapping[str, int]
    countries: Mapping[str, int]
    first: date | None
    last: date | None
    reports: int
    years: frozenset[int] = frozenset()  # that a report looks back on: "in August 2020", "three years after"

    def grown(self, report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> StorySketch:
        """The sketch with one more report."""
        one = _sketch_of(self.story, report, resolutions, None)
        return _joined(self, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where a report was filed, and why."""

    story: Story
    new: bool
    score: float
    reason: str


def sketch(book: Book) -> StorySketch:
    """The sketch of a story that the ledger holds."""
    home = book.story.place.country if book.story.place is not None else None
    found = StorySketch(
        story=book.story, words={}, events={}, places={}, countries={home: 1} if home else {}, first=None, last=None, reports=0
    )
    by_report: dict[str, list[Resolution]] = {}
    for c in book.claims:
        if c.id in book.resolutions:
            by_report.setdefault(c.report, []).append(book.resolutions[c.id])
    for key, report in book.reports.items():
        found = _joined(found, _sketch_of(book.story, report, tuple(by_report.get(key, ())), None))
    return found


def assign(
    report: Report,
    claims: tuple[Claim, ...],
    resolutions: tuple[Resolution, ...],
    known: tuple[StorySketch, ...],
    gazetteer: Gazetteer,
) -> Assignment:
    """Files ``report`` with the story of ``known`` that it fits best, or with a new one."""
    place = _place(resolutions, gazetteer, countries_of(report, gazetteer))
    story = _new_story(report, place, {s.story.id for s in known})
    one = _sketch_of(story, report, resolutions, place)
    one = replace(one, countries=Counter(one.countries) + Counter(countries_of(report, gazetteer)[:2]))
    scored = sorted(((_score(one, s), s) for s in known), key=lambda x: (-x[0][0], x[1].story.id))
    if scored and scored[0][0][0] >= JOIN:
        (score, reason), best = scored[0]
        return Assignment(story=best.story, new=False, score=score, reason=reason)
    why = f"nearest story {scored[0][1].story.id} at {scored[0][0][0]:.2f}" if scored else "first story"
    return Assignment(story=story, new=True, score=scored[0][0][0] if scored else 0.0, reason=why)


def retitled(book: Book) -> Story:
    """The story as its reports now tell it: place, zone, days, title and inclusion rule. A person's words are kept elsewhere."""
    places = [
        r.place
        for c in book.claims
        if (r := book.resolutions.get(c.id)) is not None and r.place is not None and c.frame is Frame.CURRENT
    ]
    place = _common(places) or book.story.place
    days = sorted(d for r in book.reports.values() if (d := local_day(r)) is not None)
    found = _plain_kinds(_sketch_words(book.reports.values()))
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


# ---------------------------------------------------------------------------------------------------------------- scores


def _score(one: StorySketch, story: StorySketch) -> tuple[float, str]:
    """How well a report fits a story, 0 to 1, and why."""
    if one.countries and story.countries and not _top(one.countries, 2) & _top(story.countries, 2):
        return 0.0, "another country"
    kinds, theirs = _top(one.events, 3), _top(story.events, 3)
    alike = bool(kinds & theirs) or any({a, b} & kinds and {a, b} & theirs for a, b in _near())
    sure = min(max(one.events.values(), default=0), max(story.events.values(), default=0)) >= SURE
    if sure and not alike:
        return 0.0, "another kind of event"
    likeness = _cosine(one.words, story.words)
    gap = _gap(one, story)
    looks_back = story.first is not None and story.first.year in one.years
    fade = 1.0 if looks_back else FLOOR + (1 - FLOOR) * 0.5 ** (gap / FADE)
    same = SAME_EVENT if (alike or not sure) and one.countries and story.countries else 0.0
    near = SAME_PLACE if set(one.places) & set(story.places) else 0.0
    score = (likeness * (1 - same - near) + same + near) * fade
    if gap > 7 * OPEN_WEEKS and likeness < 0.5 and not looks_back:
        score *= 0.5
    return score, f"words {likeness:.2f} alike, {gap:.0f} days apart"


def _gap(one: StorySketch, story: StorySketch) -> float:
    """Days between a report and the days of a story; 0 inside them, and where either is undated."""
    if one.first is None or story.first is None or story.last is None:
        return 0.0
    return float(max(0, (story.first - one.first).days, (one.first - story.last).days))


def _cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    def weight(counts: Mapping[str, int]) -> dict[str, float]:
        return {w: 1 + math.log(n) for w, n in counts.items()}

    x, y = weight(a), weight(b)
    shared = sum(x[w] * y[w] for w in x.keys() & y.keys())
    # the shorter text decides: a long story holds words that no one report has
    size = math.sqrt(sum(v * v for v in x.values())) * math.sqrt(
        min(sum(v * v for v in y.values()), 4 * sum(v * v for v in x.values()))
    )
    return min(1.0, shared / size) if size else 0.0


# -------------------------------------------------------------------------------------------------------------- sketches


def _sketch_of(story: Story, report: Report, resolutions: tuple[Resolution, ...], place: Place | None) -> StorySketch:
    day = local_day(report)
    words, events = _words(report)
    placed = [r.place for r in resolutions if r.place is not None] + ([place] if place is not None else [])
    placed += [story.place] if story.place is not None and not placed else []
    countries = Counter(p.country for p in placed if p.country)
    return StorySketch(
        story=story,
        words=words,
        events=events,
        places=Counter(p.id for p in placed if p.precision < 6),
        countries=countries,
        first=day,
        last=day,
        reports=1,
        years=_years(report.text, day),
    )


def _years(text: str, day: date | None) -> frozenset[int]:
    """Years that a report looks back on: those that it names before its own, and "three years after"."""
    named = {int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)}
    if day is None:
        return frozenset(named)
    for words in re.findall(
        r"\b(a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) years?[ -](?:after|on|since|ago|later)\b", text, re.I
    ):
        named.add(day.year - (int(words) if words.isdigit() else _NUMBERS[words.casefold()]))
    return frozenset(y for y in named if y < day.year)


def _joined(a: StorySketch, b: StorySketch) -> StorySketch:
    days = [d for d in (a.first, a.last, b.first, b.last) if d is not None]

    def add(x: Mapping[str, int], y: Mapping[str, int]) -> Counter[str]:
        return Counter(x) + Counter(y)

    return replace(
        a,
        words=add(a.words, b.words),
        events=add(a.events, b.events),
        places=add(a.places, b.places),
        countries=add(a.countries, b.countries),
        first=min(days) if days else None,
        last=max(days) if days else None,
        reports=a.reports + b.reports,
    )


@cache
def _events() -> dict[str, str]:
    return {w: e["key"] for e in table("events")["event"] for w in e["words"]}


@cache
def _near() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in table("events")["near"]["pairs"])


@cache
def _stop() -> frozenset[str]:
    return frozenset(table("events")["stop"]["words"].split())


def _words(report: Report) -> tuple[Counter[str], Counter[str]]:
    """Words that tell one event from another, and its kinds of event; a title's words count four times."""
    words: Counter[str] = Counter()
    events: Counter[str] = Counter()
    for text, weight in ((report.title or "", 3), (report.text, 1)):
        for w in re.findall(r"[^\W\d_]{3,}", text.casefold()):
            if w in _events():
                events[_events()[w]] += weight
            if w not in _stop():
                words[w] += weight
    return words, events


def _top(counts: Mapping[str, int], n: int) -> set[str]:
    """The ``n`` most frequent, but none with less than a third of the first one's count."""
    ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:n]
    return {k for k, v in ranked if v * 3 >= ranked[0][1]}


def _sketch_words(reports: object) -> Counter[str]:
    total: Counter[str] = Counter()
    for r in reports:  # type: ignore[attr-defined]  # any iterable of reports
        total += _words(r)[1]
    return total


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


def _plain_kinds(events: Mapping[str, int]) -> dict[str, int]:
    """Kinds of event that more than one word tells of."""
    return {k: n for k, n in events.items() if n > 1}


def _title(events: Mapping[str, int], place: Place | None, start: date | None) -> str:
    names = {e["key"]: e["title"] for e in table("events")["event"]}
    kind = names[max(sorted(events), key=lambda k: events[k])] if events else "Reports"
    where = f" in {place.name}" if place is not None else ""
    return f"{kind}{where}{start.strftime(', %B %Y') if start else ''}"


def _rule(place: Place | None, start: date | None) -> str:
    where = place.name if place is not None else "any place"
    since = f" from {(start - timedelta(days=3)).isoformat()} on" if start else ""
    return f"Figures of this event in {where}{since}, of every side; figures of other and past events are left out."


def _new_story(report: Report, place: Place | None, taken: set[str]) -> Story:
    day = local_day(report)
    events = _plain_kinds(_words(report)[1])
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


__all__ = ["Assignment", "StorySketch", "assign", "retitled", "sketch"]
