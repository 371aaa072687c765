"""Rules 3, 5 and 6: from standing origins to what can be said: a count, a floor, a range, a conflict, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from tollbook.errors import UnknownWord
from tollbook.model import (
    Book,
    Disputed,
    Estimate,
    EstimateKind,
    Lineage,
    Measure,
    Problem,
    ScopeKey,
    SetAside,
    Side,
)
from tollbook.reconcile.checks import checks
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.moment import Moment, moment
from tollbook.reconcile.origins import Origin, origins, places_of, sums
from tollbook.reconcile.quantities import gives
from tollbook.reconcile.sentences import sentence
from tollbook.reconcile.tables import beyond, rising, rules

METHOD = "reconcile.estimate 0.1"
POLICIES = ("tollbook", "two-sources", "most-conservative")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    kind: EstimateKind
    low: int | None = None
    best: int | None = None
    high: int | None = None
    basis: tuple[Origin, ...] = ()
    notes: tuple[Problem, ...] = ()


def estimates(book: Book, as_of: datetime, *, policy: str = "tollbook") -> tuple[Estimate, ...]:
    """What can be said of each measure of a story, and of each side and group with figures of its own, as of a moment."""
    m = moment(book, as_of)
    found = (_estimate(m, scope, policy) for scope in _scopes(m))
    return tuple(x for x in found if _own(m, x) and (x.kind is not EstimateKind.NOTHING or _has_words(x)))


def estimate(book: Book, scope: ScopeKey, as_of: datetime, *, policy: str = "tollbook") -> Estimate:
    """What can be said of one scope as of a moment."""
    return _estimate(moment(book, as_of), scope, policy)


def _own(m: Moment, x: Estimate) -> bool:
    """Something of its own measure stands behind it, and not only what it contains."""
    measures = {f.claim.id: f.claim.measure for f in m.figures}
    behind = [b.origin for b in x.basis] or [s.claim for s in x.set_aside]
    return not behind or any(measures[c] is x.scope.measure for c in behind)


def _has_words(x: Estimate) -> bool:
    return bool(x.words or x.set_aside or x.shown)


def _scopes(m: Moment) -> list[ScopeKey]:
    """Scopes with figures of their own, in the order of printing."""
    found: set[tuple[Measure, str | None, Side | None, str | None]] = set()
    for f in m.figures:
        found.add((f.claim.measure, f.claim.object, None, None))
        if f.side in {Side.STATE_FORCES, Side.OTHERS}:
            found.add((f.claim.measure, f.claim.object, f.side, None))
        if f.group is not None:
            found.add((f.claim.measure, f.claim.object, None, f.group))
    order = list(Measure)
    ranked = sorted(found, key=lambda k: (order.index(k[0]), k[1] or "", k[2] is not None, k[2] or "", k[3] is not None, k[3] or ""))
    return [ScopeKey(measure=a, object=b, side=c, group=d) for a, b, c, d in ranked]


def _estimate(m: Moment, scope: ScopeKey, policy: str) -> Estimate:
    if policy not in POLICIES:
        raise UnknownWord("policy", policy, POLICIES)
    every, words = origins(m, scope)
    every = (*every, *sums(m, scope, every))
    current, shown = _current(m, scope, every)
    result = _by_policy(m, scope, current, policy)
    used = {c.claim.id for o in result.basis for c in o.carriers} | {t.claim for o in result.basis for t in o.terms}
    sourced = any(f.source is not None for f in words)
    own_words = tuple(f for f in words if f.claim.id not in m.origin and not (sourced and f.own_voice))
    estimate = Estimate(
        story=m.book.story.id,
        scope=scope,
        as_of=m.as_of,
        upto=m.book.upto,
        kind=result.kind,
        low=result.low,
        best=result.best,
        high=result.high,
        terms=next((o.terms for o in result.basis if o.terms and o.low == result.low), ()),
        basis=tuple(Lineage(origin=o.figure.claim.id, carriers=tuple(dict.fromkeys(c.claim.id for c in o.carriers))) for o in result.basis),
        set_aside=_set_aside(m, scope),
        disputed=tuple(Disputed(claim=k, by=x.reason.removeprefix("disputed by ")) for k, x in m.disputed.items() if k in used),
        shown=tuple(dict.fromkeys(o.figure.claim.id for o in shown if o.figure.claim.id not in used)),
        problems=(*result.notes, *checks(m, scope, every, current)),
        words=tuple(dict.fromkeys(_worded(f) for f in own_words)),
        method=f"{METHOD}, {rules()['policy'][policy]['name']}",
    )
    return replace(estimate, sentence=sentence(m, estimate, current))


def _worded(f: Figure) -> str:
    """A vague figure with its people, as its sentence words it: "dozens of protesters"."""
    who, words = f.claim.scope.who, f.claim.figure.text
    if who is None or who.casefold() in words.casefold():
        return words
    after = f.claim.sentence.text[f.claim.figure.end - f.claim.sentence.start :]
    at = after.casefold().find(who.casefold())
    return words + after[: at + len(who)] if 0 <= at <= 12 else f"{words} {who}"


def _set_aside(m: Moment, scope: ScopeKey) -> tuple[SetAside, ...]:
    """Claims of the scope, and of its parts, that were taken back."""
    found = []
    for f in m.figures:
        if f.claim.id in m.aside and f.claim.measure is scope.measure and f.claim.object == scope.object:
            if scope.side is not None and f.side is not scope.side or scope.group is not None and f.group != scope.group:
                continue
            q = f.claim.quantity
            found.append(SetAside(claim=f.claim.id, low=q.low, high=q.high, reason=m.aside[f.claim.id][0]))
    return tuple(found)


# ---------------------------------------------------------------------------------------------------------- what is current


def _current(m: Moment, scope: ScopeKey, every: Sequence[Origin]) -> tuple[list[Origin], list[Origin]]:
    """Origins within the window, and those that are only shown: outdated, narrower, or overtaken while the toll rises."""
    bound = [o for o in every if not o.figure.nobody] or list(every)
    shown = [o for o in every if o not in bound]
    wholes = [o for o in bound if o.whole]
    if scope.measure in rising():
        narrow = [o for o in wholes if _narrower(o, wholes)]
        bound, shown = [o for o in bound if o not in narrow], [*shown, *narrow]
    newest = max((o.said for o in bound if o.whole), default=max((o.said for o in bound), default=None))
    if newest is None:
        return [], list(shown)
    reach = timedelta(days=rules()["window"]["days"])
    old = [o for o in bound if o.said < newest - reach]
    inside = [o for o in bound if o not in old]
    if scope.measure in rising():
        principal = _principal(m, scope)
        overtaken = [o for o in inside if any(_overtakes(p, o, principal) for p in inside)]
        inside, old = [o for o in inside if o not in overtaken], [*old, *overtaken]
    return inside, [*shown, *old]


def _narrower(o: Origin, wholes: Sequence[Origin]) -> bool:
    """So far under another body's figure that it counts something narrower: two soldiers by the army among sixteen dead."""
    most = max((p.top for p in wholes if p.body != o.body and p.said <= o.said + timedelta(days=rules()["window"]["days"])), default=0)
    return o.top < rules()["narrower"]["share"] * most and o.gives != "ceiling" and not o.terms


