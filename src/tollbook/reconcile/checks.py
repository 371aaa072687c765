"""Rule 7: contradictions, found and named. A check never changes a printed bound; it says what a person should look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import combinations

from tollbook.model import Problem, Qualifier, Relation, ScopeKey
from tollbook.reconcile.checks_parts import part_exceeds_whole, parts_exceed_total, place_exceeds_country, sum_stated_wrong
from tollbook.reconcile.checks_words import (
    background_in_current,
    headline_stronger,
    same_dead_two_labels,
    withdrawal_without_target,
)
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin
from tollbook.reconcile.tables import rising, rules

Check = Callable[[Moment, ScopeKey, Sequence[Origin], Sequence[Origin]], list[Problem]]


def checks(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> tuple[Problem, ...]:
    """All that the checks find in one scope, in the order of `CHECKS`."""
    return tuple(p for check in CHECKS for p in check(m, scope, every, current))


def _problem(code: str, message: str, *found: Origin) -> Problem:
    return Problem(code=code, message=message, claims=tuple(dict.fromkeys(o.figure.claim.id for o in found)))


def differs_from_earlier(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A body's later figure is lower, and no reason was read; where it is a term of a sum, what the earlier one would make."""
    found = []
    seen = set()
    for o in current:
        for term in [o.figure.claim.id, *(t.claim for t in o.terms)]:
            for link in m.differs.get(term, ()):
                earlier, later = m.by_id.get(link.object), m.by_id.get(term)
                if earlier is None or later is None or earlier.value is None or (term, link.object) in seen:
                    continue
                if link.object in m.aside:  # taken back: that is the reason
                    continue
                seen.add((term, link.object))
                total = (o.low or 0) - (later.value or 0) + earlier.value
                makes = f" With the earlier figure the sum would be {total:,}." if o.terms else ""
                found.append(
                    Problem(code="differs_from_earlier", message=f"{link.reason}.{makes}", claims=(term, earlier.claim.id))
                )
    return found


def same_body_same_day(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """One body gave two figures for one scope on one day, and which came later is not known."""
    found = []
    for a, b in combinations([o for o in current if o.whole and o.figure.named], 2):
        if (
            a.body == b.body
            and a.said == b.said
            and a.low != b.low
            and not a.terms
            and not b.terms
            and a.figure.source is not None
        ):
            found.append(
                _problem("same_body_same_day", f"{a.figure.source.name} gave {a.top:,} and {b.top:,} on {a.said}.", a, b)
            )
    return found


def _near_points(every: Sequence[Origin]) -> list[Origin]:
    """Numbers of the whole in the window of the newest, those too that the rules then pass over: a slip makes one of them so."""
    points = [o for o in every if o.whole and o.point is not None]
    newest = max((o.said for o in points), default=None)
    return [o for o in points if newest is not None and o.said >= newest - timedelta(days=rules()["window"]["days"])]


def tenfold(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """Ten times another figure of those days: a slip of a digit, or another scope."""
    found = []
    near = _near_points(every)
    tops = {o.top for o in near}
    for a, b in combinations([o for o in near if 10 * o.top in tops or o.top // 10 in tops], 2):
        small, large = sorted((a, b), key=lambda o: o.top)
        if small.top >= 5 and large.top == 10 * small.top:
            found.append(_problem("tenfold", f"{large.top:,} is ten times {small.top:,}.", large, small))
    return found


def digits_swapped(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """Two figures differ by two neighbouring digits that changed places: 4,358 and 4,385."""
    found = []
    near = _near_points(every)
    values: dict[str, set[int | None]] = {}
    for o in near:
        values.setdefault(_digits(o), set()).add(o.point)
    for a, b in combinations([o for o in near if len(values[_digits(o)]) > 1], 2):
        x, y = str(a.point), str(b.point)
        off = [n for n in range(len(x)) if len(x) == len(y) and x[n] != y[n]]
        if len(x) >= 2 and len(off) == 2 and off[1] == off[0] + 1 and x[off[0]] == y[off[1]] and x[off[1]] == y[off[0]]:
            found.append(
                _problem("digits_swapped", f"{a.point:,} and {b.point:,} differ by two digits that changed places.", a, b)
            )
    return found


def _digits(o: Origin) -> str:
    """The digits of a number, in order of size: two numbers with swapped digits have the same."""
    return "".join(sorted(str(o.point)))


def mixed_measure(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A figure of the hurt is the sum of a dead and a hurt figure of the same body and day, and was set aside for it."""
    mixed = [m.aside[f.claim.id][1] for f in m.of(scope.measure) if f.claim.id in m.aside] if m.aside else []
    if scope.side is not None or scope.group is not None:
        return []
    return [
        Problem(code="mixed_measure", message=f"{x.reason[:1].upper()}{x.reason[1:]}.", claims=(x.subject, x.object))
        for x in dict.fromkeys(mixed)
        if x.relation is Relation.MIXES_MEASURES
    ]


def fell(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """The newest count of a rising measure is lower than a standing figure of another body."""
    if scope.measure not in rising() or not current:
        return []
    newest = max(current, key=lambda o: (o.said, o.figure.claim.id))
    higher = [
        o
        for o in current
        if o.whole
        and newest.whole
        and o.body != newest.body
        and newest.high is not None
        and (o.low or 0) > newest.high
        and o.said < newest.said
    ]
    return [
        _problem("fell", f"{newest.top:,} on {newest.said}, after {o.top:,} on {o.said} by another body.", newest, o)
        for o in higher
    ]


def round_only(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """Only vague words: nothing is added to them and no number is printed for them."""
    vague = [f for f in m.of(scope.measure) if f.claim.quantity.qualifier is Qualifier.VAGUE and f.claim.id not in m.aside]
    if current or not vague or scope.side is not None:
        return []
    return [
        Problem(
            code="words_only",
            message="Only vague words were read; they are printed as words.",
            claims=tuple(f.claim.id for f in vague),
        )
    ]


CHECKS: tuple[Check, ...] = (
    differs_from_earlier,
    part_exceeds_whole,
    place_exceeds_country,
    parts_exceed_total,
    sum_stated_wrong,
    same_body_same_day,
    tenfold,
    digits_swapped,
    mixed_measure,
    headline_stronger,
    background_in_current,
    same_dead_two_labels,
    withdrawal_without_target,
    fell,
    round_only,
)
