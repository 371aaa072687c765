"""Rule 4: what was taken back, and what is disputed. Only the origin sets a figure aside; a denial subtracts nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tollbook.model import Link, Place, Relation, Standing
from tollbook.reconcile.figures import Figure, contains, same_place
from tollbook.reconcile.quantities import says_again

BY = "reconcile.fates 0.1"
_FATES = {
    Standing.WITHDRAWN: Relation.WITHDRAWN_BY_ORIGIN,
    Standing.DISAVOWED: Relation.DISAVOWED_BY_ORIGIN,
    Standing.CORRECTED: Relation.CORRECTED_BY_ORIGIN,
}
_TELLS = {
    Relation.WITHDRAWN_BY_ORIGIN: "withdrawn",
    Relation.DISAVOWED_BY_ORIGIN: "disavowed",
    Relation.CORRECTED_BY_ORIGIN: "corrected",
}


def fates(found: Sequence[Figure], origins: Mapping[str, str], home: Place | None) -> tuple[Link, ...]:
    """Links from every carrier of a figure to the claim that tells its fate. ``origins`` maps a restating claim to its origin."""
    links: dict[tuple[str, Relation], Link] = {}
    for teller in found:
        if teller.known is None:
            continue
        relation = _FATES.get(teller.claim.standing)
        if relation is not None and not _is_the_new_figure(teller):
            for target, why, at in _reached(teller, relation, found, origins, home):
                _keep(links, replace(_link(target, relation, teller, why), at=at))
        if teller.claim.standing is Standing.DISPUTED:
            for target in found:
                if _same(teller, target, home):
                    _keep(
                        links,
                        _link(target, Relation.DISPUTED_BY, teller, f"disputed by {teller.claim.disputed_by or 'another party'}"),
                    )
        for target in _replaced(teller, found, home):
            _keep(
                links,
                _link(target, Relation.CORRECTED_BY_ORIGIN, teller, f"replaced by {teller.claim.figure.text!r} by the same body"),
            )
    return tuple(links.values())


def _link(target: Figure, relation: Relation, teller: Figure, why: str) -> Link:
    return Link(subject=target.claim.id, relation=relation, object=teller.claim.id, at=teller.known, by=BY, reason=why)


def _keep(links: dict[tuple[str, Relation], Link], link: Link) -> None:
    """The earliest telling counts: from then on the world knew."""
    old = links.get((link.subject, link.relation))
    if old is None or (link.at is not None and (old.at is None or link.at < old.at)):
        links[link.subject, link.relation] = link


def _is_the_new_figure(f: Figure) -> bool:
    """A corrected figure may be the one that replaces: "revised from 359 to 253" tells the fate of 359."""
    return f.claim.standing is Standing.CORRECTED and f.claim.replaces is not None


def _same(teller: Figure, target: Figure, home: Place | None) -> bool:
    """``target`` carries the teller's figure."""
    a, b = teller.claim, target.claim
    return (
        a.measure == b.measure
        and a.counted == b.counted
        and teller.group == target.group
        and same_place(teller.place, target.place, home)
        and (says_again(a.quantity, b.quantity) or says_again(b.quantity, a.quantity))
    )


def _reached(
    teller: Figure, relation: Relation, found: Sequence[Figure], origins: Mapping[str, str], home: Place | None
) -> list[tuple[Figure, str, datetime | None]]:
    """All that falls with the teller's figure, and from when on: its carriers, their restatements, its parts, and for a
    disavowal the rest of the statement."""
    tells = _TELLS[relation]
    corrects = relation is Relation.CORRECTED_BY_ORIGIN
    party = _party_of(teller, found, origins)
    carriers = [
        f
        for f in found
        if _same(teller, f, home) and not _own_count(f, party, found, origins) and (not corrects or _by_the_same(teller, f))
    ]
    held = {f.claim.id for f in carriers}
    by = teller.report.publisher or teller.report.name.rsplit("/", 1)[-1]
    reached = {f.claim.id: (f, f"{tells}, as {by} tells", teller.known) for f in carriers}
    for f in found:
        if f.claim.id in reached or corrects:
            continue
        given = [c.known for c in carriers if c.known is not None and _falls_with(f, c, teller, relation, home)]
        if origins.get(f.claim.id) in held:
            reached[f.claim.id] = (f, f"says again what was {tells}", teller.known)
        elif f.claim.part_of_claim in held and any(_by_the_same(f, c) for c in carriers if c.claim.id == f.claim.part_of_claim):
            reached[f.claim.id] = (f, f"a part of what was {tells}", teller.known)
        elif given and teller.known is not None:
            reached[f.claim.id] = (f, f"given with what was {tells}", max(teller.known, min(given)))
    return list(reached.values())


