"""The words of an act's time: the one nearest to it that is not the day on which somebody else said something."""

from __future__ import annotations

from tollbook.extract.acts_deed import Deed, Range
from tollbook.extract.clause import is_time, saying
from tollbook.extract.cutting import Phrase

_TURNS = frozenset("; . : S W".split())
_FAR = 16  # phrases
_FRONT = 2  # phrases; a time before them holds for the whole sentence ("On Wednesday, ...")


def when_words(d: Deed) -> Range | None:
    """The words of the time of an act, or ``None`` where its clause gives it none."""
    c, ps = d.clause, d.clause.phrases
    best: tuple[int, int] | None = None
    last = max([d.trigger, *(i for i, p in enumerate(ps) if c.tokens[p.first].start < d.end)])
    if d.family == "noun":  # "the protest | began | on Sunday": the verb of a noun is its own
        last = next((i for i in range(last + 1, min(last + 4, len(ps))) if ps[i].kind == "V"), last)
    for i, p in enumerate(ps):
        if not is_time(p) or abs(i - d.trigger) > _FAR or _of_another(ps, i, d):
            continue
        cost = 0 if d.trigger <= i <= last else _cost(ps, i, d.trigger if i < d.trigger else last)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, i)
    if best is None:
        return None
    p = ps[best[1]]
    return c.tokens[p.first].start, c.tokens[p.last - 1].end


def _of_another(ps: list[Phrase], i: int, d: Deed) -> bool:
    """Whether the time is when something was said ("announced on Thursday that"), which is the act's only where that is it."""
    j = i - 1
    while j >= 0 and ps[j].kind in ("P", "A"):
        j -= 1
    near = [j, i + 1]
    return any(0 <= k < len(ps) and k != d.trigger and ps[k].kind == "V" and ps[k].lemma in saying() for k in near)


def _cost(ps: list[Phrase], i: int, trigger: int) -> int | None:
    """How far the time is; a clause between costs much, and a colon or semicolon parts them."""
    lo, hi = min(i, trigger), max(i, trigger)
    cost = hi - lo
    for p in ps[lo + 1 : hi]:
        if p.kind in (";", ".", ":"):
            return None
        if p.kind in ("S", "W"):
            cost += 8
        elif p.kind == "V" and (i > _FRONT or p.voice in ("active", "passive")):
            if i > _FRONT and p.voice not in ("bare", "part", "ing"):
                return None
            cost += 6
    return cost + (1 if i < trigger else 0)
