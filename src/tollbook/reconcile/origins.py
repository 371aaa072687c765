"""Origins of a scope: each figure with all that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tollbook.model import Measure, ScopeKey, Side, Term, WhoClass
from tollbook.reconcile.figures import Figure, contains
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.quantities import gives, stated
from tollbook.reconcile.tables import rules

_HURT = frozenset((Measure.INJURED, Measure.SERIOUSLY_INJURED, Measure.HOSPITALISED))
_ANOTHER = re.compile(r"(?:another|an?other|the other|other|a second|a third)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One origin of a figure. ``low`` and ``high`` are what it gives a bound: a point both, a floor ``low`` only."""

    figure: Figure
    carriers: tuple[Figure, ...]
    gives: str
    low: int | None
    high: int | None
    said: date
    whole: bool  # of the whole scope, else of a part of it
    terms: tuple[Term, ...] = ()

    @property
    def body(self) -> str:
        """Who answers for it: a body's id, or the report that says it in its own voice, in whichever version of its page."""
        f = self.figure
        return f.source.id if f.source is not None else f"report:{f.report.url or f.report.id}"

    @property
    def point(self) -> int | None:
        """The number, where it gives one."""
        return self.low if self.gives == "point" else None

    @property
    def top(self) -> int:
        """The greatest number it says."""
        return max(n for n in (self.low, self.high, 0) if n is not None)


def origins(m: Moment, scope: ScopeKey) -> tuple[tuple[Origin, ...], tuple[Figure, ...]]:
    """Standing origins of ``scope``, wholes and parts, oldest first; and the figures of it that are in words only."""
    found: list[Origin] = []
    words: list[Figure] = []
    days: list[Origin] = []  # what is told of one day: part of a toll that nobody gives
    for f in _of(m, scope):
        if f.claim.id in m.aside or f.claim.id in m.origin or f.claim.counted != scope.object or not _side(f, scope):
            continue
        place = of_place(f, scope, m)
        if place is None or _of_the_hurt(f, m) or _died(f, m):
            continue
        if gives(f.claim.quantity) == "words":
            words.append(f)
            continue
        if f.claim.restates and f.source is None:  # "up from an earlier 113": whose and of when is not known
            continue
        if f.increment:
            days.append(_origin(m, f, False))
            continue
        if f.claim.id in m.updated and not _only_floor_left(m, f):
            continue
        whole = place and _whole(f, scope, m)
        found.append(_origin(m, f, whole))
    found = found or days
    if any(o.top > 1 and (o.whole or o.figure.named or _told_twice(o)) for o in found):  # who is told of alone is one of those
        found = [replace(o, whole=o.whole and not o.figure.person) for o in found]
    return tuple(sorted(found, key=_age)), tuple(words)


def _told_twice(o: Origin) -> bool:
    return len({c.report.id for c in o.carriers}) > 1


def _age(o: Origin) -> tuple[date, str, str]:
    return o.said, o.figure.known.isoformat() if o.figure.known else "", o.figure.claim.id


def _of(m: Moment, scope: ScopeKey) -> Iterable[Figure]:
    """The figures of the scope's measure, and of measures that it contains."""
    inside = rules()["contains"].get(scope.measure.value, ())
    if not any(x in m.by_measure for x in inside):
        return m.of(scope.measure)
    counted = {scope.measure.value, *inside}
    return [f for f in m.figures if f.claim.measure in counted]


def _of_the_hurt(f: Figure, m: Moment) -> bool:
    """ "Four victims" where four were shot or hurt, and nobody says that four died: victims are dead or hurt."""
    if f.claim.measure is not Measure.KILLED or "victim" not in (f.claim.scope.who or "").casefold() or f.value is None:
        return False
    same = [g for g in m.by_value.get(f.value, ()) if g is not f]
    hurt = any(g.claim.measure in {Measure.INJURED, Measure.KILLED_OR_INJURED} for g in same)
    dead = any(g.claim.measure is Measure.KILLED and "victim" not in (g.claim.scope.who or "").casefold() for g in same)
    return hurt and not dead


