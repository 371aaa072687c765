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
    """Each mainly tells, in more than one word, of what goes another way.

    >>> bus = {"road": 4}
    >>> other_craft(bus, {"water": 6, "road": 1}), other_craft(bus, {"rail": 5, "road": 3}), other_craft(bus, {"water": 1})
    (True, False, False)
    """
    said = min(max(one.values(), default=0), max(other.values(), default=0)) > 1
    return said and set(main_kinds(one)).isdisjoint(main_kinds(other))


def size(one: float, other: float) -> float:
    """How large the event is that two tolls can both be of, in powers of ten above the small ones; 0 for those.

    >>> size(5300, 2000), size(1000, 4)
    (2.0, 0.0)
    """
    return max(0.0, math.log10(max(1.0, min(one, other)) / _SMALL))
