"""Claims as an account holds them: quoted, with what they stand for, and with what became of each from which moment on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tollbook.model import Book, Claim, Estimate, Page, Place, Relation, Resolution, Source, SourceKind
from tollbook.publish.masking import with_masks
from tollbook.publish.page_versions import by_report, versions_row
from tollbook.publish.rows import Row
from tollbook.publish.sheet import Names, Sheet, aliases, clipped, figure_within, own_words

Tolls = tuple[datetime, tuple[Estimate, ...]]

# How a place may be drawn: a point only for a town, an area else. Nothing is drawn finer than a town: no street, no house.
TOWN, COUNTRY = 3, 6  # of `Place.precision`


def claim_rows(sheet: Sheet, tolls: Sequence[Tolls], pages: Sequence[Page] = ()) -> list[Row]:
    """All claims, by when they were published, undated ones last. ``pages`` are those that changed or vanished."""
    became, other, of = statuses(sheet, tolls), aliases(sheet.book, sheet.names), by_report(pages)

    def told(c: Claim) -> Row:
        seen = versions_row(of.get(c.report, ()), c)
        return {**_claim_row(sheet, c, other), "versions": seen, "became": became.get(c.id, [])}

    return [told(c) for c in sheet.claims]


def _claim_row(sheet: Sheet, claim: Claim, other: Mapping[str, str]) -> Row:
    names, scope, told = sheet.names, claim.scope, claim.attribution
    r = sheet.book.resolutions.get(claim.id)

    def hide(words: str | None) -> str | None:
        return words if words is None else names.hide(words)

    return {
        "id": claim.id,
        "report": claim.report,
        "measure": claim.measure.value,
        "object": claim.object,
        "low": claim.quantity.low,
        "high": claim.quantity.high,
        "qualifier": claim.quantity.qualifier.value,
        "unit": claim.quantity.unit,
        "figure": names.figure(claim),
        "quote": quote_of(names, claim),
        "span": [claim.figure.start, claim.figure.end],
        "who": hide(scope.who),
        "who_class": scope.who_class.value if scope.who_class else None,
        "side": scope.side.value,
        "group": hide(scope.group),
        "where": hide(scope.where),
        "when": hide(scope.when),
        "said_by": hide(told.said_by),
        "own_observation": told.own_observation,
        "via": [names.hide(v) for v in told.via],
        "cue": told.cue,
        "hedge": hide(claim.hedge),
        "standing": claim.standing.value,
        "frame": claim.frame.value,
        "extent": scope.extent.value if scope.extent else None,
        "part_of": hide(claim.part_of),
        "replaces": hide(claim.replaces),
        "disputed_by": hide(claim.disputed_by),
        "rule": claim.rule,
        **_resolved(sheet, r, other),
    }


def _resolved(sheet: Sheet, r: Resolution | None, other: Mapping[str, str]) -> Row:
    """What the wordings stand for; sources and places by their ids, or by ``other`` ones, where an id is made of a name."""
    occurred = r.occurred if r else None
    return {
        "source": other.get(r.source.id, r.source.id) if r and r.source else None,
        "chain": [other.get(v.id, v.id) for v in r.via] if r else [],
        "place": other.get(r.place.id, r.place.id) if r and r.place else None,
        "said_on": r.said_on.isoformat() if r and r.said_on else None,
        "occurred": [occurred.start.isoformat(), occurred.end.isoformat(), occurred.precision] if occurred else None,
        "grounds": [own_words(sheet, x) for x in r.reasons] if r else [],
    }


def quote_of(names: Names, claim: Claim) -> list[str]:
    """The sentence in three: what stands before the figure, the figure, what stands after it; private names masked."""
    sentence, (start, end) = claim.sentence.text, figure_within(claim)
    if start < 0:
        return [names.hide(sentence), "", ""]
    spans, ends = names.spans(sentence), ((0, start), (start, end), (end, len(sentence)))
    return [with_masks(sentence[a:b], clipped(spans, a, b), language=names.language) for a, b in ends]


# ---------------------------------------------------------------------------------------------------------- what became


def statuses(sheet: Sheet, tolls: Sequence[Tolls]) -> dict[str, list[Row]]:
    """For each claim, what it is from which moment on, where that changes: ``at`` is an index of the moments.

    ``counts``: a toll rests on it. ``set_aside``: its origin took it back. ``restates``: it says another's figure again.
    ``updated``: its own body gave a later one. ``shown``: it gives no bound. ``other``: it is of another event. ``live``: else.
    """
    known = {c.id: p.known_at(sheet.zone) for c in sheet.claims if (p := sheet.book.reports[c.report].published) is not None}
    again, updated = _from(sheet, Relation.RESTATES), _from(sheet, Relation.UPDATES, of_object=True)
    found: dict[str, list[Row]] = {}
    for n, (at, estimates) in enumerate(tolls):
        aside = {s.claim: s.reason for e in estimates for s in e.set_aside}
        bases = {b.origin for e in estimates for b in e.basis} | {t.claim for e in estimates for t in e.terms}
        shown = {c for e in estimates for c in e.shown}
        for c in sheet.claims:
            if c.id not in known or known[c.id] > at:
                continue
            status = (
                "other" if not sheet.book.of_event(c)
                else "set_aside" if c.id in aside
                else "counts" if c.id in bases
                else "restates" if _holds(again, c.id, at)
                else "updated" if _holds(updated, c.id, at)
                else "shown" if c.id in shown
                else "live"
            )  # fmt: skip
            told = found.setdefault(c.id, [])
            if not told or told[-1]["is"] != status:
                told.append({"at": n, "is": status})
    return found


def _from(sheet: Sheet, relation: Relation, *, of_object: bool = False) -> dict[str, datetime | None]:
    """From when on a relation holds of a claim; ``None`` from the beginning."""
    links = [x for x in sheet.book.links if x.holds and x.relation is relation]
    found: dict[str, datetime | None] = {}
    for x in links:
        key = x.object if of_object else x.subject
        other = found.get(key, x.at)
        found[key] = None if x.at is None or other is None else min(other, x.at)
    return found


def _holds(since: dict[str, datetime | None], claim: str, at: datetime) -> bool:
    return claim in since and ((first := since[claim]) is None or first <= at)


# --------------------------------------------------------------------------------------------------- places and sources


def place_rows(book: Book, names: Names) -> list[Row]:
    """Places of the claims, each with how it may be drawn: ``country`` and ``area`` as areas, ``town`` as a point."""
    known = {p.id: p for r in book.resolutions.values() if (p := r.place) is not None}
    if book.story.place is not None:
        known.setdefault(book.story.place.id, book.story.place)
    other = aliases(book, names)
    return [_place_row(p, names, other) for _, p in sorted(known.items())]


def _place_row(place: Place, names: Names, other: Mapping[str, str]) -> Row:
    drawn = "town" if place.precision < TOWN else "country" if place.precision >= COUNTRY else "area"
    named = {"id": other.get(place.id, place.id), "name": names.hide(place.name)}
    facts = {**named, "country": place.country, "precision": place.precision, "drawn": drawn}
    return facts | {"lat": place.lat, "lon": place.lon, "within": list(place.within), "without": list(place.without)}


def source_rows(book: Book, names: Names) -> list[Row]:
    """Bodies that claims are attributed to or came by, private persons among them masked."""
    bodies = {s.id: s for r in book.resolutions.values() for s in (r.source, *r.via) if s is not None}
    other = aliases(book, names)
    return [_source_row(s, names, other) for _, s in sorted(bodies.items())]


def _source_row(source: Source, names: Names, other: Mapping[str, str]) -> Row:
    facts = {
        "id": other.get(source.id, source.id),
        "name": names.hide(source.name),
        "kind": source.kind.value,
        "country": source.country,
    }
    return facts | {"party": source.party_to, "party_of": party_of(source), "unspecified": source.unspecified}


_STATE = frozenset("government presidency ministry police military prosecutor health emergency".split())
_WATCH = frozenset((SourceKind.MONITOR, SourceKind.UN, SourceKind.AID, SourceKind.HOSPITAL, SourceKind.EXPERT))


def party_of(source: Source) -> str:
    """On which of four sides a body stands, for the shape of its mark: state, party, watch (monitors, UN, aid), press."""
    party = source.party_to or ("state" if source.kind.value in _STATE else None)  # "KZ state", "KZ opposition"
    if party is not None and party.endswith("state"):
        return "state"
    if party is not None or source.kind is SourceKind.PARTY:
        return "party"
    return "watch" if source.kind in _WATCH else "press" if source.kind in (SourceKind.AGENCY, SourceKind.PUBLISHER) else "people"
