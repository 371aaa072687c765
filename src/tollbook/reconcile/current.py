"""Rule 3: which origins still speak for a scope, and which are outdated, narrower or overtaken, and only shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.model import ScopeKey, Side, Standing
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin
from tollbook.reconcile.tables import beyond, rising, rules


def current_of(m: Moment, scope: ScopeKey, every: Sequence[Origin]) -> tuple[list[Origin], list[Origin]]:
    """Origins within the window, and those that are only shown: outdated, narrower, or overtaken while the toll rises."""
    own = [o for o in every if not o.figure.recalled] or list(every)
    bound = [o for o in own if not o.figure.nobody] or own
    shown = _without(every, bound)
    denied = {c.id for c in m.book.claims if c.standing is Standing.DISPUTED}
    told = _told(bound, denied)
    stray = [o for o in bound if _stray(o, told)]
    bound, shown = _without(bound, stray), [*shown, *stray]
    wholes = [o for o in bound if o.whole]
    if scope.measure in rising():
        greatest = _greatest(wholes)
        narrow = [o for o in wholes if _narrower(o, greatest)]
        bound, shown = _without(bound, narrow), [*shown, *narrow]
    newest = max((o.said for o in _dating(bound, wholes, scope)), default=max((o.said for o in bound), default=None))
    if newest is None:
        return [], list(shown)
    reach = timedelta(days=rules()["window"]["days"])
    old = [o for o in bound if o.said < newest - reach]
    inside = _without(bound, old)
    if scope.measure in rising():
        keepers = principal(m, scope)
        above = sorted((p for p in inside if p.whole and p.low is not None), key=lambda p: -(p.low or 0))
        overtaken = [o for o in inside if any(_overtakes(p, o, keepers) for p in _over(o, above))]
        inside, old = _without(inside, overtaken), [*old, *overtaken]
    return inside, [*shown, *old]


def _dating(bound: Sequence[Origin], wholes: Sequence[Origin], scope: ScopeKey) -> list[Origin]:
    """Those that say how far the count has come: wholes, and what a body counts later in a part, more than any whole was."""
    most = max((p.top for p in wholes), default=0)
    last = max((p.said for p in wholes), default=date.min)
    rises = scope.measure in rising()
    return [o for o in bound if o.whole or (rises and o.said > last and (o.low or 0) > most and o.figure.named)]


def _without(these: Sequence[Origin], those: Sequence[Origin]) -> list[Origin]:
    left_out = {id(o) for o in those}  # the same objects; comparing them field by field costs a great story minutes
    return [o for o in these if id(o) not in left_out]


Greatest = list[tuple[date, str, int, int]]


def _greatest(wholes: Sequence[Origin]) -> Greatest:
    """By each day: the body that said most until then, what it said, and the most that any other body said."""
    found: Greatest = []
    body, first, second = "", 0, 0
    for p in sorted(wholes, key=lambda p: p.said):
        if p.body == body:
            first = max(first, p.top)
        elif p.top > first:
            body, first, second = p.body, p.top, first
        else:
            second = max(second, p.top)
        found.append((p.said, body, first, second))
    return found


def _narrower(o: Origin, greatest: Greatest) -> bool:
    """So far under another body's figure that it counts something narrower: two soldiers by the army among sixteen dead."""
    at = bisect_right(greatest, o.said + timedelta(days=rules()["window"]["days"]), key=lambda g: g[0])
    _, body, first, second = greatest[at - 1]
    most = second if body == o.body else first
    return o.top < rules()["narrower"]["share"] * most and o.gives != "ceiling" and not o.terms


def _over(o: Origin, above: Sequence[Origin]) -> Sequence[Origin]:
    """Those of ``above``, which begins with the greatest, that say more than ``o`` does."""
    return above[: bisect_left(above, -o.top, key=lambda p: -(p.low or 0))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """How often each whole was told by who does not deny it, all of them together, and the two that say most."""

    times: dict[int, int]  # by identity
    total: int
    most: tuple[Origin, ...]


def _told(bound: Sequence[Origin], denied: Collection[str]) -> _Told:
    wholes = [p for p in bound if p.whole and p.top > 0]
    times = {id(p): sum(c.claim.id not in denied for c in p.carriers) for p in wholes}
    return _Told(times=times, total=sum(times.values()), most=tuple(sorted(wholes, key=lambda p: -p.top)[:2]))


def _stray(o: Origin, told: _Told) -> bool:
    """A number that nobody is cited for, told once, and far above all that several others tell: an age, a number of another
    event, or a slip. Told again, or by a body, it counts. Who tells a figure to deny it has not told it once more."""
    if o.figure.source is not None or len(o.carriers) > 1 or o.point is None:
        return False
    most = next((p.top for p in told.most if p is not o), None)
    limits = rules()["stray"]
    others = told.total - told.times.get(id(o), 0)
    return bool(most is not None and others >= limits["told"] and o.top > limits["factor"] * most)


def principal(m: Moment, scope: ScopeKey) -> frozenset[str]:
    """Bodies that keep a count of the scope: on different days they gave it different figures."""
    if scope in m.keepers:
        return m.keepers[scope]
    seen: dict[str, dict[int, date]] = defaultdict(dict)
    for f in m.of(scope.measure):
        if f.source is not None and _of_whole(f, m, scope) and f.named and (value := f.value) is not None:
            seen[f.source.id].setdefault(value, f.said or date.min)
    least = rules()["principal"]["statements"]
    m.keepers[scope] = frozenset(body for body, values in seen.items() if len(set(values.values())) >= least)
    return m.keepers[scope]


def _of_whole(f: Figure, m: Moment, scope: ScopeKey) -> bool:
    """A standing figure of the toll so far, of the scope's measure, of all whom the scope means."""
    if f.claim.counted != scope.object or f.group != scope.group:
        return False
    if f.restricted or f.increment or f.claim.id in m.aside:
        return False
    home = m.book.story.place
    here = f.place is None or scope.where is not None or home is None or f.place.id == home.id
    return here and (f.side is scope.side if scope.side is not None else f.side in {Side.NOT_SAID, Side.ALL_STATED})


def _overtakes(p: Origin, o: Origin, keepers: frozenset[str]) -> bool:
    """``p``, said later, makes the lower ``o`` old: a state's unnamed voice, the body that keeps the count, or near it."""
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
    keeps = p.body in keepers and p.low <= rules()["jump"]["factor"] * max(o.top, 1)
    return unnamed or keeps or near


def _known_later(p: Origin, o: Origin) -> bool:
    return p.figure.known is not None and o.figure.known is not None and p.figure.known > o.figure.known
