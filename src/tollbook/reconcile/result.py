"""Rule 6: from the origins that still speak to what can be said: a count, a floor, a range, a conflict, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from tollbook.model import EstimateKind, Measure, Problem, ScopeKey
from tollbook.reconcile.current import current_of, principal
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin, origins
from tollbook.reconcile.quantities import gives
from tollbook.reconcile.tables import beyond, rising, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What can be said of a scope, and the origins that it rests on."""

    kind: EstimateKind
    low: int | None = None
    best: int | None = None
    high: int | None = None
    basis: tuple[Origin, ...] = ()
    notes: tuple[Problem, ...] = ()


def by_policy(m: Moment, scope: ScopeKey, current: list[Origin], policy: str) -> Result:
    chosen: dict[str, Any] = rules()["policy"][policy]
    if "origins" in chosen:
        return _result(m, scope, [o for o in current if _independent(o, current, m.derived) >= chosen["origins"]])
    result = _result(m, scope, current)
    if chosen.get("conservative") and result.kind is not EstimateKind.NOTHING:
        lows = [o for o in current if o.low is not None and o.whole] or [o for o in current if o.low is not None]
        if lows:
            least = min(o.low or 0 for o in lows)
            basis = tuple(o for o in lows if o.low == least)  # those who gave it, and nobody who gave more
            return replace(result, kind=EstimateKind.FLOOR_ONLY, low=least, best=None, high=None, basis=basis)
    return result


def _independent(o: Origin, current: Sequence[Origin], derived: Collection[str]) -> int:
    """Independent origins, by side, whose figures do not contradict ``o``; an unnamed one is nobody's."""
    sides = set()
    for p in current:
        if all(c.report.id in derived for c in p.carriers):  # possibly no more than what another report told
            continue
        if p.whole == o.whole and not _contradict(o, p) and p.figure.named and p.figure.source is not None:
            sides.add(p.figure.source.party_to or p.body)
    return len(sides)


def _result(m: Moment, scope: ScopeKey, current: list[Origin]) -> Result:
    wholes = [o for o in current if o.whole]
    parts = [o for o in current if not o.whole]
    rivals = _rivals(wholes, parts)
    if rivals:
        return _conflict(m, rivals, wholes)
    points = [o for o in wholes if o.point is not None]
    two_sided = [o for o in wholes if o.gives == "range"]
    floors = [o for o in [*wholes, *parts] if o.gives in {"floor", "range"} or (o.point is not None and not o.whole)]
    if points and any(o.figure.named for o in points):
        return _count_or_range(m, scope, points, two_sided, wholes, parts)
    if two_sided:
        low = min(o.low for o in two_sided if o.low is not None)
        high = max(o.high for o in [*two_sided, *points] if o.high is not None)
        return Result(kind=EstimateKind.RANGE, low=low, high=high, basis=(*two_sided, *points))
    lows = [*floors, *points]
    if not lows:
        return Result(kind=EstimateKind.NOTHING, basis=tuple(wholes))
    whole_lows = [o for o in lows if o.whole]
    most = max(o.low or 0 for o in lows)
    basis = [o for o in (whole_lows or lows) if o.low == most] or [o for o in lows if o.low == most]
    bodies = {o.body for o in basis if o.figure.claim.id in m.updated}
    ceilings = [o for o in wholes if o.gives == "ceiling" and o.body in bodies]  # "nearly 4,000" made 2,500 a floor
    return Result(kind=EstimateKind.FLOOR_ONLY, low=most, basis=(*basis, *ceilings))


