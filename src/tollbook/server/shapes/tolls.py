"""Shapes of what can be said: estimates, how they grew and changed."""

from __future__ import annotations

from typing import Literal, TypedDict


class TermRow(TypedDict):
    """One addend of a sum."""

    claim: str
    low: int
    who: str | None


class BasisRow(TypedDict):
    """One origin that an estimate rests on."""

    claim: str
    source: str
    said_on: str | None
    published: str | None
    carriers: int


class AsideRow(TypedDict):
    """A figure that is shown and not counted."""

    claim: str
    low: int | None
    high: int | None
    reason: str


class DisputedRow(TypedDict):
    """A figure that another party rejects."""

    claim: str
    by: str


class ProblemRow(TypedDict):
    """A fault in the data."""

    code: str
    message: str
    claims: list[str]


class SignedRow(TypedDict):
    """What was signed."""

    as_of: str
    kind: str
    low: int | None
    best: int | None
    high: int | None


class ReviewRow(TypedDict):
    """Who answers for an estimate, and whether it has changed since."""

    state: Literal["not_reviewed", "awaits_second", "signed", "changed"]
    by: list[str]
    entry: int | None
    recorded: str | None
    signed: SignedRow | None


class EstimateRow(TypedDict):
    """What can be said of one toll: an item of `docs/schema/toll.json`."""

    measure: str
    object: str | None
    side: str | None
    group: str | None
    where: str | None
    coverage: str | None
    kind: str
    low: int | None
    best: int | None
    high: int | None
    terms: list[TermRow]
    basis: list[BasisRow]
    set_aside: list[AsideRow]
    disputed: list[DisputedRow]
    problems: list[ProblemRow]
    sentence: str
    reviewed_by: str | None
    review: ReviewRow


class StoryNamed(TypedDict):
    """A story by its id and title."""

    id: str
    title: str


class SilenceRow(TypedDict):
    """A day, how many were heard on it, and known reasons for silence."""

    day: str
    origins: int
    reasons: list[str]


class TollRow(TypedDict):
    """`docs/schema/toll.json`."""

    story: StoryNamed
    as_of: str
    upto: int
    silence: list[SilenceRow] | None
    estimates: list[EstimateRow]


class DayRow(TypedDict):
    """The tolls at the end of a day."""

    day: str
    as_of: str
    estimates: list[EstimateRow]


class ChangeRow(TypedDict):
    """`docs/schema/compare.json`."""

    story: str | None
    measure: str
    scope: str
    before: str | None
    after: str | None
    change: str
    because: list[str]
    claims: list[str]
