"""The day or instant of publication, with how it was found. A wrong guess is worse than none: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

from tollbook.lexicon import table
from tollbook.model import DateFound, Published

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?")
_MAIL = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC?)\b")  # as in feeds and mail
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_PATH = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_-]|\.html?|$)"
    r"|/(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-((?:19|20)\d\d)(?:/|$)"
)
EARLIEST = 1985  # a year before it is no day on which a page was published


class Stated(NamedTuple):
    """A full date in a text, and where it stands."""

    day: date
    start: int
    end: int


def published_of(words: str, found: DateFound) -> Published | None:
    """What an ISO or mail date or time says: an instant where it has a zone, else a day.

    >>> published_of("2022-01-09T17:33:00+02:00", DateFound.METADATA).instant.isoformat()
    '2022-01-09T17:33:00+02:00'
    """
    if _MAIL.search(words) is not None and (sent := _mailed(words, found)) is not None:
        return sent
    m = _ISO.search(words)
    if m is None:
        stated = full_date(words) or _compact(words)
        return None if stated is None else Published(day=stated.day, found=found, words=words)
    try:
        if m[4] and m[5]:
            return Published(instant=datetime.fromisoformat(f"{m[1]}-{m[2]}-{m[3]}T{m[4]}{m[5]}"), found=found, words=words)
        return Published(day=date(int(m[1]), int(m[2]), int(m[3])), found=found, words=words)
    except ValueError:
        return None


def _mailed(words: str, found: DateFound) -> Published | None:
    try:
        sent = parsedate_to_datetime(words.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if sent.tzinfo is None:  # "-0000": an hour of no known zone
        return Published(day=sent.date(), found=found, words=words)
    return Published(instant=sent, found=found, words=words)


def _compact(words: str) -> Stated | None:
    m = _COMPACT.fullmatch(words.strip())
    try:
        return None if m is None else Stated(date(int(m[1]), int(m[2]), int(m[3])), 0, len(words))
    except ValueError:
        return None


def file_name_date(name: str) -> Published | None:
    """The date that a file's name bears: 2022-01-06, 20220106, 2022_01_06."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    m = _FILE.search(last)
    if m is None:
        return None
    try:
        return Published(day=date(int(m[1]), int(m[3]), int(m[4])), found=DateFound.FILE_NAME, words=m[0])
    except ValueError:
        return None


def address_date(url: str) -> date | None:
    """The day that an address bears: /2022/01/06/, /2022-01-06-, /06-01-2022."""
    m = _PATH.search(url.split("?", 1)[0].split("#", 1)[0])
    try:
        return None if m is None else date(int(m[1] or m[6]), int(m[2] or m[5]), int(m[3] or m[4]))
    except ValueError:
        return None


@cache
def month_numbers() -> dict[str, int]:
    """Names of months in any language, with their numbers."""
    return {name: number for number, names in enumerate(table("dates", "tables")["months"]["names"], 1) for name in names}


@cache
def _full() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    day, year = r"(\d{1,2})(?:st|nd|rd|th|er|º)?\.?", r"((?:19|20)\d\d|\d\d(?![\d:.]|\s+[^\W\d_]))"  # "9 May 22 died" has no year
    return re.compile(
        rf"(?<!\w)(?:{day}\s+(?:de\s+|d[’'])?({months})\.?,?\s+(?:del?\s+)?{year}|({months})\.?\s+{day},?\s+((?:19|20)\d\d)"
        r"|(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)|((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})"
        r"|((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?)(?!\w)",
        re.I,
    )


_SHORT = re.compile(r"(?<![\w./])(?:(\d\d?)([/-])(\d\d?)\2(\d{4}|\d\d)|(\d\d)\.(\d\d)\.(\d\d))(?![\w./]*\d)")


def full_date(text: str, start: int = 0, end: int | None = None) -> Stated | None:
    """The first date of ``text[start:end]`` that has its day, month and year.

    >>> full_date("Brussels 06.01.2022 Police said").day.isoformat()
    '2022-01-06'
    """
    return next(full_dates(text, start, end), None)


def full_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Stated]:
    """All dates of ``text[start:end]`` that have their day, month and year."""
    months = month_numbers()
    for m in _full().finditer(text, start, len(text) if end is None else end):
        if m[2] or m[4]:
            day, month, year = (m[1], months[m[2].lower()], m[3]) if m[2] else (m[5], months[m[4].lower()], m[6])
        else:
            k, order = (7, (0, 1, 2)) if m[7] else (10, (2, 1, 0)) if m[10] else (13, (2, 1, 0))
            parts = m.group(k, k + 1, k + 2)
            day, month, year = parts[order[0]], int(parts[order[1]]), parts[order[2]]
        if (found := _day(year, month, day)) is not None:
            yield Stated(found, m.start(), m.end())


def short_date(text: str, *, month_first: bool | None) -> Stated | None:
    """A date in figures alone, 09/01/2022 or 09.01.22. ``month_first`` is ``None`` where the order is not known: then only
    a date that can be read in one way is read."""
    for m in _SHORT.finditer(text):
        if m[5]:
            found = _day(m[7], m[6], m[5])
        else:
            one, other = _day(m[4], m[3], m[1]), _day(m[4], m[1], m[3])
            if month_first is None:
                found = one if other is None or other == one else other if one is None else None
            else:
                found = other if month_first else one
        if found is not None:
            return Stated(found, m.start(), m.end())
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    full = int(year) if len(year) == 4 else 1900 + int(year) if int(year) >= 70 else 2000 + int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
