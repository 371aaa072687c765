"""Rows as every command prints them: the contracts of `docs/schema`, one function a kind of row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from tollbook.model import (
    Action,
    Book,
    Claim,
    Estimate,
    Extent,
    Happening,
    Place,
    Problem,
    Relation,
    Report,
    Resolution,
    Review,
    Span,
    Story,
)

Row = dict[str, Any]

# The columns of tables and of CSV; JSON rows hold every field of `docs/schema`.
CLAIM = tuple(
    "report id measure object low high qualifier unit who who_class where place when occurred said_by source cue via said_on"
    " standing frame extent part_of rule sentence".split()
)
LEARNED = ("report", "published", "story", "measure", "who", "figures", "said_by", "new")
STORY = ("id", "title", "place", "zone", "reports", "claims", "first", "last")
TIMELINE = (
    "day",
    "until",
    "dated",
    "act",
    "published",
    "said_on",
    "measure",
    "figure",
    "who",
    "where",
    "said_by",
    "standing",
    "claim",
)
TOLL = ("story", "measure", "object", "side", "group", "where", "kind", "low", "best", "high", "sentence")
REREAD = ("report", "before", "change", "measure", "figure", "claim", "rule")


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _place(place: Place | None) -> Row | None:
    if place is None:
        return None
    facts = {"name": place.name, "id": place.id, "country": place.country}
    return facts | {"lat": place.lat, "lon": place.lon, "precision": place.precision}


def claim_row(report: str, claim: Claim, resolution: Resolution | None) -> Row:
    """One claim; ``report`` is the path or id that names its report."""
    scope, told = claim.scope, claim.attribution
    r = resolution
    occurred = r.occurred if r else None
    return {
        "report": report,
        "id": claim.id,
        "measure": claim.measure.value,
        "object": claim.object,
        "low": claim.quantity.low,
        "high": claim.quantity.high,
        "qualifier": claim.quantity.qualifier.value,
        "unit": claim.quantity.unit,
        "who": scope.who,
        "who_class": scope.who_class.value if scope.who_class else None,
        "side": scope.side.value,
        "group": scope.group,
        "where": scope.where,
        "place": _place(r.place if r else None),
        "when": scope.when,
        "occurred": occurred
        and {"start": occurred.start.isoformat(), "end": occurred.end.isoformat(), "precision": occurred.precision},
        "said_by": told.said_by,
        "source": {"name": r.source.name, "kind": r.source.kind.value} if r and r.source else None,
        "cue": told.cue,
        "via": list(told.via),
        "said_on": r.said_on.isoformat() if r and r.said_on else None,
        "standing": claim.standing.value,
        "hedge": claim.hedge,
        "disputed_by": claim.disputed_by,
        "frame": claim.frame.value,
        "extent": scope.extent.value if scope.extent else None,
        "part_of": claim.part_of,
        "rule": claim.rule,
        "sentence": _span(claim.sentence),
        "figure": _span(claim.figure),
    }


def story_row(book: Book) -> Row:
    """One story: how much is known of it, and between which days of publication."""
    days = sorted(d for r in book.reports.values() if (d := day_of(r)) is not None)
    story = book.story
    return {
        "id": story.id,
        "title": story.title,
        "place": _place(story.place),
        "zone": story.zone,
        "reports": len(book.reports),
        "claims": len(book.claims),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "rule": story.rule,
        "shared": len(book.elsewhere),
        "derived": len(derived_from(book)),
    }


def derived_from(book: Book) -> dict[str, str]:
    """Reports that are possibly derived from another, each with that one; nobody has confirmed or refused it."""
    return {x.subject: x.object for x in book.links if x.holds and x.relation is Relation.POSSIBLY_DERIVED}


def day_of(report: Report) -> str | None:
    """The day of publication as its report states it, ISO; ``None`` for an undated one."""
    when = report.published
    if when is None:
        return None
    return (when.day or (when.instant.date() if when.instant else None) or "").isoformat()  # type: ignore[union-attr]  # one of the two is set


def published_row(report: Report) -> Row | None:
    """When a report was published, and how that is known."""
    when = report.published
    if when is None:
        return None
    return {"at": (when.instant or when.day).isoformat(), "found": when.found.value}  # type: ignore[union-attr]  # one of the two is set


def estimate_row(book: Book, estimate: Estimate) -> Row:
    """One estimate, by the contract of ``toll --format json``."""
    claims = {c.id: c for c in book.claims}

    def basis(claim: str, carriers: int) -> Row:
        c, r = claims[claim], book.resolutions.get(claim)
        said = r.said_on.isoformat() if r and r.said_on else None
        name = c.attribution.said_by or book.reports[c.report].publisher or book.reports[c.report].name
        return {
            "claim": claim,
            "source": name,
            "said_on": said,
            "published": day_of(book.reports[c.report]),
            "carriers": carriers,
        }

    scope = estimate.scope
    return {
        "measure": scope.measure.value,
        "object": scope.object,
        "side": scope.side.value if scope.side else None,
        "group": scope.group,
        "where": scope.where.name if scope.where else None,
        "coverage": next((c.scope.coverage for x in estimate.basis if (c := claims[x.origin]).scope.coverage), None),
        "kind": estimate.kind.value,
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "terms": [{"claim": t.claim, "low": t.low, "who": t.who} for t in estimate.terms],
        "basis": [basis(x.origin, len(x.carriers)) for x in estimate.basis],
        "set_aside": [{"claim": s.claim, "low": s.low, "high": s.high, "reason": s.reason} for s in estimate.set_aside],
        "disputed": [{"claim": d.claim, "by": d.by} for d in estimate.disputed],
        "problems": [{"code": p.code, "message": p.message, "claims": list(p.claims)} for p in estimate.problems],
        "sentence": estimate.sentence,
        "reviewed_by": estimate.reviewed_by,
        "review": review_row(estimate.review),
    }


def review_row(review: Review) -> Row:
    """Who signed an estimate, in which entry; what was signed, for where it has changed since."""
    s = review.signed
    signed = s and {"as_of": s.as_of.isoformat(), "kind": s.kind.value, "low": s.low, "best": s.best, "high": s.high}
    recorded = review.recorded.isoformat() if review.recorded else None
    return {
        "state": review.state.value,
        "by": list(review.by),
        "entry": review.entry,
        "recorded": recorded,
        "signed": signed,
    }


def toll_row(book: Book, estimates: tuple[Estimate, ...], as_of: datetime, *, silence: list[Row] | None = None) -> Row:
    """One story's toll, by the contract of ``toll --format json``; ``silence`` as `silence_rows` makes it."""
    return {
        "story": {"id": book.story.id, "title": book.story.title},
        "as_of": as_of.isoformat(),
        "upto": book.upto,
        "estimates": [estimate_row(book, e) for e in estimates],
        "silence": silence,
    }


