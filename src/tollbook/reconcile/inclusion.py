"""A story's inclusion rule: what it leaves out is set aside, with the reason, and comes back when the rule is changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Book, Inclusion, Interval, Link, Measure, Place, Relation, Side
from tollbook.reconcile.figures import Figure, contains

BY = "reconcile.inclusion 0.2"
LONG = timedelta(days=60)  # by which a count that is told as a stretch of days is begun before the rule's first day
_WORD = re.compile(r"[^\W\d_]{3,}")


def outside(book: Book, found: tuple[Figure, ...]) -> dict[str, Link]:
    """Links from the figures that the story's rule leaves out to the story, by claim."""
    rule = book.story.inclusion
    if rule is None:
        return {}
    reasons = ((f, _reason(rule, f, _days(book, f), found)) for f in found)
    return {
        f.claim.id: Link(subject=f.claim.id, relation=Relation.OUTSIDE_RULE, object=book.story.id, at=None, by=BY, reason=why)
        for f, why in reasons
        if why
    }


def _days(book: Book, f: Figure) -> Interval | None:
    r = book.resolutions.get(f.claim.id)
    return r.occurred if r is not None else None


def _reason(rule: Inclusion, f: Figure, days: Interval | None, found: Sequence[Figure]) -> str:
    """Why the rule leaves a figure out; empty where it does not."""
    return _elsewhere(rule, f.place) or _other_days(rule, days, found) or _other_kind(rule, f) or _other_people(rule, f)


def _elsewhere(rule: Inclusion, place: Place | None) -> str:
    if place is None:
        return ""
    if rule.countries and place.country is not None and place.country not in rule.countries:
        return f"in {place.name} ({place.country}), and not in {' or '.join(rule.countries)}"
    if rule.places and not any(contains(p, place) or contains(place, p) for p in rule.places):
        return f"in {place.name}, and not in {' or '.join(p.name for p in rule.places)}"
    return ""


def _other_days(rule: Inclusion, days: Interval | None, found: Sequence[Figure]) -> str:
    if days is None:
        return ""
    if rule.start is not None and days.end < rule.start:
        return f"of {days.end}, before {rule.start}"
    if rule.start is not None and _counted_longer(days, rule.start) and not _of_an_epidemic(found):
        return f"counted from {days.start} on, and the story begins after {rule.start}"
    return f"of {days.start}, after {rule.end}" if rule.end is not None and days.start > rule.end else ""


def _counted_longer(days: Interval, start: date) -> bool:
    """Whether what was counted began long before the story did: a war's toll, a year's murders."""
    return days.start < start and (days.precision == "year" or start - days.start >= LONG)


def _of_an_epidemic(found: Sequence[Figure]) -> bool:
    """A story of which more figures are of a disease than of another kind of event: its deaths of years are its toll."""
    told = [(f.claim.measure is Measure.INFECTED or "epidemic" in kinds, bool(kinds)) for f in found for kinds in [_kinds_of(f)]]
    sick = sum(of_disease for of_disease, _ in told)
    return sick > sum(of_a_kind and not of_disease for of_disease, of_a_kind in told)


def _kinds_of(f: Figure) -> set[str]:
    """The kinds of event that a figure's sentence tells of."""
    return {_kinds()[w] for w in _WORD.findall(f.claim.sentence.text.casefold()) if w in _kinds()}


def _other_kind(rule: Inclusion, f: Figure) -> str:
    told = _kinds_of(f) if rule.kinds else set()
    return (
        f"of {' and '.join(sorted(told))}, and not of {' or '.join(rule.kinds)}" if told and told.isdisjoint(rule.kinds) else ""
    )


def _other_people(rule: Inclusion, f: Figure) -> str:
    """Of a side or group that does not count, or of whom it is not said: a figure of all is no toll of some."""
    if not rule.who or f.side.value in rule.who or f.group in rule.who:
        return ""
    who = " or ".join(w.replace("_", " ") for w in rule.who)
    if f.side is Side.NOT_SAID and f.group is None:
        return f"of people of whom it is not said that they are {who}"
    return f"of {(f.group or f.side.value).replace('_', ' ')}, and not of {who}"


@cache
def _kinds() -> Mapping[str, str]:
    return {w: e["key"] for e in table("events")["event"] for w in e["words"]}


__all__ = ["outside"]
