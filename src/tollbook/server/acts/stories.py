"""Decisions on stories: merged, split, set; why little was heard; a toll signed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field

from tollbook import deciding
from tollbook.asking import places_of, toll_of
from tollbook.ledger import Ledger
from tollbook.model import Measure, ScopeKey, Side
from tollbook.reconcile import estimates_of
from tollbook.server.acts.ground import Act, Day, Hand, Id, Ids, Reason, Words
from tollbook.server.acts.known import known_story
from tollbook.server.faults import unknown
from tollbook.server.instants import DAY, WHEN, instant


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


class Inside(BaseModel):
    """What counts in a story: a part that is not given stays; ``["any"]``, or ``"any"`` for a day, clears it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})
    countries: Annotated[list[Annotated[str, Field(max_length=3)]], Field(max_length=50)] | None = None
    places: Annotated[list[Id], Field(max_length=50)] | None = None
    start: Annotated[str, Field(pattern=f"^({DAY}|any)$")] | None = None
    end: Annotated[str, Field(pattern=f"^({DAY}|any)$")] | None = None
    kinds: Annotated[list[Id], Field(max_length=20)] | None = None
    who: Annotated[list[Id], Field(max_length=20)] | None = None


class SetStory(Act):
    """What people set of a story."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 4})
    act: Literal["set_story"]
    story: Id
    title: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")] | None = None
    zone: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    rule: Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\S")] | None = None
    signers: Literal[1, 2] | None = None
    inclusion: Inside | None = None
    reason: Reason

    def do(self, ledger: Ledger, hand: Hand) -> None:
        book = known_story(ledger, self.story)
        if self.zone is not None and self.zone not in available_timezones():
            raise unknown("time zone", self.zone)
        new = {k: getattr(self, k) for k in ("title", "zone", "rule", "signers")}
        if self.inclusion is not None:
            new["inclusion"] = deciding.changed_rule(book, **self.inclusion.model_dump(exclude_none=True))
        deciding.set_story(ledger, self.story, reason=self.reason, **new, **hand.signed)


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
