"""Sentences that tell of what is long past because the one before does: "In May 1985 rebels took the palace. | Nine judges died."

Only what follows at once, in the same paragraph, and names no time of its own, is taken along; and only where the sentence that
sets the time tells of an event. A figure "since 1985", of someone "born in 1985", or told in the perfect is none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tollbook.extract.frames import anywhere, report_year
from tollbook.extract.words import tables
from tollbook.model import BlockKind, Report

_REACH = 3  # sentences that one setting is carried over
_RECENT = 62  # days: what is told of the last two months is no past event
_MONTHS = "january february march april may june july august september october november december".split()
_YEAR = r"(?:19[5-9]\d|20[0-3]\d)"
_BEGAN = re.compile(r"\bsince\b[^.,;]*\b(?:began|started|broke out|emerged)\s+$", re.I)
_ANY_YEAR = re.compile(_YEAR)


@cache
def _setting() -> re.Pattern[str]:
    """A year at the place where one sets a time: "in May 1985", "on 5 May 1985", "its 1985 takeover"."""
    months = "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS)
    return re.compile(
        rf"\b(?:in|on|of|during|by|from|late|early|mid|until|after)[\s-]+(?:the\s+)?(?:late\s+|early\s+|mid-?\s*)?"
        rf"(?:\d{{1,2}}\s+)?(?:(?P<month>{months})\s+)?(?:\d{{1,2}},?\s+)?(?P<year>{_YEAR})(?![\d,.]*\d)"
        rf"|\b(?:the|its|his|her|their|a)\s+(?P<of>{_YEAR})\s+[^\W\d_]",
        re.I,
    )


@cache
def _words(key: str) -> re.Pattern[str]:
    return anywhere(tables().raw["frames"]["carried"][key])


def told_as_past(report: Report) -> frozenset[int]:
    """Where the sentences begin that an earlier one sets in the past."""
    year, day = report_year(report), _day(report)
    if year is None:
        return frozenset()
    found: set[int] = set()
    left, end = 0, 0
    for s in report.sentences:
        text = report.text[s.start : s.end]
        body = report.blocks[s.block].kind in (BlockKind.BODY, BlockKind.QUOTATION)
        if not body or _blank(report.text[end : s.start]):
            left = 0
        end = s.end
        if _sets(text, year, day):
            left = _REACH if _words("events").search(text) else 0
        elif left and not _words("now").search(text) and re.search(rf"\b{_YEAR}\b", text) is None:
            found.add(s.start)
            left -= 1
        else:
            left = 0
    return frozenset(found)


def _blank(between: str) -> bool:
    return between.count("\n") > 1


def dated_long_before(report: Report, start: int, end: int) -> bool:
    """Whether all the words' months of a year lie so far before the report ("arrested in March 1989", told in April 1990)."""
    day = _day(report)
    told = [m for m in _dated().finditer(report.text, start, end) if m["year"] and not _still_counted(m)]
    return day is not None and bool(told) and all((day - _latest(day, m)).days > _RECENT for m in told)


def long_before(report: Report, start: int, end: int) -> bool:
    """Whether the words name a month, of a day or not, that lies two months and more before the report ("on 3 February")."""
    day = _day(report)
    if day is None:
        return False
    told = [_latest(day, m) for m in _dated().finditer(report.text, start, end) if not (m["year"] and _still_counted(m))]
    return bool(told) and all((day - t).days > _RECENT for t in told)


def _still_counted(m: re.Match[str]) -> bool:
    """ "Since March 2020", "since it began in October 2022": a count that goes on."""
    return m[0][:5].casefold() == "since" or _BEGAN.search(m.string, max(0, m.start() - 60), m.start()) is not None


@cache
def _dated() -> re.Pattern[str]:
    months = "|".join(_MONTHS)
    return re.compile(
        rf"\b(?:on|in|of|since)\s+(?:the\s+)?(?:(?P<day>\d{{1,2}})\s+(?:of\s+)?)?(?P<month>{months})\b"
        rf"(?:\s+(?P<after>\d{{1,2}})\b)?(?:,?\s+(?P<year>{_YEAR}))?(?!\s+(?-i:[A-Z][a-z]))",  # "the March Lane victims"
        re.I,
    )


def _latest(day: date, m: re.Match[str]) -> date:
    """The last such day before ``day``."""
    month = _MONTHS.index(m["month"].casefold()) + 1
    number = min(28, int(m["day"] or m["after"] or (1 if month == day.month else 28)))
    if m["year"]:
        return date(int(m["year"]), month, max(1, number))
    this = date(day.year, month, max(1, number))
    return this if this <= day or (this - day).days < 31 else date(day.year - 1, month, max(1, number))


def _day(report: Report) -> date | None:
    p = report.published
    return None if p is None else p.day or (p.instant.date() if p.instant else None)


def _sets(text: str, year: int, day: date | None) -> bool:
    """Whether the words put what they tell into a year that is over, and nothing into the present."""
    if str(year) in text:
        return False
    if _words("ago").search(text):
        return True
    if _ANY_YEAR.search(text) is None or _words("now").search(text):
        return False
    last = None
    for m in _setting().finditer(text):
        if not _words("not_before").search(text, max(0, m.start() - 24), m.start()):
            last = m
    if last is None:
        return False
    told = int(last["year"] or last["of"])
    if told >= year:
        return False
    month = (last["month"] or "")[:3].casefold()
    at = next((k + 1 for k, name in enumerate(_MONTHS) if name.startswith(month)), 12) if month else 12
    return day is None or (day - date(told, at, 28)).days > _RECENT or (not month and told < year - 1)
