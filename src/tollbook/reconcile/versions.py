"""Rule 3, of one page: what a report says in its own voice, a later version of its page takes the place of.

Nobody is cited, so no body's count can be followed from report to report; the page itself can. Without this, a page that
raised its toll would stand against itself as two sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from tollbook.model import Link, Place, Qualifier, Relation, Standing
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.tables import rising

BY = "reconcile.versions 0.1"


def replaced(found: Sequence[Figure], restating: Collection[str], home: Place | None) -> tuple[Link, ...]:
    """`updates` links from figures of a later version of a page to those in the report's own voice of an earlier one; with
    `differs_from_earlier` beside it where the later number is lower, and nobody says why."""
    pages: dict[str, list[Figure]] = defaultdict(list)
    for f in found:
        if f.report.url is not None and f.known is not None and f.value is not None and not (f.increment or f.recalled):
            pages[f.report.url].append(f)
    links: list[Link] = []
    for figures in pages.values():
        if any(f.report.version_of is not None for f in figures):
            links += _of_page(figures, restating, home)
    return tuple(links)


def _of_page(figures: Sequence[Figure], restating: Collection[str], home: Place | None) -> list[Link]:
    by_scope: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for f in figures:
        where = f.place or home
        by_scope[f.claim.measure, f.claim.counted, f.side, f.group, where and where.id, f.restricted].append(f)
    links = []
    for same in by_scope.values():
        for before in same:
            if before.own_voice and before.claim.id not in restating and before.claim.quantity.qualifier is not Qualifier.VAGUE:
                after = _next(before, same)
                links += _links(before, after) if after is not None else []
    return links


def _next(before: Figure, same: Sequence[Figure]) -> Figure | None:
    """The one figure of the same in the version after; ``None`` where it stands there too, or where several could be meant."""
    assert before.known is not None  # those without were left out
    later = [f for f in same if f.known is not None and f.known > before.known and f.report.version_of is not None]
    version = min(later, key=lambda f: (f.known, f.report.id), default=None)
    told = [f for f in later if version is not None and f.report.id == version.report.id and not f.claim.restates]
    values = {f.value for f in told}
    if len(values) != 1 or before.value in values or any(f.claim.quantity.qualifier is Qualifier.VAGUE for f in told):
        return None
    return told[0]


def _links(before: Figure, after: Figure) -> list[Link]:
    """The page says the later number and the earlier one no longer; where it fell without a word, it differs as well."""
    told = after.claim.standing is Standing.CORRECTED or after.claim.replaces is not None
    fell = after.claim.measure in rising() and (after.value or 0) < (before.value or 0)
    reason = f"a later version of its page says {after.value} where it said {before.value}"
    unknown = f"{reason}; no reason was read: a narrower count, a correction or an error"
    kinds = [(Relation.UPDATES, reason), *([(Relation.DIFFERS_FROM_EARLIER, unknown)] if fell and not told else [])]
    return [
        Link(subject=after.claim.id, relation=relation, object=before.claim.id, at=after.known, by=BY, reason=why)
        for relation, why in kinds
    ]
