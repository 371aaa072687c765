"""Shapes of stories, of what happened in them, and of who and where is named in them."""

from __future__ import annotations

from typing import Literal, TypedDict

from tollbook.server.shapes.claims import PlaceNamed, Words
from tollbook.server.shapes.reports import ReportRow
from tollbook.server.shapes.tolls import ChangeRow, EstimateRow


class Telling(TypedDict):
    """One report's words of an act."""

    id: str
    report: str
    published: str | None
    said_by: str | None
    standing: str
    rule: str
    words: Words
    sentence: Words


class ActTold(TypedDict):
    """What was done or said, as all reports tell it."""

    kind: str
    word: str
    actor: str | None
    target: str | None
    place: PlaceNamed | None
    told: list[Telling]


class TimelineRow(TypedDict):
    """`docs/schema/timeline.json`."""

    day: str
    until: str | None
    dated: Literal["occurred", "said", "published"]
    act: ActTold | None
    published: str
    said_on: str | None
    measure: str | None
    figure: str | None
    who: str | None
    where: str | None
    said_by: str | None
    standing: str
    report: str
    claim: str | None


class SourceRow(TypedDict):
    """An issuing body, and how much is known from it."""

    id: str
    name: str
    kind: str
    country: str | None
    unspecified: bool
    claims: int
    stories: list[str]


class PlaceRow(PlaceNamed):
    """A place, and how much is known of it."""

    claims: int
    stories: list[str]


class Summary(TypedDict):
    """`docs/schema/story.json`, and how the story stands."""

    id: str
    title: str
    place: PlaceNamed | None
    zone: str
    reports: int
    claims: int
    first: str | None
    last: str | None
    rule: str | None
    shared: int
    derived: int
    tolls: list[EstimateRow]
    moved: list[ChangeRow]
    conflicts: int
    problems: int
    withdrawn: int
    newest: ReportRow | None
