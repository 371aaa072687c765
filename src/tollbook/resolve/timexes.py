"""Time expressions: what days the words of a report stand for, by which rule.

The rules and the words are a table (`lexicon/en/times.toml`); `docs/times.md` tells how they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.model import Interval, Sentence, Span
from tollbook.resolve import timedates, timespans
from tollbook.resolve.periods import Period
from tollbook.resolve.timegrammar import find_expressions
from tollbook.resolve.timesetting import Setting
from tollbook.resolve.timewords import Word, split_words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression of time in a report.

    ``value`` is written as TIMEX3 does (2022-01-07, 2022-W01, 2022-01-06TNI, P3D, PAST_REF; X for what is not known);
    ``interval`` holds the days that it covers, ``None`` where none can be told; ``rule`` is an id of `times.toml`.
    """

    span: Span
    kind: str  # DATE, TIME, DURATION, SET
    value: str
    interval: Interval | None
    granularity: str  # time, part, day, weekend, week, month, quarter, season, year, decade, century, duration, set, vague
    rule: str


_MAKERS: dict[str, Callable[[Setting], Period | None]] = {
    f.__name__: f
    for f in (
        *(timedates.iso, timedates.slash, timedates.day_of_month, timedates.weekday, timedates.near_day, timedates.near_part),
        *(timedates.then_part, timedates.overnight, timedates.named_day, timedates.time, timedates.month, timedates.year),
        *(timedates.decade, timedates.century, timedates.season, timedates.quarter, timedates.fiscal),
        *(timespans.near_unit, timespans.the_unit, timespans.part_of_unit, timespans.trailing, timespans.ago),
        *(timespans.then_unit, timespans.then_offset, timespans.then_day_before, timespans.duration, timespans.half_unit),
        *(timespans.every, timespans.set_word, timespans.unit_of, timespans.week_of_day, timespans.vague, timespans.nothing),
    )
}
_PAIRS: dict[str, Callable[[Setting], list[tuple[int, int, Period]]]] = {
    "days_of_month": timedates.days_of_month,
    "duration_pair": timespans.duration_pair,
}
_SAID = frozenset(["day", "part", "time", "week", "weekend", "month", "season", "quarter", "year"])


def timexes(text: str, *, published: date | None, sentences: Sequence[Sentence] = ()) -> tuple[Timex, ...]:
    """The time expressions of ``text`` in order, none within another.

    What lies in no sentence is read line by line. ``published`` is the day of publication as the report states it.

    >>> found = timexes("Troops arrived on Thursday, two days after the riots.", published=date(2022, 1, 7))
    >>> [(t.span.text, t.value) for t in found]
    [('Thursday', '2022-01-06'), ('two days', 'P2D')]
    """
    out: list[Timex] = []
    said: date | None = None
    trigger = words().trigger
    for start, end in _stretches(text, sentences):
        if trigger.search(text, start, end) is None:
            continue
        for found in _of_stretch(text, split_words(text, start, end), published, said):
            out.append(found)
            if found.interval is not None and found.kind in ("DATE", "TIME") and found.granularity in _SAID:
                said = found.interval.start
    return tuple(out)


def _of_stretch(text: str, line: list[Word], published: date | None, said: date | None) -> Iterator[Timex]:
    for found in find_expressions(line):
        setting = Setting(line=line, first=found.first, last=found.last, published=published, said=said)
        if (pair := _PAIRS.get(found.rule.make)) is not None:
            made = pair(setting)
        else:
            one = _MAKERS[found.rule.make](setting)
            made = [] if one is None else [(found.first, found.last, one)]
        for first, last, period in made:
            start, end = line[first].start, line[last - 1].end
            if period.interval is not None and period.granularity in _SAID and period.kind in ("DATE", "TIME"):
                said = period.interval.start
            yield Timex(
                span=Span(start=start, end=end, text=text[start:end]),
                kind=period.kind,
                value=period.value,
                interval=period.interval,
                granularity=period.granularity,
                rule=found.rule.id,
            )


def _stretches(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The sentences, and the lines of what lies between them."""
    at = 0
    for s in sentences:
        yield from _lines(text, at, s.start)
        yield s.start, s.end
        at = s.end
    yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1