def _principal(m: Moment, scope: ScopeKey) -> frozenset[str]:
    """Bodies that keep a count of the scope: on different days they gave it different figures."""
    seen: dict[str, dict[int, date]] = defaultdict(dict)
    for f in m.figures:
        whole = f.side is scope.side if scope.side is not None else f.side in {Side.NOT_SAID, Side.ALL_STATED}
        if f.named and f.source is not None and f.claim.measure is scope.measure and f.claim.object == scope.object and whole:
            if f.value is not None and not f.restricted and not f.increment and f.group == scope.group and f.claim.id not in m.aside:
                home = m.book.story.place
                if f.place is None or scope.where is not None or home is None or f.place.id == home.id:
                    seen[f.source.id].setdefault(f.value, f.said or date.min)
    least = rules()["principal"]["statements"]
    return frozenset(body for body, values in seen.items() if len(set(values.values())) >= least)


def _overtakes(p: Origin, o: Origin, principal: frozenset[str]) -> bool:
    """``p``, said later, makes the lower ``o`` old: of one state's unnamed voice, of the body that keeps the count, or near it."""
    if p is o or not p.whole or not o.whole or p.low is None or o.top >= p.low or p.said < o.said:
        return False
    if p.figure.claim.restates and not p.figure.dated:  # "the earlier toll": unknown dates succeed nothing
        return False
    near = not beyond(p.low, o.top) and p.figure.source is not None and o.point is not None
    if p.said == o.said and (p.body == o.body or (not near and not _known_later(p, o))):
        return False
    if o.terms and p.terms:
        return True
    unnamed = p.figure.source is not None and p.figure.source.unspecified
    keeps = p.body in principal and p.low <= rules()["jump"]["factor"] * max(o.top, 1)
    return unnamed or keeps or near


def _known_later(p: Origin, o: Origin) -> bool:
    return p.figure.known is not None and o.figure.known is not None and p.figure.known > o.figure.known


# -------------------------------------------------------------------------------------------------------------- the result


