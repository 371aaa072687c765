"""What wordings stand for, the stories that reports tell of, and judgements about claims. A rule or a person answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tollbook.model.vocabulary import Measure, Relation, Side, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An issuing body. ``unspecified`` bodies ("authorities", "officials") are never succeeded by, added to or counted
    beside a named one. ``party_to`` is the side in a story ("state", "opposition"); independence is counted by it."""

    id: str
    name: str
    kind: SourceKind
    country: str | None = None  # ISO 3166-1 alpha-2
    party_to: str | None = None
    unspecified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer. ``within`` holds the ids of what contains it, nearest first.

    ``precision`` is coded as UCDP's where_prec: 1 exact point ... 3 second-level unit, 4 first-level unit, 6 country.
    ``without`` names a part that is left out ("eastern Libya without Derna").
    """

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    zone: str | None = None  # IANA time zone, where known


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days ``start`` to ``end``, both included; ``precision`` is day, week, month, year or range."""

    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Code points ``start`` to ``end`` of a report that tell of another event than the rest of it: one of a round-up, or, where
    it is ``recalled``, a past one."""

    start: int
    end: int
    recalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What the wordings of one claim stand for, by which rules. A later one supersedes; none is erased.

    ``stretch`` is set where the claim is of another event, and so of another story, than its report is.
    """

    claim: str
    source: Source | None = None
    via: tuple[Source, ...] = ()
    place: Place | None = None
    occurred: Interval | None = None
    said_on: date | None = None
    story: str | None = None
    by: str
    reasons: tuple[str, ...] = ()
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """What counts in a story: an empty field leaves nothing out. What is outside is set aside, and says why.

    ``countries`` are ISO codes, ``kinds`` keys of `events.toml`, ``who`` sides and groups; what is told to have been over before
    ``start``, or to have begun after ``end``, is another event's.
    """

    countries: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    start: date | None = None
    end: date | None = None
    kinds: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event that reports tell of. ``rule`` says in words what counts, where, until when; ``inclusion`` is that rule as it is
    applied."""

    id: str
    title: str
    place: Place | None = None
    zone: str = "UTC"
    start: date | None = None
    end: date | None = None
    rule: str | None = None
    inclusion: Inclusion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement by a named rule or a person. A later link of the same subject, relation and object supersedes."""

    subject: str
    relation: Relation
    object: str
    at: datetime | None  # when it took effect (was published); None: not known, takes part in no as-of
    holds: bool = True
    by: str  # "reconcile.repeats 0.1" or "person:p7"
    reason: str
    dimension: str | None = None  # of part_of: side, place, group
    exhaustive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeKey:
    """What an estimate is of: a measure and object, for a side, a group and a place."""

    measure: Measure
    object: str | None = None
    side: Side | None = None  # None: everybody
    group: str | None = None
    where: Place | None = None  # None: the whole story
