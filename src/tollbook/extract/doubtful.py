"""What looks like a figure and is none: ages, numbers that are dialled, what nobody knows of, one person who is no person.

Each check is a function of a finding; one that holds drops it. They come last, when all rules have read: a number wrongly read
as a toll is worse than one missed. The words are in `lexicon/en/doubtful.toml`, common nouns in `lexicon/en/common_nouns.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from tollbook.extract.ages import is_age
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.frames import anywhere, spaced
from tollbook.extract.senses import CHECKS as SENSES
from tollbook.extract.words import Is
from tollbook.lexicon import table
from tollbook.model import Measure

_NEAR = 40  # characters on either side that are looked at


def is_none(f: Finding) -> bool:
    """Whether what was read is no figure of a toll."""
    return any(check(f) for check in _CHECKS)


@cache
def common_nouns() -> frozenset[str]:
    """Nouns that are no people."""
    text = (resources.files("tollbook") / "lexicon" / "en" / "common_nouns.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _table() -> dict[str, Any]:
    return table("doubtful")


@cache
def _ends(section: str, key: str) -> re.Pattern[str]:
    words = _table()[section][key]
    words = words.split() if isinstance(words, str) else words
    return re.compile(r"(?<!\w)(?:" + "|".join(map(spaced, words)) + r")[\s\"“‘'(]*$", re.I)


@cache
def _anywhere(section: str, key: str) -> re.Pattern[str]:
    return anywhere(_table()[section][key])


@cache
def _begins(section: str, key: str) -> re.Pattern[str]:
    words = _table()[section][key]
    words = words.split() if isinstance(words, str) else words
    return re.compile(r"[\s\"”’')]*(?:" + "|".join(map(spaced, words)) + r")(?!\w)", re.I)


def _before(f: Finding) -> str:
    return f.clause.text[max(f.clause.start, f.start - _NEAR) : f.start]


def _behind(f: Finding) -> str:
    return f.clause.text[f.end : min(f.clause.end, f.end + _NEAR)]


def _group(f: Finding) -> Phrase:
    return f.clause.phrases[f.group]


def _dialled(f: Finding) -> bool:
    """ "a 911 call", "called 911"."""
    if f.clause.text[f.start : f.end] not in _table()["dialled"]["numbers"].split():
        return False
    return bool(_begins("dialled", "behind").match(_behind(f)) or _ends("dialled", "before").search(_before(f)))


def _wounds(f: Finding) -> bool:
    """ "suffered nine stab wounds", "at least one gunshot wound": of one person."""
    p = _group(f)
    if f.rule != "noun.counted" or p.head is None or p.head.low not in ("wound", "wounds"):
        return False
    return not any(k.flags & Is.PEOPLE for k in f.clause.tokens[p.first : p.last])


def _fraction(f: Finding) -> bool:
    """ "of which two thirds concerned people over 70": a share, and no number."""
    head = _group(f).head
    return head is not None and head.low in _table()["fractions"]["words"].split() and not f.single


def _record(f: Finding) -> bool:
    """ "with 19 prior arrests": of one person's life."""
    if f.measure is not Measure.ARRESTED or f.rule != "noun.counted" or not _ends("record", "before").search(_before(f)):
        return False
    return any(k.low in _table()["record"]["words"].split() for k in f.clause.tokens[_group(f).first : _group(f).last])


def _of_a_year(f: Finding) -> bool:
    """ "the 2013 slayings", "2013 house party murders": a year; so many would be written with a comma."""
    return f.rule == "noun.counted" and re.fullmatch(r"(?:19|20)\d\d", f.clause.text[f.start : f.end]) is not None


def _address(f: Finding) -> bool:
    """ "at the inn, 601 W. Brod St.": the number of a house."""
    return f.clause.text[f.start : f.end].isdigit() and _street().match(f.clause.text, f.end) is not None


@cache
def _street() -> re.Pattern[str]:
    kinds = "|".join(_table()["address"]["streets"].split())
    return re.compile(
        rf"\s+(?:[NSEW]\.?\s+|(?:North|South|East|West)\s+)?(?:[^\W\d_a-z][\w.’']*\s+|\d+\w*\s+){{1,3}}(?:{kinds})(?![-\w])"
    )


