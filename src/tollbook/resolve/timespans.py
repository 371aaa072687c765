"""The values of units of time: this week, the previous day, three days, three months ago, every day, now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tollbook.lexicon import table
from tollbook.model import Interval
from tollbook.resolve import periods
from tollbook.resolve.periods import Period
from tollbook.resolve.timedates import day_of_month
from tollbook.resolve.timesetting import Setting
from tollbook.resolve.timeyears import cut, month_number, nearest_year, year_said

_BACK = ("last", "past", "previous")
_AHEAD = ("next", "coming", "following")
_LONG = {"Y": "Y", "10Y": "Y", "100Y": "Y", "M": "M", "Q": "M", "W": "W", "2W": "W", "D": "D"}


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = table("times")[name]
    return found


def _unit(s: Setting) -> str:
    word = s.one("unit")
    assert word is not None  # every rule that leads here has a unit
    return str(_table("units")[word.low])


def _amount(s: Setting) -> str:
    """How many: "3", "2.5", "X" where it is not said."""
    whole: float = 0
    said = s.every("number", "day", "numeral")
    for word in said:
        whole += float(_table("numbers").get(word.low) or word.text.replace(",", ""))
    if s.one("half", "fraction") is not None:
        whole = (whole or (1 if s.one("and") else 0)) + 0.5
    if whole:
        return f"{whole:g}"
    return "X" if s.one("few") is not None or s.one("a") is None else "1"


def _count(s: Setting) -> int | None:
    amount = _amount(s)
    return None if amount == "X" or float(amount) != int(float(amount)) else int(float(amount))


# --------------------------------------------------------------------------------------------- counted from publication


def near_unit(s: Setting) -> Period | None:
    """ "this week", "last month", "next year"; "the past year" is a year long."""
    unit, at = _unit(s), s.published
    if unit[0] == "T" or unit == "D":
        return None
    if s.one("units") is not None and s.one("last", "past", "next", "coming") is not None:
        return periods.duration("X", unit)  # "in the coming years"
    if s.one("past") is not None:
        interval = periods.between(periods.moved(at, -1, unit), at) if at else None
        return periods.duration("1", unit, interval)
    if at is None:
        return Period(kind="DATE", value="XXXX", interval=None, granularity="vague")
    step = -1 if s.one(*_BACK) else 1 if s.one(*_AHEAD) else 0
    if unit == "WE":
        return periods.weekend(periods.moved(at, _weekend(s, at) + (step if step > 0 else 0), "W"))
    found = periods.holding(periods.moved(at, step, unit), unit)
    if unit == "W" and step == 0 and at.weekday() < 2 and s.aim() < 1:
        # On a Monday, "riots this week" are mostly of the days before it.
        return replace(found, interval=periods.between(periods.moved(at, -6, "D"), at))
    return found


def _weekend(s: Setting, at: date) -> int:
    """Weeks from ``at`` to the week of the weekend that is meant: before Saturday, the one that is over."""
    return 0 if at.weekday() > 4 or s.aim() > 0 or (s.one("this", "next") is not None and at.weekday() > 2) else -1


def the_unit(s: Setting) -> Period | None:
    """ "over the weekend"; other units with "the" alone stand for no day that could be told."""
    if _unit(s) != "WE" or s.published is None:
        return None
    return periods.weekend(periods.moved(s.published, _weekend(s, s.published), "W"))


def part_of_unit(s: Setting) -> Period | None:
    """ "the end of last year", "early next week"; "earlier this week" is the week."""
    unit = _unit(s)
    if unit[0] == "T" or unit == "D" or s.published is None:
        return None
    step = -1 if s.one(*_BACK) else 1 if s.one(*_AHEAD) else 0
    whole = periods.holding(periods.moved(s.published, step, unit), unit)
    return cut(s, whole)


def trailing(s: Setting) -> Period | None:
    """ "the past three days", "the next six months": a length, up to publication or from it."""
    unit, count, at = _unit(s), _count(s), s.published
    ahead = s.one("next", "coming", "following") is not None
    interval = None
    if at is not None and count is not None and unit in _LONG and count < 500:
        far = periods.moved(at, count if ahead else -count, unit)
        interval = periods.between(at, far) if ahead else periods.between(far, at)
    return periods.duration(_amount(s), unit, interval)


def ago(s: Setting) -> Period | None:
    """ "three months ago": as exact as its unit is."""
    unit, count, at = _unit(s), _count(s), s.published
    if unit[0] == "T" and at is not None and s.one("few", "number", "day", "numeral", "a") is not None:
        return periods.day(at)
    if count is None or at is None or count > 999:
        return Period(kind="DATE", value="PAST_REF", interval=None, granularity="vague")
    return periods.holding(periods.moved(at, -count, unit), _LONG.get(unit, "D"))


# --------------------------------------------------------------------------------------- counted from what was last said


def then_unit(s: Setting) -> Period | None:
    """ "the previous day", "later that year", "the same month"."""
    unit = _unit(s)
    at = s.anchor_day if unit == "D" else s.anchor
    if unit[0] == "T":
        return None
    if at is None:
        return Period(kind="DATE", value="XXXX-XX-XX", interval=None, granularity="vague")
    step = -1 if s.one(*_BACK) else 1 if s.one(*_AHEAD) else 0
    return periods.holding(periods.moved(at, step, unit), unit)


def then_offset(s: Setting) -> Period | None:
    """ "a day earlier", "three weeks later"."""
    unit, count = _unit(s), _count(s)
    at = s.anchor if unit in ("Y", "10Y") else s.anchor_day
    if count is None or at is None or count > 999:
        return periods.duration(_amount(s), unit)
    back = s.one("earlier") is not None
    if unit[0] == "T":
        return periods.duration(_amount(s), unit)
    return periods.holding(periods.moved(at, -count if back else count, unit), _LONG.get(unit, "D"))


def then_day_before(s: Setting) -> Period | None:
    """ "the day before", at the end of what is said."""
    unit = _unit(s)
    at = s.anchor_day if unit == "D" else s.anchor
    if at is None or unit not in _LONG:
        return None
    return periods.holding(periods.moved(at, 1 if "after" in s.lows() else -1, unit), _LONG[unit])


# ------------------------------------------------------------------------------------------------------- lengths and sets


def duration(s: Setting) -> Period | None:
    """ "three days", "a five-day shutdown", "for weeks"."""
    amount, unit = _amount(s), _unit(s)
    if s.words[-1].low in ("second", "quarter") and s.one("number", "day", "numeral", "long") is None:
        return None  # "a second blast", "a quarter of them"
    if unit == "TH" and amount.endswith(".5"):
        return Period(kind="DURATION", value=f"PT{amount[:-2]}H30M", interval=None, granularity="duration")
    return periods.duration("1" if s.one("long") and s.words[0].low == "day" else amount, unit)


def duration_pair(s: Setting) -> list[tuple[int, int, Period]]:
    """ "between 60 and 90 days": both lengths, the first at its number."""
    numbers = s.every("number", "numeral", "day")
    at = [next(k for k in range(s.first, s.last) if s.line[k] is w) for w in numbers[:2]]
    values = [f"{float(_table('numbers').get(w.low) or w.text.replace(',', '')):g}" for w in numbers[:2]]
    unit = _unit(s)
    return [(at[0], at[0] + 1, periods.duration(values[0], unit)), (at[1], s.last, periods.duration(values[1], unit))]


def half_unit(s: Setting) -> Period | None:
    """ "half an hour"."""
    unit = _unit(s)
    return periods.duration("30", "TM") if unit == "TH" else periods.duration("0.5", unit)


def every(s: Setting) -> Period | None:
    """ "every day", "twice a week"."""
    if (unit := s.one("unit")) is None:
        return Period(
            kind="SET", value="P1W" if s.one("weekday") else "P1D" if s.one("part") else "P1Y", interval=None, granularity="set"
        )
    amount = "2" if "other" in s.lows() else _amount(s) if s.one("number", "day", "numeral") else "1"
    return periods.duration(amount, str(_table("units")[unit.low]), kind="SET")


def set_word(s: Setting) -> Period | None:
    """ "daily", "annual"."""
    return Period(kind="SET", value=str(_table("sets")[s.words[0].low]), interval=None, granularity="set")


# ----------------------------------------------------------------------------------------------------------- within units


def unit_of(s: Setting) -> Period | None:
    """ "the last week of March", "the first half of 2009"."""
    number = month_number(s)
    year = year_said(s) or (nearest_year(s, number, None) if number else None)
    if year is None:
        return None
    whole = periods.month(year, number) if number else periods.year(year)
    word = s.one("ordinal", "last")
    nth = int(_table("ordinals").get(word.low, -1)) if word else 1
    assert whole.interval is not None
    start, end = whole.interval.start, whole.interval.end
    if s.one("half") is not None:
        value = whole.value if number else f"{year}-H{nth}"
        return Period(kind="DATE", value=value, interval=_half(start, end, nth), granularity="half")
    if _unit(s) == "W" and number:
        return periods.week(periods.moved(end, -3, "D") if nth < 0 else periods.moved(start, nth - 1, "W"))
    if _unit(s) == "D":
        return periods.day(end if nth < 0 else periods.moved(start, nth - 1, "D"))
    return None


def _half(start: date, end: date, nth: int) -> Interval:
    middle = start + (end - start) / 2
    return periods.between(start, middle) if nth == 1 else periods.between(middle, end)


def week_of_day(s: Setting) -> Period | None:
    """ "the week of March 6"."""
    found = day_of_month(s)
    if found is None or found.interval is None or _unit(s) not in ("W", "WE"):
        return None
    return periods.holding(found.interval.start, _unit(s))


def vague(s: Setting) -> Period | None:
    """ "now", "recently", "in the future": a time without days."""
    low = s.words[-1].low
    value = "FUTURE_REF" if low in ("future", "term", "terms") else "PAST_REF" if low in ("recently", "lately") else "PRESENT_REF"
    return Period(kind="DATE", value=value, interval=None, granularity="vague")


def nothing(s: Setting) -> Period | None:
    """Words that look like a time and are none: an age."""
    return None
