"""The values of days and hours: weekdays, days of months, named days. A rule's ``make`` names one of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tollbook.lexicon import table
from tollbook.resolve import periods
from tollbook.resolve.periods import Period
from tollbook.resolve.timesetting import Setting
from tollbook.resolve.timeyears import AHEAD, BACK, digits, month_number, nearest_year, safe_day

_ONE = timedelta(days=1)


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("times")[name]
    return found


# ----------------------------------------------------------------------------------------------------------------- days


def iso(s: Setting) -> Period | None:
    """ "2022-01-07"."""
    when = safe_day(*(int(x) for x in s.words[0].text.split("-")))
    return None if when is None else periods.day(when)


def slash(s: Setting) -> Period | None:
    """ "1/7/2022": month first, unless only the other order gives a day."""
    a, b, c = (int(x) for x in s.words[0].text.split("/"))
    full = c if c > 99 else 2000 + c if c < 50 else 1900 + c
    when = safe_day(full, a, b) or safe_day(full, b, a)
    return None if when is None else periods.day(when)


def day_of_month(s: Setting) -> Period | None:
    """ "Friday, Jan. 7, 2022", "7 January"."""
    month, said = month_number(s), s.one("day", "ordinalday")
    assert month is not None and said is not None  # the rule's pattern holds both
    return _month_day(s, month, digits(said.text))


def _month_day(s: Setting, month: int, day: int) -> Period | None:
    word = s.one("year")
    year = int(word.text) if word is not None else nearest_year(s, month, day)
    if year is None:
        fits = safe_day(2000, month, day)
        value = f"XXXX-{month:02d}-{day:02d}"
        return None if fits is None else Period(kind="DATE", value=value, interval=None, granularity="day")
    when = safe_day(year, month, day)
    return None if when is None else periods.day(when)


def days_of_month(s: Setting) -> list[tuple[int, int, Period]]:
    """ "April 24 and 25", "7-9 January": both days, each at its own words."""
    month = month_number(s)
    assert month is not None
    out: list[tuple[int, int, Period]] = []
    for word in s.every("day", "ordinalday"):
        found = _month_day(s, month, digits(word.text))
        if out and found is not None and (first := out[0][2].interval) is not None:
            when = safe_day(first.start.year, month, digits(word.text))
            found = None if when is None else periods.day(when)
        if found is None:
            return []
        n = next(k for k in range(s.first, s.last) if s.line[k] is word)
        out.append((n, n + 1, found))
    named = next(k for k in range(s.first, s.last) if s.line[k] is s.one("month", "weakmonth", "shortmonth"))
    (a, b, one), (c, d, other) = out
    return [(min(a, named), b, one), (c, max(d, named + 1), other)]


def weekday(s: Setting) -> Period | None:
    """ "Friday" in Friday's paper is that day; "last Friday" is not; a part of the day goes with it."""
    said = s.one("weekday", "shortday")
    assert said is not None
    number = _table("weekdays").get(said.low)
    number = next(v for k, v in _table("shortdays").items() if k.casefold() == said.low) if number is None else number
    if s.one("every") is not None:
        return Period(kind="SET", value=f"XXXX-WXX-{number + 1}", interval=None, granularity="set")
    code = part_code(s)
    at = s.published
    if at is None:
        return Period(kind="DATE", value=f"XXXX-WXX-{number + 1}{code or ''}", interval=None, granularity="day")
    when = _weekday_by(s, at, number)
    return periods.part(when, code) if code else periods.day(when)


def _weekday_by(s: Setting, at: date, number: int) -> date:
    back, ahead = (at.weekday() - number) % 7, (number - at.weekday()) % 7
    lows = set(s.lows())
    if lows & BACK:
        return at - timedelta(days=back or 7)
    if lows & AHEAD:
        return at + timedelta(days=ahead or 7)
    if "this" in lows:
        return at + timedelta(days=number - at.weekday())
    return at + timedelta(days=ahead) if s.aim() > 0 else at - timedelta(days=back)


def part_code(s: Setting) -> str | None:
    """The TIMEX3 code of the part of a day that is named: "TMO", "TNI"."""
    word = s.one("part", "night", "overnight")
    if word is None:
        return "TMO" if s.lows()[:2] == ["early", "hours"] else None
    return f"T{_table('parts').get(word.low, 'NI')}"


def near_day(s: Setting) -> Period | None:
    """ "today", "yesterday evening", "the day before yesterday"."""
    word = s.one("today", "yesterday", "tomorrow")
    assert word is not None
    step = {"yesterday": -1, "tomorrow": 1}.get(word.low, 0)
    if s.one("before") is not None:
        step *= 2
    if s.published is None:
        return Period(kind="DATE", value="XXXX-XX-XX", interval=None, granularity="day")
    when, code = s.published + step * _ONE, part_code(s)
    return periods.part(when, code) if code else periods.day(when)


