"""Shapes of the record: decisions, entries, tasks of review, changes."""

from __future__ import annotations

from typing import Literal, TypedDict

from tollbook.server.shapes.claims import PlacedClaim
from tollbook.server.shapes.tolls import SignedRow


class FieldRow(TypedDict):
    """One field that a person wrote."""

    field: str
    value: str | None


class SpanOfDays(TypedDict):
    """Days, both included."""

    start: str
    end: str


class SignedToll(SignedRow):
    """The toll that was signed."""

    measure: str
    upto: int
    policy: str


class DecisionRow(TypedDict):
    """`docs/schema/decision.json`."""

    entry: int
    recorded: str
    by: str
    act: str
    subject: str
    objects: list[str]
    value: str | None
    reason: str
    changes: list[FieldRow]
    source: str | None
    days: SpanOfDays | None
    signed: SignedToll | None
    undone: int | None


class EntryRow(TypedDict):
    """One line of the ledger, without its payload."""

    number: int
    recorded: str
    by: str
    kind: str
    act: str | None
    subject: str
    story: str | None
    reason: str | None
    value: str | None
    state: Literal["open", "withheld"]
    digest: str


class Task(TypedDict):
    """A claim to be looked at."""

    claim: PlacedClaim
    role: str
    effect: float
    precision: float
    weight: float
    why: str
    decided: list[EntryRow]


class Done(TypedDict):
    """What a decision became."""

    entries: list[EntryRow]
    upto: int
    stories: list[str]


class Changed(TypedDict):
    """New entries, by any process: the data of an event."""

    upto: int
    head: str
    stories: list[str]
    kinds: list[str]
    count: int