def learned_rows(report: Report, claims: tuple[Claim, ...], story: Story | None, *, new: bool) -> Iterator[Row]:
    """What reading a report added: a row a measure and scope; one row for a report without claims."""
    facts = {
        "report": report.name,
        "id": report.id,
        "published": day_of(report),
        "story": story.id if story else None,
        "new": new,
    }
    groups: dict[tuple[str, str | None], list[Claim]] = {}
    for c in claims:
        groups.setdefault((c.measure.value, c.scope.who or c.object), []).append(c)
    if not groups:
        yield facts | {"measure": None, "who": None, "figures": [], "said_by": []}
    for (measure, who), found in groups.items():
        said = sorted({c.attribution.said_by for c in found if c.attribution.said_by})
        yield facts | {"measure": measure, "who": who, "figures": [c.figure.text for c in found], "said_by": said}


def timeline_rows(book: Book) -> Iterator[Row]:
    """Dated claims, by the day of publication."""
    dated = [(when, c) for c in book.claims if (when := published_row(book.reports[c.report])) is not None]
    for when, c in sorted(dated, key=lambda x: (x[0]["at"], x[1].id)):
        r = book.resolutions.get(c.id)
        occurred = r.occurred if r is not None and c.scope.extent is Extent.INCIDENT else None
        day = occurred.start if occurred else r.said_on if r and r.said_on else None
        yield {
            "day": day.isoformat() if day else when["at"][:10],
            "until": occurred.end.isoformat() if occurred and occurred.end != occurred.start else None,
            "dated": "occurred" if occurred else "said" if day else "published",
            "act": None,
            "published": when["at"],
            "said_on": r.said_on.isoformat() if r and r.said_on else None,
            "measure": c.measure.value,
            "figure": c.figure.text,
            "who": c.scope.who,
            "where": c.scope.where,
            "said_by": c.attribution.said_by,
            "standing": c.standing.value,
            "report": book.reports[c.report].name,
            "claim": c.id,
        }


