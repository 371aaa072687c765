"""Victims: dead, or hit by something, as the words around them tell.

"Four victims were found with gunshot wounds" and "the quake claimed 400 victims" use one word for two things. Where a report
tells near them of people shot, treated or out of hospital, it is not said that they died: killed or injured. Where it tells of
the dead and of none of these, they are the dead. A toll of them ("claimed 40 victims") is one of the dead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tollbook.extract.clause import Clause
from tollbook.extract.finding import Finding
from tollbook.extract.frames import spaced
from tollbook.extract.words import NounRule, tables
from tollbook.model import Measure

_BEFORE, _BEHIND = 400, 160  # characters around the word that are looked at


@cache
def _told(name: str) -> re.Pattern[str]:
    words = tables().raw["measures"]["victims"][name]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(spaced, words)) + r")(?!\w)", re.I)


@cache
def _dead(name: str) -> re.Pattern[str]:
    return re.compile(tables().raw["measures"]["victims"][name], re.I)


def count_the_dead(text: str, found: Sequence[Finding], ends: Sequence[int]) -> None:
    """ "40 were shot and their bodies hung from poles"; "a judge was shot ... the group claimed responsibility for the killing".

    ``ends`` are the ends of their sentences. The second holds where the report counts nobody else who died.
    """
    hit = [(f, end) for f, end in zip(found, ends, strict=True) if f.measure is Measure.KILLED_OR_INJURED]
    if not hit:
        return
    for f, end in hit:
        if _dead("bodies").search(text, f.end, end):
            f.measure = Measure.KILLED
    if all(f.measure is not Measure.KILLED for f in found) and _dead("killing").search(text, hit[0][0].end):
        for f, _ in hit:
            f.measure = Measure.KILLED


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
