"""Worded days -> days, counted from the day of publication; an undated report's words stay words.

These are for words that stand by themselves (`Attribution.said_on`, `Scope.when`); what a whole report says of time,
with its tenses and what was said before, is read by `timexes`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tollbook.model import Interval, Report
from tollbook.resolve.periods import moved
from tollbook.resolve.timexes import Timex, timexes

_DAYS = ("day", "part", "time")


def local_day(report: Report) -> date | None:
    """The day of publication as its report states it, whatever the zone."""
    when = report.published
    if when is None:
        return None
    return when.day if when.day is not None else when.known_at(ZoneInfo("UTC")).date()


def day_of(words: str, published: date | None) -> date | None:
    """The day that ``words`` stand for, at or before ``published``.

    >>> day_of("on Sunday", date(2022, 1, 10))
    datetime.date(2022, 1, 9)
    >>> day_of("Jan. 5", date(2022, 1, 10))
    datetime.date(2022, 1, 5)
    >>> day_of("Sunday", None) is None
    True
    """
    for found in _read(words, published):
        if found.granularity in _DAYS and found.interval is not None:
            return _behind(found.interval, published).start
    return None


def interval_of(words: str, published: date | None) -> Interval | None:
    """The days that ``words`` stand for: a day, a week, a month, a year or a range, none after ``published``.

    >>> interval_of("in early January", date(2022, 1, 8)).end
    datetime.date(2022, 1, 8)
    """
    for found in _read(words, published):
        if found.interval is not None:
            return _behind(found.interval, published)
    return None


def _behind(interval: Interval, published: date | None) -> Interval:
    """``interval`` cut at ``published``; what lies after it, and so was given without its year, is of the year before."""
    if published is None or interval.end <= published:
        return interval
    if interval.start <= published + timedelta(days=1):
        return replace(interval, end=max(interval.start, published))
    return replace(interval, start=moved(interval.start, -1, "Y"), end=moved(interval.end, -1, "Y"))


@lru_cache(maxsize=4096)
def _read(words: str, published: date | None) -> tuple[Timex, ...]:
    # "It was": words that stand by themselves tell of the past. The full stop lets "the day before" end what is said.
    found = timexes(f"It was {words}.", published=published)
    return tuple(sorted(found, key=lambda t: t.granularity not in _DAYS))
