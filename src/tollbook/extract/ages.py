"""Ages, which stand where figures stand: "Maren, 31,", "two women, 28 and 27,", "ages 33 and 16", "the victim was 15".

What stands before a number and behind it tells; the words are in `lexicon/en/doubtful.toml`, section ``age``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tollbook.extract.finding import Finding
from tollbook.extract.frames import spaced
from tollbook.extract.words import Is, tables
from tollbook.lexicon import table

_REACH = 60  # characters on either side that are looked at
_ROW = r"(?:\d{1,3}(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s*[-–]\s*))"  # "33, ", "28 and ", "20- and "
_JOINED = r"(?:\s*[-–]?(?:,|\s+and|\s+or|\s+to|,\s+and)\s+\d{1,3})*"
_NAME = re.compile(
    r"(?:(?<=[^\w’'-])|^)((?:[^\W\d_a-z][\w.'’-]*\s+)(?:(?:[^\W\d_a-z][\w.'’-]*|de|la|van|von|bin|al|[\"“'‘]\w+[\"”'’])\s+)*"
    r"[^\W\d_a-z][\w.'’-]+)(?:\s*\([^()]{1,20}\))?,\s+$"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*)(?:\s*\([^()]{1,20}\))?,\s+$")
_PREPOSITION = re.compile(r"\b(?:in|at|near|from|of|outside|around|across|to|for|on|by)\s+(?:the\s+)?$", re.I)
_STOPS = re.compile(r"\s*(?:[,;.)(—–]|$)")
_TOLL = re.compile(r"\s+(?:killed|dead|injured|wounded|missing|hurt)\b", re.I)  # "Port Velmark, 26 killed"
_ENDS = re.compile(r"\s*(?:[,;.)]|$|\s(?:and|but|when|at|years?)\b)")
_ONE = re.compile(r"\s+(?:was|is|has|had|of\s+(?:\d|[^\W\d_a-z]))")


def is_age(f: Finding) -> bool:
    """Whether the figure of ``f`` is somebody's age."""
    if f.single or f.low is None or f.low != f.high or f.low > _table()["largest"]:
        return False
    before = f.clause.text[max(f.clause.start, f.start - _REACH) : f.start]
    behind = f.clause.text[f.end : min(f.clause.end, f.end + _REACH)]
    if _old().match(behind) or _ends("before").search(before):
        return True
    if not f.clause.text[f.start : f.end].isdigit() or not _alone(f):
        return False
    if _of_ages().search(before):
        return True
    return _of_a_name(f, before, behind) or _of_one(before, behind) or _of_several(before, behind) or _is_so_old(before, behind)


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = table("doubtful")["age"]
    return found


def _words(key: str) -> str:
    return "|".join(map(spaced, _table()[key]))


@cache
def _ends(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words(key)})[\s\"“‘'(]*$", re.I)


@cache
def _old() -> re.Pattern[str]:
    """ "year old", or more ages and then it: "20- and 23-year-old"."""
    return re.compile(rf"{_JOINED}[\s‐-]*[-–]?\s*(?:{_words('behind')})(?!\w)", re.I)


@cache
def _of_ages() -> re.Pattern[str]:
    """ "ages 25 and", "the ages of the victims are 17, 23 and", "ranged in age from"."""
    return re.compile(rf"\bage[sd]?\b(?:[^.;\d]{{0,40}}\b(?:of|between|from|are|were|is|was)|:)?\s+{_ROW}*$", re.I)


def _alone(f: Finding) -> bool:
    """No noun stands behind the number; below a headline begins another text."""
    head = f.clause.phrases[f.group].head
    return head is None or head.end <= f.end or "\n" in f.clause.text[f.end : head.start]


def _of_a_name(f: Finding, before: str, behind: str) -> bool:
    """ "Ana Weekly, 50, on", "Jon Maren (left), 26 was": of a person with two names, or of one with a singular verb."""
    full = None if f.clause.upper else _NAME.search(before)
    if full is not None and not (_PREPOSITION.search(before[: full.start(1)]) or _no_name(full[1]) or _TOLL.match(behind)):
        return True
    name = _WORD_BEFORE.search(before)
    if name is None or not name[1][0].isupper():
        return False
    word = tables().word(name[1].casefold())
    if word.flags & (Is.TIME | Is.PREP | Is.ADV | Is.SUB) or word.noun is not None:
        return False
    return re.match(r"\s*(?:,|\)|;|—|–)", behind) is not None or _ONE.match(behind) is not None


def _no_name(words: str) -> bool:
    """Words with capitals that name no person: "Dorra County", "Four People Hurt"."""
    first, *_, last = known = [tables().word(word.casefold()) for word in words.split()]
    return bool(last.flags & Is.KIND or first.flags & Is.PREP) or any(word.people and word.flags & Is.PLURAL for word in known)


def _of_one(before: str, behind: str) -> bool:
    """ "a man, 18", "one male, 24, were"."""
    named = _WORD_BEFORE.search(before)
    if named is None:
        return False
    word = tables().word(named[1].casefold())
    if not word.people or word.flags & Is.PLURAL:
        return False
    return _STOPS.match(behind) is not None or not re.match(r"\s+[a-z]", behind)


@cache
def _people() -> str:
    return _words("people")


def _of_several(before: str, behind: str) -> bool:
    """ "two females, 28 and 27,", "two men, one 17 and the other 21,", "two women, believed to be 30 and 60,"."""
    if re.search(rf"\b(?:{_people()}),?\s+(?:(?:both|all)\s+)?(?:(?:believed|thought|said)\s+to\s+be\s+)?{_ROW}*$", before, re.I):
        more = re.match(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)\d{1,3}\b(?!\s+[a-z])", behind) is not None
        return more or (re.search(_ROW + "$", before) is not None and _STOPS.match(behind) is not None)
    return re.search(r"\b(?:one(?:\s+is|\s+was)?|(?:the\s+)?other(?:\s+is|\s+was)?)\s+$", before) is not None and (
        _STOPS.match(behind) is not None or re.match(r"\s+and\s+(?:the\s+other|one)\b", behind) is not None
    )


@cache
def _one_is() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:he|she|who|(?:another|the|a|an|this|that|his|her|their|one|youngest|oldest|other|first|second|third)\s+(?:[\w-]+\s+){{0,2}}"
        rf"(?:{_words('one')}))(?:,\s+[^,.;]{{2,40}},)?\s+(?:was|is)\s+(?:also\s+|only\s+|just\s+|about\s+)?$",
        re.I,
    )


def _is_so_old(before: str, behind: str) -> bool:
    """ "the victim was 15", "he is 31 and": of one person, how old."""
    return (
        _one_is().search(before) is not None and re.match(r"\s*(?:[,;.)]|$|\s(?:and|but|when|at|years?)\b)", behind) is not None
    )
