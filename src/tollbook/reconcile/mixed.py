"""Two measures in one figure: a carrier adds the dead to the hurt and prints the sum as the hurt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tollbook.model import Link, Measure, Relation
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.quantities import gives

BY = "reconcile.mixed 0.1"
LEAST = 50  # small numbers add up by chance


def mixes(found: Sequence[Figure]) -> tuple[Link, ...]:
    """A link for each figure of injured that is exactly a dead and a hurt figure of the same body and day."""
    statements: dict[tuple[str, object], list[Figure]] = defaultdict(list)
    for f in found:
        if f.source is not None and f.value is not None and gives(f.claim.quantity) == "point":
            statements[f.source.id, f.said].append(f)
    links = []
    for members in statements.values():
        dead = {f.value: f for f in members if f.claim.measure is Measure.KILLED and f.value}
        hurt = [f for f in members if f.claim.measure is Measure.INJURED and f.value]
        for f in hurt:
            for g in hurt:
                d = dead.get((f.value or 0) - (g.value or 0))
                if d is None or (f.value or 0) < LEAST:
                    continue
                at = max(x.known for x in (f, g, d) if x.known is not None) if f.known and g.known and d.known else None
                reason = f"{f.value:,} is {g.value:,} injured and {d.value:,} killed, of the same body and day"
                links.append(
                    Link(subject=f.claim.id, relation=Relation.MIXES_MEASURES, object=g.claim.id, at=at, by=BY, reason=reason)
                )
    return tuple({x.subject: x for x in links}.values())
