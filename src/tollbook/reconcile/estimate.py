"""Estimates: what can be said of a story, scope by scope, as of a moment; never stored, always recomputed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from tollbook.errors import UnknownWord
from tollbook.model import Book, Disputed, Estimate, EstimateKind, Lineage, Measure, ScopeKey, SetAside, Side
from tollbook.reconcile.checks import checks
from tollbook.reconcile.current import current_of
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.moment import Moment, moment
from tollbook.reconcile.origins import origins
from tollbook.reconcile.result import by_policy
from tollbook.reconcile.reviewing import reviewed
from tollbook.reconcile.sentences import sentence
from tollbook.reconcile.sums import sums
from tollbook.reconcile.tables import rules

METHOD = "reconcile.estimate 0.1"
POLICIES = ("tollbook", "two-sources", "most-conservative")


def estimates(book: Book, as_of: datetime, *, policy: str = "tollbook") -> tuple[Estimate, ...]:
    """What can be said of each measure of a story, and of each side and group with figures of its own, as of a moment."""
    m = moment(book, as_of)
    found = (_estimate(m, scope, policy) for scope in _scopes(m))
    return tuple(x for x in found if _own(m, x) and (x.kind is not EstimateKind.NOTHING or _has_words(x)))


def estimate(book: Book, scope: ScopeKey, as_of: datetime, *, policy: str = "tollbook") -> Estimate:
    """What can be said of one scope as of a moment."""
    return _estimate(moment(book, as_of), scope, policy)


def estimates_of(book: Book, scopes: Iterable[ScopeKey], as_of: datetime, *, policy: str = "tollbook") -> tuple[Estimate, ...]:
    """What can be said of each of ``scopes`` as of a moment, those that say nothing too."""
    m = moment(book, as_of)
    return tuple(_estimate(m, scope, policy) for scope in scopes)


def _own(m: Moment, x: Estimate) -> bool:
    """Something of its own measure stands behind it, and not only what that measure contains."""
    of_measure = [f for f in m.of(x.scope.measure) if f.claim.counted == x.scope.object]
    behind = [b.origin for b in x.basis] or [s.claim for s in x.set_aside]
    whole = any(f.side in {Side.NOT_SAID, Side.ALL_STATED} and f.group is None for f in of_measure)
    return not behind or whole or any(f.claim.id in behind for f in of_measure)


def _has_words(x: Estimate) -> bool:
    return bool(x.words or x.set_aside or x.shown)


def _scopes(m: Moment) -> list[ScopeKey]:
    """Scopes with figures of their own, in the order of printing."""
    found: set[tuple[Measure, str | None, Side | None, str | None]] = set()
    for f in m.figures:
        found.add((f.claim.measure, f.claim.counted, None, None))
        if f.side in {Side.STATE_FORCES, Side.OTHERS}:
            found.add((f.claim.measure, f.claim.counted, f.side, None))
        if f.group is not None:
            found.add((f.claim.measure, f.claim.counted, None, f.group))
    order = list(Measure)
    ranked = sorted(
        found, key=lambda k: (order.index(k[0]), k[1] or "", k[2] is not None, k[2] or "", k[3] is not None, k[3] or "")
    )
    return [ScopeKey(measure=a, object=b, side=c, group=d) for a, b, c, d in ranked]


def _estimate(m: Moment, scope: ScopeKey, policy: str) -> Estimate:
    if policy not in POLICIES:
        raise UnknownWord("policy", policy, POLICIES)
    every, words = origins(m, scope)
    every = (*every, *sums(m, scope, every))
    current, shown = current_of(m, scope, every)
    result = by_policy(m, scope, current, policy)
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
        basis=tuple(
            Lineage(origin=o.figure.claim.id, carriers=tuple(dict.fromkeys(c.claim.id for c in o.carriers))) for o in result.basis
        ),
        set_aside=_set_aside(m, scope),
        disputed=_disputed(m, used),
        shown=tuple(dict.fromkeys(o.figure.claim.id for o in shown if o.figure.claim.id not in used)),
        problems=(*result.notes, *checks(m, scope, every, current)),
        words=_once(_worded(f) for f in own_words),
        method=f"{METHOD}, {rules()['policy'][policy]['name']}",
    )
    return reviewed(m.book, replace(estimate, sentence=sentence(m, estimate, current, policy)), policy)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Wordings without case apart, and without those that a longer one begins with."""
    found = {w.casefold(): w[:1].lower() + w[1:] for w in words}
    return tuple(w for k, w in found.items() if not any(x != k and x.startswith(k) for x in found))


def _disputed(m: Moment, used: Collection[str]) -> tuple[Disputed, ...]:
    """Figures of the basis that another party rejects, oldest first."""
    rejected = ((f.claim.id, m.disputed.get(f.claim.id)) for f in m.figures if f.claim.id in used) if m.disputed else ()
    return tuple(Disputed(claim=k, by=x.reason.removeprefix("disputed by ")) for k, x in rejected if x is not None)


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
    for f in m.of(scope.measure):
        if f.claim.id in m.aside and f.claim.counted == scope.object:
            if (scope.side is not None and f.side is not scope.side) or (scope.group is not None and f.group != scope.group):
                continue
            q = f.claim.quantity
            found.append(SetAside(claim=f.claim.id, low=q.low, high=q.high, reason=m.aside[f.claim.id][0]))
    return tuple(found)
