"""What a person can decide, as it is sent: one shape an act, each of which knows how it is carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field

from tollbook import deciding
from tollbook.asking import places_of, toll_of
from tollbook.errors import UsageError
from tollbook.ledger import Ledger
from tollbook.model import Book, Claim, Frame, Measure, Place, Qualifier, Quantity, ScopeKey, Side, Source, SourceKind, Standing
from tollbook.pipeline import relink
from tollbook.reconcile import estimates_of
from tollbook.resolve import open_beside
from tollbook.server.faults import Fault, unknown
from tollbook.server.instants import DAY, WHEN, instant

Id = Annotated[str, Field(min_length=1, max_length=200)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=1_000)]
Two = Annotated[list[Id], Field(min_length=2, max_length=2)]
Words = Annotated[str, Field(max_length=2_000)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\S", description="Why; it stays in the ledger for good.")]
Day = Annotated[str, Field(pattern=f"^{DAY}$")]
Number = Annotated[int, Field(ge=0, le=2**53 - 1)]
CLAIM, REPORT = "^c[0-9a-f]{16}$", "^r[0-9a-f]{16}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose decision it is, and on what they had seen."""

    by: str
    on: int
    now: Callable[[], datetime]

    @property
    def signed(self) -> dict[str, Any]:
        """What every call of `tollbook.deciding` is given."""
        return {"by": self.by, "on": self.on, "now": self.now}


class Act(BaseModel):
    """A decision. ``reason`` may always be given."""

    model_config = ConfigDict(extra="forbid")

    def do(self, ledger: Ledger, hand: Hand) -> None:
        """Records it."""
        raise NotImplementedError


class Accept(Act):
    """The claim is as its report says."""

    act: Literal["accept"]
    claim: Id
    reason: Words = ""

    def do(self, ledger: Ledger, hand: Hand) -> None:
        known_claim(ledger, self.claim)
        deciding.accept(ledger, self.claim, reason=self.reason, **hand.signed)


class Reject(Act):
    """This is no claim."""

    act: Literal["reject"]
    claim: Id
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        known_claim(ledger, self.claim)
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


class MergeStories(Act):
    """Stories are one."""

    act: Literal["merge_stories"]
    into: Id
    stories: Ids
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        for story in (self.into, *self.stories):
            known_story(ledger, story)
        deciding.merge_stories(ledger, self.into, self.stories, reason=self.reason, **hand.signed)


class SplitStory(Act):
    """Reports or claims belong to another story: to ``into``, else to a new one."""

    act: Literal["split_story"]
    story: Id
    members: Ids
    into: Id | None = None
    title: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")] | None = None
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        known_story(ledger, self.story)
        if self.into is not None:
            known_story(ledger, self.into)
        deciding.split_story(ledger, self.story, self.members, to=self.into, title=self.title, reason=self.reason, **hand.signed)


