"""Judging a story: from its claims to links between them, each by a named rule. A person's link stands against any."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from tollbook.model import Book, Link, Relation, Side
from tollbook.reconcile.derived import derived
from tollbook.reconcile.fates import fates
from tollbook.reconcile.figures import Figure, by_claim, figures
from tollbook.reconcile.mixed import mixes
from tollbook.reconcile.repeats import repeats
from tollbook.reconcile.restating import restates
from tollbook.reconcile.succession import succession
from tollbook.reconcile.unfigured import taken_back
from tollbook.reconcile.versions import replaced

BY = "reconcile.parts 0.1"


def judge(book: Book) -> tuple[Link, ...]:
    """All links of ``book`` that the rules make. The same book gives the same links, in the same order."""
    found = figures(book)
    home = book.story.place
    copies = repeats(book.reports.values(), ZoneInfo(book.story.zone))
    retold = derived(found, copies, _refused(book.links))
    again = restates(found, {x.subject: x.object for x in copies}, home, derived={x.subject: x.object for x in retold})
    origins = _rooted(_as_people_say({x.subject: x.object for x in again}, book.links))
    return (
        *copies,
        *retold,
        *again,
        *succession(found, origins.keys(), home),
        *replaced(found, origins.keys(), home),
        *_both(fates(found, origins, home), taken_back(found, book, origins)),
        *mixes(found),
        *parts(found),
    )


def _refused(links: Sequence[Link]) -> set[tuple[str, str]]:
    """Pairs of reports of which a person says that one is, or is not, made of the other: no rule asks any more."""
    of_reports = (Relation.POSSIBLY_DERIVED, Relation.REPEATS)
    return {(x.subject, x.object) for x in links if x.relation in of_reports and x.by.startswith("person:")}


def _as_people_say(direct: dict[str, str], links: Sequence[Link]) -> dict[str, str]:
    """What says what again, with a person's word in the place of a rule's."""
    own = [x for x in links if x.relation is Relation.RESTATES and x.by.startswith("person:")]
    parted = {(x.subject, x.object) for x in own if not x.holds}
    kept = {k: v for k, v in direct.items() if (k, v) not in parted}
    return kept | {x.subject: x.object for x in own if x.holds}


def _both(figured: tuple[Link, ...], unfigured: tuple[Link, ...]) -> tuple[Link, ...]:
    """A fate told with its figure stands before one told without."""
    told = {x.subject for x in figured}
    return (*figured, *(x for x in unfigured if x.subject not in told))


def _rooted(direct: dict[str, str]) -> dict[str, str]:
    """Each restating claim to the origin of its chain."""

    def root(claim: str) -> str:
        seen = {claim}
        while claim in direct and direct[claim] not in seen:
            claim = direct[claim]
            seen.add(claim)
        return claim

    return {claim: root(claim) for claim in direct}


def parts(found: Sequence[Figure]) -> tuple[Link, ...]:
    """`part_of` links, as the reports word them, with the dimension on which the part is narrower."""
    known = by_claim(found)
    links = []
    for f in found:
        whole = known.get(f.claim.part_of_claim or "")
        if whole is None or whole is f:
            continue
        links.append(
            Link(
                subject=f.claim.id,
                relation=Relation.PART_OF,
                object=whole.claim.id,
                at=f.known,
                by=BY,
                reason=f"the report says: {f.claim.figure.text!r} of {f.claim.part_of!r}",
                dimension=_dimension(f, whole),
            )
        )
    return tuple(links)


def _dimension(part: Figure, whole: Figure) -> str | None:
    if part.place is not None and (whole.place is None or part.place.id != whole.place.id):
        return "place"
    if part.group is not None and part.group != whole.group:
        return "group"
    return "side" if part.side is not whole.side and part.side in {Side.STATE_FORCES, Side.OTHERS} else None