@cache
def _tale() -> re.Pattern[str]:
    told = "|".join(map(spaced, _table()["tale"]["words"]))
    return re.compile(
        rf"\W*(?:in|on)\s+(?:the|this|his|her|their|its|one|an?)\s+(?:[\w’'-]+\s+){{0,3}}(?:{told})(?=,|\s(?:that|which|by|about|of|version)\b)",
        re.I,
    )


def _made_up(f: Finding) -> bool:
    """ "In the film, a sniper kills 14": nobody was."""
    return _tale().match(f.clause.text, f.clause.start) is not None


def _reciprocal(f: Finding) -> bool:
    """ "killing one another"."""
    return (
        f.low == 1 and f.clause.text[f.start : f.end].casefold() == "one" and _behind(f).lstrip().casefold().startswith("another")
    )


def _unknown(f: Finding) -> bool:
    """ "did not mention any casualties", "whether any policemen were hurt", "are any hurt?", "no longer"."""
    if f.low != 0 or f.high != 0:
        return False
    figure, p = f.clause.text[f.start : f.end].casefold(), _group(f)
    if figure.split()[-1] in _table()["unknown"]["never"].split():
        return True
    if len(figure.split()) > 2 and figure.split()[1] in _table()["unknown"]["besides"].split():
        return True  # "no other casualties": none but those told of
    if p.head is not None and p.people is None and p.noun is None and p.head.low in common_nouns():
        return True
    around = f.clause.text[f.clause.start : f.clause.end]
    if figure.split()[-1] in _table()["unknown"]["not_yet"].split() and _anywhere("unknown", "still").search(around):
        return True
    asked = figure.startswith("any") and f.clause.text[f.clause.start : f.clause.end].rstrip(" \"”'").endswith("?")
    before = f.clause.text[f.clause.start : f.start]
    told = _anywhere("unknown", "anywhere").search(before) or _ends("unknown", "before").search(before)
    return figure.startswith("any") and (asked or told is not None)


def _never_one(f: Finding) -> bool:
    """One person is no crowd and no troops."""
    return f.single and f.measure.value in _table()["never_one"]["measures"].split()


def _no_person(f: Finding) -> bool:
    """A common noun that is no person ("the name of the officer who died"), or one of several ("the churchmen")."""
    p = _group(f)
    low = p.noun_low
    called = p.name and not f.clause.upper  # "Ali Poor"
    if f.single and p.people is None and low in _table()["other"]["bodies"].split():
        return True
    if f.single and ((low in _table()["other"]["heads"].split() and not called) or _force(f)):
        return True
    if f.single and p.head is not None and p.determiner is None and p.head.flags & Is.ADJ and not p.head.flags & Is.NOUN:
        return p.people is None  # "are unable to walk"
    if p.head is None or p.people is not None or p.noun is not None or p.thing is not None:
        return False
    if f.single:
        return low.endswith("men") or (low in common_nouns() and (f.clause.upper or p.head.text[0].islower()))
    counted = f.object is None and f.unit is None and p.number is not None and not p.partitive
    return counted and low in common_nouns() and p.head.text[0].islower() and not p.flags & (Is.GROUP | Is.NATION)


def _force(f: Finding) -> bool:
    """ "the National Guard suffered dead and wounded": a body of many, without a number."""
    words = [k.low for k in f.clause.tokens[_group(f).first : _group(f).last]]
    return len(words) > 1 and words[-1] in ("guard", "guards", "patrol") and words[-2] in _table()["other"]["forces"].split()


def _paper(f: Finding) -> bool:
    """ "released a communique", "no statement was released": what is let out and is nobody."""
    if f.measure is not Measure.RELEASED or not (f.single or f.high == 0):
        return False
    p = _group(f)
    return p.head is not None and p.people is None and (p.noun_low in _table()["papers"]["heads"].split() or f.high == 0)


def _lacks(f: Finding) -> bool:
    """ "are missing a limb": who lacks something."""
    j = f.trigger + 1
    ps = f.clause.phrases
    behind = ps[j] if j < len(ps) and ps[f.trigger].kind == "V" else None
    mine = behind is not None and behind.kind == "N" and behind.determiner in ("a", "an", "his", "her", "their", "any", "its")
    return f.measure is Measure.MISSING and mine and j != f.group