def act_rows(book: Book, found: Iterable[Happening]) -> Iterator[Row]:
    """Acts of a timeline, each once, with the words of all who tell it."""
    for h in found:
        first = h.acts[0]
        report = book.telling(first.report)
        if report is None:  # it was sealed or erased meanwhile
            continue
        when = published_row(report)
        told = [_telling_row(r, a) for a in h.acts if (r := book.telling(a.report)) is not None]
        by = next((a for a in h.acts if a.actor is not None), first)
        whom = next((a for a in h.acts if a.target is not None), first)
        act = {"kind": h.kind.value, "word": h.word, "actor": _said(by.actor), "target": _said(whom.target)}
        yield {
            "day": h.days.start.isoformat(),
            "until": h.days.end.isoformat() if h.days.end != h.days.start else None,
            "dated": h.dated,
            "act": {**act, "place": _place(h.place), "told": told},
            "published": when["at"] if when else None,
            "said_on": None,
            "measure": None,
            "figure": None,
            "who": None,
            "where": next((a.where.text for a in h.acts if a.where is not None), None),
            "said_by": _speaker(h),
            "standing": h.standing.value,
            "report": report.name,
            "claim": None,
        }


def _speaker(h: Happening) -> str | None:
    """According to whom: nobody, where a report tells it in its own voice."""
    said = [a.attribution.said_by for a in h.acts]
    return None if None in said else said[0]


def _telling_row(report: Report, act: Action) -> Row:
    """One report's words of an act."""
    when = published_row(report)
    return {
        "id": act.id,
        "report": report.name,
        "published": when["at"] if when else None,
        "said_by": act.attribution.said_by,
        "standing": act.standing.value,
        "rule": act.rule,
        "words": _span(act.act),
        "sentence": _span(act.sentence),
    }


def _said(span: Span | None) -> str | None:
    return None if span is None else " ".join(span.text.split())


def reread_rows(
    report: Report, before: str, gained: tuple[Claim, ...], lost: tuple[Claim, ...], changed: tuple[tuple[Claim, Claim], ...]
) -> Iterator[Row]:
    """What a newer extractor reads otherwise: one row a claim."""
    for change, claims in (("gained", gained), ("lost", lost), ("changed", tuple(b for _, b in changed))):
        for c in claims:
            facts = {"report": report.name, "before": before, "change": change, "claim": c.id}
            yield facts | {"measure": c.measure.value, "figure": c.figure.text, "rule": c.rule}


def problem_row(problem: Problem) -> Row:
    """One problem."""
    return {"code": problem.code, "message": problem.message, "report": problem.report, "claims": list(problem.claims)}


def with_claims(rows: Iterator[Row], claims: Mapping[str, Claim]) -> Iterator[Row]:
    """Rows that name claims by id, with the words of their figures beside."""
    for row in rows:
        found = claims.get(row.get("claim", ""))
        yield row | {"figure": found.figure.text if found else None}
