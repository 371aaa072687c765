"""When what a figure counts took place, as worded, and whether it is of one day or of the event so far.

The words are those of the figure's own verb: a day behind another verb ("who was buried on Friday"), within what is put in
between ("who won a prize last year"), or of a statement ("said on Friday") is not its day.
"""

from __future__ import annotations

import re
from functools import cache

from tollbook.extract.clause import saying
from tollbook.extract.cutting import Phrase
from tollbook.extract.finding import Finding
from tollbook.extract.words import Is, tables
from tollbook.model import Extent, Measure

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_FINITE = ("active", "passive", "be")
_NEW = frozenset(["new"])
_OPENS = {"between": ("and",), "from": ("to", "until", "till", "through")}


def when_told(f: Finding) -> tuple[int, int] | None:
    """The words of the time of ``f``, or ``None`` where its sentence binds it to none."""
    c, ps = f.clause, f.clause.phrases
    lo, hi = min(f.group, f.trigger), max(f.group, f.trigger)
    beside = next((j for j in range(lo, hi) if ps[j].kind in (",", "W", "(")), hi)
    order = [*range(lo, beside), *range(hi, len(ps)), *range(beside, hi), *range(lo - 1, -1, -1)]
    for i in order:
        if i in (f.group, f.trigger) or not _is_time(f, i) or (i > hi and not c.upper and _of_another_verb(f, hi, i)):
            continue
        if _said_then(ps, i) or any(ps[x].kind in (";", ".", ":") for x in range(min(i, lo), max(i, hi))):
            continue
        first, last = _stretch(ps, i, f.group)
        return c.tokens[ps[first].first].start, c.tokens[ps[last].last - 1].end
    return None


def _is_time(f: Finding, i: int) -> bool:
    """A day, a month; of a number of days, those just past ("the last two days")."""
    p = f.clause.phrases[i]
    if p.kind != "N" or p.head is None or not p.head.flags & Is.TIME or (p.head.flags & Is.MONTH and p.head.text.islower()):
        return False  # "took part in the march"
    return p.number is None or any(k.low in ("last", "past", "previous") for k in f.clause.tokens[p.first : p.last])


def _said_then(ps: list[Phrase], i: int) -> bool:
    """ "said on Friday"."""
    j = i - 1
    if j >= 0 and ps[j].kind == "P":
        j -= 1
    return j >= 0 and ps[j].kind == "V" and ps[j].lemma in saying()


def _of_another_verb(f: Finding, hi: int, i: int) -> bool:
    """ "who was killed in Dorra | was buried Friday", "killed nine | who were buried Friday"."""
    ps = f.clause.phrases
    own = ps[f.trigger].kind != "V"  # "the bodies of nine men | were found on Friday"
    for j in range(hi + 1, i):
        p = ps[j]
        if p.kind == "S":
            return False
        if p.kind == "W":
            whose = ps[j - 2] if ps[j - 1].kind == "," else ps[j - 1]
            return whose.people is not None or bool(whose.flags & Is.GROUP)  # not "clashes that broke out on Friday"
        if p.kind == "V" and p.verb is None and p.voice in _FINITE and p.lemma not in saying():
            if not own:
                return ps[j - 1].kind != "C"
            own = False
    return False


def _stretch(ps: list[Phrase], i: int, figure: int) -> tuple[int, int]:
    """The phrases of a stretch of time that the one at ``i`` is of: "from 1 May to 3 June", "the last | 24 | hours"."""
    first = i
    while first > 0 and first - 1 != figure and _bare_number(ps[first - 1]):
        first -= 2 if first > 2 and ps[first - 2].kind == ":" and _bare_number(ps[first - 3]) else 1
    if 0 < first < i and ps[first - 1].kind == "N" and ps[first - 1].low in ("the", "this"):
        first -= 1
    for start in (first - 1, first - 3):  # at its first day, at its last
        joints = _OPENS.get(ps[start].low) if start >= 0 else None
        if joints is not None and start + 3 < len(ps) and ps[start + 2].low in joints and ps[start + 3].flags & Is.TIME:
            return start, start + 3
    return first, i


def _bare_number(p: Phrase) -> bool:
    return p.kind == "N" and p.low.isdecimal() and p.last - p.first == 1


def extent_of(f: Finding, when: tuple[int, int] | None) -> Extent:
    """Whether ``f`` is of one incident or day, or of the event so far."""
    if f.measure in (Measure.CROWD, Measure.EVACUATED) or (f.single and f.whole is None):
        return Extent.INCIDENT  # what befalls one person, told by itself, is an event of its own
    start, end = f.clause.start, f.clause.end
    if _one_day().search(f.clause.text, start, end):
        return Extent.INCIDENT
    p = f.clause.phrases[f.trigger]
    if f.group == f.trigger and f.object is None and _new(f):
        return Extent.INCIDENT
    day = when is not None and _DAYS.intersection(f.clause.text[when[0] : when[1]].lower().split()[:1])
    if day and when is not None and _own_day(f, when) and p.kind == "V":
        return Extent.INCIDENT
    return Extent.CUMULATIVE


def _new(f: Finding) -> bool:
    """ "23 new deaths": those of a day, beside a toll that others hold; not "23 new recruits were killed"."""
    head = f.clause.phrases[f.group].head
    between = f.clause.text[f.end : head.start] if head is not None else ""
    return not _NEW.isdisjoint(between.lower().split())


@cache
def _one_day() -> re.Pattern[str]:
    """Words that make a sentence's figures those of one day."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, tables().raw["frames"]["one_day"]["phrases"])) + r")\b", re.I)


def _own_day(f: Finding, when: tuple[int, int]) -> bool:
    """Whether the day stands in the figure's own clause, with a verb in the past ("were killed on Friday")."""
    c, ps = f.clause, f.clause.phrases
    hi = max(f.group, f.trigger)
    at = next(
        (j for j, p in enumerate(ps) if p.kind == "N" and c.tokens[p.first].start <= when[0] < c.tokens[p.last - 1].end), None
    )
    return at is not None and at > hi and not any(p.kind in ("W", "S", "V", ";", ",") for p in ps[hi + 1 : at])