def _count_or_range(
    m: Moment, scope: ScopeKey, points: list[Origin], two_sided: list[Origin], wholes: list[Origin], parts: list[Origin]
) -> Result:
    named = [o for o in points if o.figure.named]
    if scope.measure in rising():  # an unnamed or own-voice number below a named one is older or rounder
        points = [o for o in points if o.figure.named or (o.point or 0) > max(p.point or 0 for p in named)]
    values = sorted({o.point for o in points if o.point is not None})
    keepers = principal(m, scope)
    best = values[-1]
    unkept = not any(o.body in keepers for o in points)
    share = rules()["narrower"]["share"]
    lower = [
        o
        for o in [*wholes, *parts]
        if o.low is not None
        and o.low < best
        and o.body not in {p.body for p in points}
        and (bool(o.terms) or (o.figure.source is not None and not o.figure.source.unspecified))
        and (
            o.whole
            or (
                o.low >= share * best
                and o.figure.place is not None
                and not o.figure.restricted
                and o.figure.side is points[0].figure.side
            )
        )
    ]
    if len(values) > 1 or two_sided or (unkept and lower):
        basis = [*points, *two_sided, *(lower if unkept else [])]
        lows = [o.low for o in basis if o.low is not None]
        return Result(kind=EstimateKind.RANGE, low=min(lows), high=max(o.top for o in basis), basis=tuple(dict.fromkeys(basis)))
    if all(o.figure.person for o in points):  # a person told of is no count: nobody said that there was no other
        together = [o for o in parts if o.figure.person and o.terms and (o.low or 0) > best]
        most = max((o.low or 0 for o in together), default=best)
        return Result(kind=EstimateKind.FLOOR_ONLY, low=most, basis=tuple(o for o in together if o.low == most) or tuple(points))
    if scope.measure is Measure.KILLED and _many_missing(m, scope, best):
        note = Problem(code="many_missing", message="So many are still missing that the dead counted are a floor.")
        return Result(kind=EstimateKind.FLOOR_ONLY, low=best, basis=tuple(points), notes=(note,))
    return Result(kind=EstimateKind.COUNT, low=best, best=best, basis=tuple(points))


def _many_missing(m: Moment, scope: ScopeKey, dead: int) -> bool:
    key = replace(scope, measure=Measure.MISSING, object=None)
    current, _ = current_of(m, key, origins(m, key)[0])
    most = max((o.low for o in current if o.low is not None), default=0)
    return dead > 0 and most >= rules()["missing"]["share"] * dead


def _rivals(wholes: Sequence[Origin], parts: Sequence[Origin]) -> list[Origin]:
    """Origins that cannot all be right: they contradict each other beyond the table's tolerance."""
    found: list[Origin] = []
    for a, b in combinations(wholes, 2):
        if _contradict(a, b):
            found += [a, b]
    points = [o for o in wholes if o.high is not None]
    for part in parts:
        for whole in points:
            if (
                part.low is not None
                and whole.high is not None
                and part.low > whole.high
                and beyond(part.low, whole.high)
                and part.figure.named
            ):
                found += [whole, part]
    if found:
        found += [o for o in wholes if o.point is not None and o.figure.named]
    return list(dict.fromkeys(found))


def _contradict(a: Origin, b: Origin) -> bool:
    """The number of one cannot be what the other says."""
    if a.high is not None and b.low is not None and b.low > a.high:
        return beyond(b.low, a.high)
    if b.high is not None and a.low is not None and a.low > b.high:
        return beyond(a.low, b.high)
    return _one_party_two_floors(a, b)


def _one_party_two_floors(a: Origin, b: Origin) -> bool:
    """Two ministries of one government, one day: over 3,000 and at least 5,300. Floors agree in logic, not in a newspaper."""
    x, y = a.figure.source, b.figure.source
    if x is None or y is None or x.party_to is None or x.party_to != y.party_to or x.unspecified or y.unspecified or x.id == y.id:
        return False
    if a.said != b.said or a.terms or b.terms or a.low is None or b.low is None or not a.whole or not b.whole:
        return False
    return a.gives == b.gives == "floor" and max(a.low, b.low) > rules()["jump"]["factor"] * min(a.low, b.low)


def _conflict(m: Moment, rivals: list[Origin], wholes: Sequence[Origin]) -> Result:
    """The least that the rivals share; a high only where the body that says most gave a point that day."""
    lows = [o for o in [*rivals, *wholes] if o.low is not None]
    least = min((o.low for o in lows if o.low is not None), default=None)
    basis = dict.fromkeys([*rivals, *(o for o in lows if o.low == least)])  # what gives the low is told with the rest
    top = max(o.top for o in rivals)
    highest = [o for o in rivals if o.top == top]
    closed = any(o.high is not None for o in highest) or any(_gave_point(m, h) for h in highest)
    return Result(kind=EstimateKind.CONFLICTING, low=least, high=top if closed else None, basis=tuple(basis))


def _gave_point(m: Moment, o: Origin) -> bool:
    """The body also worded its figure of that day as a number: at least 220 here, 200 there."""
    f = o.figure
    return any(
        x.source is not None
        and f.source is not None
        and x.source.id == f.source.id
        and x.said == f.said
        and x.side is f.side
        and x.value != f.value
        and gives(x.claim.quantity) == "point"
        and x.claim.id not in m.aside
        for x in m.of(f.claim.measure)
    )