def _died(f: Figure, m: Moment) -> bool:
    """A person told hurt, who is told dead in a report of the same day or later: the boy in critical condition died."""
    if not f.person or f.claim.measure not in _HURT or _ANOTHER.match(f.claim.figure.text):
        return False
    who = _head(f)
    return bool(who) and any(
        g.claim.measure is Measure.KILLED and g.person and _head(g) == who and (g.said or date.max) >= (f.said or date.min)
        for g in m.by_value.get(1, ())  # a person
    )


def _head(f: Figure) -> str:
    """The last word of a person's name or description."""
    words = (f.claim.scope.who or f.claim.figure.text).casefold().split()
    return words[-1] if words else ""


def _side(f: Figure, scope: ScopeKey) -> bool:
    if scope.group is not None and f.group != scope.group:
        return False
    return scope.side is None or f.side is scope.side


def of_place(f: Figure, scope: ScopeKey, m: Moment) -> bool | None:
    """Whether the figure is of the scope's place (true) or of a part of it (false); ``None`` where of another place."""
    home = m.book.story.place
    target = scope.where or home
    own = f.place or (None if f.vague_place else home)
    if f.vague_place:
        return False if scope.where is None else None
    if target is None or own is None or own.id == target.id:
        return True
    if contains(target, own):
        return False
    return True if scope.where is None and contains(own, home) else None


def _whole(f: Figure, scope: ScopeKey, m: Moment) -> bool:
    """A figure of everybody whom the scope means, not of a class of them."""
    if f.claim.measure is not scope.measure or f.restricted or (f.claim.id in m.part_of and part_matters(f, scope, m)):
        return False
    if scope.side is None and f.side in {Side.STATE_FORCES, Side.OTHERS} and (scope.group is None or f.side is Side.STATE_FORCES):
        return False  # of a group, what is not of the state's forces is the whole: children, journalists
    if scope.side is Side.OTHERS and f.claim.scope.who_class is WhoClass.CIVILIANS:
        return False  # civilians are some of those who are not of the state's forces
    return f.group == scope.group


def part_matters(f: Figure, scope: ScopeKey, m: Moment) -> bool:
    """A part by side is the whole of its side, and a part by group of its group."""
    asked = {"side": scope.side, "place": scope.where, "group": scope.group}
    return asked.get(m.part_of[f.claim.id].dimension or "") is None


def _only_floor_left(m: Moment, f: Figure) -> bool:
    """What the same body said later gives no point: "2,500", then "nearly 4,000". The earlier number is still a floor."""
    later = m.by_id.get(m.updated[f.claim.id].subject)
    return later is not None and gives(later.claim.quantity) == "ceiling" and (later.value or 0) > (f.value or 0)


def _origin(m: Moment, f: Figure, whole: bool) -> Origin:
    carriers = m.carriers(f.claim.id) or (f,)
    how = gives(f.claim.quantity)
    same = [c for c in carriers if stated(c.claim.quantity) == f.value and not c.own_voice]
    if how == "point" and (any(gives(c.claim.quantity) == "floor" for c in same) or f.claim.id in m.updated):
        how = "floor"  # the most careful wording of its carriers holds: WHO's 3,958 is OCHA's "at least 3,958"
    q = f.claim.quantity
    low = {"point": f.value, "floor": q.low if f.value is None else max(q.low or 0, f.value), "range": q.low}.get(how)
    high = {"point": f.value, "ceiling": q.high, "range": q.high}.get(how)
    said = max(c.said for c in carriers if c.said is not None and (c is f or _stands_by(c, f, m)))
    return Origin(figure=f, carriers=carriers, gives=how, low=low, high=high, said=said, whole=whole)


def _stands_by(c: Figure, f: Figure, m: Moment) -> bool:
    """The body says its figure again in a later report of its own, not in a reprint, nor as an earlier one."""
    same = c.source is not None and f.source is not None and c.source.id == f.source.id
    return same and c.named and not c.claim.restates and c.report.id not in m.reprints
