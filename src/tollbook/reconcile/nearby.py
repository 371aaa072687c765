"""What the words around a figure make of it: narrower than the toll, or the growth of a day.

Words that say what befell whom narrow figures of that measure alone: of "13 are missing and one survivor died in hospital"
the 13 are no part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tollbook.lexicon import table
from tollbook.model import Claim, Extent, Measure
from tollbook.reconcile.tables import narrowing

_NEAR = 70  # characters on either side of a figure in which words narrow it
Told = Mapping[tuple[str, int], Sequence[Claim]]


def by_sentence(claims: Iterable[Claim]) -> Told:
    """Claims by the sentence that tells them."""
    found: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for c in claims:
        found[c.report, c.sentence.start].append(c)
    return found


def narrowed(claim: Claim) -> bool:
    """Words near a figure make it one of a part: "died in custody", of the dead."""
    for found in narrowing("restricted").finditer(_near(claim)):
        of = next((m for word, m in _of().items() if word in found[0].casefold()), None)
        if of is None or claim.measure in of:
            return True
    return False


def grown(claim: Claim, told: Told) -> bool:
    """A figure of a day: "23 new deaths", "another 12"; and what brings a toll to another number that its sentence tells."""
    if claim.scope.extent is Extent.INCIDENT and narrowing("increment").search(_near(claim)) is not None:
        return True
    others = told.get((claim.report, claim.sentence.start), ())
    return any(_brought_to(claim, x) for x in others) if len(others) > 1 else False


def _brought_to(day: Claim, toll: Claim) -> bool:
    """ "reported 14 deaths, bringing the total to 212"."""
    a, b = day.quantity.low, toll.quantity.low
    if day.measure is not toll.measure or day.object != toll.object or a is None or b is None or a >= b:
        return False
    text, start = day.sentence.text, day.sentence.start
    between = text[max(0, day.figure.end - start) : max(0, toll.figure.start - start)]
    return _brings().search(between) is not None


@cache
def _brings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('succession')['brings']['patterns'])})\s*$", re.I)


@cache
def _of() -> Mapping[str, frozenset[Measure]]:
    """Words of a narrowing phrase that say what befell -> the measures that it narrows."""
    return {w: frozenset(map(Measure, of)) for w, of in table("succession")["restricted"]["befell"].items()}


def _near(claim: Claim) -> str:
    """The words around a figure in its own sentence."""
    start = claim.figure.start - claim.sentence.start
    end = claim.figure.end - claim.sentence.start
    return claim.sentence.text[max(0, start - _NEAR // 2) : end + _NEAR]


__all__ = ["Told", "by_sentence", "grown", "narrowed"]
