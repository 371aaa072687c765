"""What a report says: figures (claims) and acts, as worded there. The report answers for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tollbook.model.reports import Span
from tollbook.model.vocabulary import ActKind, Extent, Frame, Measure, Qualifier, Side, Standing, WhoClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The interval that the words of a figure state, bounds included; ``None`` is open.

    more than N: ``N+1, None``; at least N: ``N, None``; nearly, close to, up to N: ``None, N``; dozens: ``24, 99``.
    Vague intervals are a convention for matching: no estimate prints or adds them. Money is in whole units of ``unit``.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of whom, where and when a figure is, as worded."""

    who: str | None = None
    who_class: WhoClass | None = None  # None for things
    side: Side = Side.NOT_SAID
    label: str | None = None  # a speaker's word for them: "armed criminals"
    labelled_by: str | None = None
    group: str | None = None  # children, women, foreigners, journalists ...
    where: str | None = None
    where_span: Span | None = None
    when: str | None = None
    when_span: Span | None = None
    extent: Extent | None = None
    coverage: str | None = None  # "all stated", "excludes soldiers"; None: not said
    by_whom: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """According to whom. ``said_by`` is nearest to the origin; ``via`` those who passed it on, from the origin outward."""

    said_by: str | None = None
    said_by_span: Span | None = None
    cue: str | None = None
    via: tuple[str, ...] = ()
    said_on: str | None = None  # as worded: "Sunday"
    own_observation: bool = False  # "our correspondents counted 12 bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure, of one measure, given by one source, in one report: what its report says, and nothing else.

    ``standing`` is as told there. What became of the figure since is its status, derived from links.
    ``part_of`` is the figure, as worded in the same report, that this one is a part of.
    """

    id: str
    report: str
    sentence: Span
    figure: Span
    measure: Measure
    object: str | None = None
    quantity: Quantity
    scope: Scope
    attribution: Attribution
    standing: Standing = Standing.ASSERTED
    hedge: str | None = None  # the words that weaken it
    disputed_by: str | None = None
    fate_told_by: str | None = None  # who says that it was withdrawn, corrected or disavowed
    replaces: str | None = None  # the earlier figure that the report says it replaces, as worded ("18" in "rose from 18 to 26")
    restates: bool = False  # told as an earlier or known figure ("the previous toll of 164")
    frame: Frame = Frame.CURRENT
    part_of: str | None = None
    part_of_claim: str | None = None  # id of that claim, where it was read
    count_basis: str | None = None  # bodies, hospital records, named list, own observation
    rule: str

    @property
    def counted(self) -> str | None:
        """What is counted where it is not people one by one: the thing, or households, which are never added to people."""
        return self.object or ("household" if self.quantity.unit == "household" else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something done or said (a curfew, a clash, an appeal), told by one report: what the report says, and nothing else.

    ``act`` is the words that tell it, ``word`` a finer word than ``kind`` (`docs/acts.md`). Who did it, to whom, where and when
    are as worded. ``says`` is true where it is a statement, and so was done on the day on which it was said.
    """

    id: str
    report: str
    sentence: Span
    act: Span
    kind: ActKind
    word: str
    says: bool = False
    actor: Span | None = None
    target: Span | None = None
    where: Span | None = None
    when: Span | None = None
    attribution: Attribution
    standing: Standing = Standing.ASSERTED
    hedge: str | None = None  # the words that weaken it
    frame: Frame = Frame.CURRENT
    rule: str


def claim_id(report: str, figure: Span, measure: Measure, object: str | None) -> str:
    """The id of a claim: of its report's version, the span of its figure, and what is counted."""
    key = f"{report}:{figure.start}:{figure.end}:{measure}:{object or ''}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:16]


def action_id(report: str, act: Span, kind: ActKind, word: str) -> str:
    """The id of an act: of its report's version, the span of its words, and what it is."""
    return "a" + hashlib.sha256(f"{report}:{act.start}:{act.end}:{kind}:{word}".encode()).hexdigest()[:16]
