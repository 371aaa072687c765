"""Days, weeks, months, seasons, years: a TIMEX3 value and the days that it covers. Arithmetic only, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.model import Interval

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first months; a winter is of the year in which it begins
_PRECISE = {"day": "day", "part": "day", "time": "day", "week": "week", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What an expression stands for. ``interval`` is None where no days can be told (a duration, an undated report)."""

    kind: str  # TIMEX3 type: DATE, TIME, DURATION, SET
    value: str
    interval: Interval | None
    granularity: str


def _dated(value: str, start: date, end: date, granularity: str, kind: str = "DATE") -> Period:
    interval = Interval(start=start, end=end, precision=_PRECISE.get(granularity, "range"))
    return Period(kind=kind, value=value, interval=interval, granularity=granularity)


def day(when: date) -> Period:
    """One day.

    >>> day(date(2022, 1, 7)).value
    '2022-01-07'
    """
    return _dated(when.isoformat(), when, when, "day")


def part(when: date, code: str) -> Period:
    """A part of a day, or an hour ("T10:35"); a night is of the day on which it begins, and ends on the next."""
    end = when + timedelta(days=1) if code == "TNI" else when
    return _dated(when.isoformat() + code, when, end, "time" if code[1:2].isdigit() else "part", kind="TIME")


def week(when: date) -> Period:
    """The week of ``when``, Monday to Sunday, numbered as ISO 8601 does.

    >>> week(date(2022, 1, 7)).value
    '2022-W01'
    """
    monday = when - timedelta(days=when.weekday())
    year, number, _ = when.isocalendar()
    return _dated(f"{year}-W{number:02d}", monday, monday + timedelta(days=6), "week")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week of ``when``."""
    saturday = when - timedelta(days=when.weekday()) + timedelta(days=5)
    return _dated(week(when).value + "-WE", saturday, saturday + timedelta(days=1), "weekend")


def month(year: int, number: int) -> Period:
    """A month, ``number`` counted from 1.

    >>> month(2022, 2).interval.end
    datetime.date(2022, 2, 28)
    """
    return _dated(f"{year}-{number:02d}", date(year, number, 1), _last(year, number), "month")


def quarter(year: int, number: int) -> Period:
    """A quarter of a calendar year."""
    return _dated(f"{year}-Q{number}", date(year, 3 * number - 2, 1), _last(year, 3 * number), "quarter")


def season(year: int, code: str) -> Period:
    """A season of the northern half of the earth, by whole months.

    >>> season(2021, "WI").interval.end
    datetime.date(2022, 2, 28)
    """
    first = _SEASONS[code]
    return _dated(f"{year}-{code}", date(year, first, 1), _last(*_shifted(year, first, 2)), "season")


def year(number: int) -> Period:
    """A calendar year."""
    return _dated(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def fiscal(number: int) -> Period:
    """A fiscal year; whose it is, and so when it begins, is not told by the words."""
    return Period(kind="DATE", value=f"FY{number}", interval=None, granularity="year")


def decade(first: int) -> Period:
    """The ten years from ``first``, a multiple of ten."""
    return _dated(f"{first // 10}X", date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century(number: int) -> Period:
    """The ``number``-th century, from its year 00 as TIMEX3 counts."""
    return _dated(f"{number - 1:02d}XX", date(100 * (number - 1), 1, 1), date(100 * number - 1, 12, 31), "century")


def duration(amount: str, unit: str, interval: Interval | None = None, *, kind: str = "DURATION") -> Period:
    """A length of time: ``unit`` as the table of units writes it ("D", "TH", "10Y"), ``amount`` "X" where it is not said.

    >>> duration("3", "10Y").value, duration("5", "TH").value, duration("X", "10Y").value
    ('P30Y', 'PT5H', 'PXY')
    """
    head, unit = ("PT", unit[1:]) if unit[0] == "T" else ("P", unit)
    times = unit.rstrip("DWMQYEHS") or "1"
    name = unit[len(times) :] if unit[0].isdigit() else unit
    if times != "1":
        amount = _plain(float(amount) * int(times)) if amount != "X" else amount
    return Period(kind=kind, value=f"{head}{amount}{name}", interval=interval, granularity="duration" if kind != "SET" else "set")


def _plain(number: float) -> str:
    return f"{number:g}"


def _shifted(year: int, number: int, months: int) -> tuple[int, int]:
    whole = year * 12 + number - 1 + months
    return whole // 12, whole % 12 + 1


def _last(year: int, number: int) -> date:
    return date(*_shifted(year, number, 1), 1) - timedelta(days=1)


def moved(when: date, count: int, unit: str) -> date:
    """``when`` moved by ``count`` units; the last day of a month stays in its month.

    >>> moved(date(2022, 3, 31), -1, "M")
    datetime.date(2022, 2, 28)
    """
    if unit in ("D", "W", "2W", "WE"):
        return when + timedelta(days=count * {"D": 1, "W": 7, "2W": 14, "WE": 7}[unit])
    months = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit, 0)
    year_, month_ = _shifted(when.year, when.month, count * months)
    return min(date(year_, month_, 1) + timedelta(days=when.day - 1), _last(year_, month_))


def holding(when: date, unit: str) -> Period:
    """The unit that holds ``when``: its day, week, month, quarter, year, decade or century."""
    if unit in ("D", "TH", "TM", "TS"):
        return day(when)
    if unit in ("W", "2W"):
        return week(when)
    if unit == "WE":
        return weekend(when)
    if unit == "M":
        return month(when.year, when.month)
    if unit == "Q":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "Y":
        return year(when.year)
    return decade(when.year // 10 * 10) if unit == "10Y" else century(when.year // 100 + 1)


def third(of: Period, which: str) -> Period:
    """The ``early``, ``mid`` or ``late`` third of ``of``'s days; its value stays, as TIMEX3 wants."""
    if of.interval is None:
        return of
    days = (of.interval.end - of.interval.start).days + 1
    cut = {"early": (0, days // 3), "mid": (days // 3, 2 * days // 3), "late": (2 * days // 3, days)}[which]
    start = of.interval.start
    interval = Interval(
        start=start + timedelta(days=cut[0]), end=start + timedelta(days=max(cut[0], cut[1] - 1)), precision="range"
    )
    return Period(kind=of.kind, value=of.value, interval=interval, granularity=of.granularity)


def between(start: date, end: date) -> Interval:
    """Days from ``start`` to ``end``."""
    return Interval(start=start, end=end, precision="range")


def named(year_: int, row: Mapping[str, int]) -> date:
    """The day that a row of the table of named days gives in a year.

    >>> named(2021, {"month": 11, "weekday": 3, "nth": 4}), named(2022, {"easter": 0})
    (datetime.date(2021, 11, 25), datetime.date(2022, 4, 17))
    """
    if "easter" in row:
        return _easter(year_) + timedelta(days=row["easter"])
    if "day" in row:
        return date(year_, row["month"], row["day"])
    if row["nth"] < 0:
        last = _last(year_, row["month"])
        return last - timedelta(days=(last.weekday() - row["weekday"]) % 7)
    first = date(year_, row["month"], 1)
    return first + timedelta(days=(row["weekday"] - first.weekday()) % 7 + 7 * (row["nth"] - 1))


def _easter(year_: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus gives it)."""
    a, (b, c) = year_ % 19, divmod(year_, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_, day_ = divmod(h + m - 7 * n + 114, 31)
    return date(year_, month_, day_ + 1)
