"""Checks on how figures are told: a headline stronger than its report, a past event's figure, the same dead under two labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from tollbook.model import Measure, Problem, Qualifier, Relation, Report, ScopeKey, Side, Standing
from tollbook.reconcile.figures import Figure, same_place
from tollbook.reconcile.moment import Moment
from tollbook.reconcile.origins import Origin
from tollbook.reconcile.quantities import gives, working
from tollbook.reconcile.tables import rules
from tollbook.reconcile.unfigured import untargeted

_WEAK = {Standing.UNVERIFIED: "not verified", Standing.DISPUTED: "disputed"}


def headline_stronger(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A headline says flatly what its report gives as taken back, disputed, unverified or a ceiling; or says more than it."""
    if scope.side is not None or scope.group is not None:
        return []
    mine = [f for f in m.of(scope.measure) if f.claim.object == scope.object]
    found = [*_taken_back(m, mine)]
    told = {p.claims for p in found}
    bodies: dict[str, list[Figure]] = {}
    for f in mine:
        if not f.headline:
            bodies.setdefault(f.report.id, []).append(f)
    for f in mine:
        if f.headline and f.claim.standing is Standing.ASSERTED and f.claim.hedge is None and f.value is not None:
            found += [p for p in _stronger(f, bodies.get(f.report.id, ())) if p.claims not in told]
    return found


def _taken_back(m: Moment, mine: Sequence[Figure]) -> Iterator[Problem]:
    """What stands first in a report, and what the report then says was taken back."""
    for f in mine if m.aside else ():
        root = m.origin.get(f.claim.id)
        if root is None or root not in m.aside or not f.own_voice or m.aside[root][1].relation is Relation.MIXES_MEASURES:
            continue
        origin = m.by_id.get(root)
        if origin is not None and origin.report.id == f.report.id and f.claim.figure.start < origin.claim.figure.start:
            message = f"{f.claim.figure.text!r} stands before {origin.claim.figure.text!r}, which the report says was taken back."
            yield Problem(code="headline_stronger", message=message, claims=(f.claim.id, root))


def _stronger(f: Figure, body: Sequence[Figure]) -> Iterator[Problem]:
    """A headline's number beside those of its report."""
    flat = gives(f.claim.quantity) in {"point", "floor"}
    same = [x for x in body if x.value == f.value]
    weak = [x for x in same if x.claim.standing in _WEAK or (gives(x.claim.quantity) == "ceiling" and flat)]
    if weak and len(weak) == len(same):
        fate = _WEAK.get(weak[0].claim.standing) or f"“{weak[0].claim.quantity.qualifier.value.replace('_', ' ')} {f.value:,}”"
        message = f"The headline gives {f.claim.figure.text!r} flatly; the report gives it as {fate}."
        yield Problem(code="headline_stronger", message=message, claims=(f.claim.id, weak[0].claim.id))
        return
    vague = any(x.claim.quantity.qualifier in {Qualifier.VAGUE, Qualifier.BETWEEN} for x in body)
    open_ = any(gives(x.claim.quantity) == "floor" for x in body)
    if same or vague or open_ or not body or f.value is None:
        return
    meant = working(f.claim.quantity)  # "nearly 8,000" can be 7,939
    least = f.value if meant is None else meant[0]
    if all(x.value is not None for x in body) and least > sum(x.value or 0 for x in body):
        most = max(body, key=lambda x: x.value or 0)
        message = f"The headline gives {f.claim.figure.text!r}; no figures of the report make so many."
        yield Problem(code="headline_stronger", message=message, claims=(f.claim.id, most.claim.id))


def background_in_current(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A figure in the current toll is told of days long before the story begins: it may be of a past event."""
    start = m.book.story.start
    if start is None:
        return []
    found = []
    for o in current:
        r = m.book.resolutions.get(o.figure.claim.id)
        when = r.occurred if r is not None else None
        if when is not None and when.end < start - timedelta(days=rules()["background"]["days"]):
            days = f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"
            message = f"{o.figure.claim.figure.text!r} is told of {days}, long before this story begins ({start})."
            found.append(Problem(code="background_in_current", message=message, claims=(o.figure.claim.id,)))
    return found


def withdrawal_without_target(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """A report tells that a toll was taken back, gives no figure, and it is not known whose or which is meant."""
    if scope.side is not None or scope.group is not None or scope.measure is not Measure.KILLED or scope.object is not None:
        return []
    zone = ZoneInfo(m.book.story.zone)
    out = [
        (r, s) for r, s in untargeted(m.book, m.book.links) if r.published is not None and r.published.known_at(zone) <= m.as_of
    ]
    return [
        Problem(
            code="withdrawal_without_target",
            message=f"{_called_report(r)} tells that a toll was taken back, and not which: nothing is set aside.",
            report=r.id,
            span=s,
            claims=tuple(dict.fromkeys(o.figure.claim.id for o in current if o.figure.named)),
        )
        for r, s in out
    ]


def same_dead_two_labels(m: Moment, scope: ScopeKey, every: Sequence[Origin], current: Sequence[Origin]) -> list[Problem]:
    """One number, of people whom two speakers call otherwise: 26 "armed criminals" and 26 protesters may be the same 26."""
    if scope.side is not None or scope.group is not None or scope.measure is not Measure.KILLED:
        return []
    t = rules()["labels"]
    mine = [
        f
        for f in m.of(scope.measure)
        if f.side is Side.OTHERS
        and f.claim.scope.who is not None
        and f.claim.id not in m.aside
        and (f.value or 0) >= t["least"]
        and gives(f.claim.quantity) == "point"
    ]
    found: dict[int, Problem] = {}
    for a, b in _of_one_number(mine):
        if a.said is None or b.said is None or abs((a.said - b.said).days) > t["days"]:
            continue
        labels = (a.claim.scope.label, b.claim.scope.label)
        if labels == (None, None) or _called(a) == _called(b) or (None not in labels and a.source == b.source):
            continue
        if not same_place(a.place, b.place, m.book.story.place):
            continue
        message = f"{a.value:,} are called “{a.claim.scope.who}” and “{b.claim.scope.who}”: they may be the same people."
        found.setdefault(a.value or 0, Problem(code="same_dead_two_labels", message=message, claims=(a.claim.id, b.claim.id)))
    return list(found.values())


def _of_one_number(mine: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of one number, in the order of the first."""
    same: dict[int | None, list[Figure]] = {}
    for f in mine:
        same.setdefault(f.value, []).append(f)
    at: dict[int | None, int] = {}
    for a in mine:
        at[a.value] = at.get(a.value, 0) + 1
        yield from ((a, b) for b in same[a.value][at[a.value] :])


def _called(f: Figure) -> str:
    return (f.claim.scope.label or f.claim.scope.who or "").casefold()


def _called_report(report: Report) -> str:
    return report.publisher or report.name.rsplit("/", 1)[-1]
