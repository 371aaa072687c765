"""Time expressions: what days the words of a report stand for, by which rule.

The rules and the words are a table (`lexicon/en/times.toml`); `docs/times.md` tells how they are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tollbook.model import Interval, Sentence, Span
from tollbook.resolve import timedates, timespans, timeyears
from tollbook.resolve.periods import Period
from tollbook.resolve.timeanchors import counted_from
from tollbook.resolve.timegrammar import Found, find_expression, find_otherwise
from tollbook.resolve.timesetting import Setting
from tollbook.resolve.timewords import Word, may_hold, split_words


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
    name: getattr(module, name)
    for module, names in (
        (timedates, "iso slash day_of_month weekday near_day near_part then_part overnight named_day named_week noon time"),
        (timeyears, "month year decade century season quarter fiscal"),
        (timespans, "near_unit the_unit part_of_unit trailing ago then_unit then_offset then_day_before duration half_unit"),
        (timespans, "every set_word unit_of week_of_day vague nothing"),
    )
    for name in names.split()
}
_PAIRS: dict[str, Callable[[Setting], list[tuple[int, int, Period]]]] = {
    "days_of_month": timedates.days_of_month,
    "duration_pair": timespans.duration_pair,
}
_END = re.compile(r"\n|(?:[a-z]{3}|\d|[a-z]\))[.?!][”\"'’)]*\s+(?=[A-Z“\"‘'`(])")
_NEAR = 4  # days before publication, on which a weekday is called by its name alone
_SAID = frozenset(["day", "part", "time", "week", "weekend", "month", "season", "quarter", "year"])


def timexes(text: str, *, published: date | None, sentences: Sequence[Sentence] = ()) -> tuple[Timex, ...]:
    """The time expressions of ``text`` in order, none within another.

    What lies in no sentence is read line by line. ``published`` is the day of publication as the report states it.

    >>> found = timexes("Troops arrived on Thursday, two days after the riots.", published=date(2022, 1, 7))
    >>> [(t.span.text, t.value) for t in found]
    [('Thursday', '2022-01-06'), ('two days', 'P2D')]
    """
    out: list[Timex] = []
    said = _Said()
    for start, end in _stretches(text, sentences):
        if may_hold(text, start, end):
            out += _of_stretch(text, split_words(text, start, end), published, said)
    return tuple(_counted(text, list(_last_week(out, published))))


def _counted(text: str, found: Sequence[Timex]) -> Iterator[Timex]:
    """Lengths of time that count from an event, with their day."""
    days = [(t.span.start, t.span.end, t.interval) for t in found if t.interval is not None and t.granularity in ("day", "part")]
    for t in found:
        day = counted_from(text, t.span.end, t.value, days) if t.kind == "DURATION" and days else None
        yield t if day is None else replace(t, interval=day)


def _last_week(found: Sequence[Timex], published: date | None) -> Iterator[Timex]:
    """ "Last Sunday" on a Monday, in a report that calls the day before "Sunday", is the Sunday of the week before."""
    bare = {(t.span.text.casefold(), t.value) for t in found if t.rule == "day.weekday"}
    for t in found:
        last, _, day = t.span.text.casefold().partition(" ")
        near = published is not None and t.interval is not None and (published - t.interval.start).days <= _NEAR
        if last == "last" and near and (day, t.value) in bare and t.interval is not None:
            start = t.interval.start - timedelta(days=7)
            yield replace(t, value=start.isoformat(), interval=Interval(start=start, end=start, precision="day"))
        else:
            yield t


@dataclass(slots=True)
class _Said:
    """The last dated things said, as reading goes on."""

    any: date | None = None
    day: date | None = None

    def note(self, period: Period) -> None:
        if period.interval is None or period.kind not in ("DATE", "TIME") or period.granularity not in _SAID:
            return
        self.any = period.interval.start
        if period.granularity in ("day", "part", "time"):
            self.day = period.interval.start


def _of_stretch(text: str, line: list[Word], published: date | None, said: _Said) -> Iterator[Timex]:
    letters = "".join([w.letter for w in line])
    at = 0
    while (found := find_expression(letters, at)) is not None:
        made = _made(line, found, published, said)
        while not made and found.rule.make != "nothing" and (other := find_otherwise(letters, found)) is not None:
            found, made = other, _made(line, other, published, said)
        # Where the words of a rule have no value, they may still hold an expression ("night of Oct. 23").
        at = found.last if made or found.rule.make == "nothing" else found.first + 1
        for first, last, period in made:
            said.note(period)
            start, end = line[first].start, line[last - 1].end
            yield Timex(
                span=Span(start=start, end=end, text=text[start:end]),
                kind=period.kind,
                value=period.value,
                interval=period.interval,
                granularity=period.granularity,
                rule=found.rule.id,
            )


def _made(line: list[Word], found: Found, published: date | None, said: _Said) -> list[tuple[int, int, Period]]:
    setting = Setting(line=line, first=found.first, last=found.last, published=published, said=said.any, said_day=said.day)
    if (pair := _PAIRS.get(found.rule.make)) is not None:
        return pair(setting)
    one = _MAKERS[found.rule.make](setting)
    return [] if one is None else [(found.first, found.last, one)]


def _stretches(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The sentences, and the lines of what lies between them."""
    at = 0
    for s in sentences:
        yield from _lines(text, at, s.start)
        yield s.start, s.end
        at = s.end
    yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for m in _END.finditer(text, start, end):
        yield start, m.end()
        start = m.end()
    if start < end:
        yield start, end
