"""Numbers that are no counts: days, hours, years, and what a label numbers ("Flight 103")."""

from __future__ import annotations

from functools import cache

from tollbook.extract.cutting import Cutting, Phrase
from tollbook.extract.numbers import Number, leads, numberish, read_number
from tollbook.extract.words import Is, tables


def number_at(c: Cutting, i: int) -> Number | None:
    """The number phrase at token ``i``, or ``None`` where it is a date, a year or what a label numbers."""
    if not c.number_near(i):
        return None
    k = c.k
    if not k[i].flags & Is.NUMBER and k[i].low not in numberish() and not _leads_on(c, i + 1):
        return None
    if k[i].flags & Is.DIGITS:
        if is_date(c, i):
            return None
        before = k[i - 1] if i else None
        if (
            before is not None
            and before.low in _labels()
            and not before.flags & Is.PREP
            and not (before.flags & Is.TIME and i + 1 < c.n and c.k[i + 1].flags & Is.PEOPLE)
            and not (before.flags & Is.VERB and before.low != "flight")
        ):
            return None
    number = read_number(k, i)
    if number is None or (number.last == number.figure + 1 and k[number.figure].flags & Is.DIGITS and is_date(c, number.figure)):
        return None
    if number.last < c.n and c.k[number.last].low in ("fewer", "less"):
        return None  # "100 fewer deaths": a difference
    if number.last < c.n and c.k[number.last].text == "%":
        return None
    if number.last + 1 < c.n and c.k[number.last].low == "per" and c.k[number.last + 1].low == "cent":
        return None
    if number.low is not None and number.digits and number.low == number.high and _is_year(c, number.last - 1, number.low):
        return None
    return number


def _leads_on(c: Cutting, i: int) -> bool:
    """Whether the word at ``i`` can go on with a number phrase that a qualifier began."""
    return i < c.n and bool(c.k[i].flags & Is.NUMBER or c.k[i].low in leads())


def year_follows(c: Cutting, p: Phrase) -> bool:
    """ "January 6, 2022", "Oct. 20"."""
    if p.last >= c.n:
        return False
    k = c.k[p.last]
    if k.mark == "," and p.last + 1 < c.n and p.last > p.first + 1:
        k = c.k[p.last + 1]
    return bool(k.flags & Is.DIGITS) and len(k.text) == 4 and k.text[:2] in ("19", "20")


def date_at(c: Cutting, i: int) -> int | None:
    """ "16 November 1989": its end."""
    k, n = c.k, c.n
    if (
        len(k[i].text) > 2
        or i + 1 >= n
        or not k[i + 1].flags & Is.MONTH
        or (k[i + 1].low == "may" and not k[i + 1].text[0].isupper())
    ):
        return None
    year = i + 2 < n and k[i + 2].flags & Is.DIGITS and len(k[i + 2].text) in (2, 4) and not _counts(c, i + 2)
    return i + 3 if year else i + 2


def _counts(c: Cutting, i: int) -> bool:
    """ "on 3 May | 40 people died": behind a day and its month a short number that stands before people is no year."""
    k = c.k
    dated = i > 1 and k[i - 1].flags & Is.MONTH and k[i - 2].flags & Is.DIGITS and len(k[i].text) < 4
    after = k[i + 1] if i + 1 < c.n else None
    return bool(dated) and after is not None and after.mark is None and bool(after.flags & (Is.NOUN | Is.ADJ))


def stretch_at(c: Cutting, i: int) -> int | None:
    """ "between 1 and 14 February", "from 3 to 9 May 2021", "3-9 May": its end, where two days of one month stand at ``i``."""
    k, n = c.k, c.n
    j = i + (k[i].low in ("between", "from"))
    joint = j + 1
    if joint + 2 >= n or not (_is_day(k[j].text) and k[joint].low in ("and", "to", "-", "–") and _is_day(k[joint + 1].text)):
        return None
    if j == i and k[joint].low in ("and", "to"):
        return None
    return date_at(c, joint + 1)


def _is_day(text: str) -> bool:
    return len(text) <= 2 and text.isdecimal() and 0 < int(text) < 32


def is_date(c: Cutting, i: int) -> bool:
    """A day of a month, an hour, a clause number: no count."""
    k, n = c.k, c.n
    after, before = k[i + 1] if i + 1 < n else None, k[i - 1] if i else None
    short = len(k[i].text) <= 2 and not _counts(c, i)
    if short and before is not None and before.flags & Is.MONTH and not (before.low == "may" and not before.text[0].isupper()):
        return True
    if short and after is not None and after.flags & Is.MONTH and (after.low != "may" or after.text[0].isupper()):
        return True
    if short and after is not None and after.low == "of" and i + 2 < n and k[i + 2].flags & Is.MONTH:
        return True  # "from the 3 of March"
    if after is not None and after.mark == "-" and i + 3 < n and k[i + 2].flags & Is.DIGITS and k[i + 3].flags & Is.MONTH:
        return True
    if after is not None and after.low in ("gmt", "hours", "hrs", "am", "pm", "a.m.", "p.m."):
        return True
    if after is not None and after.low == "local" and _clock(k[i].text):
        return True
    if before is not None and before.mark == ":" and i > 1 and k[i - 2].flags & Is.DIGITS and before.start == k[i - 2].end:
        return True
    if after is not None and after.mark == ":" and i + 2 < n and k[i + 2].flags & Is.DIGITS and after.end == k[i + 2].start:
        return True
    return _clock(k[i].text) and before is not None and before.low in ("at", "around", "about", "since", "by")


def _is_year(c: Cutting, i: int, value: int) -> bool:
    k = c.k[i]
    if not 1900 <= value <= 2035 or len(k.text) != 4:
        return False
    after = c.k[i + 1] if i + 1 < c.n else None
    before = c.k[i - 1] if i else None
    if (
        before is not None
        and before.low in ("in", "since", "of", "by", "from", "until", "during", "early", "late", "mid", "year")
    ) or (before is not None and before.flags & Is.MONTH):
        return True
    if before is not None and before.low == "the" and not (after is not None and after.flags & Is.PEOPLE):
        return True
    return after is None or not (after.flags & Is.PEOPLE or after.word.thing or after.word.verb or after.flags & Is.PLURAL)


def _clock(text: str) -> bool:
    """Four digits that can be an hour."""
    return len(text) == 4 and text.isdecimal() and int(text[:2]) < 24 and int(text[2:]) < 60


@cache
def _labels() -> frozenset[str]:
    return frozenset(tables().raw["things"]["labels"]["words"].split())
