"""Reports into stories as they come: a report joins the story that it most likely tells of, or opens one.

How rare a word is follows from the stories that are known: a word that one story is full of stays rare. A report is compared
with the few stories that share its rarest words, and with a few reports of each, so that its cost does not grow with what
has been read before.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

import msgspec

from tollbook.model import Claim, Report, Resolution, Story
from tollbook.resolve.kinds import alike, main_kinds, other_craft, size
from tollbook.resolve.likeness import Likeness, Telling, likeness
from tollbook.resolve.traces import Trace, limits, trace_of

VERSION = "resolve.grouping 0.3"  # of sketches: those of another version are made anew


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySketch:
    """What filing knows of a story: the traces of a few of its reports, and what all of them told of its days, its kind,
    its countries and its size."""

    story: Story
    traces: tuple[Trace, ...] = ()
    reports: int = 0
    first: date | None = None
    last: date | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    toll: float = 0.0

    def grown(self, report: Report, claims: tuple[Claim, ...], resolutions: tuple[Resolution, ...]) -> StorySketch:
        """The sketch with one more report."""
        return self.with_trace(trace_of(report, claims, resolutions))

    def with_trace(self, trace: Trace) -> StorySketch:
        """The sketch with the trace of one more report; of many, the first two and the latest are kept."""
        if any(t.report == trace.report for t in self.traces):  # read again: with another date, or by a newer extractor
            return replace(self, traces=tuple(trace if t.report == trace.report else t for t in self.traces))
        traces = (*self.traces, trace)
        if len(traces) > limits()["kept"]:
            traces = (*traces[:2], *traces[3:])
        days = [d for d in (self.first, self.last, trace.day) if d is not None]
        return replace(
            self,
            traces=traces,
            reports=self.reports + 1,
            first=min(days, default=None),
            last=max(days, default=None),
            kinds=Counter(self.kinds) + Counter(trace.kinds),
            countries=Counter(self.countries) + Counter(trace.countries[:1]),
            toll=max(self.toll, trace.toll),
        )

    def vocabulary(self) -> frozenset[int]:
        """All words by which it is found."""
        return frozenset().union(*(t.vocabulary() for t in self.traces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a report fits a story: above nought it is more likely of it than not."""

    sketch: StorySketch
    points: float
    said: str  # what of it is not points
    likest: Likeness | None = None  # of the story's reports

    @property
    def reason(self) -> str:
        """In words, made where it is asked for: of many stories looked at, one is told of."""
        if self.likest is None:
            return self.said
        return f"another event: {_named(self.likest)}" if not self.said else f"{_named(self.likest)}; {self.said}"


class Kept(Protocol):
    """Where a shelf finds what it does not hold at hand: stories by number, and words by the stories that told them last."""

    def count(self) -> int: ...
    def number(self, story: str) -> int | None: ...
    def body(self, number: int) -> bytes: ...
    def told(self, words: Iterable[int]) -> Mapping[int, tuple[int, list[int]]]: ...


class _Nothing:
    """Nothing was kept before."""

    def count(self) -> int:
        return 0

    def number(self, story: str) -> int | None:
        return None

    def body(self, number: int) -> bytes:
        raise KeyError(number)

    def told(self, words: Iterable[int]) -> Mapping[int, tuple[int, list[int]]]:
        return {}


@dataclass(slots=True)
class _Told:
    """By how many stories a word was told, and the latest of them."""

    stories: int
    latest: list[int]


