"""Worded days -> days, counted from the day of publication; an undated report's words stay words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tollbook.model import Interval, Report

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (\d{{4}}))?", re.I)
_MONTH_DAY = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?", re.I)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? (?:of )?(\d{{4}})\b", re.I)
_MONTH_ALONE = re.compile(rf"\b(?:in|since|during|of|early|late|mid) {_MONTH}(?!\w)", re.I)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")


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
    low = words.casefold()
    if (m := _ISO.search(low)) is not None:
        return _date(int(m[1]), int(m[2]), int(m[3]))
    if (m := _DAY_MONTH.search(low)) is not None:
        return _dated(m[3], m[2], m[1], published)
    if (m := _MONTH_DAY.search(low)) is not None and len(m[2]) < 3:
        return _dated(m[3], m[1], m[2], published)
    if published is None:
        return None
    if re.search(r"\b(today|tonight|this (?:morning|afternoon|evening)|so far today)\b", low):
        return published
    if re.search(r"\b(yesterday|last night|the day before)\b", low):
        return published - timedelta(days=1)
    for n, name in enumerate(_DAYS):
        if re.search(rf"\b{name}\b", low):
            back = (published.weekday() - n) % 7
            return published - timedelta(days=back or (7 if "last " + name in low else 0))
    return None


def interval_of(words: str, published: date | None) -> Interval | None:
    """The days that ``words`` stand for: a day, a week, a month or a year."""
    day = day_of(words, published)
    if day is not None:
        return Interval(start=day, end=day, precision="day")
    low = words.casefold()
    if (m := _MONTH_YEAR.search(low)) is not None:
        return _month(int(m[2]), _number(m[1]))
    if published is None:
        return None if (m := _YEAR.search(low)) is None else _year(int(m[1]))
    if re.search(r"\b(?:this|past|last|the) week\b", low):
        return Interval(start=published - timedelta(days=6), end=published, precision="week")
    if re.search(r"\bthis month\b", low):
        return _month(published.year, published.month)
    if (m := _MONTH_ALONE.search(low)) is not None:
        month = _number(m[1])
        return _month(published.year if month <= published.month else published.year - 1, month)
    return None if (m := _YEAR.search(low)) is None else _year(int(m[1]))


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].casefold()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(year: str | None, month: str, day: str, published: date | None) -> date | None:
    """A day and a month; without a year, the last such day by ``published``."""
    if year is not None:
        return _date(int(year), _number(month), int(day))
    if published is None:
        return None
    found = _date(published.year, _number(month), int(day))
    if found is not None and found > published + timedelta(days=1):
        return _date(published.year - 1, _number(month), int(day))
    return found


def _month(year: int, month: int) -> Interval:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Interval(start=date(year, month, 1), end=last, precision="month")


def _year(year: int) -> Interval:
    return Interval(start=date(year, 1, 1), end=date(year, 12, 31), precision="year")
