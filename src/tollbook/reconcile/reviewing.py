"""Whether a person has signed what an estimate says, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tollbook.model import Act, Book, Decided, Estimate, Review, ReviewState, ScopeKey, Signed


def signed_of(estimate: Estimate, policy: str) -> Signed:
    """What a signature under ``estimate`` stands for."""
    return Signed(
        scope=estimate.scope,
        as_of=estimate.as_of,
        upto=estimate.upto,
        policy=policy,
        kind=estimate.kind,
        low=estimate.low,
        best=estimate.best,
        high=estimate.high,
        set_aside=tuple(sorted(s.claim for s in estimate.set_aside)),
        disputed=tuple(sorted(d.claim for d in estimate.disputed)),
    )


def reviewed(book: Book, estimate: Estimate, policy: str) -> Estimate:
    """``estimate`` with the review that the signatures of ``book`` make: ``reviewed_by`` is set only where it stands signed."""
    own = [d for d in book.decisions if d.undone is None and d.decision.act is Act.SIGN and _under(d, estimate, policy)]
    if not own:
        return estimate
    said = _content(signed_of(estimate, policy))
    last = own[-1]
    now = [d for d in own if d.decision.signed is not None and _content(d.decision.signed) == said]
    names = tuple(dict.fromkeys(d.by for d in now))
    needed = 2 if _signers(book) > 1 and not _published_before(own) else 1
    if len(names) >= needed:
        state, shown = ReviewState.SIGNED, now[-1]
    else:
        state, shown = (ReviewState.AWAITS_SECOND, now[-1]) if now else (ReviewState.CHANGED, last)
    review = Review(
        state=state, by=names or (last.by,), entry=shown.number, recorded=shown.recorded, signed=shown.decision.signed
    )
    return replace(estimate, review=review, reviewed_by=", ".join(names) if state is ReviewState.SIGNED else None)


def _under(d: Decided, estimate: Estimate, policy: str) -> bool:
    """A signature of this scope and policy, for a moment that is not later."""
    s = d.decision.signed
    return (
        d.decision.subject == estimate.story
        and s is not None
        and s.policy == policy
        and _key(s.scope) == _key(estimate.scope)
        and s.as_of <= estimate.as_of
    )


def _key(scope: ScopeKey) -> tuple[object, ...]:
    return scope.measure, scope.object, scope.side, scope.group, scope.where.id if scope.where is not None else None


def _content(s: Signed) -> tuple[object, ...]:
    return s.kind, s.low, s.best, s.high, s.set_aside, s.disputed


def _signers(book: Book) -> int:
    asked = [
        d.decision.settings.signers
        for d in book.decisions
        if d.undone is None
        and d.decision.subject == book.story.id
        and d.decision.settings is not None
        and d.decision.settings.signers is not None
    ]
    return asked[-1] if asked else 1


def _published_before(own: Iterable[Decided]) -> bool:
    """Two persons have signed one and the same before: what follows is no first publication."""
    names: dict[tuple[object, ...], set[str]] = {}
    for d in own:
        if d.decision.signed is not None:
            names.setdefault(_content(d.decision.signed), set()).add(d.by)
    return any(len(n) > 1 for n in names.values())