class Shelf:
    """The stories known so far, found by their rare words. What it holds follows from the sketches put into it, in order.

    At hand are the stories and words that were asked for; the rest stays where it is kept.
    """

    def __init__(self, sketches: Iterable[StorySketch] = (), *, kept: Kept | None = None) -> None:
        self._kept: Kept = kept if kept is not None else _Nothing()
        self._stories = self._kept.count()
        self._numbers: dict[str, int] = {}
        self._sketches: dict[int, StorySketch] = {}
        self._told: dict[int, _Told] = {}
        self.grown: set[int] = set()  # numbers of stories that changed since `changes` was asked
        self._words: set[int] = set()
        for s in sketches:
            self.put(s)

    def __len__(self) -> int:
        return self._stories

    def __contains__(self, story: object) -> bool:
        return isinstance(story, str) and self._number(story) is not None

    def __getitem__(self, story: str) -> StorySketch:
        number = self._number(story)
        if number is None:
            raise KeyError(story)
        return self._sketch(number)

    def put(self, sketch: StorySketch) -> None:
        """A story that is new, or has grown, or has nothing any more."""
        words, number = sketch.vocabulary(), self._number(sketch.story.id)
        before = frozenset[int]()
        if number is None:
            self._stories += 1
            number = self._numbers[sketch.story.id] = self._stories
        else:
            before = self._sketch(number).vocabulary()
        self._look_up(words ^ before)
        for w in words - before:
            told = self._told.setdefault(w, _Told(0, []))
            told.stories += 1
            told.latest = [*told.latest[1 - limits()["shared"] :], number]
        for w in before - words:
            told = self._told.setdefault(w, _Told(1, []))
            told.stories = max(0, told.stories - 1)
            if number in told.latest:
                told.latest.remove(number)
        self._words |= words ^ before
        self._sketches[number] = sketch
        self.grown.add(number)

    def changes(self) -> tuple[list[tuple[int, str, bytes]], list[tuple[int, int, list[int]]]]:
        """Stories and words that changed since this was asked last, to be kept; then little stays at hand."""
        stories = [(n, self._sketches[n].story.id, _encode(self._sketches[n])) for n in sorted(self.grown)]
        words = [(w, self._told[w].stories, self._told[w].latest) for w in sorted(self._words)]
        self.grown.clear()
        self._words.clear()
        return stories, words

    def ease(self) -> None:
        """Lets go of what is kept and need not be at hand; for after its changes were kept."""
        if len(self._sketches) > limits()["at_hand"]:
            self._sketches.clear()
            self._numbers.clear()
        if len(self._told) > limits()["words_at_hand"]:
            self._told.clear()

    def nearest(self, trace: Trace, *, but: Container[str] = ()) -> Fit | None:
        """The story that the report of ``trace`` fits best, or ``None`` where no word of it is known; none of ``but``."""
        fits = (f for f in self._fits(trace) if f.sketch.story.id not in but)
        return max(fits, key=lambda f: (f.points, f.sketch.story.id), default=None)

    def _fits(self, trace: Trace) -> list[Fit]:
        rarity = self._rarity(trace)
        telling = _telling(trace, rarity)
        prior = math.log(max(1.0, limits()["few"] / len(self))) if len(self) else 0.0
        found = map(self._sketch, self._candidates(rarity))
        return [_fit(trace, telling, sketch, prior) for sketch in found if sketch.traces]

    def alike(self, story: str) -> Fit | None:
        """The story that most of this one's reports fit best, if they do: one that a person may want to merge it with."""
        traces = self[story].traces
        fits = [f for t in traces for f in self._fits(t) if f.sketch.story.id != story]
        points: dict[str, float] = defaultdict(float)
        for f in fits:
            points[f.sketch.story.id] += max(f.points, limits()["floor"]) - limits()["floor"]
        best = max(points, key=lambda k: (points[k], k), default=None)
        mean = points[best] / len(traces) + limits()["floor"] if best is not None else 0.0
        if best is None or mean <= 0:
            return None
        told = max((f for f in fits if f.sketch.story.id == best), key=lambda f: f.points)
        return replace(told, sketch=self[best], points=mean)

    def _number(self, story: str) -> int | None:
        if story not in self._numbers:
            number = self._kept.number(story)
            if number is None:
                return None
            self._numbers[story] = number
        return self._numbers[story]

    def _sketch(self, number: int) -> StorySketch:
        if number not in self._sketches:
            self._sketches[number] = _decode(self._kept.body(number))
        return self._sketches[number]

    def _look_up(self, words: Iterable[int]) -> None:
        """Brings to hand what is kept of words."""
        asked = [w for w in words if w not in self._told]
        if asked:
            for w, (stories, latest) in self._kept.told(asked).items():
                self._told[w] = _Told(stories, latest)

    def _rarity(self, trace: Trace) -> dict[int, float]:
        """ln of stories over stories that tell the word; words that none tells are left out: they are shared with none."""
        vocabulary = trace.vocabulary()
        self._look_up(vocabulary)
        stories, told, log = math.log(len(self) + limits()["stories"]), self._told, math.log
        found = ((w, t.stories) for w in vocabulary if (t := told.get(w)) is not None)
        return {w: stories - log(1 + n) for w, n in found if n}

    def _candidates(self, rarity: Mapping[int, float]) -> list[int]:
        """The stories with most of the rarest words; of a word of many stories, the latest."""
        found: dict[int, float] = defaultdict(float)
        for r, w in sorted([(-r, w) for w, r in rarity.items()])[: limits()["asked"]]:
            weight = r * r
            for key in self._told[w].latest:
                found[key] += weight
        most = limits()["candidates"]
        least = sorted(found.values())[-most] if len(found) > most else 0.0
        return [k for _, k in sorted([(-v, k) for k, v in found.items() if v >= least])[:most]]


