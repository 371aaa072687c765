"""The day or instant of publication, with how it was found. A wrong guess is worse than none: nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from tollbook.lexicon import table
from tollbook.model import DateFound, Published

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?")
_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_PATH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|-|$)")


class Stated(NamedTuple):
    """A full date in a text, and where it stands."""

    day: date
    start: int
    end: int


def published_of(words: str, found: DateFound) -> Published | None:
    """What an ISO date or time says: an instant where it has a zone, else a day.

    >>> published_of("2022-01-09T17:33:00+02:00", DateFound.METADATA).instant.isoformat()
    '2022-01-09T17:33:00+02:00'
    """
    m = _ISO.search(words)
    if m is None:
        stated = full_date(words)
        return None if stated is None else Published(day=stated.day, found=found, words=words)
    try:
        if m[4] and m[5]:
            return Published(instant=datetime.fromisoformat(f"{m[1]}-{m[2]}-{m[3]}T{m[4]}{m[5]}"), found=found, words=words)
        return Published(day=date(int(m[1]), int(m[2]), int(m[3])), found=found, words=words)
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
    """The day that an address bears: /2022/01/06/."""
    m = _PATH.search(url)
    try:
        return None if m is None else date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None


@cache
def _full() -> re.Pattern[str]:
    months = "|".join(sorted(table("reading")["dates"]["months"], key=len, reverse=True))
    day, year = r"(\d{1,2})(?:st|nd|rd|th)?", r"((?:19|20)\d\d|\d\d)"
    return re.compile(
        rf"\b(?:{day}\s+({months})\.?,?\s+{year}|({months})\.?\s+{day},?\s+{year}|(\d{{1,2}})\.(\d{{1,2}})\.((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d))\b",
        re.I,
    )


def full_date(text: str, start: int = 0, end: int | None = None) -> Stated | None:
    """The first date of ``text[start:end]`` that has its day, month and year.

    >>> full_date("Brussels 06.01.2022 Police said").day.isoformat()
    '2022-01-06'
    """
    months = table("reading")["dates"]["months"]
    for m in _full().finditer(text, start, len(text) if end is None else end):
        if m[2]:
            day, month, year = m[1], months[m[2].lower()], m[3]
        elif m[4]:
            day, month, year = m[5], months[m[4].lower()], m[6]
        elif m[7]:
            day, month, year = m[7], m[8], m[9]
        else:
            day, month, year = m[12], m[11], m[10]
        full = int(year) if len(year) == 4 else 1900 + int(year) if int(year) >= 70 else 2000 + int(year)
        try:
            return Stated(date(full, int(month), int(day)), m.start(), m.end())
        except ValueError:
            continue
    return None