def _by_policy(m: Moment, scope: ScopeKey, current: list[Origin], policy: str) -> _Result:
    chosen: dict[str, Any] = rules()["policy"][policy]
    if "origins" in chosen:
        return _result(m, scope, [o for o in current if _independent(o, current) >= chosen["origins"]])
    result = _result(m, scope, current)
    if chosen.get("conservative") and result.kind is not EstimateKind.NOTHING:
        lows = [o.low for o in current if o.low is not None and o.whole] or [o.low for o in current if o.low is not None]
        if lows:
            return replace(result, kind=EstimateKind.FLOOR_ONLY, low=min(lows), best=None, high=None)
    return result


def _independent(o: Origin, current: Sequence[Origin]) -> int:
    """Independent origins, by side, whose figures do not contradict ``o``; an unnamed one is nobody's."""
    sides = set()
    for p in current:
        if p.whole == o.whole and not _contradict(o, p) and p.figure.named and p.figure.source is not None:
            sides.add(p.figure.source.party_to or p.body)
    return len(sides)


def _result(m: Moment, scope: ScopeKey, current: list[Origin]) -> _Result:
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
        return _Result(kind=EstimateKind.RANGE, low=low, high=high, basis=(*two_sided, *points))
    lows = [*floors, *points]
    if not lows:
        return _Result(kind=EstimateKind.NOTHING, basis=tuple(wholes))
    whole_lows = [o for o in lows if o.whole]
    most = max(o.low or 0 for o in lows)
    basis = [o for o in (whole_lows or lows) if o.low == most] or [o for o in lows if o.low == most]
    return _Result(kind=EstimateKind.FLOOR_ONLY, low=most, basis=tuple(basis))


def _count_or_range(
    m: Moment, scope: ScopeKey, points: list[Origin], two_sided: list[Origin], wholes: list[Origin], parts: list[Origin]
) -> _Result:
    named = [o for o in points if o.figure.named]
    if scope.measure in rising():  # an unnamed or own-voice number below a named one is older or rounder
        points = [o for o in points if o.figure.named or (o.point or 0) > max(p.point or 0 for p in named)]
    values = sorted({o.point for o in points if o.point is not None})
    principal = _principal(m, scope)
    best = values[-1]
    unkept = not any(o.body in principal for o in points)
    share = rules()["narrower"]["share"]
    lower = [
        o
        for o in [*wholes, *parts]
        if o.low is not None
        and o.low < best
        and o.body not in {p.body for p in points}
        and (bool(o.terms) or (o.figure.source is not None and not o.figure.source.unspecified))
        and (o.whole or (o.low >= share * best and o.figure.place is not None and o.figure.side is points[0].figure.side))
    ]
    if len(values) > 1 or two_sided or (unkept and lower):
        basis = [*points, *two_sided, *(lower if unkept else [])]
        lows = [o.low for o in basis if o.low is not None]
        return _Result(kind=EstimateKind.RANGE, low=min(lows), high=max(o.top for o in basis), basis=tuple(dict.fromkeys(basis)))
    if scope.measure is Measure.KILLED and _many_missing(m, scope, best):
        note = Problem(code="many_missing", message="So many are still missing that the dead counted are a floor.")
        return _Result(kind=EstimateKind.FLOOR_ONLY, low=best, basis=tuple(points), notes=(note,))
    return _Result(kind=EstimateKind.COUNT, low=best, best=best, basis=tuple(points))


def _many_missing(m: Moment, scope: ScopeKey, dead: int) -> bool:
    key = replace(scope, measure=Measure.MISSING, object=None)
    current, _ = _current(m, key, origins(m, key)[0])
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
            if part.low is not None and whole.high is not None and part.low > whole.high and beyond(part.low, whole.high) and part.figure.named:
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


def _conflict(m: Moment, rivals: list[Origin], wholes: Sequence[Origin]) -> _Result:
    """The least that the rivals share; a high only where the body that says most gave a point that day."""
    lows = [o.low for o in [*rivals, *wholes] if o.low is not None]
    top = max(o.top for o in rivals)
    highest = [o for o in rivals if o.top == top]
    closed = any(o.high is not None for o in highest) or any(_gave_point(m, h) for h in highest)
    return _Result(kind=EstimateKind.CONFLICTING, low=min(lows, default=None), high=top if closed else None, basis=tuple(rivals))


def _gave_point(m: Moment, o: Origin) -> bool:
    """The body also worded its figure of that day as a number: at least 220 here, 200 there."""
    f = o.figure
    return any(
        x.source is not None
        and f.source is not None
        and x.source.id == f.source.id
        and x.said == f.said
        and x.claim.measure is f.claim.measure
        and x.side is f.side
        and x.value != f.value
        and gives(x.claim.quantity) == "point"
        and x.claim.id not in m.aside
        for x in m.figures
    )


def where_named(m: Moment, measure: Measure) -> tuple[str, ...]:
    """Names of the places that have figures of their own."""
    return tuple(p.name for p in places_of(m, measure))
