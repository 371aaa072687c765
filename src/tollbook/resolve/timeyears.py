"""The values of months, quarters, seasons, years and decades, and the year that a date without one has."""

from __future__ import annotations

from datetime import date
from typing import Any

from tollbook.lexicon import table
from tollbook.resolve import periods
from tollbook.resolve.periods import Period
from tollbook.resolve.timesetting import Setting

BACK = {"last", "past", "previous", "preceding", "prior"}
AHEAD = {"next", "coming", "upcoming", "following", "ensuing"}


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("times")[name]
    return found


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def digits(text: str) -> int:
    """The number that the figures of ``text`` write ("21st")."""
    return int("".join(c for c in text if c.isdecimal()))


def month_number(s: Setting) -> int | None:
    """The month that is named, counted from 1."""
    word = s.one("month", "weakmonth", "shortmonth")
    return None if word is None else int(_table("months")[word.low.rstrip(".")])


def year_said(s: Setting) -> int | None:
    """The year that the words themselves give: "2021", "last year", "that year"."""
    if (word := s.one("year")) is not None:
        return int(word.text)
    if not (units := s.every("unit")) or _table("units")[units[-1].low] != "Y":
        return None
    lows = set(s.lows())
    if lows & {"that", "same"}:
        return s.anchor.year if s.anchor else None
    if s.published is None:
        return None
    return s.published.year + (-1 if lows & BACK else 1 if lows & AHEAD else 0)


def nearest_year(s: Setting, month: int, day: int | None) -> int | None:
    """The year of a day or month given without one: the last such by the day of publication, the next if it is to come."""
    at = s.published
    if at is None:
        return s.said.year if s.said else None
    lows, aim = set(s.lows()), s.aim()
    if day is None and month == at.month and not lows & (BACK | AHEAD):
        return at.year
    this = safe_day(at.year, month, min(day or 28, 29 if month == 2 else 31)) or date(at.year, month, 28)
    if lows & BACK:
        return at.year if this < at and month != at.month else at.year - 1
    if lows & AHEAD or aim > 0:
        return at.year if this >= at or ((at - this).days < 45 and not lows & AHEAD) else at.year + 1
    ahead = (this - at).days
    if ahead <= 1:
        return at.year + 1 if aim == 0 and ahead < -270 else at.year
    return at.year if ahead < (120 if aim == 0 else 60 if day is None else 45) else at.year - 1


def which_third(s: Setting) -> str | None:
    """ "early", "mid" or "late", where the words say so ("the beginning of", "the end of")."""
    for name in ("early", "mid", "late"):
        if s.one(name) is not None:
            return name
    return None


def cut(s: Setting, of: Period) -> Period:
    """``of``, or the third of it that is said."""
    which = which_third(s)
    return of if which is None else periods.third(of, which)


def month(s: Setting) -> Period | None:
    """ "in early January 2022", "last October", "April next year"."""
    number = month_number(s)
    assert number is not None
    year = year_said(s) or nearest_year(s, number, None)
    if year is None:
        return Period(kind="DATE", value=f"XXXX-{number:02d}", interval=None, granularity="month")
    return cut(s, periods.month(year, number))


def year(s: Setting) -> Period | None:
    """ "2009", "early 2009"."""
    word = s.one("year", "shortyear")
    assert word is not None
    number = digits(word.text)
    if s.last - s.first == 1 and _counts(s):
        return None
    return cut(s, periods.year(number if number > 99 else 2000 + number if number < 50 else 1900 + number))


def _counts(s: Setting) -> bool:
    """ "1950 people", "2000 soldiers": the figure of a count, and no year."""
    after = s.line[s.last].text if s.last < len(s.line) else ""
    before = s.line[s.first - 1].low if s.first else ""
    many = after.islower() and (after.endswith("s") or after in ("people", "men", "women", "children", "dead"))
    return before in ("$", "£", "€") or (
        many and before not in ("in", "since", "of", "the", "by", "during", "until", "from", "to", "'s", "s")
    )


def decade(s: Setting) -> Period | None:
    """ "the late 1980s", "the '60s"."""
    word = s.one("decade", "shortdecade")
    assert word is not None
    number = digits(word.text)
    return cut(s, periods.decade(number if number > 99 else 1900 + number))


def century(s: Setting) -> Period | None:
    """ "the 19th century"."""
    unit, word = s.one("unit"), s.one("ordinal", "ordinalnumber")
    if unit is None or word is None or _table("units")[unit.low] != "100Y":
        return None
    number = int(_table("ordinals").get(word.low, 0)) or digits(word.text)
    return periods.century(number) if 0 < number < 100 else None


def season(s: Setting) -> Period | None:
    """ "last fall", "the winter of 2021"."""
    word = s.one("season")
    assert word is not None
    if word.low == "fall" and not (s.one("last", "this", "next", "past", "year", "early", "mid", "late")):
        return None  # a verb, or what prices do
    code = _table("seasons")[word.low]
    said = year_said(s)
    if said is not None:
        return cut(s, periods.season(said, code))
    at = s.published
    if at is None:
        return None
    here = [periods.season(at.year + k, code) for k in (-2, -1, 0, 1)]
    if s.one("next", "coming") is not None or (s.one("last", "past") is None and s.aim() > 0):
        return cut(s, next(p for p in here if p.interval and p.interval.end >= at))
    done = s.one("last", "past") is not None
    return cut(s, next(p for p in reversed(here) if p.interval and (p.interval.end if done else p.interval.start) < at))


def quarter(s: Setting) -> Period | None:
    """ "the first quarter of 2009", "the last quarter"."""
    words = s.every("ordinal", "last")
    number = _table("ordinals").get(words[0].low, -1)
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:
        return None
    said = year_said(s)
    if said is not None:
        return periods.quarter(said, number)
    at = s.published
    if at is None:
        return None
    here = [periods.quarter(at.year + k, number) for k in (-1, 0, 1)]
    if s.aim() > 0:
        return next(p for p in here if p.interval and p.interval.end >= at)
    return min(here, key=lambda p: abs((p.interval.start - at).days + 45) if p.interval else 0)


def fiscal(s: Setting) -> Period | None:
    """ "fiscal 2009", "the next financial year"."""
    word = s.one("year")
    if word is not None:
        return periods.fiscal(int(word.text))
    if s.published is None:
        return None
    return periods.fiscal(s.published.year + (-1 if s.one("last", "previous") else 1 if s.one("next") else 0))
