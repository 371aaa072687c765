"""Decisions on claims: accepted, rejected, corrected; one origin or two."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tollbook import deciding
from tollbook.ledger import Ledger
from tollbook.model import Claim, Frame, Measure, Qualifier, Quantity, Side, Standing
from tollbook.server.acts.ground import CLAIM, REPORT, Act, Day, Hand, Id, Number, Reason, Words
from tollbook.server.acts.known import claim_is_there, known_claim, known_place, known_source, refused
from tollbook.server.faults import unknown


class Accept(Act):
    """The claim is as its report says."""

    act: Literal["accept"]
    claim: Id
    reason: Words = ""

    def do(self, ledger: Ledger, hand: Hand) -> None:
        claim_is_there(ledger, self.claim)
        deciding.accept(ledger, self.claim, reason=self.reason, **hand.signed)


class Reject(Act):
    """This is no claim."""

    act: Literal["reject"]
    claim: Id
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        claim_is_there(ledger, self.claim)
        deciding.reject(ledger, self.claim, reason=self.reason, **hand.signed)


class Cut(BaseModel):
    """Characters ``start`` to ``end`` of the report's text."""

    model_config = ConfigDict(extra="forbid")
    start: Number
    end: Number


class Changes(BaseModel):
    """What the report says, in the place of what was read. What is not given stays; an empty text clears it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})
    measure: Measure | None = None
    object: Words | None = None
    low: Number | None = None
    high: Number | None = None
    qualifier: Qualifier | None = None
    unit: Words | None = None
    who: Words | None = None
    side: Side | None = None
    group: Words | None = None
    where: Words | None = None
    place: Id | None = None
    said_by: Words | None = None
    source: Id | None = None
    said_on: Day | None = None
    standing: Standing | None = None
    frame: Frame | None = None
    figure: Cut | None = None


class Correct(Act):
    """The report says otherwise than what was read."""

    act: Literal["correct"]
    claim: Id
    changes: Changes
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        book, claim = known_claim(ledger, self.claim)
        new = self.changes
        plain = {
            k: getattr(new, k) for k in ("measure", "object", "who", "side", "group", "where", "said_by", "standing", "frame")
        }
        deciding.correct(
            ledger,
            self.claim,
            reason=self.reason,
            quantity=_quantity(claim, new),
            place=known_place(ledger, book, new.place) if new.place is not None else None,
            source=known_source(ledger, new.source) if new.source is not None else None,
            said_on=date.fromisoformat(new.said_on) if new.said_on is not None else None,
            figure=(new.figure.start, new.figure.end) if new.figure is not None else None,
            **plain,
            **hand.signed,
        )


def _quantity(claim: Claim, new: Changes) -> Quantity | None:
    """The interval as corrected: bounds that are named, ``null`` for open ones; the others stay."""
    named = new.model_fields_set & {"low", "high", "qualifier", "unit"}
    if not named:
        return None
    old = claim.quantity
    made = {k: getattr(new, k) if k in named else getattr(old, k) for k in ("low", "high", "qualifier", "unit")}
    if made["qualifier"] is None or (made["low"] is None and made["high"] is None):
        raise refused("An interval has a qualifier and at least one bound.")
    if made["low"] is not None and made["high"] is not None and made["low"] > made["high"]:
        raise refused(f"The interval runs from {made['low']:,} down to {made['high']:,}.")
    return Quantity(**{**made, "unit": made["unit"] or None})


class Origin(Act):
    """Two claims, or two reports: the first says again what the second says, or is an origin of its own."""

    act: Literal["one_origin", "other_origin"]
    claims: Annotated[list[Annotated[str, Field(pattern=CLAIM)]], Field(min_length=2, max_length=2)] | None = None
    reports: Annotated[list[Annotated[str, Field(pattern=REPORT)]], Field(min_length=2, max_length=2)] | None = None
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        pair = self.claims or self.reports
        if pair is None:
            raise refused("Nothing is named.", "Give two ids as `claims`, or two as `reports`.")
        for one in pair:
            if self.claims:
                known_claim(ledger, one)
            elif ledger.reading(one) is None:
                raise unknown("report", one)
        decide = deciding.one_origin if self.act == "one_origin" else deciding.other_origin
        decide(ledger, *pair, reason=self.reason, **hand.signed)
