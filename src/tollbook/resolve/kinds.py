"""Kinds of event: which two can be one event, and when an event is so large that its country has few like it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from tollbook.lexicon import table

_SMALL = 20.0  # people: events up to that size are many in any country


@cache
def kind_of() -> Mapping[str, str]:
    """Words that tell of a kind of event -> its key."""
    named = {w: e["key"] for e in table("events")["event"] for w in e["words"]}
    return named | {w: key for key, words in table("grouping")["kinds"].items() for w in words}


@cache
def craft_of() -> Mapping[str, str]:
    """Words of what crashes or sinks -> whether it goes by water, road, rail or air."""
    return {w: key for key, words in table("grouping")["craft"].items() for w in words}


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table("events")["near"]["pairs"])


def main_kinds(kinds: Mapping[str, int]) -> tuple[str, ...]:
    """The three kinds told most of, but none with less than a third of the first one's words."""
    ranked = sorted(kinds.items(), key=lambda x: (-x[1], x[0]))[:3]
    return tuple(k for k, n in ranked if 3 * n >= ranked[0][1])


@lru_cache(4096)
def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Both tell of one kind of event, or of kinds that often come together.

    >>> alike(("unrest",), ("attack", "fire")), alike(("flood",), ("unrest",))
    (True, False)
    """
    return not set(one).isdisjoint(other) or any(frozenset((a, b)) in _near() for a in one for b in other)


def other_craft(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Each tells mainly of what goes another way, and the other in no more than a word of that: survivors of a ferry go home
    by bus, and ships search for a plane.

    >>> bus = {"road": 4}
    >>> other_craft(bus, {"water": 6, "road": 1}), other_craft(bus, {"rail": 5, "road": 2}), other_craft(bus, {"water": 1})
    (True, False, False)
    """
    told = [{k for k, n in x.items() if n > 1} for x in (one, other)]
    mainly = [told[i] & set(main_kinds(x)) for i, x in enumerate((one, other))]
    return all(told) and mainly[0].isdisjoint(told[1]) and mainly[1].isdisjoint(told[0])


def size(one: float, other: float) -> float:
    """How large the event is that two tolls can both be of, in powers of ten above the small ones; 0 for those.

    >>> size(5300, 2000), size(1000, 4)
    (2.0, 0.0)
    """
    return max(0.0, math.log10(max(1.0, min(one, other)) / _SMALL))
