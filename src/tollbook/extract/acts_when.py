"""The words of an act's time: the one nearest to it that is not the day on which somebody else said something."""

from __future__ import annotations

from tollbook.extract.acts_deed import Deed, Range
from tollbook.extract.clause import is_time, saying
from tollbook.extract.cutting import Phrase

_FAR = 16  # phrases
_AFTER = frozenset(["after", "before", "following", "since", "despite"])
_FRONT = 2  # phrases; a time before them holds for the whole sentence ("On Wednesday, ...")


def when_words(d: Deed) -> Range | None:
    """The words of the time of an act, or ``None`` where its clause gives it none."""
    c, ps = d.clause, d.clause.phrases
    best: tuple[int, int] | None = None
    last = max([d.trigger, *(i for i, p in enumerate(ps) if c.tokens[p.first].start < d.end)])
    if d.family == "noun":  # "the protest | began | on Sunday": the verb of a noun is its own
        last = next((i for i in range(last + 1, min(last + 4, len(ps))) if ps[i].kind == "V"), last)
    for i, p in enumerate(ps):
        if not is_time(p) or d.start <= c.tokens[p.first].start < d.end or (d.rule.start is not None and i < d.trigger):
            continue
        if (abs(i - d.trigger) > _FAR and i > _FRONT) or (_of_another(ps, i, d) and not d.rule.says):
            continue
        inside = d.trigger <= i <= last
        cost = 0 if inside else _before(ps, i, d) if i < d.trigger else _behind(ps, last, i, d)
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


def _before(ps: list[Phrase], i: int, d: Deed) -> int | None:
    """How far before the act a time stands. At the head of the sentence it holds for all of it ("On Wednesday, ..."); else no
    other clause may begin between ("reopened on Monday, after clashes")."""
    cost = d.trigger - i + 1
    for p in ps[i + 1 : d.trigger]:
        if p.kind in (";", ".", ":") or (p.kind == "P" and p.low in _AFTER):
            return None
        if p.kind in ("S", "W") and i > _FRONT and not d.rule.says:
            return None
        if p.kind == "V" and i > _FRONT and not d.rule.says and p.voice not in ("bare", "part", "ing"):
            return None
        cost += 6 if p.kind in ("V", "S", "W") else 0
    return cost


def _behind(ps: list[Phrase], last: int, i: int, d: Deed) -> int | None:
    """How far behind the act a time stands, with no other verb between."""
    cost = i - last
    for p in ps[last + 1 : i]:
        if p.kind in (";", ".", ":"):
            return None
        if p.kind == "V" and not d.rule.says and p.voice not in ("bare", "part", "ing", "inf"):
            return None
        cost += 8 if p.kind in ("V", "S", "W") else 0
    return cost