_encode = msgspec.msgpack.Encoder().encode
_decoder: msgspec.msgpack.Decoder[StorySketch] = msgspec.msgpack.Decoder(StorySketch)


def _decode(body: bytes) -> StorySketch:
    return _decoder.decode(body)


def _telling(trace: Trace, rarity: Mapping[int, float]) -> Telling:
    rare = limits()["rare"]
    above = {w: r - rare for w, r in rarity.items() if r > rare}
    return Telling(
        above=above,
        words=trace.words & above.keys(),
        names=trace.names & above.keys(),
        events=trace.events & above.keys(),
        kinds=main_kinds(trace.kinds),
        countries=frozenset(trace.countries),
    )


def _fit(trace: Trace, telling: Telling, sketch: StorySketch, prior: float) -> Fit:
    """The mean of a story's likest report and of all that are remembered: neither one stray report nor the mass decides."""
    floor, same_kind = limits()["floor"], alike(telling.kinds, main_kinds(sketch.kinds))
    if (not same_kind and _of_sure_kinds(trace, sketch)) or _of_other_kinds(trace, telling, sketch):
        return Fit(sketch=sketch, points=floor, said="another kind of event")
    days = _days_apart(trace, sketch)
    of_story = {"gap": math.log1p(days), "few": prior, **_crisis(trace, sketch, same_kind=same_kind)}
    found = [likeness(trace, telling, other, of_story) for other in sketch.traces]
    likest = max(found, key=lambda x: x.points)
    if 2 * sum([x.apart for x in found]) >= len(found):
        return Fit(sketch=sketch, points=floor, said="", likest=likest)
    ceiling = limits()["ceiling"]
    within = [min(ceiling, max(floor, x.points)) for x in found]
    points = (max(within) + math.fsum(within) / len(within)) / 2
    return Fit(sketch=sketch, points=points, said=f"{days:.0f} days apart", likest=likest)


def _days_apart(trace: Trace, sketch: StorySketch) -> float:
    """Days between a report and the days of a story, 0 within them; a report that looks back on its month is near it."""
    if trace.day is None or sketch.first is None or sketch.last is None:
        return float(limits()["undated"])
    gap = float(max(0, (sketch.first - trace.day).days, (trace.day - sketch.last).days))
    if gap > limits()["recalled"] and trace.recalled:
        first = sketch.first.isoformat()
        if first[:4] in trace.recalled or first[:7] in trace.recalled:
            return float(limits()["recalled"])
    return gap


def _crisis(trace: Trace, sketch: StorySketch, *, same_kind: bool) -> dict[str, float]:
    """A large event of one kind in one country, where both can tell of it; half of it where kind or country is not said."""
    how_large = size(trace.toll, sketch.toll)
    kinds = bool(trace.kinds and sketch.kinds)
    countries = bool(trace.countries and sketch.countries)
    if how_large == 0 or (kinds and not same_kind):
        return {}
    if countries and trace.countries[0] not in main_kinds(sketch.countries):
        return {}
    said = (kinds + countries) / 2
    return {"crisis": said, "large": said * how_large} if said else {}


def _of_sure_kinds(trace: Trace, sketch: StorySketch) -> bool:
    """Both surely tell of a kind of event."""
    told, known = max(trace.kinds.values(), default=0), max(sketch.kinds.values(), default=0)
    return bool(min(told, known) >= limits()["sure"])


def _of_other_kinds(trace: Trace, telling: Telling, sketch: StorySketch) -> bool:
    """Like in words alone: both tell of a crash, of another craft each; or one of an exercise that harmed nobody."""
    if _of_exercise(trace) != all(map(_of_exercise, sketch.traces)):
        return True
    if set(telling.kinds) & set(main_kinds(sketch.kinds)) != {"crash"}:
        return False
    known = Counter[str]()
    for t in sketch.traces:
        known |= Counter(t.craft)
    return other_craft(trace.craft, known)


def _of_exercise(trace: Trace) -> bool:
    return not trace.toll and "exercise" in main_kinds(trace.kinds)


def _named(found: Likeness) -> str:
    """What a score is made of, largest first."""
    ranked = sorted(found.weighed().items(), key=lambda x: (-abs(x[1]), x[0]))
    return ", ".join(f"{k.replace('_', ' ')} {v:+.1f}" for k, v in ranked if k != "base" and abs(v) >= 0.3)


__all__ = ["VERSION", "Fit", "Kept", "Shelf", "StorySketch"]
