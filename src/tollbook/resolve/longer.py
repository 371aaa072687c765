"""Counts over years: "in nine years of war", "a 12-year conflict that has killed", "so far this year".

A war's toll stands in most reports of an attack in it. It is no toll of the attack: what it counts began long before, and the
days that it holds say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Claim, Interval, Report
from tollbook.resolve.periods import between
from tollbook.resolve.times import local_day
from tollbook.resolve.timexes import Timex

_LENGTH = re.compile(r"P(\d+)(Y|M|DE)")
_DAYS = {"Y": 365, "M": 30, "DE": 3650}
LEAST = 60  # days; shorter stretches are of one event as often
_NEAR = 90  # characters between a war that has killed and the figure


def counted_over(claim: Claim, report: Report, inside: Sequence[Timex]) -> Interval | None:
    """The days over which ``claim`` was counted, up to publication, where a duration of its sentence tells; ``None`` else."""
    published = local_day(report)
    if published is None:
        return None
    for t in inside:
        length = _LENGTH.fullmatch(t.value)
        if t.granularity != "duration" or length is None:
            continue
        days = int(length[1]) * _DAYS[length[2]]
        if days >= LEAST and (_within(claim, report, t) or _war_of(claim, report, t)):
            return between(published - timedelta(days=min(days, 40_000)), published)
    return None


def _within(claim: Claim, report: Report, t: Timex) -> bool:
    """ "In nine years", "over the past decade"; not "the deadliest in nine years", nor "in nine years, he said, it will"."""
    before = report.text[claim.sentence.start : t.span.start]
    return _opens().search(before) is not None and _compared().search(before) is None


def _war_of(claim: Claim, report: Report, t: Timex) -> bool:
    """ "The 12-year conflict has killed 300,000": the figure stands behind what the war has done."""
    if claim.figure.start < t.span.end:
        return False
    told = report.text[t.span.end : claim.figure.start]
    return len(told) <= _NEAR and _done().match(told) is not None


@cache
def _words(name: str) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in table("times")["longer"][name])


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('within')})\s+(?:(?:{_words('about')})\s+)*$", re.I)


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('times')['binding']['comparing'])})\b[^,;]*$", re.I)


@cache
def _done() -> re.Pattern[str]:
    wars, deeds = _words("wars"), _words("deeds")
    return re.compile(
        rf"[-\s](?:old[-\s]|long[-\s])?(?:of\s+)?(?:[\w-]+\s+){{0,3}}(?:{wars})\b[^,;.]{{0,40}}?,?\s+(?:that\s+|which\s+)?"
        rf"(?:(?:has|have|had|is|was)\s+)?(?:\w+\s+)?(?:{deeds})\b",
        re.I,
    )
