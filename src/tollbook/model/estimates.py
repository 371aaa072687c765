"""What can be said as of a moment: arithmetic over claims and judgements, recomputed and never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tollbook.model.claims import Action
from tollbook.model.decisions import Review
from tollbook.model.reports import Span
from tollbook.model.stories import Interval, Place, ScopeKey
from tollbook.model.vocabulary import ActKind, EstimateKind, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """One origin, however many carriers. ``origin`` is the claim nearest to it; ``carriers`` are claims, it included."""

    origin: str
    carriers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A claim that is shown and not counted, and why."""

    claim: str
    low: int | None
    high: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A claim that another party rejects; it counts all the same."""

    claim: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One addend of a sum."""

    claim: str
    low: int
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in the data: said, placed, and worked around. `docs/problems.md` lists the codes."""

    code: str
    message: str
    report: str | None = None
    span: Span | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who was heard on one day of a story: bodies and reports that gave a figure of their own, by side; and known reasons why
    little was. No figure is not calm."""

    day: date
    reports: int
    sides: tuple[tuple[str, tuple[str, ...]], ...]  # side, and the names of those heard on it; "" where none is known
    reasons: tuple[str, ...] = ()

    @property
    def origins(self) -> int:
        """How many were heard."""
        return sum(len(names) for _, names in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What can be said of one toll as of a moment. ``best`` is set only where ``kind`` is count; ``high`` None is open."""

    story: str
    scope: ScopeKey
    as_of: datetime
    upto: int
    kind: EstimateKind
    low: int | None = None
    best: int | None = None
    high: int | None = None
    terms: tuple[Term, ...] = ()
    basis: tuple[Lineage, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    shown: tuple[str, ...] = ()  # claims shown and in no bound: outdated, vague, parts
    problems: tuple[Problem, ...] = ()
    words: tuple[str, ...] = ()  # vague figures, as worded ("dozens of protesters")
    sentence: str = ""
    method: str = ""
    reviewed_by: str | None = None
    review: Review = field(default_factory=Review)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act, as all reports of a story tell it, the first told first. Worked out like an estimate, never stored.

    ``dated`` says how its day is known: told to have been then ("occurred"), said then ("said"), or only told of by the day on
    which the report was published ("published").
    """

    kind: ActKind
    word: str
    days: Interval
    dated: str
    place: Place | None
    acts: tuple[Action, ...]

    @property
    def standing(self) -> Standing:
        """Disputed where anybody disputes it; else as firm as its firmest telling: unverified only where nobody asserts it."""
        found = [a.standing for a in self.acts]
        if Standing.DISPUTED in found:
            return Standing.DISPUTED
        return min(found, key=list(Standing).index)
