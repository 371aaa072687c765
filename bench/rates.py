"""How fast a piece of work is, beside the limit that it is held against."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypedDict

ROUNDS = 5


class Row(TypedDict):
    """One line of the benchmark: ``value`` and ``limit_value`` in ``unit``, ``ratio`` is one over the other."""

    name: str
    value: float
    unit: str
    ratio: float
    limit: str
    limit_value: float


def row(name: str, unit: str, value: float, limit: str, limit_value: float) -> Row:
    """A line of the benchmark."""
    return Row(name=name, value=value, unit=unit, ratio=value / limit_value, limit=limit, limit_value=limit_value)


def rates(count: int, works: Sequence[Callable[[], object]], *, clock: Callable[[], float] = time.process_time) -> list[float]:
    """Items a second of each of ``works``, all of which handle the same ``count`` items: the best of some rounds.

    The works take turns, so that a machine that slows down slows all of them. ``clock`` counts the processor's seconds;
    where disks are waited for, pass `time.perf_counter`. Work that ends too soon to be timed is done again within a round.
    """
    again = [_repeats(work, clock) for work in works]
    best = [0.0] * len(works)
    for _ in range(ROUNDS):
        for k, work in enumerate(works):
            start = clock()
            for _ in range(again[k]):
                work()
            best[k] = max(best[k], again[k] * count / max(clock() - start, 1e-9))
    return best


def _repeats(work: Callable[[], object], clock: Callable[[], float]) -> int:
    """How often ``work`` is done in a round of at least a fifth of a second; the first time warms it up."""
    work()
    start = clock()
    work()
    return max(1, round(0.2 / max(clock() - start, 1e-6)))
