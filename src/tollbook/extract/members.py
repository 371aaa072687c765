"""Tolls told by their number ("the dead number 12") and by their members ("among the dead was a nurse")."""

from __future__ import annotations

from tollbook.extract.clause import Clause, skip_attached
from tollbook.extract.counting import count_all
from tollbook.extract.finding import Finding, finding_of
from tollbook.extract.numbers import Number
from tollbook.extract.objects import after
from tollbook.extract.subjects import before
from tollbook.extract.tolls import changes, former_of, told_number
from tollbook.model import Measure


def told(clause: Clause, g: int, trigger: int, measure: Measure) -> list[Finding]:
    """A toll told by its number: "the dead number 12", "arrests had passed 900"."""
    told = told_number(clause, g, trigger)
    if told is None:
        return []
    at, number, earlier = told
    f = finding_of(clause, at, trigger, measure, number, "toll.told")
    f.people, f.replaces = g, earlier
    former = former_of(clause, at)
    now = _later(clause, at)
    if now is not None:
        old, f = f, finding_of(clause, now[0], trigger, measure, now[1], "toll.told")
        f.people, old.restates, old.rule = g, True, "toll.former"
        return [old, f]
    if former is None or clause.phrases[former - 2].low not in ("up", "down"):
        return [f]
    old = finding_of(clause, former, trigger, measure, clause.phrases[former].number, "toll.former")  # type: ignore[arg-type]  # has a number
    old.people, old.restates = g, True
    return [f, old]


def _later(clause: Clause, at: int) -> tuple[int, Number] | None:
    """ "The toll, earlier put at 18, | now stands at 26": the number behind the insertion in which the first stands."""
    ps = clause.phrases
    behind = at + 1
    while behind + 1 < len(ps) and (ps[behind].kind == "A" or (ps[behind].kind == "P" and ps[behind + 1].kind == "N")):
        behind += 1 if ps[behind].kind == "A" else 2
    if behind < len(ps) and ps[behind].kind == "V" and ps[behind].voice == "passive" and changes(ps[behind]):
        told = told_number(clause, behind - 1, behind - 1)  # a first toll of 18 | was raised to 26
        return None if told is None or told[0] <= behind else (told[0], told[1])
    close = next((j for j in range(at + 1, min(at + 4, len(ps))) if ps[j].kind == ","), None)
    opened = any(p.kind == "," for p in ps[max(0, at - 6) : at])
    if close is None or not opened:
        return None
    v = next((j for j in range(close + 1, min(close + 4, len(ps))) if ps[j].kind == "V"), None)
    if v is None or any(p.kind == "N" for p in ps[close + 1 : v]):
        return None
    told = told_number(clause, v - 1, v - 1)
    return None if told is None or told[0] <= at else (told[0], told[1])


def members(clause: Clause, i: int, last: int, measure: Measure) -> list[Finding]:
    """ "among the dead was a nurse", "the injured include three children", "6,000 people were the injured"."""
    ps = clause.phrases
    definite = ps[i].determiner in ("the", "those")
    among = i > 0 and ps[i - 1].low in ("among", "amongst")
    v = skip_attached(ps, last + 1) if among else last + 1
    if not (definite or among):
        return []
    if v < len(ps) and ps[v].kind == "V" and ps[v].modal:
        return []  # "might be those of people listed as missing"
    if v < len(ps) and ps[v].kind == "V" and (ps[v].voice == "be" or ps[v].lemma in ("include", "comprise", "number")):
        groups = [] if ps[v].negative else after(ps, v)
    elif v + 2 < len(ps) and ps[v].voice == "passive" and ps[v].lemma in ("identify", "name") and ps[v + 1].low == "as":
        groups = [g for g in after(ps, v + 1) if ps[g].number is None]  # the dead were identified as X and Y
    elif v < len(ps) and ps[v].kind in ("-", ":") and (among or ps[v].kind == ":"):
        groups = [g for g in after(ps, v) if ps[g].people is not None]
    elif among and i > 1 and ps[i - 2].kind == "V" and ps[i - 2].voice == "be":
        groups = [] if ps[i - 2].modal else before(ps, i - 2)
    elif i > 0 and ps[i - 1].kind == "V" and ps[i - 1].voice == "be" and not among:
        groups = [g for g in before(ps, i - 1) if ps[g].number is not None and not ps[i - 1].modal]
    else:
        return []
    return count_all(clause, groups, i, measure, "people", "noun.members")
