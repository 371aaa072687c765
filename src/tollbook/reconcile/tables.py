"""The tables that the rules walk, read once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tollbook.lexicon import table
from tollbook.model import Measure


@cache
def rules() -> dict[str, Any]:
    """The whole table of the estimate's rules."""
    return table("estimate", "tables")


@cache
def rising() -> frozenset[Measure]:
    """Measures that only rise while they are counted."""
    return frozenset(map(Measure, rules()["rising"]["measures"]))


@cache
def one_sided() -> frozenset[Measure]:
    """Measures whose people stand on one side by their nature."""
    return frozenset(map(Measure, rules()["one_sided"]["measures"]))


@cache
def narrowing(kind: str) -> re.Pattern[str]:
    """Words that narrow a figure: ``kind`` is restricted or increment."""
    listed = "|".join(f"(?:{p})" for p in table("succession")[kind]["patterns"])
    return re.compile(rf"(?<!\w)(?:{listed})", re.I)  # one look behind for all of them: each claim is searched


def beyond(a: float, b: float) -> bool:
    """Two figures are farther apart than a range allows.

    >>> beyond(16, 18), beyond(158, 220)
    (False, True)
    """
    t = rules()["tolerance"]
    return bool(abs(a - b) > max(t["absolute"], t["relative"] * min(abs(a), abs(b))))
