"""Rule 3: what the same body said later takes the place of what it said before; what differs without a reason is said to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from tollbook.model import Link, Measure, Place, Qualifier, Relation, Standing
from tollbook.reconcile.figures import Figure
from tollbook.reconcile.quantities import gives, says_again
from tollbook.reconcile.tables import rising

BY = "reconcile.succession 0.1"


def succession(found: Sequence[Figure], restating: Collection[str], home: Place | None) -> tuple[Link, ...]:
    """`updates` and `differs_from_earlier` links, from each figure to the one before it of the same body and scope."""
    series: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for f in found:
        if f.claim.id not in restating and f.source is not None and _dated_number(f):
            where = f.place or home
            series[f.source.id, f.claim.measure, f.claim.counted, f.side, f.group, where and where.id, f.restricted].append(f)
    toll = _tolls(found)
    links: list[Link] = []
    for members in series.values():
        run, earlier = _told_as_earlier(members)
        links += [*earlier, *_chain(run, toll)]
    return tuple(links)


def _chain(run: Sequence[Figure], toll: dict[tuple[str, str], int]) -> list[Link]:
    """Links between neighbours as the reports came out: what is read late takes its place between two, from then on."""
    line: list[Figure] = []
    links = []
    for f in run:
        n = bisect_left(line, _order(f, toll), key=lambda x: _order(x, toll))
        around = [*((before, f) for before in line[max(0, n - 1) : n]), *((f, after) for after in line[n : n + 1])]
        told = [(a, b) for a, b in around if _order(a, toll)[:-1] != _order(b, toll)[:-1]]  # else which is later is not known
        links += [x for before, after in told if (x := _between(before, after)) is not None]
        line.insert(n, f)
    return links


def _dated_number(f: Figure) -> bool:
    """A number of the toll so far, of a known day and place."""
    if f.nobody or f.said is None or f.known is None or f.increment or f.vague_place or f.recalled:
        return False
    return f.claim.quantity.qualifier is not Qualifier.VAGUE


def _told_as_earlier(run: list[Figure]) -> tuple[list[Figure], list[Link]]:
    """Figures that their own report tells as earlier ones ("up from 113") are updated by what it gives now."""
    links, kept = [], []
    for f in run:
        now = [x for x in run if x.report.id == f.report.id and not x.claim.restates]
        if not f.claim.restates or not now:
            kept.append(f)
            continue
        reason = "the report tells it as the earlier figure"
        links.append(
            Link(subject=now[0].claim.id, relation=Relation.UPDATES, object=f.claim.id, at=f.known, by=BY, reason=reason)
        )
    return kept, links


def _tolls(found: Sequence[Figure]) -> dict[tuple[str, str], int]:
    """The dead of each statement: of two statements of one day, the one with more of them is the later."""
    toll: dict[tuple[str, str], int] = {}
    for f in found:
        if f.claim.measure is Measure.KILLED and f.source is not None and f.value is not None:
            key = (f.report.id, f.source.id)
            toll[key] = max(toll.get(key, 0), f.value)
    return toll


def _order(f: Figure, toll: dict[tuple[str, str], int]) -> tuple[date, bool, str, int, int, str]:
    assert f.said is not None and f.known is not None and f.source is not None  # series hold no others
    instant = f.report.published is not None and f.report.published.instant is not None
    when = f.known.isoformat() if instant else f.said.isoformat() + "T23:59"
    own = f.value or 0
    return (
        f.said,
        not f.claim.restates,
        when,
        toll.get((f.report.id, f.source.id), 0),
        own if f.claim.measure in rising() else 0,
        f.claim.id,
    )


def _between(before: Figure, after: Figure) -> Link | None:
    """What a later figure is to the one before it."""
    if before.claim.quantity == after.claim.quantity and before.said == after.said:
        return None
    told = after.claim.standing is Standing.CORRECTED or after.claim.replaces is not None
    fell = (
        after.claim.measure in rising()
        and before.value is not None
        and after.value is not None
        and after.value < before.value
        and gives(after.claim.quantity) not in {"ceiling"}
        and not says_again(after.claim.quantity, before.claim.quantity)
    )
    assert after.source is not None and before.known is not None and after.known is not None  # series hold no others
    at = max(before.known, after.known)
    if fell and not told:
        return Link(
            subject=after.claim.id,
            relation=Relation.DIFFERS_FROM_EARLIER,
            object=before.claim.id,
            at=at,
            by=BY,
            reason=f"{after.source.name} gave {before.value} on {before.said} and {after.value} on {after.said};"
            " no reason was read: a narrower count, a correction or an error",
        )
    if after.source.unspecified:
        return None
    return Link(
        subject=after.claim.id,
        relation=Relation.UPDATES,
        object=before.claim.id,
        at=at,
        by=BY,
        reason=f"{after.source.name}, {before.said} and {after.said}",
    )