class SetStory(Act):
    """What people set of a story."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 4})
    act: Literal["set_story"]
    story: Id
    title: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")] | None = None
    zone: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    rule: Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\S")] | None = None
    signers: Literal[1, 2] | None = None
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        known_story(ledger, self.story)
        if self.zone is not None and self.zone not in available_timezones():
            raise unknown("time zone", self.zone)
        new = {k: getattr(self, k) for k in ("title", "zone", "rule", "signers")}
        deciding.set_story(ledger, self.story, reason=self.reason, **new, **hand.signed)


class NameSource(Act):
    """Wordings stand for a body: a known one (``source``), else a new one (``name``, ``kind``)."""

    act: Literal["name_source"]
    words: Annotated[list[Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]], Field(min_length=1, max_length=50)]
    source: Id | None = None
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")] | None = None
    kind: SourceKind = SourceKind.UNKNOWN
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    story: Id | None = None
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        if self.story is not None:
            known_story(ledger, self.story)
        if self.source is None and self.name is None:
            raise refused("No body is named.", "Give the id of a known one as `source`, or the `name` of a new one.")
        body = known_source(ledger, self.source) if self.source is not None else None
        body = body or deciding.new_source(self.name or "", self.kind, country=self.country)
        deciding.name_source(ledger, self.words, body, story=self.story, reason=self.reason, **hand.signed)


class MergeSources(Act):
    """Bodies are one."""

    act: Literal["merge_sources"]
    into: Id
    sources: Ids
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        into, *others = (known_source(ledger, s) for s in (self.into, *self.sources))
        deciding.merge_sources(ledger, into, others, reason=self.reason, **hand.signed)


class RenameSource(Act):
    """A body goes by another name."""

    act: Literal["rename_source"]
    source: Id
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        deciding.rename_source(ledger, known_source(ledger, self.source), self.name, reason=self.reason, **hand.signed)


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


class Silence(Act):
    """Why little was heard on some days."""

    act: Literal["silence"]
    story: Id
    start: Day
    end: Day
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        known_story(ledger, self.story)
        days = (date.fromisoformat(self.start), date.fromisoformat(self.end))
        deciding.silence(ledger, self.story, *days, self.reason, by=hand.by, now=hand.now)


class Sign(Act):
    """A person answers for an estimate, as it was worked out up to the entry that they saw."""

    act: Literal["sign"]
    story: Id
    measure: Measure
    object: Words | None = None
    side: Side | None = None
    group: Words | None = None
    where: Id | None = None
    as_of: Annotated[str, Field(pattern=WHEN)] | None = None
    policy: Literal["tollbook", "two-sources", "most-conservative"] = "tollbook"
    reason: Words = ""

    def do(self, ledger: Ledger, hand: Hand) -> None:
        book = known_story(ledger, self.story, upto=hand.on)
        zone = ZoneInfo(book.story.zone)
        at = instant(self.as_of, zone) if self.as_of is not None else hand.now().astimezone(zone).replace(second=0, microsecond=0)
        wanted = (self.measure, self.object, self.side, self.group)
        if self.where is not None:
            place = next((p for p in places_of(book).values() if p.id == self.where), None)
            if place is None:
                raise unknown("place", self.where)
            scope = ScopeKey(measure=self.measure, object=self.object, side=self.side, group=self.group, where=place)
            (found,) = estimates_of(book, [scope], at, policy=self.policy)
        else:
            every = (e for e in toll_of(book, at, policy=self.policy) if e.scope.where is None)
            one = next((e for e in every if (e.scope.measure, e.scope.object, e.scope.side, e.scope.group) == wanted), None)
            if one is None:
                raise unknown("toll", self.measure.value)
            found = one
        deciding.sign(ledger, found, policy=self.policy, reason=self.reason, **hand.signed)


class Undo(Act):
    """A decision is taken back."""

    act: Literal["undo"]
    entry: Number
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        if self.entry not in {d.number for d in ledger.decisions()}:
            raise unknown("decision", str(self.entry))
        deciding.undo(ledger, self.entry, reason=self.reason, **hand.signed)


class Protect(Act):
    """A report is sealed, unsealed or erased; an admin's."""

    act: Literal["seal", "unseal", "erase"]
    subject: Annotated[str, Field(pattern="^[cr][0-9a-f]{16}$", description="A report, or one of its claims.")]
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        stories = _stories(ledger, self.subject)
        if not stories and ledger.withheld(self.subject) is None and ledger.reading(self.subject) is None:
            raise unknown("report or claim", self.subject)
        act = {"seal": ledger.seal, "unseal": ledger.unseal, "erase": ledger.erase}[self.act]
        act(self.subject, reason=self.reason, by=hand.by, recorded=hand.now())
        for story in sorted(stories | _stories(ledger, self.subject)):
            relink(ledger, story, now=hand.now)


Decision = Annotated[
    Accept
    | Reject
    | Correct
    | MergeStories
    | SplitStory
    | SetStory
    | NameSource
    | MergeSources
    | RenameSource
    | Origin
    | Silence
    | Sign
    | Undo
    | Protect,
    Field(discriminator="act"),
]


def refused(detail: str, remedy: str = "Change it, and send it again.") -> Fault:
    """What was sent can be read, and cannot be done to the ledger as it stands."""
    return Fault("refused", detail, remedy)


def known_claim(ledger: Ledger, claim: str) -> tuple[Book, Claim]:
    """A claim, a rejected one too, in its story. Raises the `Fault` ``unknown``."""
    story = ledger.story_of(claim)
    book = known_story(ledger, story) if story is not None else None
    found = next((c for c in (*book.claims, *book.rejected) if c.id == claim), None) if book is not None else None
    if book is None or found is None:
        raise unknown("claim", claim)
    return book, found


def known_story(ledger: Ledger, story: str, *, upto: int | None = None) -> Book:
    """A story's book. Raises the `Fault` ``unknown``."""
    try:
        book = ledger.book(story, upto=upto)
    except UsageError as error:
        raise unknown("story", story) from error
    if not book.reports:
        raise unknown("story", story)
    return book


def known_source(ledger: Ledger, source: str) -> Source:
    """A body of any story, by its id. Raises the `Fault` ``unknown``."""
    for story in ledger.stories():
        found = deciding.sources_of(ledger.book(story.id)).get(source)
        if found is not None:
            return found
    raise unknown("source", source)


def known_place(ledger: Ledger, book: Book, place: str) -> Place:
    """A place of the story or of the gazetteer, by its id. Raises the `Fault` ``unknown``."""
    own = next((p for p in places_of(book).values() if p.id == place), None)
    entry = open_beside(ledger.path).place(place) if own is None else None
    found = own or (entry.place if entry is not None else None)
    if found is None:
        raise unknown("place", place)
    return found


def _stories(ledger: Ledger, subject: str) -> set[str]:
    """The stories in which a report, or a claim's report, now takes part."""
    claim = ledger.claim(subject)
    reading = ledger.reading(claim.report if claim is not None else subject)
    return {s for c in (reading.claims if reading is not None else ()) if (s := ledger.story_of(c.id)) is not None}
