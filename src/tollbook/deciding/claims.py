"""Accepting, correcting and rejecting claims. What was read is kept beside what a person made of it."""

from __future__ import annotations

from datetime import date

from tollbook.deciding.record import Clock, needs_reason, record
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import (
    Act,
    Book,
    Claim,
    Correction,
    Decided,
    Decision,
    Frame,
    Measure,
    Place,
    Quantity,
    Report,
    Side,
    Source,
    Span,
    Standing,
)
from tollbook.resolve import Gazetteer, open_beside
from tollbook.resolve.places import place_of
from tollbook.resolve.setting import setting_of
from tollbook.resolve.sources import source_of


def accept(ledger: Ledger, claim: str, *, by: str, now: Clock, reason: str = "", on: int | None = None) -> Decided:
    """A person has looked: the claim is as its report says. A claim that was rejected before counts again."""
    must_be_there(ledger, claim)
    return record(ledger, [Decision(act=Act.ACCEPT, subject=claim, reason=reason, on=on)], by=by, now=now)


def reject(ledger: Ledger, claim: str, *, by: str, now: Clock, reason: str, on: int | None = None) -> Decided:
    """A person has looked: this is no claim. It is shown as rejected, and takes part in nothing."""
    must_be_there(ledger, claim)
    decision = Decision(act=Act.REJECT, subject=claim, reason=needs_reason(reason, "reject a claim"), on=on)
    return record(ledger, [decision], by=by, now=now)


def correct(
    ledger: Ledger,
    claim: str,
    *,
    by: str,
    now: Clock,
    reason: str,
    on: int | None = None,
    measure: Measure | None = None,
    object: str | None = None,
    quantity: Quantity | None = None,
    who: str | None = None,
    side: Side | None = None,
    group: str | None = None,
    where: str | None = None,
    place: Place | None = None,
    said_by: str | None = None,
    source: Source | None = None,
    said_on: date | None = None,
    standing: Standing | None = None,
    frame: Frame | None = None,
    figure: tuple[int, int] | None = None,
    gazetteer: Gazetteer | None = None,
) -> Decided:
    """A person writes what the report says in the place of what was read. A field that is not given stays; ``""`` clears it.

    ``where`` and ``said_by`` are words, and are resolved as the report's own are, unless ``place`` and ``source`` say what
    they stand for. ``figure`` is start and end in the report's text. Raises `UsageError` where nothing is given, or a span
    lies outside the text.
    """
    book, known = claim_in(ledger, claim)
    report = book.reports[known.report]
    where = place.name if where is None and place is not None else where
    said_by = source.name if said_by is None and source is not None else said_by
    if (where and place is None) or (said_by and source is None):
        place, source = _resolved(report, known, where, said_by, place, source, gazetteer or open_beside(ledger.path))
    by_hand = Correction(
        measure=measure,
        object=object,
        quantity=quantity,
        who=who,
        side=side,
        group=group,
        where=where,
        place=place,
        said_by=said_by,
        source=source,
        said_on=said_on,
        standing=standing,
        frame=frame,
        figure=None if figure is None else _span(report, *figure),
    )
    if by_hand == Correction():
        raise UsageError("Nothing is corrected.", "Name at least one field: measure, interval, who, side, where, source ...")
    reason = needs_reason(reason, "correct a claim")
    decision = Decision(act=Act.CORRECT, subject=claim, reason=reason, on=on, correction=by_hand)
    return record(ledger, [decision], by=by, now=now)


def must_be_there(ledger: Ledger, claim: str) -> None:
    """Raises `UsageError` where no story holds the claim. Only one that no reading has any more costs its story's whole book."""
    if ledger.story_of(claim) is None or ledger.claim(claim) is None:
        claim_in(ledger, claim)


def claim_in(ledger: Ledger, claim: str) -> tuple[Book, Claim]:
    """A claim's story, and the claim as it stands there; as it was read, where it was rejected. Raises `UsageError`."""
    story = ledger.story_of(claim)
    book = ledger.book(story) if story is not None else None
    known = {c.id: c for c in (*book.rejected, *book.claims)} if book is not None else {}
    if book is None or claim not in known:
        raise UsageError(f"There is no claim {claim!r} in this ledger.", "`tollbook claims` lists them with their ids.")
    return book, known[claim]


def _span(report: Report, start: int, end: int) -> Span:
    if not 0 <= start < end <= len(report.text):
        raise UsageError(f"Characters {start} to {end} are not in {report.name}, which has {len(report.text)}.", "Count from 0.")
    return report.words(start, end)


def _resolved(
    report: Report,
    claim: Claim,
    where: str | None,
    said_by: str | None,
    place: Place | None,
    source: Source | None,
    gazetteer: Gazetteer,
) -> tuple[Place | None, Source | None]:
    """What a person's words for a place and a source stand for, in the light of the report."""
    setting = setting_of(report, (claim,), gazetteer)
    at = claim.figure.start
    if where and place is None:
        place, why = place_of(where, setting, at)
        if place is None:
            raise UsageError(f"The gazetteer knows no place {where!r} here: {why}.", "Name a larger place that holds it.")
    if said_by and source is None:
        source = source_of(said_by, setting, at)
    return place, source
