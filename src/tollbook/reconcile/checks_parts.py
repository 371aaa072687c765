"""Checks on parts and wholes: a part above its whole, a place above its country, parts above their total, sums that are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from tollbook.lexicon import table
from tollbook.model import Place, Problem, ScopeKey, Side
from tollbook.reconcile.figures import Figure, contains
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin
from tollbook.reconcile.quantities import gives


def part_exceeds_whole(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A part's figure, by side or group, is greater than the figure of the whole that holds it."""
    return [
        Problem(code="part_exceeds_whole", message=f"{p.low:,} of a part, {w.high:,} of the whole.", claims=_both(p, w))
        for p, w in _above(current)
        if not _by_place(p, m)
    ]


def place_exceeds_country(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A place's figure is greater than that of the country, or region, in which it lies."""
    home = m.book.story.place
    return [
        Problem(
            code="place_exceeds_country",
            message=f"{p.low:,} in {_name(p.figure.place)}, {w.high:,} in {_name(w.figure.place or home)}, which holds it.",
            claims=_both(p, w),
        )
        for p, w in _above(current)
        if _by_place(p, m)
    ]


def _above(current: Sequence[Origin]) -> Iterator[tuple[Origin, Origin]]:
    """Parts that are greater than a whole, each with it."""
    wholes = [o for o in current if o.whole and o.high is not None and not o.figure.person]
    for p in current:
        for w in wholes:
            if not p.whole and p.low is not None and w.high is not None and p.low > w.high:
                yield p, w


def _by_place(p: Origin, m: Moment) -> bool:
    """What makes it a part is its place, and not of whom it is."""
    home = m.book.story.place
    narrower = p.figure.place is not None and (home is None or p.figure.place.id != home.id)
    return narrower and p.figure.side not in {Side.STATE_FORCES, Side.OTHERS} and p.figure.group is None


def _name(place: Place | None) -> str:
    return place.name if place is not None else "the whole"


def _both(a: Origin, b: Origin) -> tuple[str, ...]:
    return tuple(dict.fromkeys((a.figure.claim.id, b.figure.claim.id)))


def parts_exceed_total(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """Disjoint parts of one statement, by side or by place, add up to more than its total. Parts along two dimensions
    overlap (139 in one city, 19 of them soldiers), and are never added to each other."""
    found = []
    for w in current:
        if not w.whole or w.point is None or w.terms:
            continue
        parts = [p for p in current if p is not w and _of_statement(p, w)]
        for what, chosen in (("sides", _sides(parts, w)), ("places", _places(parts, w))):
            total = sum(p.low or 0 for p in chosen)
            if len(chosen) > 1 and total > w.point:
                claims = tuple(dict.fromkeys((w.figure.claim.id, *(p.figure.claim.id for p in chosen))))
                message = f"The {what} make {total:,}, the total is {w.point:,}."
                found.append(Problem(code="parts_exceed_total", message=message, claims=claims))
    return found


def _of_statement(p: Origin, w: Origin) -> bool:
    """An exact part of the same statement."""
    same = p.figure.report.id == w.figure.report.id and p.body == w.body
    return same and gives(p.figure.claim.quantity) == "point" and not p.terms and p.figure.group is None


def _sides(parts: Sequence[Origin], w: Origin) -> list[Origin]:
    """The greatest of each side, in the place of the whole."""
    most: dict[Side, Origin] = {}
    for p in parts:
        sided = p.figure.side in {Side.STATE_FORCES, Side.OTHERS} and p.figure.place == w.figure.place
        if sided and (p.figure.side not in most or (p.low or 0) > (most[p.figure.side].low or 0)):
            most[p.figure.side] = p
    return list(most.values()) if len(most) == 2 else []


def _places(parts: Sequence[Origin], w: Origin) -> list[Origin]:
    """One a place, of everybody there, where no place lies in another."""
    most: dict[str, Origin] = {}
    for p in parts:
        place = p.figure.place
        if place is None or place == w.figure.place or place.without or p.figure.side in {Side.STATE_FORCES, Side.OTHERS}:
            continue
        if p.figure.restricted:
            continue
        if place.id not in most or (p.low or 0) > (most[place.id].low or 0):
            most[place.id] = p
    chosen = list(most.values())
    pairs = [(a.figure.place, b.figure.place) for a, b in combinations(chosen, 2)]
    nested = any(contains(a, b) or contains(b, a) for a, b in pairs)
    return [] if nested else chosen


# --------------------------------------------------------------------------------------------------------- sums as told


@cache
def _told(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{p})(?!\w)" for p in table("checks")[kind]["patterns"]), re.I)


def sum_stated_wrong(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A report's own arithmetic does not come out: "42 in all, 26 protesters and 18 officers"; "8 more died, raising the toll
    from 45 to 52"."""
    if scope.side is not None or scope.group is not None:
        return []
    told: dict[tuple[str, int], list[Figure]] = {}
    for f in m.of(scope.measure):
        if f.claim.object == scope.object and f.value is not None:
            told.setdefault((f.report.id, f.claim.sentence.start), []).append(f)
    beside = (mine for mine in told.values() if len(mine) > 1)  # arithmetic is of several figures of one sentence
    return [p for mine in beside for f in mine for p in (*_total(f, mine), *_growth(f, mine))]


def _total(w: Figure, mine: Sequence[Figure]) -> Iterator[Problem]:
    """A total that its sentence words as one of all, and the two sides told in it."""
    words = w.claim.sentence.text
    if w.side in {Side.STATE_FORCES, Side.OTHERS} or gives(w.claim.quantity) != "point" or _told("partial").search(words):
        return
    if _told("total").search(words) is None:
        return
    sides = {f.side: f for f in mine if f.claim.sentence == w.claim.sentence and f.report.id == w.report.id and f is not w}
    parts = [sides[s] for s in (Side.STATE_FORCES, Side.OTHERS) if s in sides and gives(sides[s].claim.quantity) == "point"]
    total = sum(f.value or 0 for f in parts)
    if len(parts) == 2 and total != w.value:
        message = f"{parts[0].value:,} and {parts[1].value:,} make {total:,}; the report says {w.value:,} in all."
        yield Problem(code="sum_stated_wrong", message=message, claims=(w.claim.id, *(f.claim.id for f in parts)))


def _growth(after: Figure, mine: Sequence[Figure]) -> Iterator[Problem]:
    """A toll said to have grown by so many, from one number to another."""
    before = re.sub(r"\D", "", after.claim.replaces or "")
    if not before or after.value is None or gives(after.claim.quantity) != "point":
        return
    for more in mine:
        same = more.claim.sentence == after.claim.sentence and more.report.id == after.report.id and more is not after
        if not same or more.value is None or gives(more.claim.quantity) != "point" or _told("more").search(_around(more)) is None:
            continue
        made = int(before) + more.value
        if made != after.value and int(before) != more.value:
            message = f"{int(before):,} and {more.value:,} more make {made:,}; the report says {after.value:,}."
            yield Problem(code="sum_stated_wrong", message=message, claims=(after.claim.id, more.claim.id))


def _around(f: Figure) -> str:
    """A figure with the word before it and the one after."""
    text, start = f.claim.sentence.text, f.claim.figure.start - f.claim.sentence.start
    before, after = text[:start].split()[-1:], text[start + len(f.claim.figure.text) :].split()[:1]
    return " ".join([*before, f.claim.figure.text, *after])
