"""Words that count people and mean something else: a candidate beaten at the polls, a film released, one shot on goal.

Each check is a function of a finding; one that holds drops it (`doubtful` asks them last). What a page of news holds besides its
report (sport, elections, products, company results) is full of these. The words are in `lexicon/en/senses.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tollbook.extract.finding import Finding
from tollbook.extract.frames import anywhere
from tollbook.extract.words import Is
from tollbook.lexicon import table
from tollbook.model import Measure

_NEAR = 300  # characters on either side of a sentence in which a release from custody or from a clinic is told of


@cache
def _words(section: str, key: str) -> re.Pattern[str]:
    return anywhere(table("senses")[section][key])


def _told(f: Finding, section: str, key: str, near: int = 0) -> bool:
    c = f.clause
    return _words(section, key).search(c.text, max(0, c.start - near), min(len(c.text), c.end + near)) is not None


def _beaten(f: Finding) -> bool:
    """ "Dorra beat Velmark 3-1", "she beat the mayor at the polls": no blows."""
    p = f.clause.phrases[f.trigger]
    if p.kind != "V" or p.lemma != "beat" or _told(f, "beaten", "blows"):
        return False
    group = f.clause.phrases[f.group]
    named = f.single and group.name and f.rule.endswith("active") and not f.clause.upper
    return named or _told(f, "beaten", "contest")


def _captured(f: Finding) -> bool:
    """ "captured the nomination", "captured eastern Dorra": what is won, and nobody arrested."""
    p, group = f.clause.phrases[f.trigger], f.clause.phrases[f.group]
    if not f.single or p.kind != "V" or p.lemma != "capture":
        return False
    if group.noun_low in table("senses")["captured"]["no_person"].split():
        return True
    return group.people is None and _told(f, "beaten", "contest")


def _let_out(f: Finding) -> bool:
    """ "released a statement", "a news release", "free trade", "the album was released": nobody was held."""
    if f.measure is not Measure.RELEASED:
        return False
    c, p, group = f.clause, f.clause.phrases[f.trigger], f.clause.phrases[f.group]
    trigger = c.tokens[p.first]
    if f.single and trigger.low == "free" and (group.determiner is None or f.trigger > f.group):
        return True
    before = c.tokens[p.first - 1].low if p.first else ""
    if trigger.low == "release" and before in table("senses")["released"]["kinds"].split():
        return True
    if f.single and f.rule.endswith("passive") and _governs(f):
        return True
    behind = c.phrases[f.trigger + 1] if f.trigger + 1 < len(c.phrases) else None
    if behind is not None and f.trigger + 1 < f.group and behind.kind == "N" and behind.number is None and behind.people is None:
        return not behind.flags & Is.TIME  # "released | a photo of X, the suspect"
    nobody = f.single and group.people is None and trigger.low.startswith("releas") and not c.upper
    return nobody and not _told(f, "released", "held", _NEAR)


def _governs(f: Finding) -> bool:
    """ "The mayor released | a statement": the verb has its object behind it, and no passive it is."""
    c, p = f.clause, f.clause.phrases[f.trigger]
    if any(k.flags & Is.BE for k in c.tokens[p.first : p.last]) or f.trigger + 1 >= len(c.phrases):
        return False
    behind = c.phrases[f.trigger + 1]
    return behind.kind == "N" and not behind.flags & Is.TIME and behind.number is None and behind.determiner is not None


_SHOT = re.compile(r"\s+shots?\s+(?:on\s+(?:goal|target)|at\s+(?:it|goal|the\s+title)|to\s+(?!death)[a-z]+)", re.I)


def _shot_at_goal(f: Finding) -> bool:
    """ "only one shot on goal", "another shot to play them"."""
    text = f.clause.text
    return f.measure in (Measure.KILLED_OR_INJURED, Measure.KILLED) and _SHOT.match(text, f.end) is not None


_SCORE = re.compile(r"(\d+)\s?[-–](\d+)")


_CLOCK = re.compile(r":\d\d(?!\d)|\s?(?:[ap]\.?m\b|o['’]clock)", re.I)


@cache
def _numbered() -> re.Pattern[str]:
    """Names that a number belongs to, with a capital: "Channel 9", "Image 1 of 11"."""
    return re.compile(r"\b(?:" + "|".join(table("senses")["numbered"]["names"].split()) + r")\s+(?:\d+\s+of\s+)?$")


def _coded(f: Finding) -> bool:
    """ "on a 1-6-2 skid", "the M2 highway", "Channel 9", "at about 10:30", "in his 20s", "a 2nd corporal": part of a code."""
    text, figure = f.clause.text, f.clause.text[f.start : f.end]
    if f.single or not figure[-1:].isdigit():
        return False
    score = _SCORE.fullmatch(figure)
    if score is not None:
        return int(score[1]) >= int(score[2])  # "a 1-1 draw"
    if re.match(r"(?:st|nd|rd|th|d|s|['’]s)\b", text[f.end : f.end + 4], re.I):
        return True
    if _CLOCK.match(text, f.end):
        return True  # "dispatched around 10:30 pm"
    if _numbered().search(text[max(0, f.start - 24) : f.start]) is not None:
        return True
    first = next((k for k in range(f.start, f.end) if text[k].isdigit()), f.start)
    before = text[max(0, first - 2) : first]
    if first == f.start and (before[-1:].isalpha() or re.fullmatch(r"\w[-–/]", before)):
        return True
    return first == f.start and re.match(r"[-–/]\d", text[f.end : f.end + 2]) is not None


def _company(f: Finding) -> bool:
    """ "a loss of $304 million on revenue of $167 million": the result of a company, and no damage."""
    return f.rule == "cost" and _told(f, "company", "words") and not _told(f, "company", "harm", 200)


def _saved(f: Finding) -> bool:
    """ "Save hundreds on your next phone": money, where nobody is named whom one could save."""
    p, group = f.clause.phrases[f.trigger], f.clause.phrases[f.group]
    if f.measure is not Measure.RESCUED or p.kind != "V" or p.lemma != "save" or f.single:
        return False
    return f.clause.tokens[p.first].low == "save" and group.people is None and f.people is None


_WORK = re.compile(
    r"\s+(?:an?|the|his|her|their)?\s*(?:\w+\s+)?(?:rescue|rescues|search|searches|operation|raid|raids|attack|attacks|ambush|race|match)\b",
    re.I,
)


_PER = re.compile(r"\s+(?:\w+\s+){0,2}(?:in|to|on|per|for)\s+(?:each|every)\b", re.I)


def _per_unit(f: Finding) -> bool:
    """ "two or three people in each": so many a tent, and no total."""
    return not f.single and f.high != 0 and _PER.match(f.clause.text, f.end) is not None


def _dead_moved(f: Finding) -> bool:
    """ "16 corpses were evacuated from the market": dead, and nobody brought to safety."""
    moved = f.measure in (Measure.EVACUATED, Measure.RESCUED, Measure.DISPLACED, Measure.SHELTERED)
    return moved and f.clause.phrases[f.group].noun_low in table("senses")["dead"]["heads"].split()


def _at_work(f: Finding) -> bool:
    """ "two fishermen who took part in the rescue": no crowd."""
    p, c = f.clause.phrases[f.trigger], f.clause
    return (
        f.measure is Measure.CROWD
        and p.kind == "V"
        and p.lemma == "take"
        and _WORK.match(c.text, c.tokens[p.last - 1].end) is not None
    )


_PRONOUN = re.compile(r"(?:i|you|we|they|he|she|it|who|that|there)['’](?:m|ve|d|ll|re|s)", re.I)


def _pronoun(f: Finding) -> bool:
    """ "I'm going to die"."""
    return f.single and _PRONOUN.fullmatch(f.clause.text[f.start : f.end]) is not None


def _named(f: Finding) -> bool:
    """ "the Hang Seng Index", "Never Miss a Beat Download": a verb with a capital amid names, in a sentence that has few."""
    p, c = f.clause.phrases[f.trigger], f.clause
    if p.kind != "V" or not f.single or p.last - p.first > 1 or p.first == 0 or c.upper:
        return False
    word, before, behind = c.tokens[p.first], c.tokens[p.first - 1], c.tokens[p.first + 1 : p.first + 2]
    if not word.text[:1].isupper() or not before.text[:1].isupper() or not behind or not behind[0].text[:1].isupper():
        return False
    long = [k.text for k in c.tokens if k.text.isalpha() and len(k.text) > 3]
    return 2 * sum(w[0].isupper() for w in long) < len(long)


CHECKS: tuple[Callable[[Finding], bool], ...] = (
    _beaten,
    _captured,
    _let_out,
    _shot_at_goal,
    _coded,
    _company,
    _saved,
    _per_unit,
    _dead_moved,
    _at_work,
    _pronoun,
    _named,
)
