"""What people decide about the record, and what they put their names under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tollbook.model.claims import Quantity
from tollbook.model.reports import Span
from tollbook.model.stories import Inclusion, Interval, Place, ScopeKey, Source
from tollbook.model.vocabulary import Act, EstimateKind, Frame, Measure, ReviewState, Side, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person writes in the place of what was read. ``None`` leaves a field as it is; an empty text clears it."""

    measure: Measure | None = None
    object: str | None = None
    quantity: Quantity | None = None
    who: str | None = None
    side: Side | None = None
    group: str | None = None
    where: str | None = None
    place: Place | None = None  # what ``where`` stands for
    said_by: str | None = None
    source: Source | None = None  # what ``said_by`` stands for
    said_on: date | None = None
    standing: Standing | None = None
    frame: Frame | None = None
    figure: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person sets for a story; ``None`` leaves it as it is. ``signers`` is how many must sign a first publication."""

    title: str | None = None
    zone: str | None = None
    rule: str | None = None
    signers: int | None = None
    inclusion: Inclusion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a person put a name under: an estimate's scope, moment and bounds, and the entry up to which it was worked out.

    It holds no words of a report, so that an erasure leaves none behind.
    """

    scope: ScopeKey
    as_of: datetime
    upto: int
    policy: str
    kind: EstimateKind
    low: int | None
    best: int | None
    high: int | None
    set_aside: tuple[str, ...] = ()  # claims
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's act on the record. ``subject`` is the id of what it is about, ``objects`` of what else it names.

    ``on`` is the number of the last entry that the person had seen. Which other fields are set follows from ``act``.
    """

    act: Act
    subject: str
    reason: str
    value: str | None = None
    objects: tuple[str, ...] = ()
    on: int | None = None
    correction: Correction | None = None
    settings: Settings | None = None
    source: Source | None = None
    days: Interval | None = None
    signed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as it stands in the ledger: entry ``number``, when, by whom; ``undone`` is the entry that undid it."""

    number: int
    recorded: datetime
    by: str
    decision: Decision
    undone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who signed an estimate, in which entry; where it has changed since, what was signed then."""

    state: ReviewState = ReviewState.NOT_REVIEWED
    by: tuple[str, ...] = ()
    entry: int | None = None
    recorded: datetime | None = None
    signed: Signed | None = None
