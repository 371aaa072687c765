"""What was known of a story as of a moment: which claims were out, and what had become of each by then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from tollbook.model import Book, Link, Measure, Relation, ScopeKey
from tollbook.reconcile.figures import Figure, by_claim, figures
from tollbook.reconcile.inclusion import outside

K = TypeVar("K")
_KEPT = 4
_ASIDE = {
    Relation.WITHDRAWN_BY_ORIGIN: "withdrawn by its origin",
    Relation.DISAVOWED_BY_ORIGIN: "disavowed by its origin",
    Relation.CORRECTED_BY_ORIGIN: "corrected by its origin",
    Relation.RETRACTED_BY_PUBLISHER: "retracted by its publisher",
    Relation.MIXES_MEASURES: "two measures in one figure",
    Relation.REJECTED: "rejected by a person",
    Relation.OUTSIDE_RULE: "outside the story's rule",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A story as of ``as_of``. ``origin`` maps a claim to the origin that it says again; the others map claims to links."""

    book: Book
    as_of: datetime
    figures: tuple[Figure, ...]  # published by then
    undated: tuple[Figure, ...]
    origin: dict[str, str]
    aside: dict[str, tuple[str, Link]]
    updated: dict[str, Link]
    differs: dict[str, tuple[Link, ...]]  # by the later claim
    disputed: dict[str, Link]
    part_of: dict[str, Link]
    reprints: frozenset[str]  # reports that repeat another, or are possibly derived from it
    derived: frozenset[str]  # reports that are possibly derived from another
    by_id: dict[str, Figure]
    by_measure: dict[Measure, tuple[Figure, ...]]  # each in the order of ``figures``
    by_value: dict[int | None, tuple[Figure, ...]]
    carried: dict[str, tuple[Figure, ...]]  # by origin: those that say it again
    keepers: dict[ScopeKey, frozenset[str]] = field(default_factory=dict)  # found so far: of each scope it is asked for twice

    def of(self, measure: Measure) -> tuple[Figure, ...]:
        """The figures of a measure, oldest first."""
        return self.by_measure.get(measure, ())

    def carriers(self, origin: str) -> tuple[Figure, ...]:
        """All that say ``origin`` again, itself first."""
        own = self.by_id.get(origin)
        again = self.carried.get(origin, ())
        return again if own is None else (own, *again)


def moment(book: Book, as_of: datetime) -> Moment:
    """The story of ``book`` as of ``as_of``: what was published by then, and the links that held by then."""
    every = figures(book)
    out = tuple(f for f in every if f.known is not None and f.known <= as_of)
    ids = {f.claim.id for f in out}
    links = [x for x in _ordered(book.links) if x.at is None or x.at <= as_of]
    origin = _origins([x for x in links if x.relation is Relation.RESTATES and x.subject in ids and x.object in ids])
    aside = {x.subject: (f"{_ASIDE[x.relation]} ({x.reason})", x) for x in links if x.relation in _ASIDE and x.subject in ids}
    for claim, link in outside(book, out).items():
        aside.setdefault(claim, (f"{_ASIDE[link.relation]} ({link.reason})", link))
    for claim, root in origin.items():
        if root in aside and claim not in aside:
            link = aside[root][1]
            aside[claim] = (f"says again what was {_ASIDE[link.relation]}", link)
    differs: dict[str, tuple[Link, ...]] = {}
    for x in links:
        if x.relation is Relation.DIFFERS_FROM_EARLIER:
            differs[x.subject] = (*differs.get(x.subject, ()), x)
    return Moment(
        book=book,
        as_of=as_of,
        figures=out,
        undated=tuple(f for f in every if f.known is None),
        origin=origin,
        aside=aside,
        updated={x.object: x for x in links if x.relation is Relation.UPDATES and x.subject in ids and x.subject not in aside},
        differs=differs,
        disputed={x.subject: x for x in links if x.relation is Relation.DISPUTED_BY},
        reprints=frozenset(x.subject for x in links if x.relation in (Relation.REPEATS, Relation.POSSIBLY_DERIVED)),
        part_of={x.subject: x for x in links if x.relation is Relation.PART_OF},
        derived=frozenset(x.subject for x in links if x.relation is Relation.POSSIBLY_DERIVED),
        by_id=by_claim(out),
        by_measure=_grouped(out, lambda f: f.claim.measure),
        by_value=_grouped(out, lambda f: f.value),
        carried=_carried(out, origin),
    )


_seen: list[tuple[tuple[Link, ...], tuple[Link, ...]]] = []  # of the books asked for last, with their links in order


def _ordered(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Links that hold, oldest first: the later one stands. Each moment of a book has the same."""
    for known, found in tuple(_seen):
        if known is links:
            return found
    found = tuple(sorted((x for x in links if x.holds), key=_age))
    _seen[:] = [(links, found), *_seen[: _KEPT - 1]]
    return found


def _grouped(out: Iterable[Figure], key: Callable[[Figure], K]) -> dict[K, tuple[Figure, ...]]:
    found: dict[K, list[Figure]] = {}
    for f in out:
        found.setdefault(key(f), []).append(f)
    return {k: tuple(of) for k, of in found.items()}


def _carried(out: Iterable[Figure], origin: dict[str, str]) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = {}
    for f in out:
        if f.claim.id in origin:
            found.setdefault(origin[f.claim.id], []).append(f)
    return {root: tuple(of) for root, of in found.items()}


def _age(x: Link) -> tuple[bool, str, str, str, str]:
    """Oldest first; ties by name, so that no estimate depends on the order in which links were recorded."""
    return x.at is not None, x.at.astimezone(UTC).isoformat() if x.at else "", x.subject, x.relation, x.object


def _origins(links: list[Link]) -> dict[str, str]:
    direct = {x.subject: x.object for x in links}

    def root(claim: str) -> str:
        seen = {claim}
        while claim in direct and direct[claim] not in seen:
            claim = direct[claim]
            seen.add(claim)
        return claim

    return {claim: root(claim) for claim in direct}
