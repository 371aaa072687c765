"""Victims: dead, or hit by something, as the words around them tell.

"Four victims were found with gunshot wounds" and "the quake claimed 400 victims" use one word for two things. Where a report
tells near them of people shot, treated or out of hospital, it is not said that they died: killed or injured. Where it tells of
the dead and of none of these, they are the dead. A toll of them ("claimed 40 victims") is one of the dead.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tollbook.extract.clause import Clause
from tollbook.extract.frames import spaced
from tollbook.extract.words import NounRule, tables
from tollbook.model import Measure

_BEFORE, _BEHIND = 400, 160  # characters around the word that are looked at


@cache
def _told(name: str) -> re.Pattern[str]:
    words = tables().raw["measures"]["victims"][name]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(spaced, words)) + r")(?!\w)", re.I)


def is_victim(clause: Clause, i: int) -> bool:
    """Whether noun group ``i`` is headed by that word."""
    return clause.phrases[i].noun_low in ("victim", "victims")


def measure_of_victims(clause: Clause, i: int) -> Measure:
    """What the victims of noun group ``i`` are counted as."""
    start, end = clause.tokens[clause.phrases[i].first].start, clause.tokens[clause.phrases[i].last - 1].end
    if _told("claimed").search(clause.text, max(clause.start, start - 40), start):
        return Measure.KILLED
    near = _told("fatal").sub(" ", clause.text[max(0, start - _BEFORE) : end + _BEHIND])
    return Measure.KILLED_OR_INJURED if _told("hit").search(near) else Measure.KILLED


def as_told(clause: Clause, i: int, rule: NounRule) -> NounRule:
    """The rule of the noun at ``i``, with the measure that its victims are of."""
    return replace(rule, measure=measure_of_victims(clause, i)) if is_victim(clause, i) else rule