def _party_of(teller: Figure, found: Sequence[Figure], origins: Mapping[str, str]) -> str | None:
    """Whose figure is taken back: the teller's source, the body that the report says took it back, or the origin's."""
    told = (teller.claim.fate_told_by or "").casefold()
    named = next((f.source for f in found if f.named and f.source is not None and f.source.name.casefold() in told), None)
    root = next((f.source for f in found if f.claim.id == origins.get(teller.claim.id)), None)
    source = teller.source or (named if told else None) or root
    return None if source is None else source.party_to or source.id


def _own_count(f: Figure, party: str | None, found: Sequence[Figure], origins: Mapping[str, str]) -> bool:
    """Another party counted to the same number, or says so again: what one takes back, another may still hold."""
    root = f if f.named else next((x for x in found if x.claim.id == origins.get(f.claim.id)), f)
    if party is None or not root.named or root.source is None:
        return False
    return all((s.party_to or s.id) != party for s in (root.source, *root.via))


def _by_the_same(teller: Figure, f: Figure) -> bool:
    """One body gave both, or it is not told who gave one of them: a ministry's withdrawal takes back no ombudsman's count."""
    return f.source is None or teller.source is None or f.source.unspecified or f.source.id == teller.source.id


def _falls_with(f: Figure, c: Figure, teller: Figure, relation: Relation, home: Place | None) -> bool:
    """Given with ``c``, by the same body on the same day: its parts by place or group fall; of a statement that its
    source says it never made, all falls that was said in one breath."""
    if (
        f.source is None
        or c.source is None
        or f.source.id != c.source.id
        or f.said != c.said
        or not (f.dated or f.report.id == c.report.id or f.known == c.known)
    ):
        return False
    if f.claim.measure == c.claim.measure and f.claim.counted == c.claim.counted:
        narrower = f.place is not None and contains(c.place or home, f.place) and not same_place(f.place, c.place, home)
        return narrower or (f.group is not None and c.group is None)
    own = c.report.id != teller.report.id and (
        c.source.name.casefold() in (teller.claim.fate_told_by or "").casefold()
        if teller.source is None
        else teller.source.id == c.source.id
    )
    one_breath = f.claim.sentence == c.claim.sentence or (bool(f.via) and [v.id for v in f.via] == [v.id for v in c.via])
    return relation is Relation.DISAVOWED_BY_ORIGIN and own and f.report.id == c.report.id and one_breath


def _replaced(teller: Figure, found: Sequence[Figure], home: Place | None) -> list[Figure]:
    """Earlier figures of the same body that a corrected or a lower one replaces by name: "revised from 44 to 38"."""
    if teller.claim.replaces is None or teller.value is None:
        return []
    number = teller.claim.replaces.replace(",", "").replace(".", "")
    corrected = teller.claim.standing is Standing.CORRECTED
    return [
        f
        for f in found
        if f is not teller
        and f.value is not None
        and str(f.value) in number.split()
        and (corrected or f.value > teller.value)
        and f.claim.measure == teller.claim.measure
        and f.claim.counted == teller.claim.counted
        and _by_the_same(teller, f)
        and same_place(f.place, teller.place, home)
    ]