def _price(f: Finding) -> bool:
    """ "their real cost was only $3,000": what something costs, where no harm is told of."""
    if f.rule != "cost" or _anywhere("price", "harm").search(f.clause.text, max(0, f.clause.start - 300), f.clause.end):
        return False
    return _anywhere("price", "words").search(f.clause.text, f.clause.start, f.clause.end) is not None


def _as_another(f: Finding) -> bool:
    """ "as leader of the bloc, he sent a letter"."""
    return f.single and not f.rule.endswith(".members") and _ends("other", "before").search(_before(f)) is not None


_DESIGNATION = re.compile(r"^[^\W\d_]+(?:\s+[^\W\d_]+){0,4}\s+[A-Z]{1,4}-\d")


def _designated(f: Finding) -> bool:
    """ "shot down an army Falcon A-37": what has a number of its own is a machine."""
    return f.single and _DESIGNATION.search(f.clause.text[f.start : f.end + 20]) is not None


def _shot_down(f: Finding) -> bool:
    """ "shot down one and damaged another helicopter": machines, where the sentence names one and nobody is counted by name."""
    p, trigger = _group(f), f.clause.phrases[f.trigger]
    words = f.clause.text[f.clause.tokens[trigger.first].start : f.clause.tokens[trigger.last - 1].end].casefold()
    if not words.endswith("down") or p.people is not None or (f.single and p.name and not f.clause.upper):
        return False
    return _anywhere("machines", "words").search(f.clause.text, f.clause.start, f.clause.end) is not None


def _one_by_one(f: Finding) -> bool:
    """ "killed them one by one"."""
    return f.clause.text[f.start : f.end].casefold() == "one" and re.match(r"\s+by\s+one\b", _behind(f)) is not None


def _years_of_life(f: Finding) -> bool:
    """ "two of the victims are 16 and 17"."""
    if not f.rule.startswith("part.of"):
        return False
    ps, j = f.clause.phrases, f.group + 1
    ages = (
        j + 1 < len(ps) and ps[j].kind == "V" and ps[j].voice == "be" and ps[j + 1].number is not None and ps[j + 1].head is None
    )
    return ages or re.match(r"['’]s?\s", f.clause.text[f.clause.tokens[_group(f).last - 1].end :]) is not None


def _returned(f: Finding) -> bool:
    """ "300,000 of the displaced were able to return": no longer away."""
    if f.measure.value not in _table()["returned"]["measures"].split() or not f.rule.startswith("part.of"):
        return False
    return _anywhere("returned", "words").search(_behind(f)) is not None


def _adjective(f: Finding) -> bool:
    """ "the only free port": free, and not freed."""
    trigger = f.clause.tokens[f.clause.phrases[f.trigger].first]
    if trigger.low != "free":
        return False
    before = f.clause.text[f.clause.start : trigger.start].casefold().split()
    if f.single and (not before or before[-1][-1:] in "\"“'‘«"):
        return True  # "free love and guerrilla"
    return bool(before) and before[-1] in _table()["other"]["before_free"].split()


def _miscounted(f: Finding) -> bool:
    """ "two bodies | had been counted twice", "had counted two bodies | twice": who were never there."""
    head = _group(f).head
    if head is None:
        return False
    behind = f.clause.text[head.end : min(f.clause.end, head.end + _NEAR)]
    if _begins("miscounted", "behind").match(behind):
        return True
    return bool(_ends("miscounted", "before").search(_before(f)) and _begins("miscounted", "then").match(behind))


_CHECKS: tuple[Callable[[Finding], bool], ...] = (
    is_age,
    _dialled,
    _wounds,
    _fraction,
    _record,
    _of_a_year,
    _address,
    _made_up,
    _reciprocal,
    _unknown,
    _never_one,
    _no_person,
    _as_another,
    _designated,
    _shot_down,
    _one_by_one,
    _years_of_life,
    _returned,
    _paper,
    _lacks,
    _price,
    _adjective,
    _miscounted,
    *SENSES,
)
