"""Decisions on issuing bodies: named, merged, renamed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tollbook import deciding
from tollbook.ledger import Ledger
from tollbook.model import SourceKind
from tollbook.server.acts.ground import Act, Hand, Id, Ids, Reason
from tollbook.server.acts.known import known_source, known_story, refused


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