def near_part(s: Setting) -> Period | None:
    """ "this morning", "last night", "tonight"."""
    code = part_code(s) or "TNI"
    if s.published is None:
        return Period(kind="TIME", value=f"XXXX-XX-XX{code}", interval=None, granularity="part")
    return periods.part(s.published - _ONE if s.one("last") else s.published, code)


def then_part(s: Setting) -> Period | None:
    """ "that evening", "the next morning", of the last day said."""
    code = part_code(s) or "TNI"
    if s.anchor_day is None:
        return Period(kind="TIME", value=f"XXXX-XX-XX{code}", interval=None, granularity="part")
    step = 1 if s.one("next", "following") else -1 if s.one("previous") else 0
    return periods.part(s.anchor_day + step * _ONE, code)


def overnight(s: Setting) -> Period | None:
    """The night that ended on the day of publication, or on the day on which it is told of ("officials said on Saturday")."""
    at = s.published
    if at is None:
        return Period(kind="TIME", value="XXXX-XX-XXTNI", interval=None, granularity="part")
    told = next((w.low for w in s.line[s.last :] if w.low in _table("weekdays")), None)
    back = (at.weekday() - _table("weekdays")[told]) % 7 if told is not None else 0
    return periods.part(at - timedelta(days=back + 1), "TNI")


def named_day(s: Setting) -> Period | None:
    """ "Thanksgiving Day", "last Christmas": the last, or the next where the sentence speaks of what is to come."""
    said = s.one("nameday")
    assert said is not None
    row = _table("named_days")[said.low.replace("’", "'")]
    if (year := s.one("year")) is not None:
        return periods.day(periods.named(int(year.text), row))
    if s.published is None:
        return None
    here = [periods.named(s.published.year + k, row) for k in (-1, 0, 1)]
    if s.one("next") is not None or (s.aim() > 0 and s.one("last") is None):
        return periods.day(next(d for d in here if d >= s.published))
    return periods.day(next(d for d in reversed(here) if d <= s.published))


def named_week(s: Setting) -> Period | None:
    """ "Easter week", "Christmas weekend"."""
    unit, found = s.one("unit"), named_day(s)
    code = unit and _table("units")[unit.low]
    if found is None or found.interval is None or s.published is None or code not in ("W", "WE"):
        return None
    row = _table("named_days")[s.words[0].low.replace("’", "'")]
    at = s.published
    return periods.holding(min((periods.named(at.year + k, row) for k in (-1, 0, 1)), key=lambda d: abs(d - at)), code)


def noon(s: Setting) -> Period | None:
    """ "at midday", "at noon", of the last day said; midnight ends a day."""
    clock = "T24:00" if s.words[-1].low == "midnight" else "T12:00"
    if s.anchor_day is None:
        return Period(kind="TIME", value=f"XXXX-XX-XX{clock}", interval=None, granularity="time")
    return periods.part(s.anchor_day, clock)


def time(s: Setting) -> Period | None:
    """ "10:35 a.m. (GMT) Friday": an hour, of the day that is said, or else of the last day said."""
    clock = _clock(s)
    if clock is None:
        return None
    when = weekday(s) if s.one("weekday") else near_day(s) if s.one("today", "yesterday", "tomorrow") else None
    on = when.interval.start if when is not None and when.interval is not None else s.anchor_day if when is None else None
    if on is None:
        return Period(kind="TIME", value=f"XXXX-XX-XX{clock}", interval=None, granularity="time")
    return periods.part(on, clock)


def _clock(s: Setting) -> str | None:
    first = s.one("clock", "dotclock", "day", "fourdigits", "numeral")
    assert first is not None
    text = first.text.replace(".", ":")
    hour, minute = (int(text[:2]), int(text[2:])) if text.isdecimal() and len(text) == 4 else (-1, 0)
    if hour < 0:
        head, _, tail = text.partition(":")
        hour, minute = int(_table("numbers").get(first.low, 0)) or int(head), int(tail or 0)
    half = s.one("ampm")
    late = half.low.startswith("p") if half is not None else part_code(s) in ("TAF", "TEV")
    hour = hour % 12 + 12 * late if half is not None or late else hour
    zone = "Z" if any(w.low in ("gmt", "utc", "z") for w in s.words) else ""
    return f"T{hour:02d}:{minute:02d}{zone}" if hour < 25 and minute < 60 else None
