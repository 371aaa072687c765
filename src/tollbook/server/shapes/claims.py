"""Shapes of claims, and of what a search finds."""

from __future__ import annotations

from typing import Literal, TypedDict


class Words(TypedDict):
    """Characters ``start`` to ``end`` of a report's text."""

    start: int
    end: int
    text: str


class Days(TypedDict):
    """Days, both included."""

    start: str
    end: str
    precision: str


class PlaceNamed(TypedDict):
    """A place of the gazetteer, or one of its own inside it."""

    name: str
    id: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int


class SourceNamed(TypedDict):
    """An issuing body."""

    name: str
    kind: str


class ClaimRow(TypedDict):
    """`docs/schema/claim.json`, and what is known of the claim's report."""

    report: str
    id: str
    measure: str
    object: str | None
    low: int | None
    high: int | None
    qualifier: str
    unit: str | None
    who: str | None
    who_class: str | None
    side: str
    group: str | None
    where: str | None
    place: PlaceNamed | None
    when: str | None
    occurred: Days | None
    said_by: str | None
    source: SourceNamed | None
    cue: str | None
    via: list[str]
    said_on: str | None
    standing: str
    hedge: str | None
    disputed_by: str | None
    frame: str
    extent: str | None
    part_of: str | None
    rule: str
    sentence: Words
    figure: Words


class Instead(TypedDict):
    """A claim that stands in the place of one that a version of a page no longer makes."""

    claim: str
    low: int | None
    high: int | None


class Otherwise(TypedDict):
    """A version of a page that does not say a figure, and the claims of the same that stand there instead."""

    number: int
    report: str
    at: str | None
    instead: list[Instead]


class VersionsSeen(TypedDict):
    """Which version of its page a figure stands in, of how many; what others say; since when the page is gone."""

    number: int
    of: int
    earlier: Otherwise | None
    dropped: Otherwise | None
    last: int
    gone: str | None


class PlacedClaim(ClaimRow):
    """A claim with its story and report."""

    story: str
    report_id: str
    publisher: str | None
    url: str | None
    published: str | None
    published_found: str | None
    versions: VersionsSeen | None


class Hit(TypedDict):
    """Something found."""

    kind: Literal["report", "claim", "source"]
    id: str
    story: str | None
    report: str | None
    title: str
    words: str | None
    published: str | None
    score: float
