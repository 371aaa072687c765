"""Rule 5: sums that one statement allows: disjoint sides of one place, disjoint places, persons joined by "and"; each a floor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from tollbook.model import ScopeKey, Side, Term
from tollbook.reconcile.figures import Figure, contains
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin, of_place, part_matters
from tollbook.reconcile.quantities import gives
from tollbook.reconcile.tables import rules

Statement = list[Origin]
_AND = re.compile(r"(?:, (?:aged )?\d{1,3})?,? (?:and|&) (?:also )?", re.I)
_WHOLE_SIDES = frozenset((Side.NOT_SAID, Side.ALL_STATED))


def sums(m: Moment, scope: ScopeKey, found: Sequence[Origin]) -> tuple[Origin, ...]:
    """The sums of ``scope``, of exact and at-least members that one body gave in one report on one day."""
    said = _statements(m, scope, found).values()
    by_side = () if scope.side is not None or scope.group is not None else _by_side(m, scope, said)
    by_place = () if scope.where is not None else _by_place(m, scope, said)
    return _told_once([*by_side, *by_place, *_by_person(m, scope, found)])


def _by_side(m: Moment, scope: ScopeKey, said: Iterable[Statement]) -> Iterable[Origin]:
    for members in said:
        of_whole = [o for o in members if o.figure.group is None and of_place(o.figure, scope, m) is True]
        for sides in rules()["disjoint"]["sides"]:
            chosen = [_only([o for o in of_whole if o.figure.side.value == side]) for side in sides]
            if None not in chosen:
                yield _sum([o for o in chosen if o is not None], whole=True)


def _by_place(m: Moment, scope: ScopeKey, said: Iterable[Statement]) -> Iterable[Origin]:
    """ "86 attackers in Almaty and 63 in seven other regions": at least 149, of a part of the country."""
    sides = _WHOLE_SIDES if scope.side is None else {scope.side}
    for members in said:
        parts: dict[str, list[Origin]] = defaultdict(list)
        for o in members:
            f = o.figure
            if f.side in sides and f.group == scope.group and of_place(f, scope, m) is False and not f.person:
                parts[f.place.id if f.place is not None else (f.claim.scope.where or "").casefold()].append(o)
        chosen = [_only(of) for of in parts.values()]
        known = [o for o in chosen if o is not None]
        if len(known) > 1 and None not in chosen and _disjoint([o.figure for o in known]):
            yield _sum(known, whole=False)


def _by_person(m: Moment, scope: ScopeKey, found: Iterable[Origin]) -> Iterable[Origin]:
    """ "A father and his daughter were found dead": at least two. Behind a comma stands a name as often as another person."""
    told = [
        replace(o, figure=f, said=f.said or o.said)
        for o in found
        for f in o.carriers
        if f.person and f.claim.measure is scope.measure and f.claim.id not in m.aside
    ]
    told.sort(key=lambda o: (o.figure.report.id, o.figure.claim.figure.start))
    run: list[Origin] = []
    for o in told:
        if run and not _joined(run[-1].figure, o.figure):
            yield from [_sum(run, whole=False)] if len(run) > 1 else []
            run = []
        run.append(o)
    yield from [_sum(run, whole=False)] if len(run) > 1 else []


def _joined(a: Figure, b: Figure) -> bool:
    """Two persons of one sentence with "and" between them, and at most an age."""
    x, y = a.claim, b.claim
    if a.report.id != b.report.id or x.sentence.start != y.sentence.start:
        return False
    between = x.sentence.text[x.figure.end - x.sentence.start : max(x.figure.end, y.figure.start) - x.sentence.start]
    return _AND.fullmatch(between) is not None


def _statements(m: Moment, scope: ScopeKey, found: Iterable[Origin]) -> dict[tuple[str, str, str], Statement]:
    """Figures that may be added, by the statement that gives them: one body's, in one report, of one day."""
    said: dict[tuple[str, str, str], Statement] = defaultdict(list)
    for o in found:
        for f in o.carriers:
            if f.claim.id in m.aside or f.claim.measure is not scope.measure or f.source is None:
                continue
            if f.restricted or (f.claim.id in m.origin and f.report.id in m.reprints):
                continue
            if f.claim.id in m.part_of and part_matters(f, scope, m):
                continue
            if gives(f.claim.quantity) in {"point", "floor"} and o.low:
                said[f.report.id, f.source.id, str(f.said)].append(replace(o, figure=f, said=f.said or o.said))
    return said


def _only(members: Sequence[Origin]) -> Origin | None:
    """The one number that a statement gives of a side or place; of two, which is meant is not known."""
    by_number = {o.low: o for o in members}
    return next(iter(by_number.values())) if len(by_number) == 1 else None


def _disjoint(found: Sequence[Figure]) -> bool:
    """Nobody is counted in two of them: no place lies in another, and "other regions" are none of those named."""
    vague = [f for f in found if f.place is None]
    if len(vague) > 1 or any(_other().search(f.claim.scope.where or "") is None for f in vague):
        return False
    named = [f.place for f in found if f.place is not None]
    return not any(
        contains(a, b) or contains(b, a) or a.without or b.without or a.name == b.name for a, b in combinations(named, 2)
    )


@cache
def _other() -> re.Pattern[str]:
    """Words by which a place is none of those named: other, elsewhere."""
    return re.compile(rf"\b(?:{'|'.join(rules()['disjoint']['other_places'])})\b", re.I)


def _sum(members: Sequence[Origin], *, whole: bool) -> Origin:
    chosen = sorted(members, key=lambda o: o.figure.claim.figure.start)
    terms = tuple(Term(claim=o.figure.claim.id, low=o.low or 0, who=o.figure.claim.scope.who) for o in chosen)
    carriers = tuple(c for o in chosen for c in o.carriers)
    low = sum(t.low for t in terms)
    return replace(chosen[0], carriers=carriers, gives="floor", low=low, high=None, whole=whole, terms=terms)


def _told_once(found: Iterable[Origin]) -> tuple[Origin, ...]:
    """One sum of the same lineages, the first told; the body that tells it again later stands by it."""
    kept: dict[frozenset[str], Origin] = {}
    for s in found:
        key = frozenset(c.claim.id for c in s.carriers)
        first = kept.setdefault(key, s)
        if s.body == first.body and s.said > first.said:
            kept[key] = replace(first, said=s.said)
    return tuple(kept.values())
