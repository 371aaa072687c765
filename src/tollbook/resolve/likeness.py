"""How far two reports are of one event: evidence for and against, from what is remembered of both, weighed by a table.

The points are logarithms of odds, so that they add up, and so that the mean over the reports of a story is the geometric
mean of the odds: one like report among many unlike ones opens no story.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tollbook.lexicon import table
from tollbook.resolve.traces import Trace, limits

CONFLICTS = ("other_town", "other_country", "other_ages", "other_victims", "other_days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report's words and names that are rare, and how far each is above the limit; what it is of, looked up once."""

    above: Mapping[int, float]
    words: frozenset[int]
    names: frozenset[int]
    events: frozenset[int]
    kinds: tuple[str, ...]  # of event, the main ones
    countries: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """``points`` for one event; ``apart``: hard conflicts keep the reports apart, whatever the points."""

    points: float
    evidence: Mapping[str, float]
    apart: bool

    def weighed(self) -> dict[str, float]:
        """What each piece of evidence adds to the points."""
        return {k: points()[k] * v for k, v in self.evidence.items()}


@cache
def points() -> Mapping[str, float]:
    """The points of the table of grouping."""
    found: dict[str, float] = table("grouping", "tables")["points"]
    return found


def likeness(one: Trace, telling: Telling, other: Trace, of_story: Mapping[str, float]) -> Likeness:
    """How far ``one`` is of the event of ``other``; ``telling`` is of ``one``, ``of_story`` what speaks for the whole story.

    Where that is a crisis, it has many ages, days and victims, and each outlet tells of it daily.
    """
    found = dict(of_story)
    _shared(found, telling, other)
    _places(found, one, telling, other)
    if "crisis" not in of_story:
        _incident(found, one, other)
    if not one.days.isdisjoint(other.days):
        found["days"] = 1.0
    weights = points()
    total = 0.0
    for k, v in found.items():
        total += weights[k] * v
    against = sum([x in found for x in CONFLICTS])
    agreed = against and ("victims" in found or "days" in found or "ages" in found)
    return Likeness(points=total, evidence=found, apart=not agreed and against >= limits()["conflicts"])


def _shared(found: dict[str, float], telling: Telling, other: Trace) -> None:
    """How many rare words and names both hold, and how rare they are."""
    above, log = telling.above, math.log1p
    found["base"] = 1.0
    found["names"] = log(sum([above[w] for w in telling.names & other.names]))
    found["words"] = log(sum([above[w] for w in telling.words & other.words]))
    found["event"] = log(max([above[w] for w in telling.events & other.events], default=0.0)) if telling.events else 0.0
    found["length"] = log(len(other.words))


def _places(found: dict[str, float], one: Trace, telling: Telling, other: Trace) -> None:
    """Towns and countries; a town that the other names at all is none of another place."""
    if one.towns and other.towns:
        if not one.towns.isdisjoint(other.towns):
            found["same_town"] = 1.0
        elif one.town_names.isdisjoint(other.names) and other.town_names.isdisjoint(one.names):
            found["other_town"] = 1.0
    if one.countries and other.countries and telling.countries.isdisjoint(other.countries):
        found["other_country"] = 1.0


def _incident(found: dict[str, float], one: Trace, other: Trace) -> None:
    """What two reports tell alike and otherwise; what only one of them tells is neither."""
    if one.ages and other.ages:
        same = len(one.ages & other.ages)
        found["ages" if same else "other_ages"] = min(2.0, same or 1.0)
    if one.victims and other.victims:
        found["other_victims" if one.victims.isdisjoint(other.victims) else "victims"] = 1.0
    if one.days and other.days and one.days.isdisjoint(other.days):
        found["other_days"] = 1.0
    if one.outlet is not None and one.outlet == other.outlet:
        found["same_outlet"] = 1.0


__all__ = ["Likeness", "Telling", "likeness", "points"]
