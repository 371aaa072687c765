"""Shapes of the grounds of a figure: its links, its part in each toll, how it is cited."""

from __future__ import annotations

from typing import Literal, TypedDict

from tollbook.server.shapes.claims import ClaimRow, VersionsSeen, Words
from tollbook.server.shapes.record import DecisionRow
from tollbook.server.shapes.tolls import EstimateRow


class LinkSeen(TypedDict):
    """A link as seen from one claim."""

    relation: str
    role: Literal["subject", "object"]
    other: str
    figure: str | None
    report: str | None
    reason: str
    by: str
    at: str | None


class EffectSeen(TypedDict):
    """What a claim does to one estimate."""

    toll: str
    role: str
    reason: str | None
    kind: str
    low: int | None
    best: int | None
    high: int | None
    sentence: str


class AsRead(TypedDict):
    """What was read of a claim, before a person corrected or rejected it."""

    measure: str
    object: str | None
    low: int | None
    high: int | None
    qualifier: str
    who: str | None
    side: str
    where: str | None
    said_by: str | None
    standing: str
    frame: str
    figure: Words


class WhyRow(ClaimRow):
    """`docs/schema/why.json`."""

    story: str
    other_stories: list[str]
    as_of: str
    published: str | None
    published_found: str | None
    publisher: str | None
    grounds: list[str]
    links: list[LinkSeen]
    effects: list[EffectSeen]
    rejected: bool
    as_read: AsRead | None
    decisions: list[DecisionRow]
    versions: VersionsSeen | None


class Effect(TypedDict("_Effect", {"with": list[EstimateRow]})):  # "with" is a word of Python
    """The estimates that a claim takes part in, and what they would be without it."""

    claim: str
    as_of: str
    upto: int
    without: list[EstimateRow]


class Citation(TypedDict):
    """How a figure is cited, so that it can be found again as it was."""

    text: str
    story: str
    claim: str | None
    sentence: str
    as_of: str
    upto: int
    digest: str
    path: str
